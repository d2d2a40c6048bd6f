"""Which rows over the data of a block are its header."""

from collections.abc import Sequence

from fazhi_desktop.core.units import UNITS
from fazhi_desktop.importing.dims import relative_period
from fazhi_desktop.importing.labels import read_label, squeeze
from fazhi_desktop.importing.row_classes import metas_of
from fazhi_desktop.importing.views import View
from fazhi_desktop.importing.words import Words

MOST_HEADER_ROWS = 4


class Headers:
    """Finds the header rows between two columns of a sheet."""

    def __init__(self, view: View, words: Words, left: int, right: int) -> None:
        self._view, self._words = view, words
        self._left, self._right = left, right

    def known_words(self, row: int) -> int:
        """How many cells of a row are words that head columns."""
        words, count = self._words, 0
        for column in range(self._left, self._right):
            if self._view.kinds[row][column] == " ":
                continue
            label = read_label(self._view.text(row, column))
            count += (
                bool(label.unit)
                or label.text in words.measure
                or label.text in words.serial
                or (
                    label.text in words.note
                    or label.text in words.class_headers
                    or label.text in words.part_headers
                    or label.text in words.date
                    or relative_period(label.text, words) is not None
                    or bool(words.total.fullmatch(label.text))
                    or label.text in words.unit
                    or label.text.endswith(("数量", "件数", "总数", "金额", "次数", "人数"))
                )
            )
        return count

    def rows(self, pending: Sequence[tuple[int, str]]) -> tuple[list[int], list[int]]:
        """Header rows among the rows over a first row of data, and headings of a group between the two."""
        above, bands = list(pending), list[int]()
        while above and above[-1][1] == "S" and not self.is_group(above[-1][0]):
            bands.insert(0, above.pop()[0])
        header = self._lowest(above)
        if bands and not (header and above[-1][0] == header[-1]):
            return self._lowest(pending), []
        return header, bands

    def _lowest(self, pending: Sequence[tuple[int, str]]) -> list[int]:
        header: list[int] = []
        for row, kind in reversed(pending):
            if len(header) >= MOST_HEADER_ROWS or (header and header[0] - row > 1):
                break
            if (kind == "T" and not self._is_title(row)) or (kind == "S" and header and self.is_group(row)):
                header.insert(0, row)
            else:
                break
        if not header and pending and pending[-1][1] == "S" and self.is_group(pending[-1][0]):
            header = [pending[-1][0]]
        return self._without_text_data(header)

    def _without_text_data(self, header: list[int]) -> list[int]:
        """Rows under a header that is complete by itself are data that happens to be text."""
        view = self._view
        for place, row in enumerate(header[:-1]):
            texts = [
                squeeze(str(view.values[row][column]))
                for column in range(self._left, self._right)
                if view.kinds[row][column] != " " or (row, column) in view.cover
            ]
            spread = any(
                view.area.get((row, column), (row, column))[1] > column or (row, column) in view.cover
                for column in range(self._left, self._right)
            )
            below = {
                column
                for other in header[place + 1 :]
                for column in range(self._left, self._right)
                if view.kinds[other][column] != " "
            }
            full = all(view.kinds[row][column] != " " for column in below)
            if (
                full
                and not spread
                and len(set(texts)) == len(texts)
                and not self._is_unit_row(header[place + 1])
            ):
                return header[: place + 1]
        return header

    def _is_unit_row(self, row: int) -> bool:
        labels = [
            read_label("x" + text if text[:1] in "(（" else text)
            for column in range(self._left, self._right)
            if (text := self._view.own_text(row, column).strip())
        ]
        return bool(labels) and all(label.unit or label.text in UNITS for label in labels)

    def _is_title(self, row: int) -> bool:
        """Texts of which at most one is no meta word: 附件1 … 单位：件."""
        texts = [
            text for column in range(self._left, self._right) if (text := self._view.own_text(row, column))
        ]
        plain = [
            text for text in texts if not any(meta.kind != "date" for meta in metas_of(text, self._words))
        ]
        return len(plain) <= 1 and len(texts) > 1

    def is_group(self, row: int) -> bool:
        """A single text over some of the columns only, not over the whole table from its left edge."""
        view, (_, column) = self._view, self._view.first_place(row, self._left, self._right)
        end = view.area.get((row, column), (row, column))[1]
        filled = [
            place
            for place in range(self._left, self._right)
            if any(view.kinds[below][place] != " " for below in range(row + 1, min(row + 4, view.height)))
        ]
        if not filled:
            return False
        return column > filled[0] and (column > self._left + 1 or end >= filled[-1]) and len(filled) > 1

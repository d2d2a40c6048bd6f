"""Sheets cut into blocks: titles, header rows, body rows; side by side and below each other."""

from dataclasses import dataclass, field

from fazhi_desktop.importing.bands import bands
from fazhi_desktop.importing.cells import NUMERIC
from fazhi_desktop.importing.headers import Headers
from fazhi_desktop.importing.labels import squeeze
from fazhi_desktop.importing.row_classes import (
    Meta,
    metas_of,
    row_class,
    title_before,
    unit_in_note,
    units_in_title,
)
from fazhi_desktop.importing.views import View
from fazhi_desktop.importing.words import Words

AMOUNT = "金额"
"""Stands among the units of a block where only its amounts have the unit that follows."""


@dataclass
class Block:
    """Rows (of the view) that belong to one table, between two columns (right excluded)."""

    left: int
    right: int
    titles: list[str] = field(default_factory=list[str])
    units: list[str] = field(default_factory=list[str])
    header: list[int] = field(default_factory=list[int])
    body: list[int] = field(default_factory=list[int])
    groups: dict[int, str] = field(default_factory=dict[int, str])
    """Body row -> heading of the group it opens, for heading rows inside the body."""


@dataclass
class Cut:
    """All blocks of a sheet and what stood around them."""

    blocks: list[Block] = field(default_factory=list[Block])
    metas: list[Meta] = field(default_factory=list[Meta])
    titles: list[str] = field(default_factory=list[str])
    singles: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    notes: list[str] = field(default_factory=list[str])


def cut_sheet(view: View, words: Words, *, headers: tuple[int, int] | None = None) -> Cut:
    """Cut a sheet; `headers` is a header block the clerk set by hand (first and last row of the view)."""
    cut = Cut()
    for rows, spans in bands(view):
        for left, right in spans:
            _Cutter(view, words, cut, left, right, headers).run(rows)
    told = {unit for note in cut.notes if (unit := unit_in_note(note))}
    for block in cut.blocks if len(told) == 1 else ():
        block.units += [] if block.units else [AMOUNT, *told]
    return cut


class _Cutter:
    """Walks down the rows of one column range."""

    def __init__(
        self, view: View, words: Words, cut: Cut, left: int, right: int, headers: tuple[int, int] | None
    ) -> None:
        self._view, self._words, self._cut = view, words, cut
        self._left, self._right = left, right
        self._set_by_hand = headers
        self._headers = Headers(view, words, left, right)
        self._block: Block | None = None
        self._pending: list[tuple[int, str]] = []
        self._titles: list[str] = list(cut.titles[-3:]) if left else []
        self._units: list[str] = []
        self._classes: dict[int, str] = {}
        self._data_kinds: dict[str, bool] = {}
        self._parted = False

    def run(self, rows: list[int]) -> None:
        """Cut the rows, in order."""
        self._classes = {row: self._class(row) for row in rows}
        if self._set_by_hand:
            first, last = self._set_by_hand
            self._classes.update({row: "T" for row in rows if first <= row <= last})
        rows = [row for row in rows if self._classes[row] != "B"]
        for place, row in enumerate(rows):
            kind = self._classes[row]
            if kind == "D":
                self._take_data(row)
                continue
            gap = row - rows[place - 1] - 1 if place else 1
            self._take(row, kind, gap, rows[place + 1 : place + 6])
        self._close()

    def _class(self, row: int) -> str:
        """The class of a row; rows of the same cell kinds as a row of data are data too."""
        kinds = self._view.kinds[row][self._left : self._right]
        if self._data_kinds.get(kinds) and self._has_plain_label(row, kinds):
            return "D"
        found = row_class(self._view, self._words, row, self._left, self._right)
        if found == "D" and kinds.count("n") > 1:
            self._data_kinds[kinds] = True
        return "D" if found == "S" and self._view.cover and self._shares_a_number(row) else found

    def _shares_a_number(self, row: int) -> bool:
        """Whether a number of a row above is merged down into this one."""
        above = (self._view.cover.get((row, column)) for column in range(self._left, self._right))
        return any(
            first and first[0] < row and self._view.kinds[first[0]][first[1]] in NUMERIC for first in above
        )

    def _has_plain_label(self, row: int, kinds: str) -> bool:
        place = kinds.find("t")
        label = self._view.values[row][self._left + place] if place >= 0 else ""
        return isinstance(label, str) and len(label) > 3 and ":" not in label and "：" not in label

    def _take(self, row: int, kind: str, gap: int, following: list[int]) -> None:
        if kind == "M":
            self._take_meta(row)
        elif kind == "F":
            self._note(row)
        elif kind == "N":
            if not self._pending and self._block and self._block.body:
                self._block.body.append(row)
        elif kind == "S":
            self._take_single(row, gap, following)
        elif self._block and not self._opens_table(row, gap, following):
            self._block.body.append(row)
        else:
            self._pending.append((row, "T"))

    def _take_data(self, row: int) -> None:
        if self._pending or self._block is None:
            self._open(row)
        else:
            self._block.body.append(row)

    def _note(self, row: int) -> None:
        text = next(
            text for column in range(self._left, self._right) if (text := self._view.own_text(row, column))
        )
        self._cut.notes.append(text)

    def _take_meta(self, row: int) -> None:
        texts = [
            text for column in range(self._left, self._right) if (text := self._view.own_text(row, column))
        ]
        found = [meta for text in texts for meta in metas_of(text, self._words)]
        if not found and len(texts) >= 2:
            found = [
                meta
                for key, text in zip(texts[::2], texts[1::2], strict=False)
                for meta in metas_of(squeeze(key).rstrip(":：") + "：" + text, self._words)
            ]
        elif len(found) == 1 and not found[0].text and len(texts) == 2:
            found = [Meta(found[0].kind, texts[1])]
        heads = [head for text in texts if (head := title_before(text, self._words))]
        self._titles += heads
        self._cut.titles += heads
        self._cut.metas += found
        self._units += [unit for meta in found if meta.kind == "unit" for unit in meta.text.split("、")]
        self._parted = self._block is not None
        if self._parted and len(texts) > 1:
            for text in texts:
                if not any(metas_of(text, self._words)):
                    self._titles = (
                        [*self._titles[:1], text] if len(self._titles) > 1 or self._block else [text]
                    )

    def _take_single(self, row: int, gap: int, following: list[int]) -> None:
        place = self._first_place(row)
        if self._view.kinds[place[0]][place[1]] == "l":
            self._cut.singles.append(place)
            return
        nearest = self._classes[following[0]] if following else "B"
        if (self._block and self._parted) or (
            self._block
            and nearest == "T"
            and (self._is_wide(place) or self._opens_table(following[0], gap, following[1:]))
        ):
            self._pending.append((row, "S"))
        elif self._block and not gap and nearest in "DS" and self._is_group(row, following):
            self._block.groups[row] = self._view.own_text(*place)
            self._block.body.append(row)
        elif self._block and self._block.body and not gap and place[1] == self._label_column():
            self._block.body.append(row)
        else:
            self._pending.append((row, "S"))

    def _is_wide(self, place: tuple[int, int]) -> bool:
        """Whether a cell is merged over most of the table, as titles are."""
        end = self._view.area.get(place, place)[1]
        return (end - place[1] + 1) * 10 >= (self._right - self._left) * 6 and end > place[1]

    def _is_group(self, row: int, following: list[int]) -> bool:
        """A heading inside the body, not the title of a table without a header."""
        after = next((other for other in following if self._classes[other] == "D"), None)
        if after is None or not self._block:
            return False
        return after - row <= 2 and bool(self._block.header or self._block.body)

    def _label_column(self) -> int:
        block = self._block
        if block is None or not block.body:
            return -1
        return self._first_place(block.body[-1])[1]

    def _first_place(self, row: int) -> tuple[int, int]:
        return self._view.first_place(row, self._left, self._right)

    def _text_of(self, row: int) -> str:
        return self._view.own_text(*self._first_place(row))

    def _opens_table(self, row: int, gap: int, following: list[int]) -> bool:
        """Whether a row of texts under a body is the header of the next table."""
        block, view = self._block, self._view
        if block is None or not block.body:
            return True
        if block.header and self._same_texts(row, block.header[-1]):
            return True
        if self._pending and self._pending[-1][1] == "S":
            return True
        data = next((other for other in following if self._classes[other] == "D"), None)
        if data is None or any(self._classes[other] in "MF" for other in following if other < data):
            return bool(gap) and self._headers.known_words(row) >= 2
        over = [
            column
            for column in range(self._left, self._right)
            if view.kinds[row][column] != " " and view.kinds[data][column] in NUMERIC
        ]
        before = [
            column for column in over if any(view.kinds[body][column] in NUMERIC for body in block.body[-6:])
        ]
        if not over:
            return bool(gap) and self._headers.known_words(row) >= 2
        known = self._headers.known_words(row)
        return (
            (len(before) >= 2 and known >= 1)
            or (bool(gap) and known + len(over) >= 2)
            or (known >= 2)
            or (len(before) >= 2 and len(before) == len(self._numeric_columns(block)))
        )

    def _numeric_columns(self, block: Block) -> list[int]:
        return [
            column
            for column in range(self._left, self._right)
            if any(self._view.kinds[body][column] in NUMERIC for body in block.body[-6:])
        ]

    def _same_texts(self, one: int, other: int) -> bool:
        return [squeeze(text) for text in map(str, self._view.values[one][self._left : self._right])] == [
            squeeze(text) for text in map(str, self._view.values[other][self._left : self._right])
        ]

    def _open(self, row: int) -> None:
        """A data row opens a block under the pending titles and header rows."""
        header, bands = self._headers.rows(self._pending)
        texts = [
            pending for pending, kind in self._pending if header and pending > header[-1] and kind == "T"
        ]
        over = [pending for pending, _ in self._pending if pending not in (*header, *texts, *bands)]
        before = list(self._titles)
        if over and self._block is not None:
            self._titles = self._titles[:1] if len(self._titles) > 1 else []
        for pending in over:
            self._add_title(pending)
        units = list(self._units)
        repeated = (
            self._block is not None
            and self._block.header
            and header
            and not units
            and set(self._titles) <= set(before)
            and (
                len(header) == len(self._block.header)
                and all(
                    self._same_texts(one, other)
                    for one, other in zip(header, self._block.header, strict=True)
                )
            )
        )
        self._pending = []
        if repeated and self._block is not None:
            self._block.body += [*bands, *texts, row]
            self._block.groups.update({band: self._text_of(band) for band in bands})
            return
        self._close()
        self._block = Block(self._left, self._right, list(self._titles), units, header, [*bands, *texts, row])
        self._block.groups.update({band: self._text_of(band) for band in bands})
        self._parted = False
        self._units = []

    def _add_title(self, row: int) -> None:
        for column in range(self._left, self._right):
            text = self._view.own_text(row, column).strip()
            if not text:
                continue
            found = list(metas_of(text, self._words))
            if found:
                self._cut.metas += found
                self._units += [
                    unit for meta in found if meta.kind == "unit" for unit in meta.text.split("、")
                ]
            else:
                self._titles.append(text)
                self._cut.titles.append(text)
                self._units += units_in_title(text)

    def _close(self) -> None:
        if self._block is not None:
            self._cut.blocks.append(self._block)
            self._block = None
        if self._pending:
            self._leave_pending()

    def _leave_pending(self) -> None:
        """Rows without any data under them: a template without figures, or a list of texts."""
        rows = [row for row, kind in self._pending if kind == "T"]
        for row, kind in self._pending:
            if kind == "S":
                self._add_title(row)
        self._pending = []
        if rows:
            self._cut.blocks.append(
                Block(self._left, self._right, list(self._titles), list(self._units), rows[:1], rows[1:])
            )

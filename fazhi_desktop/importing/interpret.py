"""Tables as facts: each number gets its indicator, period and part from the labels on both sides."""

import re

from fazhi_desktop.core.units import MONEY, convert_money, same_family
from fazhi_desktop.importing.blocks import AMOUNT
from fazhi_desktop.importing.dims import Dim
from fazhi_desktop.importing.facts import Fact, Reading, fact_of
from fazhi_desktop.importing.scopes import title_subject
from fazhi_desktop.importing.shares import choose_told_columns, set_classes_apart, set_shares_apart
from fazhi_desktop.importing.sides import Sides
from fazhi_desktop.importing.stages import stages_of
from fazhi_desktop.importing.structure import Axis, Number, Table
from fazhi_desktop.matching import Candidate
from fazhi_desktop.matching.candidates import UNSURE
from fazhi_desktop.matching.labels import MEASURES, core, is_generic, kind_word, plain


class TableReader:
    """Interprets one table of a sheet."""

    def __init__(self, reading: Reading, table: Table, sheet: str | None) -> None:
        self._reading, self._table, self._sheet = reading, table, sheet
        self.sides = Sides(reading, table, sheet)
        self._row_names = ["·".join(axis.path) for axis in table.rows]
        self._column_names = ["·".join(axis.path) for axis in table.columns]
        self._row_heads = ["/".join(axis.path) for axis in table.rows]
        self._column_heads = ["/".join(axis.path) for axis in table.columns]
        self._axes = table.rows, table.columns
        self._stages = stages_of(self.sides.columns)
        self._standard = reading.standard.table((*table.titles, sheet or ""))
        self._joints: dict[tuple[object, ...], list[Candidate]] = {}

    def read(self) -> list[Fact]:
        """Facts of all numbers but those of plan and growth columns, in the order of the cells."""
        facts = [fact for number in self._table.numbers if (fact := self._fact(number)) is not None]
        set_shares_apart(facts, self.sides)
        choose_told_columns(facts, self.sides, self._reading, self._stages)
        set_classes_apart(facts, self.sides)
        self._name_children(facts)
        return facts

    def _name_children(self, facts: list[Fact]) -> None:
        """What stands under 其中 and is no relation of its whole is only a class of it: 其中：重大决策."""
        if not any(axis.child for axes in self._axes for axis in axes):
            return
        matcher = self._reading.matcher
        at = {fact.place: fact for fact in facts}
        for fact in facts:
            assert fact.place is not None
            row, column = (axes[place] for axes, place in zip(self._axes, fact.place, strict=True))
            whole = (
                at.get((row.parent, fact.place[1]))
                if row.child
                else at.get((fact.place[0], column.parent))
                if column.child
                else None
            )
            if whole is None or not whole.code or not fact.code or fact.fixed or whole.unit != fact.unit:
                continue
            if not matcher.related(fact.code, whole.code):
                fact.code, fact.part, fact.inner = whole.code, (row if row.child else column).path[-1], True

    def _fact(self, number: Number) -> Fact | None:
        row, column = self.sides.rows[number.row], self.sides.columns[number.column]
        if (column.skipped and not column.content) or (row.skipped and not row.content):
            return None
        if number.fault == "negative":
            told = f"单元格 {number.cell} 是负数 {number.raw}，没有导入，请核对。"
            self._reading.problem("error", "negative", told, sheet=self._sheet, cell=number.cell)
        row_axis, column_axis = self._table.rows[number.row], self._table.columns[number.column]
        label = f"{self._row_names[number.row]}/{self._column_names[number.column]}".strip("/") or (
            self._table.titles[-1] if self._table.titles else ""
        )
        unit, explicit = self._unit(number, row_axis, column_axis, row, column)
        fact = fact_of(number, sheet=self._sheet, label=label, unit=unit)
        fact.place = (number.row, number.column)
        fact.header = f"{self._row_heads[number.row]}/{self._column_heads[number.column]}".strip("/")
        fact.period = row.period or column.period
        fact.total = row.total or column.total
        now = (row.now and not row.current) or (column.now and not column.current)
        fact.current = (row.current or column.current) and not now
        if now:
            fact.period = fact.period or self.sides.period_of_now(row, column)
        self._identify(fact, row, column, number)
        if number.unit:
            self._settle_unit(fact, explicit, number)
        return fact

    def _unit(
        self, number: Number, row_axis: Axis, column_axis: Axis, row: Dim, column: Dim
    ) -> tuple[str, str]:
        """(unit of the number, unit its header demands)."""
        own = number.unit
        header = column_axis.unit or row_axis.unit
        if not header:
            words = (*column.measure, *row.measure)
            header = next((MEASURES[word] for word in words if word in MEASURES), "")
        if not own and not header:
            header = self._line_unit(row, column)
        return own or header, header

    def _line_unit(self, row: Dim, column: Dim) -> str:
        units = self._table.unit
        if not units:
            return ""
        labels = (*row.content, *row.measure, *column.content, *column.measure)
        claimed = {kind for label in labels if (kind := kind_word(label))}
        if "rate" in claimed:
            return "%" if "%" in units else ""
        money = [unit for unit in units if unit in MONEY]
        counts = [unit for unit in units if unit not in MONEY and unit not in ("%", AMOUNT)]
        if "amount" in claimed:
            return money[0] if money else ""
        if len(counts) == 1:
            return counts[0]
        if AMOUNT in units:
            return ""
        return money[0] if money and not counts and not any(label in MEASURES for label in labels) else ""

    def _identify(self, fact: Fact, row: Dim, column: Dim, number: Number) -> None:
        """Set code or proposal, and part."""
        learned = self._reading.learned.get(fact.header)
        if learned is not None:
            fact.code, fact.score = learned or None, 1.0
            fact.part = row.part or column.part
            return
        if self._standard is not None and self._by_standard(fact, row, column):
            return
        if row.total and not row.content and column.total and not column.content:
            return
        joint = self._remembered(fact, row, column, number)
        if not (row.content or column.content or row.total or column.total):
            joint = self.subject(fact.unit)
        if joint and joint[0].sure:
            fact.code, fact.score = joint[0].code, joint[0].score
            fact.part = self._part_of(row, column)
            return
        if self._one_side(fact, row, column, number):
            return
        best = joint or self._proposals(fact, row, column)
        if best and best[0].score >= UNSURE:
            fact.proposed, fact.score = best[0].code, best[0].score
        fact.part = self._part_of(row, column)

    def _by_standard(self, fact: Fact, row: Dim, column: Dim) -> bool:
        """Published tables name some cells themselves; a cell that they call nothing is left alone."""
        rule = self._standard.rule(fact.header) if self._standard else None
        if rule is None:
            return False
        if rule.code:
            fact.code, fact.score = rule.code, 1.0
            fact.part = self._part_of(row, column)
            if rule.part:
                fact.part = fact.part or "·".join(column.content or row.content)
            elif fact.part is None and row.content and column.content and not row.total:
                fact.part = row.content[-1]
        fact.fixed = True
        return True

    def _remembered(self, fact: Fact, row: Dim, column: Dim, number: Number) -> list[Candidate]:
        """The joint match, once for all columns of a row that say the same (this year and last)."""
        key = (number.row, column.content, column.measure, column.total, fact.unit)
        if key not in self._joints:
            self._reading.breathe()
            self._joints[key] = self._joint(fact, row, column, number)
        return self._joints[key]

    def _part_of(self, row: Dim, column: Dim) -> str | None:
        return row.part if row.part is not None else column.part

    def _joint(self, fact: Fact, row: Dim, column: Dim, number: Number) -> list[Candidate]:
        """Match of all content of both sides, with the measure where that says more."""
        content = (*row.content, *column.content)
        if not content or (
            row.content and column.content and (self.sides.rows_are_parts or self.sides.columns_are_parts)
        ):
            return []
        if self.sides.crossed and row.total and is_generic(content[-1]):
            return []
        match = self.sides.match
        telling = [
            word
            for word in (*row.measure, *column.measure)
            if kind_word(word) or (word in MEASURES and word not in ("件", "次", "人", "场", "件数"))
        ]
        if telling and not kind_word(telling[-1]):
            alone = match(content, fact.unit)
            if alone and alone[0].sure:
                return alone
        if telling:
            candidates = match((*content, telling[-1]), fact.unit)
            if candidates and candidates[0].sure:
                return candidates
            if kind := kind_word(telling[-1]):
                return [
                    found
                    for found in match(content, fact.unit)
                    if self._reading.catalogue[found.code].kind == kind
                ] or candidates
        if row.content and column.content:
            return self._both_sides(fact, row, column, number)
        return match(content, fact.unit)

    def _both_sides(self, fact: Fact, row: Dim, column: Dim, number: Number) -> list[Candidate]:
        """Rows and columns both name something: the match must explain the own label of both."""
        match = self.sides.match
        candidates = match((*row.content, *column.content), fact.unit)
        if (
            candidates
            and candidates[0].sure
            and self._explained(candidates[0].code, row, column, self.sides.row_codes[number.row])
        ):
            return candidates
        return self._other_words(row, column, fact.unit, self.sides.row_codes[number.row]) or [
            Candidate(found.code, found.score, sure=False) for found in candidates
        ]

    def _other_words(self, row: Dim, column: Dim, unit: str, row_code: str | None) -> list[Candidate]:
        """A column head for rows of several kinds, 维持（胜诉）: the one word that belongs to this row's."""
        words = [word for word in re.split(r"[/()]", column.content[-1]) if word]
        if len(words) != 2 or not row_code:
            return []
        found = [self.sides.match((*row.content, *column.content[:-1], word), unit) for word in words]
        fit = [
            named
            for named in found
            if named and named[0].sure and self._reading.matcher.belongs(named[0].code, row_code)
        ]
        return fit[0] if len(fit) == 1 and fit[0][0].code != row_code else []

    def _explained(self, code: str, row: Dim, column: Dim, row_code: str | None) -> bool:
        indicator, matcher = self._reading.catalogue[code], self._reading.matcher
        joined = core("".join((*row.content, *column.content)))
        if any(core(word) == joined for word in (indicator.name, *indicator.synonyms)):
            return True
        if self.sides.crossed and row_code:
            return matcher.belongs(code, row_code) and matcher.says(code, column.content[-1])
        around = plain("".join(self.sides.context))
        return all(
            any(
                plain(part) in around
                or matcher.explains(code, part)
                or (matcher.tells(code, part) and not matcher.known_wording(part))
                for part in side
            )
            for side in (row.content, column.content)
        )

    def _one_side(self, fact: Fact, row: Dim, column: Dim, number: Number) -> bool:
        """One side names the indicator, the other a part, a class or the only column there is."""
        by_column, by_row = self.sides.column_codes[number.column], self.sides.row_codes[number.row]
        named = by_column and (self.sides.rows_are_parts or not row.content)
        if named and self._match_unit(fact, column.content):
            fact.part = self._class_part(row, self._table.rows[number.row])
            return True
        alone = not column.content or self._only_column(row, column)
        done = by_row and number.column == self._stages.of_act(self._reading.indicator(by_row))
        named = by_row and (self.sides.columns_are_parts or alone or done)
        if named and self._match_unit(fact, row.content or ((row.part,) if row.part else ())):
            fact.part = None if done else self._class_part(column, self._table.columns[number.column])
            return True
        return False

    def _only_column(self, row: Dim, column: Dim) -> bool:
        """The only column there is may be headed by any word, if the row alone says enough."""
        return self.sides.single_column and bool(row.content) and len(core(row.content[-1])) >= 4

    def _class_part(self, dim: Dim, axis: Axis) -> str | None:
        """What the other side says of a share: its village, unit or class, if any."""
        if dim.total:
            return dim.content[-1] if dim.content else None
        if dim.part is not None:
            return dim.part
        if self.sides.single_column and axis in self._table.columns:
            return None
        return dim.content[-1] if dim.content else None

    def _match_unit(self, fact: Fact, content: tuple[str, ...]) -> bool:
        candidates = self.sides.match(content, fact.unit)
        if candidates and candidates[0].sure:
            fact.code, fact.score = candidates[0].code, candidates[0].score
            return True
        return False

    def _proposals(self, fact: Fact, row: Dim, column: Dim) -> list[Candidate]:
        for content in ((*row.content, *column.content), column.content, row.content):
            if content and (found := self.sides.match(content, fact.unit)):
                return found
        return []

    def subject(self, unit: str) -> list[Candidate]:
        """What the table as a whole is about, by its titles."""
        for title in (*reversed(self._table.titles), self._sheet or "", *self._reading.file_words):
            words = title_subject(title)
            if len(words) >= 2 and (found := self.sides.match_title(words, unit)):
                return found
        return []

    def _says_unit(self, number: Number, own: str) -> bool:
        """Whether a row's own label speaks of money or a rate, whatever the head of the column counts."""
        kind = kind_word(self._row_names[number.row])
        return kind == "amount" if own in MONEY else own == "%" and kind == "rate"

    def _settle_unit(self, fact: Fact, header: str, number: Number) -> None:
        """Money in another unit than its header is converted, and said."""
        own = number.unit
        if (
            own
            and header
            and own != header
            and own in MONEY
            and header in MONEY
            and fact.number
            and not fact.high
        ):
            digits = convert_money(fact.number, own, header)
            if digits is not None:
                self._reading.problem(
                    "warning",
                    "unit_converted",
                    f"{number.raw} 已换算为 {digits}{header}（表头单位为{header}），"
                    "原数可能已四舍五入，请核对。",
                    sheet=self._sheet,
                    cell=number.cell,
                )
                fact.number, fact.unit = digits, header
        elif (
            own
            and header
            and own != header
            and not same_family(own, header)
            and "（" not in header
            and not self._says_unit(number, own)
            and (own in MONEY or header in MONEY or "%" in (own, header))
        ):
            fact.refused = fact.refused or "uncertain"
            self._reading.problem(
                "warning",
                "unit_unclear",
                f"单元格写“{number.raw}”，表头单位却是“{header}”，请核对单位。",
                sheet=self._sheet,
                cell=number.cell,
            )

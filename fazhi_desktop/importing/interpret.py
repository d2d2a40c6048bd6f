"""Tables as facts: each number gets its indicator, period and part from the labels on both sides."""

from collections.abc import Sequence
from dataclasses import replace

from fazhi_desktop.core.units import MONEY, convert_money, same_family
from fazhi_desktop.importing.dims import Dim, dim_of
from fazhi_desktop.importing.facts import Fact, Reading, fact_of
from fazhi_desktop.importing.scopes import TOWNS, title_subject, without_scope
from fazhi_desktop.importing.stated import is_village
from fazhi_desktop.importing.structure import Axis, Number, Table
from fazhi_desktop.matching import Candidate, Label
from fazhi_desktop.matching.labels import MEASURES, core, kind_word, plain
from fazhi_desktop.matching.matcher import UNSURE


class TableReader:
    """Interprets one table of a sheet."""

    def __init__(self, reading: Reading, table: Table, sheet: str | None) -> None:
        self._reading, self._table, self._sheet = reading, table, sheet
        words = reading.words
        heads = {squeeze for squeeze in (table.row_head,) if squeeze}
        parts_here = bool(heads & words.part_headers)
        months_here = bool(heads & words.month)
        self.rows = [
            self._named(
                dim_of(axis, words, reading.year, parts_here=parts_here, months_here=months_here),
                parts_here=parts_here,
            )
            for axis in table.rows
        ]
        self.columns = [self._named(dim_of(axis, words, reading.year)) for axis in table.columns]
        self.context = tuple(
            dict.fromkeys(filter(None, (*table.titles, sheet or "", table.row_head, *reading.file_words)))
        )
        labels = [label for axis in (*table.rows[:40], *table.columns[:40]) for label in axis.path]
        self._neighbours = "|".join(dict.fromkeys(labels))
        self._row_names = ["·".join(axis.path) for axis in table.rows]
        self._column_names = ["·".join(axis.path) for axis in table.columns]
        self._standard = reading.standard.table((*table.titles, sheet or ""))
        self._drop_counted_parents()
        self._drop_shared_groups()
        self._joints: dict[tuple[object, ...], list[Candidate]] = {}
        self._row_codes = [self._alone(axis, dim) for axis, dim in zip(table.rows, self.rows, strict=True)]
        self._column_codes = [
            self._alone(axis, dim) for axis, dim in zip(table.columns, self.columns, strict=True)
        ]
        self._choose_sides()
        self._own_rows()

    def _named(self, dim: Dim, *, parts_here: bool = False) -> Dim:
        """A label that looks like a place but is a wording of the catalogue (公共法律服务站) is content."""
        if dim.part is not None and not parts_here and self._reading.matcher.known_wording(dim.part):
            return replace(dim, content=(*dim.content, dim.part), part=None)
        return dim

    def _drop_counted_parents(self) -> None:
        """A row numbered under a row with numbers is named by itself; only 其中 rows need their whole."""
        counted = {number.row for number in self._table.numbers}
        for place, axis in enumerate(self._table.rows):
            content = self.rows[place].content
            if axis.parent in counted and not axis.child and len(content) > 1:
                self.rows[place] = replace(self.rows[place], content=content[-1:])

    def _drop_shared_groups(self) -> None:
        """A group over all columns (or rows) is a title: it goes to the context."""
        for dims in (self.columns, self.rows):
            named = [dim for dim in dims if dim.content]
            shared = {dim.content[0] for dim in named}
            if len(named) < 2 or len(shared) != 1 or not any(len(dim.content) > 1 for dim in named):
                continue
            if all(len(dim.content) > 1 or dim.total for dim in named):
                self.context = (*self.context, *shared)
                dims[:] = [replace(dim, content=dim.content[1:]) if dim.content else dim for dim in dims]

    def _alone(self, axis: Axis, dim: Dim) -> str | None:
        """The sure indicator of an axis by itself."""
        if dim.total or (not dim.content and dim.part is None) or (dim.skipped and len(dim.content) == 0):
            return None
        parts = dim.content or ((dim.part,) if dim.part else ())
        return self._reading.matcher.sure(
            Label(parts, self.context, axis.unit, self._reading.department, self._neighbours)
        )

    def _choose_sides(self) -> None:
        """Which side names the indicators; what the other side says is a part or a measure."""
        table = self._table
        row_names = [code for code in self._row_codes if code]
        column_names = [code for code in self._column_codes if code]
        plain_rows = [dim for dim in self.rows if not dim.total and (dim.content or dim.part)]
        classes = table.row_head in self._reading.words.class_headers | self._reading.words.part_headers
        totalled = any(dim.total for dim in self.rows)
        named = [dim for dim in self.columns if dim.content and not dim.total and not dim.skipped]
        every = len(column_names) >= max(2, len(named)) and len(set(column_names)) > len(set(row_names))
        mostly = len(row_names) * 2 < max(1, len(plain_rows)) and len(set(row_names)) <= len(
            set(column_names)
        )
        self._rows_are_parts = (
            bool(column_names) and (every or mostly) and (classes or totalled or len(plain_rows) > 1)
        )
        self._rows_are_parts = self._rows_are_parts and not self._pairs_known()
        content_columns = [dim for dim in self.columns if dim.content and not dim.total]
        column_total = any(dim.total for dim in self.columns)
        self._columns_are_parts = (
            bool(row_names) and not column_names and len(content_columns) > 1 and column_total
        )
        self._single_column = (
            len([dim for dim in self.columns if not dim.skipped and dim.period is None]) == 1
        )

    def _leave_others(self) -> None:
        """In a table of several towns only our own row counts; a county's figures are not ours."""
        town = any(name.endswith(TOWNS) or "镇" in name or "街道" in name for name in self._reading.body)
        if town:
            self.rows = [without_scope(dim) for dim in self.rows]
            self.columns = [without_scope(dim) for dim in self.columns]
        towns = [dim.part for dim in self.rows if dim.part is not None and dim.part.endswith(TOWNS)]
        if len(towns) < 2:
            return
        self.rows = [
            replace(dim, part=None)
            if dim.part in self._reading.body
            else replace(dim, part=None, content=(), skipped=True)
            for dim in self.rows
        ]

    def _pairs_known(self) -> bool:
        """Whether some row and column together are a wording of the catalogue: then rows are no parts."""
        known = self._reading.matcher.known_wording
        return any(
            known("".join((*row.content, *column.content)))
            for row in self.rows[:60]
            if row.content
            for column in self.columns[:30]
            if column.content
        )

    def _own_rows(self) -> None:
        """A single row named after the sender itself is the whole, unless it is one village of many."""
        self._leave_others()
        parts = {dim.part for dim in self.rows if dim.part is not None}
        if len(parts) == 1 and not any(dim.content for dim in self.rows):
            own = next(iter(parts))
            if own in self._reading.department or not is_village(own, frozenset()):
                self.rows = [replace(dim, part=None) for dim in self.rows]

    def read(self) -> list[Fact]:
        """Facts of all numbers but those of plan and growth columns, in the order of the cells."""
        return [fact for number in self._table.numbers if (fact := self._fact(number)) is not None]

    def _fact(self, number: Number) -> Fact | None:
        row, column = self.rows[number.row], self.columns[number.column]
        if (column.skipped and not column.content) or (row.skipped and not row.content):
            return None
        row_axis, column_axis = self._table.rows[number.row], self._table.columns[number.column]
        label = f"{self._row_names[number.row]}/{self._column_names[number.column]}".strip("/") or (
            self._table.titles[-1] if self._table.titles else ""
        )
        unit, explicit = self._unit(number, row_axis, column_axis, row, column)
        fact = fact_of(number, sheet=self._sheet, label=label, unit=unit)
        fact.place = (number.row, number.column)
        fact.header = "/".join((*row_axis.path, *column_axis.path))
        fact.period = row.period or column.period
        fact.total = row.total or column.total
        fact.current = row.current or column.current
        if column.now or (row.now and not column.current):
            fact.period = fact.period or "本期"
        self._identify(fact, row, column, number)
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
        counts = [unit for unit in units if unit not in MONEY and unit != "%"]
        if "amount" in claimed:
            return money[0] if money else ""
        if len(counts) == 1:
            return counts[0]
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
                fact.part, fact.inner = fact.part or "·".join(column.content or row.content), True
            elif fact.part is None and row.content and column.content and not row.total:
                fact.part = row.content[-1]
        fact.fixed = True
        return True

    def _remembered(self, fact: Fact, row: Dim, column: Dim, number: Number) -> list[Candidate]:
        """The joint match, once for all columns of a row that say the same (this year and last)."""
        key = (number.row, column.content, column.measure, column.total, fact.unit)
        if key not in self._joints:
            self._joints[key] = self._joint(fact, row, column)
        return self._joints[key]

    def _part_of(self, row: Dim, column: Dim) -> str | None:
        return row.part if row.part is not None else column.part

    def _label(self, parts: Sequence[str], unit: str) -> Label:
        return Label(tuple(parts), self.context, unit, self._reading.department, self._neighbours)

    def _joint(self, fact: Fact, row: Dim, column: Dim) -> list[Candidate]:
        """Match of all content of both sides, with the measure where that says more."""
        content = (*row.content, *column.content)
        if not content or (
            row.content and column.content and (self._rows_are_parts or self._columns_are_parts)
        ):
            return []
        match = self._reading.matcher.match
        telling = [
            word
            for word in (*row.measure, *column.measure)
            if kind_word(word) or (word in MEASURES and word not in ("件", "次", "人", "场", "件数"))
        ]
        if telling:
            candidates = match(self._label((*content, telling[-1]), fact.unit))
            if candidates and candidates[0].sure:
                return candidates
            if kind := kind_word(telling[-1]):
                return [
                    found
                    for found in match(self._label(content, fact.unit))
                    if self._reading.catalogue[found.code].kind == kind
                ] or candidates
        both = row.content and column.content
        if both and not self._covers(row, column):
            return self._both_sides(fact, row, column)
        return match(self._label(content, fact.unit))

    def _covers(self, row: Dim, column: Dim) -> bool:
        """Whether one side's content only repeats the subject of the table."""
        return False

    def _both_sides(self, fact: Fact, row: Dim, column: Dim) -> list[Candidate]:
        """Rows and columns both name something: the match must explain the own label of both."""
        match = self._reading.matcher.match
        candidates = match(self._label((*row.content, *column.content), fact.unit))
        if candidates and candidates[0].sure and self._explained(candidates[0].code, row, column):
            return candidates
        return [Candidate(found.code, found.score, sure=False) for found in candidates]

    def _explained(self, code: str, row: Dim, column: Dim) -> bool:
        indicator = self._reading.catalogue[code]
        wordings = [plain(word) for word in (indicator.name, *indicator.synonyms)]
        joined = core("".join((*row.content, *column.content)))
        if any(core(word) == joined for word in wordings):
            return True
        around = plain("".join(self.context))
        explains = self._reading.matcher.explains
        return all(
            any(plain(part) in around or explains(code, part) for part in side)
            for side in (row.content, column.content)
        )

    def _one_side(self, fact: Fact, row: Dim, column: Dim, number: Number) -> bool:
        """One side names the indicator, the other a part, a class or the only column there is."""
        by_column, by_row = self._column_codes[number.column], self._row_codes[number.row]
        named = by_column and (self._rows_are_parts or not row.content)
        if named and self._match_unit(fact, column.content):
            fact.part = self._class_part(row, self._table.rows[number.row])
            return True
        named = by_row and (self._columns_are_parts or not column.content or self._only_column(row, column))
        if named and self._match_unit(fact, row.content or ((row.part,) if row.part else ())):
            fact.part = self._class_part(column, self._table.columns[number.column])
            return True
        return False

    def _only_column(self, row: Dim, column: Dim) -> bool:
        """The only column there is may be headed by any word, if the row alone says enough."""
        return self._single_column and bool(row.content) and len(core(row.content[-1])) >= 4

    def _class_part(self, dim: Dim, axis: Axis) -> str | None:
        """What the other side says of a share: its village, unit or class, if any."""
        if dim.total:
            return dim.content[-1] if dim.content else None
        if dim.part is not None:
            return dim.part
        if self._single_column and axis in self._table.columns:
            return None
        return dim.content[-1] if dim.content else None

    def _match_unit(self, fact: Fact, content: Sequence[str]) -> bool:
        candidates = self._reading.matcher.match(self._label(content, fact.unit))
        if candidates and candidates[0].sure:
            fact.code, fact.score = candidates[0].code, candidates[0].score
            return True
        return False

    def _proposals(self, fact: Fact, row: Dim, column: Dim) -> list[Candidate]:
        for content in ((*row.content, *column.content), column.content, row.content):
            if content and (found := self._reading.matcher.match(self._label(content, fact.unit))):
                return found
        return []

    def subject(self, unit: str) -> list[Candidate]:
        """What the table as a whole is about, by its titles."""
        for title in (*reversed(self._table.titles), self._sheet or ""):
            words = title_subject(title)
            if len(words) >= 2 and (found := self._reading.matcher.match(self._label((words,), unit))):
                return found
        return []

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

"""Totals without a label of their own get their indicator: from their parts, a formula or the title."""

import itertools

from fazhi_desktop.importing.dims import Dim
from fazhi_desktop.importing.facts import Fact, Reading, additive
from fazhi_desktop.importing.interpret import TableReader
from fazhi_desktop.importing.structure import Table
from fazhi_desktop.importing.totals import Totals, near, unit_first
from fazhi_desktop.matching.labels import core, plain


class TotalNames:
    """Names the totals of one table, and the classes that belong to a named total."""

    def __init__(
        self, reading: Reading, table: Table, reader: TableReader, facts: list[Fact], totals: Totals
    ) -> None:
        self._reading, self._table, self._reader = reading, table, reader
        self._sides, self._facts, self._totals = reader.sides, facts, totals

    def settle(self) -> None:
        """Name every total that may be named, then its classes."""
        if not self._totals.any:
            return
        self._forget_measures()
        for fact in self._facts:
            row, column = self._totals.dims(fact)
            if fact.code is None and (row.total or column.total) and not fact.refused and not fact.fixed:
                self._name(fact, row, column)
        self._name_classes()

    def _forget_measures(self) -> None:
        """A total named by its column alone, over rows that are other indicators, has no name.

        Rows that came to the same indicator as their total are its classes.
        """
        for fact in self._facts:
            row, column = self._totals.dims(fact)
            if not (fact.code and row.total and not row.content and column.content):
                continue
            named = [
                part
                for group in self._totals.row_groups(fact)
                for part in group
                if part.code and part.part is None and part.period is None
            ]
            classes = list({id(part): part for part in named if part.code == fact.code}.values())
            if self._are_others(named, classes) or (
                len(classes) == 1 and classes[0].decimal == fact.decimal
            ):
                classes = []
            for part in classes:
                part.part, part.inner = self._share(self._totals.dims(part)[0], fact), True
            if named and not classes:
                fact.code = None

    def _are_others(self, named: list[Fact], classes: list[Fact]) -> bool:
        """Whether rows of several indicators bear their very names: 镇级课题, 村级课题."""
        known = self._reading.matcher.known_wording
        own = [self._totals.dims(part)[0].content for part in classes]
        return len({part.code for part in named}) > 1 and all(words and known(words[-1]) for words in own)

    def _name(self, fact: Fact, row: Dim, column: Dim) -> None:
        """A total without content: the whole of its parts, of a formula, or of the title."""
        groups = (self._totals.row_groups(fact) if row.total else []) + (
            self._totals.column_groups(fact) if column.total else []
        )
        for group in groups:
            codes = [part.code for part in group if part.code]
            distinct = set(codes)
            if (
                len(distinct) == 1
                and len(codes) == len(group)
                and (len(group) == 1 or any(part.part or part.period for part in group))
            ):
                fact.code, fact.score = codes[0], min(part.score for part in group)
                break
            if len(distinct) >= 2 and (whole := self._whole_of(distinct, fact)):
                fact.code, fact.score = whole, 0.95
                break
        if fact.code is None and not self._name_by_group(fact) and not self._prefixed(fact, row, column):
            self._name_by_title(fact)
        if row.part is not None or (row.content and not row.total):
            own = row.content[-1] if row.content and not self._is_named(fact, row) else None
            fact.part = fact.part or row.part or own

    def _is_named(self, fact: Fact, row: Dim) -> bool:
        return self._sides.sure(row.content, fact.unit) is not None

    def _prefixed(self, fact: Fact, row: Dim, column: Dim) -> bool:
        """A total inside a group, or of a row whose own label means something else, is not the table's."""
        assert fact.place is not None
        inner_row = row.total and len(self._table.rows[fact.place[0]].path) > 1
        inner_column = column.total and len(self._table.columns[fact.place[1]].path) > 1
        return (
            inner_row
            or inner_column
            or bool(row.content and not row.total)
            or bool(column.content and not column.total and not self._titled(column.content))
        )

    def _titled(self, content: tuple[str, ...]) -> bool:
        """Whether a column only repeats what the title is about: 审查件数 under 合法性审查情况."""
        around = plain("".join(self._sides.context))
        return all(core(label) in around for label in content)

    def _name_by_group(self, fact: Fact) -> bool:
        """A total outside the group of columns beside it is the group's where it is their sum."""
        assert fact.place is not None
        row, column = fact.place
        axes = self._table.columns
        if not self._sides.columns[column].total or len(axes[column].path) > 1 or not fact.decimal:
            return False
        for group, run in itertools.groupby(range(len(axes)), lambda place: axes[place].path[:-1]):
            places = list(run)
            parts = [part for place in places if (part := self._totals.at.get((row, place))) is not None]
            if not group or len(parts) < 2 or column not in (places[0] - 1, places[-1] + 1):
                continue
            found = self._sides.match(group, fact.unit)
            if additive([*unit_first(fact), *parts]) == fact.decimal and found and found[0].sure:
                fact.code, fact.score = found[0].code, found[0].score
                return True
        return False

    def _name_by_title(self, fact: Fact) -> None:
        candidates = self._reader.subject(fact.unit)
        row = self._totals.dims(fact)[0]
        addends = [
            part
            for group in (self._totals.row_groups(fact) if row.total else self._totals.column_groups(fact))
            for part in group
        ]
        others = [other for other in self._facts if other not in addends]
        taken = {other.code for other in others if other.code and other.part is None and other.period is None}
        named = {part.code for part in addends if part.code}
        taken |= named if len(named) > 1 else set()
        if candidates and candidates[0].sure and candidates[0].code not in taken:
            fact.code, fact.score = candidates[0].code, candidates[0].score
            own = row.total and self._sides.heads_classes_of(fact.code)
            for part in addends:
                if own and part.code and part.part is None and not part.period:
                    part.code = fact.code
                if part.code == fact.code and part.part is None:
                    side = self._totals.dims(part)[0 if row.total else 1]
                    part.part, part.inner = self._share(side, fact), True
        elif candidates and candidates[0].code not in taken:
            fact.proposed, fact.score = candidates[0].code, candidates[0].score

    def _whole_of(self, codes: set[str], fact: Fact) -> str | None:
        """The indicator whose formula adds up at least these parts, unless the title names another one."""
        whole, titled = self._reading.whole_of(codes), self._reader.subject(fact.unit)
        other = bool(titled) and titled[0].sure and titled[0].code != whole
        return None if other else whole

    def _name_classes(self) -> None:
        """Parts without an indicator of their own belong to the total beside or below them."""
        for total in self._facts:
            if total.code is None or total.refused or not total.total or total.place is None:
                continue
            row, column = self._totals.dims(total)
            line, place = total.place
            if column.total and self._own_total(self._table.columns[place].path):
                for fact in self._made_of(total, self._totals.column_groups(total)):
                    self._name_class(fact, total, self._totals.dims(fact)[1])
            if row.total and self._own_total(self._table.rows[line].path):
                for fact in self._made_of(total, self._totals.row_groups(total)):
                    self._name_class(fact, total, self._totals.dims(fact)[0])

    def _own_total(self, path: tuple[str, ...]) -> bool:
        return bool(path) and bool(self._reading.words.total.fullmatch(path[-1].partition("(")[0]))

    @staticmethod
    def _made_of(total: Fact, groups: list[list[Fact]]) -> list[Fact]:
        """Facts of the groups that add up to the total, as far as they can be added."""
        found: list[Fact] = []
        for group in groups:
            summed = additive([*unit_first(total), *group])
            if summed is None or total.decimal is None or near(summed, total.decimal):
                found += group
        return found

    def _name_class(self, fact: Fact, total: Fact, dim: Dim) -> None:
        if (
            fact.code is None
            and not fact.fixed
            and not fact.refused
            and fact.state == "value"
            and not fact.period
            and not dim.total
        ):
            fact.code, fact.part, fact.proposed = total.code, self._share(dim, total), None
            fact.score, fact.inner = total.score, True

    @staticmethod
    def _share(dim: Dim, total: Fact) -> str:
        own = dim.part or (dim.content[-1] if dim.content else "") or (dim.measure[-1] if dim.measure else "")
        return "·".join(filter(None, (total.part, own))) or "分项"

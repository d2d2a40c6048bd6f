"""Totals against their parts: checked, never added; unlabelled ones are the whole of their parts."""

import re
from collections.abc import Sequence
from decimal import Decimal

from fazhi_desktop.core.formulas import parse_formula
from fazhi_desktop.core.units import MONEY
from fazhi_desktop.importing.dims import Dim
from fazhi_desktop.importing.facts import Fact, Reading, additive
from fazhi_desktop.importing.interpret import TableReader
from fazhi_desktop.importing.structure import Axis, Table
from fazhi_desktop.matching import Label
from fazhi_desktop.matching.labels import kind_word


class Totals:
    """Checks the totals of one table and names those that have no label of their own."""

    def __init__(self, reading: Reading, table: Table, reader: TableReader, facts: list[Fact]) -> None:
        self._reading, self._table, self._reader = reading, table, reader
        self._facts = facts
        self._children: dict[int, list[int]] = {}
        for place, axis in enumerate(table.rows):
            if axis.child:
                self._children.setdefault(axis.parent, []).append(place)
        self._spans = any(dim.period and len(dim.period) > 4 for dim in (*reader.rows, *reader.columns))
        self._at = {fact.place: fact for fact in facts if fact.place is not None}

    def settle(self) -> None:
        """Check every total, then name the totals without content."""
        for fact in self._facts:
            row, column = self._dims(fact)
            if row.total:
                self._check(fact, self._row_groups(fact))
            if column.total or (self._spans and (column.current or row.current)):
                groups = (
                    self._column_groups(fact) if column.total or column.current else self._period_groups(fact)
                )
                self._check(fact, groups)
            if self._children:
                self._check_children(fact)
        self._balance()
        self._set_subtotals_apart()
        self._forget_measures()
        for fact in self._facts:
            row, column = self._dims(fact)
            if fact.code is None and (row.total or column.total) and not fact.refused and not fact.fixed:
                self._name(fact, row, column)
        self._name_classes()

    def _balance(self) -> None:
        """Published balances (一＋二＝三＋四): where they fail, nothing that is in them is stored."""
        for balance in self._reading.standard.balances:
            sides = [
                [self._balance_rows(pattern) for pattern in side] for side in (balance.left, balance.right)
            ]
            if not all(rows for side in sides for rows in side):
                continue
            totals = [place for place, dim in enumerate(self._reader.columns) if dim.total]
            for column in totals[-1:] or range(len(self._reader.columns))[-1:]:
                facts = [[self._at.get((rows[0], column)) for rows in side] for side in sides]
                self._compare_sides(balance.name, facts)

    def _balance_rows(self, pattern: re.Pattern[str]) -> list[int]:
        return [place for place, axis in enumerate(self._table.rows) if pattern.search("/".join(axis.path))]

    def _compare_sides(self, name: str, sides: list[list[Fact | None]]) -> None:
        known = [[fact for fact in side if fact is not None] for side in sides]
        sums = [additive(side) for side in known]
        if (
            len(known[0]) != len(sides[0])
            or len(known[1]) != len(sides[1])
            or None in sums
            or sums[0] == sums[1]
        ):
            return
        first = known[0][0]
        told = [
            f"{'＋'.join(fact.raw for fact in side)}＝{format(total or Decimal(0), 'f')}"
            for side, total in zip(known, sums, strict=True)
        ]
        rows = {fact.place[0] for side in known for fact in side if fact.place is not None}
        for fact in self._facts:
            if fact.place is not None and fact.place[0] in rows:
                fact.refused = "refused"
        self._reading.problem(
            "error",
            "sum_mismatch",
            f"{name}不成立：一边 {told[0]}，另一边 {told[1]}，这几项没有导入，请科室核对。",
            sheet=first.sheet,
            cell=first.cell,
        )

    def _forget_measures(self) -> None:
        """A total named by its column alone, over rows that are other indicators, has no name.

        Rows that came to the same indicator as their total are its classes.
        """
        for fact in self._facts:
            row, column = self._dims(fact)
            if not (fact.code and row.total and not row.content and column.content):
                continue
            named = [
                part
                for group in self._row_groups(fact)
                for part in group
                if part.code and part.part is None and part.period is None
            ]
            classes = list({id(part): part for part in named if part.code == fact.code}.values())
            if len(classes) == 1 and classes[0].decimal == fact.decimal:
                classes = []
            for part in classes:
                part.part, part.inner = self._share(self._dims(part)[0], fact), True
            if named and not classes:
                fact.code = None

    def _set_subtotals_apart(self) -> None:
        """Of several totals in one column only the last that is no 小计 stands for the whole."""
        rows = [place for place, dim in enumerate(self._reader.rows) if dim.total and not dim.content]
        if len(rows) < 2:
            return
        grand = [place for place in rows if "小计" not in "".join(self._table.rows[place].path)] or rows[-1:]
        for fact in self._facts:
            if fact.place is not None and fact.place[0] in rows and fact.place[0] != grand[-1]:
                fact.code, fact.proposed, fact.refused = None, None, fact.refused or "part"

    def _dims(self, fact: Fact) -> tuple[Dim, Dim]:
        assert fact.place is not None
        return self._reader.rows[fact.place[0]], self._reader.columns[fact.place[1]]

    def _row_groups(self, total: Fact) -> list[list[Fact]]:
        """Candidate sets of parts above (or below) a total row, in its column."""
        assert total.place is not None
        here, column = total.place
        last = self._table.rows[here].index
        prefix = self._group_of(self._table.rows[here])
        leaves: list[Fact] = []
        since: list[Fact] = []
        subtotals: list[Fact] = []
        below: list[Fact] = []
        for place, (axis, dim) in enumerate(zip(self._table.rows, self._reader.rows, strict=True)):
            fact = self._at.get((place, column))
            if (
                fact is None
                or place == here
                or axis.child
                or dim.skipped
                or (prefix and axis.path[: len(prefix)] != prefix)
            ):
                if dim.total and axis.index < last:
                    since = []
                continue
            if dim.total:
                if axis.index < last:
                    subtotals.append(fact)
                    since = []
                continue
            if axis.index < last:
                leaves.append(fact)
                since.append(fact)
            below.append(fact)
        everywhere = below if len(below) != len(leaves) else []
        return [group for group in (leaves or below, since, subtotals, everywhere) if group]

    @staticmethod
    def _group_of(axis: Axis) -> tuple[str, ...]:
        return axis.path[:-1]

    def _column_groups(self, total: Fact) -> list[list[Fact]]:
        assert total.place is not None
        row, here = total.place
        prefix = self._table.columns[here].path[:-1]
        leaves: list[Fact] = []
        since: list[Fact] = []
        subtotals: list[Fact] = []
        after: list[Fact] = []
        for place, (axis, dim) in enumerate(zip(self._table.columns, self._reader.columns, strict=True)):
            fact = self._at.get((row, place))
            if (
                fact is None
                or place == here
                or dim.skipped
                or axis.child
                or (prefix and axis.path[: len(prefix)] != prefix)
                or (not self._same_measure(total, fact))
            ):
                continue
            if dim.total:
                if place < here:
                    subtotals.append(fact)
                    since = []
            elif place < here:
                leaves.append(fact)
                since.append(fact)
            else:
                after.append(fact)
        own = self._dims(total)[1]
        if own.current and not own.total:
            months = [
                fact for fact in leaves if fact.period and len(fact.period) > 4 and fact.period != "本期"
            ]
            return [months] if len(months) in (2, 4, 12) else []
        if any(fact.period and len(fact.period) > 4 for fact in leaves):
            leaves = [fact for fact in leaves if fact.period and len(fact.period) > 4]
        return [group for group in (leaves, since, subtotals, after if not leaves else []) if group]

    def _same_measure(self, total: Fact, fact: Fact) -> bool:
        """Amounts are no parts of a count, rates of nothing."""
        if fact.unit == "%" or total.unit == "%":
            return False
        if fact.unit and total.unit:
            return (fact.unit in MONEY) == (total.unit in MONEY)
        axis = self._table.columns[fact.place[1]] if fact.place else None
        return not (axis and axis.path and axis.path[-1].endswith(("金额", "率", "占比", "比例", "人次")))

    def _period_groups(self, total: Fact) -> list[list[Fact]]:
        """A row 全年 under rows of months or quarters."""
        assert total.place is not None
        here, column = total.place
        months = [
            fact
            for place in range(len(self._table.rows))
            if place != here
            and (fact := self._at.get((place, column))) is not None
            and fact.period
            and len(fact.period) > 4
            and fact.period != "本期"
        ]
        return [months] if len(months) in (2, 4, 12) else []

    def _check(self, total: Fact, groups: Sequence[list[Fact]]) -> None:
        number = total.decimal
        if not groups or number is None or total.qualifier != "exact" or self._is_rate(total):
            return
        sums = [summed for group in groups if (summed := additive([*_unit_first(total), *group])) is not None]
        if not sums or (len(sums) < len(groups) and all(summed != number for summed in sums)):
            return
        if any(_near(summed, number) for summed in sums):
            return
        parts = groups[0]
        self._mismatch(total, sums[0], parts)

    def _is_rate(self, fact: Fact) -> bool:
        if fact.unit == "%" or fact.percent:
            return True
        code = fact.code or fact.proposed
        if code and self._reading.indicator(code).kind == "rate":
            return True
        row, column = self._dims(fact)
        return any(
            kind_word(label) == "rate"
            for label in (*row.content, *column.content, *row.measure, *column.measure)
        )

    def _mismatch(self, total: Fact, summed: Decimal, parts: list[Fact]) -> None:
        total.refused = "refused"
        listed = "＋".join(fact.raw or fact.number or "" for fact in parts[:6]) + (
            "＋…" if len(parts) > 6 else ""
        )
        self._reading.problem(
            "error",
            "sum_mismatch",
            f"“{total.label}”写 {total.raw}，各分项之和为 {format(summed, 'f')}（{listed}），"
            "两者不符，合计没有导入，请科室核对。",
            sheet=total.sheet,
            cell=total.cell,
        )

    def _check_children(self, fact: Fact) -> None:
        """其中 rows together are never more than their whole."""
        assert fact.place is not None
        row, column = fact.place
        children = [
            child
            for place in self._children.get(row, ())
            if (child := self._at.get((place, column))) is not None
        ]
        number, summed = fact.decimal, additive([*_unit_first(fact), *children]) if children else None
        if (
            number is not None
            and summed is not None
            and fact.qualifier == "exact"
            and not self._is_rate(fact)
            and (summed > number)
        ):
            self._mismatch(fact, summed, children)

    def _name(self, fact: Fact, row: Dim, column: Dim) -> None:
        """A total without content: the whole of its parts, of a formula, or of the title."""
        groups = (self._row_groups(fact) if row.total else []) + (
            self._column_groups(fact) if column.total else []
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
        if fact.code is None and not (self._prefixed(fact, row, column)):
            self._name_by_title(fact)
        if row.part is not None or (row.content and not row.total):
            fact.part = (
                fact.part
                or row.part
                or (row.content[-1] if row.content and not self._is_named(fact, row) else None)
            )

    def _is_named(self, fact: Fact, row: Dim) -> bool:
        return self._reading.matcher.sure(self._reader_label(row, fact)) is not None

    def _reader_label(self, row: Dim, fact: Fact) -> Label:
        return Label(row.content, self._reader.context, fact.unit, self._reading.department)

    def _prefixed(self, fact: Fact, row: Dim, column: Dim) -> bool:
        """A total inside a group, or of a row whose own label means something else, is not the table's."""
        assert fact.place is not None
        inner_row = row.total and len(self._table.rows[fact.place[0]].path) > 1
        inner_column = column.total and len(self._table.columns[fact.place[1]].path) > 1
        return (
            inner_row
            or inner_column
            or bool(row.content and not row.total)
            or bool(column.content and not column.total)
        )

    def _name_by_title(self, fact: Fact) -> None:
        candidates = self._reader.subject(fact.unit)
        taken = {
            other.code for other in self._facts if other.code and other.part is None and other.period is None
        }
        if candidates and candidates[0].sure and candidates[0].code not in taken:
            fact.code, fact.score = candidates[0].code, candidates[0].score
        elif candidates and candidates[0].code not in taken:
            fact.proposed, fact.score = candidates[0].code, candidates[0].score

    def _whole_of(self, codes: set[str], fact: Fact) -> str | None:
        """The indicator whose formula adds up at least these parts."""
        for code, indicator in self._reading.catalogue.items():
            if (
                not indicator.formula
                or not indicator.input
                or "-" in indicator.formula
                or "/" in indicator.formula
            ):
                continue
            used = {used for used, _ in parse_formula(indicator.formula).codes}
            if codes <= used and indicator.kind != "rate":
                return code
        return None

    def _name_classes(self) -> None:
        """Parts without an indicator of their own belong to the total beside or below them."""
        for total in self._facts:
            if total.code is None or total.refused or not total.total:
                continue
            row, column = self._dims(total)
            if column.total and not column.content:
                for fact in (fact for group in self._column_groups(total) for fact in group):
                    self._name_class(fact, total, self._dims(fact)[1])
            if row.total and not row.content:
                for fact in (fact for group in self._row_groups(total) for fact in group):
                    self._name_class(fact, total, self._dims(fact)[0])

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


def _unit_first(total: Fact) -> list[Fact]:
    """A zero in the unit of the total, so that parts are added in it."""
    return [Fact(None, "", None, "", number="0", unit=total.unit)]


def _near(summed: Decimal, number: Decimal) -> bool:
    """Equal, or equal as far as decimals of rounded parts allow."""
    places = max(-int(number.as_tuple().exponent), 0)
    return abs(summed - number) <= (Decimal("0.5") * Decimal(1).scaleb(-places) if places else Decimal(0))

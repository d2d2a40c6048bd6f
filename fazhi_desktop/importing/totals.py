"""Totals against their parts: checked, never added."""

import re
from collections.abc import Sequence
from decimal import Decimal

from fazhi_desktop.core.units import MONEY
from fazhi_desktop.importing.dims import Dim
from fazhi_desktop.importing.facts import NOW, Fact, Reading, additive
from fazhi_desktop.importing.sides import Sides
from fazhi_desktop.importing.structure import Axis, Table
from fazhi_desktop.importing.sums import COMPLETE, span_of
from fazhi_desktop.matching.labels import kind_word


class Totals:
    """Checks the totals of one table.

    Attributes:
        any: whether any row or column is a total.
        at: the table's facts by their place.
    """

    def __init__(self, reading: Reading, table: Table, sides: Sides, facts: list[Fact]) -> None:
        self._reading, self._table, self._sides = reading, table, sides
        self._facts = facts
        self._children: dict[int, list[int]] = {}
        for place, axis in enumerate(table.rows):
            if axis.child:
                self._children.setdefault(axis.parent, []).append(place)
        dims = (*sides.rows, *sides.columns)
        self.any = any(dim.total for dim in dims)
        self._spans = any(dim.period and len(dim.period) > 4 for dim in dims)
        self.at = {fact.place: fact for fact in facts if fact.place is not None}

    def settle(self) -> None:
        """Check every total against its parts."""
        self._balance()
        if not (self.any or self._spans or self._children):
            return
        for fact in self._facts:
            row, column = self.dims(fact)
            if row.total:
                self._check(fact, self.row_groups(fact))
            if column.total or (self._spans and (column.current or row.current)):
                groups = (
                    self.column_groups(fact) if column.total or column.current else self._period_groups(fact)
                )
                self._check(fact, groups)
            if self._children:
                self._check_children(fact)
        self._set_subtotals_apart()

    def _balance(self) -> None:
        """Published balances (一＋二＝三＋四): where they fail, nothing that is in them is stored."""
        heads = ["/".join(axis.path) for axis in self._table.rows]

        def lines(pattern: re.Pattern[str]) -> list[int]:
            return [place for place, head in enumerate(heads) if pattern.search(head)]

        for balance in self._reading.standard.balances:
            if not all(map(lines, (*balance.left, *balance.right))):
                continue
            sides = [[lines(pattern) for pattern in side] for side in (balance.left, balance.right)]
            totals = [place for place, dim in enumerate(self._sides.columns) if dim.total]
            for column in totals[-1:] or range(len(self._sides.columns))[-1:]:
                facts = [[self.at.get((rows[0], column)) for rows in side] for side in sides]
                self._compare_sides(balance.name, facts)

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

    def _set_subtotals_apart(self) -> None:
        """Of several totals in one column only the last that is no 小计 stands for the whole."""
        rows = [place for place, dim in enumerate(self._sides.rows) if dim.total and not dim.content]
        if len(rows) < 2:
            return
        grand = [place for place in rows if "小计" not in "".join(self._table.rows[place].path)] or rows[-1:]
        for fact in self._facts:
            if fact.place is not None and fact.place[0] in rows and fact.place[0] != grand[-1]:
                fact.code, fact.proposed, fact.refused = None, None, fact.refused or "part"

    def dims(self, fact: Fact) -> tuple[Dim, Dim]:
        """Row and column of a fact."""
        assert fact.place is not None
        return self._sides.rows[fact.place[0]], self._sides.columns[fact.place[1]]

    def row_groups(self, total: Fact) -> list[list[Fact]]:
        """Candidate sets of parts above (or below) a total row, in its column."""
        assert total.place is not None
        here, column = total.place
        last = self._table.rows[here].index
        prefix = self._group_of(self._table.rows[here])
        leaves: list[Fact] = []
        since: list[Fact] = []
        subtotals: list[Fact] = []
        below: list[Fact] = []
        for place, (axis, dim) in enumerate(zip(self._table.rows, self._sides.rows, strict=True)):
            fact = self.at.get((place, column))
            if (
                fact is None
                or place == here
                or axis.child
                or dim.skipped
                or (prefix and axis.path[: len(prefix)] != prefix)
                or (total.period and not fact.period)  # 全年 is no part of 一季度小计
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

    def column_groups(self, total: Fact) -> list[list[Fact]]:
        """Candidate sets of parts beside a total column, in its row."""
        assert total.place is not None
        row, here = total.place
        if any(axis.child and axis.parent == here for axis in self._table.columns):
            return []
        prefix = self._table.columns[here].path[:-1]
        leaves: list[Fact] = []
        since: list[Fact] = []
        subtotals: list[Fact] = []
        after: list[Fact] = []
        for place, (axis, dim) in enumerate(zip(self._table.columns, self._sides.columns, strict=True)):
            fact = self.at.get((row, place))
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
        own = self.dims(total)[1]
        if own.current and not own.total:
            months = [fact for fact in leaves if fact.period and len(fact.period) > 4 and fact.period != NOW]
            return [months] if len(months) in (2, 4, 12) else []
        spans = self._spans_of(leaves or after)
        if len(spans) > 1:
            return [facts for span, facts in spans.items() if len(facts) == COMPLETE[span]]
        if any(fact.period and len(fact.period) > 4 for fact in leaves):
            leaves = [fact for fact in leaves if fact.period and len(fact.period) > 4]
        return [group for group in (leaves, since, subtotals, after if not leaves else []) if group]

    def _spans_of(self, facts: list[Fact]) -> dict[str, list[Fact]]:
        """Facts of months, quarters and halves apart: each kind adds up to the year by itself."""
        spans: dict[str, list[Fact]] = {}
        for fact in facts:
            if span := span_of(fact.period, self._reading.year):
                spans.setdefault(span, []).append(fact)
        return spans

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
            and (fact := self.at.get((place, column))) is not None
            and fact.period
            and len(fact.period) > 4
            and fact.period != NOW
        ]
        return [months] if len(months) in (2, 4, 12) else []

    def _check(self, total: Fact, groups: Sequence[list[Fact]]) -> None:
        number = total.decimal
        groups = [group for group in groups if any(part.state == "value" for part in group)]
        if not groups or number is None or total.qualifier != "exact" or self._is_rate(total):
            return
        sums = [summed for group in groups if (summed := additive([*unit_first(total), *group])) is not None]
        if not sums or (len(sums) < len(groups) and all(summed != number for summed in sums)):
            return
        if any(near(summed, number) for summed in sums):
            return
        parts = groups[0]
        self._mismatch(total, sums[0], parts)

    def _is_rate(self, fact: Fact) -> bool:
        if fact.unit == "%" or fact.percent:
            return True
        code = fact.code or fact.proposed
        if code and self._reading.indicator(code).kind == "rate":
            return True
        row, column = self.dims(fact)
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
            if (child := self.at.get((place, column))) is not None
        ]
        number, summed = fact.decimal, additive([*unit_first(fact), *children]) if children else None
        if (
            number is not None
            and summed is not None
            and fact.qualifier == "exact"
            and not self._is_rate(fact)
            and (summed > number)
        ):
            self._mismatch(fact, summed, children)


def unit_first(total: Fact) -> list[Fact]:
    """A zero in the unit of the total, so that parts are added in it."""
    return [Fact(None, "", None, "", number="0", unit=total.unit)]


def near(summed: Decimal, number: Decimal) -> bool:
    """Equal, or equal as far as decimals of rounded parts allow."""
    places = max(-int(number.as_tuple().exponent), 0)
    return abs(summed - number) <= (Decimal("0.5") * Decimal(1).scaleb(-places) if places else Decimal(0))

"""Registers as facts: rows of the report year counted and summed by the rules, by title and by type."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from fazhi_desktop.core.quantities import parse_quantity
from fazhi_desktop.core.units import MONEY, convert_money, same_family
from fazhi_desktop.core.values import Qualifier
from fazhi_desktop.importing.facts import Fact, Reading
from fazhi_desktop.importing.register_rules import ColumnRule, RegisterRule
from fazhi_desktop.importing.scopes import title_subject
from fazhi_desktop.importing.structure import Register
from fazhi_desktop.matching import Label
from fazhi_desktop.matching.labels import MEASURES

_STOCK = ("名", "人", "个", "家", "处")


class RegisterReader:
    """Counts and sums one register."""

    def __init__(
        self, reading: Reading, register: Register, sheet: str | None, rules: Sequence[RegisterRule]
    ) -> None:
        self._reading, self._register, self._sheet = reading, register, sheet
        self.context = tuple(filter(None, (*register.titles, sheet or "", *reading.file_words)))
        self._rules = rules
        self._rule = self._find_rule(rules)
        self.rows = self._rows_of_year()

    def _find_rule(self, rules: Sequence[RegisterRule]) -> RegisterRule | None:
        titles = sorted(
            self._register.titles,
            key=lambda title: not self._reading.words.register_title.search(title),
        )
        dated = any(column.role == "date" for column in self._register.columns)
        for source in (*titles, self._sheet or "", *self._reading.file_words):
            for rule in rules:
                if rule.fits(source):
                    return (
                        rule
                        if dated
                        or rule.unit in _STOCK
                        or "台账" in source
                        or "登记" in source
                        or any(self._place(counted) is not None for counted in rule.counts)
                        else None
                    )
        heads = "".join(column.heading for column in self._register.columns)
        return next((rule for rule in rules if rule.fits(heads)), None)

    def _rows_of_year(self) -> list[tuple[str, ...]]:
        """Rows whose first date lies in the report year, or that have none."""
        dates = [place for place, column in enumerate(self._register.columns) if column.role == "date"]
        if not dates:
            return list(self._register.rows)
        years = Counter(row[dates[0]][:4] for row in self._register.rows if row[dates[0]][:4].isdigit())
        own = str(self._reading.year)
        if not years.get(own):
            return list(self._register.rows) if not years else []
        others = sum(count for year, count in years.items() if year != own)
        if others:
            self._reading.problem(
                "warning",
                "other_year_rows",
                f"有 {others} 行的日期不在 {own} 年，没有计入，请核对。",
                sheet=self._sheet,
            )
        return [
            row for row in self._register.rows if not row[dates[0]][:4].isdigit() or row[dates[0]][:4] == own
        ]

    def year(self) -> int | None:
        """The year most of its dates lie in."""
        dates = [place for place, column in enumerate(self._register.columns) if column.role == "date"]
        if not dates:
            return None
        years = Counter(row[dates[0]][:4] for row in self._register.rows if row[dates[0]][:4].isdigit())
        return int(years.most_common(1)[0][0]) if years else None

    def read(self) -> list[Fact]:
        """Facts of the register; [] where it has no row of the year."""
        if not self.rows:
            return []
        if self._register.duplicates:
            numbers = [str(self._register.row_numbers[place] + 1) for place in self._register.duplicates[:10]]
            self._reading.problem(
                "warning",
                "duplicate_rows",
                f"第 {'、'.join(numbers)} 行与前面的行内容相同，可能重复登记，数字照实计入，请核对。",
                sheet=self._sheet,
            )
        facts = self._by_kind() or (self._by_rule(self._rule) if self._rule else self._by_title())
        known = {fact.code for fact in facts}
        for fact in (*self._by_type(), *self._sums_by_heading()):
            if fact.code not in known:
                known.add(fact.code)
                facts.append(fact)
        return facts

    def _fact(self, code: str, label: str, number: int | Decimal, raw: str, unit: str) -> Fact:
        text = format(number, "f") if isinstance(number, Decimal) else str(number)
        return Fact(
            self._sheet, label, None, raw, number=text, unit=unit, code=code, score=0.97, kind="register"
        )

    def _by_kind(self) -> list[Fact]:
        """A register of several kinds (复议、应诉案件台账): each by its own rule, on the rows of its type."""
        titles = [*self._register.titles, *self._reading.file_words]
        titled = {rule.count for rule in self._rules if any(rule.speaks_of(title) for title in titles)}
        for place, column in enumerate(self._register.columns):
            if column.role != "type":
                continue
            kinds = {text: self._kind_of(text) for text in dict.fromkeys(row[place] for row in self.rows)}
            rules = {rule.count: rule for rule in kinds.values() if rule is not None}
            if len(rules) < 2 or (titled and not rules.keys() <= titled):
                continue
            whole, facts = self.rows, list[Fact]()
            for rule in rules.values():
                self.rows = [row for row in whole if kinds[row[place]] is rule]
                facts += self._by_rule(rule)
            self.rows = whole
            code = None if None in kinds.values() else self._reading.whole_of(rules)
            if code:
                facts.append(self._row_count(code, self._reading.catalogue[code].unit))
            return facts
        return []

    def _kind_of(self, text: str) -> RegisterRule | None:
        return next((rule for rule in self._rules if rule.fits(text)), None)

    def _row_count(self, code: str, unit: str) -> Fact:
        """How many rows; where a column says how many each stands for (批次), their sum."""
        for place, column in enumerate(self._register.columns):
            own = MEASURES.get(column.heading.rpartition("/")[2], "")
            counts = column.role == "number" and bool(own) and same_family(own, unit)
            if counts and not self._running(place) and (fact := self._sum(code, place)):
                return fact
        total = len(self.rows)
        return self._fact(code, f"{self._title}/行数", total, f"{total}行", unit)

    def _running(self, place: int) -> bool:
        """Whether a column only numbers the rows."""
        return [row[place] for row in self.rows] == [str(number) for number in range(1, len(self.rows) + 1)]

    @property
    def _title(self) -> str:
        return self._register.titles[-1] if self._register.titles else self._sheet or "台账"

    def _by_rule(self, rule: RegisterRule) -> list[Fact]:
        title = self._title
        facts = [self._row_count(rule.count, rule.unit)]
        for column_rule in rule.counts:
            place = self._place(column_rule)
            if place is not None and any(row[place] for row in self.rows):
                known = Counter(row[place] for row in self.rows)
                count = sum(number for text, number in known.items() if _says(text, column_rule))
                if not count and column_rule.role == "type":
                    continue
                heading = self._register.columns[place].heading
                unit = self._reading.catalogue[column_rule.code].unit
                facts.append(self._fact(column_rule.code, f"{title}/{heading}", count, f"{count}行", unit))
        for column_rule in rule.sums:
            place = self._place(column_rule)
            if place is not None and (fact := self._sum(column_rule.code, place)):
                facts.append(fact)
        return facts

    def _place(self, rule: ColumnRule) -> int | None:
        columns = self._register.columns
        for head in rule.heads:
            for place, column in enumerate(columns):
                if head in column.heading and column.role not in ("personal", "serial", "date"):
                    return place
        if rule.role:
            return next((place for place, column in enumerate(columns) if column.role == rule.role), None)
        return None

    def _by_title(self) -> list[Fact]:
        dated = any(column.role == "date" for column in self._register.columns)
        for title in (*reversed(self._register.titles), self._sheet or "", *self._reading.file_words):
            subject = title_subject(title)
            if len(subject) < 2:
                continue
            candidates = [
                found
                for found in self._reading.matcher.match(
                    Label((subject,), self.context, "", self._reading.department)
                )
                if not dated or self._reading.catalogue[found.code].unit not in _STOCK
            ]
            if candidates and self._reading.catalogue[candidates[0].code].kind == "count":
                indicator = self._reading.catalogue[candidates[0].code]
                fact = self._row_count(indicator.code, indicator.unit)
                whole = "+" in indicator.formula
                if not candidates[0].sure or whole or not (dated or fact.unit in _STOCK):
                    fact.code, fact.proposed = None, candidates[0].code
                return [fact]
        return []

    def _by_type(self) -> list[Fact]:
        """Rows by type, where a type is an indicator by itself."""
        facts: list[Fact] = []
        for place, column in enumerate(self._register.columns):
            if column.role != "type":
                continue
            found: Counter[str] = Counter()
            for text, count in Counter(row[place] for row in self.rows if row[place]).items():
                code = self._reading.matcher.sure(
                    Label((text,), self.context, "件", self._reading.department)
                )
                if code and self._reading.catalogue[code].kind == "count":
                    found[code] += count
            facts += [
                self._fact(
                    code,
                    f"{column.heading}/{self._reading.catalogue.name(code)}",
                    count,
                    f"{count}行",
                    self._reading.catalogue[code].unit,
                )
                for code, count in found.items()
            ]
        return facts

    def _sums_by_heading(self) -> list[Fact]:
        facts: list[Fact] = []
        for place, column in enumerate(self._register.columns):
            if column.role not in ("amount", "persons", "number"):
                continue
            head = column.heading.rpartition("/")[2]
            code = self._reading.matcher.sure(
                Label((head,), self.context, column.unit, self._reading.department)
            )
            if (
                code
                and self._reading.catalogue[code].kind in ("count", "amount")
                and (fact := self._sum(code, place))
            ):
                facts.append(fact)
        return facts

    def _sum(self, code: str, place: int) -> Fact | None:
        """Sum of a column; qualifiers carry over; text that is no number makes it unsure."""
        column, indicator = self._register.columns[place], self._reading.catalogue[code]
        total, unit, odd, known = Decimal(0), column.unit, 0, 0
        qualifier: Qualifier = "exact"
        plain = [int(row[place]) for row in self.rows if row[place].isdigit() and row[place].isascii()]
        total, known = Decimal(sum(plain)), len(plain)
        for row in self.rows:
            if row[place].isdigit() and row[place].isascii():
                continue
            quantity = parse_quantity(row[place]) if row[place] else None
            if quantity is None or quantity.number is None or quantity.high is not None:
                odd += bool(row[place]) and (quantity is None or quantity.state == "value")
                continue
            unit, digits = self._in_unit(unit, quantity.unit, quantity.number)
            total, known = total + Decimal(digits), known + 1
            qualifier = quantity.qualifier if quantity.qualifier != "exact" else qualifier
        if not known:
            return None
        fact = self._fact(code, f"{self._title}/{column.heading}", total, f"{known}行之和", unit)
        fact.qualifier = qualifier
        self._compare_total(fact, place)
        if odd:
            fact.refused = "uncertain"
            self._reading.problem(
                "warning",
                "ambiguous",
                f"“{column.heading}”列有 {odd} 行不是数字，合计没有导入，请核对。",
                sheet=self._sheet,
            )
        if indicator.kind == "amount" and not unit:
            fact.refused = "uncertain"
        if indicator.kind == "count" and not fact.unit:
            fact.unit = indicator.unit
        return fact

    def _compare_total(self, fact: Fact, place: int) -> None:
        """A total row is the sum's own cell where it fits its rows, and an error where it does not."""
        written = next(((cell, text) for spot, cell, text in self._register.totals if spot == place), None)
        quantity = parse_quantity(written[1]) if written else None
        if (
            written is None
            or quantity is None
            or quantity.number is None
            or fact.number is None
            or (len(self.rows) != len(self._register.rows))
        ):
            return
        fact.cell, fact.raw = written
        if Decimal(quantity.number) == Decimal(fact.number):
            fact.qualifier = quantity.qualifier if fact.qualifier == "exact" else fact.qualifier
            return
        fact.refused = "refused"
        self._reading.problem(
            "error",
            "sum_mismatch",
            f"“{fact.label}”合计写 {fact.raw}，各行之和为 {fact.number}，两者不符，没有导入，请科室核对。",
            sheet=self._sheet,
            cell=fact.cell,
        )

    @staticmethod
    def _in_unit(unit: str, own: str, digits: str) -> tuple[str, str]:
        if own in MONEY and unit in MONEY and own != unit:
            return unit, convert_money(digits, own, unit) or digits
        return unit or own, digits


def _says(text: str, rule: ColumnRule) -> bool:
    return bool(text) and any(word in text for word in rule.yes) and not any(word in text for word in rule.no)

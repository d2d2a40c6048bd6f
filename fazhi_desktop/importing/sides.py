"""The two sides of a table: what rows and columns speak of, and which of them names the indicators."""

import re
from collections import Counter
from dataclasses import replace

from fazhi_desktop.importing.dims import Dim, dim_of
from fazhi_desktop.importing.facts import NOW, Reading
from fazhi_desktop.importing.scopes import OWN, TOWNS, of_larger_scope
from fazhi_desktop.importing.stated import is_village
from fazhi_desktop.importing.structure import Axis, Table
from fazhi_desktop.matching import Candidate, Label
from fazhi_desktop.matching.candidates import sure_code
from fazhi_desktop.matching.labels import is_generic, kind_word

_CLASS_WORDS = re.compile("类别|类型|种类|对象|事项|名称|项目|内容|情况")
_BRACKET = re.compile(r"([^()]+)\(([^()]+)\)")


class Sides:
    """Rows and columns of one table as dimensions, and their roles.

    Attributes:
        rows, columns: dimensions by position in the table's axes.
        context: titles and other words around the table.
        row_codes, column_codes: the sure indicator of each axis by itself, None where it has none.
        rows_are_parts, columns_are_parts: what this side says is a share of what the other names.
        single_column: there is only one column of figures of the year.
        crossed: rows are several indicators and so are columns; a number must be explained by both.
    """

    def __init__(self, reading: Reading, table: Table, sheet: str | None) -> None:
        self._reading, self._table = reading, table
        words = reading.words
        parts_here = table.row_head in words.part_headers
        months_here = table.row_head in words.month
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
        self.neighbours = "|".join(dict.fromkeys(labels))
        self._matched: dict[tuple[tuple[str, ...], str], list[Candidate]] = {}
        self._subject: tuple[str, ...] = ()
        self._class_stem = _CLASS_WORDS.sub("", table.row_head)
        self._keep_rates()
        self._drop_counted_parents()
        self._drop_shared_groups()
        self._drop_blank_rows()
        self._leave_larger_scopes()
        self.row_codes = [self._alone(axis, dim) for axis, dim in zip(table.rows, self.rows, strict=True)]
        self.column_codes = [
            self._alone(axis, dim) for axis, dim in zip(table.columns, self.columns, strict=True)
        ]
        self._find_subject()
        self._cross()
        self._choose()
        self._own_rows()

    def match(self, parts: tuple[str, ...], unit: str) -> list[Candidate]:
        """What some labels mean: by what is written around them, else in the light of the table's subject."""
        found = self._matched.get((parts, unit))
        if found is None:
            found = self._matched[parts, unit] = self._read(self._label(parts, unit))
        return found

    def sure(self, parts: tuple[str, ...], unit: str) -> str | None:
        """The code of a match that may be used unasked."""
        return sure_code(self.match(parts, unit))

    def match_title(self, title: str, unit: str) -> list[Candidate]:
        """What a title means; the subject of the table's labels is no reason for it."""
        return self._reading.matcher.match(self._label((title,), unit))

    def _label(self, parts: tuple[str, ...], unit: str) -> Label:
        return Label(parts, self.context, unit, self._reading.department, self.neighbours)

    def _read(self, label: Label) -> list[Candidate]:
        match = self._reading.matcher.match
        found = match(label)
        if sure_code(found):
            return found
        if self._subject:
            lit = match(label._replace(context=(*self.context, *self._subject)))
            found = lit if sure_code(lit) else found
        if not sure_code(found) and label.parts and (bracket := _BRACKET.fullmatch(label.parts[-1])):
            found = self._same_in_bracket(label, bracket[1], bracket[2]) or found
        if not sure_code(found):
            meant = self._reading.matcher.meant(label)
            found = meant if sure_code(meant) else found
        return found

    def _same_in_bracket(self, label: Label, outer: str, inner: str) -> list[Candidate]:
        """The indicator that a bracket names where nothing before it names another: 设备（执法记录仪）."""
        match = self._reading.matcher.match
        named = match(label._replace(parts=(*label.parts[:-1], inner)))
        other = match(label._replace(parts=(*label.parts[:-1], outer)))
        return named if sure_code(named) and all(found.code == named[0].code for found in other) else []

    def heads_classes_of(self, code: str) -> bool:
        """Whether the header over the labels calls them kinds of it: 审查事项类别 of 合法性审查."""
        return len(self._class_stem) >= 2 and self._reading.matcher.says(code, self._class_stem)

    def period_of_now(self, row: Dim, column: Dim) -> str | None:
        """本期 beside 累计, and 本月, are a share of the year; 本期 alone is the period of the return."""
        cumulated = any(dim.current and not dim.content for dim in (*self.rows, *self.columns))
        return NOW if cumulated or row.span or column.span else None

    def _named(self, dim: Dim, *, parts_here: bool = False) -> Dim:
        """A label that looks like a place but is a wording of the catalogue (公共法律服务站) is content.

        Under a header that says 单位 only where it does not look like one either.
        """
        looks = parts_here and dim.part and self._reading.words.part.fullmatch(dim.part)
        if dim.part is not None and not looks and self._reading.matcher.known_wording(dim.part):
            return replace(dim, content=(*dim.content, dim.part), part=None)
        return dim

    def _keep_rates(self) -> None:
        """完成率 is how far a plan has come; over rows of rates, beside plans alone, what was reached."""
        if not all(dim.skipped for dim in self.columns):
            return
        rows, columns = (
            [kind_word("".join(axis.path[-1:])) == "rate" for axis in axes]
            for axes in (self._table.rows, self._table.columns)
        )
        if all(rows) and columns.count(True) == 1:
            self.columns[columns.index(True)] = Dim()

    def _drop_counted_parents(self) -> None:
        """A row numbered under a row with numbers is named by itself, or with its whole: 2.口头 of 调解协议.

        其中 rows always need their whole.
        """
        counted = {number.row for number in self._table.numbers}
        for place, axis in enumerate(self._table.rows):
            content = self.rows[place].content
            if axis.parent not in counted or axis.child or len(content) < 2:
                continue
            if self.sure(content[-1:], axis.unit) or not self.sure(content, axis.unit):
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

    def _drop_blank_rows(self) -> None:
        """A label whose number was left blank looks like the heading of the rows below it."""
        for place, (axis, dim) in enumerate(zip(self._table.rows, self.rows, strict=True)):
            if len(dim.content) < 2 or axis.child or is_generic(dim.content[-1]):
                continue
            if self.sure(dim.content[-1:], axis.unit) and self.sure(dim.content[:1], ""):
                self.rows[place] = replace(dim, content=dim.content[-1:])

    def _leave_larger_scopes(self) -> None:
        """A town's return may hold figures of the whole district beside its own: 全区, 全区平均, 我镇."""
        if self._of_town():
            for dims, axes in ((self.rows, self._table.rows), (self.columns, self._table.columns)):
                dims[:] = [
                    Dim(skipped=True) if of_larger_scope(axis.path) else dim
                    for dim, axis in zip(dims, axes, strict=True)
                ]
        for dims in (self.rows, self.columns):
            own = (*OWN, *self._reading.body)
            dims[:] = [
                replace(dim, part=None) if dim.part in (own if dim.content else OWN) else dim for dim in dims
            ]

    def _find_subject(self) -> None:
        """Where most sure labels are of one subject, the others are read with it in mind."""
        codes = {code for code in (*self.row_codes, *self.column_codes) if code}
        spoken = Counter((entry.topic, entry.section) for entry in map(self._reading.indicator, codes))
        subject, count = spoken.most_common(1)[0] if spoken else (("", ""), 0)
        if count < 2 or count * 2 < len(codes):
            return
        self._subject = tuple(filter(None, subject))
        self._matched = {key: found for key, found in self._matched.items() if sure_code(found)}
        for known, axes, dims in (
            (self.row_codes, self._table.rows, self.rows),
            (self.column_codes, self._table.columns, self.columns),
        ):
            known[:] = [
                code or self._alone(axis, dim) for code, axis, dim in zip(known, axes, dims, strict=True)
            ]

    def _alone(self, axis: Axis, dim: Dim) -> str | None:
        """The sure indicator of an axis by itself."""
        if dim.total or (not dim.content and dim.part is None) or (dim.skipped and not dim.content):
            return None
        self._reading.breathe()
        parts = dim.content or ((dim.part,) if dim.part else ())
        return self.sure(parts, axis.unit)

    def _cross(self) -> None:
        """Where rows are several indicators, columns of process words (审结, 未结) name nothing alone."""
        rows = {code for code in self.row_codes if code}
        generic = [
            place
            for place, (code, dim) in enumerate(zip(self.column_codes, self.columns, strict=True))
            if code and dim.content and is_generic(dim.content[-1])
        ]
        self.crossed = len(rows) > 1 and bool(generic)
        if self.crossed:
            for place in generic:
                self.column_codes[place] = None

    def _choose(self) -> None:
        """Which side names the indicators; what the other side says is a part or a measure."""
        table, words = self._table, self._reading.words
        row_names = [code for code in self.row_codes if code]
        column_names = [code for code in self.column_codes if code]
        plain_rows = [dim for dim in self.rows if not dim.total and (dim.content or dim.part)]
        classes = table.row_head in words.class_headers | words.part_headers
        totalled = any(dim.total for dim in self.rows)
        named = [dim for dim in self.columns if dim.content and not dim.total and not dim.skipped]
        every = len(column_names) >= max(2, len(named)) and len(set(column_names)) > len(set(row_names))
        mostly = len(row_names) * 2 < max(1, len(plain_rows)) and len(set(row_names)) <= len(
            set(column_names)
        )
        self.rows_are_parts = (
            bool(column_names)
            and (every or mostly)
            and (classes or totalled or len(plain_rows) > 1)
            and not self._pairs_known()
        )
        content_columns = [dim for dim in self.columns if dim.content and not dim.total]
        column_total = any(dim.total for dim in self.columns)
        counts = {code for code in column_names if self._reading.indicator(code).kind == "count"}
        unlike = len(counts) > 1 and self._reading.whole_of(counts) is None
        self.columns_are_parts = (
            bool(row_names) and len(content_columns) > 1 and column_total and (not column_names or unlike)
        )
        if self.columns_are_parts:
            self.rows_are_parts = False
        self.single_column = len([dim for dim in self.columns if not dim.skipped and dim.period is None]) == 1

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
        """In a table of several towns only our own counts; a single row of the sender is the whole."""
        for dims in (self.rows, self.columns):
            self._leave_other_towns(dims)
        parts = {dim.part for dim in self.rows if dim.part is not None}
        if len(parts) == 1 and not any(dim.content for dim in self.rows):
            own = next(iter(parts))
            if own in self._reading.department or not is_village(own, frozenset()):
                self.rows = [replace(dim, part=None) for dim in self.rows]

    def _leave_other_towns(self, dims: list[Dim]) -> None:
        towns = [dim.part for dim in dims if dim.part is not None and dim.part.endswith(TOWNS)]
        if len(towns) < 2 or not self._of_town():
            return
        dims[:] = [
            replace(dim, part=None)
            if dim.part in self._reading.body
            else (Dim(skipped=True) if dim.part is not None or dim.total else dim)
            for dim in dims
        ]

    def _of_town(self) -> bool:
        """Whether the reporting body is a town, so that larger figures are not its own."""
        return any(name.endswith(TOWNS) or "镇" in name or "街道" in name for name in self._reading.body)

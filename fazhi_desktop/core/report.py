"""One year's report as a frozen snapshot: what writers, checks and pages read, never the store itself."""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from functools import cached_property

from fazhi_desktop.core.breaks import Breaks, breaks_of, inherited, restated_name
from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.links import Link, Shown, links, shown
from fazhi_desktop.core.outline import heading_line, number_of
from fazhi_desktop.core.records import Body, Department, Explanation, Node, Note, ReportHead, Return
from fazhi_desktop.core.values import Value


@frozen
class Report:
    """A snapshot of one year, with the values of the other years beside it.

    Attributes:
        nodes: in reading order.
        values: by year, then by code; only stored values are in it.
        nodes_before, explained_before: last year's headings with their texts, and its explanations.
        settings: texts of the settings of the workspace and of this year, by name.
        final_years: years whose report is closed.
    """

    body: Body
    head: ReportHead
    catalogue: Catalogue
    nodes: tuple[Node, ...]
    values: Mapping[int, Mapping[str, Value]]
    departments: tuple[Department, ...] = ()
    returns: tuple[Return, ...] = ()
    notes: Mapping[str, Note] = field(default_factory=dict[str, Note])
    explanations: Mapping[str, Explanation] = field(default_factory=dict[str, Explanation])
    nodes_before: tuple[Node, ...] = ()
    explained_before: Mapping[str, Explanation] = field(default_factory=dict[str, Explanation])
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    final_years: frozenset[int] = frozenset()

    @property
    def year(self) -> int:
        """The report year."""
        return self.head.year

    def value(self, code: str, offset: int = 0) -> Value:
        """The value of an indicator this year (0) or `offset` years from it; state missing where none is."""
        return self.value_in(code, self.year + offset)

    def value_in(self, code: str, year: int) -> Value:
        """The value of a year as it is to be read in this report; state missing where none is.

        An earlier year's is what the report after it restated, what it stored itself, or what the
        indicators said whose place this one took.
        """
        found = self.values.get(year + 1, {}).get(restated_name(code)) if year < self.year else None
        found = found or self.values.get(year, {}).get(code)
        found = found or inherited(code, year, self.values, self.breaks)
        return found or self._missing.get(code) or Value(code)

    @cached_property
    def _missing(self) -> Mapping[str, Value]:
        """What stands for every value that nobody has given."""
        return {code: Value(code, unit=indicator.unit) for code, indicator in self.catalogue.items()}

    @cached_property
    def breaks(self) -> Breaks:
        """What changed in what the indicators count, by code."""
        return breaks_of(self.settings)

    def unit_of(self, code: str) -> str:
        """The catalogue's unit of a code."""
        indicator = self.catalogue.get(code)
        return indicator.unit if indicator else ""

    def number(self, code: str, offset: int = 0) -> Decimal | None:
        """The number to calculate with; None where there is none."""
        return self.value(code, offset).decimal

    def last_year(self, code: str) -> Value:
        """Last year's value to stand beside this year's, money in the same unit."""
        return self.value(code, -1).in_unit(self.value(code).unit)

    def digits(self, link: Link) -> str:
        """What a link prints (design, section 2): the digits, or 〔待填：…〕, 〔不适用：…〕."""
        value = self.value(link.code, link.offset)
        name = self.catalogue.name(link.code)
        if link.offset:
            name = f"{self.year + link.offset}年{name}"
        if value.state == "not_applicable":
            return f"〔不适用：{name}〕"
        return value.shown or f"〔待填：{name}〕"

    def shown(self, text: str) -> Shown:
        """A text as printed."""
        return shown(text, self.digits)

    @cached_property
    def children(self) -> Mapping[int, tuple[Node, ...]]:
        """Nodes below a node's id, 0 for chapters, in order."""
        below: dict[int, list[Node]] = {}
        for node in self.nodes:
            below.setdefault(node.parent, []).append(node)
        return {parent: tuple(inner) for parent, inner in below.items()}

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {node.id: place for inner in self.children.values() for place, node in enumerate(inner)}

    def node(self, node_id: int) -> Node | None:
        """A node by its id."""
        return next((node for node in self.nodes if node.id == node_id), None)

    def number_of(self, node: Node) -> str:
        """A heading's number: 一, （一）, 1., （1）."""
        return number_of(node.level, self._places[node.id])

    def heading_line(self, node: Node) -> str:
        """Number and heading as printed."""
        return heading_line(node, self._places[node.id])

    def path(self, node: Node) -> tuple[Node, ...]:
        """The node and those above it, chapter first."""
        by_id = {entry.id: entry for entry in self.nodes}
        path = [node]
        while path[0].parent in by_id:
            path.insert(0, by_id[path[0].parent])
        return tuple(path)

    def place(self, node: Node) -> str:
        """Where a node stands, for people: 一（三）2."""
        return "".join(self.number_of(entry).rstrip(".") for entry in self.path(node))

    @cached_property
    def uses(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Where a number is used: code to (node id, paragraph) pairs; node id 0 is the preface."""
        found: dict[str, list[tuple[int, int]]] = {}
        for node_id, paragraphs in (
            (0, self.head.preface),
            *((node.id, node.paragraphs) for node in self.nodes),
        ):
            for place, text in enumerate(paragraphs):
                for link in links(text):
                    entries = found.setdefault(link.code, [])
                    if (node_id, place) not in entries:
                        entries.append((node_id, place))
        return {code: tuple(entries) for code, entries in found.items()}

    @property
    def reported(self) -> tuple[str, ...]:
        """Codes of the indicators this body reports, in catalogue order."""
        hidden = set(self.body.not_reported)
        return tuple(
            code for code, indicator in self.catalogue.items() if indicator.input and code not in hidden
        )

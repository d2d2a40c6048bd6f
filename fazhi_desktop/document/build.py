"""Report -> Document: one source, two editions."""

from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from fazhi_desktop.document.annex import annex_table
from fazhi_desktop.document.charts import ChartPlan, ChartSpec, chart_spec
from fazhi_desktop.document.elements import Elements, clean, elements_of, iso_date
from fazhi_desktop.document.styles import Styles
from fazhi_desktop.document.titles import report_title
from fazhi_desktop.document.tree import (
    ATTACHED,
    AnnexTitle,
    Block,
    Colophon,
    Document,
    Edition,
    Figure,
    Heading,
    Masthead,
    Paragraph,
    Run,
    Signature,
)

DRAFT = "草稿"
ANNEX_NAME = "年度法治政府建设主要指标表"


@dataclass(frozen=True)
class Options:
    """What goes into a document.

    Attributes:
        draft: a hard finding stands, 草稿 goes into every page's header.
        annex: with 附表.
    """

    edition: Edition = "public"
    draft: bool = False
    annex: bool = True


def build(report: Report, styles: Styles, plans: tuple[ChartPlan, ...], options: Options) -> Document:
    """The document of a report in one edition; figures come from `report.head.figures`."""
    submit = options.edition == "submit"
    elements = elements_of(report)
    table = annex_table(report, styles) if options.annex else None
    annex_name = f"{clean(report.body.short)}{report.year}{ANNEX_NAME}"
    blocks: list[Block] = list(_body(report, plans))
    if submit:
        blocks = [*_addressee(elements), *blocks, *_closing(elements, (annex_name,) if table else ())]
    if table:
        blocks += [AnnexTitle("附件", report_title(report, styles, annex_name)), table]
    return Document(
        report_title(report, styles, report.head.title),
        options.edition,
        tuple(blocks),
        DRAFT if options.draft else "",
        _masthead(elements) if submit else None,
        _colophon(elements) if submit else None,
        iso_date(elements.date),
    )


def _addressee(elements: Elements) -> Iterator[Paragraph]:
    if elements.addressee:
        yield Paragraph((Run(f"{elements.addressee}："),), kind="addressee")


def _closing(elements: Elements, annexes: tuple[str, ...]) -> Iterator[Block]:
    listed = annexes if elements.attachments is None else elements.attachments
    for place, name in enumerate(listed):
        number = f"{place + 1}." if len(listed) > 1 else ""
        yield Paragraph((Run(f"{ATTACHED if place == 0 else '　　　'}{number}{name}"),), kind="attachments")
    if elements.signature or elements.date:
        yield Signature(elements.signature, elements.date, elements.seal)
    if elements.remark:
        yield Paragraph((Run(f"（{elements.remark.strip('（）')}）"),), kind="remark")


def _masthead(elements: Elements) -> Masthead | None:
    masthead = Masthead(
        elements.mark,
        elements.document_number,
        elements.signer,
        elements.copy_number,
        elements.secrecy,
        elements.urgency,
    )
    return masthead if any((masthead.mark, masthead.number, masthead.signer)) else None


def _colophon(elements: Elements) -> Colophon | None:
    colophon = Colophon(elements.copies_to, elements.printer, elements.print_date)
    return colophon if any((colophon.copies_to, colophon.printer, colophon.print_date)) else None


def _body(report: Report, plans: tuple[ChartPlan, ...]) -> Iterator[Block]:
    figures = _figures(report, plans)
    number = 0
    for place, text in enumerate(report.head.preface):
        yield from _paragraph(report, text, origin=(0, place))
    for node in report.nodes:
        yield from _node(report, node)
        for spec in figures.pop(node.id, ()):
            number += 1
            yield figure(spec, number)
    for spec in (spec for left in figures.values() for spec in left):
        number += 1
        yield figure(spec, number)


def figure(spec: ChartSpec, number: int) -> Figure:
    """A chart as a figure of the report."""
    note = "；各项占比经舍位平衡" if spec.adjusted else ""
    source = clean(f"{spec.source}{note}") if not spec.empty else ""
    return Figure(number, clean(spec.title), source, clean(spec.alt), spec)


def _figures(report: Report, plans: tuple[ChartPlan, ...]) -> dict[int, list[ChartSpec]]:
    """Charts by the id of the node behind whose text they stand; 0 where none speaks of them."""
    by_id = {plan.id: plan for plan in plans}
    placed: dict[int, list[ChartSpec]] = {}
    for name in report.head.figures:
        if plan := by_id.get(name):
            spec = chart_spec(report, plan)
            best = max(
                report.nodes, key=lambda node: len(set(node.indicators) & set(spec.codes)), default=None
            )
            fits = best is not None and set(best.indicators) & set(spec.codes)
            placed.setdefault(best.id if best is not None and fits else 0, []).append(spec)
    return placed


def _node(report: Report, node: Node) -> Iterator[Block]:
    mark_less = report.number_of(node)
    heading = Heading(node.level, mark_less, clean(node.heading), node.id)
    texts = [(place, text) for place, text in enumerate(node.paragraphs) if clean(text)]
    if node.run_in and texts:
        place, text = texts.pop(0)
        yield from _paragraph(report, text, origin=(node.id, place), lead=heading)
    else:
        yield heading
    for place, text in texts:
        yield from _paragraph(report, text, origin=(node.id, place))


def _paragraph(
    report: Report, text: str, *, origin: tuple[int, int], lead: Heading | None = None
) -> Iterator[Paragraph]:
    shown = report.shown(clean(text))
    runs: list[Run] = []
    position = 0
    for start, end, link in shown.spans:
        runs += [Run(shown.text[position:start])] if start > position else []
        runs.append(Run(shown.text[start:end], str(link).strip("{}")))
        position = end
    runs += [Run(shown.text[position:])] if position < len(shown.text) else []
    if runs or lead:
        yield Paragraph(tuple(runs), lead, origin=origin)

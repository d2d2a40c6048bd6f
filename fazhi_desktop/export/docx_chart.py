"""Charts of the DOCX: native ones that Word, WPS and LibreOffice draw and let the office edit.

openpyxl writes the chart and the workbook behind it; python-docx carries both as parts.
"""

from decimal import Decimal
from typing import Any

from fazhi_desktop.document.charts import UPRIGHT, ChartSpec, Series
from fazhi_desktop.document.styles import Styles
from fazhi_desktop.document.tree import Figure
from fazhi_desktop.export.docx_oxml import font_name
from fazhi_desktop.export.drawing import height_share
from fazhi_desktop.export.workbooks import clean, put

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET = "数据"
_PATTERNS = ("wdUpDiag", "", "pct10", "")
_GREYS: tuple[str, ...] = ("FFFFFF", "B8B8B8", "FFFFFF", "606060")
"""Pattern and face of each row of bars, as in the pictures: told apart without colour."""
_LABEL = (
    f'<c:dLbl xmlns:c="{CHART}" xmlns:a="{_DRAWING}"><c:idx val="{{}}"/><c:tx><c:rich><a:bodyPr wrap="none"/>'
    '<a:p><a:r><a:t/></a:r></a:p></c:rich></c:tx><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/>'
    '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
    '<c:showBubbleSize val="0"/></c:dLbl>'
)
"""A label with words of its own, which openpyxl cannot write."""
_TEXT = (
    f'<c:txPr xmlns:c="{CHART}" xmlns:a="{_DRAWING}"><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1050" b="0">'
    '<a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin/><a:ea/></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)
"""Black, 10.5 points."""


def add_chart(document: Any, run: Any, figure: Figure, spec: ChartSpec, styles: Styles) -> None:
    """Put a chart into a run."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml.shape import CT_Inline
    from docx.shared import Mm
    from lxml import etree

    package, part = document.part.package, document.part
    book = Part(package.next_partname("/word/embeddings/chart%d.xlsx"), CONTENT_TYPE.SML_SHEET,
                _workbook(spec), package)  # fmt: skip
    chart = Part(PackURI(f"/word/charts/chart{figure.number}.xml"), _CHART_TYPE, b"", package)
    root = _chart(spec, font_name(styles, styles.styles["caption"]))
    external = etree.SubElement(root, f"{{{CHART}}}externalData")
    external.set(f"{{{RELATIONS}}}id", chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
    etree.SubElement(external, f"{{{CHART}}}autoUpdate").set("val", "0")
    chart._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    shown: Any = etree.Element(f"{{{CHART}}}chart", nsmap={"c": CHART})
    shown.set(f"{{{RELATIONS}}}id", part.relate_to(chart, RELATIONSHIP_TYPE.CHART))
    width = min(figure.width, styles.page.text_width)
    inline: Any = CT_Inline.new(Mm(width), Mm(width * height_share(spec)), part.next_id, shown)
    inline.graphic.graphicData.uri = CHART
    inline.docPr.set("name", f"图{figure.number}")
    inline.docPr.set("descr", figure.alt)
    run._r.add_drawing(inline)


def _workbook(spec: ChartSpec) -> bytes:
    """What Word opens to edit the data: categories in the first column, a column for each row of bars."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = _SHEET
    for column, row in enumerate(spec.series, 2):
        put(sheet.cell(1, column), row.name)
        for line, number in enumerate(row.values, 2):
            put(sheet.cell(line, column), float(number) if number is not None else None)
    for line, category in enumerate(spec.categories, 2):
        put(sheet.cell(line, 1), category)
    return clean(book)


def _chart(spec: ChartSpec, font: str) -> Any:
    """The chart as an element tree."""
    from lxml import etree
    from openpyxl.chart import BarChart
    from openpyxl.chart.legend import Legend
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties
    from openpyxl.xml.functions import tostring

    made: Any = BarChart()
    made.type, made.grouping, made.gapWidth = "col" if spec.kind in UPRIGHT else "bar", "clustered", 60
    made.series = [_series(spec, place, row) for place, row in enumerate(spec.series)]
    made.x_axis.delete = made.y_axis.delete = False
    made.y_axis.majorGridlines = None
    made.y_axis.title = f"单位：{spec.unit}" if spec.unit else None
    made.y_axis.scaling.min = 0
    made.y_axis.scaling.max = _most(spec)
    if spec.unit == "%":
        made.y_axis.majorUnit = 20
    if made.type == "bar":
        made.x_axis.scaling.orientation = "maxMin"
        made.y_axis.crosses = "max"
    made.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    made.legend = None
    if len(spec.series) > 1:
        made.legend = Legend()
        made.legend.position = "b"
    root: Any = etree.fromstring(tostring(made._write()))
    _write_numbers(root, spec)
    _label(root, spec)
    _dress(root, font)
    return root


def _most(spec: ChartSpec) -> float:
    """End of the scale: room for the labels behind the longest bar."""
    if spec.unit == "%":
        return 112
    longest = max((float(number) for row in spec.series for number in row.values if number), default=1)
    return longest * (1.4 if spec.kind == "composition" else 1.25)


def _series(spec: ChartSpec, place: int, row: Series) -> Any:
    """One row of bars with its values in it, so that it shows without the workbook."""
    from openpyxl.chart.data_source import (
        AxDataSource,
        NumData,
        NumDataSource,
        NumRef,
        NumVal,
        StrData,
        StrRef,
        StrVal,
    )
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.series import Series as Bars
    from openpyxl.chart.series import SeriesLabel
    from openpyxl.utils import get_column_letter

    column, last = get_column_letter(place + 2), len(spec.categories) + 1

    def words(cells: str, texts: tuple[str, ...]) -> Any:
        points = [StrVal(idx=at, v=text) for at, text in enumerate(texts)]
        return StrRef(f"{_SHEET}!{cells}", StrData(len(texts), points))

    numbers = [
        NumVal(idx=at, v=drawn_number(number)) for at, number in enumerate(row.values) if number is not None
    ]
    cache = NumData(formatCode="General", ptCount=len(row.values), pt=numbers)
    made: Any = Bars(
        idx=place,
        order=place,
        tx=SeriesLabel(strRef=words(f"${column}$1", (row.name,))),
        cat=AxDataSource(strRef=words(f"$A$2:$A${last}", spec.categories)),
        val=NumDataSource(numRef=NumRef(f"{_SHEET}!${column}$2:${column}${last}", cache)),
        invertIfNegative=False,
    )
    made.graphicalProperties = _fill(place if len(spec.series) > 1 else 1)
    made.dLbls = DataLabelList(dLblPos="outEnd", showVal=True, showSerName=False, showCatName=False,
                               showLegendKey=False, showPercent=False)  # fmt: skip
    if spec.percent:
        made.dLbls.numFmt = 'General"%"'
    return made


def drawn_number(number: Decimal) -> str:
    """A number as it stands in the chart, in the precision of a workbook."""
    return f"{float(number):.15g}"


def _fill(place: int) -> Any:
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.colors import ColorChoice
    from openpyxl.drawing.fill import PatternFillProperties

    black: Any = "000000"
    pattern: str = _PATTERNS[place % len(_PATTERNS)]
    grey: Any = _GREYS[place % len(_GREYS)]
    made: Any = GraphicalProperties() if pattern else GraphicalProperties(solidFill=grey)
    if pattern:
        made.pattFill = PatternFillProperties(
            prst=pattern, fgClr=ColorChoice(srgbClr=black), bgClr=ColorChoice(srgbClr=grey)
        )
    made.line.solidFill, made.line.width = black, 9525
    return made


def _write_numbers(root: Any, spec: ChartSpec) -> None:
    """Write the numbers as they are; openpyxl makes 82.84999999999999 of 82.85."""
    for shown, row in zip(root.iter(f"{{{CHART}}}val"), spec.series, strict=True):
        given = [number for number in row.values if number is not None]
        for entry, number in zip(shown.iter(f"{{{CHART}}}v"), given, strict=True):
            entry.text = drawn_number(number)


def _label(root: Any, spec: ChartSpec) -> None:
    """Write labels as they stand in the text wherever the number alone would say something else."""
    from lxml import etree

    for labels, row in zip(root.iter(f"{{{CHART}}}dLbls"), spec.series, strict=True):
        plain = "%" if spec.percent else ""
        given = [
            (place, f"{label}{plain}")
            for place, (label, number) in enumerate(zip(row.labels, row.values, strict=True))
            if number is not None and label != _general(number)
        ]
        for place, words in reversed(given):
            label: Any = etree.fromstring(_LABEL.format(place))
            label.find(f".//{{{_DRAWING}}}t").text = words
            labels.insert(0, label)


def _general(number: Decimal) -> str:
    """A number as Word shows it without a format."""
    return format(number.normalize(), "f")


def _dress(root: Any, font: str) -> None:
    """One font and size for all words of the chart."""
    from lxml import etree

    text: Any = etree.fromstring(_TEXT)
    for script in ("latin", "ea"):
        text.find(f".//{{{_DRAWING}}}{script}").set("typeface", font)
    root.append(text)

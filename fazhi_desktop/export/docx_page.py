"""Sections, headers and footers of the DOCX."""

from fazhi_desktop.document.styles import Styles
from fazhi_desktop.export.docx_styles import line_pitch
from fazhi_desktop.export.docx_xml import HEAD, element, field, paragraph, run, twips


def section_properties(styles: Styles, *, landscape: bool, even: bool = False, silent: bool = False) -> str:
    """sectPr: paper, 版心, line grid and page numbers (rId4 to rId9).

    `even` starts on the next even page; `silent` prints no page number (版记 behind an empty page).
    """
    page = styles.page
    odd_footer, even_footer = ("rId7", "rId8") if landscape else ("rId5", "rId6")
    if silent:
        odd_footer = even_footer = "rId9"
    references = "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="{identity}"/>'
        for part, kind, identity in (
            ("header", "default", "rId4"),
            ("header", "even", "rId4"),
            ("footer", "default", odd_footer),
            ("footer", "even", even_footer),
        )
    )
    kind = element("w:type", val="evenPage" if even else "nextPage")
    if landscape:
        size = element("w:pgSz", w=twips(page.height), h=twips(page.width), orient="landscape")
        margins = (page.left, page.top, page.right, page.bottom)
    else:
        size = element("w:pgSz", w=twips(page.width), h=twips(page.height))
        margins = (page.top, page.right, page.bottom, page.left)
    top, right, bottom, left = (twips(margin) for margin in margins)
    number = styles.styles["number"].size * 25.4 / 72
    distance = twips(margins[2] - page.footer - number) if not landscape else twips(10)
    margin = element(
        "w:pgMar",
        top=top,
        right=right,
        bottom=bottom,
        left=left,
        header=twips(page.top - 19),
        footer=max(distance, 0),
        gutter=0,
    )
    grid = element("w:docGrid", type="lines", linePitch=line_pitch(styles))
    return element("w:sectPr", references + kind + size + margin + grid)


def header(draft: str) -> str:
    """The header of every page: empty, or 草稿."""
    return HEAD + element("w:hdr", paragraph("FzDraft", run(draft) if draft else ""), namespaces=True)


def footer(side: str) -> str:
    """`— 1 —`, one character in from the outer edge: odd pages at the right, even ones at the left."""
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/>'
    return HEAD + element(
        "w:ftr", paragraph("FzNumber", _number(), indent + element("w:jc", val=side)), namespaces=True
    )


def footer_blank() -> str:
    """A footer without a page number."""
    return HEAD + element("w:ftr", paragraph("FzNumber"), namespaces=True)


def _number() -> str:
    return run("— ") + field("PAGE") + run(" —")


def footer_turned(styles: Styles, *, odd: bool) -> str:
    """Page number of a turned page: a floating cell with turned text at the edge that becomes the foot."""
    page = styles.page
    number = styles.styles["number"].size * 25.4 / 72
    width, height = number * 1.6, 30.0
    across = page.bottom - page.footer - width
    down = page.width - page.right - number - height if odd else page.left + number
    position = element(
        "w:tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="page",
        horzAnchor="page",
        tblpX=twips(across),
        tblpY=twips(down),
    )
    cell = element(
        "w:tc",
        element(
            "w:tcPr", element("w:tcW", w=twips(width), type="dxa") + element("w:textDirection", val="tbRl")
        )
        + paragraph("FzNumber", _number(), element("w:jc", val="right" if odd else "left")),
    )
    row = element("w:tr", element("w:trPr", element("w:trHeight", val=twips(height), hRule="exact")) + cell)
    margins = element(
        "w:tblCellMar", "".join(element(f"w:{side}", w=0, type="dxa") for side in ("left", "right"))
    )
    table = element(
        "w:tbl",
        element(
            "w:tblPr",
            position
            + element("w:tblW", w=twips(width), type="dxa")
            + element("w:tblLayout", type="fixed")
            + margins,
        )
        + element("w:tblGrid", element("w:gridCol", w=twips(width)))
        + row,
    )
    return HEAD + element("w:ftr", table + paragraph("FzNumber"), namespaces=True)

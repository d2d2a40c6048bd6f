"""Small pieces of WordprocessingML as strings."""

import re
from functools import lru_cache

from fazhi_desktop.document.styles import TextStyle

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PICTURES = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_TOP = re.compile(r"<w:(\w+)\b(?:[^>]*/>|.*?</w:\1>)", re.S)
_ORDER = {
    name: place
    for place, name in enumerate(
        (
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "framePr",
            "widowControl",
            "numPr",
            "pBdr",
            "shd",
            "tabs",
            "kinsoku",
            "wordWrap",
            "overflowPunct",
            "topLinePunct",
            "autoSpaceDE",
            "autoSpaceDN",
            "snapToGrid",
            "spacing",
            "ind",
            "jc",
            "textDirection",
            "textAlignment",
            "outlineLvl",
            "rPr",
            "sectPr",
        )
    )
}
"""Order of the schema (CT_PPr); Word refuses some files that keep another."""
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def text(value: str) -> str:
    """A text inside an element."""
    return value.translate(_ESCAPES)


def attribute(value: object) -> str:
    """A text inside an attribute."""
    return str(value).translate(_ESCAPES)


def element(name: str, inner: str = "", *, namespaces: bool = False, **attributes: object) -> str:
    """An element with `w:` attributes; `namespaces` on the root of a part."""
    spaces = f" {_NAMESPACES}" if namespaces else ""
    given = "".join(f' w:{key}="{attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{spaces}{given}>{inner}</{name}>" if inner else f"<{name}{spaces}{given}/>"


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def fonts(name: str, latin: str = "") -> str:
    """rFonts with every script set and the hint that keeps quotes, dashes and ellipses Chinese."""
    return element(
        "w:rFonts", ascii=latin or name, hAnsi=name, eastAsia=name, cs=latin or name, hint="eastAsia"
    )


def run_properties(name: str, style: TextStyle, *, bold: bool = False, spacing: int | None = None) -> str:
    """rPr of a style: font, weight, colour, spacing (twips), size."""
    return element(
        "w:rPr",
        fonts(name, style.latin)
        + (element("w:b") if bold else "")
        + (element("w:color", val=style.color.lstrip("#")) if style.color else "")
        + (element("w:spacing", val=spacing) if spacing is not None else "")
        + element("w:kern", val=0)
        + element("w:sz", val=round(style.size * 2))
        + element("w:szCs", val=round(style.size * 2)),
    )


def run(content: str, properties: str = "") -> str:
    """A run; spaces are kept."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text(content)}</w:t></w:r>'


@lru_cache(maxsize=1024)
def paragraph_properties(given: str) -> str:
    """Paragraph properties in the order of the schema; of two of one name the later one."""
    found = {match[1]: match[0] for match in _TOP.finditer(given)}
    return element("w:pPr", "".join(found[name] for name in sorted(found, key=_ORDER.__getitem__)))


def paragraph(style: str, inner: str = "", properties: str = "") -> str:
    """A paragraph of a style."""
    return f"<w:p>{paragraph_properties(element('w:pStyle', val=style) + properties)}{inner}</w:p>"


def field(instruction: str) -> str:
    """A complex field in five runs (begin, instruction, separate, result, end), as WPS needs it."""

    def character(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        character("begin")
        + f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        + character("separate")
        + run("1")
        + character("end")
    )

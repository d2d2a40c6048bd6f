"""Self-contained HTML for the office's website: semantic, figures inline, prints well, no script."""

import base64
from collections.abc import Callable, Iterator
from html import escape

from fazhi_desktop.document.styles import Styles
from fazhi_desktop.document.tree import (
    AnnexTitle,
    Block,
    Document,
    Figure,
    Heading,
    Masthead,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
    colophon_texts,
    lead_text,
)

_CSS = """
body{{margin:2em auto;max-width:46em;padding:0 1em;color:#000;background:#fff;
 font:{size}pt/1.8 {text};text-align:justify;overflow-wrap:anywhere}}
h1{{font:normal {title_size}pt/1.4 {title};text-align:center;margin:1.5em 0}}
h2,h3,h4,h5,p{{font-size:inherit;font-weight:normal;margin:0;text-indent:2em}}
h2{{font-family:{hei}}}h3{{font-family:{kai}}}
p.addressee,table p,figure p,footer p{{text-indent:0}}
p.signature{{text-align:right;text-indent:0;margin-right:2em}}
.mark{{color:{red};font:{mark_size}pt/1.3 {title};text-align:center;text-indent:0;margin:.5em 0}}
.numbers{{display:flex;justify-content:space-between;border-bottom:2pt solid {red};padding:0 1em .4em}}
.numbers p{{text-indent:0}}
table{{border-collapse:collapse;width:100%;font-size:{table_size}pt;line-height:1.4;margin:1em 0}}
caption{{font-family:{hei}}}
th,td{{border:1px solid #000;padding:.3em .5em}}th{{font-family:{hei};font-weight:normal}}
th[scope=rowgroup]{{text-align:left}}td.right{{text-align:right;font-variant-numeric:tabular-nums}}
td.center{{text-align:center}}
figure{{margin:1em 0;text-align:center}}figure img{{max-width:100%}}figcaption{{font-family:{hei}}}
p.note{{font-size:{table_size}pt;text-indent:0}}
.draft{{text-align:right;font-family:{hei}}}
footer{{border-top:1.5pt solid #000;border-bottom:1.5pt solid #000;margin-top:3em}}
@media print{{body{{margin:0;max-width:none}}thead{{display:table-header-group}}tr,figure{{
 break-inside:avoid}}
 h2,h3,h4{{break-after:avoid}}section.annex{{break-before:page}}}}
@page{{size:A4;margin:{top}mm {right}mm {bottom}mm {left}mm}}
"""


def render_html(document: Document, styles: Styles, drawing: Callable[[Figure], str]) -> bytes:
    """The document as one HTML file in UTF-8; `drawing` makes the SVG of a figure."""
    parts = [f'<p class="draft">{escape(document.draft)}</p>' if document.draft else ""]
    parts += [_masthead(document.masthead)] if document.masthead else []
    parts.append(f"<h1>{'<br>'.join(map(escape, document.title))}</h1>" if document.title else "")
    inside = False
    for block in document.blocks:
        if isinstance(block, AnnexTitle):
            parts.append(f'{"</section>" if inside else ""}<section class="annex">')
            inside = True
        parts.append("".join(_block(block, drawing)))
    parts.append("</section>" if inside else "")
    colophon = "".join(f"<p>{escape(text)}</p>" for text in colophon_texts(document.colophon))
    parts.append(f"<footer>{colophon}</footer>" if colophon else "")
    body = "\n".join(part for part in parts if part)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(document.name)}</title>\n<style>{_style(styles)}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    ).encode()


def _style(styles: Styles) -> str:
    page = styles.page

    def family(name: str, generic: str) -> str:
        return ",".join((*(f'"{font}"' for font in styles.fonts[name].names), generic))

    sizes = styles.styles
    return _CSS.format(
        size=sizes["text"].size,
        title_size=sizes["title"].size,
        mark_size=sizes["mark"].size * 0.7,
        table_size=sizes["table"].size,
        red=sizes["mark"].color or "#000",
        text=family("text", "serif"),
        title=family("title", "serif"),
        hei=family("hei", "sans-serif"),
        kai=family("kai", "serif"),
        top=page.top,
        right=page.right,
        bottom=page.bottom,
        left=page.left,
    )


def _masthead(masthead: Masthead) -> str:
    copies = "".join(
        f'<p class="addressee">{escape(text)}</p>'
        for text in (masthead.copy_number, masthead.secrecy, masthead.urgency)
        if text
    )
    mark = f'<p class="mark">{escape(masthead.mark)}</p>' if masthead.mark else ""
    signer = f"<p>签发人：{escape(masthead.signer)}</p>" if masthead.signer else ""
    return (
        f'<header>{copies}{mark}<div class="numbers"><p>{escape(masthead.number)}</p>{signer}</div></header>'
    )


def _block(block: Block, drawing: Callable[[Figure], str]) -> Iterator[str]:
    match block:
        case Heading():
            level = min(block.level + 1, 6)
            yield f"<h{level}>{escape(block.line)}</h{level}>"
        case Paragraph():
            kind = f' class="{block.kind}"' if block.kind != "body" else ""
            lead = f'<span class="lead">{escape(lead_text(block.lead))}</span>' if block.lead else ""
            yield f"<p{kind}>{lead}{escape(''.join(run.text for run in block.runs))}</p>"
        case Table():
            yield from _table(block)
        case Figure():
            yield _figure(block, drawing)
        case Signature():
            yield "".join(
                f'<p class="signature">{escape(words)}</p>' for words in (block.unit, block.date) if words
            )
        case AnnexTitle():
            yield f'<p class="addressee">{escape(block.label)}</p>'
            yield f"<h1>{'<br>'.join(map(escape, block.lines))}</h1>"
        case PageBreak():
            return


def _table(table: Table) -> Iterator[str]:
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    head = "".join(
        f"<tr>{''.join(_header_cell(cell.text, cell.span) for cell in row)}</tr>" for row in table.header
    )
    yield f"<table>{caption}<thead>{head}</thead><tbody>"
    yield from (_row(row, table) for row in table.rows)
    yield "</tbody></table>"
    yield from (f'<p class="note">{escape(note)}</p>' for note in table.notes)


def _header_cell(words: str, span: int) -> str:
    return f'<th scope="col"{_span(span)}>{escape(words)}</th>'


def _row(row: Row, table: Table) -> str:
    if len(row) == 1 < len(table.columns):
        return f'<tr><th scope="rowgroup"{_span(row[0].span)}>{escape(row[0].text)}</th></tr>'
    cells: list[str] = []
    place = 0
    for cell in row:
        cells.append(f'<td class="{table.columns[place].align}"{_span(cell.span)}>{escape(cell.text)}</td>')
        place += cell.span
    return f"<tr>{''.join(cells)}</tr>"


def _span(span: int) -> str:
    return f' colspan="{span}"' if span > 1 else ""


def _figure(figure: Figure, drawing: Callable[[Figure], str]) -> str:
    source = f"<p>{escape(figure.source)}</p>" if figure.source else ""
    caption = f"<figcaption>{escape(figure.label)}</figcaption>{source}"
    if figure.chart is not None and figure.chart.empty:
        return f"<figure><p>{escape(figure.chart.empty)}</p>{caption}</figure>"
    data = base64.b64encode(drawing(figure).encode()).decode("ascii")
    return (
        f'<figure><img alt="{escape(figure.alt)}" src="data:image/svg+xml;base64,{data}">{caption}</figure>'
    )

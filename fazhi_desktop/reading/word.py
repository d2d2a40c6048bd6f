"""A Word document -> paragraphs with their list numbers, table rows, and both readings of tracked changes."""

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.reading.lines import Source, SourceLine
from fazhi_desktop.reading.numbering import ListNumbers

PART_LIMIT = 48 * 2**20
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml")
_SKIPPED = frozenset(
    {
        _W + "instrText",
        _W + "txbxContent",
        _W + "pict",
        _W + "object",
        _W + "footnoteReference",
        _W + "annotationRef",
        _W + "rPr",
        _W + "pPr",
        _W + "sectPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_INSERTED, _DELETED = (_W + "ins", _W + "moveTo"), (_W + "del", _W + "moveFrom")
_SAID = "文件带有修订痕迹：现按“接受全部修订”后的文字读入，也可改用修订前的文字。"


def read_word(data: bytes, name: str) -> Source:
    """Paragraphs and table rows of a .docx; raises BadInput for a bomb or a broken file."""
    parts = {part: _tree(content, name) for part, content in _contents(data, name).items()}
    body = parts["word/document.xml"].find(_W + "body")
    if body is None:
        raise BadInput(f"《{name}》里没有正文，请用 WPS 打开后另存为 .docx 再读。")
    styles = _styles(parts.get("word/styles.xml"))
    final = _Reading(styles, ListNumbers(parts.get("word/numbering.xml")), final=True)
    final.blocks(body)
    if next(body.iter(*_INSERTED, *_DELETED), None) is None:
        return Source(tuple(final.lines))
    before = _Reading(styles, ListNumbers(parts.get("word/numbering.xml")), final=False)
    before.blocks(body)
    return Source(tuple(final.lines), tuple(before.lines), (_SAID,))


def _contents(data: bytes, name: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in _PARTS:
                if part not in package.namelist():
                    continue
                if package.getinfo(part).file_size > PART_LIMIT:
                    raise BadInput(
                        f"《{name}》展开后过大，不像一份报告，没有读入。请确认文件后只保留报告正文再试。"
                    )
                with package.open(part) as stream:
                    found[part] = stream.read(PART_LIMIT + 1)
                if len(found[part]) > PART_LIMIT:
                    raise BadInput(
                        f"《{name}》展开后过大，不像一份报告，没有读入。请确认文件后只保留报告正文再试。"
                    )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise BadInput(f"《{name}》已损坏或加了密码，打不开，请用 WPS 打开后另存为 .docx 再读。") from error
    except Exception as error:
        if type(error).__name__ in {"error", "LZMAError"}:
            raise BadInput(f"《{name}》已损坏，打不开，请用 WPS 打开后另存为 .docx 再读。") from error
        raise
    return found


def _tree(content: bytes, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content.replace(_STRICT, _W[1:-1].encode()), parser)
    except etree.XMLSyntaxError as error:
        raise BadInput(f"《{name}》内容已损坏，读不出来，请用 WPS 打开后另存为 .docx 再读。") from error


@dataclass(frozen=True)
class _Style:
    """What a paragraph style says: heading level (0 none), list, whether a title or a contents line."""

    level: int = 0
    title: bool = False
    contents: bool = False
    numbering: Any = None


def _styles(root: Any) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    if root is None:
        return found
    for style in root.iter(_W + "style"):
        label = style.find(_W + "name")
        name = (label.get(_W + "val") or "").lower() if label is not None else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        level = _whole(outline.get(_W + "val")) + 1 if outline is not None else 0
        if name.startswith(("heading ", "标题 ")) and name[-1].isdigit():
            level = int(name[-1])
        found[style.get(_W + "styleId") or ""] = _Style(
            level if level <= 6 else 0,
            name in {"title", "标题"},
            name.startswith(("toc ", "目录")),
            style.find(f"{_W}pPr/{_W}numPr"),
        )
    return found


def _whole(text: str | None) -> int:
    try:
        return max(0, min(99, int(text or "0")))
    except ValueError:
        return 0


@dataclass
class _Reading:
    """One reading of the document: with tracked changes accepted (final) or rejected."""

    styles: dict[str, _Style]
    numbers: ListNumbers
    final: bool
    lines: list[SourceLine] = field(default_factory=list[SourceLine])
    _carried: str = ""

    def blocks(self, parent: Any) -> None:
        """Paragraphs and tables of a body, cell or content control, in order."""
        for element in parent:
            if element.tag == _W + "p":
                self._paragraph(element)
            elif element.tag == _W + "tbl":
                self._table(element)
            elif element.tag == _W + "sdt":
                gallery = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
                content = element.find(_W + "sdtContent")
                if content is not None and (
                    gallery is None or "Contents" not in (gallery.get(_W + "val") or "")
                ):
                    self.blocks(content)
            elif element.tag in (*_INSERTED, *_DELETED, _W + "smartTag", _W + "customXml"):
                self.blocks(element)

    def _paragraph(self, element: Any) -> None:
        properties = element.find(_W + "pPr")
        style = self._style(properties)
        text = self._carried + _text(element, final=self.final)
        self._carried = ""
        if style.contents:
            return
        if (
            properties is not None
            and properties.find(f"{_W}rPr/{_DELETED[0] if self.final else _INSERTED[0]}") is not None
        ):
            self._carried = text
            return
        own = properties.find(_W + "numPr") if properties is not None else None
        if text.strip():
            text = self.numbers.number(own if own is not None else style.numbering) + text.lstrip(" \t\u3000")
        level = style.level
        outline = properties.find(_W + "outlineLvl") if properties is not None else None
        if outline is not None and _whole(outline.get(_W + "val")) < 6:
            level = _whole(outline.get(_W + "val")) + 1
        kind = "title" if style.title else "paragraph"
        self.lines += [SourceLine(piece, kind, level) for piece in text.split("\n")]

    def _style(self, properties: Any) -> _Style:
        named = properties.find(_W + "pStyle") if properties is not None else None
        return self.styles.get(named.get(_W + "val") or "", _Style()) if named is not None else _Style()

    def _table(self, table: Any) -> None:
        """Short cells make a row; a table that only lays out text gives its paragraphs."""
        for row in table.findall(_W + "tr"):
            cells = [cell for cell in row if cell.tag == _W + "tc"]
            texts = [
                " ".join(_text(p, final=self.final).strip() for p in cell.iter(_W + "p")).strip()
                for cell in cells
            ]
            if len(cells) == 1 or any(len(text) > 80 for text in texts):
                for cell in cells:
                    self.blocks(cell)
            elif any(texts):
                self.lines.append(SourceLine("\t".join(texts), "row"))


def _text(element: Any, *, final: bool) -> str:
    """The visible characters of a paragraph; a soft line break is a newline."""
    skipped = (*_SKIPPED, *(_DELETED if final else _INSERTED))
    pieces: list[str] = []
    for child in element:
        if child.tag in skipped or not isinstance(child.tag, str):
            continue
        if child.tag == _W + "t" or (child.tag == _W + "delText" and not final):
            pieces.append(child.text or "")
        elif child.tag == _W + "tab":
            pieces.append("\t")
        elif child.tag in (_W + "br", _W + "cr"):
            pieces.append("" if child.get(_W + "type") in {"page", "column"} else "\n")
        elif child.tag in (_W + "noBreakHyphen", _W + "softHyphen"):
            pieces.append("-" if child.tag.endswith("noBreakHyphen") else "")
        elif child.tag == _W + "r" and _hidden(child):
            continue
        else:
            pieces.append(_text(child, final=final))
    return "".join(pieces)


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(_W + "val") not in {"0", "false"}

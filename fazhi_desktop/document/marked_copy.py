"""花脸稿: what changed in the chapters since versions that were kept, as insertions and deletions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fazhi_desktop.core.report import Report
from fazhi_desktop.core.snapshots import Snapshot
from fazhi_desktop.document.differences import paired, pieces
from fazhi_desktop.document.elements import clean
from fazhi_desktop.document.tree import Block, Document, Heading, Paragraph, Run, lead_text

MARKED = "花脸稿"


def marked_copy(document: Document, report: Report, versions: Sequence[Snapshot]) -> Document:
    """The document with everything marked that changed since; one version a chapter, the first given counts.

    It says 花脸稿 on every page and has no 版头 and 版记: never an edition for sending.
    """
    kept: dict[int, Snapshot] = {}
    for version in versions:
        kept.setdefault(version.chapter, version)
    blocks: list[Block] = []
    for chapter, group in _chapters(document.blocks):
        version = kept.get(chapter)
        blocks += group if version is None else _marked(group, list(_lines(report, version)))
    return replace(document, blocks=tuple(blocks), draft=MARKED, masthead=None, colophon=None)


def _chapters(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    """Blocks by the node of their chapter; 0 before the first one."""
    chapter, group = 0, list[Block]()
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield chapter, group
            chapter, group = block.node, []
        group.append(block)
    yield chapter, group


def _lines(report: Report, version: Snapshot) -> Iterator[str]:
    """The lines of a version as the document prints them: a run-in heading joined to its paragraph."""
    lead = ""
    for line in version.lines:
        node = report.node(line.node)
        if lead and not line.heading:
            yield lead + clean(line.text)
            lead = ""
            continue
        if lead:
            yield lead
            lead = ""
        if line.heading and node is not None and node.run_in:
            lead = lead_text(Heading(node.level, "", clean(line.text)))
        elif clean(line.text):
            yield clean(line.text)
    if lead:
        yield lead


def _marked(blocks: Sequence[Block], old: Sequence[str]) -> list[Block]:
    """A chapter with its changes; what is not running text stays behind the line it followed."""
    texts = [place for place, block in enumerate(blocks) if _is_text(block)]
    new = [_text(blocks[place]) for place in texts]
    made: list[Block] = []
    done = 0
    for before, after in paired(old, new):
        if after is None:
            gone = old[before] if before is not None else ""
            made.append(Paragraph((Run(gone, change="del"),)))
            continue
        made += blocks[done : texts[after]]
        done = texts[after] + 1
        made.append(_changed(blocks[texts[after]], "" if before is None else old[before]))
    return [*made, *blocks[done:]]


def _is_text(block: Block) -> bool:
    return isinstance(block, Heading) or (isinstance(block, Paragraph) and block.origin is not None)


def _text(block: Block) -> str:
    match block:
        case Heading():
            return block.line
        case Paragraph():
            return block.text
        case _:
            return ""


def _changed(block: Block, old: str) -> Block:
    new = _text(block)
    if old == new:
        return block
    runs: list[Run] = []
    for before, after in pieces(old, new):
        if before == after:
            runs.append(Run(after))
        else:
            runs += [Run(before, change="del")] if before else []
            runs += [Run(after, change="ins")] if after else []
    if isinstance(block, Heading):
        return replace(block, marked=tuple(runs))
    return Paragraph(tuple(runs))

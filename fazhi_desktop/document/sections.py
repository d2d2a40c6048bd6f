"""What stands on one page: runs of pages of one kind, and what must share a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from fazhi_desktop.document.tree import AnnexTitle, Block, PageBreak, Paragraph, Signature, Table, block_texts

_LONGEST_CLOSING = 200
"""Characters of 附件说明 and 落款 up to which they are held together; longer ones break like any text."""


@dataclass(frozen=True)
class Section:
    """Blocks on pages of one kind; `new_page` starts one even where the kind does not change."""

    blocks: tuple[Block, ...]
    landscape: bool = False
    new_page: bool = False


def sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Blocks cut where the page turns or a new one is asked for; an annex's title turns with its table."""
    made: list[Section] = []
    current: list[Block] = []
    kind = (False, False)
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        turned = _turned(block) or (isinstance(block, AnnexTitle) and _turned(following))
        fresh = isinstance(block, AnnexTitle | PageBreak)
        after_title = bool(current) and isinstance(current[-1], AnnexTitle) and turned
        if fresh or (turned != kind[0] and not after_title) or (turned and not after_title):
            made += [Section(tuple(current), *kind)] if current else []
            current, kind = [], (turned, fresh)
        if not isinstance(block, PageBreak):
            current.append(block)
    made += [Section(tuple(current), *kind)] if current else []
    return tuple(made)


def with_closings(blocks: Sequence[Block]) -> tuple[tuple[Block, tuple[Block, ...]], ...]:
    """Every block with the 附件说明, 署名 and 成文日期 behind it, which share a page with its last line.

    A seal or a date on a page without text of the report is not allowed (GB/T 9704-2012, 7.3.5.4).
    """
    made: list[tuple[Block, tuple[Block, ...]]] = []
    for block in blocks:
        text, closing = made[-1] if made else (block, ())
        held = sum(len(words) for entry in (*closing, block) for words in block_texts(entry))
        if _closes(block) and _runs_on(text) and text is not block and held <= _LONGEST_CLOSING:
            made[-1] = (text, (*closing, block))
        else:
            made.append((block, ()))
    return tuple(made)


def _closes(block: Block) -> bool:
    return isinstance(block, Signature) or (isinstance(block, Paragraph) and block.kind == "attachments")


def _runs_on(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.kind == "body"


def _turned(block: Block | None) -> bool:
    return isinstance(block, Table) and block.landscape

"""Runs of pages of one kind: upright or turned."""

from collections.abc import Sequence
from dataclasses import dataclass

from fazhi_desktop.document.tree import AnnexTitle, Block, PageBreak, Table


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


def _turned(block: Block | None) -> bool:
    return isinstance(block, Table) and block.landscape

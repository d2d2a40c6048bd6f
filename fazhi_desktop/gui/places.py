"""Places in a workspace that the window can jump to."""

from fazhi_desktop.core.frozen import frozen


@frozen
class Place:
    """Where to go: a page of its own, or the chapter page that holds a heading.

    Attributes:
        page: id of the page (overview, table, checks, …); '' means the chapter page of `node`.
        node: id of a heading, 0 the preface; paragraph and start, length: a piece of its stored text.
        code: an indicator; with a chapter page its field, with page table its row.
        only: with page table, which of its filters to choose.
    """

    page: str = ""
    node: int | None = None
    paragraph: int | None = None
    code: str | None = None
    start: int = 0
    length: int = 0
    only: str = ""

"""Documents that try one thing of the page."""

from fazhi_desktop.document.tree import (
    Cell,
    Column,
    Document,
    Paragraph,
    Run,
    Signature,
    Table,
)  # fmt: skip
from tests.document.specimen import styles

PAGE = styles().page
TABLE = Table(
    tuple(Column(225 / 12) for _ in range(12)),
    (tuple(Cell(f"栏{place}") for place in range(12)),),
    tuple(tuple(Cell(f"{row}-{place}") for place in range(12)) for row in range(500)),
    landscape=True,
)


def text_document(text: str) -> Document:
    return Document((), "public", (Paragraph((Run(text),)),))


def closed_document(lines: int, last: int) -> Document:
    """`lines` of text, a last paragraph of about `last` lines, 附件说明 and 署名."""
    filler = (Paragraph((Run("甲"),)),) * lines
    end = Paragraph((Run("乙" * (28 * last - 6) + "末行"),))
    named = Paragraph((Run("附件：主要指标表"),), kind="attachments")
    return Document(
        (), "submit", (*filler, end, named, Signature("柳口镇人民政府", "2024年1月5日", seal=True))
    )

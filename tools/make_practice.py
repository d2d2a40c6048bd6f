"""Makes the practice year's workbooks in `resources/practice/workbooks`: `python tools/make_practice.py`.

Two of them are wrong on purpose, as the manual's exercise tells: one total does not fit its parts, one form
is last year's. Town and figures are invented. The same run gives the same bytes.
"""

import sys
from pathlib import Path

from make_sample import Book

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "practice" / "workbooks"


def enforcement() -> Book:
    """The total was copied from an earlier draft: 2150 instead of 2128."""
    book = Book("行政执法案件统计表（综合执法大队）.xlsx", "Sheet1")
    book.banner("行政执法案件情况统计表（2024年度）", 4, bold=True)
    book.banner("填报单位：综合执法大队", 4)
    book.row("序号", "执法类别", "案件数(件)", "罚没金额(元)", bold=True)
    book.row(1, "行政检查", 2104, None)
    book.row(2, "行政处罚", 24, 118600)
    book.row("合计", None, 2150, 118600, bold=True)
    book.merge_last(1, 2)
    book.widths(8, 18, 14, 16)
    return book


def hotline() -> Book:
    """A form in order."""
    book = Book("12345热线工单办理情况（热线专班）.xlsx", "热线")
    book.banner("12345政务服务便民热线工单办理情况", 3, bold=True)
    book.banner("单位：热线专班        报告期：2024年1—12月", 3)
    book.row("指标名称", "计量单位", "本年累计", bold=True)
    book.row("接收办理工单", "件", 4386)
    book.row("按时接单率", "%", 99.4)
    book.row("按时办结率", "%", 96.2)
    book.row("工单满意率", "%", 91.7)
    book.widths(24, 12, 14)
    return book


def petitions(year: int, file: str, cases: int, people: int, settled: float) -> Book:
    """The form of 信访办 for one year."""
    book = Book(file, "信访")
    book.banner(f"{year}年信访工作统计表", 3, bold=True)
    book.banner(f"填报单位：信访办        统计期间：{year}年度", 3)
    book.row("指标名称", "计量单位", "本年累计", bold=True)
    book.row("信访事项", "批次（件次）", cases)
    book.row("信访人次", "人次", people)
    book.row("信访受理率", "%", 100)
    book.row("信访办结率", "%", 100)
    book.row("一次性化解率", "%", settled)
    book.widths(20, 16, 14)
    return book


def main() -> int:
    """Write the four workbooks."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for book in (enforcement(), hotline(), petitions(2023, "信访工作统计表（信访办）.xlsx", 310, 520, 93),
                 petitions(2024, "信访工作统计表（信访办）重报.xlsx", 287, 466, 95.1)):
        (FOLDER / book.file).write_bytes(book.content())
    return 0


if __name__ == "__main__":
    sys.exit(main())

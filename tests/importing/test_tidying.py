"""The report of what was tidied: every way of writing a number that was not taken letter by letter."""

from pathlib import Path

import openpyxl

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.records import Body, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.importing import plan_import
from fazhi_desktop.sandbox import Sandbox

ROWS = (
    ("行政检查", "3010"),
    ("行政处罚", "29件"),
    ("行政强制", "１２"),
    ("行政许可", "1,204"),
    ("参训人次", "720余"),
    ("行政裁决", "三"),
    ("法制审核", "—"),
    ("信访事项", "未发生"),
    ("案卷评查", 5),
)


def told(
    folder: Path, sandbox: Sandbox, catalogue: Catalogue, rows: tuple[tuple[str, str | int], ...]
) -> str:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("项目", "件数"), *rows):
        sheet.append(row)
    book.save(folder / "表.xlsx")
    base = Report(Body("测试镇人民政府", "测试镇"), ReportHead(2023, ""), catalogue, (), {})
    file = plan_import([folder / "表.xlsx"], base, sandbox, paths.resources() / "importing").files[0]
    return next((problem.message for problem in file.problems if problem.code == "tidied"), "")


def test_every_kind_of_writing_is_counted_with_an_example(
    tmp_path: Path, sandbox: Sandbox, catalogue: Catalogue
) -> None:
    words = told(tmp_path, sandbox, catalogue, ROWS)
    for piece in (
        "文本格式的数字 1 处（如 B2 “3010”）",
        "数字带单位 1 处（如 B3 “29件”）",
        "全角数字或千分位 2 处（如 B4 “１２”）",
        "带“余”“约”“不足”等字，连字保留 1 处（如 B6 “720余”）",
        "汉字数字 1 处",
        "“—”“/”“无”等按“不适用” 1 处",
        "“尚无”等按 0 计 1 处",
    ):
        assert piece in words


def test_typed_numbers_need_no_word(tmp_path: Path, sandbox: Sandbox, catalogue: Catalogue) -> None:
    assert told(tmp_path, sandbox, catalogue, (("行政检查", 3010), ("行政处罚", 29))) == ""

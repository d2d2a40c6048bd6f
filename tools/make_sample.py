"""Makes the sample workbooks of `resources/sample/workbooks` and `expected.json` beside them.

Run it as `python tools/make_sample.py`. The same run gives the same bytes. The 2022 figures are those of
`resources/sample/report.toml`, where they are said to be invented.
"""

import io
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample"
YEAR = 2023
DEPARTMENT_PLACE = "杨柳青镇"
ZIP_TIME = (2024, 1, 10, 9, 0, 0)
FIXED_TIME = datetime(*ZIP_TIME)
TEMPLATE_SHEET = "_fazhi"
TEMPLATE_COLUMNS = ("指标", "单位", "本年数", "上年数", "口径", "备注")


@dataclass(frozen=True)
class Figure:
    """A cell that holds the value of an indicator, as written, and what it must be read as.

    Attributes:
        written: what stands in the cell, a number or a text.
        value: the number meant; `written` itself where that is a number without a percent format.
        year: 2023 or, for a column of last year's figures, 2022.
    """

    code: str
    written: str | float
    unit: str
    value: float | None = None
    qualifier: str = "exact"
    period: str | None = None
    number_format: str | None = None
    year: int = YEAR


Content = Figure | str | float | None


class Book:
    """One workbook under construction; rows are added from the top, figures remembered with their cell."""

    def __init__(self, file: str, sheet: str) -> None:
        self.file = file
        self.workbook = Workbook()
        active = self.workbook.active
        assert isinstance(active, Worksheet)
        self.sheet = active
        self.sheet.title = sheet
        self.expected: list[tuple[str, int, dict[str, Any]]] = []
        self.next_row = 1

    def banner(self, text: str, columns: int, *, bold: bool = False) -> None:
        """A row merged over all columns: title, meta line, note or signature."""
        row = self.next_row
        cell = self.sheet.cell(row, 1, text)
        self.sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
        cell.font = Font(name="宋体", size=14 if bold else 10, bold=bold)
        cell.alignment = Alignment(horizontal="center" if bold else "left", wrap_text=True)
        self.next_row += 1

    def row(self, *contents: Content, bold: bool = False) -> None:
        """A row of the table, with borders."""
        for column, content in enumerate(contents, 1):
            self._put(column, content, bold=bold)
        self.next_row += 1

    def merge_last(self, first: int, last: int) -> None:
        """Merge columns of the row just written."""
        row = self.next_row - 1
        self.sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)

    def widths(self, *widths: float) -> None:
        """Column widths in characters."""
        for number, width in enumerate(widths):
            self.sheet.column_dimensions["ABCDEFGHIJ"[number]].width = width

    def _put(self, column: int, content: Content, *, bold: bool) -> None:
        written = content.written if isinstance(content, Figure) else content
        cell = self.sheet.cell(self.next_row, column, written)
        side = Side(style="thin")
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.font = Font(name="宋体", size=11, bold=bold)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if isinstance(content, Figure):
            if content.number_format:
                cell.number_format = content.number_format
            self.expected.append((content.code, content.year, self._record(content, cell.coordinate)))

    def _record(self, figure: Figure, cell: str) -> dict[str, Any]:
        value = figure.written if figure.value is None else figure.value
        return {"value": value, "unit": figure.unit, "qualifier": figure.qualifier, "period": figure.period,
                "file": self.file, "sheet": self.sheet.title, "cell": cell, "raw": str(figure.written)}

    def content(self) -> bytes:
        """The finished file; times inside are fixed, so that the same rows give the same bytes."""
        buffer = io.BytesIO()
        properties = self.workbook.properties
        properties.creator, properties.created = "示例", FIXED_TIME
        self.workbook.save(buffer)
        return with_fixed_times(buffer.getvalue())


def with_fixed_times(data: bytes) -> bytes:
    """A workbook's zip with one time for every member and for its properties."""
    stamp = FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            target.writestr(member, content)
    return made.getvalue()


def enforcement_cases() -> Book:
    """L1: plain list with title, unit words in the header, total row, notes and signatures."""
    book = Book("附件2：行政执法案件情况统计表（综合执法大队）最终版.xlsx", "Sheet1")
    book.banner("行政执法案件情况统计表（2023年度）", 6, bold=True)
    book.banner("填报单位：综合执法大队    填报人：张某    联系电话：022-××××××××    2023.12.31", 6)
    book.row("序号", "执法类别", "案件数(件)", "罚没金额(元)", "办结数(件)", "备注", bold=True)
    book.row(1, "行政检查", Figure("E02", 3010, "件"), "—", 3010, None)
    book.row(2, "行政处罚", Figure("E03", 29, "件"), Figure("E08", 161290, "元"), 29, "按处罚决定书统计")
    book.row("合计", None, Figure("E01", 3039, "件"), 161290, 3039, None, bold=True)
    book.merge_last(1, 2)
    book.banner("注：1.数据来源于行政执法监督平台，统计期间为全年。 2.罚没金额以处罚决定书为准。", 6)
    book.banner("审核人：李某          填表人：张某          填表日期：2024年1月5日", 6)
    book.widths(8, 18, 14, 16, 14, 22)
    return book


def enforcement_training() -> Book:
    """L15: labels with their unit in the first column, values in the second."""
    book = Book("执法培训及队伍情况-综合执法大队（改2）.xlsx", "培训和队伍")
    book.banner("2023年度执法培训及执法队伍情况", 3, bold=True)
    book.banner("填报单位：综合执法大队", 3)
    book.row("执法业务培训（次）", Figure("T04", 15, "次"), "含区级组织的集中培训")
    book.row("参训人次（人次）", Figure("T05", "720余", "人次", 720, "over"), None)
    book.row("培训学时（学时）", Figure("T06", 60, "学时"), "每人全年学时")
    book.row("法律专业人员占比（%）", Figure("E25", "不足20%", "%", 20, "below"), "占在岗执法人员")
    book.banner("说明：培训次数以签到册和培训通知为依据。", 3)
    book.banner("负责人：          复核人：          填表人：王某", 3)
    book.widths(30, 16, 28)
    return book


def hotline() -> Book:
    """L4: one indicator per row with unit and code, this month beside the year so far."""
    book = Book("12345便民热线工单办理年报（热线专班）.xlsx", "热线")
    book.banner("12345政务服务便民热线工单办理情况", 5, bold=True)
    book.banner("单位：热线专班        报告期：2023年1—12月", 5)
    book.row("指标名称", "计量单位", "代码", "本期实际", "本年累计", bold=True)
    book.row("甲", "乙", "丙", 1, 2)
    book.row("接收办理工单", "件", "01", 512, Figure("H01", 6441, "件"))
    book.row("按时接单率", "%", "02", 99.81, Figure("H02", 99.77, "%"))
    book.row("按时办结率", "%", "03", 94.6, Figure("H03", 94, "%"))
    book.row("工单满意率", "%", "04", 83.2, Figure("H04", 81.81, "%"))
    book.banner("注：满意率按有效回访评价计算；本期为12月份。", 5)
    book.banner("填表人：赵某      复核人：钱某      填表日期：2024.1.4", 5)
    book.widths(24, 12, 8, 14, 14)
    return book


def petitions() -> Book:
    """L4 with a compound unit and two rows that cover only part of the year."""
    since = "2023年9月以来"
    book = Book("附件1：信访工作统计表（信访办）终稿.xlsx", "信访")
    book.banner("2023年信访工作统计表", 6, bold=True)
    book.banner("填报单位：信访办        统计期间：2023年度", 6)
    book.row("指标名称", "计量单位", "代码", "本期实际", "本年累计", "备注", bold=True)
    book.row("甲", "乙", "丙", 1, 2, None)
    book.row("信访事项", "批次（件次）", "10", 46, Figure("X01", 551, "批次（件次）"), None)
    book.row("信访人次", "人次", "11", 71, Figure("X02", 918, "人次"), None)
    book.row("信访受理率", "%", "12", 100, Figure("X03", 100, "%"), None)
    book.row("信访办结率", "%", "13", 100, Figure("X04", 100, "%"), None)
    book.row("一次性化解率", "%", "14", 96.5, Figure("X05", 96.1, "%"), "取信访系统数")
    book.row("领导接访批次", "批次", "15", 12, Figure("X06", 51, "批次", period=since), since)
    book.row("领导接访人次", "人次", "16", 66, Figure("X07", 291, "人次", period=since), since)
    book.banner("注：领导接访自主题教育开展起统计，不含1—8月。", 6)
    book.banner("审核人：          填表人：孙某          填表日期：2024年1月6日", 6)
    book.widths(20, 16, 8, 12, 12, 18)
    return book


def method_cases() -> Book:
    """L1, short, with a total that belongs to no indicator."""
    book = Book("附件3：“枫桥式工作法”课题统计表（矛调中心）.xlsx", "课题")
    book.banner("“枫桥式工作法”课题立项情况统计表（2023年）", 4, bold=True)
    book.banner("填报单位：镇矛调中心      填报人：周某", 4)
    book.row("序号", "课题级别", "课题数（个）", "备注", bold=True)
    book.row(1, "镇级课题", Figure("X19", 1, "个"), None)
    book.row(2, "村街和社区级课题", Figure("X20", 2, "个"), "已完成初稿")
    book.row("合  计", None, 3, None, bold=True)
    book.merge_last(1, 2)
    book.banner("填表日期：2023年12月28日", 4)
    book.widths(8, 26, 16, 20)
    return book


def publicity() -> Book:
    """L15 with words of approximation, a percent format and three figures of part of the year."""
    since = "2023年10月以来"
    book = Book("司法所2023年普法依法治理数据(1).xlsx", "数据")
    book.banner("普法依法治理工作数据", 3, bold=True)
    book.banner("填报单位：司法所    统计年度：2023年", 3)
    book.row("项目", "数量", "说明", bold=True)
    book.row("专项普法宣传（次）", Figure("P20", "160余", "次", 160, "over"), "各部门、村街和社区合计")
    book.row("法治带头人、法律明白人（名）", Figure("P21", 210, "名"), None)
    book.row("法律明白人（名）", Figure("P22", 210, "名"), "参加网上学习人数")
    book.row("法律明白人结业率（%）", Figure("P23", 1, "%", 100, number_format="0%"), None)
    book.row("法律明白人化解纠纷（件）", Figure("X21", 22, "件", period=since), since)
    book.row("法律明白人参与社会事务管理（件次）", Figure("X22", 120, "件次", period=since), since)
    book.row("法律明白人引导法律服务（件次）", Figure("X23", 15, "件次", period=since), since)
    book.banner("填表人：吴某        审核人：郑某", 3)
    book.widths(38, 14, 26)
    return book


def litigation() -> Book:
    """L4 with a zero in words."""
    book = Book("行政复议应诉案件统计表（司法所）.xlsx", "Sheet1")
    book.banner("行政复议和行政应诉案件统计表", 5, bold=True)
    book.banner("填报单位：司法所        2023年度", 5)
    book.row("指标名称", "计量单位", "代码", "本期实际", "本年累计", bold=True)
    book.row("甲", "乙", "丙", 1, 2)
    book.row("行政复议和行政应诉案件合计", "件", "01", 1, Figure("L01", 4, "件"))
    book.row("其中：败诉案件", "件", "02", "尚无", Figure("L06.败诉", "尚无", "件", 0))
    book.banner("说明：统计截至2023年12月31日。", 5)
    book.widths(32, 12, 8, 12, 12)
    return book


def study() -> Book:
    """L1 with last year's column and a column of units."""
    book = Book("附件4：学法用法情况表（党建办）.xlsx", "学法")
    book.banner("领导干部学法用法情况表", 6, bold=True)
    book.banner("填报单位：党建办        填表日期：2024-01-03", 6)
    book.row("序号", "项目", "单位", "2022年", "2023年", "备注", bold=True)
    book.row(1, "党委扩大会集体学法", "次", Figure("T01", 6, "次", year=2022), Figure("T01", 7, "次"), None)
    book.row(2, "中心组学习计划列入篇目", "篇",
             Figure("T02", 14, "篇", year=2022), Figure("T02", 16, "篇"), None)
    book.row(3, "制度文件", "个", Figure("D15", 3, "个", year=2022), Figure("D15", 4, "个"), "含区级方案")
    book.banner("注：2022年数字为示例虚构。", 6)
    book.widths(8, 30, 8, 12, 12, 16)
    return book


def lectures() -> Book:
    """L4 with a figure in words and a part of the year."""
    since = "2023年10月以来"
    book = Book("宣讲活动统计（宣传组）最终版(1).xlsx", "汇总")
    book.banner("习近平法治思想宣讲活动统计表", 6, bold=True)
    book.banner("填报单位：宣传组        2023年", 6)
    book.row("指标名称", "计量单位", "代码", "本期实际", "本年累计", "备注", bold=True)
    book.row("甲", "乙", "丙", 1, 2, None)
    book.row("宣讲与学习次数", "次", "01", 13, Figure("T09", 40, "次", period=since), since)
    book.row("宣讲覆盖群众", "人次", "02", None, Figure("T10", "上千", "人次", 1000, "over", since), since)
    book.banner("填表人：冯某", 6)
    book.widths(24, 12, 8, 12, 12, 18)
    return book


def template(file: str, department: str, filled: Iterable[Figure]) -> Book:
    """Our own collection form, filled as far as the sample has figures.

    The hidden sheet says whose form it is and which cell is which indicator (`importing/template_ids.py`).
    """
    figures = {(figure.code, figure.year): figure for figure in filled}
    book = Book(file, "收数表")
    columns = len(TEMPLATE_COLUMNS)
    book.banner(f"{DEPARTMENT_PLACE}{YEAR}年度法治政府建设收数表", columns, bold=True)
    book.banner(f"填报单位：{department}        填报人：陈某        填表日期：2024年1月8日", columns)
    book.row(*TEMPLATE_COLUMNS, bold=True)
    hidden = book.workbook.create_sheet(TEMPLATE_SHEET)
    hidden.sheet_state = "hidden"
    hidden.append(["fazhi-template", "1", "department", department, "year", str(YEAR)])
    for indicator in indicators_of(department):
        code = indicator["code"]
        this_year, last_year = figures.get((code, YEAR)), figures.get((code, YEAR - 1))
        unit = this_year.unit if this_year else indicator["unit"]
        hidden.append([book.sheet.title, f"C{book.next_row}", code])
        book.row(indicator["name"], unit, this_year, last_year, indicator["definition"], None)
    book.widths(26, 10, 12, 12, 60, 16)
    return book


def indicators_of(department: str) -> list[dict[str, Any]]:
    """Tables of the indicators that a department supplies first, in the order of the catalogue."""
    files = sorted((ROOT / "resources" / "indicators").glob("*.toml"))
    tables = [table for file in files for table in tomllib.loads(file.read_text("utf-8"))["indicator"]]
    return [table for table in tables if table["departments"][0] == department and table.get("input", True)]


def disclosure() -> Book:
    """The form of 党政办, filled in part."""
    return template("收数表（党政办）2023年.xlsx", "党政办", (
        Figure("G01", 61, "条"), Figure("G01", 54, "条", year=2022),
        Figure("G02", "1条", "条", 1), Figure("G02", "2条", "条", 2, year=2022)))


def legal_office() -> Book:
    """The form of 法制办, renamed beyond recognition."""
    return template("新建 Microsoft Excel 工作表.xlsx", "法制办", (
        Figure("D13", 4, "次"), Figure("D13", 3, "次", year=2022),
        Figure("T07", 1, "场"), Figure("T07", 0, "场", year=2022)))


BOOKS = (enforcement_cases, enforcement_training, hotline, petitions, method_cases, publicity, litigation,
         study, lectures, disclosure, legal_office)


def make(folder: Path) -> dict[str, dict[str, Any]]:
    """Write every workbook into the folder; the returned table says what they hold, by code."""
    folder.mkdir(parents=True, exist_ok=True)
    expected: dict[str, dict[str, Any]] = {}
    last_year: dict[str, dict[str, Any]] = {}
    for build in BOOKS:
        book = build()
        (folder / book.file).write_bytes(book.content())
        for code, year, record in book.expected:
            table = expected if year == YEAR else last_year
            if code in table:
                raise ValueError(f"{code} stands in two cells")
            table[code] = record
    for code, record in last_year.items():
        expected[code]["last_year"] = record
    return dict(sorted(expected.items()))


def main() -> int:
    """Write the workbooks and the table of what they hold."""
    expected = make(SAMPLE / "workbooks")
    text = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
    (SAMPLE / "expected.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(BOOKS)} workbooks, {len(expected)} values")
    return 0


if __name__ == "__main__":
    sys.exit(main())

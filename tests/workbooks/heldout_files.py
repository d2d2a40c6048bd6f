"""Held out: kinds of file, cells that must be refused one by one, hidden places, empty forms, conflicts."""

from __future__ import annotations

from functools import partial

from . import containers
from .cases import book, case, refused
from .grid import sheet
from .heldout_enforcement import GROUPED
from .writing import csv, ods, xls, xlsx
from .xlsb import xlsb

SIMPLE = sheet(
    "Sheet1",
    """
2023年度数据上报表 {c3}
指标 | 单位 | 数值
行政检查 | 次 | 764 <E02 次>
行政处罚 | 件 | 19 <E03 件>
处罚金额 | 元 | 88600 <E08 元>
专项普法宣传 | 次 | 45 <P20 次>
""",
)
UNCACHED = sheet(
    "Sheet1",
    """
2023年行政执法统计
类别 | 数量（件）
行政检查 | 500 {f0=Sheet2!B2+Sheet2!B3}
行政处罚 | 19 <E03 件>
行政强制 | #REF! {err}
行政许可 | #DIV/0! {err f=B9/0}
持有行政执法证人员（人） | 17 <E11 人>
""",
)
SHORT_SUM = sheet(
    "Sheet1",
    """
2023年各单位普法宣传情况
单位 | 普法宣传（场次）
司法所 | 21 <P20? 场次 part=+>
宣传组 | 14 <P20? 场次 part=+>
综治办 | 9 <P20? 场次 part=+>
合计 | 35 {f=SUM(B3:B4)}
""",
)
HIDDEN = (
    sheet(
        "上报",
        """
2023年度数据 | | |
指标 | 单位 | 2023年 | 核对数
行政检查 | 次 | 764 <E02 次> | 770
行政处罚 | 件 | 19 <E03 件> | 19
行政许可 | 件 | 120 | 120
法律明白人 | 名 | 66 <P22 名> | 66
""",
        hidden_rows=(5,),
        hidden_columns=("D",),
    ),
    sheet("旧表", "指标 | 单位 | 2023年\n法律援助 | 件 | 3\n法律咨询 | 人次 | 40", hidden=True),
)
EMPTY_FORM = sheet(
    "Sheet1",
    """
2023年度行政执法统计表 {c4}
填报单位：　　　　填报人： {c4}
序号 | 执法类别 | 案件数（件） | 罚没金额（元）
1 | 行政检查 | |
2 | 行政处罚 | |
合计 {c2} | | |
注：请于1月10日前报送。
""",
)
ZEROS = sheet(
    "Sheet1",
    """
2023年度行政执法统计
项目 | 数量
行政检查（次） | 0 <E02 次>
行政处罚（件） | 0 <E03 件>
处罚金额（元） | 0 <E08 元>
""",
)
ODD_CELLS = sheet(
    "Sheet1",
    """
2023年工作数据（综治办）
项目 | 数量 | 联系电话 | 填报日期
矛盾纠纷排查（次） | 2023-01-05 {d fmt=m-d} | 13800000000 | 45290
调解成功（件） | 33 <X13 件> {strike note=与司法所核对} | 022-27390000 | '2023.12.31
化解积案（件） | 见附件 | | '20231231
行政强制（件） | -3 | |
法制审核率 | '120% | |
人民调解委员会（个） | 2,30 | |
人民调解员（人） | 61 <X18 人> {note=含专职6人} | |
""",
)
LAST_YEAR = sheet(
    "Sheet1",
    """
2022年度行政执法统计
项目 | 数量
行政检查（次） | 1002 <E02 次 p=2022>
行政处罚（件） | 31 <E03 件 p=2022>
""",
)
SECOND = sheet(
    "Sheet1",
    """
2023年度法治宣传数据
指标 | 单位 | 数值
专项普法宣传 | 次 | 51 <P20? 次 p=*>
法律援助 | 件 | 8 <P29 件>
行政处罚 | 件 | 19 <E03? 件 p=*>
""",
)
TABBED = sheet(
    "x", "2023年度公开数据\n指标 | 数量 | 单位\n主动公开信息 | 88 <G01 条> | 条\n政策解读 | 6 <G13 件> | 件"
)
REPEATED = sheet(
    "Sheet1",
    """
2023年度人民调解数据
项目 | 数量
人民调解员（人） | 61 <X18? 人 part=*>
调解成功（件） | 33 <X13 件>
人民调解员（人） | 58 <X18? 人 part=*>
""",
)

CASES = (
    case(
        "h-encrypted",
        "files with a password",
        refused("执法统计.xlsx", containers.encrypted_xlsx, "encrypted"),
        refused("执法统计（旧）.xls", partial(containers.encrypted_xls, SIMPLE), "encrypted"),
    ),
    case(
        "h-not-workbooks",
        "document, scan, PDF, nothing, half a file, lock file",
        refused("统计表.xlsx", containers.document, "not_a_workbook"),
        refused("盖章扫描件.xls", containers.picture, "not_a_workbook"),
        refused("汇总.xlsx", containers.pdf, "not_a_workbook"),
        refused("空.xlsx", bytes, "not_a_workbook|broken", status="refused|empty"),
        refused("上传中断.xlsx", partial(containers.truncated, SIMPLE), "broken|not_a_workbook"),
        refused("~$数据上报表.xlsx", lambda: b"\x08User" + bytes(160), "not_a_workbook|broken"),
    ),
    case("h-wrong-extension", ".xls content named .xlsx", book("数据.xlsx", SIMPLE, write=xls)),
    case("h-xlsm-named-xls", ".xlsx content named .xls", book("数据.xls", SIMPLE, write=xlsx)),
    case("h-ods", "OpenDocument from WPS or LibreOffice", book("数据.ods", SIMPLE, write=ods)),
    case(
        "h-ghosts",
        "formats down to row 1,048,576",
        book("数据（普法办）.xlsx", SIMPLE, write=containers.ghost_rows),
    ),
    case(
        "h-dimension", "a dimension of one cell", book("导出.xlsx", SIMPLE, write=containers.wrong_dimension)
    ),
    case(
        "h-prefixed", "element names with a prefix", book("平台导出.xlsx", SIMPLE, write=containers.prefixed)
    ),
    case(
        "h-backslashed",
        "entry names with backslashes",
        book("系统导出.xlsx", SIMPLE, write=containers.backslashed),
    ),
    case(
        "h-protected",
        "sheet protection is no encryption",
        book("数据（锁定）.xlsx", SIMPLE, write=containers.protected),
    ),
    case("h-binary", "binary workbook", book("执法统计.xlsb", GROUPED, write=xlsb)),
    case(
        "h-tabbed",
        "tab-separated text named .xls",
        book("公开.xls", TABBED, write=lambda page: csv(page, encoding="gbk", delimiter="\t"), named=False),
    ),
    case(
        "h-uncached",
        "formula without result and error cells are refused one by one",
        book("执法.xlsx", UNCACHED, problems=("formula_without_value", "error_cell")),
    ),
    case(
        "h-short-sum",
        "SUM that leaves a row out",
        book("普法.xlsx", SHORT_SUM, problems=("sum_mismatch",), also=("P20? 场次 v=44",)),
    ),
    case(
        "h-hidden",
        "hidden row, column and sheet are left out",
        book("上报数.xlsx", *HIDDEN, problems=("hidden",)),
    ),
    case(
        "h-empty-form",
        "L18: header only",
        book("模板.xlsx", EMPTY_FORM, status=("empty",)),
        book("空白.xlsx", sheet("Sheet1", ""), status=("empty",)),
    ),
    case("h-zeros", "L18: everything zero", book("零报.xlsx", ZEROS, problems=("all_zero",))),
    case(
        "h-odd-cells",
        "a date that was 1-5, telephone, serials, negative, beyond 100 %, 2,30",
        book("杂项.xlsx", ODD_CELLS, department="综治办", problems=("maybe_date", "negative", "rate_range")),
    ),
    case(
        "h-other-year",
        "a file of last year is refused, its values listed",
        book("执法统计.xlsx", LAST_YEAR, status=("refused",), problems=("year_mismatch",)),
    ),
    case(
        "h-conflict",
        "a differing value is kept out, the same one is named",
        book("一.xlsx", SIMPLE),
        book("二.xlsx", SECOND, problems=("conflict",)),
        dry=False,
    ),
    case(
        "h-repeated",
        "the same label twice with different values",
        book("调解.xlsx", REPEATED, problems=("duplicate_rows|ambiguous|conflict",)),
    ),
)

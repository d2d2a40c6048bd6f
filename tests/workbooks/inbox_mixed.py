"""Odd files and combinations: hidden parts, merges, remarks among numbers, empty forms, broken bytes."""

from __future__ import annotations

from functools import partial

from . import containers
from .cases import book, case, refused
from .grid import sheet
from .writing import csv, html_table, ods, xls

HIDDEN = sheet(
    "执法",
    """
执法情况统计 {c5}
类别 | 2022年 | 2023年 | 计算用 | 备注
行政检查（次） | 900 | 1015 <E02 次> | 1915 |
行政处罚（件） | 20 | 24 <E03 件> | 44 |
行政强制（件） | 1 | 1 | 2 | 作废
罚没金额（元） | 10500 | 18200 <E08 元> | 28700 |
""",
    hidden_rows=(5,),
    hidden_columns=("B", "D"),
)

REMARKS = sheet(
    "普法",
    """
普法工作情况 {c3}
填表日期：二〇二三年十二月二十日 {c3}
项目 | 数量 | 备注
普法宣传 | 162场 <P20 场 v=162> |
以下数据由各村报送，未核实 {c3}
法律咨询 | 344人次 <P28 人次 v=344> |
 | |
法律援助 | 21件 <P29 件 v=21> | 其中农民工讨薪5件
数据截止时间：2023年12月15日 {c3}
""",
)

SHARED = sheet(
    "村",
    """
各村纠纷调处情况（件）
村名 | 受理 | 成功
前进村 | 5 <X12? v=* part=*> | 5 <X13? v=* part=*>
光明村 | 7 <X12? v=* part=*> {r2} | 6 <X13? v=* part=*> {r2}
北街社区 | |
合计 | 12 <X12 件> | 11 <X13 件>
""",
)

MERGED = sheet(
    "合并",
    """
执法监督工作情况 {c6}
填报单位：法制办　填报人：张某　联系电话：8665xxxx {c6}
工作类别 {c2} | | 完成情况 {c2} | | 备注 {c2}
法制审核 {r2} | 重大执法决定审核 | 6件 <E16 件 v=6> {c2} | | {c2}
 | 法制审核率 | 100% <E17 % v=100> {c2} | |
案卷 | 案卷评查 | 20卷 <E19 卷 v=20> {c2} | | 优秀3卷 {c2}
合同 {r2} | 合同审核 | 41份 <D06 份 v=41> {c2} | |
 | 合同备案 | 38份 <D06.备案 份 v=38> {c2} | |
""",
)

TEXT_NUMBERS = sheet(
    "导出数据",
    """
序号 | 指标 | 数值 | 单位
'1 | 行政检查 | ' 1,015 <E02 次 v=1015> | 次
'2 | 行政处罚 | '24 <E03 件 v=24> | 件
'3 | 罚没款 | '18 200 <E08 元 v=18200> | 元
'4 | 执法记录仪 | '２０ <E18 台 v=20> | 台
""",
)

UNITLESS = sheet(
    "罚没",
    """
类别 | 数量
行政处罚案件 | 24 <E03>
罚没金额 | 18200 <E08? v=*>
""",
)

CONVERTED = sheet(
    "罚没",
    """
项目 | 件数 | 金额（元）
行政处罚 | 24 <E03 件> | 1.82万元 <E08 元 v=18200>
""",
)

FORMULAS = sheet(
    "公式",
    """
项目 | 上半年 | 下半年 | 全年
行政检查（次） | 500 <E02? v=* p=*> | 515 <E02? v=* p=*> | 1015 {f0=B2+C2}
行政处罚（件） | 11 <E03? v=* p=*> | 13 <E03? v=* p=*> | 24 <E03 件> {f=B3+C3}
行政强制（件） | 0 <E04? v=* p=*> | 1 <E04? v=* p=*> | #REF! {err}
""",
)

WRONG_SUM = sheet(
    "纠纷",
    """
片区 | 受理纠纷（件） | 调解成功（件）
东片 | 30 <X12? v=* part=*> | 28 <X13 件 part=东片>
西片 | 25 <X12? v=* part=*> | 24 <X13 件 part=西片>
合计 | 65 | 52 <X13 件>
""",
)

OTHER_YEAR = sheet(
    "执法",
    """
2022年度行政执法情况统计表 {c3}
类别 | 件数 | 备注
行政检查 | 1320 <E02 件 p=2022> |
行政处罚 | 41 <E03 件 p=2022> |
""",
)

EMPTY = sheet(
    "模板",
    """
行政执法情况统计表 {c4}
填报单位： {c2} | | 填报时间： {c2}
类别 | 件数 | 金额（元） | 备注
行政检查 | | |
行政处罚 | | |
""",
)

ZEROS = sheet(
    "零报告",
    """
行政复议应诉情况（零报告） {c3}
项目 | 件数 | 备注
行政复议案件 | 0 <L02 件> |
行政诉讼案件 | 0 <L05 件> |
败诉案件 | 0 <L06.败诉 件> |
""",
)

PHONE = sheet(
    "通讯录",
    """
执法人员通讯录 {c5}
序号 | 姓名 | 职务 | 执法证号 | 联系电话
1 | 张某 | 队长 | 12010700123 | 13800001111
2 | 李某 | 队员 | 12010700124 | 13800002222
""",
)

TWO_TABLES = sheet(
    "汇总",
    """
表一　执法情况 | | |
类别 | 件数 | 罚没金额（万元） |
行政处罚 | 24 <E03 件> | 1.82 <E08 万元> |
行政检查 | 1015 <E02 件> | — |
 | | |
 | | |
表二　信访情况 | | |
指标 | 今年 | 去年同期 |
信访事项（件次） | 551 <X01 件次> | 602 <X01 件次 p=2022> |
信访人次 | 918 <X02> | 1003 <X02 p=2022> |
一次性化解率（%） | 96.1 <X05 % v=96.1> | 94 <X05 % v=94 p=2022> |
""",
)

BESIDE = sheet(
    "并列",
    """
执法情况 {c2} | | | 信访情况 {c2} |
类别 | 件数 | | 类别 | 件次
行政检查 | 1015 <E02 件> | | 信访事项 | 551 <X01 件次>
行政处罚 | 24 <E03 件> | | 网上信访 | 260 <X08.网上 件次>
""",
)

DATES = sheet(
    "统计",
    """
截止日期 | 2023-12-31 {d} |
序号 | 项目 | 数量
2023-01-05 {d=m-d} | 行政检查 | 1015 <E02>
2023-03-04 {d=m/d} | 行政处罚 | 24 <E03>
""",
)

LONG_UNITS = sheet(
    "数据",
    """
指标名称 | 计量单位 | 上年数 | 本年数 | 比上年增长（%）
接收工单 | 件 | 6,001 <H01 件 v=6001 p=2022> | 6,441 <H01 件 v=6441> | 7.33
按时接单率 | % | 99.5 <H02 % p=2022> | 99.77 <H02 %> | 0.27
按时办结率 | % | 92 <H03 % p=2022> | 94 <H03 %> | 2
工单满意率 | % | 80 <H04 % p=2022> | 81.81 <H04 %> | 1.81
处罚金额 | 万元 | 14.2 <E08 万元 p=2022> | 16.129 <E08 万元> | 13.58
""",
)

COMMENTED = sheet(
    "执法",
    """
类别 | 件数
行政检查 | 1015 <E02 件> {note=核实过}
行政处罚 | 24 <E03 件> {strike}
行政许可 | 不涉及 <E05 na>
行政强制 | 零 <E04 件 v=0>
行政确认 | 未发生 <E06 件 v=0>
""",
)

SCANT = sheet(
    "Sheet1",
    """
党政办：主动公开61条 <G01? v=*>
依申请公开1条 <G02? v=*>
""",
)

DEPARTMENTS = sheet(
    "各科室",
    """
各科室2023年度法治工作数据汇总表 {c5}
科室 | 指标 | 数量 | 单位 | 备注
执法大队 {r3} | 行政检查 | 1015 <E02 次> | 次 |
 | 行政处罚 | 24 <E03 件> | 件 |
 | 罚没金额 | 18200 <E08 元> | 元 |
信访办 {r2} | 信访事项 | 551 <X01 件次> | 件次 |
 | 信访人次 | 918 <X02 人次> | 人次 |
党政办 | 主动公开信息 | 61 <G01 条> | 条 |
司法所 | 普法宣传 | 160余 <P20 次 v=160 q=over> | 次 |
""",
)

FINAL = book("执法-终稿.xlsx", COMMENTED)

CASES = (
    case(
        "in-m-hidden", "hidden columns and a hidden row", book("执法统计.xlsx", HIDDEN, problems=("hidden",))
    ),
    case("in-m-remarks", "sentences between the rows", book("普法情况.xlsx", REMARKS)),
    case(
        "in-m-shared",
        "one number for two villages",
        book("各村纠纷.xlsx", SHARED, problems=("merged_value",)),
    ),
    case("in-m-merged", "merged everywhere", book("执法监督.xls", MERGED, write=xls, department="法制办")),
    case(
        "in-m-text", "every number as text", book("导出数据.xls", TEXT_NUMBERS, write=html_table, named=False)
    ),
    case(
        "in-m-unitless", "money without a unit", book("罚没情况.xlsx", UNITLESS, problems=("unit_unclear",))
    ),
    case(
        "in-m-converted", "万元 in a column of 元", book("罚没.xlsx", CONVERTED, problems=("unit_converted",))
    ),
    case(
        "in-m-formulas",
        "formulas without results, errors",
        book("公式.xlsx", FORMULAS, problems=("formula_without_value", "error_cell")),
    ),
    case(
        "in-m-sum",
        "a total that does not fit",
        book("纠纷汇总.ods", WRONG_SUM, write=ods, problems=("sum_mismatch",)),
    ),
    case(
        "in-m-year",
        "last year's file",
        book("行政执法情况统计表.xlsx", OTHER_YEAR, status=("refused",), problems=("year_mismatch",)),
    ),
    case("in-m-empty", "an empty form", book("模板.xlsx", EMPTY, status=("empty",))),
    case("in-m-zeros", "a report of zeros", book("零报告.xlsx", ZEROS, problems=("all_zero",))),
    case(
        "in-m-phones",
        "a list of persons",
        book("通讯录.xlsx", PHONE, status=("empty", "imported"), also=("E11? v=2", "T14? v=2")),
    ),
    case("in-m-two", "two tables below each other", book("汇总.xlsx", TWO_TABLES)),
    case("in-m-beside", "two tables beside each other", book("并列.xlsx", BESIDE)),
    case("in-m-dates", "numbers that became dates", book("统计.xlsx", DATES)),
    case(
        "in-m-units",
        "units and growth in columns",
        book("指标数据.csv", LONG_UNITS, write=partial(csv, encoding="utf-8-sig"), named=False),
    ),
    case("in-m-words", "comment, strike, words for zero and nothing", book("执法.xlsx", COMMENTED)),
    case(
        "in-m-scant",
        "two sentences",
        book("（党政办）.xlsx", SCANT, status=("imported", "empty"), department="党政办"),
    ),
    case("in-m-departments", "departments down in merged cells", book("各科室数据汇总.xlsx", DEPARTMENTS)),
    case(
        "in-m-copies",
        "the same file under a second name",
        FINAL,
        refused("副本执法-终稿(1).xlsx", FINAL.build, status="duplicate"),
        dry=False,
    ),
    case(
        "in-m-bytes",
        "files that are no workbook",
        refused("执法台账（加密）.xlsx", containers.encrypted_xlsx, "encrypted"),
        refused("情况说明.xlsx", containers.document, "not_a_workbook|broken"),
        refused("扫描件.xls", containers.picture, "not_a_workbook|broken"),
        refused("传输中断.xlsx", partial(containers.truncated, ZEROS), "broken|not_a_workbook"),
        refused("~$执法.xlsx", lambda: b"\x05admin" + b" " * 150, "not_a_workbook|broken"),
    ),
    *(
        case(f"in-m-zip-{place}", "an odd container", each)
        for place, each in enumerate(
            (
                book("执法（一）.xlsx", HIDDEN, write=containers.ghost_rows, problems=("hidden",)),
                book("执法（二）.xlsx", LONG_UNITS, write=containers.backslashed),
                book("执法（三）.xlsx", BESIDE, write=containers.prefixed),
                book("执法（四）.et", COMMENTED, write=containers.protected),
            ),
            1,
        )
    ),
)

"""Visible: forms as district offices hand them out; sums, two-row headers, blocks, last year beside."""

from __future__ import annotations

from .cases import book, case, months, shares
from .grid import Sheet, sheet
from .writing import csv, html_table, ods, xls

LEDGER = sheet(
    "Sheet1",
    """
 | 关于报送行政执法数据的统计表 {c4}
 | 报送单位：综合行政执法大队 | | | 2023年12月
 | 类型 | 件数 | 金额(元) | 说明
 | 行政检查案件 | 3010件 <E02 件 v=3010> | | 含联合检查
 | 行政处罚案件 | 29件 <E03 件 v=29> | '161,290.00 <E08 元 v=161290 at=D7> |
 | 行政强制案件 | 无 <E04 件 na> | | 无此权限
 | 总计 | 3039件 <E01 件 v=3039> | '161,290.00 |


 | 单位负责人（签字）：
""",
)
CROSS = sheet(
    "汇总表",
    """
2022年度各类执法行为数量一览表 {c6}
所属年度：2022 | | | | 计量单位：件 {c2}
执法主体 {r2} | 行政执法行为 {c4} | | | | 合计 {r2}
 | 行政检查 | 行政处罚 | 行政强制 | 其他行政执法行为 |
综合执法大队 | 801 <E02? 件 part=+> | 30 <E03? 件 part=+> | 2 <E04? 件 part=+> | 5 <E07? 件 part=+> \
| 838 <E01? 件 part=+>
应急办 | 122 <E02? 件 part=+> | 4 <E03? 件 part=+> | 0 <E04? 件 part=+> | 0 <E07? 件 part=+> \
| 126 <E01? 件 part=+>
农业农村办 | 60 <E02? 件 part=+> | 1 <E03? 件 part=+> | 0 <E04? 件 part=+> | 2 <E07? 件 part=+> \
| 63 <E01? 件 part=+>
合计 | 983 <E02 件> | 35 <E03 件> | 2 <E04 件> | 7 <E07 件> | 1027 <E01 件>
""",
)
STAFF = sheet(
    "队伍",
    """
行政执法队伍建设情况
截至2024年12月31日
在编执法人员 | 持行政执法证 | 持证率 | 法律专业毕业人员占比 | 执法记录仪（台） | 执法人员参与率
38 <T14 人> | 36 <E11 人> | 94.74 <E12 %> {pct} | 18.4 <E25 %> {pct} | 40 <E18 台> | 89.5 <E13 %> {pct}
""",
)
QUARTERS = sheet(
    "热线",
    """
12345热线工单情况（2023年）
 | 工单总量（件） | 按时接单率（%） | 按时办结率（%） | 群众满意率（%）
第一季度 | 1203 <H01? 件 p=*  part=*> | 99.1 <H02? % p=* part=*> | 93 <H03? % p=* part=*> \
| 82 <H04? % p=* part=*>
第二季度 | 1511 <H01? 件 p=* part=*> | 99.5 <H02? % p=* part=*> | 94.2 <H03? % p=* part=*> \
| 84.1 <H04? % p=* part=*>
第三季度 | 1760 <H01? 件 p=* part=*> | 98.9 <H02? % p=* part=*> | 92.6 <H03? % p=* part=*> \
| 80.5 <H04? % p=* part=*>
第四季度 | 1400 <H01? 件 p=* part=*> | 99.6 <H02? % p=* part=*> | 95 <H03? % p=* part=*> \
| 85 <H04? % p=* part=*>
全年 | 5874 <H01 件> | 99.28 <H02 %> | 93.67 <H03 %> | 82.86 <H04 %>
""",
)
DOWN_MONTHS = sheet(
    "Sheet1",
    "月份 | 接收工单（件） | 重复投诉（件）\n"
    + "\n".join(
        f"{month}月份 | {300 + 7 * month} <H01 件 p=2024-{month:02d}> \
| {month % 3} <H09 件 p=2024-{month:02d}>"
        for month in range(1, 13)
    )
    + "\n合计 | 4146 <H01 件> {f=SUM(B2:B13)} | 12 <H09 件> {f=SUM(C2:C13)}",
)
BOTH_YEARS = sheet(
    "比较",
    """
2023年信访工作主要指标（单位：见指标栏） {c5}
指标 | 2022年 | 2023年 | 增减数 | 同比（%）
信访事项（件次） | 602 <X01 件次 p=2022> | 551 <X01 件次> | -51 | -8.47
信访人次（人次） | 1004 <X02 人次 p=2022> | 918 <X02 人次> | -86 | -8.57
信访办结率（%） | 99.5 <X04 % p=2022> | 100 <X04 %> | 0.5 | —
一次性化解率（%） | 95 <X05 % p=2022> | 96.1 <X05 %> | 1.1 | —
领导接访批次（批次） | 40 <X06 批次 p=2022> | 51 <X06 批次> | 11 | 27.5
""",
)
PAIRS = sheet(
    "Sheet1",
    """
附件3
2023年人民调解组织情况（司法所） {c4}
项目 | 数量 | 项目 | 数量
人民调解委员会（个） | 31 <X17 个> | 调解成功（件） | 206 <X13 件>
人民调解员（名） | 118 <X18 名> | 调解成功率 | 98.1 <X14 %> {pct}
受理矛盾纠纷（件） | 210 <X12 件> | 涉及金额（万元） | 86.5 <X15 万元>
""",
)
TWO_BLOCKS = sheet(
    "Sheet1",
    """
一、2023年度普法宣传
普法宣传（场） | 宣传资料（份） | 受教育群众（人次）
77 <P20 场> | 5600 <P24 份> | 9千余 <P26 人次 v=9000 q=over>

二、2023年度法律服务
法律咨询（人次） | 法律援助（件） | 公共法律服务站（个）
412 <P28 人次> | 5 <P29 件> | 24 <P34 个>
注：数据由司法所提供，24个村居全覆盖。
""",
)
PERMIT_2 = sheet(
    "表二",
    """
行政许可实施情况统计表
2023年度 | | | | | 单位：宗
序号 | 实施主体 | 申请数量 | 受理数量 | 予以许可数量 | 不予许可数量
1 | 便民服务中心 | 120 | 118 | 116 <E05? 宗 part=*> | 2
2 | 城建办 | 33 | 33 | 30 <E05? 宗 part=*> | 1
总  数 {c2} | | 153 | 151 | 146 <E05 宗> | 3
""",
)
COERCION_2 = sheet(
    "表三",
    """
2022年度行政强制实施情况统计表（单位：宗） {c6}
行政强制措施实施数量 {c3} | | | 行政强制执行实施数量 {c2} | | 合计 {r2}
查封场所、设施或者财物 | 扣押财物 | 其他行政强制措施 | 行政机关强制执行 | 申请人民法院强制执行 |
2 <E04? 宗 part=+> | 1 <E04? 宗 part=+> | 0 <E04? 宗 part=+> | 3 <E04? 宗 part=+> | 1 <E04? 宗 part=+> \
| 7 <E04 宗>
""",
)
YEARBOOK = sheet(
    "三",
    """
收到和处理政府信息公开申请情况（2023年） {c9}
 {c2} | | 自然人 {r2} | 法人或其他组织 {c5} | | | | | 总计 {r2}
 | | | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |
一、本年新收政府信息公开申请数量 {c2} | | 4 | 0 | 0 | 0 | 0 | 0 | 4 <G02,G09 件>
二、上年结转政府信息公开申请数量 {c2} | | 0 | 0 | 0 | 0 | 0 | 0 | 0 <G09.上年结转 件>
三、本年度办理结果 {r3} | （一）予以公开 | 3 | 0 | 0 | 0 | 0 | 0 | 3
 | （四）无法提供 | 1 | 0 | 0 | 0 | 0 | 0 | 1
 | （七）总计 | 4 | 0 | 0 | 0 | 0 | 0 | 4
四、结转下年度继续办理 {c2} | | 0 | 0 | 0 | 0 | 0 | 0 | 0 <G10 件>
""",
)
FORM_CODES = sheet(
    "基层表",
    """
基层法治工作统计报表 {c5}
表    号：法治基1表 | | | | 2024年
综合机关名称：XX区司法局 | | | |
指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计
甲 | 乙 | 丙 | 1 | 2
调解成功 | 件 | 1 | 8 <X13? 件 p=*> | 64 <X13 件>
法律援助 | 件 | 2 | 0 <P29? 件 p=*> | 6 <P29 件>
法律咨询 | 人次 | 3 | 22 <P28? 人次 p=*> | 190 <P28 人次>
社区矫正在册 | 人 | 4 | 11 <P35? 人 p=*> | 11 <P35 人>
""",
)
PLANS = sheet(
    "x",
    """
2023年决策与合同数据
项目 | 数据
重大行政决策事项 | 5项 <D01 项 v=5>
合法性审查 | 60件 <D03 件 v=60>
审核合同 | 92份 <D06 份 v=92>
合同标的额 | 1,203.6万元 <D07 万元 v=1203.6>
镇法律顾问 | 2名 <D08 名 v=2>
规范性文件备案 | 3件 <D04.备案 件 v=3>
权责清单事项 | 429项 <D14 项 v=429>
""",
)
MONTH_HEAD = " | ".join(f"{month}月" for month in range(1, 13))
WIDE = sheet(
    "Sheet1",
    f"""
综合执法大队2023年月度数据 {{c14}}
指标 | {MONTH_HEAD} | 总计
"""
    + months("行政检查/次", "E02 次", "50 40 61 70 66 58 71 80 77 69 55 62", year=2023, total="759 <E02 次>")
    + "\n"
    + months("行政处罚/件", "E03 件", "1 0 2 3 1 0 4 2 2 1 . 1", year=2023, total="17 <E03 件>"),
)
TOTAL_WRONG = sheet(
    "Sheet1",
    f"普法宣传月度表（2023年）\n指标 | {MONTH_HEAD} | 合计\n"
    + months("普法宣传（场次）", "P20 场次", "5 5 5 5 5 5 5 5 5 5 5 5", year=2023, total="66"),
)


def _hall(month: int, count: int) -> Sheet:
    return sheet(
        f"2024.{month}",
        f"""
2024年{month}月便民服务中心数据
办理行政许可（件） | {count} <E05 件 p=2024-{month:02d}>
""",
    )


PERMITS = (20, 14, 25, 22, 31, 18, 19, 27, 24, 16, 23, 21)

CASES = (
    case(
        "v-ledger",
        "table starting in column B, grouped amounts, unit beside the number",
        book("行政执法数据（综合行政执法大队）.xlsx", LEDGER, department="综合行政执法大队"),
    ),
    case("v-cross", "units down, kinds across, totals both ways", book("执法一览.xlsx", CROSS), year=2022),
    case("v-staff", "one row of values, percent formats", book("队伍建设.ods", STAFF, write=ods), year=2024),
    case("v-quarters", "quarters and the year", book("热线季度.xls", QUARTERS, write=xls)),
    case("v-down-months", "months down the rows, sum formulas", book("工单.xlsx", DOWN_MONTHS), year=2024),
    case(
        "v-both-years",
        "last year before this year",
        book("信访对比（信访办）.xlsx", BOTH_YEARS, department="信访办"),
    ),
    case("v-pairs", "two pairs of label and value side by side", book("调解组织.xlsx", PAIRS)),
    case("v-two-blocks", "numbered blocks below each other", book("普法与服务.xlsx", TWO_BLOCKS)),
    case("v-permits", "units with a total row named 总 数", book("表二.xlsx", PERMIT_2)),
    case("v-coercion", "two-row header", book("强制.xlsx", COERCION_2), year=2022),
    case(
        "v-yearbook",
        "annual report table three, short form",
        book("年报三.xlsx", YEARBOOK, also=shares("G02,G09", "G09.上年结转", "G10")),
    ),
    case("v-form-codes", "statistical-bureau form", book("法治基1表.xlsx", FORM_CODES), year=2024),
    case(
        "v-plans",
        "CSV in UTF-8 without BOM",
        book("决策.csv", PLANS, write=lambda page: csv(page, encoding="utf-8"), named=False),
    ),
    case("v-wide", "months across as HTML", book("月度.xls", WIDE, write=html_table, named=False)),
    case(
        "v-total-wrong",
        "twelve fives are not 66",
        book("普法月度.xlsx", TOTAL_WRONG, problems=("sum_mismatch",), also=("P20? v=60",)),
    ),
    case(
        "v-month-sheets",
        "sheets 2024.1 … 2024.12 without a summary",
        book(
            "许可.xlsx",
            *(_hall(month, count) for month, count in enumerate(PERMITS, 1)),
            also=(f"E05 件 v={sum(PERMITS)}",),
        ),
        year=2024,
    ),
)

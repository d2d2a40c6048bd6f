"""Held out: the 12345 hotline; three-row headers, a sheet per month, rates in every spelling."""

from __future__ import annotations

from .cases import book, case
from .grid import Sheet, sheet
from .writing import csv, xls

CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")

THREE_ROWS = sheet(
    "12345考核",
    """
枣林镇2023年12345热线办理情况通报表 {c16}
制表单位：枣林镇便民服务热线专班 {c16}
序号 {r3} | 承办科室 {r3} | 派遣案件总数 {c7} | | | | | | | 按时办结数 {r3} | 超时办结数 {r3} \
| 未办结数 {r3} \
| 按时办结率 {r3} | 不满意数 {r3} | 不满意率 {r3} | 备注 {r3}
 | | 总计 {r2} | 12345热线 {c3} | | | 政民互动 {c3} | | | | | | | | |
 | | | 按时办结 | 超时办结 | 未办结 | 按时办结 | 超时办结 | 未办结 | | | | | | |
1 | 村镇建设办 | 103 | 87 | 3 | 0 | 12 | 1 | 0 | 99 | 4 | 0 | 96.12 {pct} | 8 | 7.77 {pct} |
2 | 综合治理办 | 163 | 140 | 2 | 1 | 20 | 0 | 0 | 160 | 2 | 1 | 98.16 {pct} | 5 | 3.07 {pct} |
合计 {c2} | | 266 <H01 件> | 227 | 5 | 1 | 32 | 1 | 0 | 259 <H05,H05.按时办结数,H05.按时办结 件> \
| 6 <H05.超时 件> | 1 <H05.未办结 件> | 97.37 <H03 %> {pct} | 13 <H07.不满意数,H07.不满意 件> \
| 4.89 <H08 %> {pct} |
""",
)

WRONG_BASE = sheet(
    "Sheet1",
    """
枣林镇12345热线办理情况（2023年） {c5}
派单总数（件） | 热线派单（件） | 互动派单（件） | 不满意数（件） | 不满意率
99 <H01 件> | 87 <H01? 件 part=*> | 12 <H01? 件 part=*> | 8 <H07.不满意数,H07.不满意 件> | 19.0 <H08? %> {pct}
""",
)


def _month(number: int, orders: int, taken: str, done: str, liked: str) -> Sheet:
    period = f"p=2022-{number:02d}"
    return sheet(
        f"{number}月",
        f"""
2022年{number}月份12345工单办理情况 {{c3}}
填报：热线专班 | | 单位：件、%
指标 | 数量 | 备注
接收办理工单 | {orders} <H01 件 {period}> |
按时接单率 | '{taken}% <H02 % v={taken} {period}> |
按时办结率 | '{done}% <H03 % v={done} {period}> | 以平台统计为准
群众满意率 | '{liked}% <H04 % v={liked} {period}> |
""",
    )


ORDERS = (402, 311, 455, 498, 520, 533, 610, 575, 488, 462, 431, 515)
MONTHLY = tuple(
    _month(number, orders, f"{99 + number / 100:.2f}", f"{92 + number / 10:.1f}", f"{80 + number}")
    for number, orders in enumerate(ORDERS, 1)
)
SUMMARY = sheet(
    "汇总",
    f"""
2022年全年12345工单办理情况汇总 {{c3}}
填报：热线专班 | | 单位：件、%
指标 | 数量 | 备注
接收办理工单 | {sum(ORDERS)} <H01 件> | 1—12月累计
按时接单率 | '99.07% <H02 % v=99.07> |
按时办结率 | '92.7% <H03 % v=92.7> |
群众满意率 | '86.5% <H04 % v=86.5> |
""",
)

CALLS = (55, 61, 70, 48, 66, 73, 90, 82, 77, 69, 58, 64)
BY_NAME = tuple(
    sheet(
        f"{name}月份",
        f"""
热线回访情况
项目 | 件数
重复投诉 | {number % 4} <H09 件 p=2023-{number:02d}>
回访数 | {calls} <H07,H07.回访数 件 p=2023-{number:02d}>
满意数 | {calls - number} <H07.满意数,H07.满意 件 p=2023-{number:02d}>
不满意数 | {number} <H07.不满意数,H07.不满意 件 p=2023-{number:02d}>
""",
    )
    for number, (name, calls) in enumerate(zip(CHINESE, CALLS, strict=True), 1)
)

MIXED_RATES = sheet(
    "率",
    """
双桥街道有关比率指标（2024年）
序号 | 指标 | 2024年
1 | 12345按时接单率 | 99.77 <H02 %> {pct}
2 | 12345按时办结率 | '94.1% <H03 % v=94.1>
3 | 工单满意率 | 81.81 <H04 %>
4 | 信访受理率 | 100 <X03 %> {pct}
5 | 信访办结率 | '１００％ <X04 % v=100>
6 | 一次性化解率 | 96.1 <X05 %> {pct}
7 | 矛盾纠纷调解成功率 | 97.6 <X14 %>
""",
)

BARE_RATES = sheet(
    "Sheet1",
    """
2023年第四季度热线比率 {c5}
月份 | 工单量（件） | 按时接单率 | 按时办结率 | 工单满意率
10月 | 512 <H01 件 p=2023-10> | 0.9977 <H02 % v=99.77 p=2023-10> | 0.94 <H03 % v=94 p=2023-10> \
| 0.8181 <H04 % v=81.81 p=2023-10>
11月 | 498 <H01 件 p=2023-11> | 1 <H02 % v=100 p=2023-11> | 0.955 <H03 % v=95.5 p=2023-11> \
| 0.83 <H04 % v=83 p=2023-11>
12月 | 530 <H01 件 p=2023-12> | 0.998 <H02 % v=99.8 p=2023-12> | 1 <H03 % v=100 p=2023-12> \
| 0.9 <H04 % v=90 p=2023-12>
""",
)

KINDS = sheet(
    "分类",
    """
2024年民生热线诉求分类统计 {c7}
 | | | | | 单位：件 {c2}
类别 | 求决 | 咨询 | 举报 | 建议 | 其他 | 总计
件数 | 1533 <H01? 件 part=+> | 402 <H01? 件 part=+> | 118 <H01? 件 part=+> | 64 <H01? 件 part=+> \
| 77 <H01? 件 part=+> | 2194 <H01 件>
占比 | '69.87% | '18.32% | '5.38% | '2.92% | '3.51% | '100%
""",
)

ANSWERS = sheet(
    "x",
    """
"热线工单流转情况",2023年度
指标 | 单位 | 数值
接收办理工单 | 件 | '5,206 <H01 件 v=5206>
直接答复 | 件 | '3，871 <H06,H06.直接答复 件 v=3871>
转办 | 件 | '1 335 <H06.转办 件 v=1335>
重复投诉 | 件 | 四十二 <H09 件 v=42>
按时办结率 | % | 98.9 <H03 %>
""",
)

CASES = (
    case(
        "h-three-rows",
        "L3: three-row header, unit rows with a total, rates",
        book(
            "热线通报（热线专班）.xlsx",
            THREE_ROWS,
            also=("H01,H03,H05,H05.超时,H05.未办结,H07.不满意数,H08? v=* part=+",),
            department="热线专班",
        ),
        town="枣林镇",
    ),
    case(
        "h-wrong-base",
        "9.3: a rate that fits no base is named",
        book("热线.xlsx", WRONG_BASE, problems=("rate_mismatch",)),
        town="枣林镇",
    ),
    case(
        "h-months-summary",
        "L7: twelve month sheets and a summary that is not added",
        book("2022年热线月报汇总.xlsx", *MONTHLY, SUMMARY),
        year=2022,
    ),
    case(
        "h-months-named",
        "L7: 一月份…十二月份 without a summary: sums without a cell",
        book(
            "热线回访.xls",
            *BY_NAME,
            write=xls,
            also=(
                f"H07,H07.回访数 件 v={sum(CALLS)}",
                f"H07.满意数,H07.满意 件 v={sum(CALLS) - 78}",
                "H07.不满意数,H07.不满意 件 v=78",
                "H09 件 v=18",
            ),
        ),
    ),
    case(
        "h-mixed-rates",
        "percent formats, texts and bare percents in one column",
        book("比率.xlsx", MIXED_RATES),
        year=2024,
        town="双桥街道",
    ),
    case(
        "h-bare-rates",
        "rates all ≤ 1 without a percent format; months down the rows",
        book("第四季度.xlsx", BARE_RATES, problems=("rate_scaled",), also=("H01? 件 v=1540",)),
    ),
    case(
        "h-kinds",
        "classes across, total last, shares below",
        book("诉求分类.et", KINDS, write=xls),
        year=2024,
    ),
    case(
        "h-answers",
        "CSV in GB18030, grouped digits, Chinese numerals",
        book("工单流转.csv", ANSWERS, write=lambda page: csv(page, encoding="gb18030"), named=False),
    ),
)

"""More visible: cells and files as they come; hidden, merged, broken, last year's, half filled."""

from __future__ import annotations

from functools import partial

from .cases import book, case
from .grid import Sheet, sheet
from .truth import Book
from .writing import csv, ods, xls
from .xlsb import xlsb

MERGED_VILLAGES = sheet(
    "Sheet1",
    """
2023年联片普法情况表
村名 | 普法宣传（场） | 发放资料（份）
上湾村 | 6 <P20 场 part=上湾村> | 900 <P24? 份 part=+> {r2}
下湾村 | 4 <P20 场 part=下湾村> |
学府社区 | 9 <P20 场 part=学府社区> | 1500 <P24? 份 part=+>
合计 | 19 <P20 场> | 2400 <P24 份>
""",
)
FORMULAS = sheet(
    "Sheet1",
    """
2024年度执法数据 | 数量
行政检查（次） | 731 <E02 次> {f=B8+B9}
行政处罚（件） | 18 {f0=B10+B11}
罚没金额（元） | #REF! {err}
持证执法人员（名） | 21 <E11 名>
执法证持证率（%） | #DIV/0! {err f=B5/B12}
以下为底稿
甲 | 400
乙 | 331
""",
)
DATES = sheet(
    "Sheet1",
    """
2023年办结情况 | 数值
行政处罚（件） | 2023-03-04 {d=m/d}
重大执法决定法制审核（件） | 4 <E16 件>
法制审核率 | '100% <E17 % v=100>
""",
)
DASHES = sheet(
    "Sheet1",
    """
2023年度法治数据报送（应急办） {c4}
项目 | 单位 | 数量 | 备注
行政处罚 | 件 | 4 <E03 件> |
行政强制 | 件 | — <E04 件 na> | 无权限
行政许可 | 件 | 无此职责 <E05 件 na> |
免罚、柔性执法 | 件 | 0 <E23 件> | 开展但未发生
执法投诉举报 | 件 | 未发生 <E24 件 v=0> |
涉企行政检查 | 家次 | | 待补
法律援助 | 件 | 不涉及 <P29 件 na> |
行政复议案件 | 件 | / <L02 件 na> |
听取法治工作汇报 | 次 | 两次 <D13 次 v=2> |
""",
)
LAST_YEAR = sheet(
    "Sheet1",
    """
综治办2022年度法治工作数据表 {c3}
项目 | 数量 | 单位
矛盾纠纷排查次数 | 36 <X11 次 p=2022> | 次
矛盾纠纷受理 | 150 <X12 件 p=2022> | 件
调解成功 | 147 <X13 件 p=2022> | 件
2022年12月28日
""",
)
HIDDEN = (
    sheet(
        "报送",
        """
2023年热线数据 | 去年底稿 | 数值
接收工单（件） | 999 | 1020 <H01 件>
按时接单率（%） | 90 | 99.5 <H02 %>
其中疑难工单（件） | 5 | 8
按时办结率（%） | 88 | 97.2 <H03 %>
""",
        hidden_columns=("B",),
        hidden_rows=(4,),
    ),
    sheet("旧", "2023年热线数据 | 数值\n接收工单（件） | 4000", hidden=True),
)
HALF = sheet(
    "报送表",
    """
2023年度法治建设数据报送表（党建办） {c4}
指标 | 单位 | 数值 | 口径
党委会集体学法 | 次 | 7 <T01 次> | 全年
中心组专题学法 | 次 | | 全年
领导干部述法 | 人 | | 全年
网上学法用法人数 | 人 | 118 <T12 人> | 全年
学法考试合格率 | % | 100.0% <T11.合格率 % v=100> | 全年
填表人： | | 审核人： |
""",
)
BLANK = sheet(
    "Sheet1",
    """
2023年信访工作数据报送表
项目 | 单位 | 数量
信访事项 | 件次 |
信访人次 | 人次 |
信访办结率 | % |
填表说明：1.数据截至2023年12月31日。2.第1项与第2项应逐月核对。
""",
)
WIDTHS = sheet(
    "Sheet1",
    """
　　２０２３年度　普法数据　 {c2}
项　　目 | 数　　值
普法宣传（场） | １６０ <P20 场 v=160>
宣传资料（份） | １２，３４５ <P24 份 v=12345>
横幅（条） |  　42条 <P25 条 v=42>
法律咨询\\n（人次） | '1 208 <P28 人次 v=1208>
合   计 |
""",
)
RATES = sheet(
    "率",
    """
2023年各项比率 | 数值
按时接单率 | 0.9977 <H02 % v=99.77>
按时办结率 | 0.94 <H03 % v=94>
工单满意率 | 0.8181 <H04 % v=81.81>
""",
)
RATES_MIXED = sheet(
    "率",
    """
2024年信访三率 |
信访受理率（%） | 100 <X03 %>
信访办结率 | 99.6 <X04 %> {pct}
一次性化解率 | '96.1％ <X05 % v=96.1>
""",
)
TRANSPOSED = sheet(
    "Sheet1",
    """
项目（2024年） | 公共法律服务站 | 法治文化阵地 | 民主法治示范村 | 法治副校长
单位 | 个 | 处 | 个 | 名
数量 | 24 <P34 个> | 11 <P31 处> | 3 <P30 个> | 5 <P32 名>
备注 | 村级23个 | | 市级1个 |
""",
)
TWO_SIDES = sheet(
    "Sheet1",
    """
2023年村居法律服务情况
村名 | 法律咨询（人次） | | 村名 | 法律咨询（人次）
甲村 | 10 <P28 人次 part=甲村> | | 丁村 | 20 <P28 人次 part=丁村>
乙村 | 12 <P28 人次 part=乙村> | | 戊村 | 9 <P28 人次 part=戊村>
丙村 | 8 <P28 人次 part=丙村> | | 合计 | 59 <P28 人次>
""",
)
NO_YEAR = sheet(
    "Sheet1",
    """
司法所报表
序号 | 项目 | 单位 | 本年度 | 上年度
1 | 人民调解委员会 | 个 | 24 <X17 个> | 24 <X17 个 p=2023>
2 | 人民调解员 | 人 | 112 <X18 人> | 108 <X18 人 p=2023>
3 | 法治文化阵地 | 个 | 9 <P31 个> | 7 <P31 个 p=2023>
""",
)
NEGATIVE = sheet(
    "Sheet1",
    """
2023年数据核对表 | 数值
行政检查（次） | 410 <E02 次>
行政处罚（件） | -3
工单满意率 | '181.8%
""",
)


def _monthly(month: int, visits: int, people: int) -> Sheet:
    return sheet(
        f"{month}月",
        f"""
信访月报（2024年{month}月）
指标 | 数量
信访事项（件次） | {visits} <X01 件次 p=2024-{month:02d}>
信访人次（人次） | {people} <X02 人次 p=2024-{month:02d}>
""",
    )


VISITS = (31, 22, 40, 44, 38, 35, 29, 33, 41, 36, 30, 27)
VILLAGES = {"杏花村": (12, 3), "石桥村": (8, 2), "马头村": (15, 4)}


def _return(name: str, mediated: int, bright: int) -> Book:
    page = sheet(
        "Sheet1",
        f"""
{name}2023年法治建设情况统计表 {{c3}}
填报单位：{name}村民委员会 | | 2023年12月25日
指标 | 单位 | 数量
调处矛盾纠纷 | 件 | {mediated} <X12 件 part={name}>
法律明白人 | 名 | {bright} <P22 名 part={name}>
""",
    )
    return book(f"附件2：{name}.xls", page, write=xls, department=name)


CASES = (
    case(
        "m-merged-villages",
        "one number for two villages",
        book("联片普法.xlsx", MERGED_VILLAGES, problems=("merged_value",)),
    ),
    case(
        "m-formulas",
        "results, missing results, errors",
        book("执法.xlsx", FORMULAS, problems=("formula_without_value", "error_cell")),
        year=2024,
    ),
    case("m-dates", "3/4 turned into a date", book("办结.xlsx", DATES, problems=("maybe_date",))),
    case("m-dashes", "seven kinds of nothing", book("应急办数据.xls", DASHES, write=xls)),
    case(
        "m-last-year",
        "last year's form sent again",
        book("综治办.xlsx", LAST_YEAR, status=("refused",), problems=("year_mismatch",)),
    ),
    case("m-hidden", "hidden column, row and sheet", book("热线.xlsx", *HIDDEN, problems=("hidden",))),
    case("m-half", "half filled in", book("党建办报送表.xlsx", HALF, department="党建办")),
    case("m-blank", "nothing filled in but instructions", book("信访空表.xlsx", BLANK, status=("empty",))),
    case(
        "m-widths", "full width, spaces inside words and numbers", book("普法数据.xlsb", WIDTHS, write=xlsb)
    ),
    case("m-rates", "rates as fractions", book("比率.ods", RATES, write=ods, problems=("rate_scaled",))),
    case(
        "m-rates-mixed",
        "a percent sign in the label, in the format, in the text",
        book("三率.xlsx", RATES_MIXED),
        year=2024,
    ),
    case(
        "m-transposed",
        "indicators across, units below them, a row of remarks",
        book("阵地.xlsx", TRANSPOSED),
        year=2024,
    ),
    case(
        "m-two-sides",
        "villages in two columns of the page",
        book("法律服务.csv", TWO_SIDES, write=partial(csv, encoding="utf-8-sig"), named=False),
    ),
    case(
        "m-no-year",
        "本年度 and 上年度 without a year in the file",
        book("司法所报表.xlsx", NO_YEAR),
        year=2024,
    ),
    case(
        "m-negative",
        "a negative count, a rate above 100",
        book("核对.xlsx", NEGATIVE, problems=("negative", "rate_range")),
    ),
    case(
        "m-month-sheets",
        "a sheet per month without a summary",
        book(
            "信访月报.xlsx",
            *(_monthly(month, count, count * 2) for month, count in enumerate(VISITS, 1)),
            also=(f"X01 件次 v={sum(VISITS)}", f"X02 人次 v={2 * sum(VISITS)}"),
        ),
        year=2024,
    ),
    case(
        "m-village-files",
        "three villages' files of one form",
        *(_return(name, *numbers) for name, numbers in VILLAGES.items()),
        dry=False,
    ),
)

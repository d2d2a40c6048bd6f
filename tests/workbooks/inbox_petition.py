"""What the hotline, the petition office and the mediators send."""

# ruff: noqa: E501 - a row of a sheet is one line

from __future__ import annotations

from functools import partial

from .cases import book, case, shares
from .grid import Sheet, sheet
from .writing import csv, html_table, ods, xls
from .xlsb import xlsb


def _month(name: str, month: int, orders: int, back: int, pleased: int) -> Sheet:
    when = f"p=2023-{month:02d}"
    return sheet(
        name,
        f"""
12345热线工单办理月报 {{c2}}
月份：2023年{month}月 | 单位：件
项目 | 数量
接收工单 | {orders} <H01 件 {when}>
回访工单 | {back} <H07 件 {when}>
满意工单 | {pleased} <H07.满意数 件 {when}>
""",
    )


MONTHLY = (
    sheet("填报说明", "填报说明\n1.每月5日前报送上月数据。\n2.以热线平台导出数据为准。"),
    _month("10月", 10, 512, 480, 441),
    _month("11月", 11, 498, 470, 433),
    _month("１２月", 12, 530, 501, 466),
)

DISPATCH = sheet(
    "派遣",
    """
2023年度热线工单派遣办理情况统计表 {c15}
填报单位：便民热线专班 {c8} | | | | | | | | 单位：件 {c7}
序号 {r3} | 承办单位 {r3} | 派遣案件总数 {c7} | | | | | | | 按时办结数 {r3} | 超时办结数 {r3} | 未办结数 {r3} | 按时办结率 {r3} | 不满意数 {r3} | 不满意率 {r3}
 | | 总计 {r2} | 12345热线 {c3} | | | 政民互动 {c3} | | | | | | | |
 | | | 按时办结 | 超时办结 | 未办结 | 按时办结 | 超时办结 | 未办结 | | | | | |
1 | 规划建设办 | 205 <H01 件 part=建设> | 180 | 5 | 1 | 18 | 1 | 0 | 198 <H05 件 part=建设> | 6 <H05.超时 件 part=建设> | 1 <H05.未办结 件 part=建设> | 96.59% <H03? v=* p=* part=*> | 9 <H07.不满意数 件 part=建设> | 4.39% <H08? v=* p=* part=*>
2 | 综合执法大队 | 310 <H01 件 part=执法> | 290 | 8 | 2 | 10 | 0 | 0 | 300 <H05 件 part=执法> | 8 <H05.超时 件 part=执法> | 2 <H05.未办结 件 part=执法> | 96.77% <H03? v=* p=* part=*> | 21 <H07.不满意数 件 part=执法> | 6.77% <H08? v=* p=* part=*>
合　计 {c2} | | 515 <H01 件> | 470 | 13 | 3 | 28 | 1 | 0 | 498 <H05 件> | 14 <H05.超时 件> | 3 <H05.未办结 件> | 96.70% <H03 % v=96.7> | 30 <H07.不满意数 件> | 5.83% <H08 % v=5.83>
""",
)

RANKED = sheet(
    "排名",
    """
全区12345热线办理质效排名（2023年）
序号 | 受理单位 | 交办总量 | 办结率 | 满意率 | 按时反馈率 | 有效回访率 | 评分
1 | 安平镇 | 2011 | 100% | 97.20% | 99.80% | 91.2% | 98.5
2 | 青河镇 | 1866 <H01> | 99.95% <H03? v=* p=*> | 95.31% <H04 % v=95.31> | 98.77% <H03? v=* p=*> | 90.05% | 97.2
3 | 东郊镇 | 1743 | 99.60% | 93.18% | 97.02% | 88.7% | 95.9
""",
)

RATES = sheet(
    "指标",
    """
便民热线关键指标 {c4}
报送：热线专班
指标 | 2023年 | 上年度 | 变化
接收办理工单（件） | '6，441 <H01 件 v=6441> | '5，980 <H01 件 v=5980 p=2022> | ↑7.7%
按时接单率 | 0.9977 <H02 % v=99.77> | 0.9951 <H02 % v=99.51 p=2022> |
按时办结率 | 0.94 <H03 % v=94> | 0.9310 <H03 % v=93.1 p=2022> |
群众满意率 | 0.8181 <H04 % v=81.81> | 0.8002 <H04 % v=80.02 p=2022> |
重复投诉件 | 203 <H09> | 250 <H09 p=2022> |
""",
)

WAYS = sheet(
    "办理方式",
    """
热线办理方式统计（2023年） {c3}
办理方式 | 数量 | 比例
直接答复 | 1530件 <H06 件 v=1530> | 74.97%
转办 | 511件 <H06.转办 件 v=511> | 25.03%
合计 | 2041件 <H01 件 v=2041> | 100%
""",
)

KINDS = sheet(
    "诉求类型",
    """
单位名称 | 求决类 | 咨询类 | 举报类 | 建议类 | 其他 | 工单总数
青河镇 | 1878 | 267 | 87 | 53 | 210 | 2495 <H01>
""",
)

DOWN = sheet(
    "逐月",
    """
月份 | 工单量 | 按时接单率 | 按时办结率 | 满意率
1月 | 401 <H01 p=2023-01> | 99.5% <H02 % v=99.5 p=2023-01> | 93.2% <H03 % v=93.2 p=2023-01> | 80.1% <H04 % v=80.1 p=2023-01>
2月 | 377 <H01 p=2023-02> | 100% <H02 % v=100 p=2023-02> | 94.1% <H03 % v=94.1 p=2023-02> | 82% <H04 % v=82 p=2023-02>
3月 | 450 <H01 p=2023-03> | 99.8% <H02 % v=99.8 p=2023-03> | 95% <H03 % v=95 p=2023-03> | 83.3% <H04 % v=83.3 p=2023-03>
全年 | 1228 <H01> | 99.76% <H02 % v=99.76> | 94.14% <H03 % v=94.14> | 81.86% <H04 % v=81.86>
""",
)

CUMULATIVE = sheet(
    "四季度",
    """
热线工作四季度报表 {c4}
指标 | 单位 | 本季度 | 本年累计
工单总量 | 件 | 1605 <H01? v=* p=*> | 6020 <H01 件>
回访量 | 件 | 1500 <H07? v=* p=*> | 5810 <H07 件>
其中：满意 | 件 | 1320 <H07.满意数? v=* p=*> | 5105 <H07.满意数 件>
不满意 | 件 | 180 <H07.不满意数? v=* p=*> | 705 <H07.不满意数 件>
""",
)

LETTERS = sheet(
    "信访",
    """
2023年信访工作情况统计表 {c6}
填报单位：信访办 {c3} | | | 填报日期：2024年1月2日 {c3}
信访形式 | 来信 | 来访 | 网上信访 | 来电 | 合计
件次 | 31 <X08 件次> | 112 <X08.来访 件次> | 260 <X08.网上 件次> | 148 <X08.来电 件次> | 551 <X01 件次>
人次 | 40 | 430 | 280 | 168 | 918 <X02 人次>
备　注 | 含重复 {c5}
""",
)

COMBINED = sheet(
    "信访",
    """
信访工作主要数据 {c3}
事项 | 数据 | 备注
接待办理信访事项 | 551批次（件次）918人次 <X01 批次（件次） v=551; X02 人次 v=918> |
领导干部接访 | 51批次291人次 <X06 批次 v=51; X07 人次 v=291> | 9月以来
化解信访积案 | 3件 <X09 件 v=3> |
受理率/办结率 | 100%/100% <X03? % v=100; X04? % v=100> |
一次性化解率 | 96.1% <X05 % v=96.1> |
上级交办件 | 27 <X10> |
""",
)

SLASHED = sheet(
    "接访",
    """
领导接访情况（2023年） {c3}
接访领导 | 接访次数 | 接待群众（批次/人次）
书记 | 12 | 21/120 <X06? v=* part=*; X07? v=* part=*>
镇长 | 12 | 18/96 <X06? v=* part=*; X07? v=* part=*>
合计 | 24 | 39/216 <X06 批次 v=39; X07 人次 v=216>
""",
)

VISITS = sheet(
    "台账",
    """
领导干部接访下访台账 {c7}
序号 | 日期 | 接访领导 | 地点 | 批次 | 人次 | 办理结果
1 | 2023年3月1日 | 张书记 | 群众来访接待中心 | 3 | 15 | 已办结
2 | 2023年4月4日 | 王镇长 | 群众来访接待中心 | 2 | 9 | 已办结
3 | 2023年6月7日 | 刘副镇长 | 东咀村 | 1 | 6 | 正在办理
4 | 2023年9月21日 | 张书记 | 群众来访接待中心 | 4 | 22 | 已办结
""",
)


def _village(name: str, checks: int, cases: int, settled: int) -> Sheet:
    part = f"part={name}"
    return sheet(
        name,
        f"""
{name}矛盾纠纷排查化解情况表 {{c4}}
排查次数 | 受理纠纷（件） | 调解成功（件） | 备注
{checks} <X11 {part}> | {cases} <X12 件 {part}> | {settled} <X13 件 {part}> |
""",
    )


VILLAGES = (
    sheet("填表说明", "填表说明：各村于12月20日前报送。"),
    _village("柳口村", 52, 6, 6),
    _village("十四街", 48, 4, 3),
    _village("新河社区", 50, 9, 9),
)


def _return(name: str, cases: int, settled: int, talks: int) -> Sheet:
    return sheet(
        "Sheet1",
        f"""
附件1 {{c4}}
村级法治工作情况统计表 {{c4}}
填报单位：{name} {{c2}} | | 填报时间：2023年12月 {{c2}}
项目 | 单位 | 数量 | 备注
调处矛盾纠纷 | 件 | {cases} <X12 件 part=+> |
调解成功 | 件 | {settled} <X13 件 part=+> |
普法宣传活动 | 场次 | {talks} <P20 场次 part=+> |
填表人： | | 负责人： |
""",
    )


MEDIATION = sheet(
    "调解台账",
    """
人民调解案件登记表 {c9}
序号 | 受理日期 | 申请人 | 被申请人 | 纠纷类型 | 是否成功 | 协议形式 | 协议涉及金额（万元） | 调解员
1 | 1月5日 | 刘某 | 陈某 | 邻里 | 是 | 口头 | / | 何某
2 | 2月11日 | 周某 | 吴某 | 婚姻家庭 | 是 | 书面 | 3.5 | 何某
3 | 4月20日 | 郑某 | 王某 | 土地 | 否 | / | / | 林某
4 | 6月30日 | 冯某 | 褚某 | 损害赔偿 | 是 | 书面 | 1.2 | 林某
5 | 10月8日 | 卫某 | 蒋某 | 邻里 | 是 | 书面 | 0.3 | 何某
""",
)

COMMITTEES = sheet(
    "组织",
    """
人民调解组织队伍情况统计表 {c8}
（截至2023年12月31日） {c8}
人民调解委员会（个） {c5} | | | | | 人民调解员（人） {c2} | | 备注 {r2}
村（社区）调委会 | 乡镇调委会 | 企事业调委会 | 行业性专业性调委会 | 合计 | 总数 | 其中：专职 |
18 | 1 | 2 | 1 | 22 <X17 个> | 76 <X18 人> | 4 <X18.专职 人> |
""",
)

SUMMARY = sheet(
    "调解",
    """
人民调解工作统计 {c5}
项  目 | 去年同期数 | 今年数 | 增减 | 增幅
受理纠纷（件） | 105 <X12 件 p=2022> | 121 <X12 件> | 16 | 15.2%
调成（件） | 101 <X13 件 p=2022> | 118 <X13 件> | 17 | 16.8%
调解成功率 | 96.2% <X14 % v=96.2 p=2022> | 97.5% <X14 % v=97.5> | 1.3个百分点 |
涉及金额（万元） | 210.6 <X15 万元 p=2022> | 188.95 <X15 万元> | -21.65 | -10.3%
书面协议（份） | 60 <X16.书面 份 p=2022> | 70 <X16.书面 份> | 10 |
口头协议（份） | 41 <X16.口头 份 p=2022> | 48 <X16.口头 份> | 7 |
""",
)

ROLES = sheet(
    "作用发挥",
    """
法律明白人作用发挥统计表（10月以来） {c5}
片区 | 村（社区） | 化解矛盾纠纷（件） | 参与社会事务管理（件次） | 引导法律服务（件次）
东片 {r2} | 柳口村 | 8 <X21 件 part=柳口村> | 40 <X22 件次 part=柳口村> | 5 <X23 件次 part=柳口村>
 | 新河社区 | 4 <X21 件 part=新河社区> | 30 <X22 件次 part=新河社区> | 3 <X23 件次 part=新河社区>
西片 | 十四街 | 10 <X21 件 part=十四街> | 50 <X22 件次 part=十四街> | 7 <X23 件次 part=十四街>
总计 {c2} | | 22 <X21 件> | 120 <X22 件次> | 15 <X23 件次>
""",
)

CASES = (
    case(
        "in-h-monthly",
        "a sheet per month, one name in full-width digits",
        book("12345月报10-12月.xlsx", *MONTHLY, also=("H01? v=* p=*", "H07? v=* p=*", "H07.满意数? v=* p=*")),
    ),
    case(
        "in-h-dispatch",
        "three header rows, offices as rows, total below",
        book(
            "热线派遣统计表（热线专班）.xls",
            DISPATCH,
            write=xls,
            department="热线",
            also=shares("H05", "H05.超时", "H05.未办结"),
        ),
    ),
    case(
        "in-h-ranked",
        "a district's ranking, own town in the middle",
        book("办理质效排名.xlsx", RANKED),
        town="青河镇",
    ),
    case(
        "in-h-rates",
        "fractions without a percent format",
        book("热线关键指标.xlsb", RATES, write=xlsb, problems=("rate_scaled",)),
    ),
    case("in-h-ways", "numbers with units in cells", book("办理方式.csv", WAYS, write=csv, named=False)),
    case("in-h-kinds", "one row of kinds with their total", book("诉求类型.xlsx", KINDS), town="青河镇"),
    case("in-h-down", "months down, indicators across", book("逐月.xlsx", DOWN)),
    case(
        "in-h-cumulative",
        "quarter beside the year so far",
        book("四季度报表（热线专班）最终版.xlsx", CUMULATIVE),
    ),
    case(
        "in-x-letters",
        "ways of petition across, counts and persons down",
        book("信访统计表.xlsx", LETTERS, department="信访办", also=shares("X02")),
    ),
    case("in-x-combined", "two numbers in one cell", book("信访主要数据-信访办.xlsx", COMBINED)),
    case("in-x-slashed", "batches and persons with a slash", book("领导接访.ods", SLASHED, write=ods)),
    case(
        "in-x-visits",
        "register of receptions with numbers to sum",
        book("接访台账.xlsx", VISITS, also=("X06 批次 v=10", "X07 人次 v=52")),
    ),
    case(
        "in-x-villages",
        "a sheet per village after the instructions",
        book("矛盾纠纷汇总（矛调中心）.xlsx", *VILLAGES, also=("X11 v=150", "X12 件 v=19", "X13 件 v=18")),
    ),
    case(
        "in-x-batch",
        "a file per village",
        *(
            book(
                f"附件1：{name}法治工作情况统计表.xlsx",
                _return(name, *numbers),
                also=("X12? v=* p=* part=*", "X13? v=* p=* part=*", "P20? v=* p=* part=*"),
            )
            for name, numbers in (("柳口村", (6, 6, 12)), ("十四街村", (4, 3, 8)), ("新河社区", (9, 9, 15)))
        ),
        dry=False,
    ),
    case(
        "in-x-mediation",
        "register of mediation: results and forms counted, money summed",
        book(
            "人民调解登记表.xlsx",
            MEDIATION,
            problems=("personal_data",),
            also=("X12 件 v=5", "X13 件 v=4", "X15 万元 v=5", "X16.书面 份 v=3", "X16.口头 份 v=1"),
        ),
    ),
    case(
        "in-x-committees",
        "committees and mediators under groups",
        book(
            "调解组织（司法所）.xls",
            COMMITTEES,
            write=partial(html_table, encoding="utf-8"),
            named=False,
            also=shares("X17"),
        ),
    ),
    case("in-x-summary", "last year first, under an odd name", book("人民调解统计.xlsx", SUMMARY)),
    case("in-x-roles", "villages in merged districts", book("法律明白人作用发挥.xlsx", ROLES)),
)

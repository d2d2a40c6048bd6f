"""More of the inbox, written after the first mending: combinations of layouts."""

# ruff: noqa: E501 - a row of a sheet is one line

from __future__ import annotations

from .cases import book, case
from .grid import Sheet, sheet
from .writing import html_table, ods, xls

PAIRED_MONTHS = sheet(
    "培训",
    """
2023年四季度培训统计 {c7}
单位 {r2} | 10月 {c2} | | 11月 {c2} | | 12月 {c2} |
 | 期数 | 人次 | 期数 | 人次 | 期数 | 人次
执法培训 | 2 <T04 期 p=2023-10> | 90 <T05 人次 p=2023-10> | 1 <T04 期 p=2023-11> | 45 <T05 人次 p=2023-11> | 3 <T04 期 p=2023-12> | 120 <T05 人次 p=2023-12>
""",
)
VILLAGES_ACROSS = sheet(
    "各村",
    """
各村（社区）法治工作情况 {c6}
项目 | 单位 | 全镇合计 | 柳口村 | 十四街村 | 新河社区
普法宣传 | 场次 | 34 <P20 场次> | 11 <P20 场次 part=柳口村> | 9 <P20 场次 part=十四街村> | 14 <P20 场次 part=新河社区>
调解纠纷 | 件 | 19 <X12 件> | 6 <X12 件 part=柳口村> | 4 <X12 件 part=十四街村> | 9 <X12 件 part=新河社区>
法律明白人 | 名 | 29 <P22 名> | 9 <P22 名 part=柳口村> | 8 <P22 名 part=十四街村> | 12 <P22 名 part=新河社区>
""",
)


def _quarter(name: str, number: int, talks: int, asked: int) -> Sheet:
    return sheet(
        name,
        f"""
{name}普法情况 {{c3}}
内容 | 数量 | 单位
普法宣传 | {talks} <P20 场 p=2023-Q{number}> | 场
法律咨询 | {asked} <P28 人次 p=2023-Q{number}> | 人次
""",
    )


QUARTERS = tuple(
    _quarter(f"{name}季度", number, talks, asked)
    for number, (name, talks, asked) in enumerate(
        (("一", 30, 80), ("二", 41, 76), ("三", 38, 90), ("四", 53, 98)), 1
    )
)
HALVES = sheet(
    "半年",
    """
指标 | 上半年 | 下半年 | 合计
行政检查（次） | 500 <E02 次 p=2023-H1> | 515 <E02 次 p=2023-H2> | 1015 <E02 次>
行政处罚（件） | 11 <E03 件 p=2023-H1> | 13 <E03 件 p=2023-H2> | 24 <E03 件>
""",
)
LATE_HEADER = sheet(
    "登记",
    """
各位同事：请按下表登记，如有疑问请联系法制办。 {c6}
登记要求：一案一行，不得合并。 {c6}
 | | | | |
2023年度合法性审查登记表 {c6}
序号 | 送审日期 | 文件名称 | 送审科室 | 审查结果 | 备注
1 | 2023年2月1日 | 关于垃圾分类的通知 | 生态环境办 | 合法 |
2 | 2023年5月9日 | 道路养护协议 | 规划建设办 | 修改后合法 |
3 | 2023年9月30日 | 采购合同 | 党政办 | 合法 |
""",
)
MERGED_CASES = sheet(
    "处罚",
    """
行政处罚案件台账（2023年） {c6}
序号 | 决定日期 | 当事人 | 违法行为 | 程序 | 罚款金额（元）
1 {r2} | 3.14 {r2} | 甲公司 {r2} | 扬尘 | 普通程序 {r2} | 6000 {r2}
 | | | 夜间施工 | |
2 | 5.20 | 乙某 | 占道 | 简易程序 | 200
3 | 10.31 | 丙某 | 占道 | 简易程序 | 100
""",
)
TOP_TOTAL = sheet(
    "热线",
    """
热线办理情况 {c3}
指标 | 数值 | 备注
工单总量 | 2495 <H01> |
其中：按时办结 | 2440 <H05> |
　　　超时办结 | 45 <H05.超时> |
　　　未办结 | 10 <H05.未办结> |
按时办结率 | 97.8% <H03 % v=97.8> | 2440/2495
""",
)
GROUPED_FORM = sheet(
    "年度数据",
    """
镇法治政府建设年度数据采集表 {c5}
类别 | 序号 | 指标 | 数据 | 单位
依法决策 {r3} | 1 | 重大行政决策事项 | 3 <D01 项> | 项
 | 2 | 合法性审查总件数 | 60 <D03 件> | 件
 | 3 | 规范性文件制定 | 2 <D04 件> | 件
复议应诉 {r2} | 4 | 行政复议案件 | 2 <L02 件> | 件
 | 5 | 行政应诉案件 | 2 <L05 件> | 件
普法 {r2} | 6 | 普法宣传 | 162 <P20 场> | 场
 | 7 | 法律明白人 | 210 <P22 名> | 名
""",
)
UNIT_ROW = sheet(
    "执法",
    """
执法数据 {c5}
行政检查 | 行政处罚 | 罚没金额 | 行政强制 | 行政许可
（次） | （件） | （万元） | （件） | （件）
1015 <E02 次> | 24 <E03 件> | 1.82 <E08 万元> | 1 <E04 件> | 30 <E05 件>
""",
)
THREE_YEARS = sheet(
    "对比",
    """
信访工作三年对比 {c7}
指标 {r2} | 2021年 {c2} | | 2022年 {c2} | | 2023年 {c2} |
 | 件次 | 人次 | 件次 | 人次 | 件次 | 人次
信访总量 | 640 <X01 件次 p=2021> | 1100 <X02 人次 p=2021> | 602 <X01 件次 p=2022> | 1003 <X02 人次 p=2022> | 551 <X01 件次> | 918 <X02 人次>
网上信访 | 300 <X08.网上 件次 p=2021> | 310 <X02? v=* p=* part=*> | 280 <X08.网上 件次 p=2022> | 290 <X02? v=* p=* part=*> | 260 <X08.网上 件次> | 270 <X02? v=* p=* part=*>
""",
)
FRACTIONS = sheet(
    "比率",
    """
考核指标 | 分子 | 分母 | 比率
执法证持证率 | 24 | 26 | 92.31% <E12 % v=92.31>
按时接单率 | 6426 | 6441 | 99.77% <H02 % v=99.77>
调解成功率 | 118 | 121 | 97.5% <X14 % v=97.5>
负责人出庭应诉率 | 2 | 2 | 100% <L09 % v=100>
""",
)
ONE_ROW = sheet(
    "Sheet1",
    """
单位 | 信访件次 | 信访人次 | 受理率(%) | 办结率(%) | 一次性化解率(%) | 领导接访批次 | 接访人次
信访办 | 551 <X01 件次> | 918 <X02 人次> | 100 <X03 %> | 100 <X04 %> | 96.1 <X05 %> | 51 <X06 批次> | 291 <X07 人次>
""",
)
NUMBERED = sheet(
    "法治政府",
    """
一、行政执法 {c3}
1.行政检查 | 1015次 <E02 次 v=1015> |
2.行政处罚 | 24件 <E03 件 v=24> | 罚没款18200元
二、矛盾化解 {c3}
1.矛盾纠纷调处 | 121件 <X12 件 v=121> |
（1）调解成功 | 118件 <X13 件 v=118> |
2.信访事项 | 551件次 <X01 件次 v=551> |
三、普法宣传 {c3}
1.专项普法宣传 | 160余场 <P20 场 v=160 q=over> |
2.法律援助 | 21件 <P29 件 v=21> |
""",
)
STAFF_TABLE = sheet(
    "人员",
    """
序号 | 科室 | 执法人员数 | 持证人数 | 其中：法律专业人数 | 持证率
1 | 综合执法大队 | 20 <T14 part=执法大队> | 19 <E11 part=执法大队> | 4 | 95% <E12? v=* part=*>
2 | 安全办 | 4 <T14 part=安全办> | 3 <E11 part=安全办> | 1 | 75% <E12? v=* part=*>
3 | 生态环境办 | 2 <T14 part=生态环境办> | 2 <E11 part=生态环境办> | 0 | 100% <E12? v=* part=*>
合计 | | 26 <T14> | 24 <E11> | 5 | 92.31% <E12 % v=92.31>
""",
)
MONEY_LEFT = sheet(
    "处罚",
    """
行政处罚案件统计 {c5}
执法领域 | 处罚案件数 | 罚没金额（元） | 其中：普通程序 | 简易程序
城市管理 | 21 <E03 part=城市管理> | 12000 <E08 元 part=城市管理> | 4 <E10 part=城市管理> | 17 <E09 part=城市管理>
生态环境 | 6 <E03 part=生态环境> | 75000 <E08 元 part=生态环境> | 6 <E10 part=生态环境> | 0 <E09 part=生态环境>
合计 | 27 <E03> | 87000 <E08 元> | 10 <E10> | 17 <E09>
""",
)
KINDS = sheet(
    "台账",
    """
行政执法台账（2023年） {c6}
序号 | 日期 | 执法对象 | 执法类别 | 处理结果 | 罚款金额（元）
1 | 2023.3.1 | 甲公司 | 行政检查 | 已整改 |
2 | 2023.4.1 | 乙商店 | 行政处罚 | 已结案 | 500
3 | 2023.5.1 | 丙公司 | 行政检查 | 合格 |
""",
)
NO_KINDS = sheet(
    "台账",
    """
行政执法台账（2023年） {c5}
序号 | 日期 | 执法对象 | 案由 | 处理结果
1 | 2023.3.1 | 甲公司 | 占道 | 已整改
2 | 2023.4.1 | 乙商店 | 扬尘 | 已结案
""",
)

CASES = (
    case("in-n-pairs", "measures under months", book("培训统计（四季度）.xlsx", PAIRED_MONTHS)),
    case("in-n-across", "villages across, total first", book("各村汇总.xlsx", VILLAGES_ACROSS)),
    case(
        "in-n-quarters",
        "a sheet per quarter",
        book("普法季度.xlsx", *QUARTERS, also=("P20 场 v=162", "P28 人次 v=344")),
    ),
    case("in-n-halves", "half-years and their sum", book("执法半年.ods", HALVES, write=ods)),
    case(
        "in-n-late",
        "register under two lines of instructions",
        book("合法性审查登记.xlsx", LATE_HEADER, also=("D03 件 v=3",)),
    ),
    case(
        "in-n-merged",
        "a case over two rows",
        book(
            "处罚台账.xls",
            MERGED_CASES,
            write=xls,
            problems=("personal_data",),
            also=("E03 件 v=3", "E08 元 v=6300", "E09 件 v=2", "E10 件 v=1"),
        ),
    ),
    case("in-n-whole", "a whole with indented parts", book("热线办理.xlsx", TOP_TOTAL)),
    case("in-n-grouped", "groups merged down, numbering inside", book("数据采集表.xlsx", GROUPED_FORM)),
    case(
        "in-n-units",
        "units in a row of their own",
        book("执法数据.xls", UNIT_ROW, write=html_table, named=False),
    ),
    case("in-n-years", "measures under years", book("信访对比.xlsx", THREE_YEARS)),
    case("in-n-fractions", "numerators and denominators", book("考核指标.xlsx", FRACTIONS)),
    case("in-n-row", "one row of one office", book("信访数据.xlsx", ONE_ROW)),
    case("in-n-numbered", "an outline with numbers", book("法治政府数据.xlsx", NUMBERED)),
    case("in-n-money", "其中 right of money, without a unit", book("行政处罚统计.xlsx", MONEY_LEFT)),
    case(
        "in-n-kinds",
        "register of several kinds, each counted by itself",
        book("执法台账.xlsx", KINDS, also=("E01 件 v=3", "E02 v=2", "E03 件 v=1", "E08 元 v=500")),
    ),
    case("in-n-no-kinds", "a register that does not say of which kinds", book("执法台账.xlsx", NO_KINDS)),
    case("in-n-staff", "offices down with a total", book("执法人员.xlsx", STAFF_TABLE)),
)

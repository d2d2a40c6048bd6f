"""Visible: lists, registers, villages, odd cells, odd files."""

from __future__ import annotations

from functools import partial

from . import containers
from .cases import book, case, refused
from .grid import Sheet, sheet
from .truth import Book
from .writing import csv, xls
from .xlsb import xlsb

PLAIN = sheet(
    "Sheet1",
    """
指标 | 数值
参训人次（人次） | 逾500 <T05 人次 v=500 q=over>
执法培训（次） | 十二次 <T04 次 v=12>
党委会集体学法（次） | ７ <T01 次 v=7>
中心组学习篇目 | 16篇 <T02 篇 v=16>
听取法治汇报（次） | 0 <D13 次>
旁听庭审（场） | 未发生 <L10 场 v=0>
行政诉讼案件（件） | N/A <L05 件 na>
网上学法用法人数（人） | 近百人 <T12 人 v=100 q=about>
法治副校长（名） | 3-5名 <P32 名 v=3..5 q=range>
""",
)
VILLAGES = {"上营村": (9, 3), "下营村": (4, 2), "中心社区": (15, 6)}


def _village(name: str, tab: str, year: int = 2023) -> Sheet:
    taken, people = VILLAGES.get(name, (1, 1))
    mark = f"part={name}" + ("" if year == 2023 else f" p={year}")
    return sheet(
        tab,
        f"""
{year}年法治建设情况报送表
报送单位：{name}
序号 | 内容 | 数量 | 单位
1 | 受理矛盾纠纷 | {taken} <X12 {mark} 件> | 件
2 | 法律明白人 | {people} <P22 {mark} 名> | 名
3 | 普法宣传 | {people * 2} <P20 {mark} 场> | 场
""",
    )


DISPUTES = sheet(
    "登记簿",
    """
2024年度矛盾纠纷调解登记簿
编号 | 登记时间 | 申请人 | 手机 | 纠纷类别 | 结果 | 是否调解成功
1 | 2024-01-09 {d} | 张某 | '13800000001 | 邻里纠纷 | 已达成协议 | 成功
2 | 2024-04-18 {d} | 李某 | '13800000002 | 婚姻家庭 | 已达成协议 | 成功
3 | 2024-05-22 {d} | 王某 | '13800000003 | 物业纠纷 | 未达成 | 未成功
4 | 2024-10-07 {d} | 赵某 | '13800000004 | 邻里纠纷 | 已达成协议 | 成功
""",
)
SESSIONS = sheet(
    "Sheet1",
    """
2023年普法宣传活动登记台账 {c5}
日期 | 活动主题 | 地点 | 参加群众（人次） | 发放资料（份）
'2023.3.8 | 妇女权益保障法宣传 | 文化广场 | 120 | 300
'2023.4.15 | 国家安全教育日 | 集市 | 200 | 500
'2023.6.26 | 禁毒宣传 | 学校 | 340 | 400
'2023.9.20 | 反诈宣传 | 商会 | 60 | 100
'2023.12.4 | 宪法宣传周 | 文化广场 | 150 | 600
合计 | 5场 | | 870 <P26? 人次> | 1900 <P24 份>
""",
)
GROUPS = sheet(
    "汇总",
    """
2023年法治政府建设主要数据 {c4}
领域 | 指标 | 单位 | 完成情况
政务公开 {r3} | 主动公开文件信息 | 条 | 61 <G01 条>
 | 依申请公开 | 条 | 1 <G02 条>
 | 政策解读 | 份 | 4 <G13 份>
复议应诉 {r3} | 复议应诉案件合计 | 件 | 4 <L01 件>
 | 败诉案件 | 件 | 尚无 <L06.败诉 件 v=0>
 | 出庭应诉率 | % | / <L09 % na>
队伍 {r2} | 行政执法证持证人员 | 名 | 22 <E11 名>
 | 执法证持证率 | % | 0.9565 <E12 % v=95.65>
""",
)
OFFICES = (
    sheet(
        "信访办",
        "信访办\n信访事项（批次） | 300 <X01 批次>\n"
        "信访人次 | 455人次 <X02 人次 v=455>\n信访受理率 | '100% <X03 % v=100>",
    ),
    sheet(
        "热线",
        "项目 | 数\n接收工单（件） | 4100 <H01 件>\n"
        "按时接单率 | 99.5 <H02 %> {pct}\n工单满意率 | 84.25 <H04 %> {pct}",
    ),
    sheet("说明", "以上数据截至2023年12月31日，共2张表。"),
)
MERGED_UNIT = sheet(
    "Sheet1",
    """
2023年度罚没情况
 | | 单位：万元
项目 | 金额 | 备注
罚没金额 | 28.5 <E08 万元> | 折合285000元
法律顾问费用 | 6 <D11 万元> |
""",
)
ERRORS = sheet(
    "Sheet1",
    """
项目 | 2023年
法律援助（件） | 4 <P29 件>
法律咨询（人次） | 0 {f0=SUM(B8:B12)}
宣传资料（份） | #N/A {err}
展板（块） | 9 <P25.展板 块>
调解成功率 | 104.5 {pct}
横幅（条） | -2
""",
)
HIDDEN = sheet(
    "Sheet1",
    """
2023年指标 | 数值
行政检查（次） | 55 <E02 次>
行政处罚（件） | 3
法律援助（件） | 2 <P29 件>
""",
    hidden_rows=(3,),
)
SIMPLE = sheet(
    "Sheet1",
    "2023年度\n行政检查（次） | 210 <E02 次>\n行政处罚（件） | 6 <E03 件>\n处罚金额（元） | 15000 <E08 元>",
)
NARRATIVE = sheet(
    "总结",
    "执法大队2023年工作总结\n"
    "培训情况 | 组织执法培训6次，参训210人次，持证率100%。 <T04,T05,E12? v=* part=* p=*>",
)
OLD = sheet(
    "Sheet1", "2021年度执法情况\n行政检查（次） | 88 <E02 次 p=2021>\n行政处罚（件） | 2 <E03 件 p=2021>"
)
BLANK = sheet("Sheet1", "2023年度普法统计表\n项目 | 数量\n普法宣传（场） |\n宣传资料（份） |\n填表人：")
ZERO = sheet("Sheet1", "2023年度\n行政强制（件） | 0 <E04 件>\n行政诉讼案件（件） | 零 <L05 件 v=0>")
UPPER = book("上营村报送表.xlsx", _village("上营村", "Sheet1"), department="上营村")
ACROSS = sheet(
    "Sheet1",
    """
2023年村居法治力量 | | | |
类别 | 上营村 | 下营村 | 中心社区 | 总计
法律明白人（名） | 3 <P22 名 part=上营村> | 2 <P22 名 part=下营村> | 6 <P22 名 part=中心社区> | 11 <P22 名>
法治文化阵地（处） | 1 <P31 处 part=上营村> | 0 <P31 处 part=下营村> | 2 <P31 处 part=中心社区> | 3 <P31 处>
""",
)
CHANGED = sheet("Sheet1", "2023年度\n行政检查（次） | 211 <E02? 次 p=*>\n行政强制（件） | 1 <E04 件>")

CASES = (
    case("v-plain", "qualifiers and Chinese numerals under two bare headings", book("学法数据.xlsx", PLAIN)),
    case(
        "v-village-files",
        "three villages, one sent twice, one of last year",
        UPPER,
        book("下营村.xls", _village("下营村", "Sheet1"), write=xls, department="下营村"),
        book("中心社区报送表(2).xlsx", _village("中心社区", "Sheet1")),
        Book("上营村报送表-最终版.xlsx", UPPER.build, status=("duplicate",)),
        book(
            "北营村.xlsx",
            _village("北营村", "Sheet1", 2022),
            status=("refused",),
            problems=("year_mismatch",),
        ),
        dry=False,
    ),
    case(
        "v-village-sheets",
        "a sheet per village without a summary",
        book(
            "各村报送.xlsx",
            *(_village(name, name) for name in VILLAGES),
            also=("X12 件 v=28", "P22 名 v=11", "P20 场 v=22"),
        ),
    ),
    case("v-village-columns", "villages across", book("力量.xlsx", ACROSS)),
    case(
        "v-disputes",
        "register with 成功 and 未成功",
        book(
            "登记簿.xlsx",
            DISPUTES,
            problems=("personal_data",),
            also=(
                "X12 件 v=4",
                "X13 件 v=3",
                "X14? v=*",
                "X12,X13,X16? v=* part=+",
                "X12,X13? v=* p=+",
                "X16? v=*",
            ),
        ),
        year=2024,
    ),
    case(
        "v-sessions",
        "register of events with a total row",
        book(
            "普法台账（司法所）.xlsx",
            SESSIONS,
            department="司法所",
            also=("P20 场 v=5", "P20,P24,P26? v=* p=+", "P20,P24,P26? v=* part=+"),
        ),
    ),
    case(
        "v-groups",
        "areas merged down, unit column, 条 for 件",
        book("主要数据.xlsx", GROUPS, problems=("rate_scaled",)),
    ),
    case("v-offices", "a workbook of several offices", book("各办汇总.xlsx", *OFFICES)),
    case("v-unit-line", "万元 on a line of its own", book("罚没.xlsx", MERGED_UNIT)),
    case(
        "v-errors",
        "errors, no results, more than 100 %, negative",
        book("数据.xlsx", ERRORS, problems=("formula_without_value", "error_cell", "rate_range", "negative")),
    ),
    case("v-hidden", "a hidden row", book("指标.xlsx", HIDDEN, problems=("hidden",))),
    case("v-narrative", "prose", book("总结.xlsx", NARRATIVE, department="执法大队")),
    case(
        "v-old",
        "a file of another year",
        book("执法.xlsx", OLD, status=("refused",), problems=("year_mismatch",)),
    ),
    case("v-blank", "nothing filled in", book("空表.xlsx", BLANK, status=("empty",))),
    case("v-zero", "all zero", book("零报告.xlsx", ZERO, problems=("all_zero",))),
    case(
        "v-conflict",
        "a second file says otherwise",
        book("甲.xlsx", SIMPLE),
        book("乙.xlsx", CHANGED, problems=("conflict",)),
        dry=False,
    ),
    case(
        "v-containers",
        "ghost rows, prefixes, backslashes, wrong extension, GB18030",
        book("幽灵行.xlsx", SIMPLE, write=containers.ghost_rows),
        book("前缀.xlsx", SIMPLE, write=containers.prefixed),
        book("反斜杠.xlsx", SIMPLE, write=containers.backslashed),
        book("改名.xlsx", SIMPLE, write=xls),
        book("二进制.xlsb", SIMPLE, write=xlsb),
        book("文本.csv", SIMPLE, write=partial(csv, encoding="gb18030"), named=False),
    ),
    case(
        "v-refused",
        "password, damage, other kinds of file",
        refused("密码.xlsx", containers.encrypted_xlsx, "encrypted"),
        refused("坏.xlsx", partial(containers.truncated, SIMPLE), "broken|not_a_workbook"),
        refused("扫描.xlsx", containers.picture, "not_a_workbook"),
        refused("公文.xls", containers.pdf, "not_a_workbook"),
    ),
)

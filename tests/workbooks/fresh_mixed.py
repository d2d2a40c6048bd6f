"""Fresh visible: combinations of layouts, cells and files that no document names."""

from __future__ import annotations

from functools import partial

from .cases import book, case
from .grid import sheet
from .writing import csv, html_table, ods, xls
from .xlsb import xlsb


def _village(name: str, disputes: int, solved: int) -> tuple[object, ...]:
    return (
        sheet(
            "Sheet1",
            f"""
{name}2024年度法治工作报送表
填报单位 | {name} | 填报日期 | 2024年12月20日
项目 | 单位 | 数量 | 说明
受理矛盾纠纷 | 件 | {disputes} <X12 件 part={name}> |
调解成功 | 件 | {solved} <X13 件 part={name}> |
法律明白人 | 名 | 3 <P22 名 part={name}> |
""",
        ),
    )


VILLAGES = {"大柳树村": (9, 9), "小柳树村": (4, 3), "河沿村": (12, 11)}

NOTES_FIRST = sheet(
    "填表说明",
    """
填表说明
1.本表由各社区填报，统计时间为2023年1月1日至12月31日。
2.没有发生的填0，没有此项职责的填“—”。
""",
)


def _community(name: str, talks: str, people: str) -> object:
    return sheet(
        name,
        f"""
普法依法治理情况表 {{c3}}
社区：{name} | | 单位：场、人次
内容 | 数量 | 备注
法治讲座 | {talks} |
受教育群众 | {people} |
""",
    )


COMMUNITIES = (
    NOTES_FIRST,
    _community("一社区", "3 <T08 场 part=一社区>", "260 <P26 人次 part=一社区>"),
    _community("二社区", "— <T08? na part=*>", "0 <P26 人次 part=二社区>"),
    _community("三社区", "5 <T08 场 part=三社区>", "410 <P26 人次 part=三社区>"),
)
MONTH_SHEETS = tuple(
    sheet(
        f"{month}月",
        f"""
{month}月份12345工单办理情况
指标 | 数量（件）
接收工单 | {count} <H01 件 p=2023-{month:02d}>
按时办结 | {done} <H05 件 p=2023-{month:02d}>
""",
    )
    for month, (count, done) in enumerate(((510, 505), (488, 480), (530, 528)), 1)
)
THREE_YEARS = sheet(
    "Sheet1",
    """
近三年行政执法主要数据
年度 | 行政检查（次） | 行政处罚（件） | 罚没金额（元）
2021年 | 2210 <E02 次 p=2021> | 44 <E03 件 p=2021> | 208000 <E08 元 p=2021>
2022年 | 2871 <E02 次 p=2022> | 35 <E03 件 p=2022> | 182000 <E08 元 p=2022>
2023年 | 3010 <E02 次> | 29 <E03 件> | 161290 <E08 元>
""",
)
APPLICATIONS = sheet(
    "表三",
    """
三、收到和处理政府信息公开申请情况 {c9}
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） {c2 r2} | | 申请人情况 {c7} | | | | | |
 | | 自然人 {r2} | 法人或其他组织 {c5} | | | | | 总计 {r2}
 | | | 商业\\n企业 | 科研\\n机构 | 社会公益组织 | 法律服务机构 | 其他 |
一、本年新收政府信息公开申请数量 {c2} | | 3 <G09? 件 part=+> | 1 <G09? 件 part=+> | 0 <G09? 件 part=+> \
| 0 <G09? 件 part=+> | 0 <G09? 件 part=+> | 0 <G09? 件 part=+> | 4 <G09,G02 件>
二、上年结转政府信息公开申请数量 {c2} | | 1 <G09.上年结转? 件 part=+> | 0 <G09.上年结转? 件 part=+> \
| 0 <G09.上年结转? 件 part=+> | 0 <G09.上年结转? 件 part=+> | 0 <G09.上年结转? 件 part=+> \
| 0 <G09.上年结转? 件 part=+> | 1 <G09.上年结转 件>
三、本年度办理结果 {r4} | （一）予以公开 | 2 | 1 | 0 | 0 | 0 | 0 | 3
 | （二）部分公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1
 | （四）无法提供 | 0 | 0 | 0 | 0 | 0 | 0 | 0
 | （七）总计 | 3 | 1 | 0 | 0 | 0 | 0 | 4
四、结转下年度继续办理 {c2} | | 1 <G10? 件 part=+> | 0 <G10? 件 part=+> | 0 <G10? 件 part=+> \
| 0 <G10? 件 part=+> | 0 <G10? 件 part=+> | 0 <G10? 件 part=+> | 1 <G10 件>
""".replace("\\\\n", "\\n"),
)
LAWSUITS = sheet(
    "表四",
    """
四、政府信息公开行政复议、行政诉讼情况 {c15}
行政复议 {c5} | | | | | 行政诉讼 {c10} | | | | | | | | |
结果维持 {r2} | 结果纠正 {r2} | 其他结果 {r2} | 尚未审结 {r2} | 总计 {r2} | 未经复议直接起诉 {c5} | | | | \
| 复议后起诉 {c5} | | | |
 | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 \
| 总计
1 | 0 | 0 | 0 | 1 <G11 件> | 0 | 0 | 0 | 0 | 0 <G11.诉讼? 件 part=*> | 0 | 0 | 0 | 0 \
| 0 <G11.诉讼? 件 part=*>
""",
)
OFFICES_ACROSS = sheet(
    "人员",
    """
2023年执法人员情况（单位：人） {c5}
项目 | 综合执法队 | 应急办 | 农业办 | 合计
行政执法人员 | 20 <T14? 人 part=+> | 4 <T14? 人 part=+> | 5 <T14? 人 part=+> | 29 <T14 人>
持证人员 | 19 <E11? 人 part=+> | 4 <E11? 人 part=+> | 3 <E11? 人 part=+> | 26 <E11 人>
持证率 | '95% <E12? % part=+ v=95> | '100% <E12? % part=+ v=100> | '60% <E12? % part=+ v=60> \
| '89.66% <E12 % v=89.66>
""",
)
SIDE_BY_SIDE = sheet(
    "Sheet1",
    """
表1 行政处罚（2023年） {c2} | | | 表2 法治宣传（2023年） {c2} |
项目 | 件数 | | 项目 | 数量
简易程序 | 20 <E09 件> | | 普法宣传（场次） | 44 <P20 场次>
普通程序 | 9 <E10 件> | | 宣传资料（份） | 5200 <P24 份>
合计 | 29 <E03 件> | | 法律咨询（人次） | 380 <P28 人次>
""",
)
LONG_LABELS = sheet(
    "Sheet1",
    """
附件：法治政府建设年度报告数据采集表
序号 | 采集内容 | 填报数据
1 | 2023年镇党委、政府主要负责人听取法治建设工作汇报的次数（次） | 4 <D13 次>
2 | 2023年召开党委会、镇长办公会研究法治议题的次数（次） | 6 <D12 次>
3 | 2023年本单位作为被申请人的行政复议案件数（件） | 1 <L02 件>
4 | 2023年本单位作为被告的行政诉讼案件数（件） | 3 <L05 件>
5 | 2023年行政机关负责人出庭应诉次数（次） | 2 <L08 次>
6 | 2023年制定规范性文件数量（件） | 0 <D04,G04 件>
7 | 2023年度本镇重大行政决策事项目录中的事项数（项） | 2 <D01 项>
8 | 2023年审核各类合同的数量（份） | 47 <D06 份>
9 | 2023年执法人员参加业务培训人次（人次） | 720余 <T05 人次 v=720 q=over>
10 | 2023年受理行政执法投诉举报件数（件） | 无 <E24 na>
""",
)
NEAR_MISSES = sheet(
    "Sheet1",
    """
2023年综合执法办统计
项目 | 单位 | 数量
行政处罚听证 | 件 | 2
行政处罚案件移送公安 | 件 | 1
全区行政检查总量 | 次 | 88000
行政检查计划完成率 | % | 100
处罚案件平均办理天数 | 天 | 18
执法车辆 | 辆 | 4
撤销行政处罚 | 件 | 0
执法服装 | 套 | 60
行政检查 | 次 | 512 <E02 次>
""",
)
QUARTERS = sheet(
    "季度",
    """
2024年普法宣传和矛盾纠纷分季度统计 {c6}
指标 | 一季度 | 二季度 | 三季度 | 四季度 | 全年合计
普法宣传（场次） | 12 <P20? 场次 p=* part=*> | 20 <P20? 场次 p=* part=*> | 15 <P20? 场次 p=* part=*> \
| 31 <P20? 场次 p=* part=*> | 78 <P20 场次>
排查矛盾纠纷（次） | 24 <X11? 次 p=* part=*> | 24 <X11? 次 p=* part=*> | 26 <X11? 次 p=* part=*> \
| 30 <X11? 次 p=* part=*> | 104 <X11 次>
""",
)
ACTIVITY_REGISTER = sheet(
    "活动台账",
    """
2023年普法宣传活动登记表
序号 | 日期 | 活动名称 | 地点 | 参加人数 | 发放资料（份）
1 | 45000 {fmt=yyyy"年"m"月"d"日"} | 国家安全日宣传 | 广场 | 120 | 300
2 | 2023.6.26 | 国际禁毒日宣传 | 东街社区 | 85 | 200
3 | 2023年12月4日 | 宪法宣传周 | 中心校 | 260 | 500
""",
)
COVER = (
    sheet("封面", "2023年度\n行政执法统计报表\n填报单位：杏花镇人民政府\n填报时间：2024年1月10日"),
    sheet(
        "行政许可",
        "行政许可实施情况统计表 | | | |\n单位：宗\n申请数量 | 受理数量 | 予以许可 | 不予许可 | 撤销许可\n"
        "130 | 128 | 126 <E05 宗> | 2 | 0",
    ),
    sheet(
        "行政检查",
        "行政检查情况统计表\n单位：次\n检查类别 | 检查次数\n日常检查 | 300 <E02? 次 part=+>\n"
        "专项检查 | 112 <E02? 次 part=+>\n合计 | 412 <E02 次>",
    ),
)
WEB_EXPORT = sheet(
    "信访",
    """
统计时间：2023-01-01至2023-12-31
信访形式 | 件次 | 人次
来信 | 61 <X08 件次> | 61 <X02? 人次 part=+>
来访 | 120 <X08.来访 件次> | 410 <X02? 人次 part=+>
网上 | 300 <X08.网上 件次> | 300 <X02? 人次 part=+>
来电 | 70 <X08.来电 件次> | 147 <X02? 人次 part=+>
合计 | 551 <X01 件次> | 918 <X02 人次>
""",
)
TIED = sheet(
    "Sheet1",
    """
法治工作数据（2023年） | | 填报科室：综治办
矛盾纠纷调处（起） | 118 <X12 起> | 成功率 | 98.3% <X14 % v=98.3>
人民调解员（名） | 66 <X18 名> | 其中专职 | 12 <X18.专职 名>
""",
)
MIXED_NONE = sheet(
    "Sheet1",
    """
2023年行政执法其他情况
项目 | 数量 | 单位
行政强制 | / <E04 na> | 件
行政裁决 | 无 <E06.裁决 na> | 件
行政确认 | 零 <E06 件 v=0> | 件
行政给付 | | 件
行政奖励 | 未发生 <E06.奖励 件 v=0> | 件
重大执法决定法制审核 | 约10件 <E16 件 v=10 q=about> | 件
执法记录仪 | 不足30台 <E18 台 v=30 q=below> | 台
涉企行政检查 | 30-40次 <E21 次 v=30..40 q=range> | 次
""",
)

CASES = (
    case(
        "f-village-files",
        "a file per village",
        *(book(f"附件1：{name}.xlsx", *_village(name, *numbers)) for name, numbers in VILLAGES.items()),  # pyright: ignore[reportArgumentType]
        year=2024,
        dry=False,
    ),
    case(
        "f-community-sheets",
        "instructions first, then a sheet per community",
        book("各社区普法.xls", *COMMUNITIES, write=xls, also=("T08? 场 v=8", "P26? 人次 v=670")),  # pyright: ignore[reportArgumentType]
    ),
    case(
        "f-month-sheets",
        "three months, a sheet each, no summary",
        book("热线1-3月.xlsx", *MONTH_SHEETS, also=("H01? 件 v=1528", "H05? 件 v=1513")),
    ),
    case("f-three-years", "years down", book("近三年.xlsx", THREE_YEARS)),
    case(
        "f-applications",
        "the third table of the disclosure report, shortened",
        book("申请情况.xlsx", APPLICATIONS),
    ),
    case(
        "f-lawsuits",
        "the fourth table of the disclosure report",
        book("复议诉讼.ods", LAWSUITS, write=ods, also=("G11.诉讼? 件 v=0",)),
    ),
    case("f-offices-across", "offices across with a total column", book("执法人员.xlsx", OFFICES_ACROSS)),
    case("f-side-by-side", "two titled blocks side by side", book("两表.xlsb", SIDE_BY_SIDE, write=xlsb)),
    case("f-long-labels", "whole sentences as labels", book("采集表.xlsx", LONG_LABELS)),
    case("f-near-misses", "labels that only look alike", book("综合执法办.xlsx", NEAR_MISSES)),
    case("f-quarters", "quarters across", book("季度.xlsx", QUARTERS), year=2024),
    case(
        "f-activity-register",
        "activities with a serial date",
        book("普法台账.xlsx", ACTIVITY_REGISTER, also=("P20 场 v=3", "P26? 人次 v=465", "P24? 份 v=1000")),
    ),
    case("f-cover", "a cover sheet and a sheet per form", book("统计年报.xls", *COVER, write=xls)),
    case(
        "f-web-export",
        "an export of a web system",
        book("信访统计.xls", WEB_EXPORT, write=html_table, named=False),
    ),
    case(
        "f-tied",
        "two pairs a row without a header",
        book("综治办.csv", TIED, write=partial(csv, encoding="gb18030"), named=False),
    ),
    case("f-mixed-none", "every way to say nothing, and every qualifier", book("其他.xlsx", MIXED_NONE)),
)

"""What the party, publicity and justice offices and the villages send: learning, training, publicity."""

from __future__ import annotations

from functools import partial

from .cases import book, case, months
from .grid import Sheet, sheet
from .writing import csv, html_table, ods, xls

TRAINED = sheet(
    "培训",
    """
2023年执法培训登记 {c6}
场次 | 培训时间 | 培训主题 | 授课人 | 参训人数 | 学时
第1场 | 3月15日 | 新行政处罚法解读 | 法律顾问 | 48 | 4
第2场 | 5.20 | 执法文书制作 | 区司法局 | 52 | 4
第3场 | 2023-08-11 | 执法案卷评查 | 法制办 | 45 | 8
第4场 | 十月底 | 合同管理 | 法律顾问 | 60 | 4
合计 4场 | | | | 205 <T05 人次> | 20 <T06? 学时>
""",
)

TRAINING = sheet(
    "Sheet1",
    """
执法培训情况 {c4}
（综合执法大队） {c4}
 | 全年 | 上年同期 | 备注
业务培训（期） | 15 <T04 期> | 12 <T04 期 p=2022> |
参训（人次） | 720余 <T05 人次 v=720 q=over> | 约600 <T05 人次 v=600 q=about p=2022> |
人均学时 | 60 <T06> | 60 <T06 p=2022> | 达标
执法大讲堂（期） | 8 <T08 期> | 6 <T08 期 p=2022> |
""",
)

LAW_DAYS = sheet(
    "学法",
    """
党委（扩大）会议集体学法情况登记表 {c5}
序号 | 会议日期 | 学习篇目 | 主持人 | 参加人数
1 | 2023.1.9 | 党的二十大报告 | 张某 | 22
2 | 2023.2.27 | 宪法 | 张某 | 21
3 | 2023.5.8 | 信访工作条例 | 王某 | 23
4 | 2023.9.11 | 行政复议法 | 张某 | 20
""",
)

EXAMS = sheet(
    "考试",
    """
网上学法用法考试情况 {c6}
单位 | 应考人数 | 参考人数 | 合格人数 | 参考率 | 合格率
机关各科室 | 86 | 86 <T12? v=*> | 85 | 100% <T11? v=* part=*> | 98.8% <T11.合格率? v=* part=*>
村（社区） | 54 | 53 <T12? v=*> | 53 | 98.1% <T11? v=* part=*> | 100% <T11.合格率? v=* part=*>
合计 | 140 | 139 <T12? v=*> | 138 | 99.29% <T11 % v=99.29> | 99.28% <T11.合格率 % v=99.28>
""",
)

TALKS = sheet(
    "宣讲",
    """
宣讲活动进展（10月以来）
项目\\n名称 | 数\\n量 | 单\\n位
宣讲与学习 | ４０ <T09 次 v=40> | 次
覆盖群众 | 上千 <T10 人次 v=1000 q=over> | 人次
村级法治讲座 | 十二 <T08? v=12> | 场
""",
)

PUBLICITY = sheet(
    "普法",
    "\n".join(
        [
            "普法宣传活动月统计表（司法所）",
            "项目 | "
            + " | ".join(
                f"{name}月"
                for name in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
            )
            + " | 全年合计",
            months(
                "普法宣传（场）",
                "P20 场",
                "10 8 15 16 14 12 11 9 13 17 16 21",
                year=2023,
                total="162 <P20 场>",
            ),
            months(
                "法律咨询（人次）",
                "P28 人次",
                "20 15 41 . 32 28 25 19 30 44 38 52",
                year=2023,
                total="344 <P28 人次>",
            ),
            months(
                "送法进校园（场次）",
                "P32.进校园 场次",
                "0 0 1 0 1 1 0 0 2 0 0 1",
                year=2023,
                total="6 <P32.进校园 场次>",
            ),
        ]
    ),
)

MATERIALS = sheet(
    "宣传",
    """
宣传品发放情况 {c3}
类型 | 数量 | 用途
宣传资料 | 三千余份 <P24 份 v=3000 q=over> | 现场发放
横幅 | 12条 <P25 条 v=12> |
海报 | 35张 <P25.海报 张 v=35> |
展板 | 8块 <P25.展板 块 v=8> |
受教育群众 | 两万余人次 <P26 人次 v=20000 q=over> |
公众号普法推文 | 48篇 <P27 篇 v=48> |
""",
)

ONE_CELL = sheet(
    "宣传",
    """
活动 | 宣传品
宪法宣传周 | 横幅12条、海报35张、展板8块 <P25? v=* part=*; P25.海报? v=* part=*; P25.展板? v=* part=*>
民法典宣传月 | 横幅6条、宣传册500册 <P25? v=* part=*; P24? v=* part=*>
""",
)

KEY_PEOPLE = sheet(
    "法治人才",
    """
法治带头人、法律明白人统计表 {c7}
 | | | | | 单位：人、%
村（社区） {r2} | 户数 {r2} | 法治带头人 {r2} | 法律明白人 {c3} | | | 法治带头人、\\n法律明白人合计 {r2}
 | | | 人数 | 按时结业 | 结业率 |
柳口村 | 420 | 3 | 9 <P22 人 part=柳口村> | 9 | 100% <P23? v=* part=*> | 12 <P21 人 part=柳口村>
十四街 | 388 | 2 | 8 <P22 人 part=十四街> | 8 | 100% <P23? v=* part=*> | 10 <P21 人 part=十四街>
新河社区 | 1020 | 4 | 12 <P22 人 part=新河社区> | 12 | 100% <P23? v=* part=*> | 16 <P21 人 part=新河社区>
合计 | 1828 | 9 | 29 <P22 人> | 29 | 100% <P23 % v=100> | 38 <P21 人>
""",
)

FACILITIES = sheet(
    "阵地",
    """
基层法治建设基本情况 {c4}
类　别 | 级　别 | 数　量 | 单　位
民主法治示范村 | 国家级 | 1 <P30? part=*> | 个
 | 市级 | 4 <P30? part=*> | 个
 | 小计 | 5 <P30 个> | 个
法治文化阵地 | / | 7 <P31 处> | 处
公共法律服务站（室） | / | 19 <P34 个> | 个
法治副校长 | / | 6 <P32 名> | 名
社区矫正在册 | / | 14 <P35 人> | 人
安置帮教在册 | / | 37 <P35.安置帮教 人> | 人
法律援助 | / | 21 <P29 件> | 件
""",
)


def _place(name: str, talks: str, asked: str, papers: str) -> Sheet:
    part = f"part={name}"
    return sheet(
        name,
        f"""
{name}2023年法治宣传统计
宣传活动（场次） | {talks} <P20 场次 {part}>
法律咨询（人次） | {asked} <P28 人次 {part}>
发放资料（份） | {papers} <P24 份 {part}>
""",
    )


PLACES = (
    _place("前进村", "11", "36", "500"),
    _place("光明村", "9", "22", "300"),
    _place("北街社区", "14", "60", "800"),
)

ACTIVITIES = sheet(
    "活动登记",
    """
普法活动登记表 {c8}
登记部门：宣传组 {c8}
编号 | 时间 | 地点 | 活动主题 | 活动类型 | 参加人数 | 发放资料（份） | 备注
2023-01 | 3月8日 | 文化广场 | 妇女权益 | 普法宣传 | 120 | 300 |
2023-02 | 4月15日 | 东咀小学 | 国家安全 | 普法宣传 | 260 | 260 |
2023-03 | 6月26日 | 中心广场 | 禁毒 | 普法宣传 | 180 | 400 | 联合派出所
2023-04 | 12月4日 | 镇文化站 | 宪法 | 普法宣传 | 310 | 650 |
""",
)

COMBINED = sheet(
    "司法所",
    """
司法所2023年工作数据一览表 {c6}
工作 | 数据 | 单位 | 工作 | 数据 | 单位
人民调解 | 121 <X12 件> | 件 | 普法宣传 | 162 <P20 场> | 场
调解成功 | 118 <X13 件> | 件 | 法律咨询 | 344 <P28 人次> | 人次
社区矫正 | 14 <P35 人> | 人 | 法律援助 | 21 <P29 件> | 件
安置帮教 | 37 <P35.安置帮教 人> | 人 | 法律明白人 | 210 <P22 名> | 名
""",
)

FORM = sheet(
    "上报",
    """
青河镇法治建设指标上报表 {c4}
指标 | 完成值 | 指标 | 完成值
专项普法宣传（次） | 160余 <P20 次 v=160 q=over> | 法律明白人（名） | 210 <P22 名>
听取法治工作汇报（次） | 4 <D13 次> | 集体学法（次） | 7 <T01 次>
执法培训（次） | 13 <T04 次> | 参训人次 | 650 <T05>
""",
)

SCHOOL = sheet(
    "教育",
    """
“谁执法谁普法”履职评议 | 次 | 1 <P33 次>
中心组专题学法 | 次 | 2 <T03 次>
合同管理培训 | 场 | 1 <T07 场>
中心组学习列入篇目 | 篇 | 16 <T02 篇>
""",
)

PERCENT = sheet(
    "培训",
    """
法律明白人网上学习 {c3}
 | 应结业 | 按时结业率
测试镇 | 210 | 100.00% <P23 % v=100>
""",
)

CASES = (
    case(
        "in-t-register",
        "register whose total says how many",
        book("培训登记.xlsx", TRAINED, also=("T04 次 v=4",)),
    ),
    case(
        "in-t-training",
        "approximate numbers, odd last year",
        book("执法培训情况.xlsx", TRAINING, department="执法大队"),
    ),
    case(
        "in-t-law",
        "register of meetings counted",
        book("集体学法登记（党建办）.xls", LAW_DAYS, write=xls, department="党建办", also=("T01 次 v=4",)),
    ),
    case("in-t-exams", "rates of groups with a total", book("学法考试.xlsx", EXAMS)),
    case(
        "in-t-talks", "line breaks in headings, full-width and Chinese digits", book("宣讲进展.xlsx", TALKS)
    ),
    case("in-p-months", "months in Chinese numerals", book("普法月统计.xlsx", PUBLICITY)),
    case(
        "in-p-materials",
        "numbers with units and 余 in words",
        book("宣传品.csv", MATERIALS, write=partial(csv, encoding="gb18030", delimiter=";"), named=False),
    ),
    case(
        "in-p-one-cell",
        "several numbers in one cell, per activity",
        book(
            "宣传品明细.xlsx",
            ONE_CELL,
            also=("P25? v=* part=*", "P24? v=* part=*"),
            status=("imported", "empty"),
        ),
    ),
    case(
        "in-p-people",
        "leaders and key people, villages down",
        book("法律明白人统计.ods", KEY_PEOPLE, write=ods),
    ),
    case("in-p-facilities", "classes inside an indicator, subtotal", book("基层法治.xlsx", FACILITIES)),
    case(
        "in-p-places",
        "a form per village without header",
        book("各村宣传.xlsx", *PLACES, also=("P20 场次 v=34", "P28 人次 v=118", "P24 份 v=1600")),
    ),
    case(
        "in-p-register",
        "register of activities",
        book(
            "普法活动登记（宣传组）.xlsx",
            ACTIVITIES,
            department="宣传组",
            also=("P20 v=4", "P26? v=870", "P24? 份 v=1610"),
        ),
    ),
    case(
        "in-p-columns",
        "two triples side by side",
        book("一览表（司法所）.xls", COMBINED, write=html_table, named=False, department="司法所"),
    ),
    case("in-p-form", "label and value twice in a row", book("指标上报表.xlsx", FORM), town="青河镇"),
    case("in-p-three", "no header at all", book("新建 Microsoft Excel 工作表.xlsx", SCHOOL)),
    case("in-p-rate", "the town as row", book("结业率.xlsx", PERCENT)),
)

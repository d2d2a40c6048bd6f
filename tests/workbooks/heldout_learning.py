"""Held out: training and publicity; registers, months, villages, collected workbooks, prose."""

from __future__ import annotations

from .cases import book, case, months
from .grid import sheet
from .writing import html_table, xls

TRAINING = sheet(
    "培训台账",
    """
行政执法人员培训登记台账（2023年度） {c6}
填报单位：执法大队 {c6}
序号 | 培训日期 | 培训内容 | 授课人 | 参训人数（人次） | 备注
1 | 2023-02-14 {d} | 行政处罚法解读 | 司法所 | 46 |
2 | 2023-03-28 {d} | 执法文书制作 | 区司法局 | 52 |
3 | 2023-05-16 {d} | 安全生产执法 | 应急局 | 38 |
4 | 2023-08-09 {d} | 城市管理条例 | 法律顾问 | 61 |
5 | 2023-10-24 {d} | 案卷评查讲评 | 区司法局 | 47 |
6 | 2023-11-30 {d} | 行政复议法 | 法律顾问 | 55 |
""",
)

PUBLICITY = sheet(
    "Sheet1",
    """
2023年普法宣传工作月报汇总
项目 | 1月 | 2月 | 3月 | 4月 | 5月 | 6月 | 7月 | 8月 | 9月 | 10月 | 11月 | 12月 | 合计
"""
    + months(
        "普法宣传（场次）", "P20 场次", "12 8 15 14 . 16 11 9 18 13 17 20", year=2023, total="153 <P20 场次>"
    )
    + "\n"
    + months(
        "发放宣传资料（份）",
        "P24 份",
        "600 200 1500 800 . 1200 300 250 900 700 650 2400",
        year=2023,
        total="9500 <P24 份>",
    )
    + "\n"
    + months(
        "法律咨询（人次）",
        "P28 人次",
        "31 12 64 40 . 55 20 18 37 29 33 90",
        year=2023,
        total="429 <P28 人次>",
    )
    + "\n说明：5月未报送。",
)

QUALIFIED = sheet(
    "Sheet1",
    """
高坪镇法治宣传工作统计（2024） {c3}
序号 | 指标 | 数据
1 | 宣传资料（份） | 3000余份 <P24 份 v=3000 q=over>
2 | 横幅（条） | 12 <P25,P25.横幅 条>
3 | 海报（张） | 35张 <P25.海报 张 v=35>
4 | 展板（块） | 八 <P25.展板 块 v=8>
5 | 受教育群众（人次） | 两万余 <P26 人次 v=20000 q=over>
6 | 法律咨询（人次） | 约300 <P28 人次 v=300 q=about>
7 | 法律援助（件） | 不足10件 <P29 件 v=10 q=below>
8 | 法治讲座（场） | 5至6场 <T08 场 v=5..6 q=range>
9 | 宣讲覆盖群众（人次） | 上千人次 <T10 人次 v=1000 q=over>
10 | 宣讲与学习（次） | 40 <T09 次>
11 | 法治文化阵地（处） | 7处 <P31 处 v=7>
12 | 网上学法用法人数（人） | 1２8 <T12 人 v=128>
""",
)

VILLAGE_ROWS = sheet(
    "各村情况",
    """
2023年各村街法治建设情况统计表 {c6}
填报单位：司法所 {c6}
序号 | 村（街、社区） | 法律明白人（名） | 法治文化阵地（个） | 村法律顾问（名） | 专项普法宣传（次）
1 | 一街 | 3 <P22 名 part=一街> | 1 <P31 个 part=一街> | 1 <D09 名 part=一街> | 6 <P20 次 part=一街>
2 | 十四街 | 5 <P22 名 part=十四街> | 2 <P31 个 part=十四街> | 1 <D09 名 part=十四街> | 9 <P20 次 part=十四街>
3 | 柳口村 | 4 <P22 名 part=柳口村> | 0 <P31 个 part=柳口村> | 1 <D09 名 part=柳口村> | 4 <P20 次 part=柳口村>
4 | 福源社区 | 6 <P22 名 part=福源社区> | 3 <P31 个 part=福源社区> | 1 <D09 名 part=福源社区> \
| 12 <P20 次 part=福源社区>
总  计 {c2} | | 18 <P22 名> | 6 <P31 个> | 4 <D09 名> | 31 <P20 次>
""",
)

VILLAGE_COLUMNS = sheet(
    "Sheet1",
    """
项目 | 单位 | 西关社区 | 南门村 | 北苑社区 | 合计
人民调解员 | 人 | 5 <X18 人 part=西关社区> | 4 <X18 人 part=南门村> | 7 <X18 人 part=北苑社区> | 16 <X18 人>
调解成功 | 件 | 11 <X13 件 part=西关社区> | 2 <X13 件 part=南门村> | 9 <X13 件 part=北苑社区> | 22 <X13 件>
发放宣传资料 | 份 | 800 <P24 份 part=西关社区> | 350 <P24 份 part=南门村> | 1200 <P24 份 part=北苑社区> \
| 2350 <P24 份>
""",
)

SHARED_CELL = sheet(
    "Sheet1",
    """
2023年村级普法宣传统计
村名 | 普法宣传（场次）
河东村 | 26 <P20? 场次 part=*> {r3}
河西村 |
河南村 |
山前村 | 8 <P20 场次 part=山前村>
山后村 | 5 <P20 场次 part=山后村>
""",
)

COLLECTED = (
    sheet(
        "综治办",
        """
综治办2023年数据 {c3}
指标 | 数值 | 单位
矛盾纠纷排查 | 52 <X11 次> | 次
12345工单 | 3320 <H01 件> | 件
按时办结率 | '96.4% <H03 % v=96.4> | %
""",
    ),
    sheet(
        "执法大队",
        """
单位：件、万元 | | |
执法类型 | 行政检查 | 行政处罚 | 处罚金额（万元）
数量 | 1411 <E02 件> | 52 <E03 件> | 30.25 <E08 万元>
""",
    ),
    sheet(
        "党政办",
        """
填报单位：党政办
主动公开信息（条） | 97 <G01 条>
依申请公开（件） | 2 <G02 件>
微信公众号发布（条） | 416 <G12,G12.公众号 条>
备注 | 数据截至12月31日
""",
    ),
    sheet(
        "司法所",
        "\n\n项目 | 2022年 | 2023年\n法律明白人（名） | 98 <P22 名 p=2022> | 113 <P22 名>\n"
        "法律援助（件） | 7 <P29 件 p=2022> | 11 <P29 件>",
    ),
)

PROSE = sheet(
    "工作总结",
    """
2023年度执法培训工作总结 {c2}
部门 | 执法大队
工作开展情况 | 全年开展行政执法培训15次，参训人员720余人次；组织旁听庭审2场。 <T04,T05,L10? v=* part=* p=*>
存在问题 | 法律专业毕业的人员占比不足20%。 <E25? v=* part=* p=*>
""",
)

HEADINGS = sheet(
    "Sheet 1",
    """
　　2023年度　公共法律服务　统计表　　 {c5}
公共法律\\n服务站\\n（个） | 民主法治\\n示范村\\n（个） | 法治\\n副校长\\n（名） \
| 社区矫正\\n在册\\n（人） | 公众号\\n普法推文\\n（条）
'\xa021 <P34 个 v=21> | '\u200b6 <P30 个 v=6> | ' 9　 <P32 名 v=9> | '14人 <P35,P35.社区矫正 人 v=14> \
| '1,024 <P27 条 v=1024>
""",
)

PAST_FIRST = sheet(
    "x",
    """
学法培训情况 {c5} | | | | | 2023年度
指标 | 去年同期 | 本年 | 同比增减 | 单位
执法业务培训 | 11 <T04 次 p=2022> | 15 <T04 次> | '36.36% | 次
参训人次 | 602 <T05 人次 p=2022> | 720余 <T05 人次 v=720 q=over> | — | 人次
人均培训学时 | 60 <T06 学时 p=2022> | 60 <T06 学时> | 0 | 学时
学法考试合格率 | '98.5% <T11,T11.合格率 % v=98.5 p=2022> | '100% <T11,T11.合格率 % v=100> | — | %
""",
)

CASES = (
    case(
        "h-training",
        "training register as WPS .et: sessions counted, people summed",
        book(
            "执法培训台账.et",
            TRAINING,
            write=xls,
            department="执法大队",
            also=("T04 次 v=6", "T05 人次 v=299", "T04,T05? v=* p=+", "T04,T05? v=* part=+"),
        ),
    ),
    case("h-publicity", "L6: an empty month is not zero", book("普法月报.xlsx", PUBLICITY)),
    case(
        "h-qualified",
        "余, 约, 不足, 上千, 至, Chinese and mixed-width numerals",
        book("宣传统计.xlsx", QUALIFIED),
        year=2024,
        town="高坪镇",
    ),
    case(
        "h-village-rows",
        "villages down the rows, four indicators, a total row",
        book("各村.xlsx", VILLAGE_ROWS),
    ),
    case(
        "h-village-columns",
        "villages across the columns, no title at all",
        book("村居情况.xlsx", VILLAGE_COLUMNS),
    ),
    case(
        "h-shared-cell",
        "one number merged over three villages",
        book("村级普法.xlsx", SHARED_CELL, problems=("merged_value",), also=("P20? 场次 v=39",)),
    ),
    case(
        "h-collected",
        "a workbook collected from four departments, each sheet its own form",
        book("各科室数据汇总（定稿）.xlsx", *COLLECTED),
    ),
    case("h-prose", "L16: numbers in prose are proposed, not stored", book("总结.xlsx", PROSE)),
    case(
        "h-headings",
        "line breaks in headings, ideographic, zero-width and no-break spaces",
        book("公服.xlsx", HEADINGS),
    ),
    case(
        "h-past-first",
        "去年同期 before 本年; HTML in UTF-8 named .xls",
        book("学法.xls", PAST_FIRST, write=lambda page: html_table(page, encoding="utf-8"), named=False),
    ),
)

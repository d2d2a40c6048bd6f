"""More visible: hotline, petitions, mediation."""

from __future__ import annotations

from functools import partial

from .cases import book, case, months
from .grid import Sheet, sheet
from .writing import csv, ods, xls

HOTLINE_UNITS = sheet(
    "热线",
    """
2023年12345热线承办情况统计表 {c10}
序号 {r2} | 承办单位 {r2} | 派遣案件总数（件） {r2} | 办结情况（件） {c3} | | | 群众评价 {c3} | | | 备注 {r2}
 | | | 按时办结 | 超时办结 | 未办结 | 回访数（件） | 不满意数（件） | 不满意率 |
1 | 物业办 | 320 <H01? 件 part=+> | 311 <H05? 件 part=+> | 8 <H05.超时? 件 part=+> \
| 1 <H05.未办结? 件 part=+> | 300 <H07? 件 part=+> | 27 <H07.不满意数? 件 part=+> | 9 <H08? % part=+> {pct} |
2 | 城建办 | 210 <H01? 件 part=+> | 205 <H05? 件 part=+> | 5 <H05.超时? 件 part=+> \
| 0 <H05.未办结? 件 part=+> | 190 <H07? 件 part=+> \
| 11 <H07.不满意数? 件 part=+> | 5.79 <H08? % part=+> {pct} |
3 | 东街村 | 71 <H01? 件 part=+> | 69 <H05? 件 part=+> | 1 <H05.超时? 件 part=+> \
| 1 <H05.未办结? 件 part=+> | 60 <H07? 件 part=+> | 2 <H07.不满意数? 件 part=+> | 3.33 <H08? % part=+> {pct} |
总计 {c2} | | 601 <H01 件> | 585 <H05 件> | 14 <H05.超时 件> | 2 <H05.未办结 件> \
| 550 <H07 件> | 40 <H07.不满意数 件> | 7.27 <H08 %> {pct} |
""",
)
HOTLINE_TEXT = sheet(
    "Sheet1",
    """
12345政务服务便民热线2023年度办理情况
数据项 | 全年数
全年接收工单 | 6441件 <H01 件 v=6441>
直接答复 | 4829件 <H06 件 v=4829>
转办 | 1612件 <H06.转办 件 v=1612>
按时接单率 | 99.77 <H02 %>
按时办结率 | 94 <H03 %>
群众满意率 | 81.81 <H04 %>
重复投诉 | 三十七件 <H09 件 v=37>
""",
)
HOTLINE_MONTHS = sheet(
    "工单",
    "2024年热线工单分月统计（单位：件） {c14}\n"
    "项目 | "
    + " | ".join(f"{month}月份" for month in range(1, 13))
    + " | 全年\n"
    + months(
        "受理工单", "H01 件", "88 70 95 102 99 110 131 128 93 84 77 80", year=2024, total="1157 <H01 件>"
    )
    + "\n"
    + months("超时办结", "H05.超时 件", "1 0 0 2 1 0 3 2 0 0 0 1", year=2024, total="10 <H05.超时 件>"),
)


def _quarter(name: str, taken: int, rate: float, sure: bool = False) -> Sheet:
    mark = "" if sure else "? p=* part=*"
    count, share = (f"<H01{mark} 件>", f"<H04{mark} %>") if not sure else ("<H01 件>", "<H04 %>")
    return sheet(
        name,
        f"""
2023年{name}热线数据
指标 | 数值
接收办理工单（件） | {taken} {count}
工单满意率（%） | {rate} {share}
""",
    )


PETITION_BOTH = sheet(
    "信访",
    """
2023年度信访工作统计表 {c6}
项目 | 单位 | 本年 | 上年 | 增减 | 同比
信访总量 | 件次 | 551 <X01 件次> | 602 <X01 件次 p=2022> | -51 | -8.47% {fmt=@}
涉及人次 | 人次 | 918 <X02 人次> | 1004 <X02 人次 p=2022> | -86 | -8.57%
其中：来信 | 件次 | 46 <X08 件次> | 60 <X08 件次 p=2022> | -14 | -23.33%
来访 | 件次 | 120 <X08.来访 件次> | 131 <X08.来访 件次 p=2022> | -11 | -8.40%
网上信访 | 件次 | 377 <X08.网上 件次> | 400 <X08.网上 件次 p=2022> | -23 | -5.75%
来电 | 件次 | 8 <X08.来电 件次> | 11 <X08.来电 件次 p=2022> | -3 | -27.27%
""",
)
PETITION_FORM = sheet(
    "Sheet1",
    """
信访工作情况表（信访办，2023年）
信访事项 | 551批次（件次） <X01 批次（件次） v=551> | 来访接待 | 918人次 <X02? 人次 v=918>
信访受理率 | 100％ <X03 % v=100> | 信访办结率 | 100％ <X04 % v=100>
一次性化解率 | 96.1％ <X05 % v=96.1> | 领导接访 | 51批次 <X06 批次 v=51>
化解积案 | 3 件 <X09 件 v=3> | 上级交办件 | 27 件 <X10 件 v=27>
""",
)
YEARS_DOWN = sheet(
    "近三年",
    """
人民调解工作近三年数据
年份 | 受理纠纷（件） | 调解成功（件） | 调解成功率 | 涉及金额（万元）
2021年 | 188 <X12 件 p=2021> | 183 <X13 件 p=2021> | '97.3% <X14 % p=2021 v=97.3> | 210.5 <X15 万元 p=2021>
2022年 | 201 <X12 件 p=2022> | 198 <X13 件 p=2022> | '98.5% <X14 % p=2022 v=98.5> | 166 <X15 万元 p=2022>
2023年 | 224 <X12 件> | 219 <X13 件> | '97.8% <X14 % v=97.8> | 302.4 <X15 万元>
""",
)
VILLAGES_PLAIN = sheet(
    "Sheet1",
    """
各村（社区）矛盾纠纷排查调处情况表（2023年度） {c5}
序号 | 村（社区） | 排查次数（次） | 受理矛盾纠纷（件） | 调解成功（件）
1 | 杏花村 | 24 <X11 次 part=杏花村> | 11 <X12 件 part=杏花村> | 11 <X13 件 part=杏花村>
2 | 石桥村 | 20 <X11 次 part=石桥村> | 8 <X12 件 part=石桥村> | 7 <X13 件 part=石桥村>
3 | 南苑社区 | 36 <X11 次 part=南苑社区> | 19 <X12 件 part=南苑社区> | 18 <X13 件 part=南苑社区>
4 | 马头村 | 12 <X11 次 part=马头村> | 0 <X12 件 part=马头村> | 0 <X13 件 part=马头村>
填表人：韩某　　2023年12月20日
""",
)
VILLAGES_TOP = sheet(
    "人民调解",
    """
2023年人民调解组织和人员汇总
单位：个、名 | | |
村居 | 人民调解委员会（个） | 人民调解员（名） | 其中专职（名）
总计 | 5 <X17 个> | 17 <X18 名> | 4 <X18.专职 名>
东关村 | 1 <X17 个 part=东关村> | 3 <X18 名 part=东关村> | 1 <X18.专职 名 part=东关村>
西关村 | 1 <X17 个 part=西关村> | 3 <X18 名 part=西关村> | 1 <X18.专职 名 part=西关村>
北关村 | 1 <X17 个 part=北关村> | 4 <X18 名 part=北关村> | 0 <X18.专职 名 part=北关村>
河湾社区 | 2 <X17 个 part=河湾社区> | 7 <X18 名 part=河湾社区> | 2 <X18.专职 名 part=河湾社区>
""",
)
VILLAGES_WRONG = sheet(
    "纠纷",
    """
2023年各村纠纷受理数
村名 | 受理矛盾纠纷（件）
甲庄 | 12 <X12 件 part=甲庄>
乙庄 | 9 <X12 件 part=乙庄>
丙庄 | 14 <X12 件 part=丙庄>
合计 | 36
""",
)
BRIGHT = sheet(
    "Sheet1",
    """
2023年“法律明白人”作用发挥情况（10月以来） {c2}
参与化解矛盾纠纷（件） | 22 <X21 件 p=*>
参与社会事务管理（件次） | 120 <X22 件次 p=*>
引导法律服务（件次） | 15 <X23 件次 p=*>
""",
)
DISPUTES = sheet(
    "Sheet1",
    """
2023年司法所矛盾纠纷调处统计 {c4}
指标 | 数量 | 单位 | 说明
调处矛盾纠纷 | 368 <X12 起> | 起 |
其中调解成功 | 361 <X13 起> | 起 |
成功率 | 0.981 <X14? % v=98.1> | |
书面协议 | 150 <X16.书面 份> | 份 |
口头协议 | 211 <X16.口头 份> | 份 |
涉及标的额 | 1,026,000 <X15? 元 v=1026000> | 元 | 约102.6万元
""",
)
RECEPTION = sheet(
    "接访",
    """
党政领导接访下访情况（9月至12月） | |
姓名 | 接访批次（批次） | 接访人次（人次）
书记 | 15 <X06? 批次 p=* part=*> | 80 <X07? 人次 p=* part=*>
镇长 | 21 <X06? 批次 p=* part=*> | 131 <X07? 人次 p=* part=*>
副书记 | 15 <X06? 批次 p=* part=*> | 80 <X07? 人次 p=* part=*>
合计 | 51 <X06 批次 p=*> | 291 <X07 人次 p=*>
""",
)
TWO_UNITS = sheet(
    "综治办",
    """
2024年综治中心数据
开展矛盾纠纷大排查 | 48场次 <X11 场次 v=48>
受理矛盾纠纷 | 175宗 <X12 宗 v=175>
成功调处 | 172宗 <X13 宗 v=172>
历史积案化解 | 尚无 <X09 v=0>
枫桥式工作法课题（镇级） | 1个 <X19 个 v=1>
""",
)

CASES = (
    case(
        "m-hotline-units",
        "two-row header, units down, total row",
        book("热线统计.xlsx", HOTLINE_UNITS),
    ),
    case(
        "m-hotline-text",
        "unit behind the number, rates without a sign",
        book("热线.ods", HOTLINE_TEXT, write=ods),
    ),
    case("m-hotline-months", "months with 全年", book("分月.xlsx", HOTLINE_MONTHS), year=2024),
    case(
        "m-hotline-quarters",
        "a sheet per quarter and one for the year",
        book(
            "热线季报.xlsx",
            _quarter("一季度", 1203, 82.0),
            _quarter("二季度", 1511, 84.1),
            _quarter("三季度", 1760, 80.5),
            _quarter("四季度", 1400, 85.0),
            _quarter("全年", 5874, 82.86, sure=True),
        ),
    ),
    case("m-petition-years", "本年 before 上年, 其中 rows", book("信访统计表.xls", PETITION_BOTH, write=xls)),
    case(
        "m-petition-form",
        "pairs of label and value without headings",
        book("信访情况.xlsx", PETITION_FORM, department="信访办"),
    ),
    case("m-years-down", "three years down the rows", book("近三年调解.xlsx", YEARS_DOWN)),
    case(
        "m-villages-plain",
        "villages without a total",
        book(
            "各村排查.csv",
            VILLAGES_PLAIN,
            write=partial(csv, encoding="gb18030"),
            named=False,
            also=("X11 次 v=92", "X12 件 v=38", "X13 件 v=36"),
        ),
    ),
    case("m-villages-top", "total above its villages", book("调解组织.xlsx", VILLAGES_TOP)),
    case(
        "m-villages-wrong",
        "12, 9 and 14 are not 36",
        book("纠纷.xlsx", VILLAGES_WRONG, problems=("sum_mismatch",), also=("X12? v=35",)),
    ),
    case("m-bright", "figures since October", book("明白人作用.xlsx", BRIGHT)),
    case("m-disputes", "unit column behind the numbers", book("司法所.xlsx", DISPUTES, department="司法所")),
    case("m-reception", "one row per leader, part of the year", book("接访.xlsx", RECEPTION)),
    case("m-two-units", "sheet without headings", book("数据.xlsx", TWO_UNITS), year=2024),
)

"""Held out: petitions and disputes; villages by sheet and file, registers, side-by-side blocks."""

from __future__ import annotations

from .cases import book, case
from .grid import Sheet, sheet
from .truth import Book

PETITIONS = sheet(
    "信访",
    """
桃园镇2023年信访工作情况统计表 {c7}
填报单位（盖章）：信访办　　　　　填报日期：2024.1.3 {c7}
信访事项 {c2} | | 领导接访 {c2} | | 信访受理率 {r2} | 信访办结率 {r2} | 一次性化解率 {r2}
批次（件次） | 人次 | 批次 | 人次 | | |
412 <X01 批次（件次）> | 760 <X02 人次> | 48 <X06 批次> | 233 <X07 人次> | 100 <X03 %> {pct} \
| '100% <X04 % v=100> | '95.3% <X05 % v=95.3>
注：信访事项含国家信访局交办重复访；人次按登记人数统计。 {c7}
""",
)

SOURCES = sheet(
    "Sheet1",
    """
2022年信访来源结构表
来源 | 件次 | 人次
来信 | 61 <X08,X08.来信 件次> | 64 <X02? 人次 part=+>
来访 | 127 <X08.来访 件次> | 301 <X02? 人次 part=+>
网上信访 | 204 <X08.网上,X08.网上信访 件次> | 210 <X02? 人次 part=+>
来电 | 33 <X08.来电 件次> | 38 <X02? 人次 part=+>
合计 | 425 <X01 件次> | 613 <X02 人次>
""",
)

GUIDE = sheet(
    "填表说明",
    """
填 表 说 明
1.本表由各村（社区）人民调解委员会填写，每村一个工作表。
2.“受理”指2023年1月1日至12月31日受理的矛盾纠纷，共5项指标。
3.请于2024年1月10日前报综治办。
""",
)
DISPUTES = {
    "东河沿村": (12, 11, 3.2),
    "柳湾村": (7, 7, 0),
    "永和社区": (21, 19, 18.65),
    "大沽街村": (4, 3, 1.15),
}


def _village(name: str, numbers: tuple[int, int, float], year: int = 2023, tab: str | None = None) -> Sheet:
    taken, settled, amount = numbers
    mark = f"part={name}" if year == 2023 else f"part={name} p={year}"
    return sheet(
        tab or name,
        f"""
{name}矛盾纠纷排查化解情况表（{year}年度） {{c4}}
填报单位：{name}村（居）民委员会 {{c4}}
序号 | 项目 | 数量 | 单位
1 | 矛盾纠纷受理 | {taken} <X12,X12.受理 件 {mark}> | 件
2 | 调解成功 | {settled} <X13 件 {mark}> | 件
3 | 涉及金额 | {amount} <X15 万元 {mark}> | 万元
填表人：　　　　　　　　负责人：
""",
    )


VILLAGE_SUMS = ("X12,X12.受理 件 v=44", "X13 件 v=40", "X15 万元 v=23", "X14? v=*")
LAST_YEARS = _village("南堡村", (5, 5, 0.5), 2022, "Sheet1")

REGISTER = sheet(
    "台账",
    """
矛盾纠纷调解台账 {c9}
填报单位：司法所　　　　　2023年 {c9}
序号 | 受理日期 | 当事人 | 身份证号 | 联系电话 | 纠纷类型 | 调解结果 | 是否成功 | 涉及金额（元）
1 | '2023.3.5 | 刘某某 | '320911198001011234 | 13900000001 | 邻里 | 达成协议 | 是 | /
2 | 2023-03-17 {d} | 孙某某 | '320911197502021235 | 13900000002 | 婚姻家庭 | 达成协议 | 是 | 12000
3 | '2023年5月6日 | 钱某某 | '320911196603031236 | 13900000003 | 土地承包 | 达成协议 | 是 | 35000
4 | 2023-07-21 {d} | 郑某某 | '320911198804041237 | 13900000004 | 邻里 | 未达成协议 | 否 | 8000
5 | '20230912 | 王某某 | '320911199005051238 | 13900000005 | 劳动争议 | 达成协议 | 是 | 26800
6 | '10.31 | 冯某某 | '320911195506061239 | 13900000006 | 邻里 | 达成协议 | 是 | —
7 | 2023-12-02 {d} | 周某某 | '320911198307071230 | 13900000007 | 损害赔偿 | 达成协议 | 是 | 4200
8
9
填表人：何某
""",
)

RECEPTIONS = sheet(
    "登记簿",
    """
2023年党政领导干部接访登记台账 {c6}
序号 | 接访日期 | 接访领导 | 来访人数 | 反映问题类别 | 办理情况
1 | 2023-02-08 {d} | 镇长 | 3 | 拆迁安置 | 已办结
2 | 2023-04-12 {d} | 副书记 | 11 | 物业管理 | 已办结
3 | 2023-06-09 {d} | 书记 | 2 | 土地确权 | 已办结
4 | 2023-09-20 {d} | 副镇长 | 25 | 欠薪 | 办理中
5 | 2023-11-15 {d} | 书记 | 6 | 物业管理 | 已办结
合  计 | | | 47 <X07 人次> {f=SUM(D3:D7)} | |
""",
)

NEWSPAPER = sheet(
    "Sheet1",
    """
2024年各村（社区）调处矛盾纠纷数量 {c6}
村（社区） | 调处矛盾纠纷（件） | 村（社区） | 调处矛盾纠纷（件） | 村（社区） | 调处矛盾纠纷（件）
前进村 | 14 <X12,X12.调处 件 part=前进村> | 红星村 | 8 <X12,X12.调处 件 part=红星村> \
| 锦绣社区 | 31 <X12,X12.调处 件 part=锦绣社区>
后营村 | 6 <X12,X12.调处 件 part=后营村> | 西坨村 | 11 <X12,X12.调处 件 part=西坨村> \
| 安泰社区 | 27 <X12,X12.调处 件 part=安泰社区>
小王庄村 | 9 <X12,X12.调处 件 part=小王庄村> | 东坨村 | 0 <X12,X12.调处 件 part=东坨村> | 总计 \
| 106 <X12,X12.调处 件>
""",
)

DIFFERENT_BLOCKS = sheet(
    "Sheet1",
    """
信访情况 {c3} | | | | 人民调解组织 {c2} |
类别 | 件次 | 人次 | | 项目 | 数量
信访事项 | 288 <X01 件次> | 402 <X02 人次> | | 人民调解委员会（个） | 34 <X17 个>
领导接访 | 26 <X06? 件次> | 151 <X07 人次> | | 人民调解员（名） | 112 <X18 名>
 | | | | 排查矛盾纠纷（次） | 96 <X11 次>
 | | | | 化解历史积案（件） | 3件 <X09 件 v=3>
""",
)

CITIZENS = sheet(
    "作用发挥",
    """
法律明白人作用发挥情况统计（2023年全年） {c3}
填报单位：司法所 {c3}
项目 | 单位 | 数量
法律明白人化解矛盾纠纷 | 件 | 57件 <X21 件 v=57>
法律明白人参与社会事务管理 | 件次 | 300余件次 <X22 件次 v=300 q=over>
法律明白人引导法律服务 | 件次 | 约40 <X23 件次 v=40 q=about>
书面调解协议 | 份 | 38 <X16,X16.书面? 份>
枫桥式工作法镇级课题 | 个 | 一个 <X19 个 v=1>
枫桥式工作法村街社区级课题 | 个 | 2 <X20 个>
""",
)

UNEQUAL_SUM = sheet(
    "Sheet1",
    """
2023年各村矛盾纠纷调解成功情况
村名 | 受理纠纷（件） | 调解成功（件）
张庄村 | 18 <X12,X12.受理 件 part=张庄村> | 17 <X13 件 part=张庄村>
李庄村 | 9 <X12,X12.受理 件 part=李庄村> | 9 <X13 件 part=李庄村>
赵庄村 | 13 <X12,X12.受理 件 part=赵庄村> | 11 <X13 件 part=赵庄村>
合计 | 40 <X12,X12.受理 件> | 39
""",
)

LIUWAN = book(
    "附件1：柳湾村矛盾纠纷台账.xlsx",
    _village("柳湾村", DISPUTES["柳湾村"], tab="Sheet1"),
    department="柳湾村",
)
BATCH = (
    book(
        "附件1：东河沿村矛盾纠纷台账.xlsx",
        _village("东河沿村", DISPUTES["东河沿村"], tab="Sheet1"),
        department="东河沿村",
    ),
    LIUWAN,
    book(
        "附件1：永和社区（最终）.xlsx",
        _village("永和社区", DISPUTES["永和社区"], tab="Sheet1"),
        department="永和社区",
    ),
    Book("副本附件1：柳湾村矛盾纠纷台账(1).xlsx", LIUWAN.build, status=("duplicate",)),
    book("附件1：南堡村矛盾纠纷台账.xlsx", LAST_YEARS, status=("refused",), problems=("year_mismatch",)),
)

CASES = (
    case(
        "h-petitions",
        "composite unit 批次（件次）, two-row header, three spellings of a rate",
        book("附件5：信访统计表（信访办）最终版.xlsx", PETITIONS, department="信访办"),
        town="桃园镇",
    ),
    case(
        "h-sources",
        "来信 来访 网上 来电 with a total that is an indicator",
        book("来源.xlsx", SOURCES),
        year=2022,
    ),
    case(
        "h-village-sheets",
        "L8: a sheet per village, first sheet is a guide with numbers",
        book(
            "各村矛盾纠纷.xlsx",
            GUIDE,
            *(_village(name, row) for name, row in DISPUTES.items()),
            also=VILLAGE_SUMS,
        ),
    ),
    case("h-village-files", "L9: a file per village, one twice, one of last year", *BATCH, dry=False),
    case(
        "h-register",
        "L10: disputes counted and summed, persons dropped, numbered empty rows",
        book(
            "调解台账.xlsx",
            REGISTER,
            department="司法所",
            problems=("personal_data",),
            also=(
                "X12,X12.受理,X12.调处 件 v=7",
                "X13 件 v=6",
                "X15 元 v=86000",
                "X14? v=*",
                "X16? v=*",
                "X12,X12.受理,X12.调处,X13,X15? v=* part=+",
                "X12,X12.受理,X12.调处,X13,X15? v=* p=+",
            ),
        ),
    ),
    case(
        "h-receptions",
        "register with a total row by formula",
        book(
            "领导接访（信访办）.xlsx",
            RECEPTIONS,
            department="信访办",
            also=("X06 批次 v=5", "X06,X07? v=* part=+", "X06,X07? v=* p=+"),
        ),
    ),
    case(
        "h-newspaper",
        "L14: three pairs side by side, the total in an odd place",
        book("纠纷数量.xlsx", NEWSPAPER),
        year=2024,
    ),
    case(
        "h-different-blocks",
        "two blocks with different headers side by side",
        book("两表.xlsx", DIFFERENT_BLOCKS),
    ),
    case(
        "h-citizens",
        "numbers with units and 余, 约 in their cells",
        book("法律明白人（司法所）.xlsx", CITIZENS, department="司法所"),
    ),
    case(
        "h-unequal-sum",
        "a total that is not the sum of its parts is kept out",
        book("成功情况.xlsx", UNEQUAL_SUM, problems=("sum_mismatch",), also=("X13? 件 v=37", "X14? v=*")),
    ),
)

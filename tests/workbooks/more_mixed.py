"""More visible: several habits in one file; units and years in unlikely places."""

from __future__ import annotations

from functools import partial

from .cases import book, case
from .grid import Sheet, sheet
from .writing import csv, html_table, ods, xls

YUAN_LINE = sheet(
    "Sheet1",
    """
2023年调解工作量统计 {c4}
 | | | 金额单位：元
组织 | 调解成功（件） | 书面协议（份） | 涉及金额
镇调委会 | 41 <X13? 件 part=+> | 30 <X16.书面? 份 part=+> | 1830000 <X15? 元 part=+>
村调委会 | 160 <X13? 件 part=+> | 71 <X16.书面? 份 part=+> | 925000 <X15? 元 part=+>
合计 | 201 <X13 件> | 101 <X16.书面 份> | 2755000 <X15 元>
""",
)
YEAR_ACROSS = sheet(
    "三年",
    """
近三年法治宣传主要指标对比 {c5}
指标 | 单位 | 2021 | 2022 | 2023
普法宣传场次 | 场次 | 120 <P20 场次 p=2021> | 98 <P20 场次 p=2022> | 160 <P20 场次>
法律咨询人次 | 人次 | 210 <P28 人次 p=2021> | 188 <P28 人次 p=2022> | 306 <P28 人次>
法律明白人 | 名 | 150 <P22 名 p=2021> | 180 <P22 名 p=2022> | 210 <P22 名>
""",
)
GROUPED_YEARS = sheet(
    "Sheet1",
    """
热线主要指标同期对比表（2024年度） {c7}
指标 {r2} | 工单量（件） {c2} | | 按时办结率（%） {c2} | | 满意率（%） {c2} |
 | 今年 | 去年 | 今年 | 去年 | 今年 | 去年
12345热线 | 7020 <H01 件> | 6441 <H01 件 p=2023> | 96.5 <H03 %> | 94 <H03 % p=2023> | 88.3 <H04 %> \
| 81.81 <H04 % p=2023>
""",
)
LETTER = sheet(
    "报送",
    """
关于报送2023年度法治政府建设有关数据的函
党政办：
现将我办2023年有关数据报送如下：

序号 | 事项 | 数据
1 | 主动公开文件信息 | 61条 <G01 条 v=61>
2 | 依申请公开 | 1条 <G02 条 v=1>
3 | 微信公众号发布信息 | 逾300条 <G12 条 v=300 q=over>
4 | 政策解读 | 6份 <G13 份 v=6>

联系人：史某　电话：85556677
2024年1月8日
""",
)
PARTLY_TEXT = sheet(
    "Sheet1",
    """
法制办2023年工作情况 {c3}
工作 | 完成情况 | 佐证材料
规范性文件制定 | 制定1件 <D04,G04 件 v=1> | 3份
合法性审查 | 审查60件，提出意见112条 <D03? 件 v=60> | 60份
合同审核 | 共审核合同92份 <D06? 份 v=92> | 92份
镇法律顾问 | 聘请2名 <D08 名 v=2> | 1份
法律顾问费用 | 每年20万元左右 <D11? 万元 v=20 q=about> | 合同1份
""",
)
HALF_SHEETS = (
    sheet(
        "上半年",
        "2023年上半年执法数据\n行政检查（次） | 300 <E02? 次 p=* part=*>\n"
        "行政处罚（件） | 5 <E03? 件 p=* part=*>",
    ),
    sheet(
        "下半年",
        "2023年下半年执法数据\n行政检查（次） | 420 <E02? 次 p=* part=*>\n"
        "行政处罚（件） | 9 <E03? 件 p=* part=*>",
    ),
    sheet("全年汇总", "2023年全年执法数据\n行政检查（次） | 720 <E02 次>\n行政处罚（件） | 14 <E03 件>"),
)
ORDER_ODD = sheet(
    "Sheet1",
    """
数量 | 单位 | 指标（2023年）
18 <P29 件> | 件 | 法律援助
402 <P28 人次> | 人次 | 法律咨询
25 <P34 个> | 个 | 公共法律服务站
""",
)
AGES = sheet(
    "队伍",
    """
2023年行政执法人员队伍结构 {c6}
总人数（名） {r2} | 年龄结构（名） {c3} | | | 持证人员（名） {r2} | 法律专业占比 {r2}
 | 30岁以下 | 30至40岁 | 40岁以上 | |
38 <T14 名> | 6 <T14.三十岁以下 名> | 13 <T14.三十至四十岁 名> | 19 <T14.四十岁以上 名> | 36 <E11 名> \
| 不足20% <E25 % v=20 q=below>
""",
)
TWO_FILES = sheet(
    "Sheet1", "2023年度普法数据（宣传办）\n普法宣传（场） | 52 <P20 场>\n海报（张） | 40 <P25.海报 张>"
)
TWO_FILES_NEWER = sheet(
    "Sheet1", "2023年度普法数据（宣传办）\n普法宣传（场） | 52 <P20? 场>\n海报（张） | 45 <P25.海报? 张 p=*>"
)
SCHOOL = sheet(
    "校园",
    """
法治进校园情况表（2024年春、秋学期） {c5}
学校 | 法治副校长（名） | 进校园场次（场） | 受教育学生（人次） | 负责人
中心小学 | 1 <P32? 名 part=+> | 4 <P32.进校园? 场 part=+> | 2100 <P26? 人次 part=+> | 邹某
第二小学 | 1 <P32? 名 part=+> | 3 <P32.进校园? 场 part=+> | 1300 <P26? 人次 part=+> | 喻某
镇中学 | 2 <P32? 名 part=+> | 5 <P32.进校园? 场 part=+> | 2600 <P26? 人次 part=+> | 柏某
合计 | 4 <P32 名> | 12 <P32.进校园 场> | 6000 <P26? 人次> |
""",
)
NO_LINES = sheet(
    "Sheet1",
    """
单位：青溪镇司法所 | | 2023年
人民调解委员会 | 24 <X17 个> | 个
人民调解员 | 112 <X18 人> | 人
""",
)
GROUP_OFFICES = sheet(
    "汇总",
    """
各科室学法情况（2023年度） {c5}
科室 | 网上学法用法人数（人） | 参考率 | 合格率 | 备注
党政办 | 14 <T12? 人 part=+> | '100% <T11? % part=+ v=100> | '100% <T11.合格率? % part=+ v=100> |
综合执法大队 | 22 <T12? 人 part=+> | '95.5% <T11? % part=+ v=95.5> \
| '90.9% <T11.合格率? % part=+ v=90.9> | 1人病假
司法所 | 3 <T12? 人 part=+> | '100% <T11? % part=+ v=100> | '100% <T11.合格率? % part=+ v=100> |
全镇 | 39 <T12 人> | '97.4% <T11? % v=97.4> | '94.9% <T11.合格率? % v=94.9> |
""",
)


def _page(name: str, count: int, amount: float) -> Sheet:
    return sheet(
        name,
        f"""
{name}2023年普法情况
内容 | 数量 | 计量单位
普法宣传 | {count} <P20 场次 part={name}> | 场次
宣传资料 | {amount} <P24 份 part={name}> | 份
""",
    )


PAGES = {"南塘村": (7, 800), "北塘村": (5, 650), "新苑社区": (12, 2100)}
SUMMED = sheet(
    "汇总",
    "全镇2023年普法情况\n内容 | 数量 | 计量单位\n"
    "普法宣传 | 24 <P20 场次> | 场次\n宣传资料 | 3550 <P24 份> | 份",
)

CASES = (
    case("m-yuan-line", "unit of the amounts on a line of its own", book("调解量.xlsx", YUAN_LINE)),
    case("m-year-across", "bare years as headings", book("三年对比.xls", YEAR_ACROSS, write=xls)),
    case(
        "m-grouped-years",
        "今年 and 去年 under each indicator",
        book("同期对比.xlsx", GROUPED_YEARS),
        year=2024,
    ),
    case(
        "m-letter", "a letter with a table in it", book("报送函（党政办）.xlsx", LETTER, department="党政办")
    ),
    case(
        "m-partly-text",
        "verbs around the numbers",
        book("法制办.xlsx", PARTLY_TEXT, also=("D03,D06,D11? v=*",)),
    ),
    case("m-half-sheets", "a sheet per half year and one for the year", book("执法.xlsx", *HALF_SHEETS)),
    case("m-order-odd", "the number before its name", book("法律服务.ods", ORDER_ODD, write=ods)),
    case("m-ages", "bands of age between totals", book("队伍结构.xls", AGES, write=html_table, named=False)),
    case(
        "m-newer",
        "a newer version of the same return changes one number",
        book("普法数据.xlsx", TWO_FILES),
        book("普法数据-改.xlsx", TWO_FILES_NEWER, problems=("conflict",)),
        dry=False,
    ),
    case("m-school", "schools down, terms in the title", book("进校园.xlsx", SCHOOL), year=2024),
    case(
        "m-no-lines",
        "three columns without headings",
        book("司法所.csv", NO_LINES, write=partial(csv, encoding="gb18030"), named=False),
    ),
    case("m-group-offices", "offices down and the town's row named 全镇", book("学法.xlsx", GROUP_OFFICES)),
    case(
        "m-village-summary",
        "a sheet per village before the sum",
        book("各村普法.xlsx", *(_page(name, *numbers) for name, numbers in PAGES.items()), SUMMED),
    ),
)

"""More visible: enforcement figures as other offices word and arrange them."""

from __future__ import annotations

from functools import partial

from .cases import book, case
from .grid import sheet
from .writing import csv, html_table, ods, xls
from .xlsb import xlsb

YEARLY = sheet(
    "数据",
    """
附件1
综合行政执法办公室2023年执法工作数据 {c4}
填报单位：综合行政执法办公室 {c2} | | 统计时段：2023.1.1—2023.12.31 {c2}
序号 | 统计项目 | 数量 | 备注
1 | 共办理行政处罚案件数（宗） | 186 <E03 宗> |
2 | 其中：适用简易程序（宗） | 121 <E09 宗> |
3 | 适用普通程序（宗） | 65 <E10 宗> |
4 | 罚没款（万元） | 47.36 <E08 万元> | 以处罚决定书为准
5 | 开展行政检查（次） | '2,418 <E02 次 v=2418> |
6 | 其中涉企检查（家次） | 903 <E21 家次> |
7 | 首违不罚、轻微免罚（宗） | 12 <E23 宗> |
8 | 执法人员持证上岗率 | '100% <E12 % v=100> | 56人全部持证
注：2022年共办理处罚案件120件，罚没款31万元。
""",
)
CLASSES_OLD = sheet(
    "表一",
    """
行政处罚实施情况统计表 {c15}
填报单位：柳沟镇人民政府（盖章） {c6} | | | | | | 2022年度 | | | | | | | |
序号 {r2} | 行政处罚实施数量（宗） {c12} | | | | | | | | | | | | 合计（宗） {r2} | 罚没金额（元） {r2}
 | 警告 | 通报批评 | 罚款 | 没收违法所得、没收非法财物 | 暂扣许可证件 | 降低资质等级 | 限制开展生产经营活动 \
| 责令停产停业 | 责令关闭、限制从业 | 吊销许可证件 | 行政拘留 | 其他行政处罚 | |
1 | 3 | 0 | 41 | 2 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 47 <E03 宗> | 128600 <E08 元>
说明：1.并处的按1宗计算，列入最重的种类。2.罚没金额以处罚决定书载明的为准。
""",
)
CLASSES_NEW = sheet(
    "行政处罚",
    """
2024年度行政处罚实施情况统计表 {c12}
序号 {r2} | 实施主体 {r2} | 行政处罚实施数量（宗） {c8} | | | | | | | \
| 合计（宗） {r2} | 罚没金额（万元） {r2}
 | | 警告、通报批评 | 罚款 | 没收违法所得、没收非法财物 | 暂扣许可证、执照,降低资质等级 | 吊销许可证、执照 \
| 责令停产停业、责令关闭、限制从业 | 行政拘留 | 其他行政处罚 | |
1 | 综合行政执法队 | 2 | 18 | 1 | 0 | 0 | 0 | 0 | 0 | 21 <E03? 宗 part=+> | 3.26 <E08? 万元 part=+>
2 | 应急管理站 | 0 | 5 | 0 | 0 | 0 | 1 | 0 | 0 | 6 <E03? 宗 part=+> | 4.5 <E08? 万元 part=+>
合  计 {c2} | | 2 | 23 | 1 | 0 | 0 | 1 | 0 | 0 | 27 <E03 宗> | 7.76 <E08 万元>
""",
)
PERMITS = sheet(
    "表二",
    """
行政许可实施情况统计表（2023年度）
填报单位：便民服务中心 | | | | 计量单位：宗
申请数量 | 受理数量 | 许可数量 | 不予许可数量 | 撤销许可数量
512 | 509 | 505 <E05 宗> | 4 | 0
""",
)
COERCION = sheet(
    "表三",
    """
2023年度行政强制实施情况统计表 {c12}
行政强制措施实施数量（宗） {c4} | | | | 行政强制执行实施数量（宗） {c7} | | | | | | | 合计（宗） {r3}
查封场所、设施或者财物 {r2} | 扣押财物 {r2} | 冻结存款、汇款 {r2} | 其他行政强制措施 {r2} \
| 行政机关强制执行 {c6} | | | | | | 申请人民法院强制执行 {r2} |
 | | | | 加处罚款或者滞纳金 | 划拨存款、汇款 | 拍卖或者依法处理查封、扣押的场所、设施或者财物 \
| 排除妨碍、恢复原状 | 代履行 | 其他强制执行 | |
1 | 3 | 0 | 0 | 0 | 0 | 0 | 2 | 1 | 0 | 2 | 9 <E04 宗>
""",
)
OTHER_ACTS = sheet(
    "表四",
    """
2023年度其他行政执法行为实施情况统计表 {c13}
行政征收 {c2} | | 行政征用 | 行政检查 | 行政给付 {c2} | | 行政裁决 {c2} | | 行政确认 | 行政奖励 {c2} | \
| 其他行政执法行为 | 合计（宗） {r2}
次数（宗） | 征收总金额（元） | 次数（宗） | 次数（宗） | 件数（宗） | 给付总金额（元） | 次数（宗） \
| 涉及金额（元） | 次数（宗） | 次数（宗） | 奖励总金额（元） | 宗 |
0 <E06.征收 宗> | 0 | 0 <E06.征用 宗> | 742 <E02 宗> | 1306 <E06.给付 宗> | 2840000 | 0 <E06.裁决 宗> | 0 \
| 58 <E06 宗> | 3 <E06.奖励 宗> | 6000 | 11 <E07 宗> | 2120 <E01,E07? 宗>
""",
)
CARDS = sheet(
    "表五",
    """
行政执法证持证率情况统计表
截止时间：2023年12月31日
序号 | 执法主体名称 | 在编在岗执法人员数（人） | 持有执法证人数（人） | 持证率
1 | 综合执法大队 | 22 <T14? 人 part=+> | 21 <E11? 人 part=+> | 95.45 <E12? % part=+> {pct}
2 | 农业农村办 | 4 <T14? 人 part=+> | 3 <E11? 人 part=+> | 75 <E12? % part=+> {pct}
3 | 应急办 | 3 <T14? 人 part=+> | 3 <E11? 人 part=+> | 100 <E12? % part=+> {pct}
合计 {c2} | | 29 <T14 人> | 27 <E11 人> | 93.1 <E12 %> {pct}
""",
)
CUMULATIVE = sheet(
    "12月",
    """
行政执法数据月报表 {c5}
填报单位：执法大队 | | | 2023年12月 {c2} |
执法类别 | 计量单位 | 本月数 | 累计数 | 备注
行政检查 | 次 | 208 <E02? 次 p=*> | 2540 <E02 次> |
行政处罚 | 件 | 3 <E03? 件 p=*> | 31 <E03 件> |
罚没金额 | 元 | 12000 <E08? 元 p=*> | 96500 <E08 元> |
行政强制 | 件 | 0 <E04? 件 p=*> | 2 <E04 件> |
注：累计数为1月至12月累计。
""",
)
HALVES = sheet(
    "执法",
    """
2024年执法办案情况（上、下半年）
项目 | 上半年 | 下半年 | 合计
实施行政检查（次） | 812 <E02? 次 p=* part=*> | 955 <E02? 次 p=* part=*> | 1767 <E02 次>
作出行政处罚决定（件） | 14 <E03? 件 p=* part=*> | 19 <E03? 件 p=* part=*> | 33 <E03 件>
罚没金额（万元） | 5.8 <E08? 万元 p=* part=*> | 9.35 <E08? 万元 p=* part=*> | 15.15 <E08 万元>
受理执法投诉举报（件） | 21 <E24? 件 p=* part=*> | 17 <E24? 件 p=* part=*> | 38 <E24 件>
""",
)
PLAN_DONE = sheet(
    "进度",
    """
2023年度执法监督重点工作完成情况表 {c5}
序号 | 工作内容 | 年度计划 | 实际完成 | 完成率
1 | 行政检查（次） | 600 | 612 <E02 次> | '102%
2 | 执法案卷评查（卷） | 30 | 30 <E19 卷> | '100%
3 | 执法业务培训（期） | 6 | 7 <T04 期> | '116.7%
4 | 法治讲座（场） | 8 | 8 <T08 场> | '100%
""",
)
SECTIONS = sheet(
    "Sheet1",
    """
2023年执法大队报表 {c4}

表1 执法检查 | | | 单位：次
 | 行政检查 | 涉企行政检查 |
全年 | 1320 <E02 次> | 410 <E21 次> |

表2 案件办理 | | | 单位：件
 | 行政处罚 | 行政强制 | 重大执法决定法制审核
全年 | 44 <E03 件> | 6 <E04 件> | 5 <E16 件>

表3 处罚金额 | | | 单位：万元
 | 罚没金额 | |
全年 | 21.7 <E08 万元> | |
填表人：周某　　审核人：吴某
""",
)
TWO_LEVELS = sheet(
    "Sheet1",
    """
2023年执法情况统计 {c5}
类别 | 小类 | 计量单位 | 数量 | 备注
行政检查 {r3} | 日常检查 | 次 | 860 <E02? 次 part=+> |
 | 专项检查 | 次 | 145 <E02? 次 part=+> |
 | 小计 | 次 | 1005 <E02 次> |
行政处罚 {r3} | 简易程序 | 起 | 9 <E09 起> |
 | 普通程序 | 起 | 26 <E10 起> |
 | 小计 | 起 | 35 <E03 起> |
执法保障 {r2} | 执法记录仪 | 台 | 18 <E18 台> |
 | 人均执法量 | 件 | 5.6 <E14 件> |
""",
)
PLATFORM = sheet(
    "导出",
    """
归集案件总数,件 | 行政检查,件 | 行政处罚,件 | 人员参与率 | 职权履行率
1488 <E01 件> | 1233 <E02 件> | 249 <E03 件> | '92.01% <E13 % v=92.01> | '77.15% <E15 % v=77.15>
""",
)
AMOUNTS = sheet(
    "Sheet1",
    """
2023年度案件办理一览 {c3}
事项 | 数量 | 金额（元）
行政处罚 | 29起 <E03 起 v=29> | 16.13万元 <E08 万元 v=16.13>
行政检查 | 3010次 <E02 次 v=3010> | /
行政强制 | 0 <E04> | /
""",
)
BRACKETS = sheet(
    "Sheet1",
    """
2023年执法大队（含市容中队）工作数据 |
立案查处（起） | 38 <E03? 起>
行政处罚案件 | 35（件） <E03 件 v=35>
罚没金额 | 约16万元 <E08 万元 v=16 q=about>
执法记录仪等设备 | 24 台 <E18 台 v=24>
执法案卷评查 | 12 （卷） <E19 卷 v=12>
持证执法人员 | 二十六名 <E11 名 v=26>
行政检查 | 三千余次 <E02 次 v=3000 q=over>
""",
)
TEAMS = sheet(
    "汇总",
    """
2023年各中队办案数 {c5}
中队 | 行政检查（次） | 简易程序案件（起） | 普通程序案件（起） | 处罚金额（元）
合计 | 900 <E02 次> | 12 <E09 起> | 9 <E10 起> | 64200 <E08 元>
一中队 | 400 <E02? 次 part=+> | 7 <E09? 起 part=+> | 4 <E10? 起 part=+> | 30200 <E08? 元 part=+>
二中队 | 310 <E02? 次 part=+> | 5 <E09? 起 part=+> | 2 <E10? 起 part=+> | 14000 <E08? 元 part=+>
机动中队 | 190 <E02? 次 part=+> | 0 <E09? 起 part=+> | 3 <E10? 起 part=+> | 20000 <E08? 元 part=+>
""",
)

CASES = (
    case(
        "m-yearly-list",
        "verb phrases, 其中 rows, a note with last year's numbers",
        book("附件1：执法数据（综合行政执法办公室）终稿.xlsx", YEARLY, department="综合行政执法"),
    ),
    case(
        "m-classes-old",
        "table one of 2021, one row",
        book("处罚统计表.ods", CLASSES_OLD, write=ods, also=("E03? v=* part=+",)),
        year=2022,
    ),
    case(
        "m-classes-new",
        "table one of 2024 exported as HTML",
        book("处罚.xls", CLASSES_NEW, write=html_table, named=False, also=("E03? v=* part=+",)),
        year=2024,
    ),
    case("m-permits", "table two, one row", book("许可.xls", PERMITS, write=xls)),
    case(
        "m-coercion", "table three, three header rows", book("强制.xlsx", COERCION, also=("E04? v=* part=+",))
    ),
    case("m-other-acts", "table four, counts beside amounts", book("其他执法行为.xlsx", OTHER_ACTS)),
    case("m-cards", "table five, percent formats", book("持证率.xlsx", CARDS)),
    case(
        "m-cumulative",
        "this month beside the cumulative figure",
        book("12月执法月报（执法大队）.xlsx", CUMULATIVE, department="执法大队"),
    ),
    case("m-halves", "half years and the sum", book("办案情况.xlsx", HALVES), year=2024),
    case("m-plan-done", "plan, done, rate of completion", book("进度表.xlsx", PLAN_DONE)),
    case("m-sections", "three small tables with units of their own", book("执法大队报表.xlsx", SECTIONS)),
    case("m-two-levels", "two levels of groups with 小计", book("执法统计.xlsb", TWO_LEVELS, write=xlsb)),
    case(
        "m-platform",
        "platform export: one row under headings with unit behind a comma, tab-separated",
        book(
            "平台导出.csv",
            PLATFORM,
            write=partial(csv, encoding="gb18030", delimiter="\t"),
            named=False,
        ),
    ),
    case(
        "m-amounts",
        "万元 written into a column of 元",
        book("案件.xlsx", AMOUNTS, problems=("unit_converted",)),
    ),
    case("m-brackets", "units behind the numbers", book("执法大队数据.xlsx", BRACKETS)),
    case("m-teams", "total above its teams", book("各中队.xlsx", TEAMS)),
)

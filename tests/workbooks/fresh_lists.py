"""Fresh visible: lists, key-value forms and villages as yet other offices arrange them."""

from __future__ import annotations

from functools import partial

from .cases import book, case, months
from .grid import sheet
from .writing import csv, html_table, ods, xls

TITLED = sheet(
    "Sheet1",
    """
清河街道2024年行政执法情况汇总表 {c6}
填报单位：综合行政执法队　　填报人：郝某　　审核人：　　电话：0311-85550000　　日期：2024年12月31日 {c6}
序号 | 执法种类 | 数量（件） | 涉及金额（元） | 同比（%） | 说明
1 | 行政处罚 | 64 <E03 件> | 318450 <E08 元> | -12.3 | 含简易程序
2 | 行政检查 | '1,905 <E02 件 v=1905> | — | 8.7 |
3 | 行政强制 | 0 <E04 件> | — | / | 本年度未实施
4 | 行政许可 | 不涉及 <E05 na> | — | | 无此职责
合　计 {c2} | | 1969 <E01 件> | 318450 <E08? 元> | |
备注：处罚金额以处罚决定书为准，同比为与2023年相比。 {c6}
分管领导（签字）： | | 填表人（签字）： | | |
""",
)
VERBS = sheet(
    "法制审核",
    """
司法所2024年工作数据报送表 | |
报送内容 | 数据 | 数据来源
审核重大行政执法决定 | 7件 <E16 件 v=7> | 审核登记簿
重大执法决定法制审核率 | 100% <E17 % v=100> | 审核登记簿
抽查行政执法案卷 | 25卷 <E19 卷 v=25> | 评查通报
受理执法投诉举报 | 3起 <E24 起 v=3> | 12345转办
开展合法性审查 | 41件 <D03 件 v=41> | 审查台账
聘请镇法律顾问 | 两名 <D08 名 v=2> | 聘用合同
村（社区）法律顾问 | 18人 <D09 人 v=18> | 司法所
""",
)
UNIT_COLUMN = sheet(
    "附表",
    """
| 2024年度公共法律服务统计 {c4} | | |
| | | | 制表单位：司法所
| 项　　目 | 单 位 | 数 量 | 备注
| 法 律 援 助 | 件 | 14 <P29 件> |
| 法 律 咨 询 | 人次 | １，２０６ <P28 人次 v=1206> | 含热线
| 公共法律服务工作站（室） | 个 | 21 <P34 个> | 站1个、室20个
| 社区矫正在册对象 | 人 | 16 <P35 人> |
| 法治文化阵地 | 处 | 九 <P31 处 v=9> |
| 民主法治示范村（社区） | 个 | 5 <P30 个> | 区级以上
""",
)
VILLAGES = sheet(
    "各村",
    """
桃源镇2023年度矛盾纠纷排查调处情况统计表 {c6}
单位：件、万元 {c6}
村（社区） | 受理纠纷 | 调解成功 | 调解成功率 | 涉及金额（万元） | 备注
东风村 | 21 <X12 件 part=东风村> | 20 <X13 件 part=东风村> | 95.24 <X14? % part=+> {pct} \
| 34.5 <X15 万元 part=东风村> |
红旗村 | 13 <X12 件 part=红旗村> | 13 <X13 件 part=红旗村> | 100 <X14? % part=+> {pct} \
| 12.6 <X15 万元 part=红旗村> |
前进社区 | 30 <X12 件 part=前进社区> | 28 <X13 件 part=前进社区> | 93.33 <X14? % part=+> {pct} \
| 88 <X15 万元 part=前进社区> |
胜利村 | | | | | 未报
合计 | 64 <X12 件> | 61 <X13 件> | 95.31 <X14 %> {pct} | 135.1 <X15 万元> |
""",
)
NO_TOTAL = sheet(
    "sheet",
    """
各社区法律明白人和普法宣传情况（2024年）
社区 | 法律明白人（名） | 普法宣传（场次） | 发放资料（份）
北苑 | 6 <P22 名 part=北苑> | 12 <P20 场次 part=北苑> | 900 <P24 份 part=北苑>
南苑 | 5 <P22 名 part=南苑> | 9 <P20 场次 part=南苑> | 750 <P24 份 part=南苑>
西苑 | 8 <P22 名 part=西苑> | 15 <P20 场次 part=西苑> | 1300 <P24 份 part=西苑>
填表人：米某 | 2025年1月6日 | |
""",
)
BUREAU = sheet(
    "表式",
    """
| | | 表    号：法办统1表
| | | 制定机关：区司法局
填报单位：石桥镇 | 2023年1—12月 | | 计量单位：件、人、万元
指标名称 | 计量单位 | 代码 | 上年同期 | 本期实际 | 本年累计
甲 | 乙 | 丙 | 1 | 2 | 3
一、行政处罚案件 | 件 | 01 | 88 <E03 件 p=2022> | 9 <E03? 件 p=*> | 102 <E03 件>
    其中：简易程序 | 件 | 02 | 60 <E09 件 p=2022> | 6 <E09? 件 p=*> | 71 <E09 件>
          普通程序 | 件 | 03 | 28 <E10 件 p=2022> | 3 <E10? 件 p=*> | 31 <E10 件>
二、罚没金额 | 万元 | 04 | 20.4 <E08 万元 p=2022> | 1.2 <E08? 万元 p=*> | 26.75 <E08 万元>
三、持有行政执法证人员 | 人 | 05 | 30 <E11 人 p=2022> | 33 <E11? 人 p=*> | 33 <E11 人>
单位负责人： | 统计负责人： | 填表人： | | 报出日期：2024年1月5日 |
""",
)
TRANSPOSED = sheet(
    "公开",
    """
政务公开办2024年数据
主动公开信息（条） | 428 <G01 条>
收到依申请公开（件） | 2 <G02 件>
依申请公开按期答复率（%） | 100 <G03 %>
政策解读（篇） | 11 <G13 篇>
微信公众号推送（条） | 366 <G12 条>
""",
)
MONTHS = sheet(
    "月度",
    "2023年各月信访和接访情况 {c14}\n"
    "类别 | 1月 | 2月 | 3月 | 4月 | 5月 | 6月 | 7月 | 8月 | 9月 | 10月 | 11月 | 12月 | 全年\n"
    + months(
        "信访事项（件次）",
        "X01 件次",
        "20 31 42 40 38 50 61 55 48 52 60 54",
        year=2023,
        total="551 <X01 件次>",
    )
    + "\n"
    + months("领导接访（批次）", "X06 批次", "2 3 4 . 5 6 . 7 8 5 6 5", year=2023, total="51 <X06 批次>"),
)
SUBTOTALS = sheet(
    "执法",
    """
各执法单位2024年行政处罚情况 {c5}
单位 | 执法领域 | 处罚（件） | 罚款（元） | 备注
综合执法队 {r3} | 城市管理 | 40 <E03? 件 part=+> | 22000 <E08? 元 part=+> |
 | 生态环境 | 6 <E03? 件 part=+> | 51000 <E08? 元 part=+> |
 | 小计 | 46 <E03? 件 part=+> | 73000 <E08? 元 part=+> |
应急管理所 {r2} | 安全生产 | 5 <E03? 件 part=+> | 30000 <E08? 元 part=+> |
 | 小计 | 5 <E03? 件 part=+> | 30000 <E08? 元 part=+> |
总　计 {c2} | | 51 <E03 件> | 103000 <E08 元> |
""",
)
NEWSPAPER = sheet(
    "Sheet1",
    """
法治宣传主要数据（2023年） {c4}
项目 | 数量 | 项目 | 数量
专项普法宣传（场） | 72 <P20 场> | 宣传手册（册） | 3000 <P24.小册子,P24? 册>
横幅（条） | 46 <P25 条> | 展板（块） | 30 <P25.展板 块>
受教育群众（人次） | 12000余 <P26 人次 v=12000 q=over> | 普法推文（篇） | 58 <P27 篇>
送法进校园（场次） | 9 <P32.进校园 场次> | 法治副校长（名） | 6 <P32 名>
""",
)
LAST_YEAR = sheet(
    "对比",
    """
2024年与2023年主要执法指标对比情况
指标 | 上年 | 本年 | 增减量 | 增减率
行政检查次数 | 2871 <E02 次 p=2023> | 3010 <E02 次> | 139 | 4.84% {fmt=0.00%}
行政处罚案件数 | 35 <E03 件 p=2023> | 29 <E03 件> | -6 | '-17.14%
罚没款（万元） | 18.2 <E08 万元 p=2023> | 16.129 <E08 万元> | -2.071 | '-11.38%
法制审核（件） | 3 <E16 件 p=2023> | 5 <E16 件> | 2 | '66.67%
""",
)
TWO_BLOCKS = sheet(
    "报表",
    """
表一 合法性审查情况（2024年）
类别 | 审查件数 | 提出意见（条）
行政规范性文件 | 2 <D03? 件 part=+> | 5
重大行政决策 | 4 <D03? 件 part=+> | 9
合同 | 53 <D06,D03? 件 part=*> | 70
合计 | 59 <D03 件> | 84


表二 法律顾问情况
项目 | 数值 | 单位
镇法律顾问 | 1 <D08 家> | 家
出具法律意见书 | 22 <D10 份> | 份
年度顾问费 | 6.5 <D11 万元> | 万元
""",
)
TEXT_NUMBERS = sheet(
    "Sheet1",
    """
2024年人民调解工作统计（司法所）
统计指标 | 计量单位 | 完成数
人民调解委员会 | 个 | '27 <X17 个 v=27>
人民调解员 | 人 | '　135 <X18 人 v=135>
  其中专职调解员 | 人 | '27 <X18.专职 人 v=27>
排查矛盾纠纷 | 次 | '210 次 <X11 次 v=210>
调处矛盾纠纷 | 件 | '356件 <X12 件 v=356>
调解成功 | 件 | '350 件 <X13 件 v=350>
涉及金额 | 万元 | '1,204.6万元 <X15 万元 v=1204.6>
书面调解协议 | 份 | '240 <X16.书面,X16 份 v=240>
口头调解协议 | 份 | '110 <X16.口头 份 v=110>
""",
)
HOTLINE_ROWS = sheet(
    "12345",
    """
热线专班12345工单办理情况（2023年度） {c3}
指标 | 数值 | 备注
全年接收工单（件） | 8120 <H01 件> | 含重复
按时接单率 | 0.9985 <H02 % v=99.85> | {fmt=0.00}
按时办结率 | 0.972 <H03 % v=97.2> |
群众满意率 | 0.914 <H04 % v=91.4> | 以回访为准
重复投诉（件） | 133 <H09 件> |
""",
)
PARTS_ONLY = sheet(
    "Sheet1",
    """
各执法中队2023年检查情况
中队 | 行政检查（次） | 行政处罚（件）
一中队 | 410 <E02 次 part=一中队> | 11 <E03 件 part=一中队>
二中队 | 388 <E02 次 part=二中队> | 7 <E03 件 part=二中队>
三中队 | 502 <E02 次 part=三中队> | 13 <E03 件 part=三中队>
""",
)

CASES = (
    case(
        "f-titled",
        "growth column with negative numbers beside counts",
        book("清河街道执法情况（终稿）.xlsx", TITLED, department="执法"),
        year=2024,
        town="清河街道",
    ),
    case(
        "f-verbs",
        "verbs before the noun, unit in the cell",
        book("司法所数据.xls", VERBS, write=xls),
        year=2024,
    ),
    case(
        "f-unit-column",
        "a blank first column, blanks inside labels, full-width digits",
        book("公共法律服务.xlsx", UNIT_COLUMN, department="司法所"),
        year=2024,
    ),
    case(
        "f-villages", "villages down, one without a return", book("各村纠纷统计表（综治办）.xlsx", VILLAGES)
    ),
    case(
        "f-no-total",
        "villages without a total row",
        book(
            "社区普法.ods",
            NO_TOTAL,
            write=ods,
            also=("P22 名 v=19", "P20 场次 v=36", "P24 份 v=2950"),
        ),
        year=2024,
    ),
    case(
        "f-bureau",
        "a bureau's form with last year, this period and cumulated",
        book("法办统1表.xlsx", BUREAU),
    ),
    case(
        "f-transposed",
        "labels with units down, values beside",
        book("政务公开.csv", TRANSPOSED, write=partial(csv, encoding="gb18030"), named=False),
        year=2024,
    ),
    case("f-months", "months across with empty ones", book("信访月度（信访办）.xlsx", MONTHS)),
    case(
        "f-subtotals",
        "merged units with sub-totals and a grand total",
        book("执法.xlsx", SUBTOTALS),
        year=2024,
    ),
    case(
        "f-newspaper", "two pairs of columns", book("普法数据.xls", NEWSPAPER, write=html_table, named=False)
    ),
    case("f-last-year", "上年, 本年 and two columns of change", book("对比.xlsx", LAST_YEAR), year=2024),
    case("f-two-blocks", "two tables one below the other", book("法制办.xlsx", TWO_BLOCKS), year=2024),
    case(
        "f-text-numbers",
        "numbers as text, with and without their unit",
        book("调解.xlsx", TEXT_NUMBERS),
        year=2024,
    ),
    case(
        "f-hotline-rows",
        "rates as fractions without a percent format",
        book("热线.xlsx", HOTLINE_ROWS, problems=("rate_scaled",)),
    ),
    case(
        "f-parts-only",
        "squads down without a total",
        book("中队.xls", PARTS_ONLY, write=xls, also=("E02 次 v=1300", "E03 件 v=31")),
    ),
)

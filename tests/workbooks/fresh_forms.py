"""Fresh visible: standard tables, several blocks, registers and oddities in yet other hands."""

from __future__ import annotations

from functools import partial

from .cases import book, case
from .grid import sheet
from .writing import csv, ods, xls

PENALTIES = sheet(
    "处罚",
    """
附件1
行政处罚实施情况统计表 {c13}
（2024年1月1日至2024年12月31日） {c13}
单位名称：大沽镇人民政府 {c6} | | | | | | 单位：宗、万元 {c7}
行政处罚实施数量 {c10} | | | | | | | | | | 合计 {r2} | 罚没金额 {r2} | 备注 {r2}
警告、通报批评 | 罚款 | 没收违法所得、没收非法财物 | 暂扣许可证、执照，降低资质等级 | 吊销许可证、执照 \
| 限制开展生产经营活动 | 责令停产停业、责令关闭、限制从业 | 行政拘留 | 其他行政处罚 | 驱逐出境 | | |
15 <E03? 宗 part=+> | 88 <E03? 宗 part=+> | 2 <E03? 宗 part=+> | 0 <E03? 宗 part=+> | 0 <E03? 宗 part=+> \
| 0 <E03? 宗 part=+> | 1 <E03? 宗 part=+> | 0 <E03? 宗 part=+> | 0 <E03? 宗 part=+> \
| 0 <E03? 宗 part=+> | 106 <E03 宗> | 42.318 <E08 万元> |
""",
)
DISCLOSURE_TWO = sheet(
    "表二",
    """
二、主动公开政府信息情况
第二十条第（一）项 {c4}
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | 1 <G04 件> | 0 <G04.废止 件> | 3 <G04.现行有效 件>
第二十条第（五）项 {c4}
信息内容 | 本年处理决定数量 {c3} | |
行政许可 | 260 <G05 件> {c3} | |
第二十条第（六）项 {c4}
信息内容 | 本年处理决定数量 {c3} | |
行政处罚 | 29 <G06 件> {c3} | |
行政强制 | 0 <G07 件> {c3} | |
第二十条第（八）项 {c4}
信息内容 | 本年收费金额（单位：万元） {c3} | |
行政事业性收费 | 0 <G08 万元> {c3} | |
""",
)
HOTLINE_THREE = sheet(
    "办件",
    """
2024年1-12月12345热线承办情况通报 {c12}
序号 {r3} | 承办单位 {r3} | 派遣案件总数（件） {c7} | | | | | | | 结案率 {r3} | 回访数（件） {r3} \
| 满意数（件） {r3}
 | | 总计 {r2} | 12345热线 {c3} | | | 政民互动 {c3} | | | | |
 | | | 按时办结 | 超时办结 | 未办结 | 按时办结 | 超时办结 | 未办结 | | |
1 | 城建办 | 210 <H01? 件 part=+> | 180 <H05? 件 part=+> | 4 <H05.超时? 件 part=+> \
| 0 <H05.未办结? 件 part=+> | 26 <H05? 件 part=+> | 0 <H05.超时? 件 part=+> \
| 0 <H05.未办结? 件 part=+> | '100% | 150 <H07? 件 part=+> | 140 <H07.满意数? 件 part=+>
2 | 农业办 | 60 <H01? 件 part=+> | 55 <H05? 件 part=+> | 1 <H05.超时? 件 part=+> \
| 1 <H05.未办结? 件 part=+> | 3 <H05? 件 part=+> | 0 <H05.超时? 件 part=+> \
| 0 <H05.未办结? 件 part=+> | '98.3% | 40 <H07? 件 part=+> | 31 <H07.满意数? 件 part=+>
 | 合计 | 270 <H01 件> | 235 <H05? 件 part=*> | 5 <H05.超时? 件 part=*> | 1 <H05.未办结? 件 part=*> \
| 29 <H05? 件 part=*> | 0 <H05.超时? 件 part=*> | 0 <H05.未办结? 件 part=*> | '99.6% \
| 190 <H07 件> | 171 <H07.满意数 件>
""",
)
REVIEWS = sheet(
    "Sheet1",
    """
2024年度行政复议、行政应诉案件情况统计表（司法所） {c8}
行政复议（件） {c4} | | | | 行政诉讼（件） {c4} | | |
新收 | 维持 | 撤销 | 撤回终止 | 应诉 | 胜诉 | 败诉 | 未结
3 <L02 件> | 2 <L03 件> | 0 <L03.撤销 件> | 1 <L03.撤回终止 件> | 5 <L05 件> | 3 <L06.胜诉 件> \
| 1 <L06.败诉 件> | 1 <L06.未结 件>
""",
)
COURT = sheet(
    "应诉",
    """
行政应诉工作情况（2023年）
应诉案件总数 | 4件 <L05 件 v=4>
开庭审理 | 3次
负责人出庭应诉 | 3次 <L08 次 v=3>
负责人出庭应诉率 | 百分之百 <L09? % v=100>
旁听庭审 | 2场 <L10 场 v=2>
收到司法建议 | 无 <L11 na>
行政争议实质化解 | 尚无 <L12 件 v=0>
败诉案件 | 零 <L06.败诉 件 v=0>
""",
)
LEARNING = sheet(
    "学法",
    """
党建办2023年学法用法情况统计 {c4}
序号 | 项目 | 数量 | 单位
1 | 党委会集体学法 | 7 <T01 次> | 次
2 | 中心组学习列入篇目 | 16 <T02 篇> | 篇
3 | 中心组专题学法 | 2 <T03 次> | 次
4 | 法治讲座 | 3 <T08 场> | 场
5 | 网上学法用法 | 45 <T12 人> | 人
6 | 述法 | 11 <T13 人> | 人
7 | 领导干部学法考试合格率 | 100 <T11.合格率 %> | %
""",
)
TRAINING_REGISTER = sheet(
    "培训台账",
    """
2023年执法培训台账
序号 | 培训时间 | 培训内容 | 培训对象 | 参训人数（人次） | 学时
1 | 2023.2.14 | 行政处罚法解读 | 执法人员 | 48 | 4
2 | 2023年3月9日 | 执法文书制作 | 执法人员 | 52 | 4
3 | 2023-05-18 | 执法实务 | 执法人员 | 45 | 6
4 | 2023/7/6 | 案卷评查要点 | 执法人员 | 50 | 4
5 | 20231012 | 柔性执法 | 执法人员 | 47 | 4
合计 | | | | 242 | 22
""",
)
DISPUTES_REGISTER = sheet(
    "台账",
    """
矛盾纠纷调解台账（2024年）
编号 | 受理日期 | 申请人 | 身份证号 | 被申请人 | 联系电话 | 纠纷类型 | 调解结果 | 协议形式 | 涉及金额（元）
1 | 2024.1.8 | 汤某 | '110101199003070011 | 邱某 | '13800000001 | 邻里 | 调解成功 | 书面 | 5000
2 | 2024.2.19 | 熊某 | '110101198804050022 | 龙某 | '13800000002 | 婚姻家庭 | 调解成功 | 口头 | 0
3 | 2024.4.2 | 尹某 | '110101197701010033 | 万某 | '13800000003 | 劳动争议 | 调解不成功 | / | 18000
4 | 2024.9.30 | 段某 | '110101196512120044 | 雷某 | '13800000004 | 邻里 | 调解成功 | 书面 | 2600
""",
)
NARRATIVE = sheet(
    "总结",
    """
科室 | 法治工作开展情况
宣传组 | 全年开展法治宣传36场次，发放宣传资料8000余份，受教育群众1.2万人次。 {r1}
司法所 | 全年调处矛盾纠纷118件，调解成功116件；办理法律援助9件。
""",
)
BANDS = sheet(
    "数据",
    """
填报单位：综合执法办 | | |
【行政处罚】 | | |
指标 | 数量 | 单位 | 备注
立案 | 35 | 件 |
结案 | 33 | 件 |
作出处罚决定 | 31 <E03 件> | 件 |
处罚金额 | 57800 <E08 元> | 元 |
【行政检查】 | | |
检查次数 | 640 <E02 次> | 次 |
其中：涉企检查 | 120 <E21 次> | 次 |
【行政强制】 | | |
强制措施和强制执行 | 2 <E04 件> | 件 |
""",
)
FORMULAS = sheet(
    "汇总",
    """
执法案件汇总（2023年）
类别 | 数量（件）
行政检查 | 3010 <E02 件> {f=3000+10}
行政处罚 | 29 <E03 件>
行政强制 | 0 {f0=B9*2}
合计 | 3039 <E01 件> {f=SUM(B3:B5)}
法制审核 | #DIV/0! {err}
""",
)
WRONG_SUM = sheet(
    "Sheet1",
    """
2023年归集行政执法案件
种类 | 案件数（件）
行政检查 | 3010 <E02? 件>
行政处罚 | 29 <E03? 件>
合计 | 3050
""",
)
OTHER_YEAR = sheet(
    "Sheet1",
    "2022年度普法情况统计表\n项目 | 数量\n普法宣传（场次） \
| 98 <P20? 场次 p=2022>",
)
MIXED_UNITS = sheet(
    "Sheet1",
    """
处罚与合同数据（2023年）
项目 | 数额
处罚金额（元） | 16.13万元 <E08 元 v=161300>
合同标的额（万元） | 3200 <D07 万元>
法律顾问费 | 逾20万元 <D11 万元 v=20 q=over>
行政事业性收费（万元） | 无 <G08 na>
""",
)
HIDDEN = sheet(
    "Sheet1",
    """
2023年信访情况（信访办）
项目 | 数量
信访事项（批次） | 551 <X01 批次>
信访人次 | 918 <X02 人次>
领导接访批次 | 51
受理率 | '100% <X03 % v=100>
""",
    hidden_rows=(5,),
)
ZEROS = sheet(
    "Sheet1", "2023年行政强制情况\n项目 | 数量（件）\n行政强制 | 0 <E04 件>\n行政裁决 | 0 <E06.裁决 件>"
)
EMPTY = sheet(
    "Sheet1", "2023年合同管理情况统计表\n项目 | 数量（份）\n合同审核 |\n合同备案 |\n填表人： | 日期："
)
MERGED = sheet(
    "Sheet1",
    """
各村公共法律服务室（2023年）
村 | 公共法律服务室（个） | 法律咨询（人次）
甲村 | 1 <P34? 个 part=+> | 60 <P28? 人次 part=*> {r3}
乙村 | 1 <P34? 个 part=+> |
丙村 | 1 <P34? 个 part=+> |
合计 | 3 <P34 个> | 60 <P28 人次>
""",
)
PAIR = sheet(
    "Sheet1",
    """
2023年热线办理（热线专班）
项目 | 办理情况
派单 | 6441件 <H01? 件 v=6441>
按时接单率 | 6426/6441 <H02? % v=*>
工单满意率 | 81.81% <H04 % v=81.81>
""",
)
DUPLICATE_LABEL = sheet(
    "Sheet1",
    """
指标 | 数量 | 备注
培训 | 15次 <T04? 次 v=15> | 全年
培训 | 13次 <T04? 次 v=13> | 针对性培训
参训人次 | 720余 <T05 人次 v=720 q=over> |
人均学时 | 60学时 <T06 学时 v=60> |
""",
)

CASES = (
    case(
        "f-penalties",
        "nine classes and an extra one, unit line of two units",
        book("表一.xlsx", PENALTIES),
        year=2024,
    ),
    case(
        "f-disclosure-two",
        "the second table of the disclosure report",
        book("信息公开年报.xlsx", DISCLOSURE_TWO),
    ),
    case(
        "f-hotline-three",
        "three header rows, two channels, follow-up columns",
        book(
            "热线通报.xlsx", HOTLINE_THREE, also=("H05? 件 v=264", "H05.超时? 件 v=5", "H05.未办结? 件 v=1")
        ),
        year=2024,
    ),
    case(
        "f-reviews", "one row of values under two groups", book("复议应诉.xls", REVIEWS, write=xls), year=2024
    ),
    case("f-court", "no header at all, words for zero", book("应诉情况（司法所）.ods", COURT, write=ods)),
    case(
        "f-learning",
        "numbered list with the unit last",
        book("学法（党建办）.csv", LEARNING, write=partial(csv, encoding="utf-8-sig"), named=False),
    ),
    case(
        "f-training-register",
        "a register with five ways to write a date and a total row",
        book(
            "培训.xlsx",
            TRAINING_REGISTER,
            also=("T04 次 v=5", "T05? 人次 v=*", "T06? 学时 v=*"),
        ),
    ),
    case(
        "f-disputes-register",
        "a register with personal data",
        book(
            "纠纷台账.xlsx",
            DISPUTES_REGISTER,
            problems=("personal_data",),
            also=("X12 件 v=4", "X13 件 v=3", "X15? 元 v=25600", "X16.书面,X16 份 v=2", "X16.口头 份 v=1"),
        ),
        year=2024,
    ),
    case(
        "f-narrative",
        "sentences in cells are proposed at most",
        book(
            "总结.xlsx",
            NARRATIVE,
            status=("imported", "empty"),
            also=(
                "P20? 场次 v=*",
                "P24? 份 v=*",
                "P26? 人次 v=*",
                "X12? 件 v=*",
                "X13? 件 v=*",
                "P29? 件 v=*",
            ),
        ),
    ),
    case("f-bands", "bands of titles between the rows", book("执法数据.xlsx", BANDS)),
    case(
        "f-formulas",
        "cached, uncached and broken formulas",
        book("汇总.xlsx", FORMULAS, problems=("formula_without_value", "error_cell")),
    ),
    case(
        "f-wrong-sum", "a total that does not fit", book("归集.xlsx", WRONG_SUM, problems=("sum_mismatch",))
    ),
    case(
        "f-other-year",
        "last year's file",
        book("普法.xlsx", OTHER_YEAR, status=("refused",), problems=("year_mismatch",)),
    ),
    case(
        "f-mixed-units",
        "万元 in a column of 元",
        book("金额.xlsx", MIXED_UNITS, problems=("unit_converted",)),
    ),
    case("f-hidden", "a hidden row", book("信访.xlsx", HIDDEN, problems=("hidden",))),
    case("f-zeros", "nothing but zeros", book("强制.xlsx", ZEROS, problems=("all_zero",))),
    case("f-empty", "an unfilled form", book("合同.xlsx", EMPTY, status=("empty",))),
    case(
        "f-merged", "one number for three villages", book("服务室.xlsx", MERGED, problems=("merged_value",))
    ),
    case("f-pair", "a rate as a pair", book("热线.xlsx", PAIR)),
    case(
        "f-duplicate-label",
        "one label twice with two numbers",
        book("培训数据.xlsx", DUPLICATE_LABEL, problems=("ambiguous|conflict|duplicate_rows",)),
    ),
)

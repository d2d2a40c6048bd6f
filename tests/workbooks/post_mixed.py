"""The post, shapes: what a person reads from titles, notes, neighbours and sentences."""

from __future__ import annotations

from .cases import book, case, shares, single
from .grid import sheet
from .writing import csv, xls

CASES = (
    single(
        "post_m_note_unit",
        "the unit of the amounts only in a note under the table",
        "调解年报.xlsx",
        """
人民调解年报
项目 | 数值
调解案件 | 210 <X12 件>
调解成功 | 206 <X13 件>
涉及金额 | 155.2 <X15 万元>
注：金额单位为万元。
""",
    ),
    single(
        "post_m_goal",
        "a goal beside what was done",
        "年度任务完成情况.xlsx",
        """
2023年法治建设年度任务完成情况
任务 | 年度目标 | 完成情况 | 完成率
普法宣传活动（场） | 120 | 143 <P20 场> | 119%
法律援助（件） | 10 | 12 <P29 件> | 120%
合法性审查（件） | 50 | 63 <D03 件> | 126%
""",
    ),
    single(
        "post_m_month_and_year",
        "December's monthly: this month and since January",
        "12月信访月报.xlsx",
        """
信访工作月报（2023年12月）
指标 | 单位 | 本月 | 1-12月累计
信访总量 | 件次 | 22 <X01? 件次 p=*> | 310 <X01 件次>
信访总人次 | 人次 | 40 <X02? 人次 p=*> | 505 <X02 人次>
来访 | 件次 | 6 <X08.来访? 件次 p=*> | 81 <X08.来访 件次>
""",
    ),
    single(
        "post_m_block_title",
        "two blocks whose titles alone name what is counted",
        "处罚与许可.xlsx",
        """
一、行政处罚情况
类别 | 件数
简易程序 | 40 <E09 件>
普通程序 | 12 <E10 件>
合计 | 52 <E03 件>

二、行政许可情况
类别 | 件数
食品经营 | 88
户外广告 | 10
合计 | 98 <E05 件>
""",
        also=shares("E03", "E05"),
    ),
    case(
        "post_m_sheet_title",
        "the sheets' names alone say what is counted",
        book(
            "法律服务分项.xlsx",
            sheet(
                "法律援助", "季度 | 件数\n一季度 | 3\n二季度 | 4\n三季度 | 1\n四季度 | 5\n合计 | 13 <P29 件>"
            ),
            sheet(
                "法律咨询",
                "季度 | 人次\n一季度 | 60\n二季度 | 75\n三季度 | 50\n四季度 | 81\n合计 | 266 <P28 人次>",
            ),
            also=(
                "P29? v=* p=+ part=*",
                "P28? v=* p=+ part=*",
                *shares("P29", "P28"),
            ),
        ),
    ),
    single(
        "post_m_remarks_in_cells",
        "numbers with remarks in brackets behind them",
        "司法所台账汇总.xlsx",
        """
司法所基本数据 {c2}
社区矫正在册 | 19（含外地委托2人） <P35 人 v=19>
安置帮教在册 | 42人（今年新增8人） <P35.安置帮教 人 v=42>
人民调解员 | 88人，其中专职12人 <X18 人 v=88;X18.专职? 人 v=12>
法律明白人 | 105名（均已结业） <P22 名 v=105>
""",
    ),
    single(
        "post_m_label_and_value",
        "label and value in one cell with a colon",
        "热线数据（短信转录）.xlsx",
        """
热线12345工作数据
接收工单：3120件 <H01 件 v=3120> | 按时接单率：99.6% <H02 % v=99.6>
按时办结率：98.2% <H03 % v=98.2> | 工单满意率：92.5% <H04 % v=92.5>
""",
    ),
    single(
        "post_m_numbered_cell",
        "a numbered list of lines in one cell",
        "述职材料数据页.xlsx",
        """
法治建设主要数据 {c2}
主要数据 | 1.开展合法性审查66件；\\n2.出具法律意见书13份；\\n3.开展执法培训8次；\\n4.化解行政争议2件。 \
<D03? 件 v=66;D10? 份 v=13;T04? 次 v=8;L12? 件 v=2>
""",
    ),
    single(
        "post_m_prefixes",
        "numbers, bullets and brackets before the labels",
        "综合统计.xls",
        """
综合统计表
指标 | 数值
1.1 行政检查（次） | 640 <E02 次>
1.2 行政处罚（件） | 12 <E03 件>
（二）信访事项（件次） | 150 <X01 件次>
③ 法律援助（件） | 4 <P29 件>
★人民调解委员会（个） | 15 <X17 个>
Ⅳ、现行有效规范性文件（件） | 6 <G04.现行有效 件>
""",
        write=xls,
    ),
    single(
        "post_m_value_first",
        "the number stands before what it counts",
        "数据清单.xlsx",
        """
普法工作数据清单
数量 | 单位 | 内容
66 <P20> | 场 | 普法宣传活动
4100 <P24> | 份 | 发放宣传资料
9 <P32> | 名 | 法治副校长
""",
    ),
    single(
        "post_m_repeated_header",
        "the header once more in the middle, as printed pages have it",
        "综治数据.xlsx",
        """
综治工作数据统计表
序号 | 项目 | 单位 | 数量
1 | 矛盾纠纷排查次数 | 次 | 24 <X11 次>
2 | 矛盾纠纷调处件数 | 件 | 87 <X12 件>
序号 | 项目 | 单位 | 数量
3 | 调解成功件数 | 件 | 85 <X13 件>
4 | 接收12345工单 | 件 | 920 <H01 件>
填表人：王某 | | 审核人：赵某 |
""",
    ),
    single(
        "post_m_group_cells",
        "departments' groups merged downwards, units in a column",
        "法治政府建设数据采集表.xlsx",
        """
2023年度法治政府建设数据采集表 {c5}
类别 | 指标 | 单位 | 2022年 | 2023年
依法行政 {r3} | 行政检查 | 次 | 800 <E02 次 p=2022> | 910 <E02 次>
 | 行政处罚 | 件 | 20 <E03 件 p=2022> | 25 <E03 件>
 | 案卷评查 | 卷 | 15 <E19 卷 p=2022> | 20 <E19 卷>
普法 {r2} | 法治讲座 | 场 | 4 <T08 场 p=2022> | 6 <T08 场>
 | 宣传资料 | 份 | 2000 <P24 份 p=2022> | 2600 <P24 份>
公开 {r2} | 主动公开信息 | 条 | 70 <G01 条 p=2022> | 64 <G01 条>
 | 依申请公开 | 件 | 2 <G02,G09 件 p=2022> | 1 <G02,G09 件>
""",
    ),
    single(
        "post_m_other_towns",
        "a district's circular with every town; ours is one row",
        "全区12345办理情况通报附件.xlsx",
        """
全区各街镇12345热线办理情况（2023年） {c5}
序号 | 街镇 | 派单量（件） | 按时办结率 | 满意率
1 | 东河镇 | 4100 | 99.1% | 90.2%
2 | 测试镇 | 3300 <H01 件> | 98.7% <H03 % v=98.7> | 91.5% <H04 % v=91.5>
3 | 西河街道 | 5200 | 97.9% | 88.8%
全区合计 | | 12600 | 98.5% | 90.0%
""",
    ),
    single(
        "post_m_calculation",
        "a sum told beside its parts in one label",
        "案件构成.csv",
        """
项目 | 数据
行政复议和行政诉讼案件合计（件） | 6 <L01 件>
行政复议（件） | 4 <L02 件>
行政诉讼（件） | 2 <L05 件>
其中：一审 | 2
二审 | 0
""",
        write=csv,
        named=False,
    ),
    case(
        "post_m_hidden_column",
        "a hidden column of last year between label and value",
        book(
            "公共法律服务（隐藏列）.xlsx",
            sheet(
                "Sheet1",
                """
公共法律服务数据
项目 | 上年 | 数量
法律援助案件（件） | 9 | 11 <P29 件>
法律咨询（人次） | 300 | 350 <P28 人次>
""",
                hidden_columns=("B",),
            ),
            problems=("hidden",),
            also=("P29? v=* p=2022", "P28? v=* p=2022"),
        ),
    ),
    case(
        "post_m_hidden_sheet",
        "a hidden sheet of drafts beside the real one",
        book(
            "执法数据（含草稿）.xlsx",
            sheet("正式", "指标 | 数值\n行政检查（次） | 500 <E02 次>\n行政处罚（件） | 9 <E03 件>"),
            sheet("草稿", "指标 | 数值\n行政检查（次） | 480\n行政处罚（件） | 8", hidden=True),
            problems=("hidden",),
        ),
    ),
    single(
        "post_m_errors",
        "error cells and text among the numbers",
        "含错误值.xlsx",
        """
信访数据
指标 | 数值
信访事项（件次） | 120 <X01 件次>
信访办结率 | #DIV/0! {err}
信访人次 | 待核
受理率 | 100% <X03 % v=100>
""",
        problems=("error_cell",),
    ),
    single(
        "post_m_chinese_numbers",
        "numbers in Chinese characters",
        "会议情况.xlsx",
        """
法治工作会议情况
内容 | 次数
听取法治工作汇报 | 三次 <D13 次 v=3>
党委会研究法治议题 | 五次 <D12 次 v=5>
合同管理培训 | 两场 <T07 场 v=2>
旁听庭审 | 一次 <L10 次 v=1>
""",
    ),
)

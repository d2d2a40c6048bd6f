# ruff: noqa: E501 - a line is a row of a sheet
"""Habits of offices that each take one rule of the importer: scopes, shares, crossings, bands, periods, blanks."""

from tests.workbooks.cases import book, case
from tests.workbooks.grid import Sheet, sheet
from tests.workbooks.truth import Case


def one(key: str, about: str, text: str, *also: str, name: str = "数据.xlsx", **told: object) -> Case:
    """A case of one workbook with one sheet."""
    page: Sheet = sheet("Sheet1", text)
    return case(key, about, book(name, page, also=also, **told))  # pyright: ignore[reportArgumentType]


HABITS = (
    one(
        "growth",
        "negative growth beside counts is no fault",
        """
信访主要指标（2023年1-12月） {c5}
指标 | 本年累计 | 上年同期 | 增减数 | 同比增长
信访总量（件次） | 551 <X01 件次> | 602 <X01 件次 p=2022> | -51 | -8.47%
信访人次（人次） | 918 <X02 人次> | 1005 <X02 人次 p=2022> | -87 | -8.66%
""",
    ),
    one(
        "scope",
        "the district's figures beside the town's",
        """
2023年行政执法数据对比 {c4}
指标 | 单位 | 全区合计 | 我镇
行政检查 | 件 | 41308 | 3010 <E02 件>
罚没金额 | 万元 | 2210.55 | 16.13 <E08 万元>
""",
    ),
    one(
        "crossing",
        "process words across, indicators down: both must explain the number",
        """
2023年行政复议、行政应诉案件统计表 {c5}
案件类型 | 收案数 | 审结数 | 未结 | 负责人应出庭
行政复议 | 2 <L02> | 1 | 1 | /
行政诉讼 | 3 <L05> | 2 <L06> | 1 <L06.未结> | 2
合计 | 5 <L01> | 3 | 2 | 2
""",
    ),
    one(
        "shares",
        "channels beside the whole",
        """
2023年12345热线办理情况 {c6}
单位 {r2} | 12345热线 {c2} | | 政民互动 {c2} | | 按时办结数 {r2}
 | 按时办结 | 超时办结 | 按时办结 | 超时办结 |
测试镇 | 87 <H05 part=12345热线> | 0 <H05.超时 part=12345热线> | 12 <H05 part=政民互动> | 1 <H05.超时 part=政民互动> | 99 <H05>
""",
        "H05.超时 v=1",
    ),
    one(
        "unlike-sum",
        "a sum over other indicators is the row's own",
        """
法治审查情况（2023年） {c5}
审查事项 | 规范性文件 | 重大决策 | 合同 | 合计
合法性审查（件） | 2 <D03 part=规范性文件> | 4 <D03 part=重大决策> | 53 <D03 part=合同> | 59 <D03 件>
提出意见（条） | 5 | 9 | 70 | 84
""",
    ),
    one(
        "classes-in-group",
        "classes under a group with its own total",
        """
行政处罚实施情况统计表（2023年） {c5}
行政处罚实施数量（宗） {c4} | | | | 罚没金额（万元） {r2}
警告 | 罚款 | 其他行政处罚 | 合计 |
3 <E03 宗 part=警告> | 25 <E03 宗 part=罚款> | 1 <E03 宗 part=其他行政处罚> | 29 <E03 宗> | 16.129 <E08 万元>
""",
    ),
    one(
        "other-total",
        "the total of other acts is not that of all acts",
        """
其他行政执法行为实施情况统计表（2023年） {c4}
行政确认 | 行政奖励 | 其他行政执法行为 | 合计（宗）
12 <E06> | 3 <E06.奖励> | 5 <E07> | 20
""",
    ),
    one(
        "bands",
        "bands with numbering right under the header",
        """
2023年度依法治镇数据汇总表 {c4}
序号 | 指标 | 单位 | 数值
一、行政执法（综合执法大队） {c4}
1 | 行政检查 | 次 | 3010 <E02 次>
2 | 罚没金额 | 万元 | 16.13 <E08 万元>
二、信访工作（信访办） {c4}
1 | 信访事项 | 件次 | 551 <X01 件次>
2 | 办结率 | % | 100 <X04 %>
""",
    ),
    one(
        "blank-row",
        "a number left blank does not make its label a heading",
        """
矛盾纠纷工作情况（2023年） {c2}
项目 | 数量（件）
受理矛盾纠纷 |
调解成功 | 18 <X13>
上级交办件 | 6 <X10>
""",
    ),
    one(
        "this-period",
        "本期 beside 累计 is not the year",
        """
政府信息公开情况统计报表 {c5}
填报单位：党政办 | | | 2023年度 |
指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计
一、主动公开政府信息数 | —— | —— | —— | ——
主动公开政府信息总数 | 条 | 01 | 15 | 61 <G01 条>
二、申请总数 | 件 | 10 | 0 | 1 <G02 件>
""",
        department="党政办",
    ),
    one(
        "period-alone",
        "本期 beside 上年同期 is the year of the return",
        """
2023年度普法情况 {c3}
指标 | 本期数 | 上年同期
普法宣传（场） | 160 <P20 场> | 150 <P20 场 p=2022>
""",
    ),
    one(
        "signed-later",
        "the date of the signature is not the year",
        """
行政复议应诉情况年报 {c4}
填报单位：测试镇司法所 | 2023 年 | | 计量单位：件
指标名称 | 代码 | 上年 | 本年
行政复议案件 | 01 | 1 <L02 件 p=2022> | 2 <L02 件>
单位负责人： | 填表人： | | 报出日期：2024年10月10日
""",
    ),
    one(
        "narrower",
        "a title names the narrower indicator",
        """
2023年村居法律顾问情况 {c2}
村（社区） | 法律顾问（名）
甲村 | 1 <D09 名 part=甲村>
乙村 | 2 <D09 名 part=乙村>
合计 | 3 <D09 名>
""",
    ),
    one(
        "no-register",
        "a list of figures called 台账 is no register",
        """
2023年法治政府建设工作台账数据 {c4}
类别 | 项目 | 数值 | 单位
学法 {r2} | 党委会集体学法 | 7 <T01 次> | 次
 | 执法培训 | 15 <T04 次> | 次
队伍 | 持证执法人员 | 36 <E11 名> | 名
""",
    ),
    one(
        "persons",
        "rows of persons are never labels",
        """
2023年法律咨询情况 {c4}
姓名 | 身份证号 | 电话 | 咨询次数
张三 | '120107198001011234 | '13812345678 | 1
李四 | '120107198001011235 | '13812345679 | 2
""",
        "P28? v=3",
        problems=("personal_data",),
    ),
    one(
        "long-labels",
        "sentences as labels",
        """
法治政府建设年度报告数据采集表（2023年） {c2}
采集内容 | 填报数据
2023年镇党委、政府主要负责人听取法治建设工作汇报的次数（次） | 4 <D13 次>
2023年本单位作为被申请人的行政复议案件数（件） | 1 <L02 件>
2023年审核各类合同的数量（份） | 47 <D06 份>
""",
    ),
    one(
        "near",
        "near is not the same",
        """
综合执法大队2023年其他数据 {c3}
项目 | 数量 | 单位
行政处罚听证 | 3 | 件
撤销行政处罚 | 1 | 件
移送公安机关案件 | 2 | 件
执法记录仪使用率 | 100 | %
行政处罚平均用时 | 12 | 天
应参训人次 | 800 | 人次
行政检查 | 512 <E02 件> | 件
""",
    ),
    one(
        "half-year",
        "a title of half a year",
        """
2023年上半年行政执法情况统计 {c2}
项目 | 数量（件）
行政检查 | 300 <E02 件 p=2023-H1>
行政处罚 | 5 <E03 件 p=2023-H1>
""",
    ),
    one(
        "nine-months",
        "a title of nine months",
        """
2023年1—9月调解情况 {c2}
项目 | 数量（件）
受理矛盾纠纷 | 30 <X12 件 p=2023-01/2023-09>
""",
    ),
    one(
        "inner-classes",
        "a total beside 其中 columns and an amount",
        """
2023年度行政执法统计年报（单位：件、万元） {c5}
项目 {r2} | 合计 {r2} | 其中 {c2} | | 罚没金额 {r2}
 | | 简易程序 | 普通程序 |
行政处罚 | 29 <E03 件> | 9 <E09 件> | 20 <E10 件> | 16.129 <E08 万元>
行政检查 | 3010 <E02 件> | — | — | —
""",
    ),
    one(
        "noted-numbers",
        "a note behind the number",
        """
指标（2023年） | 数值
行政处罚（件） | 29（其中简易程序20件） <E03 件 v=29>
人民调解员（名） | 66（专职12） <X18 名 v=66>
""",
    ),
    one(
        "explained-labels",
        "brackets that only explain",
        """
政府信息公开统计（2023年度） {c2}
指标名称 | 统计数（条）
主动公开政府信息数（不同渠道公开相同信息计1条） | 61 <G01 条>
其中：政府网站公开政府信息数 | 40
""",
    ),
    one(
        "ticks",
        "a list of decisions with ticks",
        """
2023年重大行政决策情况统计表 {c6}
序号 | 决策事项名称 | 公众参与 | 专家论证 | 集体讨论 | 备注
1 | 老旧小区改造 | √ | √ | √ |
2 | 河道整治 | √ | × | √ |
""",
        "D01 v=2",
        "D02.公众参与 v=2",
        "D02.专家论证 v=1",
        "D02.集体讨论 v=2",
    ),
    one(
        "sisters",
        "a step of decisions among the other steps",
        """
依法决策情况（2023年） {c2}
项目 | 数量
重大行政决策事项（项） | 2 <D01>
其中：公众参与 | 2 <D02.公众参与>
风险评估 | 2 <D02.风险评估>
合法性审查 | 2 <D02.合法性审查>
集体讨论 | 2 <D02.集体讨论>
""",
    ),
    one(
        "file-name",
        "the file name says what kind of training a titled table counts",
        """
2023年各科室培训情况 {c2}
科室 | 培训次数（次）
综合执法大队 | 10 <T04 part=综合执法大队>
司法所 | 5 <T04 part=司法所>
合计 | 15 <T04 次>
""",
        name="执法培训情况.xlsx",
    ),
    one(
        "words",
        "words in a column of numbers are named",
        """
2023年数据 {c3}
项目 | 数量 | 备注
行政检查 | 3010 <E02 件> | 已核
行政处罚 | 3O件 | 待核
行政许可 | 待核实 |
法律援助 | 5 <P29 件> |
合同审核 | 12 <D06 份> |
重复投诉 | 4 <H09 件> |
""",
        problems=("not_a_number",),
    ),
    one(
        "twice",
        "one label with two numbers",
        """
2023年数据 {c2}
项目 | 数量（件）
行政处罚 | 29
行政处罚 | 31
行政检查 | 40 <E02 件>
""",
        problems=("ambiguous",),
    ),
    one(
        "several-trainings",
        "those who took part, behind each of three trainings; 其中 behind the label of a group",
        """
2023年培训和调解统计 {c4}
类别 | 项目 | 单位 | 数量
培训 | 执法业务培训 | 次 | 5 <T04 次>
培训 | 参训人次 | 人次 | 120 <T05 人次>
培训 | 合同管理培训 | 场 | 2 <T07 场>
培训 | 参训人次 | 人次 | 60
调解 | 调解员 | 名 | 90 <X18 名>
调解 | 其中专职 | 名 | 18 <X18.专职 名>
""",
        problems=("ambiguous",),
    ),
)
"""Every case of this module."""


"""Structures that say what a number is: heads of periods, numbering, groups, stages, accounts, registers."""

from tests.importing.habits import one

STRUCTURES = (
    one(
        "quarters-below-their-months",
        "全年 under sub-totals of quarters is the year's, and no part of the last quarter",
        """
清溪镇2023年热线工单分月统计 {c3}
月份 | 承办量 | 按时办结率
一月 | 40 <H01 p=2023-01> | 97.5% <H03 p=2023-01 v=97.5>
二月 | 30 <H01 p=2023-02> | 100% <H03 p=2023-02 v=100>
三月 | 50 <H01 p=2023-03> | 98% <H03 p=2023-03 v=98>
一季度小计 | 120 <H01? p=2023-Q1> | 98.3% <H03? p=2023-Q1 v=98.3>
四月 | 60 <H01 p=2023-04> | 95% <H03 p=2023-04 v=95>
全年 | 180 <H01> | 97.2% <H03 v=97.2>
""",
    ),
    one(
        "whole-before-its-parts",
        "beside its parts the wider name is the whole, not one of them",
        """
行政执法队伍结构情况统计表（2023年） {c5}
执法人员数（人） {r2} | 年龄结构 {c3} | | | 持证率 {r2}
 | 30岁（不含）以下 | 30-40岁 | 40岁以上 |
23 <T14> | 6 <T14.三十岁以下> | 10 <T14.三十至四十岁> | 7 <T14.四十岁以上> | 95.7% <E12 v=95.7>
""",
    ),
    one(
        "sums-of-some-places",
        "sub-totals of communities and of villages are no places, and the total is right",
        """
各村居人民调解情况汇总表（2023年） {c3}
类别 | 名称 | 纠纷受理（件）
社区 | 南关社区 | 52 <X12 part=南关社区>
 | 北关社区 | 40 <X12 part=北关社区>
社区小计 {c2} | | 92
村 | 双桥村 | 21 <X12 part=双桥村>
 | 石井村 | 17 <X12 part=石井村>
村小计 {c2} | | 38
总计 {c2} | | 130 <X12>
""",
    ),
    one(
        "amounts-by-any-name",
        "罚没款数额 in a table of acts is money of the fines, in the unit of the line above",
        """
2023年行政执法工作量统计（单位：件、万元） {c3}
执法行为 | 全年办理（件） | 罚没款数额
行政处罚 | 63 <E03> | 21.47 <E08 万元>
行政检查 | 2240 <E02> | /
行政许可决定 | 512 <E05> | /
""",
    ),
    one(
        "lines-to-be-reached",
        "what must be reached is no value; beside it alone 完成率 is what was",
        """
信访指标完成情况（2023年） {c3}
指标 | 考核线 | 完成率
信访事项及时受理率 | 100% | 99.1% <X03 v=99.1>
信访事项按期办结率 | 98% | 99.34% <X04 v=99.34>
""",
    ),
    one(
        "period-heads",
        "a word of the period glued to any measure; plans and growth are no values",
        """
2023年综合执法工作统计 {c7}
项目 | 今年1-12月累计完成数 | 去年同期完成数（件） | 数量（上年末） | 年初计划数 | 同比增减数 | 较上年同期
行政检查（次） | 1700 <E02> | 1630 <E02 p=2022> | | 1600 | 70 | 4.3%
行政处罚案件 | 41 <E03> | 30 <E03 p=2022> | | 40 | 11 | 36.7%
""",
    ),
    one(
        "this-term-beside-the-year",
        "本期 stays a share of the year where the row itself says 全年; a process word needs its own subject",
        """
政府信息公开情况统计表（2023年度） {c4}
指标名称 | 计量单位 | 本期实际 | 本年累计
一、全年主动公开政府信息 | 条 | 38 | 317 <G01 条>
其中：1.政府网站公开 | 条 | 20 | 186
2.政务微博公开 | 条 | 0 | 0 <G12.微博>
3.政务微信公开 | 条 | 18 | 131 <G12 条>
二、收到信息公开申请 | 件 | 1 | 6 <G02 件>
三、对申请作出答复数 | 件 | 2 | 5
""",
    ),
    one(
        "marks-of-two-levels",
        "一、1、2 in a column of their own; a row that says nothing alone is read with its whole",
        """
法治工作情况（2023年） {c3}
序号 | 统计项目 | 数量
一 | 达成人民调解协议（份） | 30 <X16>
1 | 书面 | 20 <X16.书面>
2 | 口头 | 10 <X16.口头>
二 | 制定行政规范性文件（件） | 2 <D04>
1 | 其中：报送备案 | 2 <D04.备案>
三 | 行政执法 |
1 | 行政检查（次） | 300 <E02>
四 | 行政复议案件（件） | 3 <L02>
""",
    ),
    one(
        "total-outside-its-group",
        "a total beside the group that adds up to it",
        """
2023年度处罚实施情况统计表 {c5}
行政处罚实施数量（宗） {c3} | | | 合计（宗） {r2} | 罚没金额（万元） {r2}
警告 | 罚款 | 行政拘留 | |
6 <E03? part=+> | 38 <E03? part=+> | 3 <E03? part=+> | 47 <E03 宗> | 8.635 <E08 万元>
""",
    ),
    one(
        "quarters-and-halves",
        "each kind of span adds up to the year by itself",
        """
2023年普法宣传活动（场） {c7}
项目 | 合计 | 一季度 | 二季度 | 上半年 | 三季度 | 四季度
普法宣传活动 | 163 <P20> | 30 <P20? p=+> | 50 <P20? p=+> | 80 <P20? p=+> | 40 <P20? p=+> | 43 <P20? p=+>
""",
    ),
    one(
        "stages",
        "of the stages of an act its count is what was granted",
        """
2023年行政审批事项办理情况 {c5}
事项 | 申请数 | 受理数 | 办结（准予） | 不予
行政许可办理情况 | 410 | 400 | 396 <E05> | 4
行政确认办理情况 | 90 | 89 | 88 <E06> | 1
行政奖励办理情况 | 37 | 36 | 36 <E06.奖励> | 0
""",
    ),
    one(
        "stages-of-cases",
        "cases are counted where they come in",
        """
2023年各类案件受理办理情况 {c4}
类别 | 受理 | 办结 | 未结
信访事项 | 468 <X01> | 460 | 8
矛盾纠纷 | 406 <X12> | 400 | 6
""",
    ),
    one(
        "one-procedure-of-two",
        "未结 under a title of 复议 is no 未结 of 诉讼; a title of results names what came in",
        """
2023年行政复议案件办理结果 {c4}
收案 {r2} | 审结 {c2} | | 未结 {r2}
 | 维持 | 驳回 |
8 <L02> | 3 <L03> | 1 <L03.驳回> | 4
""",
    ),
    one(
        "carried-over",
        "process words beside each other are no evidence for one another",
        """
信访工作（2023年） {c2}
指标 | 件数
上年结转 | 3
本年新收 | 465
信访总量 | 468 <X01>
结转下年 | 2
""",
    ),
    one(
        "questions",
        "a label that asks tells its unit; kinds in a title say nothing",
        """
2023年行政处罚种类情况 {c2}
自查问题 | 填报
全年共办理行政处罚案件多少件？ | 20 <E03>
罚没金额多少万元？ | 3.5 <E08 万元>
""",
    ),
    one(
        "accounts",
        "the platform is the row; the account's name names nothing",
        """
2023年政务新媒体信息发布情况 {c4}
平台 | 账号名称 | 粉丝数 | 全年发文量（条）
微信公众号 | 测试发布 | 12650 | 488 <G12 条>
政务微博 | 测试镇 | 830 | 0 <G12.微博 条>
抖音 | 美丽测试 | 4312 | 57 <G12.抖音 条>
""",
    ),
    one(
        "subject-of-the-sheet",
        "a rate of process words and a group's process word belong to the sheet's own subject",
        """
测试镇2023年信访工作年报 {c7}
信访事项（件次） {r2} | 来信 {r2} | 来访 {r2} | 网上投诉 {r2} | 按期办结比率 {r2} | 积案 {c2} |
 | | | | | 交办 | 化解积案
468 <X01> | 35 <X08> | 120 <X08.来访> | 313 <X08.网上> | 99.57% <X04 % v=99.57> | 5 | 4 <X09>
""",
    ),
    one(
        "words-around-a-number",
        "the one number that words tell; plans, growth and shares are none",
        """
法治建设自查表（2023年） {c2}
自查内容 | 自查结果
法律顾问 | 聘请2名（律师） <D08 v=2>
执法人员业务培训（次） | 15 <T04>
出具法律意见书 | 出具意见书28份。 <D10 v=28>
党委理论学习中心组专题学法 | 不少于4次
行政处罚案件 | 较上年增加3件
行政检查 | 300 <E02>
民主法治示范村 | 其中市级3个
""",
    ),
    one(
        "prices-of-contracts",
        "an amount by any ordinary name; what was paid or deposited is none",
        """
测试镇合同登记台账 {c6}
序号 | 签订日期 | 合同名称 | 预算金额（元） | 合同价款（万元） | 是否备案
1 | 2023-01-18 | 保洁服务合同 | 1000 | 48.6 | 是
2 | 2023-03-02 | 道路养护合同 | 2000 | 126 | 是
3 | 2023-05-02 | 法律顾问合同 | 0 | 6 | 否
""",
        "D06 v=3",
        "D06.备案 v=2",
        "D07 万元 v=180.6",
        name="2023年合同台账.xlsx",
    ),
)

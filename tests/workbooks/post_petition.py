"""The post, petitions and disputes: petition offices, mediation centres, judicial stations, grids."""

from __future__ import annotations

from .cases import book, case, shares, single
from .grid import sheet
from .writing import csv, ods, xls

CASES = (
    single(
        "post_x_petition",
        "petitions by channel with a total, in a list with 其中",
        "信访工作情况.xlsx",
        """
2023年信访工作情况统计表 {c3}
类别 | 数量 | 单位
信访总量 | 412 <X01> | 件次
其中：来信 | 31 <X08> | 件次
来访 | 120 <X08.来访> | 件次
网上投诉 | 201 <X08.网上> | 件次
来电 | 60 <X08.来电> | 件次
涉及人数 | 760 <X02> | 人次
""",
    ),
    single(
        "post_x_rates",
        "three rates in columns, values as text",
        "信访三率.xlsx",
        """
信访“三率”统计 {c4}
年度 | 及时受理率 | 按期办结率 | 一次性化解率
2023年 | '100% <X03 % v=100> | '99.3% <X04 % v=99.3> | '95.02% <X05 % v=95.02>
""",
    ),
    single(
        "post_x_leaders",
        "leaders receiving visitors, batches and persons under one heading",
        "领导接访.xlsx",
        """
党政领导干部接访下访情况（2023年） {c4}
姓名 {r2} | 职务 {r2} | 接待群众 {c2}
 | | 批次 | 人次
合计 | | 64 <X06 批次> | 203 <X07 人次>
""",
    ),
    single(
        "post_x_backlog",
        "old cases and cases handed down by the levels above",
        "积案与交办件.xlsx",
        """
信访积案化解及交办件办理
信访积案化解数（件） | 7 <X09 件>
上级（国家、市、区）交办转办件（件） | 53 <X10 件>
按期受理率 | 100% <X03 % v=100>
办结率 | 98.1% <X04 % v=98.1>
""",
    ),
    single(
        "post_x_mediation_station",
        "a judicial station's mediation form, with money in ten thousand",
        "人民调解情况表.xls",
        """
人民调解工作情况统计表 {c7}
填报单位：测试司法所 | | | | | | 2023年度
受理纠纷（件） | 调解成功（件） | 成功率 | 涉案金额（万元） | 调解协议（份） {c3}
 | | | | 合计 | 书面 | 口头
236 <X12 件> | 231 <X13 件> | 97.88% <X14 % v=97.88> | 318.6 <X15 万元> | 231 <X16 份> | 150 <X16.书面 份> | \
81 <X16.口头 份>
""",
        write=xls,
        department="司法所",
    ),
    single(
        "post_x_organisation",
        "committees by kind and mediators, full-time among them",
        "调解组织队伍.xlsx",
        """
人民调解组织和队伍情况
项目 | 数量
人民调解组织总数（个） | 38 <X17 个>
　其中：村（居）调委会 | 33
　　　　企事业单位调委会 | 3
　　　　行业性专业性调委会 | 1
　　　　镇调委会 | 1
调解员总人数（人） | 152 <X18 人>
　其中：专职（人） | 24 <X18.专职 人>
""",
        also=shares("X17"),
    ),
    single(
        "post_x_investigation",
        "investigations by the grid centre, months downwards with a year row",
        "矛盾纠纷排查情况.xlsx",
        """
综治中心矛盾纠纷排查化解情况 {c4}
填报单位（盖章）：综治办 | | | 填报时间：2023年12月29日
时间 | 排查次数 | 排查受理纠纷（件） | 化解成功（件）
全年 | 48 <X11 次> | 175 <X12 件> | 170 <X13 件>
""",
    ),
    single(
        "post_x_fengqiao",
        "topics of two levels in a sheet about method",
        "枫桥经验.xlsx",
        """
新时代“枫桥经验”工作情况
序号 | 内容 | 完成数
1 | 枫桥式工作法镇级课题 | 1个 <X19 个 v=1>
2 | 枫桥式工作法村（社区）级课题 | 3个 <X20 个 v=3>
3 | 矛盾纠纷大排查 | 24次 <X11 次 v=24>
4 | 调处各类纠纷 | 96起 <X12 起 v=96>
""",
    ),
    single(
        "post_x_law_clerks",
        "what the law-wise villagers did, told since October",
        "法律明白人作用发挥.xlsx",
        """
法律明白人作用发挥情况统计
作用 | 次（件）数
法律明白人参与化解矛盾纠纷 | 30件 <X21 件 v=30>
法律明白人参与社会事务管理 | 95件次 <X22 件次 v=95>
法律明白人引导群众寻求法律服务 | 41件次 <X23 件次 v=41>
""",
    ),
    single(
        "post_x_villages",
        "mediation by village with a total row, blanks and dashes",
        "各村调解情况.xlsx",
        """
各村（社区）人民调解情况
序号 | 村（社区） | 调解员（名） | 调解案件（件） | 成功（件） | 涉及金额（元）
1 | 东庄村 | 5 | 12 | 12 | 30000
2 | 西庄村 | 4 | 8 | 7 | —
3 | 阳光社区 | 7 | 20 | 20 | 158000
合计 | | 16 <X18 名> | 40 <X12 件> | 39 <X13 件> | 188000 <X15 元>
""",
        also=shares("X18", "X12", "X13", "X15"),
    ),
    single(
        "post_x_villages_no_total",
        "mediation by village without a total row",
        "村级调委会排查.xlsx",
        """
村级调委会工作统计
村名 | 排查（次） | 调处（件）
王庄 | 12 <X11? 次 part=王庄> | 4 <X12? 件 part=王庄>
李庄 | 12 <X11? 次 part=李庄> | 6 <X12? 件 part=李庄>
赵庄 | 10 <X11? 次 part=赵庄> | 1 <X12? 件 part=赵庄>
""",
        also=("X11 v=34", "X12 v=11"),
    ),
    single(
        "post_x_composite",
        "批次（件次） written with the number, persons in the same row",
        "信访接待.xlsx",
        """
信访接待情况表
接待办理信访事项 | 551批次（件次） <X01 批次（件次） v=551> | 918人次 <X02? 人次 v=918>
领导包案接访 | 51批次 <X06 批次 v=51> | 291人次 <X07? 人次 v=291>
""",
    ),
    single(
        "post_x_last_period",
        "同期 columns and a change, petitions and disputes mixed",
        "平安建设数据.csv",
        """
指标名称 | 计量单位 | 本年数 | 上年同期数 | 同比增减
信访件次 | 件次 | 301 <X01 件次> | 350 <X01 件次 p=2022> | -14%
信访人次 | 人次 | 502 <X02 人次> | 610 <X02 人次 p=2022> | -17.7%
矛盾纠纷调处数 | 件 | 140 <X12 件> | 133 <X12 件 p=2022> | 5.3%
调解成功率 | % | 98.6 <X14 %> | 97.7 <X14 % p=2022> | 0.9
""",
        write=csv,
        named=False,
    ),
    single(
        "post_x_register",
        "a register of disputes, counted and summed",
        "矛盾纠纷登记台账.xlsx",
        """
测试镇矛盾纠纷登记台账（2023年） {c7}
编号 | 受理日期 | 当事人 | 纠纷类别 | 协议形式 | 调解结果 | 协议金额（元）
1 | 2023-02-11 {d} | 王某、李某 | 邻里 | 书面 | 成功 | 3000
2 | 2023-03-05 {d} | 赵某、钱某 | 婚姻家庭 | 口头 | 成功 |
3 | 2023-06-20 {d} | 孙某、周某 | 土地 | 书面 | 未成功 |
4 | 2023-09-01 {d} | 吴某、郑某 | 损害赔偿 | 书面 | 成功 | 12000
""",
        also=(
            "X12 v=4",
            "X13 v=3",
            "X15? 元 v=15000",
            "X16? v=*",
            "X16.书面? v=*",
            "X16.口头? v=*",
            "X14? v=*",
        ),
    ),
    single(
        "post_x_sentence",
        "a paragraph across a merged row beneath its heading",
        "信访办总结摘要.xlsx",
        """
信访工作 {c3}
全年共接待群众来访86批次，办理信访事项322件次、531人次，受理率100%，办结率99%。 \
<X08.来访? 批次 v=86;X01? 件次 v=322;X02? 人次 v=531;X03? % v=100;X04? % v=99> {c3}
矛盾调处 {c3}
累计排查矛盾纠纷36次，调处纠纷118件，调解成功116件。 <X11? 次 v=36;X12? 件 v=118;X13? 件 v=116> {c3}
""",
    ),
    single(
        "post_x_money_header",
        "the amount's unit above the table only",
        "调解成效.ods",
        """
人民调解成效统计（金额单位：万元）
指标 | 2023年
调解纠纷总数 | 88件 <X12 件 v=88>
达成协议数 | 86份 <X16 份 v=86>
协议涉及金额 | 76.4 <X15 万元>
""",
        write=ods,
    ),
    case(
        "post_x_two_blocks",
        "petition block left, mediation block right",
        book(
            "信访与调解.xlsx",
            sheet(
                "Sheet1",
                """
信访情况 | | | 人民调解情况 |
项目 | 数量 | | 项目 | 数量
信访总件次 | 88 <X01> | | 调委会个数 | 12 <X17>
信访总人次 | 130 <X02> | | 人民调解员人数 | 50 <X18>
网上信访 | 40 <X08.网上> | | 受理案件 | 61 <X12>
来信 | 3 <X08> | | 调解成功案件 | 60 <X13>
""",
            ),
        ),
    ),
)

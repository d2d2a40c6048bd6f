"""The post, enforcement: what law enforcement teams, service halls and market offices send."""

from __future__ import annotations

from . import containers
from .cases import book, case, shares, single
from .grid import sheet
from .writing import csv, ods, xls

CASES = (
    single(
        "post_e_platform",
        "a platform export in words of its own, 其中 rows, an amount by decision",
        "执法队平台数据.xlsx",
        """
综合行政执法队2023年度执法监督平台数据 {c4}
报送单位：综合行政执法队 | | | 2024年1月5日
序号 | 工作内容 | 数量 | 说明
1 | 上传执法监督平台的案件总量（件） | 2417 <E01 件> | 全年
2 | 其中：检查类案件（件） | 2388 <E02 件> |
3 | 　　　处罚类案件（件） | 29 <E03 件> |
4 | 处罚决定书载明的罚没款合计（元） | 48600 <E08 元> |
5 | 当场处罚（简易程序）（件） | 21 <E09 件> |
6 | 一般程序（普通程序）（件） | 8 <E10 件> |
""",
        department="执法",
    ),
    single(
        "post_e_people",
        "one line per question, answers with their units in the cell",
        "执法力量情况.xlsx",
        """
执法力量基本情况
填表人：李某 | 电话：
问题 | 答复
目前在岗的行政执法人员一共多少人？ | 46人 <T14 人 v=46>
其中拿到执法证的有多少人？ | 43人 <E11 人 v=43>
执法证持有率 | 93.48% <E12 % v=93.48>
法学专业（含受过系统法律培训）人员比例 | 不足20% <E25 % v=20 q=below>
现有执法记录仪多少台？ | 31台 <E18 台 v=31>
""",
        year=2023,
    ),
    single(
        "post_e_annual_wide",
        "three header rows, one data row, ten thousand yuan told in the title line",
        "2023年度执法数据汇总（报司法局）.xlsx",
        """
2023年度行政执法数据汇总表 {c8}
填报单位：测试镇人民政府 {c4} | | | | 计量单位：件、万元 {c4}
行政检查 {r3} | 行政处罚 {c4} | | | | 行政强制 {r3} | 行政许可 {r3} | 执法总量 {r3}
 | 案件数 {c3} | | | 罚没金额 {r2}
 | 合计 | 简易程序 | 普通程序
1856 <E02 件> | 64 <E03 件> | 41 <E09 件> | 23 <E10 件> | 12.35 <E08 万元> | 3 <E04 件> | 212 <E05 件> | \
2135 <E01 件>
""",
    ),
    single(
        "post_e_rates",
        "platform rates as fractions with percent formats and one plain number",
        "平台考核指标.xlsx",
        """
行政执法监督平台2023年考核指标完成情况
指标 | 计算方法 | 得数
执法人员参与率 | 有执法记录的人数÷执法人员总数 | 91.3 <E13 %> {pct}
人均办案量（件/人） | 案件总数÷参与执法人数 | 52.5 <E14 件>
职权履行率 | 已履行事项÷应履行事项 | 76.4 <E15 %> {pct}
重大行政执法决定法制审核率 | 审核数÷决定数 | 100 <E17 %> {pct}
""",
    ),
    single(
        "post_e_three_systems",
        "the three systems, each row a heading of its own with a bracketed unit",
        "三项制度落实表.xls",
        """
行政执法三项制度落实情况统计表
项  目 | 数  据
法制审核人员审核的重大执法决定（件） | 6 <E16 件>
审核比例（%） | 100 <E17 %>
执法仪、摄像机等记录设备（台/套） | 18 <E18 台>
自查及抽查评查案卷（卷） | 35 <E19 卷>
年度检查计划（个） | 2 <E20 个>
""",
        write=xls,
    ),
    single(
        "post_e_enterprise",
        "checks of enterprises inside all checks, delegated matters, lenient cases",
        "优化营商环境执法数据.xlsx",
        """
优化营商环境 规范涉企执法 数据采集表（2023年）{c3}
内容 | 数值 | 单位
全年开展行政检查 | 1320 <E02> | 次
其中：针对企业开展的检查 | 418 <E21> | 次
承接上级赋权事项 | 97 <E22> | 项
首违不罚、轻微免罚案件 | 14 <E23> | 件
受理对执法行为的投诉举报 | 5 <E24> | 件
""",
    ),
    single(
        "post_e_kinds",
        "the other kinds of acts in columns with a total, dashes for kinds without duty",
        "其他行政执法行为.xlsx",
        """
其他行政执法行为统计（2023年1月1日—12月31日）{c8}
行政确认\\n（宗） | 行政给付\\n（宗） | 行政裁决\\n（宗） | 行政奖励\\n（宗） | 行政征收\\n（宗） | \
行政征用\\n（宗） | 其他\\n（宗） | 备注
38 <E06 宗> | 1206 <E06.给付 宗> | 0 <E06.裁决 宗> | 2 <E06.奖励 宗> | — <E06.征收 na> | — <E06.征用 na> | \
7 <E07? 宗> |
""",
    ),
    single(
        "post_e_permit_hall",
        "a service hall's permits: received, granted, refused",
        "便民服务中心许可数据.xlsx",
        """
便民服务中心行政许可办理情况 {c5}
年度 | 申请数 | 受理数 | 准予许可数（件） | 不予许可数
2023年 | 655 | 652 | 648 <E05 件> | 4
""",
        department="便民服务中心",
    ),
    single(
        "post_e_classes_old",
        "penalties by class in a list with total, amount below in yuan",
        "处罚种类.xlsx",
        """
行政处罚实施情况（按种类）{c2}
种类 | 数量（宗）
警告 | 12
通报批评 | 0
罚款 | 55
没收违法所得 | 3
其他 | 1
总计 | 71 <E03 宗>
罚没总额 | 83,250元 <E08 元 v=83250>
""",
        also=shares("E03"),
    ),
    single(
        "post_e_last_year",
        "this year, last year and the change, year only in the headings",
        "执法数据对比.xlsx",
        """
执法工作主要数据同比表 {c5}
项目 | 单位 | 2023年 | 2022年 | 增减（%）
开展执法检查 | 次 | 905 <E02 次> | 870 <E02 次 p=2022> | 4.02
办理处罚案件 | 起 | 33 <E03 起> | 41 <E03 起 p=2022> | -19.51
处罚金额 | 万元 | 5.6 <E08 万元> | 7.1 <E08 万元 p=2022> | -21.13
受理执法投诉 | 件 | 3 <E24 件> | 6 <E24 件 p=2022> | -50
""",
    ),
    single(
        "post_e_relative_years",
        "本年 and 上年 columns, file of 2024",
        "执法人员变动.xlsx",
        """
2024年执法队伍情况统计
统计项 | 上年末 | 本年末
执法人员总人数（人） | 40 <T14 人 p=2023> | 44 <T14 人>
持证上岗人数（人） | 35 <E11 人 p=2023> | 41 <E11 人>
持证率 | 87.5% <E12 % v=87.5 p=2023> | 93.2% <E12 % v=93.2>
""",
        year=2024,
    ),
    single(
        "post_e_months",
        "months downwards with three columns and a total row",
        "各月执法量.xlsx",
        """
2023年各月行政执法情况
月份 | 检查（次） | 处罚（件） | 处罚金额（元）
1月 | 80 <E02 次 p=2023-01> | 2 <E03 件 p=2023-01> | 400 <E08 元 p=2023-01>
2月 | 76 <E02 次 p=2023-02> | 0 <E03 件 p=2023-02> | 0 <E08 元 p=2023-02>
3月 | 91 <E02 次 p=2023-03> | 3 <E03 件 p=2023-03> | 1200 <E08 元 p=2023-03>
合计 | 247 <E02? 次> | 5 <E03? 件> | 1600 <E08? 元>
""",
    ),
    single(
        "post_e_teams",
        "squads in rows, total at the top",
        "各中队执法情况.xlsx",
        """
各中队执法情况统计表
中队 | 行政检查（次） | 行政处罚（起） | 罚没款（元）
全队合计 | 900 <E02 次> | 26 <E03 起> | 15600 <E08 元>
一中队 | 400 | 12 | 7000
二中队 | 320 | 9 | 5600
机动中队 | 180 | 5 | 3000
""",
        also=shares("E02", "E03", "E08"),
    ),
    single(
        "post_e_sentence",
        "a sentence with several numbers in one merged cell",
        "执法工作小结.xlsx",
        """
执法工作小结表 {c2}
填报科室 | 综合行政执法队
工作开展情况 | 全年共开展行政检查1560次，作出行政处罚37件，罚没金额9.2万元；组织案卷评查2次，评查案卷24宗。 \
<E02? 次 v=1560;E03? 件 v=37;E08? 万元 v=9.2;E19? 宗 v=24>
存在问题 | 执法人员偏少
""",
    ),
    single(
        "post_e_transposed_years",
        "years downwards, indicators across, five years",
        "近三年执法数据.xlsx",
        """
近三年行政执法主要数据
年份 | 行政许可（件） | 行政处罚（件） | 行政强制（件）
2021 | 300 <E05 件 p=2021> | 51 <E03 件 p=2021> | 2 <E04 件 p=2021>
2022 | 322 <E05 件 p=2022> | 44 <E03 件 p=2022> | 1 <E04 件 p=2022>
2023 | 341 <E05 件> | 39 <E03 件> | 0 <E04 件>
""",
    ),
    single(
        "post_e_unit_mix",
        "yuan in the heading, ten thousand in one cell",
        "罚没情况.csv",
        """
项目 | 数值
行政处罚决定（件） | 19 <E03 件>
罚没款总额（元） | 3.2万元 <E08 万元 v=3.2>
""",
        write=csv,
        named=False,
    ),
    single(
        "post_e_force",
        "measures and execution under 行政强制 with a total column",
        "强制实施情况.ods",
        """
行政强制实施情况统计表（2023年度）单位：宗 {c4}
行政强制措施 {c2} | | 行政强制执行 {r2} | 合计 {r2}
扣押财物 | 查封场所
4 | 1 | 2 | 7 <E04 宗>
""",
        also=shares("E04"),
        write=ods,
    ),
    single(
        "post_e_typos",
        "typing errors and missing characters in headings",
        "执法统计终稿-改2.xlsx",
        """
2023年行政执法统计
行政检察（次） | 1011 <E02 次>
行政处罸（件） | 22 <E03 件>
行证许可（件） | 150 <E05 件>
持证执法人员（人) | 30 <E11 人>
""",
    ),
    single(
        "post_e_ages",
        "age bands of the officers with a total",
        "队伍年龄.xlsx",
        """
行政执法队伍年龄构成
年龄段 | 人数
30岁以下 | 6 <T14.三十岁以下 人>
30-40岁 | 18 <T14.三十至四十岁 人>
40岁以上 | 21 <T14.四十岁以上 人>
合计 | 45 <T14 人>
""",
    ),
    case(
        "post_e_two_sheets",
        "two sheets: acts and people; the second with a hidden row",
        book(
            "执法年报（两张表）.xlsx",
            sheet(
                "执法行为",
                """
指标 | 单位 | 2023年
一、行政处罚 | 件 | 17 <E03 件>
二、行政强制 | 件 | 0 <E04 件>
三、行政检查 | 件 | 640 <E02 件>
四、行政许可 | 件 | 无 <E05 na>
""",
            ),
            sheet(
                "人员装备",
                """
项目 | 数量
执法证件持有人数 | 19 <E11>
旧设备 | 4
在用执法记录仪（部） | 12 <E18 部>
""",
                hidden_rows=(3,),
            ),
        ),
    ),
    single(
        "post_e_ghost",
        "a ghost sheet of a million rows with a small table",
        "检查情况.xlsx",
        """
涉企检查情况登记汇总
事项 | 全年数
入企检查次数（次） | 233 <E21 次>
联合检查次数（次） | 20
不予处罚决定（件） | 9 <E23 件>
""",
        write=containers.ghost_rows,
    ),
)

"""Held out: review and litigation, legality review, contracts, advisers, the first responsible person."""

from __future__ import annotations

from .cases import book, case
from .grid import sheet
from .writing import ods

COURT = sheet(
    "复议应诉",
    """
安平镇行政复议和行政应诉案件情况表 {c3}
填报单位：司法所    统计年度：2023年 {c3}
项目 | 数量 | 说明
行政复议和行政应诉案件合计（件） | 5 <L01 件> |
其中：行政复议案件（件） | 3 <L02 件> | 被申请人
　　　行政诉讼案件（件） | 2 <L05 件> | 一审
败诉（件） | 尚无 <L06.败诉 件 v=0> |
败诉率 | 不涉及 <L07 % na> |
负责人出庭应诉（次） | 2次 <L08 次 v=2> | 镇长1次
负责人出庭应诉率 | '100% <L09 % v=100> |
旁听庭审（场） | 一场 <L10 场 v=1> | 组织60人参加
行政争议实质化解（件） | ／ <L12 件 na> |
""",
)

OUTCOMES = sheet(
    "Sheet1",
    """
2022年度行政应诉案件统计 | | | | | | 单位：件
行政诉讼案件 | 审结 | 胜诉 | 败诉 | 未结 | 败诉率 | 负责人出庭应诉
8 <L05 件> | 6 <L06,L06.审结 件> | 5 <L06.胜诉 件> | 1 <L06.败诉 件> | 2 <L06.未结 件> | 16.67 <L07 %> \
| 4 <L08 件>
""",
)

REVIEW = sheet(
    "审查",
    """
2023年合法性审查情况统计表 {c4}
填报：镇法制办 {c4}
序号 | 审查类别 | 审查件数（件） | 提出意见（条）
1 | 行政规范性文件 | 3 <D03,D04? 件 part=*> | 9
2 | 重大行政决策 | 5 <D03,D02,D02.合法性审查,D01? 件 part=*> | 14
3 | 行政执法决定 | 21 <D03,E16? 件 part=*> | 20
4 | 合同协议 | 64 <D03,D06,D06.审核? 件 part=*> | 88
5 | 其他涉法事务 | 7 <D03? 件 part=*> | 7
合计 {c2} | | 100 <D03 件> | 138
""",
)

CONTRACTS = sheet(
    "合同台账",
    """
2024年合同审核备案登记台账
序号 | 送审日期 | 合同名称 | 送审科室 | 标的额（万元） | 审核情况 | 备案情况
1 | '2024.1.15 | 道路保洁服务合同 | 城管办 | 86.4 | 已审核 | 已备案
2 | '2024.3.2 | 河道管护合同 | 农业办 | 25 | 已审核 | 已备案
3 | '2024.4.19 | 食堂物资采购合同 | 党政办 | 12.35 | 已审核 | 已备案
4 | '2024.6.30 | 法律顾问服务合同 | 法制办 | 6 | 已审核 | 已备案
5 | '2024.9.11 | 房屋租赁合同 | 财政所 | 18.25 | 已审核 | 未备案
合计 | | | | 148 <D07 万元> | |
""",
)

ADVISERS = sheet(
    "法律顾问",
    """
2023年法律顾问工作情况 {c4}
序号 | 内　容 | 计量单位 | 2023年数
1 | 镇法律顾问 | 名 | 3 <D08 名>
2 | 村（社区）法律顾问 | 名 | 23 <D09 名>
3 | 出具法律意见书 | 份 | '17份 <D10,D10.法律意见书 份 v=17>
4 | 法律顾问费用 | 元 | 逾20万元 <D11 元 v=200000 q=over>
5 | 制定规范性文件 | 件 | 2 <D04,D04.制定 件>
6 | 规范性文件备案 | 件 | 2 <D04.备案 件>
7 | 重大行政决策事项 | 项 | 四项 <D01 项 v=4>
""",
)

FIRST = sheet(
    "第一责任人",
    """
党政主要负责人履行推进法治建设第一责任人职责情况（二〇二三年） {c4}
事项 | 计量单位 | 完成情况 | 上年
党委会集体学法 | 次 | 8 <T01 次> | 6 <T01 次 p=2022>
中心组学习计划列入篇目 | 篇 | 16 <T02 篇> | 14 <T02 篇 p=2022>
中心组专题学法 | 次 | 三次 <T03 次 v=3> | 2 <T03 次 p=2022>
听取法治工作汇报 | 次 | 4 <D13 次> | 4 <D13 次 p=2022>
研究法治议题 | 次 | 5 <D12 次> | — <D12? 次 na p=2022>
出台制度文件 | 个 | 4 <D15 个> | 1 <D15 个 p=2022>
述法 | 人 | 9 <T13 人> | 9 <T13 人 p=2022>
""",
)

CASES = (
    case(
        "h-court",
        "尚无, 不涉及, ／, 一场 in one column; 其中 rows",
        book("附件4-行政复议应诉情况（司法所）(2).xlsx", COURT, department="司法所"),
        town="安平镇",
    ),
    case(
        "h-outcomes",
        "one row of values under one header row",
        book("应诉.ods", OUTCOMES, write=ods),
        year=2022,
    ),
    case(
        "h-review",
        "classes with a total that is the indicator",
        book("合法性审查.xlsx", REVIEW, department="法制办"),
    ),
    case(
        "h-contracts",
        "register of contracts with a total row for amounts only",
        book(
            "合同台账.xlsx",
            CONTRACTS,
            also=(
                "D06,D06.审核 份 v=5",
                "D06.备案? v=4",
                "D06,D06.审核,D06.备案,D07? v=* part=+",
                "D06,D06.审核,D06.备案,D07? v=* p=+",
            ),
        ),
        year=2024,
    ),
    case("h-advisers", "unit column, 逾20万元 in a row of 元", book("顾问.xlsx", ADVISERS)),
    case("h-first", "relative word 上年, year in Chinese numerals", book("第一责任人.xlsx", FIRST)),
)

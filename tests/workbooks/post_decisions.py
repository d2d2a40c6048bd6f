"""The post, decisions: legal affairs offices, contract desks, legal advisers."""

from __future__ import annotations

from .cases import shares, single
from .writing import csv, ods, xls

CASES = (
    single(
        "post_d_major",
        "major decisions with their procedures, one number each",
        "重大行政决策.xlsx",
        """
重大行政决策程序履行情况 {c3}
序号 | 环节 | 件数
1 | 列入目录的重大行政决策事项 | 4 <D01>
2 | 公众参与 | 4 <D02.公众参与>
3 | 专家论证 | 2 <D02.专家论证>
4 | 风险评估 | 3 <D02.风险评估>
5 | 合法性审查 | 4 <D02.合法性审查>
6 | 集体讨论决定 | 4 <D02.集体讨论>
""",
    ),
    single(
        "post_d_review",
        "legality review by object with the whole first",
        "合法性审查统计.xlsx",
        """
2023年度合法性审查工作统计表
审查对象 | 数量（件）
全年审查总量 | 74 <D03 件>
规范性文件 | 3
重大行政决策 | 4
行政合同 | 60
行政执法决定 | 7
""",
        also=(
            *shares("D03"),
            "D02.合法性审查? v=4",
            "D06? v=60",
            "E16? v=7",
            "D04? v=3",
            "D02.合法性审查? v=* part=*",
        ),
    ),
    single(
        "post_d_contracts",
        "contracts reviewed, filed, and their worth",
        "合同管理情况.xlsx",
        """
合同管理情况统计表
填报科室：法制办
统计项目 | 单位 | 2023年
审核合同 | 份 | 128 <D06 份>
备案合同 | 份 | 120 <D06.备案 份>
合同标的总额 | 万元 | 5630.8 <D07 万元>
合同管理培训 | 场 | 2 <T07 场>
""",
        department="法制办",
    ),
    single(
        "post_d_advisers",
        "advisers of town and villages, their work and fee",
        "法律顾问履职.xls",
        """
法律顾问履职情况表 {c2}
镇聘请法律顾问（名） | 2 <D08 名>
村（社区）法律顾问（名） | 9 <D09 名>
出具法律意见书（份） | 16 <D10 份>
代发律师函（份） | 3 <D10.律师函 份>
审查修改法律文书（份） | 41 <D10.审查文书 份>
法律顾问费（元） | 80000 <D11 元>
""",
        write=xls,
    ),
    single(
        "post_d_documents",
        "normative documents and other papers",
        "文件统计.xlsx",
        """
2023年文件制发统计
类别 | 数量
行政规范性文件制定（件） | 2 <D04,G04 件>
行政规范性文件报备（件） | 2 <D04.备案 件>
清理废止规范性文件（件） | 1 <D04.清理,G04.废止 件>
党委发文（个） | 45 <D05 个>
政府发文（个） | 62 <D05.政府 个>
""",
    ),
    single(
        "post_d_meetings",
        "meetings of the leaders on rule of law",
        "党委研究法治工作.xlsx",
        """
党政主要负责人履行第一责任人职责统计
具体内容 | 次数
党委会研究法治建设议题 | 6 <D12 次>
听取法治建设工作汇报 | 4 <D13 次>
党委会会前学法 | 9 <T01 次>
中心组法治专题学习 | 3 <T03 次>
""",
    ),
    single(
        "post_d_lists",
        "lists of duties and papers",
        "清单制度.csv",
        """
名称 | 数量 | 单位
履职事项清单 | 258 <D14 项> | 项
法治建设制度文件 | 5 <D15 个> | 个
重大行政决策目录事项 | 3 <D01 项> | 项
""",
        write=csv,
        named=False,
    ),
    single(
        "post_d_fee_sentence",
        "a fee told in a sentence with a limit",
        "法律顾问经费.xlsx",
        """
法律顾问工作情况
项目 | 说明
聘任情况 | 聘请2名律师担任镇法律顾问 <D08? 名 v=2>
费用支出 | 全年支付法律顾问费用20余万元 <D11? 万元 v=20 q=over>
出具意见 | 出具法律意见书12份 <D10? 份 v=12>
""",
    ),
    single(
        "post_d_review_wide",
        "review in a wide table with 其中 under the total",
        "审查台账汇总.xlsx",
        """
合法性审查汇总（单位：件） {c6}
年度 {r2} | 合法性审查总数 {r2} | 其中 {c4}
 | | 规范性文件 | 重大决策 | 合同 | 其他
2023 | 91 <D03 件> | 1 | 2 | 80 | 8
""",
        also=(*shares("D03"), "D02.合法性审查? v=*", "D06? v=*", "D04? v=*"),
    ),
    single(
        "post_d_contract_register",
        "a register of contracts, counted and summed",
        "合同审核台账.xlsx",
        """
2023年合同审查登记簿
序号 | 送审日期 | 合同名称 | 承办科室 | 标的额（元） | 审核意见
1 | 2023-01-10 {d} | 保洁服务合同 | 环保办 | 120000 | 通过
2 | 2023-03-18 {d} | 房屋租赁合同 | 财政办 | 36000 | 修改后通过
3 | 2023-07-02 {d} | 绿化养护合同 | 农业办 | 98000 | 通过
4 | 2023-10-30 {d} | 印刷服务合同 | 党政办 | 8000 | 通过
""",
        also=("D06 v=4", "D07? 元 v=262000", "D03? v=4"),
    ),
    single(
        "post_d_procedure_register",
        "decisions in rows, procedures marked with ticks",
        "决策程序登记.xlsx",
        """
重大行政决策程序登记表
序号 | 决策事项 | 公众参与 | 专家论证 | 风险评估 | 合法性审查 | 集体讨论
1 | 集贸市场改造 | √ | √ | √ | √ | √
2 | 垃圾分类方案 | √ | × | √ | √ | √
""",
        status=("imported", "empty"),
        also=(
            "D01? v=2",
            "D02? v=*",
            "D02.公众参与? v=2",
            "D02.专家论证? v=1",
            "D02.风险评估? v=2",
            "D02.合法性审查? v=2",
            "D02.集体讨论? v=2",
        ),
    ),
    single(
        "post_d_years",
        "three years across, two of them earlier",
        "法制办三年数据.ods",
        """
法制办主要数据（近三年） {c4}
指标 | 2021年 | 2022年 | 2023年
合法性审查（件） | 40 <D03 件 p=2021> | 55 <D03 件 p=2022> | 61 <D03 件>
审核合同（份） | 33 <D06 份 p=2021> | 47 <D06 份 p=2022> | 52 <D06 份>
法律意见书（份） | 8 <D10 份 p=2021> | 9 <D10 份 p=2022> | 11 <D10 份>
""",
        write=ods,
    ),
    single(
        "post_d_check_formula",
        "formulas with and without cached results",
        "审查数据公式.xlsx",
        """
合法性审查统计（含公式）
项目 | 上半年 | 下半年 | 全年
合法性审查件数 | 20 | 24 | 44 <D03 件> {f=B3+C3}
合同审核份数 | 10 | 12 | 22 {f0=B4+C4}
""",
        problems=("formula_without_value",),
        also=(
            "D03? v=* p=*",
            "D06? v=* p=*",
            "D06? v=22",
            "D03? v=* part=*",
            "D06? v=* part=*",
        ),
    ),
)

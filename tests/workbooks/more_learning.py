"""More visible: learning, publicity, decisions; forms, quarters, offices, mixed prose."""

from __future__ import annotations

from functools import partial

from .cases import book, case, months
from .grid import sheet
from .writing import csv, html_table, ods, xls

OFFICES_COLUMN = sheet(
    "汇总表",
    """
2023年度法治政府建设报告数据汇总表 {c6}
编制单位：党政办 | | | | | 2024年1月5日
序号 | 指标 | 计量单位 | 数值 | 责任科室 | 备注
1 | 组织执法培训 | 次 | 15 <T04 次> | 综合执法大队 |
2 | 参训人次 | 人次 | 720余 <T05 人次 v=720 q=over> | 综合执法大队 |
3 | 党委会集体学法 | 次 | 7 <T01 次> | 党建办 |
4 | 听取法治工作汇报 | 次 | 4 <D13 次> | 党政办 |
5 | 信访事项 | 件次 | 551 <X01 件次> | 信访办 |
6 | 办理12345工单 | 件 | 6441 <H01 件> | 热线专班 |
7 | 合同审核 | 份 | 87 <D06 份> | 法制办 |
8 | 主动公开文件信息 | 条 | 61 <G01 条> | 党政办 |
9 | 专项普法宣传 | 场次 | 160余 <P20 场次 v=160 q=over> | 司法所 |
10 | 社区矫正在册 | 人 |  | 司法所 | 涉密，不报
""",
)
QUARTERS = sheet(
    "普法",
    """
2024年普法工作季度统计 {c7}
项目 | 单位 | 一季度 | 二季度 | 三季度 | 四季度 | 全年
普法宣传 | 场 | 21 <P20? 场 p=* part=*> | 34 <P20? 场 p=* part=*> | 28 <P20? 场 p=* part=*> \
| 47 <P20? 场 p=* part=*> | 130 <P20 场>
发放宣传资料 | 份 | 2100 <P24? 份 p=* part=*> | 3600 <P24? 份 p=* part=*> | 1900 <P24? 份 p=* part=*> \
| 5200 <P24? 份 p=* part=*> | 12800 <P24 份>
法律咨询 | 人次 | 66 <P28? 人次 p=* part=*> | 90 <P28? 人次 p=* part=*> | 71 <P28? 人次 p=* part=*> \
| 83 <P28? 人次 p=* part=*> | 310 <P28 人次>
""",
)
OPEN_MONTHS = sheet(
    "1-10月",
    "2023年普法进度（报至10月）\n项目 | "
    + " | ".join(f"{month}月" for month in range(1, 13))
    + "\n"
    + months("普法宣传（场）", "P20 场", "3 2 5 6 4 7 3 2 6 8 . .", year=2023),
)
VILLAGES = sheet(
    "明白人",
    """
2023年度“法律明白人”培养情况统计表 {c6}
序号 | 村（社区）名称 | 法律明白人数（名） | 法治带头人、法律明白人合计（名） | 按时结业率 | 联系电话
 | 合计 | 25 <P22 名> | 31 <P21 名> | '100% <P23 % v=100> |
1 | 上湾村 | 9 <P22 名 part=上湾村> | 11 <P21 名 part=上湾村> | '100% <P23? % v=100 part=*> | '13800001111
2 | 下湾村 | 6 <P22 名 part=下湾村> | 8 <P21 名 part=下湾村> | '100% <P23? % v=100 part=*> | '13800002222
3 | 学府社区 | 10 <P22 名 part=学府社区> | 12 <P21 名 part=学府社区> \
| '100% <P23? % v=100 part=*> | '13800003333
""",
)
NEWSPAPER = sheet(
    "Sheet1",
    """
法治宣传教育情况登记表（2023年度） {c6}
填报单位：司法所 | | | | 填报人：卢某 |
普法宣传场次 | 88 <P20 场次> | 宣传资料份数 | 15000 <P24 份> | 横幅条数 | 42 <P25 条>
海报张数 | 36 <P25.海报 张> | 展板块数 | 25 <P25.展板 块> | 受教育人次 | 2.1万 <P26 人次 v=21000>
法治副校长人数 | 6 <P32 名> | 法律援助件数 | 9 <P29 件> | 示范村个数 | 2 <P30? 个>
""",
)
STUDY = sheet(
    "Sheet1",
    """
学法用法情况（党建办，2023年）
工作内容 | 完成数
党委理论学习中心组专题学法 | 两次 <T03 次 v=2>
列入中心组学习篇目 | 十六篇 <T02 篇 v=16>
领导干部述法 | 11人 <T13 人 v=11>
网上学法用法人数 | 132人 <T12 人 v=132>
学法考试参考率 | 99.2% <T11 % v=99.2>
学法考试合格率 | 98.5% <T11.合格率 % v=98.5>
法治讲座 | 3场 <T08 场 v=3>
""",
)
SUMMARY = sheet(
    "总结",
    """
司法所2023年工作总结 {c4}
一、基本数据 {c4}
项目 | 数量 | 单位 | 备注
人民调解员 | 118 <X18 名> | 名 |
法律援助 | 14 <P29 件> | 件 |
社区矫正在册 | 23 <P35 人> | 人 |
安置帮教在册 | 41 <P35.安置帮教 人> | 人 |
二、工作情况 {c4}
全年开展普法宣传36场次，发放资料8000余份，解答法律咨询210人次，各村调解成功率均在98%以上。 \
<P20,P24,P28,X14? v=* p=* part=*> {c4}
三、存在问题 {c4}
专职人员只有2人，平均年龄46岁，一人要跑12个村。 <X18.专职? v=*> {c4}
""",
)
DECISIONS = sheet(
    "党政办",
    """
2023年重大行政决策及合法性审查情况 {c4}
类别 | 内容 | 数量 | 单位
决策 {r3} | 重大行政决策事项 | 3 <D01 项> | 项
 | 公众参与 | 3 <D02.公众参与 件> | 件
 | 集体讨论 | 3 <D02.集体讨论 件> | 件
审查 {r3} | 合法性审查总件数 | 64 <D03 件> | 件
 | 合同审核 | 58 <D06 份> | 份
 | 合同备案 | 51 <D06.备案 份> | 份
顾问 {r3} | 镇法律顾问 | 2 <D08 名> | 名
 | 村（社区）法律顾问 | 17 <D09 名> | 名
 | 出具法律意见书 | 23 <D10 份> | 份
费用 | 法律顾问费用 | 8.6 <D11 万元> | 万元
""",
)
LITIGATION = sheet(
    "Sheet1",
    """
2023年度行政复议、行政应诉案件统计表 {c7}
 | 行政复议案件（件） | 行政诉讼案件（件） | 审结（件） | 败诉（件） | 负责人出庭应诉（次） | 出庭应诉率
数量 | 3 <L02 件> | 5 <L05 件> | 4 <L06 件> | 0 <L06.败诉 件> | 4 <L08 次> | '100% <L09 % v=100>
""",
)
LITIGATION_NONE = sheet(
    "Sheet1",
    """
2024年行政复议与应诉情况（街道司法所）
指标 | 2024年 | 2023年
行政复议案件（件） | 0 <L02 件> | 2 <L02 件 p=2023>
行政诉讼案件（件） | 没有 <L05 件 v=0> | 1 <L05 件 p=2023>
败诉案件（件） | — <L06.败诉 件 na> | 0 <L06.败诉 件 p=2023>
负责人出庭应诉率 | 无 <L09 % na> | '100% <L09 % p=2023 v=100>
旁听庭审（场） | | 1 <L10 场 p=2023>
""",
)
REVIEWS = sheet(
    "Sheet1",
    """
行政复议案件审理结果（2023年） {c10}
维持 | 驳回 | 撤回终止 | 撤销 | 确认违法 | 变更 | 责令履行 | 其他 | 合计
35 <L03 件> | 3 <L03.驳回 件> | 7 <L03.撤回终止 件> | 1 <L03.撤销 件> | 1 <L03.确认违法 件> \
| 0 <L03.变更 件> | 0 <L03.责令履行 件> | 2 <L03.其他 件> | 49 <L02? 件>
""",
)
WIDE_FORM = sheet(
    "报表",
    """
乡镇（街道）法治建设情况调查表（2023年） {c8}
学习培训 {c3} | | | 普法宣传 {c3} | | | 公共法律服务 {c2} |
执法培训次数（次） | 参训人次（人次） | 网上学法用法人数（人） | 普法宣传场次（场） | 宣传资料（份） \
| 受教育群众（人次） | 法律咨询（人次） | 法律援助（件）
15 <T04 次> | 近720 <T05 人次 v=720 q=about> | 206 <T12 人> | 96 <P20 场> | 1万余 <P24 份 v=10000 q=over> \
| 20000 <P26 人次> | 不足300 <P28 人次 v=300 q=below> | 7 <P29 件>
""",
)
RULES_PAPERS = sheet(
    "Sheet1",
    """
规范性文件及公文情况 | 2022年度 | 2023年度
规范性文件制定（件） | 2 <D04,G04 件 p=2022> | 1 <D04,G04 件>
规范性文件备案（件） | 2 <D04.备案 件 p=2022> | 1 <D04.备案 件>
党委文件（个） | 44 <D05 个 p=2022> | 31 <D05 个>
政府文件（个） | 20 <D05.政府 个 p=2022> | 14 <D05.政府 个>
制度文件（个） | 1 <D15 个 p=2022> | 4 <D15 个>
""",
)

CASES = (
    case(
        "m-offices-column",
        "a summary of many offices with their names in a column",
        book("法治政府建设数据汇总.xlsx", OFFICES_COLUMN),
    ),
    case(
        "m-quarters",
        "quarters and the year with a unit column",
        book("普法季度.ods", QUARTERS, write=ods),
        year=2024,
    ),
    case(
        "m-open-months",
        "two months not yet returned, no total",
        book("普法进度.xlsx", OPEN_MONTHS, also=("P20? v=* p=* part=*",)),
    ),
    case(
        "m-bright-villages",
        "total above the villages, telephone numbers",
        book("法律明白人.xlsx", VILLAGES, also=("P22,P21? v=* part=+",)),
    ),
    case(
        "m-newspaper",
        "three pairs of label and value in a row, units in the labels' words",
        book("普法登记表（司法所）.xls", NEWSPAPER, write=xls, department="司法所"),
    ),
    case(
        "m-study",
        "Chinese numerals with units, tab-separated",
        book(
            "学法（党建办）.txt.csv",
            STUDY,
            write=partial(csv, delimiter="\t"),
            named=False,
            department="党建办",
        ),
    ),
    case(
        "m-summary",
        "a table inside a work summary; what the prose says is at most proposed",
        book(
            "司法所工作总结.xlsx",
            SUMMARY,
            department="司法所",
            also=("P20,P24,P28,X14,X18.专职? v=* p=* part=*",),
        ),
    ),
    case("m-decisions", "areas merged down", book("决策与合同.xlsx", DECISIONS)),
    case(
        "m-litigation",
        "one row of seven columns",
        book("应诉统计.html.xls", LITIGATION, write=html_table, named=False),
    ),
    case(
        "m-litigation-none",
        "没有, —, 无 and an empty cell",
        book("复议应诉.xlsx", LITIGATION_NONE),
        year=2024,
    ),
    case("m-reviews", "results of reviews across", book("复议结果.xlsx", REVIEWS)),
    case("m-wide-form", "groups over columns, one row of rough numbers", book("调查表.xlsx", WIDE_FORM)),
    case("m-papers", "two years across, the table without a title", book("公文.xlsx", RULES_PAPERS)),
)

"""Fresh visible: scores, sections within a table, months down, registers of cases and contracts."""

from __future__ import annotations

from functools import partial

from .cases import book, case
from .grid import sheet
from .writing import csv, ods, xls

LETTER = sheet(
    "回函",
    """
关于报送2024年法治建设数据的复函 {c4}
镇法治办：
    根据你办通知要求，现将我所2024年有关工作数据报送如下，请查收。
序号 | 类别 | 内容 | 数据
1 | 人民调解 | 受理纠纷 | 88件 <X12 件 v=88>
2 | 人民调解 | 调解成功 | 87件 <X13 件 v=87>
3 | 法律服务 | 法律援助 | 6件 <P29 件 v=6>
4 | 社区矫正 | 在册对象 | 9人 <P35 人 v=9>
5 | 普法 | 专项宣传 | 31场 <P20 场 v=31>
特此函复。
 | | | 北河司法所
 | | | 2024年12月25日
""",
)
ONE_ROW = sheet(
    "Sheet1",
    """
2024年行政处罚情况
年度 | 行政处罚（件） {c3} | | | 罚没金额（万元）
 | 合计 | 其中：简易程序 | 普通程序 |
2024年 | 73 <E03 件> | 50 <E09 件> | 23 <E10 件> | 19.6 <E08 万元>
2023年 | 66 <E03 件 p=2023> | 47 <E09 件 p=2023> | 19 <E10 件 p=2023> | 15.02 <E08 万元 p=2023>
""",
)
SCORES = sheet(
    "考核",
    """
2023年度法治建设考核指标完成情况表
序号 | 考核指标 | 分值 | 目标值 | 实际完成值 | 得分
1 | 12345工单满意率（%） | 10 | 80 | 81.81 <H04 %> | 10
2 | 按时办结率（%） | 10 | 95 | 94 <H03 %> | 9
3 | 法治宣传场次（场） | 5 | 100 | 160余 <P20 场 v=160 q=over> | 5
4 | 领导干部集体学法（次） | 5 | 4 | 7 <T01 次> | 5
""",
)
SECTIONS = sheet(
    "综合",
    """
杏林镇2024年法治工作综合统计表 {c4}
序号 | 指标 | 单位 | 数值
一、行政执法 {c4} | | |
1 | 行政检查 | 次 | 940 <E02 次>
2 | 行政处罚 | 件 | 38 <E03 件>
3 | 罚没金额 | 元 | 90500 <E08 元>
二、矛盾纠纷化解 {c4} | | |
1 | 受理 | 件 | 145 <X12 件>
2 | 成功 | 件 | 141 <X13 件>
3 | 成功率 | % | 97.24 <X14 %>
三、信访 {c4} | | |
1 | 信访事项 | 件次 | 77 <X01 件次>
2 | 受理率 | % | 100 <X03 %>
3 | 办结率 | % | 100 <X04 %>
四、政务公开 {c4} | | |
1 | 主动公开 | 条 | 305 <G01 条>
2 | 依申请公开 | 件 | 2 <G02 件>
""",
)
COLON = sheet(
    "Sheet1",
    """
执法大队2023年数据
行政检查：3010件 <E02 件 v=3010>
行政处罚：29件 <E03 件 v=29>
处罚金额：161290元 <E08 元 v=161290>
执法记录仪：24台 <E18 台 v=24>
""",
)
NOTES_IN_CELLS = sheet(
    "Sheet1",
    """
指标（2023年） | 数值
行政处罚（件） | 29（其中简易程序20件） <E03 件 v=29>
人民调解员（名） | 66（专职12） <X18 名 v=66>
开展普法宣传（场次） | 44（线下30、线上14） <P20 场次 v=44>
""",
)
MONTHS_DOWN = sheet(
    "热线",
    """
2024年12345热线逐月办理情况
月份 | 接收工单（件） | 按时办结（件） | 按时办结率 | 重复投诉（件）
1月 | 500 <H01 件 p=2024-01> | 495 <H05 件 p=2024-01> | 99 <H03 % p=2024-01> {pct} | 12 <H09 件 p=2024-01>
2月 | 420 <H01 件 p=2024-02> | 420 <H05 件 p=2024-02> | 100 <H03 % p=2024-02> {pct} | 8 <H09 件 p=2024-02>
3月 | 610 <H01 件 p=2024-03> | 600 <H05 件 p=2024-03> | 98.36 <H03 % p=2024-03> {pct} \
| 15 <H09 件 p=2024-03>
合计 | 1530 <H01? 件 p=*> | 1515 <H05? 件 p=*> | 99.02 <H03? % p=*> {pct} | 35 <H09? 件 p=*>
""",
)
TOTAL_FIRST = sheet(
    "各村",
    """
法律明白人和公共法律服务情况（2023年）
村（社区） | 法律明白人（名） | 法律咨询（人次） | 村法律顾问（名）
全镇合计 | 21 <P22 名> | 130 <P28 人次> | 7 <D09 名>
南村 | 9 <P22 名 part=南村> | 60 <P28 人次 part=南村> | 3 <D09 名 part=南村>
北村 | 7 <P22 名 part=北村> | 40 <P28 人次 part=北村> | 2 <D09 名 part=北村>
西村 | 5 <P22 名 part=西村> | 30 <P28 人次 part=西村> | 2 <D09 名 part=西村>
""",
)
VILLAGES_ACROSS = sheet(
    "横表",
    """
各社区普法数据（2024年）
指标 | 合计 | 兴隆社区 | 和平社区 | 幸福社区
普法宣传（场次） | 30 <P20 场次> | 10 <P20 场次 part=兴隆社区> | 12 <P20 场次 part=和平社区> \
| 8 <P20 场次 part=幸福社区>
发放资料（份） | 2600 <P24 份> | 900 <P24 份 part=兴隆社区> | 1000 <P24 份 part=和平社区> \
| 700 <P24 份 part=幸福社区>
""",
)
PENALTY_REGISTER = sheet(
    "处罚台账",
    """
行政处罚案件台账（2023年度）
序号 | 案件名称 | 处罚决定书文号 | 当事人 | 处罚日期 | 处罚种类 | 罚款金额（元） | 适用程序 | 是否缴纳
1 | 占道经营案 | 镇综罚〔2023〕1号 | 甲某 | 2023-02-03 | 罚款 | 200 | 简易程序 | 是
2 | 违规倾倒垃圾案 | 镇综罚〔2023〕2号 | 某公司 | 2023-04-18 | 罚款 | 5000 | 普通程序 | 是
3 | 擅自施工案 | 镇综罚〔2023〕3号 | 某公司 | 2023-08-30 | 罚款 | 20000 | 普通程序 | 否
4 | 占道经营案 | 镇综罚〔2023〕4号 | 乙某 | 2023-11-11 | 警告 | 0 | 简易程序 | /
""",
)
CONTRACTS = sheet(
    "合同台账",
    """
2024年合同审核台账
序号 | 送审日期 | 送审部门 | 合同名称 | 合同标的额（万元） | 审核意见 | 是否备案
1 | 2024.1.15 | 城建办 | 道路维修合同 | 120 | 修改后签订 | 是
2 | 2024.3.2 | 农业办 | 绿化养护合同 | 45.5 | 同意 | 是
3 | 2024.6.20 | 党政办 | 物业服务合同 | 60 | 同意 | 否
""",
)
MIXED_AMOUNTS = sheet(
    "金额",
    """
2023年有关金额统计
项目 | 金额 | 单位
罚没金额 | 161290 <E08 元> | 元
合同标的额 | 3200 <D07 万元> | 万元
法律顾问费用 | 60000 <D11 元> | 元
调解涉及金额 | 410.5 <X15 万元> | 万元
""",
)
RANKED = sheet(
    "通报",
    """
2024年全区12345热线考核通报（节选）
排名 | 街镇 | 接收工单（件） | 按时办结率（%） | 满意率（%） | 综合得分
1 | 东镇 | 2100 | 99.9 | 98.1 | 99.2
2 | 测试镇 | 3300 <H01? 件 part=*> | 99.5 <H03? % part=*> | 96.4 <H04? % part=*> | 98.4
3 | 西镇 | 4100 | 98.2 | 95.5 | 97.1
""",
)
RESPONSES = sheet(
    "Sheet1",
    """
法治办 2024年工作台账数据
事项 | 是否开展 | 次数/件数
规范性文件备案 | 是 | 2 <D04.备案 件>
重大行政决策合法性审查 | 是 | 3 <D02.合法性审查 件>
听取法治建设汇报 | 是 | 4 <D13 次>
行政执法案卷评查 | 是 | 20 <E19 卷>
行政复议 | 否 | 0 <L02 件>
""",
)
BLANK_ROWS = sheet(
    "Sheet1",
    """


宣传组报送数据
（截至2023年12月31日）

项目 | | 数量 | | 单位

微信公众号发布信息 | | 120 <G12 条> | | 条
普法推文 | | 26 <P27 篇> | | 篇

海报 | | 35 <P25.海报 张> | | 张
横幅 | | 12 <P25 条> | | 条
""",
)

CASES = (
    case(
        "f-letter",
        "a letter around the table, the date of signing last",
        book("复函（司法所）.xlsx", LETTER, department="司法所"),
        year=2024,
    ),
    case("f-one-row", "years down, a group with its total", book("处罚.xlsx", ONE_ROW), year=2024),
    case("f-scores", "weight, target, result and score", book("考核.xlsx", SCORES)),
    case(
        "f-sections",
        "sections within the table that say what is counted",
        book("综合.xls", SECTIONS, write=xls),
        year=2024,
    ),
    case("f-colon", "label, colon, value and unit in one cell", book("执法大队.xlsx", COLON)),
    case("f-notes-in-cells", "a note behind the number", book("数据.xlsx", NOTES_IN_CELLS)),
    case("f-months-down", "three months down", book("热线.xlsx", MONTHS_DOWN), year=2024),
    case("f-total-first", "the town's total above its villages", book("各村.ods", TOTAL_FIRST, write=ods)),
    case("f-villages-across", "communities across", book("社区.xlsx", VILLAGES_ACROSS), year=2024),
    case(
        "f-penalty-register",
        "a register of penalties",
        book(
            "处罚台账（综合执法大队）.xlsx",
            PENALTY_REGISTER,
            also=("E03 件 v=4", "E08 元 v=25200", "E09 件 v=2", "E10 件 v=2"),
        ),
    ),
    case(
        "f-contracts",
        "a register of contracts",
        book("合同台账.xlsx", CONTRACTS, also=("D06 份 v=3", "D06.备案? 份 v=2", "D07 万元 v=225.5")),
        year=2024,
    ),
    case("f-mixed-amounts", "元 and 万元 in one column", book("金额.xlsx", MIXED_AMOUNTS)),
    case(
        "f-ranked",
        "other towns beside ours",
        book("通报.xlsx", RANKED, status=("imported", "empty")),
        year=2024,
    ),
    case(
        "f-responses",
        "yes, no and a count",
        book("法治办.csv", RESPONSES, write=partial(csv, encoding="utf-8-sig"), named=False),
        year=2024,
    ),
    case("f-blank-rows", "blank rows and columns everywhere", book("宣传组.xlsx", BLANK_ROWS)),
)

# ruff: noqa: E501 - a line is a row of a sheet
"""Layouts the importer's authors think of themselves: written with the truth beside the cells (see tests.workbooks)."""

from tests.workbooks.cases import book, case, months
from tests.workbooks.grid import sheet
from tests.workbooks.writing import csv, html_table, ods, xls

L1 = sheet(
    "Sheet1",
    """
行政执法案件情况统计表（2023年度） {c6}
填报单位：综合执法大队   填报人：张某  联系电话：022-27391234  2023.12.31 {c6}
序号 | 执法类别 | 案件数(件) | 罚没金额(元) | 办结数(件) | 备注
1 | 行政检查 | 3010 <E02 件> | — | 3010 |
2 | 行政处罚 | 29 <E03 件> | 161290 <E08 元 at=D7> | 29 |
3 | 行政强制 | 0 <E04 件> | / | 0 |
合  计 {c2} | | 3039 <E01 件> | 161290 | 3039 |
注：1.数据来源于行政执法监督平台。 2.检查件数含联合检查。 {c6}
审核人：           填表人：           填表日期：      {c6}
""",
)
L2_OLD = sheet(
    "表一",
    """
表一 {c14}
行政处罚实施情况统计表 {c14}
填报单位（盖章）：综合执法大队 {c8} | | | | | | | | 统计年度：2023年度 {c6}
行政处罚实施数量（宗） {c13} | | | | | | | | | | | | | 罚没金额（元） {r2}
警告 | 通报批评 | 罚款 | 没收违法所得、没收非法财物 | 暂扣许可证件 | 降低资质等级 | 限制开展生产经营活动 | 责令停产停业 | 责令关闭、限制从业 | 吊销许可证件 | 行政拘留 | 其他行政处罚 | 合计（宗） |
3 <E03? part=+> | 0 <E03? part=+> | 25 <E03? part=+> | 1 <E03? part=+> | 0 <E03? part=+> | 0 <E03? part=+> | 0 <E03? part=+> | 0 <E03? part=+> | 0 <E03? part=+> | 0 <E03? part=+> | 0 <E03? part=+> | 0 <E03? part=+> | 29 <E03 宗> | 161290 <E08 元>
""",
)
L2_NEW = sheet(
    "处罚",
    """
2023年度行政处罚实施情况统计表 {c12}
单位：宗、万元 {c12}
单位名称 | 警告、通报批评 | 罚款 | 没收违法所得、没收非法财物 | 暂扣许可证、执照,降低资质等级 | 吊销许可证、执照 | 限制开展生产经营活动 | 责令停产停业、责令关闭、限制从业 | 行政拘留 | 其他行政处罚 | 合计(宗) | 罚没金额(万元)
综合执法大队 | 12 <E03? part=+> | 94 <E03? part=+> | 2 <E03? part=+> | 1 <E03? part=+> | 1 <E03? part=+> | 0 <E03? part=+> | 1 <E03? part=+> | 5 <E03? part=+> | 1 <E03? part=+> | 117 <E03 宗 part=*> | 175.38 <E08 万元 part=*>
""",
)
L3 = sheet(
    "Sheet1",
    """
2023年12345热线办理情况统计表 {c12}
序号 {r3} | 单位 {r3} | 派遣案件总数 {c7} | | | | | | | 按时办结数 {r3} | 不满意数 {r3} | 不满意率 {r3}
 | | 总计 {r2} | 12345热线 {c3} | | | 政民互动 {c3} | | | | |
 | | | 按时办结 | 超时办结 | 未办结 | 按时办结 | 超时办结 | 未办结 | | |
1 | 住建科 | 99 <H01? part=*> | 87 <H05? part=*> | 0 <H05.超时? part=*> | 0 <H05.未办结? part=*> | 12 <H05? part=*> | 0 <H05.超时? part=*> | 0 <H05.未办结? part=*> | 99 <H05? part=*> | 8 <H07.不满意数? part=*> | 9 <H08? % part=*> {pct}
""",
)
L4 = sheet(
    "表",
    """
政府信息公开情况统计表
表号：信公1表
制定机关：市政府办公室
2023年 | | | |
指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计
甲 | 乙 | 丙 | 1 | 2
主动公开信息数 | 条 | 01 | 12 <G01? p=*> | 61 <G01 条>
依申请公开申请总数 | 条 | 10 | 0 <G02? p=*> | 3 <G02 条>
其中:1.当面申请数 | 条 | 11 | 0 | 1
2.网络申请数 | 条 | 12 | 0 | 2
政策解读 | 份 | 20 | 1 <G13? p=*> | 4 <G13 份>
""",
)
L6 = sheet(
    "Sheet1",
    "2023年综治办月度统计 {c14}\n项目 | "
    + " | ".join(f"{m}月" for m in range(1, 13))
    + " | 合计\n"
    + months(
        "普法宣传(场次)", "P20 场次", "12 8 10 14 13 20 11 9 16 17 13 20", year=2023, total="163 <P20 场次>"
    )
    + "\n"
    + months("矛盾纠纷调处(件)", "X12 件", "1 2 3 1 2 3 1 2 3 1 2 3", year=2023, total="24 <X12 件>"),
)
L10 = sheet(
    "台账",
    """
附件1
2023年度矛盾纠纷调解台账 {c7}
序号 | 登记日期 | 当事人 | 纠纷类型 | 调解结果 | 是否成功 | 涉及金额(元)
1 | '2023.3.5 | 刘某 | 邻里 | 达成协议 | 是 | /
2 | '2023.4.12 | 王某 | 婚姻家庭 | 达成协议 | 是 | 12000
3 | 2023-06-18 {d} | 赵某 | 劳动争议 | 未达成 | 否 | 35000
4 | '2023年9月2日 | 孙某 | 邻里 | 达成协议 | 是 | 5000
5 | '11.20 | 周某 | 损害赔偿 | 达成协议 | 是 | 8000
""",
)
L11 = sheet(
    "汇总",
    """
2023年法治工作数据
板块 | 指标 | 数量
综合执法 {r2} | 行政检查 | 3010 <E02>
 | 行政处罚 | 29 <E03>
普法 {r2} | 普法宣传 | 160余 <P20 v=160 q=over>
 | 法律明白人 | 210 <P22>
""",
)
L12 = sheet(
    "各科室",
    """
2023年度行政执法检查情况
科室 | 行政检查（次） | 行政处罚（件）
执法一中队 | 100 <E02? part=*> | 5 <E03? part=*>
执法二中队 | 150 <E02? part=*> | 6 <E03? part=*>
小 计 | 250 <E02? part=*> | 11 <E03? part=*>
安监办 | 30 <E02? part=*> | 1 <E03? part=*>
环保办 | 20 <E02? part=*> | 0 <E03? part=*>
小计 | 50 <E02? part=*> | 1 <E03? part=*>
总  计 | 300 <E02 次> | 12 <E03 件>
""",
)
L13 = sheet(
    "Sheet1",
    """
表一 2023年信访情况统计表 {c3}
项目 | 单位 | 数量
信访事项 | 件次 | 551 <X01 件次>
信访人次 | 人次 | 918 <X02 人次>


表二 2023年调解情况统计表 {c3}
项目 | 单位 | 数量
调解案件数 | 件 | 88 <X12 件>
调解成功数 | 件 | 85 <X13 件>
调解成功率 | % | 96.6 <X14 %>
""",
)
L14 = sheet(
    "Sheet1",
    """
2023年各村矛盾纠纷调解数量
村名 | 数量 | 村名 | 数量 | 村名 | 数量
一街 | 3 <X12? part=+> | 二街 | 4 <X12? part=+> | 三街 | 5 <X12? part=+>
四街 | 1 <X12? part=+> | 五街 | 2 <X12? part=+> | 六街 | 0 <X12? part=+>
""",
)
L15 = sheet(
    "Sheet1",
    """
2023年法治建设数据
党委会集体学法(次) | 7 <T01 次>
执法培训(次) | 15 <T04 次>
参训人次(人次) | 720余 <T05 人次 v=720 q=over>
法律明白人结业率(%) | 100 <P23 %>
""",
)
L17 = sheet(
    "Sheet1",
    """
2023年信访工作情况 {c4}
指标 | 2022年 | 2023年 | 同比
信访(件次) | 602 <X01 件次 p=2022> | 551 <X01 件次> | '-8.47%
信访(人次) | 1001 <X02 人次 p=2022> | 918 <X02 人次> | '-8.29%
""",
)
L17B = sheet(
    "Sheet1",
    """
2023年12345热线工作情况
指标名称 | 本年 | 上年同期 | 增减
接收工单数（件） | 6441 <H01 件> | 6020 <H01 件 p=2022> | 421
按时接单率 | '99.77% <H02 % v=99.77> | '98.5% <H02 % v=98.5 p=2022> | 1.27
""",
)
RATE = sheet(
    "Sheet1",
    """
2023年热线考核
单位 | 按时接单率 | 按时办结率 | 工单满意率
杨柳青镇 | 0.9977 <H02 % v=99.77 part=*> | 0.94 <H03 % v=94 part=*> | 0.8181 <H04 % v=81.81 part=*>
""",
)
TRANSPOSED = sheet(
    "Sheet1",
    """
2023年人民调解工作统计
项目 | 十四街 | 柳口村 | 合计
调解案件数（件） | 5 <X12 件 part=十四街> | 7 <X12 件 part=柳口村> | 12 <X12 件>
调解成功数（件） | 5 <X13 件 part=十四街> | 6 <X13 件 part=柳口村> | 11 <X13 件>
""",
)
NO_TOTAL = sheet(
    "Sheet1",
    """
2023年各村法治队伍
村（社区） | 法律明白人（名） | 人民调解员（名）
十四街 | 5 <P22 名 part=十四街> | 3 <X18 名 part=十四街>
柳口村 | 4 <P22 名 part=柳口村> | 5 <X18 名 part=柳口村>
河西村 | 3 <P22 名 part=河西村> | 3 <X18 名 part=河西村>
""",
)
SIDE = sheet(
    "Sheet1",
    """
2023年综合数据 {c7}
项目 | 数量 | 单位 | | 项目 | 数量 | 单位
行政检查 | 55 <E02 次> | 次 | | 信访事项 | 12 <X01 件次> | 件次
行政处罚 | 3 <E03 件> | 件 | | 信访人次 | 40 <X02 人次> | 人次
执法培训 | 4 <T04 次> | 次 | | 领导接访 | 6 <X06 批次> | 批次
""",
)
STACKED = sheet(
    "Sheet1",
    """
2023年热线信访数据
接收办理工单 | 按时接单率 | 按时办结率
6441 <H01> | '99.77% <H02 % v=99.77> | '94% <H03 % v=94>
信访事项 | 信访人次 | 一次性化解率
551 <X01> | 918 <X02> | '96.1% <X05 % v=96.1>
""",
)
MONEY = sheet(
    "Sheet1",
    """
2023年处罚情况
项目 | 数值
行政处罚（件） | 29 <E03 件>
处罚金额（元） | 16.13万元 <E08 元 v=161300>
""",
)
NO_MONEY = sheet(
    "Sheet1",
    """
2023年处罚情况
项目 | 数值
行政处罚 | 29 <E03>
罚没金额 | 161290
""",
)
CONTRACTS = sheet(
    "合同台账",
    """
2023年合同审核备案台账
序号 | 送审日期 | 合同名称 | 送审科室 | 合同金额（万元） | 是否备案
1 | 2023-02-03 {d} | 保洁服务合同 | 环卫办 | 12.5 | 是
2 | 2023-05-06 {d} | 道路维修合同 | 城建办 | 80 | 是
3 | 2023-11-23 {d} | 租赁合同 | 党政办 | 3.5 | 否
""",
)
CASES_REG = sheet(
    "案件",
    """
2023年行政处罚案件台账
序号 | 立案日期 | 案由 | 程序 | 处罚决定日期 | 罚款金额（元） | 当事人
1 | 2023-02-03 {d} | 占道经营 | 简易程序 | 2023-02-03 {d} | 50 | 张三
2 | 2023-05-06 {d} | 违法建设 | 普通程序 | 2023-06-06 {d} | 5000 | 李四
3 | 2023-11-23 {d} | 未批先建 | 普通程序 | 2023-12-06 {d} | 3000 | 王五
""",
)
OPENNESS2 = sheet(
    "二",
    """
二、主动公开政府信息情况（2023年） {c4}
第二十条第（一）项 {c4}
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | 4 <G04 件> | 1 <G04.废止 件> | 32 <G04.现行有效 件>
第二十条第（五）项 {c4}
信息内容 | 本年处理决定数量 {c3}
行政许可 | 116 <G05 件> {c3}
第二十条第（六）项 {c4}
信息内容 | 本年处理决定数量 {c3}
行政处罚 | 29 <G06 件> {c3}
行政强制 | 0 <G07 件> {c3}
第二十条第（八）项 {c4}
信息内容 | 本年收费金额（单位：万元） {c3}
行政事业性收费 | 0 <G08 万元> {c3}
""",
)

LAYOUTS = (
    case(
        "L1",
        "plain list",
        book("附件2：行政执法统计表（综合执法大队）最终版(1).xlsx", L1, department="综合执法大队"),
    ),
    case("L2-2021", "table one, 12 classes", book("表一.xlsx", L2_OLD, department="综合执法大队")),
    case("L2-2024", "table one, 9 classes", book("处罚.xls", L2_NEW, write=xls)),
    case(
        "L3",
        "three header rows",
        book("12345.xlsx", L3, problems=("rate_mismatch",), also=("H05.超时? v=0", "H05.未办结? v=0")),
    ),
    case("L4", "statistical form", book("信息公开.xlsx", L4)),
    case("L6", "months across", book("月报.ods", L6, write=ods)),
    case(
        "L10",
        "register",
        book(
            "台账.xlsx", L10, problems=("personal_data",), also=("X12 v=5 件", "X13 v=4 件", "X15 v=60000 元")
        ),
    ),
    case("L11", "merged groups", book("数据.xlsx", L11)),
    case("L12", "subtotals", book("各科室.xlsx", L12)),
    case("L13", "two tables", book("两表.xlsx", L13)),
    case("L14", "newspaper columns", book("各村.xlsx", L14, also=("X12 v=15",))),
    case("L15", "labels beside values", book("数据.xls", L15, write=html_table, named=False)),
    case("L17", "last year", book("信访.xlsx", L17)),
    case("L17b", "last year in words", book("热线.csv", L17B, write=csv, named=False)),
    case("rates", "fractions", book("热线考核.xlsx", RATE, problems=("rate_scaled",))),
    case("transposed", "villages across", book("调解.xlsx", TRANSPOSED)),
    case("no-total", "villages down", book("队伍.xlsx", NO_TOTAL, also=("P22 v=12 名", "X18 v=11 名"))),
    case("side", "two tables side by side", book("综合.xlsx", SIDE)),
    case("stacked", "labels above values twice", book("热线信访.xlsx", STACKED)),
    case("money", "converted", book("处罚.xlsx", MONEY, problems=("unit_converted",))),
    case("no-money", "no unit", book("处罚.xlsx", NO_MONEY, problems=("unit_unclear",))),
    case(
        "contracts",
        "register of contracts",
        book("合同.xlsx", CONTRACTS, also=("D06 v=3 份", "D07 v=96 万元", "D06.备案 v=2 份")),
    ),
    case(
        "cases",
        "register of penalties",
        book("案件.xlsx", CASES_REG, also=("E03 v=3 件", "E08 v=8050 元", "E09 v=1 件", "E10 v=2 件")),
    ),
    case("openness", "annual report table two", book("年报二.xlsx", OPENNESS2)),
)

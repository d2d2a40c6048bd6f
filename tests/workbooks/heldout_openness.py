"""Held out: government information, the tables of the annual report and the statistical-bureau form."""

from __future__ import annotations

from .cases import book, case
from .grid import Sheet, sheet
from .writing import csv, ods, xls

BUREAU = sheet(
    "定期报表",
    """
政府信息公开情况统计报表 {c5}
（2023年度） {c5}
填报单位：党政办公室 {c3} | | | 填报日期：2024年1月9日 {c2}
指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计
甲 | 乙 | 丙 | 1 | 2
一、主动公开情况 | —— | —— | —— | ——
主动公开政府信息数 | 条 | '01 | 38 <G01? 条 p=*> | 214 <G01 条>
　　其中：1.政府网站公开 | 条 | '02 | 20 | 79 <G01? 条 part=+>
　　　　　2.政务微信公开 | 条 | '03 | 15 <G12? 条 p=*> | 94 <G12? 条 part=*>
　　　　　3.其他方式公开 | 条 | '04 | 3 | 41 <G01? 条 part=+>
政策解读材料 | 件 | '05 | 1 <G13? 件 p=*> | 8 <G13 件>
二、依申请公开情况 | —— | —— | —— | ——
收到依申请公开 | 件 | '10 | 1 <G02? 件 p=*> | 6 <G02 件>
　　其中：1.当面申请数 | 件 | '11 | 0 | 2 <G02? 件 part=+>
　　　　　2.网络申请数 | 件 | '12 | 1 | 4 <G02? 件 part=+>
结转下年度继续办理 | 件 | '13 | 0 <G10? 件 p=*> | 1 <G10 件>
单位负责人：　　　　审核人：　　　　填表人：　　　　联系电话：
""",
)

RESULTS = (
    ("三、本年度办理结果 {r9}", "（一）予以公开 {c2}", "", (3, 1, 0, 0, 0, 0)),
    ("", "（二）部分公开 {c2}", "", (1, 0, 0, 0, 0, 0)),
    ("", "（三）不予公开 {r2}", "1.属于国家秘密", (0, 0, 0, 0, 0, 0)),
    ("", "", "7.属于行政执法案卷", (0, 1, 0, 0, 0, 0)),
    ("", "（四）无法提供 {r2}", "1.本机关不掌握相关政府信息", (2, 0, 0, 0, 0, 0)),
    ("", "", "2.没有现成信息需要另行制作", (0, 0, 0, 0, 0, 0)),
    ("", "（五）不予处理", "1.信访举报投诉类申请", (1, 0, 0, 0, 0, 0)),
    ("", "（六）其他处理", "1.申请人无正当理由逾期不补正", (0, 0, 0, 0, 0, 0)),
)
KINDS = "商业\\n企业 | 科研\\n机构 | 社会公益组织 | 法律服务机构 | 其他"


def applications(carried_on: int, marks: tuple[str, str, str]) -> Sheet:
    """Table three of the annual report; `marks` are the wants of the totals of rows 一, 二 and 四."""
    lines = [
        "三、收到和处理政府信息公开申请情况 {c10}",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） {c3 r3} | | | 申请人情况 {c7}",
        " | | | 自然人 {r2} | 法人或其他组织 {c5} | | | | | 总计 {r2}",
        f" | | | | {KINDS} |",
        _row("一、本年新收政府信息公开申请数量 {c3}", "", "", (7, 2, 0, 0, 0, 0), marks[0]),
        _row("二、上年结转政府信息公开申请数量 {c3}", "", "", (1, 0, 0, 0, 0, 0), marks[1]),
        *(_row(*result) for result in RESULTS),
        _row("", "（七）总计 {c2}", "", (7, 2, 0, 0, 0, 0)),
        _row("四、结转下年度继续办理 {c3}", "", "", (carried_on, 0, 0, 0, 0, 0), marks[2]),
    ]
    return sheet("表三", "\n".join(lines))


def _row(first: str, second: str, third: str, numbers: tuple[int, ...], mark: str = "") -> str:
    cells = [f"'{number} <G02,G09,G09.上年结转,G10? 件 v={number} part=+>" for number in numbers]
    return " | ".join([first, second, third, *cells, f"'{sum(numbers)} {mark.format(sum(numbers))}"])


WHOLE = applications(1, ("<G02,G09 件 v={}>", "<G09.上年结转 件 v={}>", "<G10 件 v={}>"))
BROKEN = applications(3, ("<G02,G09? 件 v={}>", "<G09.上年结转? 件 v={}>", "<G10? 件 v={}>"))

PUBLISHED = sheet(
    "表二",
    """
二、主动公开政府信息情况（2024年） {c4}
第二十条第（一）项 {c4}
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | 3 <G04,G04.制发 件> | 1 <G04.废止 件> | 7 <G04.现行有效 件>
第二十条第（五）项 {c4}
信息内容 | 本年处理决定数量 {c3}
行政许可 | 214 <G05 件> {c3}
第二十条第（六）项 {c4}
信息内容 | 本年处理决定数量 {c3}
行政处罚 | 63 <G06 件> {c3}
行政强制 | 4 <G07 件> {c3}
第二十条第（八）项 {c4}
信息内容 | 本年收费金额（单位：万元） {c3}
行政事业性收费 | 12.6 <G08 万元> {c3}
""",
)

PUBLISHED_2020 = sheet(
    "表二",
    """
二、主动公开政府信息情况（2020年度） {c4}
第二十条第（一）项 {c4}
信息内容 | 本年新\\n制作数量 | 本年新\\n公开数量 | 对外公开总数量
规章 | 0 | 0 | 0
规范性文件 | 2 <G04,G04.制发? 件> | 2 | 5 <G04.现行有效? 件>
第二十条第（五）项 {c4}
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | 36 | 0 | 187 <G05 件>
其他对外管理服务事项 | 12 | +1 | 640
第二十条第（六）项 {c4}
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政处罚 | 210 | -3 | 51 <G06 件>
行政强制 | 18 | 0 | 2 <G07 件>
第二十条第（九）项 {c4}
信息内容 | 采购项目数量 | 采购总金额 {c2} |
政府集中采购 | 9 | 143.7万元 {c2} |
""",
)

REVIEWS = sheet(
    "表四",
    """
四、政府信息公开行政复议、行政诉讼情况 {c15}
行政复议 {c5 r2} | | | | | 行政诉讼 {c10}
 | | | | | 未经复议直接起诉 {c5} | | | | | 复议后起诉 {c5}
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 \
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 0 | 1 | 2 <G11,G11.行政复议,G11.信息公开行政复议,G11.复议 件> | 1 | 0 | 0 | 0 \
| 1 <G11.诉讼,G11.行政诉讼? 件 part=*> | 0 | 0 | 0 | 0 | 0 <G11.诉讼,G11.行政诉讼? 件 part=*>
""",
)

MEDIA = sheet(
    "x",
    """
南湖街道政务新媒体账号发布情况,,（2023年）
填报单位： 南湖街道党政办   填报人： 宋某   审核人： 高某   填报人手机号：
平台 | 账号名称 | 发布数量（条） | 备注
微信公众号 | 南湖发布 | '1,326 <G12,G12.公众号 条 v=1326> | 含转发
微博 | 南湖街道 | 88 <G12.微博 条> |
抖音 | 活力南湖 | 41余 <G12.抖音,G12.抖音发布 条 v=41 q=over> |
""",
)

FILES = sheet(
    "公开",
    """
2023年度政务公开工作情况 {c3}
事项 | 单位 | 完成数
主动公开文件信息 | 条 | 73 <G01 条>
依申请公开 | 件 | 零 <G02 件 v=0>
依申请答复率 | % | 不涉及 <G03 % na>
政策解读 | 份 | 11 <G13 份>
微信公众号发布 | 条 | 602 <G12,G12.公众号 条>
""",
)

LOOSE = ("G02,G09,G09.上年结转,G10? v=* part=+",)

CASES = (
    case(
        "h-bureau",
        "L4: 甲乙丙 row, codes, 本期 and 本年累计, 其中 rows",
        book("政务公开报表.xlsx", BUREAU, department="党政办", also=("G01,G02,G12,G13? v=* p=+",)),
    ),
    case(
        "h-applications", "L5: three label columns, numbers as text", book("年报表三.xlsx", WHOLE, also=LOOSE)
    ),
    case(
        "h-applications-broken",
        "L5: 一加二 is not 三加四: both sides named, nothing sure",
        book("年报表三 改.xls", BROKEN, write=xls, problems=("sum_mismatch",), also=LOOSE),
    ),
    case(
        "h-published",
        "9.2 table two of 2021 and later: four blocks, merged values",
        book("年报表二.ods", PUBLISHED, write=ods),
        year=2024,
    ),
    case(
        "h-published-2020",
        "9.2 table two of 2019 and 2020",
        book("年报表二（2020）.xlsx", PUBLISHED_2020),
        year=2020,
    ),
    case("h-reviews", "9.2 table four: three-row header over one row", book("年报表四.xlsx", REVIEWS)),
    case(
        "h-media",
        "CSV in UTF-8 with BOM, meta line in one cell, 余",
        book("新媒体.csv", MEDIA, write=csv, named=False, department="党政办"),
        town="南湖街道",
    ),
    case("h-files", "零, 不涉及 and a number in one column", book("公开情况.xlsx", FILES)),
)

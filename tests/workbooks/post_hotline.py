"""The post, hotline: what the 12345 desk, its monthly circulars and the grid centre send."""

from __future__ import annotations

from .cases import book, case, months, shares, single
from .grid import sheet
from .writing import html_table, ods, xls

CASES = (
    single(
        "post_h_circular",
        "a circular's summary table with signing rates and satisfaction",
        "热线办理情况通报附表.xlsx",
        """
12345政务服务便民热线2023年办理情况
承办单位：测试镇热线专班
受理工单（件） | 3120 <H01 件>
及时签收率 | 99.5% <H02 % v=99.5>
按期办结率 | 98.72% <H03 % v=98.72>
群众满意度 | 91.4% <H04 % v=91.4>
重复件（件） | 66 <H09 件>
""",
    ),
    single(
        "post_h_dispatch",
        "answered on the spot and passed on, with other words for both",
        "热线受理与转办.xlsx",
        """
序号 | 指标 | 全年（件）
1 | 热线转来诉求总量 | 2877 <H01 件>
2 | 其中：当场答复、自行处理 | 2276 <H06 件>
3 | 　　　派发至村居和科室办理 | 601 <H06.转办 件>
4 | 规定时间内办结 | 597 <H05 件>
5 | 超期办结 | 4 <H05.超时 件>
6 | 尚在办理中 | 0 <H05.未办结 件>
""",
    ),
    single(
        "post_h_revisit",
        "a revisit table in one row with merged group headings",
        "回访情况统计.xlsx",
        """
热线工单回访情况统计表 {c6}
单位 {r2} | 回访（件） {c3} | | | 满意率 {r2} | 不满意率 {r2}
 | 有效回访 | 满意 | 不满意
测试镇 | 1800 <H07 件> | 1652 <H07.满意数 件> | 148 <H07.不满意数 件> | 91.78% <H04 % v=91.78> | \
8.22% <H08 % v=8.22>
""",
    ),
    single(
        "post_h_months",
        "twelve months across with a total, blanks none",
        "热线月度受理量.xlsx",
        "2023年热线工单月度统计 {c14}\n"
        "项目 | 1月 | 2月 | 3月 | 4月 | 5月 | 6月 | 7月 | 8月 | 9月 | 10月 | 11月 | 12月 | 全年\n"
        + months(
            "接单量（件）",
            "H01 件",
            "201 180 220 231 240 255 260 249 230 210 199 190",
            year=2023,
            total="2665 <H01 件>",
        )
        + "\n"
        + months(
            "超时工单（件）",
            "H05.超时 件",
            "1 0 2 0 0 1 0 3 0 0 1 0",
            year=2023,
            total="8 <H05.超时 件>",
        ),
    ),
    single(
        "post_h_villages",
        "villages downwards, total at the end, rates not additive",
        "各村街热线.xlsx",
        """
各村街12345工单办理情况（2023年） {c6}
序号 | 村街 | 派单数（件） | 按时办结（件） | 按时办结率 | 满意率
1 | 一街 | 200 | 196 | 98.00% | 90.10%
2 | 二街 | 150 | 150 | 100.00% | 93.00%
3 | 前桑园村 | 50 | 48 | 96.00% | 88.20%
合计 | | 400 <H01 件> | 394 <H05 件> | 98.50% <H03 % v=98.5> | 90.95% <H04 % v=90.95>
""",
        also=shares("H01", "H05", "H03", "H04", "H06.转办"),
    ),
    single(
        "post_h_key_value_pairs",
        "two label and value pairs side by side",
        "热线数据卡.xlsx",
        """
12345热线数据卡片（2023年） {c4}
工单总数 | 5210件 <H01 件 v=5210> | 办结率 | 97.1%
按时接单率 | 99.2% <H02 % v=99.2> | 满意率 | 89.6% <H04 % v=89.6>
按时办结率 | 96.8% <H03 % v=96.8> | 不满意率 | 10.4% <H08 % v=10.4>
""",
    ),
    single(
        "post_h_sentence",
        "a circular in one cell, line breaks between the numbers",
        "热线工作情况.xls",
        """
热线工作情况 {c2}
总体情况 | 2023年共受理12345热线工单4102件，按时接单率99.9%，按时办结率99.1%，群众满意率92.3%。 \
<H01? 件 v=4102;H02? % v=99.9;H03? % v=99.1;H04? % v=92.3>
下步打算 | 继续压实责任
""",
        write=xls,
    ),
    single(
        "post_h_html",
        "a web system's export with codes before the names",
        "export_20240105.xls",
        """
统计项 | 统计值
01 工单接收量（件） | 1980 <H01 件>
02 按时办结工单（件） | 1921 <H05 件>
03 逾期办结工单（件） | 37 <H05.超时 件>
04 未办结工单（件） | 22 <H05.未办结 件>
05 重复诉求（件） | 40 <H09 件>
""",
        write=html_table,
        named=False,
    ),
    single(
        "post_h_fraction_rates",
        "a rate column without percent format, all at most 1",
        "办理质效.xlsx",
        """
12345热线办理质效
指标 | 结果
按时接单率 | 0.998 <H02 % v=99.8>
按时办结率 | 0.975 <H03 % v=97.5>
工单满意率 | 0.9012 <H04 % v=90.12>
""",
        problems=("rate_scaled",),
    ),
    single(
        "post_h_units_row",
        "the units in a row of their own under the header",
        "热线统计（分单位行）.xlsx",
        """
便民热线工作量统计
年度 | 工单总量 | 直接办理答复 | 转派办理 | 回访 | 满意
 | 件 | 件 | 件 | 件 | 件
2023 | 880 <H01 件> | 530 <H06 件> | 350 <H06.转办 件> | 300 <H07 件> | 281 <H07.满意数 件>
""",
    ),
    single(
        "post_h_fullwidth",
        "full-width digits, thin spaces, kilo separators",
        "热线办理.ods",
        """
热线办理总体情况
１２３４５热线工单（件） | １２，３４５ <H01 件 v=12345>
按时办结数（件） | 12 100 <H05 件 v=12100>
未 办 结 数（件） | 十二 <H05.未办结 件 v=12>
""",
        write=ods,
    ),
    case(
        "post_h_quarters",
        "a sheet for each quarter and a summary",
        book(
            "季度热线.xlsx",
            sheet("一季度", "指标 | 数量\n工单数（件） | 500"),
            sheet("二季度", "指标 | 数量\n工单数（件） | 520"),
            sheet("三季度", "指标 | 数量\n工单数（件） | 480"),
            sheet("四季度", "指标 | 数量\n工单数（件） | 450"),
            sheet("全年", "指标 | 数量\n工单数（件） | 1950 <H01 件>"),
            also=("H01? v=* p=+ part=*", "H01? v=* part=+"),
        ),
    ),
    single(
        "post_h_satisfied_other",
        "very satisfied and basically satisfied as parts, and who was asked",
        "满意度测评.xlsx",
        """
热线回访满意度测评
测评结果 | 件数
回访总数 | 640 <H07>
满意 | 598 <H07.满意数>
不满意 | 42 <H07.不满意数>
""",
    ),
    single(
        "post_h_qualified",
        "rounded words beside numbers",
        "热线概况.xlsx",
        """
热线办理概况 | 数字
全年接收工单 | 约6400件 <H01 件 v=6400 q=about>
重复投诉 | 不到50件 <H09 件 v=50 q=below>
按时办结率 | 99%以上 <H03 % v=99 q=over>
""",
    ),
)

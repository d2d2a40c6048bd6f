"""The post, openness and litigation: party offices, judicial stations, legal affairs offices."""

from __future__ import annotations

from .cases import book, case, single
from .grid import sheet
from .writing import csv, html_table, xls

CASES = (
    single(
        "post_g_plain",
        "openness in words of a party office's clerk",
        "政务公开数据（党政办）.xlsx",
        """
政务公开工作数据统计
指标 | 数据
主动公开政府信息（条） | 328 <G01 条>
收到依申请公开（件） | 5 <G02,G09 件>
按期答复率 | 100% <G03 % v=100>
发布政策解读稿件（篇） | 12 <G13 篇>
""",
        department="党政办",
    ),
    single(
        "post_g_media",
        "posts of three platforms, each with a fan count beside it",
        "政务新媒体统计.xlsx",
        """
政务新媒体运行情况 {c4}
平台 | 账号 | 粉丝数（人） | 全年发布（条）
微信公众号 | 古镇测试 | 15230 | 612 <G12 条>
微博 | 测试镇发布 | 3021 | 88 <G12.微博 条>
抖音 | 测试镇 | 9800 | 143 <G12.抖音 条>
""",
    ),
    single(
        "post_g_table_two",
        "table two of the openness report as it is printed since 2021",
        "信息公开年报表二.xlsx",
        """
二、主动公开政府信息情况 {c4}
第二十条第（一）项 {c4}
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | 2 <G04 件> | 1 <G04.废止 件> | 9 <G04.现行有效 件>
第二十条第（五）项 {c4}
信息内容 | 本年处理决定数量 {c3}
行政许可 | 140 <G05 件> {c3}
第二十条第（六）项 {c4}
信息内容 | 本年处理决定数量 {c3}
行政处罚 | 25 <G06 件> {c3}
行政强制 | 1 <G07 件> {c3}
第二十条第（八）项 {c4}
信息内容 | 本年收费金额（单位：万元） {c3}
行政事业性收费 | 3.6 <G08 万元> {c3}
""",
    ),
    single(
        "post_g_requests",
        "requests: new, carried over, carried forward, as a short list",
        "依申请公开办理.xls",
        """
依申请公开办理情况（2023年）
事项 | 件数
本年新收政府信息公开申请 | 11 <G09,G02>
上年结转申请 | 1 <G09.上年结转>
予以公开 | 8
不予公开 | 2
结转下年度继续办理 | 2 <G10>
因信息公开引发的行政复议 | 1 <G11>
因信息公开引发的行政诉讼 | 0 <G11.诉讼>
""",
        write=xls,
    ),
    single(
        "post_g_review",
        "table four of the openness report",
        "信息公开年报表四.xlsx",
        """
四、因政府信息公开工作被申请行政复议、提起行政诉讼情况 {c15}
行政复议 {c5} | | | | | 行政诉讼 {c10}
结果维持 {r2} | 结果纠正 {r2} | 其他结果 {r2} | 尚未审结 {r2} | 总计 {r2} | 未经复议直接起诉 {c5} | | | \
| | 复议后起诉 {c5}
 | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 0 | 1 | 2 <G11 件> | 1 | 0 | 0 | 0 | 1 <G11.诉讼? 件 part=*> | 0 | 0 | 0 | 0 | 0 <G11.诉讼? 件 part=*>
""",
        also=("G11.诉讼? v=* part=*",),
    ),
    single(
        "post_g_fees",
        "fee amount and normative documents without the table's section rows",
        "公开条目.csv",
        """
项目 | 单位 | 数值
规范性文件现行有效 | 件 | 14 <G04.现行有效 件>
规范性文件本年制发 | 件 | 3 <G04,D04 件>
规范性文件本年废止 | 件 | 2 <G04.废止 件>
行政事业性收费金额 | 万元 | 0 <G08 万元>
主动公开文件 | 条 | 57 <G01 条>
""",
        write=csv,
        named=False,
    ),
    single(
        "post_l_cases",
        "reviews and lawsuits in one list with indentations",
        "复议应诉情况.xlsx",
        """
行政复议与行政应诉情况统计
项目 | 件数
复议、应诉案件合计 | 9 <L01>
一、行政复议案件 | 5 <L02>
　　维持 | 3 <L03>
　　驳回 | 1 <L03.驳回>
　　撤销 | 0 <L03.撤销>
　　确认违法 | 0 <L03.确认违法>
　　终止 | 1 <L03.撤回终止>
二、行政诉讼案件 | 4 <L05>
　　胜诉 | 3 <L06.胜诉>
　　败诉 | 0 <L06.败诉>
　　未审结 | 1 <L06.未结>
""",
    ),
    single(
        "post_l_court",
        "leaders in court and hearings attended",
        "出庭应诉统计.xlsx",
        """
行政机关负责人出庭应诉情况 {c2}
内容 | 2023年
法院审结（件） | 6 <L06 件>
一把手及分管领导出庭应诉次数 | 5 <L08 次>
负责人出庭率 | 100% <L09 % v=100>
败诉率 | 16.7% <L07 % v=16.7>
组织旁听庭审 | 2场次 <L10 场 v=2>
旁听人数 | 48人次 <L10.人次 人次 v=48>
""",
    ),
    single(
        "post_l_advice",
        "advice of courts and procurators answered",
        "司法建议办理.xlsx",
        """
司法建议、检察建议办理情况
类别 | 收到（件） | 按期回复（件）
法院司法建议 | 2 | 2 <L11 件>
检察建议 | 3 | 3 <L11.检察建议 件>
""",
    ),
    single(
        "post_l_rates",
        "rates of review and evidence in a wide row",
        "复议答复质量.xlsx",
        """
复议应诉工作质量 {c4}
复议答复按期率 | 应诉举证按期率 | 复议纠错率 | 实质化解争议（件）
100% <L13 % v=100> | 100% <L13.举证 % v=100> | 0% <L04 % v=0> | 4 <L12 件>
""",
    ),
    single(
        "post_l_none",
        "no court session in the year: not applicable, and zeros in words",
        "应诉情况（无案件）.xlsx",
        """
行政应诉工作情况
统计内容 | 情况
行政诉讼案件数 | 0件 <L05 件 v=0>
败诉案件 | 尚无 <L06.败诉 v=0>
负责人出庭应诉率 | 不涉及 <L09 na>
行政复议案件 | 1件 <L02 件 v=1>
旁听庭审 | 1次 <L10 次 v=1>
""",
    ),
    single(
        "post_l_results_wide",
        "results of reviews across under a merged heading",
        "复议结果.xls",
        """
行政复议审结情况（作为被申请人） {c9}
受理（件） {r2} | 审理结果（件） {c8}
 | 维持 | 驳回 | 撤回终止 | 撤销 | 变更 | 确认违法 | 责令履行 | 其他
12 <L02 件> | 6 <L03 件> | 2 <L03.驳回 件> | 2 <L03.撤回终止 件> | 1 <L03.撤销 件> | 0 <L03.变更 件> | \
0 <L03.确认违法 件> | \
1 <L03.责令履行 件> | 0 <L03.其他 件>
""",
        write=xls,
    ),
    single(
        "post_l_years",
        "two years of lawsuits, relative headings, html export",
        "应诉对比.xls",
        """
行政应诉情况对比表
指标 | 去年 | 今年
应诉案件总数（件） | 7 <L05 件 p=2022> | 5 <L05 件>
胜诉（件） | 6 <L06.胜诉 件 p=2022> | 5 <L06.胜诉 件>
败诉（件） | 1 <L06.败诉 件 p=2022> | 0 <L06.败诉 件>
负责人出庭（次） | 3 <L08 次 p=2022> | 4 <L08 次>
""",
        write=html_table,
        named=False,
    ),
    single(
        "post_l_register",
        "a register of lawsuits with results",
        "行政诉讼台账.xlsx",
        """
行政诉讼案件台账
序号 | 收案日期 | 案由 | 原告 | 审级 | 裁判结果 | 负责人是否出庭
1 | 2023.2.1 | 处罚 | 张某 | 一审 | 驳回诉讼请求（胜诉） | 是
2 | 2023.5.6 | 许可 | 某公司 | 一审 | 败诉 | 是
3 | 2023.8.9 | 强制 | 李某 | 二审 | 未结 | 否
""",
        also=("L05 v=3", "L06? v=*", "L06.胜诉? v=*", "L06.败诉? v=*", "L06.未结? v=*", "L08? v=*"),
    ),
    case(
        "post_g_two_files",
        "openness and media in two files of one import",
        book(
            "附件1政府信息主动公开.xlsx",
            sheet(
                "Sheet1",
                "公开渠道合计（条）\n政府信息主动公开数量（条） | 96 <G01 条>\n政策解读（件） | 3 <G13 件>",
            ),
        ),
        book(
            "附件2新媒体.xlsx",
            sheet(
                "Sheet1",
                "新媒体发布统计 | \n名称 | 发布量（条）\n"
                "公众号推送 | 230 <G12 条>\n官方微博 | 12 <G12.微博 条>\n抖音短视频 | 55 <G12.抖音 条>",
            ),
        ),
    ),
)

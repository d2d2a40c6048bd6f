"""The post, learning and publicity: party-building offices, judicial stations, publicity groups, villages."""

from __future__ import annotations

from .cases import book, case, months, shares, single
from .grid import sheet
from .writing import csv, html_table, ods, xls

CASES = (
    single(
        "post_t_training",
        "training of officers: times, persons, hours",
        "执法培训统计.xlsx",
        """
行政执法培训情况
内容 | 数量
组织执法人员业务培训 | 15次 <T04 次 v=15>
参加培训人员 | 720余人次 <T05 人次 v=720 q=over>
人均完成培训学时 | 60学时 <T06 学时 v=60>
合同管理专题培训 | 一场 <T07 场 v=1>
""",
    ),
    single(
        "post_t_leaders",
        "how leaders learn law: committee, centre group, reading list",
        "领导干部学法情况.xlsx",
        """
领导干部学法情况统计表（2023年） {c3}
序号 | 学法形式 | 数量
1 | 党委（扩大）会议集体学法（次） | 7 <T01 次>
2 | 中心组学习列入法治内容（篇） | 16 <T02 篇>
3 | 理论学习中心组法治专题学习（次） | 2 <T03 次>
4 | 法治专题讲座（场） | 4 <T08 场>
5 | 领导干部述法（人） | 9 <T13 人>
""",
    ),
    single(
        "post_t_exam",
        "the online exam: who should, who did, who passed",
        "网上学法考试.xls",
        """
国家工作人员网上学法用法考试情况 {c5}
单位 | 参加网上学法人数 | 参考率 | 合格率 | 备注
测试镇 | 118 <T12 人> | 100% <T11 % v=100> | 98.3% <T11.合格率 % v=98.3> | 2人补考
""",
        write=xls,
    ),
    single(
        "post_t_preaching",
        "preaching since October and whom it reached",
        "习近平法治思想宣讲.xlsx",
        """
习近平法治思想学习宣传情况
宣讲与学习（次） | 40 <T09 次>
宣讲覆盖群众（人次） | 上千 <T10 人次 v=1000 q=over>
""",
    ),
    single(
        "post_t_training_register",
        "a register of trainings with places and heads",
        "培训登记.xlsx",
        """
执法人员培训登记表
序号 | 培训日期 | 培训内容 | 参训人数 | 学时
1 | 2023-03-02 {d} | 行政处罚法 | 40 | 4
2 | 2023-05-18 {d} | 执法文书制作 | 38 | 4
3 | 2023-09-21 {d} | 信访工作条例 | 45 | 8
合计 | | | 123 <T05? 人次> | 16
""",
        also=("T04 v=3", "T05? v=123", "T06? v=*"),
    ),
    single(
        "post_t_departments",
        "departments in rows with the exam's heads and a total row",
        "各科室学法人数.xlsx",
        """
各科室网上学法用法人数统计
科室 | 应参加 | 网上学法人数 | 考试合格率
党政办 | 12 | 12 | 100%
执法队 | 40 | 39 | 97.4%
司法所 | 5 | 5 | 100%
合计 | 57 | 56 <T12 人> | 98.2% <T11.合格率 % v=98.2>
""",
        also=shares("T12", "T11.合格率", "T11"),
    ),
    single(
        "post_p_publicity",
        "publicity in a list of activities and materials",
        "普法宣传统计.xlsx",
        """
2023年度普法宣传工作统计 {c3}
类型 | 数量 | 单位
专项普法活动 | 160余 <P20 q=over v=160> | 次
发放宣传材料 | 12000 <P24> | 份
悬挂横幅 | 86 <P25> | 条
张贴海报 | 120 <P25.海报> | 张
摆放展板 | 45 <P25.展板> | 块
受教育群众 | 两万余 <P26 v=20000 q=over> | 人次
公众号普法推文 | 52 <P27> | 篇
""",
    ),
    single(
        "post_p_law_clerks",
        "law-wise villagers and rule of law leaders",
        "法律明白人队伍.xlsx",
        """
“法律明白人”培养情况
项目 | 数据
法治带头人、法律明白人总数（名） | 210 <P21 名>
其中：法律明白人（名） | 172 <P22 名>
按时结业率 | 100% <P23 % v=100>
化解矛盾纠纷（件） | 22 <X21? 件>
""",
    ),
    single(
        "post_p_service",
        "public legal service: stations, advice, aid",
        "公共法律服务.xlsx",
        """
公共法律服务工作情况统计
指标 | 数量
公共法律服务工作站（室）（个） | 34 <P34 个>
接待法律咨询（人次） | 306 <P28 人次>
办理法律援助（件） | 17 <P29 件>
村居法律顾问（名） | 11 <D09 名>
""",
    ),
    single(
        "post_p_culture",
        "villages named, places built, schools served",
        "法治文化阵地.csv",
        """
类别 | 单位 | 数量
民主法治示范村（社区） | 个 | 5 <P30 个>
法治文化阵地 | 处 | 7 <P31 处>
聘任法治副校长 | 名 | 12 <P32 名>
送法进校园活动 | 场 | 24 <P32.进校园 场>
谁执法谁普法履职评议 | 家 | 6 <P33 家>
""",
        write=csv,
        named=False,
    ),
    single(
        "post_p_corrections",
        "people under correction and resettled, as in-register numbers",
        "社区矫正安置帮教.xlsx",
        """
社区矫正与安置帮教情况（截至2023年12月31日） {c3}
对象 | 年内接收 | 在册人数
社区矫正对象 | 9 | 21 <P35 人>
安置帮教对象 | 6 | 64 <P35.安置帮教 人>
""",
    ),
    single(
        "post_p_months",
        "publicity by month across, a blank month, a total",
        "普法宣传月报.xlsx",
        "2023年普法宣传活动月报 {c14}\n"
        "指标 | 1月 | 2月 | 3月 | 4月 | 5月 | 6月 | 7月 | 8月 | 9月 | 10月 | 11月 | 12月 | 合计\n"
        + months(
            "普法活动（场）", "P20 场", "8 6 15 12 14 20 10 9 13 14 22 30", year=2023, total="173 <P20 场>"
        )
        + "\n"
        + months(
            "发放资料（份）",
            "P24 份",
            "300 200 900 500 600 1000 400 350 500 600 900 2000",
            year=2023,
            total="8250 <P24 份>",
        )
        + "\n"
        + months(
            "受教育人次",
            "P26 人次",
            "500 400 1500 900 1000 2000 800 700 900 1000 1800 3000",
            year=2023,
            total="14500 <P26 人次>",
        ),
    ),
    single(
        "post_p_villages",
        "law-wise villagers by village, total at the end",
        "各村法律明白人.xls",
        """
各村街法律明白人统计表
序号 | 村街名称 | 法律明白人数 | 备注
1 | 一街 | 5 |
2 | 二街 | 4 |
3 | 三街 | 6 | 含1名网格员
总计 | | 15 <P22 人> |
""",
        also=shares("P22"),
        write=xls,
    ),
    single(
        "post_p_register",
        "publicity events in a register with a total row of persons",
        "普法活动登记.xlsx",
        """
法治宣传活动登记簿
序号 | 时间 | 主题 | 地点 | 参加人数 | 发放资料（份）
1 | 2023.1.15 | 反诈宣传 | 一街广场 | 120 | 200
2 | 2023.3.8 | 妇女权益保障 | 文化站 | 80 | 100
3 | 2023.4.15 | 国家安全日 | 中心小学 | 300 | 300
4 | 2023.12.4 | 宪法宣传 | 集市 | 500 | 800
""",
        also=("P20 v=4", "P26? v=1000", "P24? v=1400"),
    ),
    single(
        "post_p_sentence",
        "a village's paragraph with several materials",
        "普法小结.xlsx",
        """
普法工作小结 {c2}
主要做法 | 今年以来开展法治宣传活动36场次，发放宣传资料5000余份，悬挂横幅20条，解答法律咨询150人次。 \
<P20? 场次 v=36;P24? 份 v=5000 q=over;P25? 条 v=20;P28? 人次 v=150>
""",
    ),
    single(
        "post_p_html",
        "a platform's export as html with counts as text",
        "平台导出.xls",
        """
指标名称 | 计量单位 | 本年累计
普法宣传场次 | 场 | 66 <P20 场>
宣传资料发放数 | 份 | 3200 <P24 份>
法律援助案件数 | 件 | 8 <P29 件>
法律咨询人次 | 人次 | 140 <P28 人次>
""",
        write=html_table,
        named=False,
    ),
    case(
        "post_p_village_sheets",
        "a sheet for each village with the same table, a note sheet first",
        book(
            "村居普法汇总.xlsx",
            sheet("填表说明", "请各村如实填写\n每月25日前报送"),
            sheet(
                "南村",
                "项目 | 数量\n普法宣传（次） | 10 <P20? 次 part=南村>\n"
                "法律明白人（名） | 4 <P22? 名 part=南村>",
            ),
            sheet(
                "北村",
                "项目 | 数量\n普法宣传（次） | 12 <P20? 次 part=北村>\n"
                "法律明白人（名） | 5 <P22? 名 part=北村>",
            ),
            also=("P20 v=22", "P22 v=9"),
        ),
    ),
    single(
        "post_t_hours_columns",
        "two trainings of different kinds side by side",
        "培训数据.ods",
        """
各类培训情况 {c4}
执法人员培训 {c2} | | 合同培训 {r2} | 法治讲座 {r2}
次数 | 参训人次
9 <T04 次> | 410 <T05 人次> | 1 <T07 场> | 3 <T08 场>
""",
        write=ods,
    ),
)

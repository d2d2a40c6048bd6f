"""The post, nothing in it: files that hold no figure of the report, and near-misses of its words."""

from __future__ import annotations

from .cases import book, case, refused, single
from .containers import picture
from .grid import sheet
from .writing import csv, xls

NONE = ("empty", "imported")

CASES = (
    single(
        "post_n_duty",
        "a rota with telephone numbers",
        "值班表.xlsx",
        """
测试镇2023年国庆值班表
日期 | 带班领导 | 值班人员 | 电话
10月1日 | 张某 | 李某 | 13800000001
10月2日 | 王某 | 赵某 | 13800000002
""",
        status=NONE,
    ),
    single(
        "post_n_marks",
        "an assessment with points instead of figures",
        "考核评分表.xlsx",
        """
法治政府建设考核评分表
考核内容 | 分值 | 自评得分 | 考评得分
行政执法规范 | 20 | 19 | 18
政务公开 | 15 | 15 | 14
行政复议应诉 | 15 | 13 | 13
普法宣传 | 10 | 10 | 10
合计 | 60 | 57 | 55
""",
        status=NONE,
    ),
    single(
        "post_n_plan",
        "goals for next year only",
        "2024年工作计划.xlsx",
        """
2024年工作计划指标
工作 | 计划数
开展行政检查（次） | 1000
举办普法活动（场） | 150
组织执法培训（次） | 12
""",
        status=("empty", "imported", "refused"),
        also=("E02? v=* p=+", "P20? v=* p=+", "T04? v=* p=+"),
    ),
    single(
        "post_n_jobs",
        "trainings and persons of another trade",
        "就业培训统计.xlsx",
        """
就业技能培训统计表
培训类别 | 期数 | 参训人数
养老护理 | 3 | 120
电工 | 2 | 60
合计 | 5 | 180
""",
        status=NONE,
    ),
    single(
        "post_n_party",
        "party life with the same words for meetings",
        "党建数据.xls",
        """
党建工作数据
项目 | 数量
党员总数（名） | 860
党支部（个） | 42
支部党员大会（次） | 168
主题党日（次） | 504
党课（次） | 84
发展党员（名） | 11
""",
        write=xls,
        status=NONE,
    ),
    single(
        "post_n_waste",
        "publicity and leaflets about waste sorting",
        "垃圾分类宣传.xlsx",
        """
垃圾分类工作月统计
内容 | 数量
垃圾分类宣传活动（场） | 30
发放垃圾分类手册（份） | 4000
入户指导（户） | 2100
分类投放准确率 | 85%
""",
        status=NONE,
    ),
    single(
        "post_n_safety_survey",
        "satisfaction with public safety, not with the hotline",
        "平安满意度.csv",
        """
问题 | 比例
群众安全感 | 98.1%
对公安工作满意率 | 97.2%
对法院工作满意率 | 96.0%
平安建设知晓率 | 93.5%
""",
        write=csv,
        named=False,
        status=NONE,
    ),
    single(
        "post_n_grid_events",
        "events of the grid, reported and closed",
        "网格事件统计.xlsx",
        """
网格化平台事件统计
类型 | 上报数 | 办结数 | 办结率
市容环境 | 1200 | 1190 | 99.2%
街面秩序 | 640 | 636 | 99.4%
安全隐患 | 85 | 85 | 100%
合计 | 1925 | 1911 | 99.3%
""",
        status=NONE,
    ),
    single(
        "post_n_court",
        "civil cases of a court with results",
        "巡回法庭案件.xlsx",
        """
巡回法庭民事案件情况
案由 | 立案（件） | 判决（件） | 调撤（件）
离婚 | 30 | 12 | 18
民间借贷 | 55 | 30 | 25
物业服务合同 | 80 | 20 | 60
合计 | 165 | 62 | 103
""",
        status=NONE,
    ),
    single(
        "post_n_template",
        "a form with labels and no numbers",
        "空白报送表.xlsx",
        """
行政执法数据报送表
指标 | 单位 | 数值
行政检查 | 次 |
行政处罚 | 件 |
行政许可 | 件 |
""",
        status=("empty",),
    ),
    single(
        "post_n_budget",
        "a budget with items that sound alike",
        "部门预算.xlsx",
        """
2023年部门预算支出表（单位：万元）
科目 | 预算数 | 支出数
司法行政 | 56.0 | 54.2
普法宣传经费 | 8.0 | 7.6
法律援助经费 | 3.0 | 2.1
信访专项经费 | 12.0 | 11.5
人民调解经费 | 6.0 | 6.0
合计 | 85.0 | 81.4
""",
        status=NONE,
    ),
    single(
        "post_n_assets",
        "office property with serial numbers",
        "固定资产.xlsx",
        """
固定资产登记
资产名称 | 数量 | 单价（元） | 金额（元）
办公桌 | 20 | 800 | 16000
打印机 | 5 | 2000 | 10000
照相机 | 2 | 5000 | 10000
合计 | 27 | | 36000
""",
        status=NONE,
        also=("E18? v=2",),
    ),
    single(
        "post_n_schedule",
        "a timetable of trainings to come without figures",
        "培训安排.xlsx",
        """
全镇法治培训安排
序号 | 时间 | 地点 | 主讲
1 | 2月 | 三楼会议室 | 张律师
2 | 5月 | 三楼会议室 | 李法官
3 | 9月 | 党校 | 王检察官
""",
        status=NONE,
        also=("T04? v=*", "T08? v=*"),
    ),
    single(
        "post_n_people",
        "a population table of villages",
        "人口统计.xlsx",
        """
各村人口统计表
村名 | 户数 | 总人口 | 党员人数 | 低保户
东庄 | 300 | 1020 | 45 | 6
西庄 | 210 | 760 | 30 | 4
合计 | 510 | 1780 | 75 | 10
""",
        status=NONE,
    ),
    single(
        "post_n_market",
        "checks of food with samples and rates",
        "食品抽检.xlsx",
        """
食品安全抽检情况
品种 | 抽检批次 | 合格批次 | 合格率
蔬菜 | 40 | 40 | 100%
肉类 | 25 | 24 | 96%
水产 | 12 | 12 | 100%
合计 | 77 | 76 | 98.7%
""",
        status=NONE,
    ),
    single(
        "post_n_scores_hotline",
        "points taken off for the hotline",
        "热线考核扣分.xlsx",
        """
热线考核扣分表
扣分项 | 扣分标准 | 扣分
未按时接单 | 每件0.1 | 0.3
未按时办结 | 每件0.2 | 1.2
回访不满意 | 每件0.1 | 2.4
""",
        status=NONE,
    ),
    single(
        "post_n_meeting",
        "who came to a meeting",
        "签到表.xlsx",
        """
法治工作会议签到表
序号 | 姓名 | 单位 | 签到
1 | 张某 | 党政办 | √
2 | 李某 | 司法所 | √
3 | 王某 | 综治办 | √
""",
        status=NONE,
        also=("D13? v=*", "T01? v=*"),
    ),
    single(
        "post_n_mixed_near",
        "one figure that counts among some that only sound so",
        "综合数据.xlsx",
        """
综治中心其他数据
项目 | 数量
视频监控（路） | 560
网格员人数（名） | 88
心理咨询（人次） | 70
刑满释放人员走访（次） | 36
人民调解员（名） | 61 <X18 名>
安全隐患排查（处） | 140
""",
    ),
    case("post_n_picture", "a picture called a table", refused("统计表.xlsx", picture, "not_a_workbook")),
    case(
        "post_n_other_year",
        "a return of the year before last",
        book(
            "2021年执法情况.xlsx",
            sheet(
                "Sheet1",
                "2021年执法情况统计 | \n"
                "行政检查（次） | 300 <E02? 次 p=2021>\n行政处罚（件） | 8 <E03? 件 p=2021>",
            ),
            status=("refused",),
            problems=("year_mismatch",),
        ),
    ),
)

"""More visible: workbooks from which nothing may be stored, and tables that only look familiar."""

from __future__ import annotations

from functools import partial

from .cases import book, case
from .grid import Sheet, sheet
from .truth import Case
from .writing import csv, ods, xls

POSTS = sheet(
    "编制",
    """
青溪镇人员编制情况表（2023年12月） {c7}
序号 | 机构名称 | 行政编制 | 事业编制 | 实有人数 | 空编 | 备注
1 | 党政办公室 | 6 | 3 | 8 | 1 |
2 | 综合执法大队 | 4 | 18 | 20 | 2 |
3 | 司法所 | 3 | 0 | 2 | 1 |
合计 | | 13 | 21 | 30 | 4 |
""",
)
EXPENSES = sheet(
    "报销",
    """
2023年综合执法大队费用报销明细 {c6}
日期 | 经办人 | 事由 | 单据（张） | 金额（元） | 审批
'2023.2.3 | 丁某 | 参加培训差旅费 | 6 | 1280 | 同意
'2023.4.21 | 戴某 | 执法车辆维修 | 3 | 4600 | 同意
'2023.9.18 | 丁某 | 打印执法文书 | 1 | 950 | 同意
合计 | | | 10 | 6830 |
""",
)
DUTY = sheet(
    "12月值班",
    """
信访办2023年12月值班表
日期 | 星期 | 带班领导 | 值班员 | 值班电话
1 | 五 | 书记 | 张某 | '85551234
2 | 六 | 镇长 | 李某 | '85551234
3 | 日 | 副书记 | 王某 | '85551234
4 | 一 | 副镇长 | 赵某 | '85551234
""",
)
MEMBERS = sheet(
    "党员",
    """
综合执法大队党支部党员名册（2023年）
序号 | 姓名 | 性别 | 年龄 | 党龄（年） | 学历 | 缴纳党费（元）
1 | 丁某 | 男 | 41 | 15 | 本科 | 360
2 | 戴某 | 女 | 33 | 6 | 本科 | 280
3 | 陆某 | 男 | 55 | 30 | 大专 | 420
""",
)
COUNTY = sheet(
    "全县",
    """
临河县2023年行政执法情况通报附表（全县数据） {c5}
指标 | 单位 | 全县合计 | 上年 | 增幅（%）
全县行政处罚 | 宗 | 12175 <E03? 宗 v=* part=+ p=*> | 11890 <E03? 宗 v=* part=+ p=*> | 2.4
全县行政检查 | 次 | 94929 <E02? 次 v=* part=+ p=*> | 90011 <E02? 次 v=* part=+ p=*> | 5.46
全县罚没金额 | 万元 | 1753.79 <E08? 万元 v=* part=+ p=*> | 1810.2 <E08? 万元 v=* part=+ p=*> | -3.1
""",
)
TARGETS = sheet(
    "2024目标",
    """
2024年法治建设目标任务分解表 {c4}
目标任务 | 目标值 | 责任单位 | 完成时限
全年普法宣传不少于 | 180场 | 司法所 | 12月底
执法培训不少于 | 16次 | 综合执法大队 | 11月底
工单满意率达到 | 90% | 热线专班 | 全年
调解成功率达到 | 98% | 司法所 | 全年
""",
)
SCORES = sheet(
    "考核",
    """
2023年度法治建设考核评分表（青溪镇） {c6}
一级指标 | 二级指标 | 分值 | 自评得分 | 考核得分 | 扣分原因
行政执法 {r2} | 行政处罚 | 10 | 9.5 | 9 | 案卷不规范
 | 行政检查 | 5 | 5 | 5 |
矛盾化解 {r2} | 调解成功率 | 8 | 8 | 7.5 |
 | 信访办结率 | 7 | 7 | 6.8 |
普法 | 普法宣传 | 10 | 10 | 9.5 | 资料不全
合计 | | 40 | 39.5 | 37.8 |
""",
)
BASICS = sheet(
    "概况",
    """
各村（社区）基本情况表（2023年底） {c6}
村（社区） | 户数（户） | 人口（人） | 党员（名） | 耕地（亩） | 村民小组（个）
上湾村 | 612 | 2011 | 66 | 3120 | 8
下湾村 | 488 | 1630 | 51 | 2890 | 6
学府社区 | 3011 | 8890 | 140 | 0 | 0
合计 | 4111 | 12531 | 257 | 6010 | 14
""",
)
STOCK = sheet(
    "物资",
    """
2023年办公用品领用登记表
日期 | 领用部门 | 物品 | 数量 | 单价（元） | 金额（元）
'2023.3.4 | 司法所 | 打印纸（箱） | 5 | 120 | 600
'2023.5.9 | 信访办 | 文件柜（个） | 2 | 680 | 1360
'2023.8.1 | 执法大队 | 雨衣（件） | 24 | 65 | 1560
""",
)
WAGES = sheet(
    "工资",
    """
2023年12月网格员补贴发放表 {c5}
序号 | 姓名 | 网格 | 出勤（天） | 补贴（元）
1 | 毛某 | 第一网格 | 22 | 1800
2 | 谢某 | 第二网格 | 21 | 1720
合计 | | | 43 | 3520
""",
)
SURVEY = sheet(
    "问卷",
    """
2023年食堂服务满意度问卷结果
选项 | 票数 | 占比
非常满意 | 61 | '48.80%
基本满意 | 50 | '40.00%
不满意 | 14 | '11.20%
有效问卷 | 125 | '100.00%
""",
)
PATROL = sheet(
    "环境",
    """
2023年人居环境整治进度表（农业农村办）
项目 | 计量单位 | 完成数
清理垃圾 | 吨 | 1260
清理沟渠 | 公里 | 31.5
拆除乱搭乱建 | 处 | 88
粉刷墙面 | 平方米 | 10400
""",
)
LAW_LIST = sheet(
    "事项清单",
    """
综合执法大队行政检查事项清单 {c4}
序号 | 事项名称 | 法律依据 | 检查频次
1 | 占道经营检查 | 《城市市容和环境卫生管理条例》第14条 | 每月1次
2 | 油烟排放检查 | 《大气污染防治法》第118条 | 每季度1次
3 | 燃气安全检查 | 《城镇燃气管理条例》第41条 | 每年2次
""",
)
OUR_ROW = sheet(
    "通报",
    """
全县各乡镇12345热线办理情况通报（2023年） {c6}
排名 | 乡镇 | 受理工单（件） | 按时办结率（%） | 群众满意率（%） | 综合得分
1 | 河西镇 | 2210 <H01? 件 v=* part=+> | 99.8 <H03? % v=* part=+> | 92.1 <H04? % v=* part=+> | 98.6
2 | 青溪镇 | 1875 <H01? 件 part=*> | 99.1 <H03? % part=*> | 90.4 <H04? % part=*> | 96.2
3 | 白塔乡 | 960 <H01? 件 v=* part=+> | 97.5 <H03? % v=* part=+> | 88 <H04? % v=* part=+> | 93.5
合计 | 3个 | 5045 <H01? 件 v=* part=+> | 98.8 <H03? % v=* part=+> | 90.7 <H04? % v=* part=+> | —
""",
)


def _none(
    key: str, about: str, name: str, page: Sheet, *also: str, refused: bool = False, **given: object
) -> Case:
    """A case without a sure value; whether the file is imported without values or called empty is open."""
    status = ("imported", "empty", "refused") if refused else ("imported", "empty")
    return case(key, about, book(name, page, also=also, status=status, **given), town="青溪镇")  # pyright: ignore[reportArgumentType]


NEXT = "P20,T04,H04,X14? v=* p=+ part=*"
CASES = (
    _none("m-no-posts", "established posts", "人员编制表.xlsx", POSTS),
    _none(
        "m-no-expenses",
        "expense claims of the enforcement team",
        "费用报销（综合执法大队）.xls",
        EXPENSES,
        write=xls,
    ),
    _none("m-no-duty", "duty roster", "值班表.xlsx", DUTY),
    _none("m-no-members", "party members", "党员名册.ods", MEMBERS, write=ods),
    _none("m-no-county", "the county's totals", "全县通报.xlsx", COUNTY),
    _none("m-no-targets", "next year's targets", "2024年目标分解.xlsx", TARGETS, NEXT, refused=True),
    _none("m-no-scores", "points of an assessment beside names of indicators", "考核评分.xlsx", SCORES),
    _none(
        "m-no-basics",
        "households, people, land",
        "各村概况.csv",
        BASICS,
        write=partial(csv, encoding="gb18030"),
        named=False,
    ),
    _none("m-no-stock", "office supplies", "领用登记.xlsx", STOCK),
    _none("m-no-wages", "allowances", "补贴.xlsx", WAGES),
    _none("m-no-survey", "a survey of the canteen", "问卷.xlsx", SURVEY),
    _none("m-no-patrol", "tidying the villages", "整治进度.xlsx", PATROL),
    _none(
        "m-no-laws", "a list of duties with articles and intervals", "检查事项清单（执法大队）.xlsx", LAW_LIST
    ),
    _none("m-no-ranking", "the county's ranking: our row is one of three", "全县热线通报.xlsx", OUR_ROW),
)

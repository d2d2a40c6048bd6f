"""What a title is about, and whose figures a label speaks of."""

import re
from functools import lru_cache

_TITLE_NOISE = (
    "统计表",
    "情况统计表",
    "情况表",
    "一览表",
    "报送表",
    "汇总表",
    "月度表",
    "明细表",
    "统计报表",
    "台账",
    "登记表",
    "登记簿",
    "报表",
    "统计",
    "表",
    "月度",
    "年度",
    "情况",
    "汇总",
    "数据",
    "实施",
    "配备",
    "开展",
    "办理",
    "主要",
    "报送",
    "指标",
    "对比",
    "分析",
    "一览",
    "月报",
    "年报",
    "季报",
    "种类",
    "类别",
    "类型",
    "分类",
    "构成",
    "结果",
)
TOWNS = ("镇", "乡", "街道", "街道办", "办事处", "镇政府", "乡政府")
OWN = frozenset(
    ("我镇", "本镇", "我街", "我街道", "本街道", "我乡", "本乡", "我单位", "本单位", "本机关", "本级")
)
"""Labels by which the sender means itself."""
_LARGER = ("全县", "全市", "全省", "全国", "全区", "全州", "全旗")


@lru_cache(maxsize=20_000)
def of_larger_scope(path: tuple[str, ...]) -> bool:
    """Whether labels speak of a whole county or city: 全区合计, 全县平均."""
    return any(label.startswith(_LARGER) for label in path)


def title_subject(title: str) -> str:
    """A title without year and form words: 2023年度行政处罚实施情况统计表 -> 行政处罚."""
    words = re.sub(r"[(（][^)）]*[)）]|(?:计量|金额)?单位[:：].*$", "", title)
    words = re.sub(
        r"各(?:村(?:社区|居|街)?|社区|科室|部门|单位|镇街|街镇|乡镇|镇|街)|全镇|全区|村级|村居", "", words
    )
    words = re.sub(
        r"(?:19|20)\d{2}年?度?(?:\d{1,2}[-—~至]?\d{0,2}月份?)?|^附?件?表?[一二三四五六七八九十\d]*[、.:：]?|.{1,12}?(?:镇|街道|区|县|局)(?=.{4})",
        "",
        words.replace(" ", ""),
    )
    changed = True
    while changed:
        changed = False
        for noise in _TITLE_NOISE:
            if words.endswith(noise) and len(words) - len(noise) >= 2:
                words, changed = words[: -len(noise)], True
    return words

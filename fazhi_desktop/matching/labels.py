"""Labels to be matched, and the wordings they are compared in."""

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.core.units import MONEY, canonical, same_family

_SIGNS = re.compile(r"[\s、，。；;:：,.“”\"'‘’《》〈〉()（）\[\]【】·\-—–~/\\|_+*#]+")
_FRONT = (
    "本年度",
    "本年",
    "全年度",
    "全年",
    "年度",
    "今年以来",
    "今年",
    "当年",
    "累计",
    "共计",
    "全镇",
    "全街",
    "全乡",
    "本镇",
    "本级",
    "本单位",
    "本机关",
    "我镇",
    "镇级",
    "共",
    "其中",
    "总",
)
_VERBS = (
    "开展",
    "组织",
    "实施",
    "办理",
    "作出",
    "举办",
    "完成",
    "进行",
    "召开",
    "发放",
    "制作",
    "接收",
    "收到",
    "新增",
    "提供",
    "出具",
    "发布",
    "聘请",
    "聘任",
    "配备",
    "参加",
    "参与",
    "建设",
    "建成",
    "建立",
    "出台",
    "印发",
    "取得",
    "准予",
    "培育",
    "培养",
    "设立",
    "审理",
    "悬挂",
    "张贴",
    "摆放",
)
_SAME = (
    ("调处", "调解"),
    ("满意度", "满意率"),
    ("法律明白人法治带头人", "法治带头人法律明白人"),
    ("咨询解答", "咨询"),
    ("按期", "按时"),
    ("及时", "按时"),
    ("限时", "按时"),
    ("如期", "按时"),
    ("超期", "超时"),
    ("逾期", "超时"),
    ("被诉", "应诉"),
    ("社矫", "社区矫正"),
    ("法援", "法律援助"),
    ("罚没款", "罚没金额"),
    ("法制", "法治"),
    *((word, "率") for word in ("百分比", "百分率", "比率", "比例", "占比", "比重")),
)
_BACK = (
    "数量",
    "总数量",
    "总数",
    "总量",
    "总额",
    "件数",
    "次数",
    "场次数",
    "场数",
    "人数",
    "份数",
    "条数",
    "篇数",
    "个数",
    "宗数",
    "起数",
    "期数",
    "名数",
    "台数",
    "数",
    "量",
    "情况",
    "合计",
    "总计",
    "小计",
    "共计",
    "工作",
    "统计",
)
NEUTRAL = (
    "案件",
    "事项",
    "工作",
    "情况",
    "活动",
    "数量",
    "总数",
    "件数",
    "次数",
    "场次",
    "人数",
    "合计",
    "总计",
    "数据",
    "统计",
    "本年度",
    "全年",
    "年度",
    "各类",
    "相关",
    "有关",
    "实施",
    "开展",
    "办理",
    "共",
    "累计",
    "全镇",
    "我镇",
    "镇",
    "街道",
    "数",
    "量",
    "总",
    "的",
    "等",
    "及",
    "和",
    "与",
    "完成",
    "组织",
    "举办",
    "行政机关",
    "单位",
    "机关",
    "人员",
    "信息",
    "处理",
    "实际",
    "发生",
    "涉及",
    "件",
    "新增",
    "接收",
    "收到",
    "参加",
    "方面",
)
MILD = (
    *NEUTRAL,
    *(
        "本",
        "作为",
        "主要负责人",
        "党委",
        "政府",
        "建设",
        "目录",
        "各项",
        "中",
        "行政",
        "被告",
        "列入",
        "年",
        "名",
    ),
)
"""What a long label may say beside a wording without meaning anything else; more than single words do."""
MEASURES: dict[str, str] = {
    "件数": "件",
    "案件数": "件",
    "宗数": "宗",
    "起数": "起",
    "次数": "次",
    "场次": "场次",
    "场数": "场",
    "人数": "人",
    "人次": "人次",
    "批次": "批次",
    "件次": "件次",
    "份数": "份",
    "条数": "条",
    "篇数": "篇",
    "个数": "个",
    "期数": "期",
    "户数": "户",
    "学时": "学时",
    "人次数": "人次",
    "台数": "台",
    "册数": "册",
    "批数": "批",
    "件": "件",
    "次": "次",
    "人": "人",
    "场": "场",
}
"""Words that only say in what is counted, and the unit they imply."""
_HARD = (
    frozenset({"人次"}),
    frozenset({"人", "名", "位"}),
    frozenset({"件次"}),
    frozenset({"学时", "课时", "小时"}),
    frozenset({"%"}),
    frozenset(MONEY),
    frozenset({"批次", "批", "批次（件次）"}),
    frozenset({"户次"}),
    frozenset({"户"}),
    frozenset({"岁"}),
    frozenset({"天", "日", "个月"}),
)


class Label(NamedTuple):
    """What is known about a number whose indicator is sought.

    Attributes:
        parts: content labels, outermost group first, own label last.
        context: other words near it: titles, sheet name, neighbours, file name.
        unit: its unit, '' where unknown.
        department: who sent it.
        neighbours: labels of the same table, as evidence only.
    """

    parts: tuple[str, ...]
    context: tuple[str, ...] = ()
    unit: str = ""
    department: str = ""
    neighbours: str = ""


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """A wording without blanks and signs, half-width."""
    return _SIGNS.sub("", normalise(text)).lower()


def as_usual(words: str) -> str:
    """A plain wording with one spelling for words that mean the same: 调处 is 调解."""
    for wording, usual in _SAME:
        words = words.replace(wording, usual)
    return words


@lru_cache(maxsize=50_000)
def core(text: str) -> str:
    """A wording without words that say nothing: 全年开展行政检查总数 -> 行政检查."""
    words = as_usual(plain(text))
    changed = True
    while changed:
        changed = False
        for front in (*_FRONT, *_VERBS):
            if words.startswith(front) and len(words) - len(front) >= 2 and not _some_of(words):
                words, changed = words[len(front) :], True
        if words.startswith("镇") and len(words) > 3 and words[1] not in "级长域村街":
            words, changed = words[1:], True
        for back in _BACK:
            if words.endswith(back) and len(words) - len(back) >= 2 and not words.endswith("人次"):
                words, changed = words[: -len(back)], True
    return words


def _some_of(words: str) -> bool:
    """Those who took part are not all there are: 参与执法人员."""
    return words.startswith(("参与", "参加")) and words.endswith("人员")


_AMOUNT = re.compile(
    "(金额|[款没数总]额|费用|经费|标的额?|价款|款项|罚没款|罚没收入|代理费|顾问费|收费)(数|合计)?$"
)


@lru_cache(maxsize=50_000)
def kind_word(text: str) -> str:
    """The kind a wording claims for itself: rate, amount, people, or '' for none."""
    words = plain(text)
    if re.search(r"(率|占比|比例|百分比|比重)$", words) or words.endswith("%"):
        return "rate"
    if _AMOUNT.search(words):
        return "amount"
    return ""


@lru_cache(maxsize=4096)
def unit_fit(unit: str, kind: str, units: tuple[str, ...]) -> int:
    """How a unit fits an indicator: 2 its own, 1 none given or loosely, 0 only the kind, -1 not at all."""
    if not unit:
        return 1
    unit = canonical(unit)
    if kind == "rate":
        return 2 if unit == "%" and "%" in units else (2 if unit in units else -1)
    if (unit in MONEY) != (kind == "amount") or unit == "%":
        return -1
    if kind == "amount" or any(same_family(unit, other) for other in units):
        return 2
    for family in _HARD:
        if unit in family or any(canonical(other) in family for other in units):
            return -1 if not _composite(unit, units) else 1
    return 0


def _composite(unit: str, units: tuple[str, ...]) -> bool:
    return any(unit in canonical(other) for other in units if "（" in other)


def unit_word(unit: str) -> str:
    """What a telling unit adds to a short label: 信访 in 人次 is 信访人次; '' for plain units."""
    if unit in ("人次", "件次", "批次", "学时", "场次"):
        return unit
    if unit in MONEY:
        return "金额"
    return "率" if unit == "%" else ""


_PROCESS = (
    "申请|受理|办结|审结|未结|转办|答复|按期|按时|及时|超时|超期|回访|满意|维持|驳回|撤销|撤回|变更|终止|成功|完成|化解|处理"
    "|结果|决定|许可|备案|审核|审查|登记|交办|结案|办理|统计|其他|新收|结转|金额|涉及|总额|收到|人员|群众|次数|不予|予以|准予"
    "|上年度|下年度|上年|下年"
)


@lru_cache(maxsize=20_000)
def is_generic(text: str) -> bool:
    """A wording of process words alone, which any office uses: 按期办结, 申请数量, 审结, 涉及金额."""
    rest = core(text)
    for word in (*_PROCESS.split("|"), *NEUTRAL):
        rest = rest.replace(word, "")
    return len(rest) <= 1

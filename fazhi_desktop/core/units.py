"""Units of counts, amounts and rates: which are the same, which may be converted, which never."""

from decimal import Decimal

FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"件", "宗", "起"}),
    frozenset({"次", "场", "场次", "期", "堂", "节"}),
    frozenset({"名", "人", "位"}),
    frozenset({"条", "篇", "份"}),
    frozenset({"批次", "批", "批次（件次）"}),
    frozenset({"台", "部", "套"}),
    frozenset({"个", "处", "项", "家"}),
    frozenset({"%", "％", "百分比"}),
)
"""Words for the same thing; 件次 and 件, 人次 and 人 are never the same (indicators.md, head)."""

MONEY: dict[str, Decimal] = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}

UNITS: tuple[str, ...] = tuple(
    sorted(
        {
            *(unit for family in FAMILIES for unit in family),
            *MONEY,
            "人次",
            "件次",
            "户次",
            "家次",
            "户",
            "学时",
            "课时",
            "小时",
            "张",
            "块",
            "幅",
            "册",
            "本",
            "卷",
            "支",
            "所",
            "站",
            "间",
            "岁",
            "天",
            "日",
            "个月",
            "项次",
            "处次",
            "车次",
            "轮次",
            "余次",
            "层",
            "门",
            "类",
            "例",
            "单",
            "万人次",
            "平方米",
            "公里",
            "亩",
            "吨",
            "公斤",
            "千克",
            "辆",
            "枚",
            "米",
            "面",
            "则",
            "道",
            "组",
            "支队",
            "条次",
            "个百分点",
            "字",
            "期次",
            "件(条)",
            "百分点",
            "对",
            "宗次",
            "箱",
            "瓶",
            "盒",
            "集",
            "版",
            "首",
            "遍",
            "步",
            "栋",
            "座",
            "方",
        },
        key=len,
        reverse=True,
    )
)
"""Unit words the readers know, longest first."""


def canonical(unit: str) -> str:
    """A unit in one spelling: brackets full-width, the percent sign half-width, blanks out."""
    plain = unit.replace(" ", "").replace("(", "（").replace(")", "）").replace("％", "%")
    return plain.replace("百分比", "%")


def same_family(one: str, other: str) -> bool:
    """Whether two units count the same kind of thing, so that digits may stand under either."""
    first, second = canonical(one), canonical(other)
    if first == second:
        return True
    return any(first in family and second in family for family in FAMILIES)


def convert_money(digits: str, unit: str, target: str) -> str | None:
    """Digits in `unit` as digits in `target` (元, 万元, 亿元); None where one of them is no money."""
    if unit not in MONEY or target not in MONEY:
        return None
    number = Decimal(digits) * MONEY[unit] / MONEY[target]
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

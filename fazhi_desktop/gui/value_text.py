"""Values as a clerk reads and retypes them, and how they compare with last year."""

from decimal import ROUND_HALF_UP, Decimal

from fazhi_desktop.core.breaks import counts_as_before
from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.formulas import parse_formula
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Source, Value

SOURCE_ICONS = {
    "cell": "file-spreadsheet",
    "typed": "pencil",
    "formula": "math-function",
    "register": "list-details",
    "report": "file-text",
}
SOURCE_WORDS = {
    "cell": "来自科室表格",
    "typed": "手工填写",
    "formula": "公式计算",
    "register": "台账汇总",
    "report": "来自报告原文",
}


def field_text(value: Value, indicator: Indicator) -> str:
    """A value as text that reads back as the same value; '' where there is none."""
    if value.state == "not_applicable":
        return "不适用"
    if value.state == "missing":
        return "暂缺" if value.sources else ""
    return value.worded + (value.unit if value.unit != indicator.unit else "")


def full_text(value: Value) -> str:
    """A value with its unit, for people; 未填 where there is none."""
    if value.state == "not_applicable":
        return "不适用"
    if not value.shown:
        return "未填"
    return f"{value.worded} {value.unit}".strip()


def formula_text(indicator: Indicator, report: Report) -> str:
    """How an indicator follows from others, in their names; '' where it does not."""
    if not indicator.formula:
        return ""
    return parse_formula(indicator.formula).in_words(report.catalogue.name)


def main_source(value: Value) -> Source | None:
    """The source that stands for a value."""
    return next((source for source in value.sources if not source.superseded), None)


def change_words(now: Value, before: Value, indicator: Indicator) -> str:
    """The change since last year: ▲5.9 %, ▼1.2 百分点, 持平; '' where it cannot be told."""
    new, old = now.decimal, before.in_unit(now.unit).decimal
    if new is None or old is None or indicator.kind == "text":
        return ""
    if new == old:
        return "持平"
    arrow = "▲" if new > old else "▼"
    if indicator.kind == "rate" and indicator.unit == "%":
        return f"{arrow}{_rounded(abs(new - old))} 百分点"
    if old == 0:
        return f"{arrow}{_rounded(abs(new))}"
    return f"{arrow}{_rounded(abs(new - old) * 100 / old)} %"


def yearly_change(report: Report, code: str) -> str:
    """The change of an indicator since last year; says so where it counts something else now."""
    if not counts_as_before(code, report.year, report.breaks):
        return "口径变化"
    return change_words(report.value(code), report.value(code, -1), report.catalogue[code])


def _rounded(number: Decimal) -> str:
    rounded = number.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return format(rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded, "f")

"""What a clerk types into a field: text to a Value, or a sentence why not."""

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.numerals import normalise, parse_number
from fazhi_desktop.core.quantities import Quantity, parse_quantity
from fazhi_desktop.core.units import MONEY, convert_money, same_family
from fazhi_desktop.core.values import Source, Value

_PARTS = re.compile(r"([\d,.]+)\s*[/÷]\s*([\d,.]+)", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
"""What a workspace keeps: no digits of other scripts, and none that nobody counts that far."""
_SHOWN = 40


@frozen
class Typed:
    """A value as understood, and what the clerk should be told about it (conversion, range)."""

    value: Value | None
    remarks: tuple[str, ...] = ()


def read_typed(
    indicator: Indicator, text: str, *, now: str, note: str = "", before: Value | None = None
) -> Typed:
    """Read what was typed for an indicator; None clears it. Raises BadInput and changes nothing.

    An imported value that is replaced stays behind the typed one as a superseded source (feature 28).
    """
    plain = normalise(text)
    where = f"{indicator.code} {indicator.name}"
    if not indicator.input:
        raise BadInput(f"{where}由系统计算，不能直接填写。")
    if not plain:
        return Typed(None)
    source = Source("typed", raw=text.strip(), time=now, note=note or None)
    if indicator.kind == "text":
        return Typed(_kept(Value(indicator.code, "value", text.strip(), sources=(source,)), before))
    if indicator.kind == "rate" and (found := _PARTS.fullmatch(plain)):
        typed = _from_parts(indicator, found[1], found[2], where)
    else:
        quantity = parse_quantity(text)
        if quantity is None or not all(map(_NUMBER.fullmatch, _numbers(quantity))):
            shown = text.strip() if len(text.strip()) <= _SHOWN else f"{text.strip()[:_SHOWN]}……"
            raise BadInput(
                f"{where}：看不懂“{shown}”。请填数字（如 3039、720余、99.77%），或填“不适用”“暂缺”。"
            )
        typed = _from_quantity(indicator, quantity, text.strip(), where)
    assert typed.value is not None
    source = replace(source, number=typed.value.shown or None)
    return Typed(_kept(replace(typed.value, sources=(source,)), before), typed.remarks)


def _numbers(quantity: Quantity) -> list[str]:
    return [number for number in (quantity.number, quantity.high) if number is not None]


def _kept(value: Value, before: Value | None) -> Value:
    if before is None:
        return value
    imported = tuple(
        replace(source, superseded=True, number=source.number or before.shown)
        for source in before.sources
        if source.kind in {"cell", "report", "register"}
    )
    return replace(value, sources=(*value.sources, *imported))


def _from_parts(indicator: Indicator, upper: str, lower: str, where: str) -> Typed:
    numerator, denominator = parse_number(upper), parse_number(lower)
    if numerator is None or denominator is None:
        raise BadInput(f"{where}：看不懂“{upper}/{lower}”。请按“分子/分母”填写，如 6426/6441。")
    if Decimal(denominator) == 0:
        raise BadInput(f"{where}：分母为 0，没有比率。没有发生请填“不适用”。")
    factor = 100 if indicator.unit == "%" else 1
    rate = (Decimal(numerator) / Decimal(denominator) * factor).quantize(Decimal("0.01"), ROUND_HALF_UP)
    number = format(rate.to_integral_value() if rate == rate.to_integral_value() else rate, "f")
    value = Value(
        indicator.code, "value", number, unit=indicator.unit, numerator=numerator, denominator=denominator
    )
    return Typed(
        value, (f"{where}：{numerator} ÷ {denominator} = {number}{indicator.unit}", *_range(value, indicator))
    )


def _from_quantity(indicator: Indicator, quantity: Quantity, text: str, where: str) -> Typed:
    if quantity.state != "value" or quantity.number is None:
        return Typed(Value(indicator.code, quantity.state, unit=indicator.unit))
    if quantity.scaled and not quantity.unit:
        raise BadInput(
            f"{where}：“{text}”带有“万”或“亿”但没有单位，不能确定是多少。"
            f"请写全数字和单位，如 {quantity.number}{indicator.unit}。"
        )
    number, high, unit, remarks = quantity.number, quantity.high, quantity.unit or indicator.unit, ()
    if quantity.unit and not _fits(quantity.unit, indicator):
        if quantity.unit not in MONEY or indicator.unit not in MONEY:
            raise BadInput(
                f"{where}：单位“{quantity.unit}”与该指标的单位“{indicator.unit or '无'}”不符，没有保存。"
            )
        number = convert_money(number, quantity.unit, indicator.unit) or number
        high = convert_money(high, quantity.unit, indicator.unit) if high is not None else None
        unit = indicator.unit
        remarks = (f"{where}：{text} 已换算为 {number}{unit}，请核对精度。",)
    elif quantity.scaled:
        remarks = (f"{where}：{text} 已按 {number}{unit} 保存。",)
    if number.startswith("-"):  # -0 as well
        raise BadInput(f"{where}：“{text}”是负数，没有保存。请核对。")
    if indicator.integer and "." in number and Decimal(number) != Decimal(number).to_integral_value():
        raise BadInput(f"{where}：“{text}”不是整数，该指标按{indicator.unit or '个'}计数，没有保存。请核对。")
    if indicator.kind == "rate" and indicator.unit == "%" and not quantity.unit and 0 < Decimal(number) <= 1:
        raise BadInput(
            f"{where}：“{text}”是 {text}% 还是 {format(Decimal(number) * 100, 'f')}%？请带上百分号重新填写。"
        )
    value = Value(indicator.code, "value", number, high, unit, quantity.qualifier)
    return Typed(value, (*remarks, *_range(value, indicator)))


def _fits(unit: str, indicator: Indicator) -> bool:
    if unit in MONEY:
        return unit == indicator.unit
    return any(same_family(unit, own) for own in (indicator.unit, *indicator.units) if own not in MONEY)


def _range(value: Value, indicator: Indicator) -> tuple[str, ...]:
    number = value.decimal
    if number is None:
        return ()
    where = f"{indicator.code} {indicator.name}"
    if indicator.maximum is not None and number > Decimal(str(indicator.maximum)):
        return (f"{where}：{value.shown}{value.unit} 超过 {indicator.maximum:g}{indicator.unit}，请核对。",)
    if indicator.minimum is not None and number < Decimal(str(indicator.minimum)):
        return (f"{where}：{value.shown}{value.unit} 小于 {indicator.minimum:g}{indicator.unit}，请核对。",)
    return ()

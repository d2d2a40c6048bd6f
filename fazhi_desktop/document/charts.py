"""Charts as data: what a chart shows, from `resources/charts.toml` and a report; export draws them."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, Literal, get_args

from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.series import series
from fazhi_desktop.core.toml_files import read_toml

ChartKind = Literal["composition", "years", "rates", "counts", "completeness", "trend"]
UPRIGHT: tuple[ChartKind, ...] = ("rates", "trend")
"""Kinds whose bars stand; the others lie."""
_TREND = "trend:"


@dataclass(frozen=True)
class Series:
    """One row of bars; `labels` are printed at them as written, '' where there is no value."""

    name: str
    values: tuple[Decimal | None, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class ChartSpec:
    """One chart, ready to draw.

    Attributes:
        empty: why nothing can be drawn, in words; '' where there is something.
        alt: alternative text, with every number.
        codes: the indicators it shows.
        adjusted: a share was rounded the other way so that all add up to 100.
        cuts: places of categories that cannot be compared with the one before.
    """

    id: str
    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    source: str
    alt: str
    empty: str = ""
    codes: tuple[str, ...] = ()
    adjusted: bool = False
    cuts: tuple[int, ...] = ()

    @property
    def percent(self) -> bool:
        """Whether its labels take a percent sign and its scale ends at 100."""
        return self.kind in UPRIGHT and self.unit == "%"


@dataclass(frozen=True)
class ChartPlan:
    """One entry of `resources/charts.toml`."""

    id: str
    kind: ChartKind
    title: str
    codes: tuple[str, ...] = ()
    unit: str = ""


def load_plans(path: Path, codes: frozenset[str]) -> tuple[ChartPlan, ...]:
    """Load the charts; raises DataFault with all faults."""
    tables: list[dict[str, Any]] = read_toml(path).get("chart", [])
    faults: list[str] = []
    plans: list[ChartPlan] = []
    for place, table in enumerate(tables, 1):
        where = f"{path.name} 第{place}个图表"
        faults += [f"{where}：缺少 {key}" for key in ("id", "kind", "title") if not table.get(key)]
        faults += [f"{where}：不认识的项 {key}" for key in table if key not in ChartPlan.__annotations__]
        faults += [f"{where}：没有指标 {code}" for code in table.get("codes", ()) if code not in codes]
        if table.get("kind") not in get_args(ChartKind):
            faults.append(f"{where}：kind 只能是 {'、'.join(get_args(ChartKind))}")
        if not faults:
            plans.append(
                ChartPlan(
                    table["id"],
                    table["kind"],
                    table["title"],
                    tuple(table.get("codes", ())),
                    table.get("unit", ""),
                )
            )
    if len({plan.id for plan in plans}) < len(plans):
        faults.append(f"{path.name}：图表 id 重复")
    if faults:
        raise DataFault(faults)
    return tuple(plans)


def trend_plan(report: Report, code: str) -> ChartPlan:
    """The chart of one indicator over the years."""
    return ChartPlan(f"{_TREND}{code}", "trend", f"{report.catalogue.name(code)}历年变化", (code,))


def trend_plans(report: Report) -> tuple[ChartPlan, ...]:
    """The trends that were put into a report."""
    codes = (name.removeprefix(_TREND) for name in report.head.figures if name.startswith(_TREND))
    return tuple(trend_plan(report, code) for code in codes if code in report.catalogue)


def chart_specs(report: Report, plans: tuple[ChartPlan, ...]) -> tuple[ChartSpec, ...]:
    """Every chart of a report, in the order of the file."""
    return tuple(chart_spec(report, plan) for plan in plans)


def chart_spec(report: Report, plan: ChartPlan) -> ChartSpec:
    """One chart of a report."""
    title = f"{report.year}年{plan.title}"
    if plan.kind == "completeness":
        return _completeness(report, plan, title)
    if plan.kind == "trend":
        return _trend(report, plan)
    codes = tuple(
        code
        for code in plan.codes
        if report.number(code) is not None or (plan.kind == "years" and report.number(code, -1) is not None)
    )
    departments = dict.fromkeys(name for code in codes for name in _suppliers(report, code))
    source = f"数据来源：{'、'.join(departments)}" if departments else ""
    names = tuple(report.catalogue.name(code) for code in codes)
    adjusted = False
    if plan.kind == "composition":
        series, adjusted = _shares(report, codes)
    elif plan.kind == "years":
        before = _series(report, codes, -1)
        series = (*((before,) if any(before.labels) else ()), _series(report, codes, 0))
    else:
        series = (_series(report, codes, 0),)
    units = tuple(dict.fromkeys(report.unit_of(code) for code in codes))
    unit = plan.unit or (units[0] if len(units) == 1 else "")
    empty = "" if codes else f"“{plan.title}”所用指标均未填报，暂无图表。"
    alt = empty or f"{title}：{_words(names, series, '' if plan.kind == 'composition' else unit)}。"
    return ChartSpec(
        plan.id, plan.kind, title, names, series if codes else (), unit, source, alt, empty, codes, adjusted
    )


def _trend(report: Report, plan: ChartPlan) -> ChartSpec:
    """Every year of one indicator that has a number."""
    code = plan.codes[0]
    unit = plan.unit or report.unit_of(code)
    points = [
        replace(point, value=point.value.in_unit(unit))
        for point in series(report, code)
        if point.value.decimal is not None
    ]
    names = tuple(f"{point.year}年" for point in points)
    row = Series(
        report.catalogue.name(code),
        tuple(point.value.decimal for point in points),
        tuple(
            point.value.worded + (point.value.unit if point.value.unit != unit else "") for point in points
        ),
    )
    cuts = tuple(place for place, point in enumerate(points) if place and not point.comparable)
    source = "数据来源：历年报告" + ("；虚线处口径变化，前后不能直接比较" if cuts else "")
    empty = "" if points else f"“{row.name}”各年均未填报，暂无图表。"
    alt = empty or f"{plan.title}：{_words(names, (row,), unit)}。"
    shown = (row,) if points else ()
    return ChartSpec(
        plan.id, plan.kind, plan.title, names, shown, unit, source, alt, empty, plan.codes, cuts=cuts
    )


def _suppliers(report: Report, code: str) -> tuple[str, ...]:
    sources = report.value(code).sources
    named = tuple(source.department for source in sources if source.department and not source.superseded)
    indicator = report.catalogue.get(code)
    return named or (indicator.departments[:1] if indicator else ())


def _series(report: Report, codes: tuple[str, ...], offset: int) -> Series:
    """One year's row; where the indicators count different things each label says which."""
    mixed = len({report.unit_of(code) for code in codes}) > 1
    stated = [report.value(code, offset).in_unit(report.unit_of(code)) for code in codes]
    values = tuple(value.decimal for value in stated)
    labels = tuple(value.worded + (value.unit if mixed and value.shown else "") for value in stated)
    return Series(f"{report.year + offset}年", values, labels)


def _shares(report: Report, codes: tuple[str, ...]) -> tuple[tuple[Series, ...], bool]:
    values = tuple(report.number(code) or Decimal(0) for code in codes)
    percentages, adjusted = rounded_shares(values)
    labels = tuple(
        f"{report.value(code).worded}{report.value(code).unit}，{share}%"
        for code, share in zip(codes, percentages, strict=True)
    )
    return (Series(f"{report.year}年", values, labels),), adjusted


def rounded_shares(values: tuple[Decimal, ...], places: int = 1) -> tuple[tuple[Decimal, ...], bool]:
    """Shares of each value in percent that add up to exactly 100 (largest remainder).

    Returns the shares and whether one of them differs from plain rounding (舍位平衡).
    """
    total = sum(values, Decimal(0))
    step = Decimal(1).scaleb(-places)
    if not total:
        return tuple(Decimal(0).quantize(step) for _ in values), False
    exact = [value * 100 / total for value in values]
    floor = [(share // step) * step for share in exact]
    missing = int((Decimal(100) - sum(floor, Decimal(0))) / step)
    by_remainder = sorted(range(len(exact)), key=lambda place: (floor[place] - exact[place], place))
    raised = set(by_remainder[:missing])
    shares = tuple(
        (share + (step if place in raised else 0)).quantize(step) for place, share in enumerate(floor)
    )
    plain = tuple(share.quantize(step, ROUND_HALF_UP) for share in exact)
    return shares, shares != plain


def _completeness(report: Report, plan: ChartPlan, title: str) -> ChartSpec:
    owed: dict[str, list[str]] = {}
    for code in report.reported:
        for name in report.catalogue[code].departments[:1]:
            owed.setdefault(name, []).append(code)
    names = tuple(owed)
    filled = [sum(report.value(code).state != "missing" for code in owed[name]) for name in names]
    values = tuple(Decimal(done * 100) / len(owed[name]) for name, done in zip(names, filled, strict=True))
    labels = tuple(f"{done}/{len(owed[name])}" for name, done in zip(names, filled, strict=True))
    series = (Series("已填报", values, labels),)
    empty = "" if names else "没有科室承担指标，暂无图表。"
    alt = empty or f"{title}：{_words(names, series, '')}。"
    return ChartSpec(plan.id, plan.kind, title, names, series, "%", "数据来源：本工作库填报情况", alt, empty)


def _words(names: tuple[str, ...], series: tuple[Series, ...], unit: str) -> str:
    rows = (
        f"{row.name}{name}{label}{unit}" if len(series) > 1 else f"{name}{label}{unit}"
        for row in series
        for name, label in zip(names, row.labels, strict=True)
        if label
    )
    return "，".join(rows)

"""What a file has to do with earlier ones: a newer version of a return, last year's table once more."""

from collections import Counter
from decimal import Decimal

from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.importing.facts import Problem
from fazhi_desktop.importing.plan import Decision, FilePlan, stands

_NAMED = 5
_ENOUGH = 4


def remark_version(file: FilePlan, report: Report) -> None:
    """Say what changed where most of a file's numbers came from one earlier file of the same department."""
    stored = report.values.get(report.year, {})
    if not stored or not file.department:
        return
    own = {file.department, file.office or file.department}
    decided = {decision.fact.code: decision for decision in file.decisions if _is_whole(file, decision)}
    origins = Counter(
        source.file
        for code in decided
        if (value := stored.get(code or "")) is not None
        for source in _live(value)
        if source.department in own and source.file and source.sha256 != file.sha256
    )
    if not origins:
        return
    earlier, count = origins.most_common(1)[0]
    if count * 2 < len(decided):
        return
    gone = [
        code
        for code, value in stored.items()
        if code not in decided and any(source.file == earlier for source in _live(value))
    ]
    file.earlier = earlier
    file.problems.append(Problem("info", "newer_version", _changes(file, report, decided, earlier, gone)))


def _changes(
    file: FilePlan, report: Report, decided: dict[str | None, Decision], earlier: str | None, gone: list[str]
) -> str:
    changed: list[str] = []
    same = new = 0
    for code, decision in decided.items():
        old = report.values.get(report.year, {}).get(code or "")
        if old is None or not stands(old):
            new += 1
        elif decision.why == "same":
            same += 1
        else:
            changed.append(f"{report.catalogue.name(code or '')} {old.worded}→{decision.fact.raw}")
    words = [f"相同 {same} 项", f"改动 {len(changed)} 项" + _listed(changed), f"新增 {new} 项"]
    words.append(f"旧表有而本表没有 {len(gone)} 项" + _listed([report.catalogue.name(code) for code in gone]))
    return f"这是《{earlier}》的另一版本：" + "，".join(words) + "。"


def _listed(entries: list[str]) -> str:
    return f"（{'、'.join(entries[:_NAMED])}{'…' if len(entries) > _NAMED else ''}）" if entries else ""


def _is_whole(file: FilePlan, decision: Decision) -> bool:
    fact = decision.fact
    return bool(fact.code) and fact.period is None and fact.part in (None, file.village)


def _live(value: Value) -> list[Source]:
    return [source for source in value.sources if not source.superseded]


def last_years_file(sha256: str, report: Report) -> str | None:
    """Name under which the same bytes were imported into the year before."""
    sources = (
        source for value in report.values.get(report.year - 1, {}).values() for source in value.sources
    )
    return next((source.file for source in sources if source.sha256 == sha256), None)


def remark_repetition(file: FilePlan, report: Report) -> None:
    """Say so where every number of a file is last year's."""
    before = report.values.get(report.year - 1, {})
    if not before:
        return
    pairs = [
        (now, old)
        for decision in file.decisions
        if _is_whole(file, decision)
        and (now := decision.fact.decimal) is not None
        and (old := before[decision.fact.code or ""].decimal if decision.fact.code in before else None)
        is not None
    ]
    repeated = all(now == old for now, old in pairs) and any(now != Decimal(0) for now, _ in pairs)
    if len(pairs) >= _ENOUGH and repeated:
        told = f"表中可比的 {len(pairs)} 个数字都与上年相同，可能是上年的旧表，请向科室核实。"
        file.problems.append(Problem("warning", "same_as_last_year", told))

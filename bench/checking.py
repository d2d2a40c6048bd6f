"""Checks: planted errors found, false alarms, time of a full check and of one edit.

python -m bench.checking        prints every planted error that is not found
"""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from bench import Result
from bench._fresh import HINTS, FreshJudge, plants
from bench._planted import Case, Judge, cases, clean
from fazhi_desktop import assembly, paths
from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.kinds import checker
from fazhi_desktop.checking.spelling import Speller
from fazhi_desktop.core.records import node_key, value_key
from fazhi_desktop.core.report import Report
from tests.checking.sample import with_values

RECALL = 0.95
FULL = 0.2
EDIT = 0.02
ALARMS = 1.0
REPEATS = 7
UNSEEN = ("fresh", "later", "last", "closing", "proofreader")


def run(ci: bool) -> list[Result]:
    """Recall over the corpus, false alarms of the clean report, and the two times."""
    del ci
    rules, words = assembly.load_rules(assembly.load_resources()), paths.resources() / "words"
    return [
        *_quality(checker(rules)),
        *_fresh(checker(rules)),
        *_speed(lambda: checker(replace(rules, speller=Speller(words)))),
    ]


def missed() -> list[Case]:
    """Planted errors that no rule of theirs finds."""
    judge = Judge(checker(assembly.load_rules(assembly.load_resources())))
    return [case for case in cases() if not judge.is_found(case)]


def _quality(applied: Checker) -> list[Result]:
    report, planted = clean(), cases()
    standing = applied.full(report)
    judge = Judge(applied)
    lost = [case for case in planted if not judge.is_found(case)]
    recall = 1 - len(lost) / len(planted)
    length = sum(len(report.shown(text).text) for node in report.nodes for text in node.paragraphs)
    alarms = len(standing) * 1000 / length
    return [
        Result(
            "planted errors found",
            f"{recall:.3f} of {len(planted)}",
            f">= {RECALL} of 200 or more",
            recall >= RECALL and len(planted) >= 200,
            "; ".join(case.name for case in lost),
        ),
        Result(
            "findings on a clean report",
            f"{alarms:.2f} per 1,000 characters",
            f"< {ALARMS}",
            alarms < ALARMS,
            "; ".join(finding.message for finding in standing),
        ),
    ]


def _fresh(applied: Checker) -> list[Result]:
    """Errors in texts written before their author had read a rule; what the clean texts are charged with."""
    judge = FreshJudge(applied)
    made = [_unseen(judge)]
    alarms = judge.alarms(leaving=HINTS)
    made.append(
        Result(
            "findings on their clean texts, two standing hints aside",
            f"{alarms:.2f} per 1,000 characters ({judge.alarms():.2f} with them)",
            f"< {ALARMS}",
            alarms < ALARMS,
        )
    )
    return made


def _unseen(judge: FreshJudge) -> Result:
    """All texts that no rule was made for, taken together; planted/README tells each set at first sight."""
    planted = {file: list(plants(file)) for file in UNSEEN}
    lost = {file: [plant for plant in each if not judge.is_found(plant)] for file, each in planted.items()}
    count = sum(map(len, planted.values()))
    recall = 1 - sum(map(len, lost.values())) / count
    sets = (f"{file} {len(each) - len(lost[file])} of {len(each)}" for file, each in planted.items())
    missed = (f"{plant.kind}: {plant.new}" for each in lost.values() for plant in each)
    return Result(
        "errors in unseen texts found",
        f"{recall:.3f} of {count}",
        f">= {RECALL}",
        recall >= RECALL,
        "; ".join((*sets, *missed)),
    )


def _speed(made: Callable[[], Checker]) -> list[Result]:
    report = _five_years(clean())
    cold: list[float] = []
    gc.collect()
    gc.freeze()  # as the program does once it stands
    for _ in range(REPEATS):
        applied = made()
        cold.append(_time(lambda applied=applied: applied.full(report)))
    applied = made()
    applied.full(report)
    edits: list[float] = []
    for step in range(REPEATS):
        node = next(node for node in report.nodes if len("".join(node.paragraphs)) > 300)
        typed = replace(node, paragraphs=(*node.paragraphs[:-1], node.paragraphs[-1] + "再抓落实。" * step))
        changed = replace(report, nodes=tuple(typed if each.id == node.id else each for each in report.nodes))
        edits.append(
            _time(lambda changed=changed, node=node: applied.after(changed, [node_key(2023, node.id)]))
        )
        number = with_values(changed, E02=str(2000 + step))
        edits.append(_time(lambda number=number: applied.after(number, [value_key(2023, "E02")])))
    gc.unfreeze()
    full, edit = statistics.median(cold), statistics.median(edits)
    return [
        Result(name, f"{took * 1000:.1f} ms", f"< {most * 1000:.0f} ms", took < most, timed=True)
        for name, took, most in (
            ("full check, first in a session", full, FULL),
            ("check after one edit", edit, EDIT),
        )
    ]


def _five_years(report: Report) -> Report:
    """The report with every indicator filled for five years, and last year's texts beside it."""
    now = report.values[report.year]
    filled = {
        code: now[code] if code in now else replace(now["E02"], indicator=code, number="30", unit=entry.unit)
        for code, entry in report.catalogue.items()
        if entry.input
    }
    values = {report.year - back: filled for back in range(5)}
    return replace(report, values=values, nodes_before=report.nodes)


def _time(action: Callable[[], object]) -> float:
    """Seconds of this process: checks wait for nothing, and other programs on the machine do not count."""
    began = time.process_time()
    action()
    return time.process_time() - began


if __name__ == "__main__":
    for result in run(ci=False):
        print(f"{'ok  ' if result.ok else 'MISS'} {result.name}: {result.measured} (target {result.target})")
    for case in missed():
        print(f"not found: {case.name} ({', '.join(case.rules)})")

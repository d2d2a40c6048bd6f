"""Who sent each file of an import: what must be asked, who is likeliest, and what an answer teaches."""

import re
from collections import Counter
from dataclasses import replace

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import Department
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.returns import spellings, without_town
from fazhi_desktop.importing.plan import ImportPlan

LIKELY = 0.5
"""From this likeness on the likeliest department is asked by its name."""
_BY_NAME = 0.7
"""What the name says of the likeness; the rest is whose numbers the files hold."""
_KIND = re.compile(r"(?:办公室|专班|中心|[大中支]队|[办科室组队站所部股])$")


@frozen
class Asked:
    """A spelling of a sender, or a file that names none, whose department is not known.

    Attributes:
        spelling: as the files write it, '' for one file that writes none.
        files: their places in the plan.
        offered: every department, the likeliest first.
        likely: the first of them is likely enough to be named in the question.
    """

    spelling: str
    files: tuple[int, ...]
    offered: tuple[str, ...]
    likely: bool


def asked(plan: ImportPlan, report: Report) -> list[Asked]:
    """What is to be asked about the senders of a plan; a spelling of several files is asked once."""
    places: dict[str | int, list[int]] = {}
    for place, file in enumerate(plan.files):
        if file.status == "imported" and file.sha256 and not file.office and not file.village:
            places.setdefault(file.department or place, []).append(place)
    return [about(plan, report, found) for found in places.values()]


def about(plan: ImportPlan, report: Report, places: list[int]) -> Asked:
    """The question about files of one sender: departments by likeness of name and of numbers."""
    files = [plan.files[place] for place in places]
    spelling = files[0].department or ""
    codes = Counter(code for file in files for decision in file.decisions if (code := decision.fact.code))
    entries = [*report.departments, *(plan.departments[name] for name in _made(plan, report))]
    scored = [(_likeness(spelling, codes, entry, report.body.short), entry) for entry in entries]
    scored.sort(key=lambda pair: (-pair[0], pair[1].position))
    likely = bool(scored) and scored[0][0] >= LIKELY
    return Asked(spelling, tuple(places), tuple(entry.name for _, entry in scored), likely)


def answer(plan: ImportPlan, report: Report, question: Asked, office: str) -> None:
    """The files are this department's, and its spelling is known from now on.

    A name that no department has makes one. A spelling that is some department's already is not taught.
    """
    for place in question.files:
        plan.files[place].sent_by(office)
    plan.renamed()
    if question.spelling and question.spelling not in spellings(report):
        plan.answers[question.spelling] = office
    entries = {entry.name: entry for entry in report.departments}
    last = max((entry.position for entry in report.departments), default=-1)
    plan.departments = {}
    for spelling, name in plan.answers.items():
        entry = plan.departments.get(name) or entries.get(name)
        if entry is None:
            last += 1
            entry = Department(name, position=last)
        if spelling not in (name, *entry.aliases):
            entry = replace(entry, aliases=(*entry.aliases, spelling))
        plan.departments[name] = entry


def _made(plan: ImportPlan, report: Report) -> list[str]:
    """Departments that an answer made."""
    known = {entry.name for entry in report.departments}
    return [name for name in plan.departments if name not in known]


def _likeness(spelling: str, codes: Counter[str], entry: Department, town: str) -> float:
    """How likely a department is the sender, 0 to 1; without a spelling only its indicators tell."""
    own = sum(count for code, count in codes.items() if code in entry.indicators)
    holds = own / codes.total() if codes else 0.0
    if not spelling:
        return holds
    from rapidfuzz import fuzz

    core = _core(without_town(spelling, town))
    named = max(fuzz.ratio(core, _core(name)) for name in (entry.name, *entry.aliases)) / 100
    return _BY_NAME * named + (1 - _BY_NAME) * holds


def _core(name: str) -> str:
    """What an office does, without the word for the kind of office."""
    return _KIND.sub("", name) or name

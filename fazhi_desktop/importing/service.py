"""Importing department workbooks: files in, a plan out. Nothing is stored here."""

import datetime
import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from fazhi_desktop.core.progress import Cancelled, Progress
from fazhi_desktop.core.records import Recipe, RegisterRow
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.returns import known_office, spellings
from fazhi_desktop.importing.deciding import Decider
from fazhi_desktop.importing.facts import Fact, Problem
from fazhi_desktop.importing.file_facts import FileFacts, Tools, read_facts
from fazhi_desktop.importing.plan import FilePlan, ImportPlan
from fazhi_desktop.importing.recipes import learned_for
from fazhi_desktop.importing.register_rows import MOST_ROWS, registers_of
from fazhi_desktop.importing.register_rules import load_register_rules
from fazhi_desktop.importing.sniff import LARGEST_FILE
from fazhi_desktop.importing.standard_tables import load_standard_tables
from fazhi_desktop.importing.stated import department_of
from fazhi_desktop.importing.structure import Workbook
from fazhi_desktop.importing.tidying import remark_tidying
from fazhi_desktop.importing.versions import last_years_file, remark_repetition, remark_version
from fazhi_desktop.importing.words import load_words
from fazhi_desktop.importing.workbook_reader import READER
from fazhi_desktop.matching import Matcher
from fazhi_desktop.sandbox import Refused, Sandbox

PRELOAD = (READER,)
_FIRST, _TOGETHER = 2, 8
_SMALL = 200_000
_MOMENT = 2.0
"""Files, bytes and seconds of a handful that the child reads in one go."""


@dataclass(frozen=True)
class _Read:
    """A file as it came: bytes' hash, and its structure or why there is none."""

    path: Path
    data: bytes = b""
    sha256: str = ""
    workbook: Workbook | None = None
    refusal: Refused | None = None

    def answered(self, answer: object) -> "_Read":
        """The same with what the child made of it."""
        if isinstance(answer, Workbook):
            return replace(self, data=b"", workbook=answer)
        strange = Refused("broken", "文件读取结果异常，没有导入。请另存为 .xlsx 后重试。")
        return replace(self, data=b"", refusal=answer if isinstance(answer, Refused) else strange)


def plan_import(
    paths: Sequence[Path | str],
    report: Report,
    sandbox: Sandbox,
    resources: Path,
    *,
    replaces: bool = False,
    recipes: Iterable[Recipe] = (),
    progress: Progress | None = None,
    options: dict[str, dict[str, object]] | None = None,
    matcher: Matcher | None = None,
    rows: Iterable[RegisterRow] = (),
) -> ImportPlan:
    """Read files and plan their import into the report's year.

    `resources` is the folder `resources/importing`. `options` by file name go to the reader (`headers`,
    `with_hidden`, `kept`). A `matcher` kept from an earlier import saves building it. `rows` are the year's
    stored rows of registers. Raises Cancelled.
    """
    progress = progress or Progress()
    catalogue = report.catalogue
    tools = replace(tools_of(report, resources, matcher), breathe=progress.breathe)
    time = datetime.datetime.now().isoformat(timespec="seconds")
    stored = report.values.get(report.year, {})
    decider = Decider(report.year, catalogue, stored, time, replaces=replaces)
    seen = {} if replaces else {entry.sha256: entry.file for entry in report.returns if entry.sha256}
    plan = ImportPlan(report.year, catalogue, [], time, stored, tuple(rows))
    known_recipes = tuple(recipes)

    def given(path: Path) -> dict[str, object]:
        return {"resources": str(resources), "year": report.year, **(options or {}).get(path.name, {})}

    with (
        _no_collector(),
        closing(_reading([Path(path) for path in paths], sandbox, given, progress)) as files,
    ):
        for place, read in enumerate(files):
            progress.step(place, len(paths), f"正在读取 {place + 1}/{len(paths)} {read.path.name}")
            plan.files.append(_file_plan(read, report, tools, decider, seen, known_recipes))
    _name_duplicates(plan)
    progress.step(len(paths), len(paths), f"已读取 {len(paths)} 个文件")
    return plan


def tools_of(report: Report, resources: Path, matcher: Matcher | None) -> Tools:
    """Word lists, rules and the known senders: those of the workspace, then the catalogue's."""
    folder, catalogue = str(resources), report.catalogue
    known = [name for department in report.departments for name in (department.name, *department.aliases)]
    known += [name for indicator in catalogue.values() for name in indicator.departments]
    return Tools(
        catalogue,
        matcher or Matcher(catalogue),
        load_words(folder),
        load_register_rules(folder),
        tuple(dict.fromkeys(known)),
        (report.body.unit, report.body.short),
        load_standard_tables(folder),
    )


@contextmanager
def _no_collector() -> Generator[None]:
    """Let no garbage collection walk through the whole program while thousands of small values are made."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled and not gc.get_freeze_count():  # what the program froze at its start stays frozen
            gc.freeze()
            gc.unfreeze()  # the plan lives on: among the old values at once, without a walk through it
        if enabled:
            gc.enable()


def _reading(
    paths: list[Path],
    sandbox: Sandbox,
    options: Callable[[Path], dict[str, object]],
    progress: Progress,
) -> Generator[_Read]:
    """Files in order; while some are interpreted, the child reads the next."""
    waiting: list[_Read] = []
    try:
        for group in _groups(paths):
            read, waiting = waiting, []
            done = _finish(read, sandbox, options, progress)
            _begin(group, sandbox, options)
            waiting = group
            yield from done
        read, waiting = waiting, []
        yield from _finish(read, sandbox, options, progress)
    finally:
        if _to_read(waiting):
            sandbox.cancel()
            with suppress(Cancelled, Refused):
                sandbox.collect()


def _groups(paths: Iterable[Path]) -> Generator[list[_Read]]:
    """The files loaded, small ones by the handful, since each exchange with the child costs time.

    A handful is small, the first ones smallest, so that there is something to interpret soon, and little left
    when all are read.
    """
    group: list[_Read] = []
    size, most = 0, _FIRST
    for path in paths:
        read = _loaded(path)
        if group and (len(group) == most or size + len(read.data) > _SMALL):
            yield group
            group, size, most = [], 0, min(2 * most, _TOGETHER)
        group.append(read)
        size += len(read.data)
    yield group


def _loaded(path: Path) -> _Read:
    """A file's bytes; a refusal where that is not possible."""
    if path.name.startswith(("~$", ".~")):
        temporary = "这是 WPS 或 Excel 打开表格时的临时文件，请导入原来的表格。"
        return _Read(path, refusal=Refused("not_a_workbook", temporary))
    try:
        if path.exists() and not path.is_file():
            strange = "这是文件夹、管道或设备，不是文件，没有读取。请选择表格文件。"
            return _Read(path, refusal=Refused("not_a_workbook", strange))
        if path.stat().st_size > LARGEST_FILE:
            large = "文件超过 50 MB，请删去图片和多余的工作表后重新发送。"
            return _Read(path, refusal=Refused("too_large", large))
        data = path.read_bytes()
    except OSError:
        closed = "文件打不开，可能已移走，或正被 WPS/Excel 独占。请关闭后重试，或复制一份再导入。"
        return _Read(path, refusal=Refused("broken", closed))
    return _Read(path, data, hashlib.sha256(data).hexdigest())


def _to_read(group: Iterable[_Read]) -> list[_Read]:
    return [read for read in group if read.refusal is None]


def _begin(group: list[_Read], sandbox: Sandbox, options: Callable[[Path], dict[str, object]]) -> None:
    if jobs := _to_read(group):
        sandbox.submit(READER, [(read.data, options(read.path)) for read in jobs])


def _finish(
    group: list[_Read], sandbox: Sandbox, options: Callable[[Path], dict[str, object]], progress: Progress
) -> Iterable[_Read]:
    """The files read. Where one of several kills the child or keeps it, each is read by itself."""
    jobs = _to_read(group)
    if not jobs:
        return group
    try:
        found = sandbox.collect(progress.cancelled, _MOMENT if len(jobs) > 1 else None)
    except Refused as refusal:
        alone = len(jobs) > 1
        found = iter([_alone(read, sandbox, options, progress) for read in jobs] if alone else [refusal])
    return (read if read.refusal is not None else read.answered(next(found)) for read in group)


def _alone(
    read: _Read, sandbox: Sandbox, options: Callable[[Path], dict[str, object]], progress: Progress
) -> object:
    try:
        return sandbox.read(READER, read.data, options(read.path), cancelled=progress.cancelled)
    except Refused as refusal:
        return refusal


def _file_plan(
    read: _Read,
    report: Report,
    tools: Tools,
    decider: Decider,
    seen: dict[str, str],
    recipes: tuple[Recipe, ...],
) -> FilePlan:
    file = FilePlan(read.path.name, str(read.path), read.sha256, "imported")
    if read.refusal is not None or read.workbook is None:
        message = read.refusal.message if read.refusal else "无法读取。"
        code = read.refusal.code if read.refusal else "broken"
        file.status, file.message = "refused", message
        file.problems.append(Problem("error", code, message))
        return file
    file.workbook = read.workbook
    if read.sha256 in seen:
        file.status, file.message = (
            "duplicate",
            f"与已导入的《{seen[read.sha256]}》内容完全相同，没有重复导入。",
        )
        file.department = department_of(read.workbook, file.file, tools.known_departments, tools.words)
        return file
    _interpret(file, read.workbook, report, tools, decider, recipes)
    if file.status == "imported":
        seen[read.sha256] = file.file
    return file


def _interpret(
    file: FilePlan,
    workbook: Workbook,
    report: Report,
    tools: Tools,
    decider: Decider,
    recipes: tuple[Recipe, ...],
) -> None:
    department = department_of(workbook, file.file, tools.known_departments, tools.words)
    learned, file.replay = learned_for(workbook, department, recipes) if recipes else ({}, None)
    learned = {header: code for header, code in learned.items() if not code or code in tools.catalogue}
    facts = read_facts(workbook, file.file, report.year, tools, learned)
    file.department, file.year, file.village = facts.department, facts.year, facts.village
    file.office = known_office(file.department or "", spellings(report), report.body.short)
    file.problems += facts.problems
    file.headers = {header: code for header, code in learned.items() if not code} | facts.headers
    if file.replay is not None:
        file.problems.append(Problem("info", "replay", file.replay.sentence()))
    if facts.year is not None and facts.year != report.year:
        stated = f"表中写明是 {facts.year} 年的数据，与报告年度 {report.year} 年不一致"
        _refuse_year(file, facts, decider, facts.year, stated)
        return
    if facts.year is None and (old := last_years_file(file.sha256, report)) is not None:
        stated = f"内容与 {report.year - 1} 年导入的《{old}》完全相同，是上一年的表"
        _refuse_year(file, facts, decider, report.year - 1, stated)
        return
    if not facts.facts and not any(
        register.rows for sheet in workbook.sheets for register in sheet.registers
    ):
        file.status = "empty"
        file.message = "没有从表里读出数字，没有导入。请看是不是空表，或数字写成了“待核实”一类的文字。"
        return
    decider.decide(file, facts.facts)
    _remark_zeros(file, facts.facts)
    _remark_long_registers(file)
    remark_tidying(file)
    remark_version(file, report)
    remark_repetition(file, report)
    kept = sum(1 for decision in file.decisions if decision.why == "uncertain")
    file.message = f"导入 {file.stored} 项" + (f"，{kept} 项待确认" if kept else "") + "。"


def _refuse_year(file: FilePlan, facts: FileFacts, decider: Decider, year: int, stated: str) -> None:
    file.status = "refused"
    file.message = f"{stated}，没有导入，请核对年份。"
    file.problems.append(Problem("error", "year_mismatch", file.message))
    for fact in facts.facts:
        fact.period = fact.period or str(year)
    decider.decide(file, facts.facts)
    for decision in file.decisions:
        decision.stored, decision.value = False, None


def _remark_zeros(file: FilePlan, facts: list[Fact]) -> None:
    numbers = (
        number for fact in facts if (fact.code or fact.proposed) and (number := fact.decimal) is not None
    )
    if next(numbers, 1) == 0 and not any(numbers):
        file.problems.append(
            Problem("warning", "all_zero", "表中所有数字都是 0，已照实导入，请确认确实全部为 0。")
        )


def _remark_long_registers(file: FilePlan) -> None:
    for name, register in registers_of(file.workbook, file.file):
        if len(register.rows) > MOST_ROWS:
            told = f"台账“{name}”有 {len(register.rows)} 行，超过 {MOST_ROWS} 行，只计入指标，不逐行保存。"
            file.problems.append(Problem("info", "register_counted", told))


def _name_duplicates(plan: ImportPlan) -> None:
    """Name villages and departments that sent two different files of one template in this batch."""
    senders = Counter(file.department for file in plan.files if file.status == "imported")
    sent: dict[tuple[str, str], str] = {}
    for file in plan.files:
        if file.status != "imported" or not file.department or senders[file.department] < 2:
            continue
        key = (file.department, file.fingerprint)
        if key in sent:
            file.problems.append(
                Problem(
                    "warning",
                    "sent_twice",
                    f"{file.department}的同一张表已由《{sent[key]}》报送，请确认以哪一份为准。",
                )
            )
        else:
            sent[key] = file.file

"""The commands of the command line: each takes parsed words and gives an Answer; none imports Qt."""

import argparse
import os
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_desktop import assembly, paths
from fazhi_desktop.core.breaks import base_code, restated_name
from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.errors import BadInput, WrongUsage
from fazhi_desktop.core.moved import with_marks
from fazhi_desktop.core.records import Key, Record, value_key
from fazhi_desktop.core.values import Value
from fazhi_desktop.foreign import make_gate
from fazhi_desktop.store import drives
from fazhi_desktop.store.sealing import is_sealed
from fazhi_desktop.store.workspace import Store

PASSWORD = "FAZHI_PASSWORD"

if TYPE_CHECKING:
    from fazhi_desktop.reading.report import ReadReport


@dataclass(frozen=True)
class Answer:
    """What a command has to say.

    Attributes:
        data: the JSON object. lines: stdout without --json. messages: stderr, in Chinese.
        code: exit code.
    """

    data: dict[str, Any]
    lines: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    code: int = 0


@dataclass(frozen=True)
class Plain:
    """Answer of a command without a shape of its own."""

    message: str
    files: tuple[Path, ...] = ()
    notes: tuple[str, ...] = field(default=())
    code: int = 0

    def answer(self) -> Answer:
        data = {"ok": self.code == 0, "message": self.message, "files": [str(path) for path in self.files]}
        return Answer(data, tuple(str(path) for path in self.files), (*self.notes, self.message), self.code)


@contextmanager
def opened(path: Path, *, readonly: bool) -> Generator[tuple[Store, assembly.Resources]]:
    """An open workspace with the data files; one to be written on a bad place is warned of."""
    resources = assembly.load_resources()
    if not readonly and (advice := drives.advice(path)):
        print(advice, file=sys.stderr)
    gate, secret = make_gate(), secret_for(path)
    gate.admit(path, secret)
    with assembly.open_workspace(path, resources, readonly=readonly, secret=secret, gate=gate) as store:
        if store.crashed is not None:
            print(f"上次（{store.crashed}）没有正常关闭；已保存的内容都在，请核对。", file=sys.stderr)
        yield store, resources
        if store.daily.fault:
            print(f"修改已保存，但今天的自动备份没有成功：{store.daily.fault}", file=sys.stderr)


def secret_for(path: Path) -> str:
    """The password of a sealed file from the environment or the terminal; '' where there is none."""
    if not is_sealed(path):
        return ""
    given = os.environ.get(PASSWORD, "")
    if given or not sys.stdin.isatty():
        return given
    import getpass

    return getpass.getpass(f"{path.name} 的密码或恢复密钥：")


def demo(args: argparse.Namespace) -> Answer:
    """The sample, from department workbooks to the finished report; or the practice year."""
    from fazhi_desktop import demo as sample
    from fazhi_desktop import practice
    from fazhi_desktop.display import has_display, open_window

    name = "演练" if args.practice else "示例"
    existed = practice.is_practice(args.dir) if args.practice else sample.is_demo(args.dir)
    if args.practice:
        workspace = practice.make_practice(args.dir)
        files = (workspace, *sorted((args.dir / practice.WORKBOOKS).iterdir()))
    else:
        files = tuple(sample.make_demo(args.dir))
        workspace = args.dir / sample.WORKSPACE
    message = f"{args.dir} 里已有{name}，没有改动。" if existed else f"{name}已生成在 {args.dir}。"
    notes: tuple[str, ...] = ()
    if args.open:
        if has_display():
            open_window(workspace)
        else:
            notes = ("没有图形界面，窗口不能打开；生成的文件见下面的列表。",)
    return Plain(message, files, notes).answer()


def new(args: argparse.Namespace) -> Answer:
    """A new workspace."""
    resources = assembly.load_resources()
    store = assembly.new_workspace(
        args.workspace, resources, unit=args.unit, year=args.year, outline=args.outline, gate=make_gate()
    )
    store.close()
    return Plain(f"已新建工作库 {args.workspace}，{args.year} 年度。", (args.workspace,)).answer()


def year(args: argparse.Namespace) -> Answer:
    """The next year's report from an earlier one."""
    from fazhi_desktop.core.rollforward import roll_forward

    with opened(args.workspace, readonly=False) as (store, _):
        assembly.check_year(args.year)
        earlier = [known for known in store.years if known < args.year]
        if args.year in store.years or not earlier:
            known = "、".join(map(str, store.years))
            raise WrongUsage(f"不能新建 {args.year} 年度：已有年度 {known}，新年度应在其后。没有改动。")
        start = args.start if args.start is not None else earlier[-1]
        step = roll_forward(store.report(start), args.year, years=store.years)
        store.backup("结转前", step=step)
        store.apply(step)
        message = f"已由 {start} 年度新建 {args.year} 年度：提纲和正文保留，数值清空。"
        return Plain(message, (args.workspace,)).answer()


def import_workbooks(args: argparse.Namespace) -> Answer:
    """Department workbooks: safe without asking, and says what was kept out."""
    from fazhi_desktop.core.records import Recipe, RegisterRow
    from fazhi_desktop.importing.service import plan_import
    from fazhi_desktop.sandbox import Sandbox

    with opened(args.workspace, readonly=args.dry_run) as (store, _), Sandbox() as sandbox:
        report = store.report(args.year)
        plan = plan_import(
            list(_files_in(args.files)),
            report,
            sandbox,
            paths.resources() / "importing",
            replaces=args.replace,
            recipes=store.of_kind(Recipe),
            rows=store.of_kind(RegisterRow, report.year),
        )
        step = None if args.dry_run else plan.edit(store.get)
        if step is not None:
            store.backup("导入前", step=step)
            store.apply(with_marks(step, report))
    words = {
        "preview": "可导入",
        "imported": "已导入",
        "duplicate": "重复",
        "empty": "没有数据",
        "refused": "未导入",
    }
    lines = tuple(
        f"{file.file}：{words['preview' if args.dry_run and file.status == 'imported' else file.status]}。"
        f"{file.message}"
        for file in plan.files
    )
    lines += tuple(
        f"合计：{plan.catalogue.name(code)} {value.worded}{value.unit}，来自 {len(files)} 个文件"
        for code, value in plan.outcomes().items()
        if len(files := {source.file for source in value.sources if not source.superseded}) > 1
    )
    problems = tuple(
        f"{file.file}：{problem.message}"
        for file in plan.files
        for problem in file.problems
        if problem.severity != "info"
    )
    if not plan.files:
        problems = ("没有找到文件：所给的文件夹是空的，没有导入。请检查路径。",)
    return Answer(plan.as_json(dry_run=args.dry_run), lines, problems, 0 if plan.clean else 1)


def _files_in(given: list[Path]) -> Iterator[Path]:
    """The files, and those in the folders among them."""
    for path in given:
        yield from sorted(entry for entry in path.iterdir() if entry.is_file()) if path.is_dir() else [path]


def set_values(args: argparse.Namespace) -> Answer:
    """One edit of typed values, all or nothing."""
    from fazhi_desktop.core.typed import read_typed

    with opened(args.workspace, readonly=False) as (store, resources):
        report = store.report(args.year)
        now = datetime.now().isoformat(timespec="seconds")
        changes: list[tuple[Key, Record | None]] = []
        faults: list[str] = []
        remarks: list[str] = []
        for word in args.values:
            try:
                code, text = _assignment(word)
                indicator = resources.catalogue.get(base_code(code))
                if indicator is None or code not in (indicator.code, restated_name(indicator.code)):
                    raise BadInput(f"没有编码为“{code}”的指标。用 fazhi show 查看全部编码。")
                if code != indicator.code and text.strip() and not args.source:
                    raise BadInput(
                        f"更正上年的“{indicator.name}”要写明原因，请加 --source，如“核减重复录入”。"
                    )
                key = value_key(report.year, code)
                before = store.get(key)
                typed = read_typed(
                    indicator,
                    text,
                    now=now,
                    note=args.source,
                    before=before if isinstance(before, Value) else None,
                )
            except BadInput as fault:
                faults.append(fault.message)
            else:
                if any(key == known for known, _ in changes):
                    faults.append(f"{code} 写了两次，不知道以哪个为准。请只写一次。")
                changes.append((key, typed.value))
                remarks += typed.remarks
        if faults:
            raise BadInput("\n".join([*dict.fromkeys(faults), "没有保存任何数值。"]))
        names = "、".join(
            resources.catalogue.name(base_code(key.name)) + ("（更正上年数）" if "@" in key.name else "")
            for key, _ in changes
        )
        store.apply(edit(f"填写 {names}", changes, store.get, why=args.source))
        return Plain("\n".join([*remarks, f"已保存 {len(changes)} 项：{names}。"])).answer()


def _assignment(word: str) -> tuple[str, str]:
    code, sign, text = word.replace("＝", "=", 1).partition("=")
    if not sign:
        raise BadInput(f"“{word}”不是“编码=值”的写法，如 E02=3010。")
    return code.strip(), text


def show(args: argparse.Namespace) -> Answer:
    """The whole report as JSON or as text."""
    from fazhi_desktop.report_json import report_json, report_lines

    with opened(args.workspace, readonly=True) as (store, _):
        report = store.report(args.year)
        return Answer(report_json(report), tuple(report_lines(report)))


def check(args: argparse.Namespace) -> Answer:
    """Every finding of the report; exit code 1 while a hard one stands."""
    from fazhi_desktop.checking.findings import counted, finding_json, places_in_words
    from fazhi_desktop.checking.kinds import checker

    with opened(args.workspace, readonly=True) as (store, resources):
        report = store.report(args.year)
        rules = assembly.load_rules(resources)
        applied = checker(rules)
        found = applied.full(report)
        told = counted(found)
        hard = sum(finding.severity == "hard" for finding in told)
        lines = tuple(
            f"{'必须改' if finding.severity == 'hard' else '可说明'} {finding.message}"
            + (f"〔{places_in_words(finding.places, report)}〕" if finding.places else "")
            for finding in told
        )
        summary = f"审核完成：必须改 {hard} 项，可说明 {len(told) - hard} 项。"
        data = {"findings": [finding_json(finding, report) for finding in found]}
        return Answer(data, lines, (*rules.faults, *applied.faults, summary), 1 if hard else 0)


def chart(args: argparse.Namespace) -> Answer:
    """Every chart as PNG and SVG."""
    from fazhi_desktop.export.charts import export_charts

    with opened(args.workspace, readonly=True) as (store, _):
        files = export_charts(store.report(args.year), args.to)
        return Plain(f"已生成 {len(files)} 个图表文件，在 {args.to}。", files).answer()


def read(args: argparse.Namespace) -> Answer:
    """A finished report, read into chapters and numbers."""
    from fazhi_desktop.reading.report import load_reading_words, read_report
    from fazhi_desktop.sandbox import Sandbox

    resources = assembly.load_resources()
    words = load_reading_words(paths.resources() / "reading")
    with Sandbox() as sandbox:
        found = read_report(args.report, args.report.name, resources.catalogue, words, sandbox)
    notes = found.notes
    if args.into is not None:
        notes = (*notes, _store_reading(found, args))
    return Answer(found.as_json(), tuple(paragraph.text for paragraph in found.paragraphs), notes)


def _store_reading(found: "ReadReport", args: argparse.Namespace) -> str:
    from fazhi_desktop.reading.stored import stored

    year = args.year if args.year is not None else found.year
    with opened(args.into, readonly=False) as (store, _):
        existing = store.report(year) if year in store.years else None
        bare_values = existing is None and year is not None and bool(store.of_kind(Value, year))
        if bare_values and not args.replace:
            raise WrongUsage(f"{year} 年度已有指标数值，没有读入。确认要读入时，请加 --replace。")
        now = datetime.now().isoformat(timespec="seconds")
        step = stored(found, store.get, existing=existing, year=year, force=args.replace, time=now)
        store.backup("读入前", step=step)
        store.apply(step)
        return f"已把《{found.name}》读入 {args.into} 的 {year} 年度。"


def template(args: argparse.Namespace) -> Answer:
    """Blank workbooks to send to the departments."""
    from fazhi_desktop.export.templates import export_templates

    with opened(args.workspace, readonly=True) as (store, _):
        files = export_templates(store.report(), args.to, args.department)
        return Plain(f"已生成 {len(files)} 份收数表，在 {args.to}。", files).answer()


def returns(args: argparse.Namespace) -> Answer:
    """Who has sent, who is late."""
    from fazhi_desktop.core.returns import returns_of

    words = {"sent": "已报", "late": "逾期未报", "waiting": "未报", "problem": "有误"}
    with opened(args.workspace, readonly=True) as (store, _):
        rows = returns_of(store.report(args.year), date.today())
        data = {
            "returns": [
                {
                    "department": row.department,
                    "state": row.state,
                    "file": row.file,
                    "time": row.time,
                    "values": row.values,
                }
                for row in rows
            ]
        }
        lines = tuple(
            f"{row.department or '（科室不明）'} {words[row.state]} {row.file or ''}".rstrip() for row in rows
        )
        return Answer(data, lines)


def doctor(_: argparse.Namespace) -> Answer:
    """What this machine offers."""
    from fazhi_desktop.doctor import examine

    rows = examine()
    lines = tuple(f"{'✔' if row.ok else '△'} {row.name}：{row.text}" for row in rows)
    data: dict[str, Any] = {
        "ok": True,
        "message": "；".join(f"{row.name}：{row.text}" for row in rows if not row.ok) or "一切正常",
        "files": [],
        "checks": [{"name": row.name, "ok": row.ok, "text": row.text} for row in rows],
    }
    return Answer(data, lines)

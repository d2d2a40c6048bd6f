"""The commands that bring the report to paper: export, kept versions, the editions side by side."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from fazhi_desktop import assembly, paths
from fazhi_desktop.commands import Answer, Plain, opened
from fazhi_desktop.core.errors import WrongUsage
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.snapshots import Snapshot, take_all, versions
from fazhi_desktop.store.lock import user_name

COPIES = ("checking", "marked")


def export(args: argparse.Namespace) -> Answer:
    """The report as files; 草稿 stands on it while a hard finding does."""
    from fazhi_desktop.checking.findings import finding_json
    from fazhi_desktop.checking.kinds import checker
    from fazhi_desktop.checking.privacy import told, undecided
    from fazhi_desktop.export.names import Extras
    from fazhi_desktop.export.service import export_report

    with opened(args.workspace, readonly=True) as (store, resources):
        report = store.report(args.year)
        applied = checker(assembly.load_rules(resources))
        found = applied.full(report)
        waiting = undecided(applied.rules, report) if args.edition == "public" else ()
        hard = [finding.message for finding in found if finding.severity == "hard"]
        extras = Extras(args.archive, "checking" in args.copies, _since(report, args.copies))
        result = export_report(
            report, args.to, args.format, args.edition, draft=bool(hard), findings=hard, extras=extras
        )
        data = {
            "files": [
                {
                    "format": file.format,
                    "path": str(file.path),
                    **({"pages": file.pages} if file.pages is not None else {}),
                    "sha256": file.sha256,
                }
                for file in result.files
            ],
            "fonts": [{"wanted": use.wanted, "used": use.used} for use in result.fonts],
            "findings": [finding_json(finding, report) for finding in found],
        }
        drafts = (f"有 {len(hard)} 项必须改的问题，文件上标有“草稿”。用 fazhi check 查看。",) if hard else ()
        secrets = (told(waiting, report),) if waiting else ()
        notes = replace(result, findings=()).lines()[len(result.files) :]
        files = tuple(str(file.path) for file in result.files)
        return Answer(data, files, (*notes, *drafts, *secrets), 1 if hard else 0)


def _since(report: Report, copies: Sequence[str]) -> tuple[Snapshot, ...]:
    """What a 花脸稿 is held against: the newest kept version of each chapter."""
    if "marked" not in copies:
        return ()
    kept = {entry.chapter: entry for group in reversed(versions(report)) for entry in group}
    if not kept:
        raise WrongUsage("还没有留存过稿子，做不出花脸稿。请先用 fazhi keep 留存一稿。")
    return tuple(kept.values())


def keep(args: argparse.Namespace) -> Answer:
    """A version of every chapter, kept to be compared with later."""
    with opened(args.workspace, readonly=False) as (store, _):
        report = store.report(args.year)
        now = datetime.now().isoformat(timespec="seconds")
        step = take_all(report, label=args.label, time=now, author=report.body.filler or user_name())
        store.apply(step)
        return Plain(f"已留存 {report.year} 年度报告的 {len(step.cells)} 章。").answer()


def editions(args: argparse.Namespace) -> Answer:
    """What 报送版 and 公开版 say differently."""
    from fazhi_desktop.document.differences import excerpts
    from fazhi_desktop.export.exporter import Exporter

    with opened(args.workspace, readonly=True) as (store, _):
        rows = Exporter(paths.resources()).edition_differences(store.report(args.year))
        data = {"differences": [{"place": r.place, "submit": r.one, "public": r.other} for r in rows]}
        short = [(row.place, *excerpts(row.one, row.other)) for row in rows]
        lines = [f"〔{place}〕\n  报送版：{submit}\n  公开版：{public}" for place, submit, public in short]
        return Answer(data, tuple(lines), (f"两个版本有 {len(rows)} 处不同。",))

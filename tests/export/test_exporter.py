"""Exporting a report: names, drafts, same bytes, all files or none."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.errors import EnvironmentFault, WrongUsage
from fazhi_desktop.core.progress import Cancelled, Progress
from fazhi_desktop.core.values import Source
from fazhi_desktop.export.charts import export_charts
from fazhi_desktop.export.exporter import FORMATS, Exporter
from fazhi_desktop.export.service import export_report
from tests.document.specimen import report

NAME = "柳口镇2023年度法治政府建设情况报告"


def test_every_format_is_written_and_read_back(exporter: Exporter, tmp_path: Path) -> None:
    result = exporter.export(report(figures=("cases",)), tmp_path / "新建", FORMATS, "submit", draft=False)
    assert [file.path.name for file in result.files] == [
        f"{NAME}（报送版）.docx",
        f"{NAME}（报送版）.pdf",
        f"{NAME}（报送版）.html",
        f"{NAME}（报送版）附表.xlsx",
        f"{NAME}（报送版）.txt",
    ]
    for file in result.files:
        assert hashlib.sha256(file.path.read_bytes()).hexdigest() == file.sha256
        assert (file.pages is not None) == (file.format == "pdf")
    assert sorted(path.name for path in (tmp_path / "新建").iterdir()) == sorted(
        f.path.name for f in result.files
    )


def test_two_exports_are_the_same_bytes_and_the_second_gets_a_number(tmp_path: Path) -> None:
    hashes = []
    for _ in range(2):
        fresh = Exporter(paths.resources(), folders=())
        result = fresh.export(report(figures=("years",)), tmp_path, FORMATS, "public", draft=True)
        hashes.append([file.sha256 for file in result.files])
    assert hashes[0] == hashes[1]
    assert (tmp_path / f"{NAME}（草稿）.docx").exists()
    assert (tmp_path / f"{NAME}（草稿）（2）.docx").exists()
    assert (tmp_path / f"{NAME}（草稿）附表（2）.xlsx").exists()


def test_the_preview_is_the_exported_file(exporter: Exporter, tmp_path: Path) -> None:
    shown, _ = exporter.preview(report(), "submit", draft=False)
    exporter.preview(replace(report(), values={}), "public", draft=True)
    result = exporter.export(report(), tmp_path, ["pdf"], "submit", draft=False)
    assert result.files[0].path.read_bytes() == shown


def test_a_draft_says_so_on_every_page(exporter: Exporter, tmp_path: Path) -> None:
    from tests.export.pages import pdf_pages

    result = exporter.export(report(paragraphs=8), tmp_path, ["pdf", "html"], "public", draft=True)
    pages = pdf_pages(result.files[0].path.read_bytes())
    assert len(pages) > 2
    assert all(page.lines[0].text == "草稿" for page in pages)
    assert all("草稿" in file.path.read_text("utf-8") for file in result.files[1:])


def test_the_export_report_names_files_fonts_characters_and_findings(
    exporter: Exporter, tmp_path: Path
) -> None:
    rare = replace(report(), head=replace(report().head, preface=("王喆同志主持，ꙮ。",)))
    result = exporter.export(rare, tmp_path, ["pdf"], "public", draft=True, findings=["行政许可没有填报。"])
    lines = result.lines()
    assert lines[0].startswith(f"{NAME}（草稿）.pdf　")
    assert "SHA-256" in lines[0]
    assert "本机未安装仿宋_GB2312，预览和 PDF 以 FandolFang R 代替，DOCX 中仍写仿宋_GB2312。" in lines
    assert any(line.startswith("生僻字“喆”（王喆同志主持）改用") for line in lines)
    assert any("“ꙮ”（U+A66E" in line and "没有" in line for line in lines)
    assert lines[-1] == "行政许可没有填报。"


def test_an_unknown_format_is_refused_before_anything_is_written(exporter: Exporter, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="wps"):
        exporter.export(report(), tmp_path / "空", ["docx", "wps"], "public", draft=False)
    assert not (tmp_path / "空").exists()


def test_a_folder_that_is_a_file_is_named(exporter: Exporter, tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("x")
    with pytest.raises(EnvironmentFault, match="占用"):
        exporter.export(report(), tmp_path / "占用", ["txt"], "public", draft=False)


def test_cancel_leaves_nothing(exporter: Exporter, tmp_path: Path) -> None:
    steps: list[str] = []
    watch = Progress(lambda _done, _total, words: steps.append(words), lambda: len(steps) >= 2)
    with pytest.raises(Cancelled):
        exporter.export(report(), tmp_path, FORMATS, "public", draft=False, progress=watch)
    assert steps == ["正在生成 DOCX", "正在生成 PDF"]
    assert list(tmp_path.iterdir()) == []


def test_a_failing_write_takes_the_others_back(
    exporter: Exporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import os

    real, count = os.fsync, iter(range(9))

    def full(number: int) -> None:
        if next(count) == 1:
            raise OSError(errno.ENOSPC, "full")
        real(number)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault, match="磁盘已满"):
        exporter.export(report(), tmp_path, ["pdf", "txt"], "public", draft=False)
    assert list(tmp_path.iterdir()) == []


def test_charts_are_files_of_their_own(exporter: Exporter, tmp_path: Path) -> None:
    files = export_charts(report(), tmp_path, exporter)
    assert len(files) == 22
    assert {path.suffix for path in files} == {".png", ".svg"}
    assert all(path.stat().st_size > 1000 for path in files)


def test_the_command_line_needs_no_exporter(tmp_path: Path) -> None:
    result = export_report(report(), tmp_path, ["txt"], "public")
    assert result.files[0].path.name == f"{NAME}.txt"


def test_a_report_without_anything_is_still_a_page(exporter: Exporter, tmp_path: Path) -> None:
    empty = replace(
        report(), nodes=(), values={}, head=replace(report().head, title="", preface=(), notice=())
    )
    result = exporter.export(empty, tmp_path, FORMATS, "public", draft=False)
    assert result.files[1].pages == 1


def test_control_characters_pasted_anywhere_do_not_stop_the_export(
    exporter: Exporter, tmp_path: Path
) -> None:
    dirty = report(figures=("completeness", "cases"))
    source = Source("typed", department="执法\x0b\x02大队")
    e03 = replace(dirty.value("E03"), sources=(source,))
    dirty = replace(
        dirty,
        body=replace(dirty.body, unit="柳口镇\x01人民政府", elements=(("addressee", "县\x07委"),)),
        head=replace(dirty.head, title="柳口镇\x0c报告", preface=("现\x00将\ufffe情况",)),
        values={2023: {**dirty.values[2023], "E03": e03}},
    )
    result = exporter.export(dirty, tmp_path, FORMATS, "submit", draft=False)
    assert len(result.files) == len(FORMATS)

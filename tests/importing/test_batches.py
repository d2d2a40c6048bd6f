"""Many files in one go: read by the handful, each with its own result."""

import contextlib
import threading
import time
from pathlib import Path

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.progress import Cancelled, Progress
from fazhi_desktop.core.records import Body, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.importing import plan_import, service
from fazhi_desktop.sandbox import Sandbox

FOLDER = paths.resources() / "importing"


@pytest.fixture
def base(catalogue: Catalogue) -> Report:
    return Report(Body("测试镇人民政府", "测试镇"), ReportHead(2023, ""), catalogue, (), {})


def _files(folder: Path, count: int) -> list[Path]:
    files = [folder / f"{place}.csv" for place in range(count)]
    for place, file in enumerate(files):
        file.write_text(f"指标,数量\n行政检查（次）,{100 + place}\n", "utf-8")
    return files


def test_every_file_of_a_batch_keeps_its_place(tmp_path: Path, sandbox: Sandbox, base: Report) -> None:
    files = _files(tmp_path, 30)
    files[7].write_bytes(b"%PDF-1.7 scan")
    files[8].unlink()
    plan = plan_import(files, base, sandbox, FOLDER)
    assert [file.file for file in plan.files] == [file.name for file in files]
    numbers = [file.decisions[0].fact.number if file.decisions else file.status for file in plan.files]
    wanted = [str(100 + place) for place in range(30)]
    wanted[7] = wanted[8] = "refused"
    assert numbers == wanted


def test_a_handful_that_takes_too_long_is_read_one_by_one(
    tmp_path: Path, sandbox: Sandbox, base: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_MOMENT", 1e-6)
    plan = plan_import(_files(tmp_path, 5), base, sandbox, FOLDER)
    assert [file.status for file in plan.files] == ["imported"] * 5


def test_reading_many_files_stops_at_once_when_cancelled(
    tmp_path: Path, sandbox: Sandbox, base: Report
) -> None:
    files = _files(tmp_path, 40)
    for file in files:
        rows = "".join(f"第{row}项工作完成情况,{row}\n" for row in range(400))
        file.write_text(f"指标,数量\n{rows}", "utf-8")
    wanted, stopped = threading.Event(), threading.Event()

    def read() -> None:
        with contextlib.suppress(Cancelled):
            plan_import(files, base, sandbox, FOLDER, progress=Progress(cancelled=wanted.is_set))
            return
        stopped.set()

    work = threading.Thread(target=read)
    work.start()
    time.sleep(0.15)
    assert work.is_alive()
    wanted.set()
    began = time.monotonic()
    work.join(10)
    assert stopped.is_set()
    assert time.monotonic() - began < 0.5  # 0.2 s are promised; the rest is for a busy machine
    assert plan_import(files[:1], base, sandbox, FOLDER).files[0].status == "imported"

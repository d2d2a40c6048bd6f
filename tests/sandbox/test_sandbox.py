"""A reader in its child process: plain answers, and a sentence for everything that goes wrong."""

import io
import os
import pickle
import sys
import threading
import time
import zipfile
from collections.abc import Iterator

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.progress import Cancelled
from fazhi_desktop.importing import PRELOAD
from fazhi_desktop.importing.workbook_reader import READER
from fazhi_desktop.sandbox import Refused, Sandbox
from fazhi_desktop.sandbox.child import reader_named
from fazhi_desktop.sandbox.parent import _plain  # pyright: ignore[reportPrivateUsage]

OPTIONS = {"resources": str(paths.resources() / "importing"), "year": 2023}
PEAK = "fazhi_desktop.sandbox.child:peak_memory"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=PRELOAD) as made:
        yield made


def test_a_csv_comes_back_as_a_workbook(sandbox: Sandbox) -> None:
    book = sandbox.read(READER, "项目,数量\n行政检查（次）,3010\n".encode(), OPTIONS)
    assert book.format == "csv"
    assert book.sheets[0].tables[0].numbers[0].raw == "3010"


def test_the_child_is_reused(sandbox: Sandbox) -> None:
    sandbox.read(PEAK, b"")
    first = sandbox._process  # pyright: ignore[reportPrivateUsage]
    sandbox.read(PEAK, b"")
    assert sandbox._process is first  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("name", ["os:getcwd", "fazhi_desktop.core", "fazhi_desktopx.evil:run"])
def test_only_readers_of_this_program_run(name: str) -> None:
    with pytest.raises(ValueError, match="not a reader"):
        reader_named(name)


def test_a_refusal_keeps_its_code(sandbox: Sandbox) -> None:
    with pytest.raises(Refused) as refused:
        sandbox.read(READER, b"%PDF-1.7 scan", OPTIONS)
    assert refused.value.code == "not_a_workbook"
    assert "PDF" in refused.value.message


def test_a_dead_child_is_a_refusal_and_the_next_job_runs(sandbox: Sandbox) -> None:
    sandbox.submit(PEAK, [(b"", {})])
    process = sandbox._process  # pyright: ignore[reportPrivateUsage]
    assert process is not None
    assert process.pid is not None
    sandbox.collect()
    os.kill(process.pid, 9)
    process.join(5)
    assert sandbox.read(PEAK, b"") >= 0


def test_too_slow_is_said_in_words() -> None:
    with Sandbox(seconds=0.001) as slow:
        with pytest.raises(Refused) as refused:
            slow.read(READER, b"a,1\n" * 50_000, OPTIONS)
        assert refused.value.code == "too_slow"


def test_too_much_memory_is_said_in_words() -> None:
    with Sandbox(memory=300 * 2**20, preload=PRELOAD) as small, pytest.raises(Refused) as refused:
        small.read(READER, b"1,2,3,4,5,6,7,8,9\n" * 2_500_000, OPTIONS)
    assert refused.value.code in {"too_large", "broken"}


def test_cancel_works_at_once() -> None:
    with Sandbox(preload=PRELOAD) as busy:
        busy.start()
        busy.read(PEAK, b"")
        threading.Timer(0.1, busy.cancel).start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            busy.read(READER, ("甲,1,2,3\n" * 400_000).encode(), OPTIONS)
        assert time.monotonic() - began < 1.0


def test_an_answer_that_is_no_plain_data_is_refused() -> None:
    with pytest.raises(Refused):
        _plain(pickle.dumps(("done", "", os.getcwd)))


def test_a_zip_bomb_costs_a_sentence(sandbox: Sandbox) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (260 * 2**20))
    with pytest.raises(Refused) as refused:
        sandbox.read(READER, buffer.getvalue(), OPTIONS)
    assert refused.value.code == "too_large"


def test_jobs_handed_over_together_come_back_in_order_with_a_refusal_in_its_place(sandbox: Sandbox) -> None:
    pages = [b"a,1\nb,2\n", b"%PDF-1.7", b"c,3\nd,4\n"]
    sandbox.submit(READER, [(page, OPTIONS) for page in pages])
    first, second, third = sandbox.collect()
    assert [book.sheets[0].shown[0][0] for book in (first, third)] == ["a", "c"]
    assert isinstance(second, Refused)
    assert second.code == "not_a_workbook"


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_a_job_is_answered_before_readers_that_it_does_not_need_are_loaded() -> None:
    with Sandbox(preload=PRELOAD) as fresh:
        bare = fresh.read(PEAK, b"")
        fresh.read(READER, "项目,数量\n行政检查（次）,3010\n".encode(), OPTIONS)
        assert fresh.read(PEAK, b"") > bare + 4_000_000

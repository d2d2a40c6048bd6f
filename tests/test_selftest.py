"""`fazhi --selftest` names the step that fails and goes on; `bench/built_program.py` runs it for real."""

from pathlib import Path

import pytest

from fazhi_desktop import cli, selftest
from fazhi_desktop.core.errors import BadInput

STEPS = ("_sample", "_check", "_export", "_read", "_window")


@pytest.mark.parametrize(
    ("error", "said"),
    [(BadInput("没有图表"), "没有图表"), (ImportError("no typst"), "ImportError: no typst")],
)
def test_a_missing_part_is_named(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []

    def fail(_: Path) -> None:
        raise error

    for name in STEPS:
        monkeypatch.setattr(selftest, name, lambda _, name=name: done.append(name))
    monkeypatch.setattr(selftest, "_export", fail)
    assert cli.main(["--selftest"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line[0] for line in lines[:-1]] == ["✔", "✔", "✘", "✔", "✔"]
    assert said in lines[2]
    assert lines[-1] == "有 1 项没有通过。"
    assert done == ["_sample", "_check", "_read", "_window"]
    monkeypatch.setattr(selftest, "_export", lambda _: None)
    assert cli.main(["--selftest"]) == 0


def test_a_page_without_ink_is_no_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from fazhi_desktop import app

    monkeypatch.setattr(app, "show_once", lambda *_: (10, 0.0))
    with pytest.raises(BadInput, match="墨色"):
        selftest._window(tmp_path)

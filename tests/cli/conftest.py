"""Runs commands in this process, and a new workspace for them."""

import json
from pathlib import Path
from typing import Any

import pytest

from fazhi_desktop import cli


class Ran:
    """What one command said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def data(self) -> Any:
        return json.loads(self.out)


class Runner:
    """Runs commands and keeps what they say."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *words: object) -> Ran:
        code = cli.main([str(word) for word in words])
        said = self._capture.readouterr()
        assert "Traceback" not in said.err
        return Ran(code, said.out, said.err)


@pytest.fixture
def fazhi(capfd: pytest.CaptureFixture[str], one_child: None) -> Runner:
    return Runner(capfd)


@pytest.fixture
def workspace(fazhi: Runner, tmp_path: Path) -> Path:
    path = tmp_path / "甲 镇.fazhi"
    assert fazhi("new", path, "--unit", "甲镇人民政府", "--year", 2023).code == 0
    return path


def shown(fazhi: Runner, workspace: Path, code: str) -> dict[str, Any]:
    values = fazhi("show", workspace, "--json").data["values"]
    return next(value for value in values if value["indicator"] == code)

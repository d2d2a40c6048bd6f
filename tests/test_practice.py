"""The practice year: what was planted is found, and the exercise ends without a hard finding."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi_desktop import assembly, cli
from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.checking.kinds import checker
from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.records import node_key
from fazhi_desktop.demo import place_of
from fazhi_desktop.practice import WORKBOOKS, make_practice, planted_errors
from fazhi_desktop.store.workspace import Store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_practice(tmp_path_factory.mktemp("documents") / "演练")


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / made.name
    path.write_bytes(made.read_bytes())
    with assembly.open_workspace(path, assembly.load_resources()) as opened:
        yield opened


def findings(store: Store) -> tuple[Finding, ...]:
    return tuple(checker(assembly.load_rules(assembly.load_resources())).full(store.report()))


def mend_texts(store: Store) -> None:
    """Put every text right again."""
    report = store.report()
    nodes = {place_of(report, node): node for node in report.nodes}
    changes = []
    for error in planted_errors():
        text = "\n".join(nodes[error.place].paragraphs)
        mended = text.replace(error.wrong, error.right) if error.wrong else error.right
        node = replace(nodes[error.place], paragraphs=tuple(mended.split("\n")))
        changes.append((node_key(report.year, node.id), node))
    store.apply(edit("改正", changes, store.get))


def test_every_planted_error_is_found_and_gone_when_mended(store: Store) -> None:
    planted = {error.rule for error in planted_errors()}
    assert planted - {"text_contradicts"} <= {finding.rule for finding in findings(store)}
    assert "draft_text" not in {finding.rule for finding in findings(store)}
    mend_texts(store)
    assert not planted & {finding.rule for finding in findings(store)}


def test_the_exercise_ends_without_a_hard_finding(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = tmp_path / "演练.fazhi"
    workspace.write_bytes(made.read_bytes())
    assert cli.main(["import", str(workspace), str(made.parent / WORKBOOKS)]) == 1
    said = capsys.readouterr()
    assert "2023 年的数据" in said.err
    assert "2150" in said.err
    assert cli.main(["set", str(workspace), "E01=2128", "T07=1", "T05=480余"]) == 0
    with assembly.open_workspace(workspace, assembly.load_resources()) as store:
        assert "text_contradicts" in {finding.rule for finding in findings(store)}
        mend_texts(store)
        found = findings(store)
    assert [finding.message for finding in found if finding.severity == "hard"] == []
    assert not {"year_jump", "text_contradicts"} & {finding.rule for finding in found}


def test_the_command_makes_it_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "练"
    assert cli.main(["demo", str(folder), "--practice"]) == 0
    assert "演练已生成" in capsys.readouterr().err
    before = (folder / "演练.fazhi").read_bytes()
    assert cli.main(["demo", str(folder), "--practice"]) == 0
    assert "没有改动" in capsys.readouterr().err
    assert (folder / "演练.fazhi").read_bytes() == before
    assert cli.main(["demo", str(folder)]) == 2

"""What a person meets before the first window: commands, messages, files that travel, fonts, Qt."""

import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QPyTextObject, QTextCharFormat, QTextDocument, QTextFormat
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from fazhi_desktop import __version__, paths
from fazhi_desktop.assembly import load_resources
from fazhi_desktop.checking.kinds import load_checks
from tools.make_bundle import BUILDING

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture
def run() -> ModuleType:
    """run.py as a module of its own, so that a test may change its parts."""
    spec = importlib.util.spec_from_file_location("run_under_test", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


# --- run.py


def test_a_python_without_venv_is_named_with_the_remedy(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert run.main([]) == 2
    said = capsys.readouterr().err
    assert "sudo apt-get install python3-venv" in said
    assert len(said.strip().splitlines()) == 1


def test_an_old_python_is_named_with_the_remedy(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OLDEST", (3, 99))
    monkeypatch.setattr(run, "newer_python", lambda: None)
    assert run.main(["test"]) == 2
    assert "Python 3.11" in capsys.readouterr().err


def test_an_old_python_hands_over_to_a_newer_one(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(run, "OLDEST", (3, 99))
    monkeypatch.setattr(run, "newer_python", lambda: "/usr/bin/python3.13")
    monkeypatch.setattr(subprocess, "call", lambda command: called.append(command) or 7)
    assert run.main(["test", "-x"]) == 7
    assert called == [["/usr/bin/python3.13", str(ROOT / "run.py"), "test", "-x"]]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="shared libraries of Linux")
def test_missing_libraries_are_named_as_packages(run: ModuleType) -> None:
    missing = run.missing_libraries({"libc.so.6": "libc6", "libxcb-nothing.so.9": "libxcb-nothing9"})
    assert missing == ["libxcb-nothing9"]
    assert "sudo apt-get install libxcb-nothing9" in run.missing_sentence(missing)


def test_a_failed_installation_says_why_and_leaves_no_stamp(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"VENV": tmp_path, "STAMP": tmp_path / "set-up.txt", "LOG": tmp_path / "log"}.items():
        monkeypatch.setattr(run, name, value)
    monkeypatch.setattr(run, "make_venv", lambda: None)
    monkeypatch.setattr(run, "venv_python", lambda: Path(sys.executable))
    monkeypatch.setattr(run, "ROOT", tmp_path)
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text("no-such-thing ===== 1", "utf-8")
    assert run.main([]) == 2
    said = capsys.readouterr().err
    assert "依赖安装失败" in said
    assert "ERROR" in said
    assert not (tmp_path / "set-up.txt").exists()


def test_a_second_run_installs_nothing(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stamp = tmp_path / "set-up.txt"
    stamp.write_text(f"{run.fingerprint()} dev", "utf-8")
    monkeypatch.setattr(run, "STAMP", stamp)
    monkeypatch.setattr(run, "venv_python", lambda: Path(sys.executable))
    monkeypatch.setattr(run, "make_venv", lambda: pytest.fail("set up again"))
    run.set_up("dev")
    run.set_up("")


def test_unknown_words_get_the_usage(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["dance"]) == 2
    assert "python3 run.py" in capsys.readouterr().err


# --- what is promised on paper


def test_the_readme_opens_with_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"^python3 .*$", text, re.MULTILINE)
    assert commands[:2] == ["python3 run.py", "python3 run.py test"]
    assert text.index(commands[1]) < 200


def test_everything_but_qt_is_pinned() -> None:
    extras = PROJECT["project"]["optional-dependencies"]["dev"]
    loose = [name for name in PROJECT["project"]["dependencies"] + extras if "==" not in name]
    assert loose == ["PySide6-Essentials>=6.7.3,<6.12"]
    constraints = (ROOT / "constraints.txt").read_text("utf-8").lower().replace("_", "-").splitlines()
    for pin in PROJECT["project"]["dependencies"][1:] + extras + PROJECT["build-system"]["requires"]:
        assert re.sub(r"\[.*?\]", "", pin).lower() in constraints
    for name in BUILDING:  # what the bundle brings for an installation from source
        assert any(line.startswith(f"{name}==") for line in constraints)


def test_nothing_tells_where_it_was_written() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git work tree")
    word = re.compile("/" + "work/|/root" + "/|/home/[a-z]+/")
    told: list[str] = []
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and path.suffix not in {".otf", ".ttf", ".png", ".xlsx", ".xls"}:
            text = path.read_text("utf-8", errors="ignore")
            told += [f"{name}: {found.group()}" for found in word.finditer(text)]
    assert not told


def test_the_readmes_examples_work_as_data(tmp_path: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    data = tmp_path / "resources"
    shutil.copytree(paths.resources(), data, ignore=shutil.ignore_patterns("fonts", "sample"))
    folders = {"indicator": "indicators", "chapter": "outlines", "rule": "checks"}
    for example in examples:
        kind = re.match(r"\[\[(\w+)", example)
        assert kind is not None
        target = sorted((data / folders[kind.group(1)]).glob("*.toml"))[0]
        with target.open("a", encoding="utf-8") as file:
            file.write("\n" + example)
    loaded = load_resources(data)
    rules = load_checks(data / "checks", loaded.catalogue)
    assert loaded.catalogue["E90"].name == "行政执法案卷评查"
    assert "数字法治政府建设情况" in {outline.chapters[-1].heading for outline in loaded.templates.values()}
    assert not rules.faults
    assert "own_study_papers" in {rule.id for rule in rules.rules}


# --- what travels


def test_resources_and_forms_are_found() -> None:
    assert (paths.resources() / "indicators").is_dir()
    assert (paths.resources() / "fonts" / "LICENSES" / "GPL-3.0.txt").is_file()
    assert paths.forms().is_dir()


def test_a_built_program_looks_beside_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "resources"
    assert paths.forms() == tmp_path / "ui"


def test_user_folders_hold_nothing_of_a_workspace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    assert paths.user_folder() == tmp_path / "fazhi_desktop"
    assert paths.logs().parent == paths.user_folder()


def test_the_version_is_the_changelogs() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (\S+)", changes, re.MULTILINE)[0] == __version__


# --- fonts


def characters(name: str) -> set[int]:
    from fontTools.ttLib import TTFont

    with TTFont(paths.resources() / "fonts" / name, lazy=True) as font:
        return set(font.getBestCmap() or {})


def test_rare_names_have_a_glyph_behind_each_fandol_face() -> None:
    noto, micro = characters("NotoSerifCJKsc-Rest.otf"), characters("WenQuanYiMicroHei-Rest.ttf")
    song = characters("FandolFang-Regular.otf")
    assert set(map(ord, "喆堃璟镕㎡㎞⑪㙍𬭊")) <= noto
    assert set(map(ord, "喆堃璟镕㎡")) <= micro
    assert set(range(0x4E00, 0x9FB0)) <= noto | song
    assert not noto & set(map(ord, "法治 3010"))


# --- Qt, under every version that is supported

FORM = """<ui version="4.0"><class>F</class><widget class="QWidget" name="F"><layout class="QVBoxLayout">
<item><widget class="QLabel" name="label"><property name="text"><string>法治</string></property></widget>
</item></layout></widget></ui>"""


def test_a_form_is_loaded_at_run_time(qtbot: QtBot) -> None:
    source = QBuffer()
    source.setData(QByteArray(FORM.encode()))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    widget = QUiLoader().load(source)
    qtbot.addWidget(widget)
    tabs = QTabWidget()
    qtbot.addWidget(tabs)
    tabs.addTab(widget, "一、主要举措")
    label = widget.findChild(QLabel, "label")
    assert isinstance(label, QLabel)
    assert label.text() == "法治"


class Chip(QPyTextObject):
    """A red field of 20 × 10."""

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        return QSizeF(20, 10)

    def drawObject(
        self, painter: QPainter, rect: QRectF, doc: QTextDocument, posInDocument: int, format: QTextFormat
    ) -> None:
        painter.fillRect(rect, QColor("red"))


def test_a_chip_in_a_text_is_drawn(qtbot: QtBot) -> None:
    from PySide6.QtGui import QTextCursor

    document, chip = QTextDocument(), Chip()
    kind = QTextFormat.ObjectTypes.UserObject.value + 1
    document.documentLayout().registerHandler(kind, chip)
    look = QTextCharFormat()
    look.setObjectType(kind)
    QTextCursor(document).insertText("\ufffc", look)
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    document.drawContents(painter)
    painter.end()
    corner = QPointF(document.documentMargin() + 5, document.documentMargin() + 5).toPoint()
    reds = [(x, y) for x in range(60) for y in range(40) if image.pixelColor(x, y) == QColor("red")]
    assert len(reds) > 100
    assert corner.x() in {x for x, _ in reds}


def test_a_waiting_dialog_fails_the_test(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    with pytest.raises(pytest.fail.Exception, match=r"QDialog\.exec"):
        dialog.exec()
    with pytest.raises(pytest.fail.Exception, match=r"QMessageBox\.question"):
        QMessageBox.question(QWidget(), "删除", "删除这一章？")

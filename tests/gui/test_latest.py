"""Work off the main thread: only the newest counts, and nobody waits for what nobody wants any more."""

from threading import Event, Thread

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from fazhi_desktop import paths
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.gui.latest import Latest
from fazhi_desktop.gui.renderer import Renderer
from fazhi_desktop.gui.tasks import Tasks

PATIENCE = 5


def test_closing_a_page_does_not_wait_for_its_work(qtbot: QtBot) -> None:
    started, release, ended = Event(), Event(), Event()

    def work() -> None:
        started.set()
        release.wait(PATIENCE)
        ended.set()

    page = QObject()
    Latest(page).ask(work)
    assert started.wait(PATIENCE)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not ended.is_set()
    release.set()
    assert ended.wait(PATIENCE)
    qtbot.wait(20)


def test_the_newest_request_replaces_the_one_that_waits(qtbot: QtBot) -> None:
    page, release = QObject(), Event()
    latest = Latest(page)
    shown: list[object] = []
    latest.done.connect(shown.append)
    latest.ask(lambda: release.wait(PATIENCE))
    for number in (1, 2, 3):
        latest.ask(lambda number=number: number)
    release.set()
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert shown == [True, 3]
    assert not latest.busy


def test_what_went_wrong_is_told(qtbot: QtBot) -> None:
    page = QObject()
    latest = Latest(page)
    faults: list[object] = []
    latest.failed.connect(faults.append)
    latest.ask(lambda: 1 / 0)
    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], ZeroDivisionError)
    latest.stop()


def test_closing_a_dialog_cancels_the_work_it_waits_for(qapp: QApplication, qtbot: QtBot) -> None:
    told: list[object] = []
    tasks, dialog = Tasks(told.append, parent=qapp), QDialog()
    started, release = Event(), Event()

    def work(progress: Progress) -> None:
        started.set()
        release.wait(PATIENCE)
        progress.step(1, 1, "")

    task = tasks.run("正在做", work, told.append, asker=dialog)
    assert started.wait(PATIENCE)
    dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    with qtbot.waitSignal(task.finished):
        release.set()
    assert task.cancelled
    assert told == []


def test_fonts_and_plans_are_asked_for_while_an_export_runs() -> None:
    renderer = Renderer(paths.resources())
    made, held, release, asked = renderer.exporter, Event(), Event(), Event()

    def export() -> None:
        with renderer._lock:
            held.set()
            release.wait(PATIENCE)

    def ask() -> None:
        assert renderer.exporter is made
        asked.set()

    threads = [Thread(target=export), Thread(target=ask)]
    threads[0].start()
    assert held.wait(PATIENCE)
    threads[1].start()
    assert asked.wait(PATIENCE)
    release.set()
    for thread in threads:
        thread.join()

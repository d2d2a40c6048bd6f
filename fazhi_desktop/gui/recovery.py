"""When the file fails: a damaged workspace is restored from a backup, unwritten work goes elsewhere."""

from datetime import datetime
from pathlib import Path

from fazhi_desktop.assembly import SUFFIX
from fazhi_desktop.core.errors import ChangedOutside, Damaged, EnvironmentFault, FazhiError
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.foreign import salvage_read
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session


def offer_backup(services: Services, path: Path, damage: Damaged) -> None:
    """Say what is wrong with a workspace that cannot be opened, and offer its newest whole backup."""
    from fazhi_desktop.gui.backups import BackupsDialog
    from fazhi_desktop.store.sealing import is_sealed

    words = "从备份恢复…" if damage.backup is not None else "找别处的备份…"
    options = [(words, lambda: BackupsDialog(services, path).open())]
    if damage.torn and not is_sealed(path):
        options.append(("抢救读得出的内容…", lambda: ask_salvage(services, path)))
    services.messages.choose(damage.message, options, detail="恢复和抢救都另存为新文件，原来的文件不动。")


def ask_salvage(services: Services, path: Path) -> None:
    """Ask where what can still be read goes to."""
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(services.window, "抢救到新文件", str(path.parent), f"工作库 (*{SUFFIX})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "抢救")
    dialog.selectFile(f"{path.stem}（抢救）{SUFFIX}")
    dialog.fileSelected.connect(lambda name: salvage_to(services, path, Path(name)))
    dialog.open()


def salvage_to(services: Services, path: Path, target: Path) -> None:
    """Save what can be read, off the main thread, and open it."""
    from fazhi_desktop.store.lock import user_name
    from fazhi_desktop.store.salvage import Salvaged, salvage

    now = datetime.now().isoformat(timespec="seconds")

    def work(_: Progress) -> Salvaged:
        return salvage(path, target, now=now, who=user_name(), read=salvage_read())

    def show(saved: Salvaged) -> None:
        advice = "请逐章核对，再对照报送表和往年报告补齐。"
        services.open_path(saved.target, then=lambda: services.messages.inform(saved.sentence(), advice))

    services.tasks.run("正在抢救", work, show)


def offer_after_crash(session: Session, services: Services) -> None:
    """After an end without closing: say what is there, and show what changed since that opening."""
    owner = session.store.crashed
    if owner is None:
        return
    steps = session.store.log.head.step - owner.step if owner.step >= 0 else 0
    kept = session.store.log.moments(steps) if steps > 0 else []
    if not kept:
        session.said.emit(f"上次（{owner}）没有正常关闭；已保存的内容都在，没有发现未完成的改动。")
        return
    from fazhi_desktop.gui.history_dialog import HistoryDialog

    last = kept[0]
    HistoryDialog(
        session,
        services,
        since=owner.step,
        headline=(
            f"上次没有正常关闭：{owner}打开后程序中断或电脑断电。那次保存的 {len(kept)} 步都在，"
            f"最后一步是 {last.time.replace('T', ' ')[:16]} “{last.label}”；"
            "此后几秒内正在输入的文字可能没有存上。下面是那次打开以后的全部改动，请核对；不要的可以还原，其余关闭本窗口即可。"
        ),
    ).open()


def tell_refusal(session: Session, services: Services, sentence: str) -> None:
    """Say why an edit could not be written; where the file or disk fails, offer to save elsewhere."""
    if isinstance(session.fault, (EnvironmentFault, ChangedOutside)) and not session.store.readonly:
        services.messages.choose(
            sentence,
            [("重试", lambda: retry(session)), ("另存为…", lambda: ask_copy(session, services))],
            detail="刚才的修改还在窗口里，没有丢失。",
        )
    else:
        services.messages.warn(sentence)


def look_outside(session: Session, services: Services) -> None:
    """When the window comes to the front: notice that the file changed, before anything is typed."""
    try:
        if session.store.follow_file():
            session.reload()
        if isinstance(session.outside, ChangedOutside):
            session.outside = None
            session.said.emit("文件已放回原处，可以继续编辑。")
    except FazhiError as error:
        told, session.outside = session.outside, error
        if told is None or told.message != error.message:
            services.messages.choose(
                error.message,
                [("另存为…", lambda: ask_copy(session, services))],
                detail="窗口里的内容还在，没有丢失。",
            )


def retry(session: Session) -> None:
    """Write what could not be written, once more."""
    if session.pending is not None:
        session.apply(session.pending)


def ask_copy(session: Session, services: Services) -> None:
    """Ask where to, and write everything there, the unwritten edit too."""
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(services.window, "另存为", str(Path.home()), f"工作库 (*{SUFFIX})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "另存")
    dialog.selectFile(f"{session.store.path.stem}（另存）{SUFFIX}")
    dialog.fileSelected.connect(lambda name: save_copy(session, services, Path(name)))
    dialog.open()


def save_copy(session: Session, services: Services, target: Path) -> None:
    """Write the copy and open it in a window of its own."""
    from fazhi_desktop.gui.waiting import run_waiting

    pending = session.pending
    work = session.store.saving_copy(target, *((pending,) if pending is not None else ()))
    said = f"已另存为 {target}，请在新窗口里继续。"

    def show(made: Path) -> None:
        services.open_path(made, then=lambda: session.said.emit(said))

    run_waiting(services, "正在另存", work, show)

"""文件 › 密码: opening a sealed workspace, setting or taking away its password, the recovery key."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFontDatabase, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLineEdit

from fazhi_desktop.core.errors import FazhiError, environment_fault
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.waiting import run_waiting
from fazhi_desktop.store.placing import placed
from fazhi_desktop.store.sealing import key_for
from fazhi_desktop.store.secret import NO_CIPHER, WARNING, available, recovery_key


def ask_password(services: Services, path: Path, sentence: str, use: Callable[[str], object]) -> None:
    """Ask for the password of a workspace; `use` gets what opens it at once."""
    PasswordDialog(services, path, sentence, use).open()


def open_password(session: Session, services: Services) -> None:
    """Set a password, change it, or take it away."""
    if session.store.readonly:
        services.messages.inform(session.locked_reason)
    elif not available():
        services.messages.inform(NO_CIPHER)
    elif session.store.key:
        services.messages.choose(
            f"{session.store.path.name} 已设密码。",
            [
                ("换密码…", lambda: NewPasswordDialog(session, services).open()),
                ("取消密码", lambda: _take_away(session, services)),
            ],
            detail="换密码或取消密码前会先备份（备份用原来的密码）。",
        )
    else:
        NewPasswordDialog(session, services).open()


class PasswordDialog(QDialog):
    """Asks for the password or the recovery key of a workspace that is to be opened."""

    def __init__(self, services: Services, path: Path, sentence: str, use: Callable[[str], object]) -> None:
        super().__init__(services.window)
        self._services, self._path, self._use = services, path, use
        self.form = services.forms.fill(self, "password")
        self.form.words.setText(f"{path}\n忘记密码时，可以输入打印出来的恢复密钥。")
        self.form.fault.setText(sentence if "密码不对" in sentence else "")
        name_buttons(self.form.buttons, "打开")
        self._ok = self.form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setEnabled(False)
        self.form.secret.textChanged.connect(lambda text: self._ok.setEnabled(bool(text)))
        self.form.shown.toggled.connect(lambda shown: _show(self.form.secret, shown=shown))
        self.form.buttons.accepted.connect(self._try)
        self.form.buttons.rejected.connect(self.reject)
        self.form.secret.setFocus()

    def _try(self) -> None:
        """Make the key off the main thread, which is slow by intention; then open with it."""
        words, path = self.form.secret.text(), self._path
        self._ok.setEnabled(False)

        def work(_: Progress) -> str:
            key = key_for(path, words)
            return recovery_key(key) if key else ""

        self._services.tasks.run("正在核对密码", work, self._open, asker=self)

    def _open(self, secret: str) -> None:
        self.accept()
        self._use(secret)


class NewPasswordDialog(QDialog):
    """Asks for a new password twice, with a plain warning; shows the recovery key afterwards."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "new_password")
        form = self.form
        form.headline.setText("换一个密码" if session.store.key else "给工作库设密码")
        form.warning.setText(f"△ {WARNING}")
        name_buttons(form.buttons, "设密码")
        for field in (form.first, form.again):
            field.textChanged.connect(form.fault.clear)
            form.shown.toggled.connect(lambda shown, field=field: _show(field, shown=shown))
        form.buttons.accepted.connect(self._set)
        form.buttons.rejected.connect(self.reject)
        form.first.setFocus()

    def _set(self) -> None:
        form = self.form
        if form.first.text() != form.again.text():
            form.fault.setText("两次输入的密码不一样。请重新输入。")
            return
        change_password(self._session, self._services, form.first.text(), self._done, self._failed)

    def _done(self, key: str) -> None:
        self.accept()
        RecoveryKeyDialog(self._services, self._session.store.path, key).open()

    def _failed(self, error: FazhiError) -> None:
        self.form.fault.setText(error.message)


class RecoveryKeyDialog(QDialog):
    """Shows the recovery key once, to be printed or kept; it does not close before that is confirmed."""

    def __init__(self, services: Services, path: Path, key: str) -> None:
        super().__init__(services.window)
        self._services, self._path, self._key = services, path, key
        self.form = services.forms.fill(self, "recovery_key")
        form = self.form
        form.key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        form.key.setPlainText(key)
        self._close = form.buttons.button(QDialogButtonBox.StandardButton.Close)
        self._close.setEnabled(False)
        form.kept.toggled.connect(self._close.setEnabled)
        form.print.clicked.connect(self._print)
        form.save.clicked.connect(self._save)
        form.buttons.rejected.connect(self.reject)

    def sheet(self) -> str:
        """What is printed or saved."""
        return (
            f"恢复密钥\n\n工作库：{self._path.name}\n\n{self._key}\n\n"
            "忘记密码时，在“输入密码”的窗口里照抄这串字母和数字（横线和空格可以不写）。"
            "换密码后本密钥作废。请与密码分开保管。"
        )

    def reject(self) -> None:
        """Close, once the key is kept."""
        if self.form.kept.isChecked():
            super().reject()
        else:
            self.form.said.setText("请先打印、存好或抄下恢复密钥，再勾选上面一格。")

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        from fazhi_desktop.gui.printing import make_printer

        printer = make_printer("恢复密钥")
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self._paint(printer))
        QDialog.open(dialog)

    def _paint(self, printer: Any) -> None:
        text = QTextDocument(self)
        text.setPlainText(self.sheet())
        text.print_(printer)
        self.form.said.setText("已送到打印机。")

    def _save(self) -> None:
        name = str(self._path.with_name(f"{self._path.stem}的恢复密钥.txt"))
        dialog = QFileDialog(self, "恢复密钥存为文件", name, "文本 (*.txt)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()

    def save(self, target: Path) -> None:
        """Write the key into a new file that only this user may read."""
        try:
            with placed(target, "保存恢复密钥") as part:
                part.write_text(self.sheet(), "utf-8")
        except FazhiError as error:
            self.form.said.setText(error.message)
        except OSError as error:
            self.form.said.setText(environment_fault(error, "保存恢复密钥", target).message)
        else:
            self.form.said.setText(f"已存到 {target}。请移到别的介质上，不要留在这台电脑里。")


def _take_away(session: Session, services: Services) -> None:
    said = f"{session.store.path.name} 已取消密码。"
    change_password(session, services, "", lambda _: session.said.emit(said), services.messages.failed)


def change_password(
    session: Session,
    services: Services,
    password: str,
    done: Callable[[str], None],
    failed: Callable[[FazhiError], None],
) -> None:
    """Put another password on the workspace, or none, while a dialog waits; `done` gets the recovery key.

    Backup, copy and comparison are made elsewhere; only the exchange of the files is made here.
    """
    session.flush()
    try:
        change = session.store.resealing(password)
    except FazhiError as error:
        failed(error)
        return

    def put(_: None) -> None:
        try:
            session.store.reseal(change)
        except FazhiError as error:
            failed(error)
        else:
            done(change.printed)

    task = run_waiting(services, "正在更换密码", change.prepare, put, failed)
    task.finished.connect(change.close)


def _show(field: QLineEdit, *, shown: bool) -> None:
    field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

"""The dialog that makes a new workspace."""

import re
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog

from fazhi_desktop.assembly import EARLIEST, LATEST, SUFFIX, new_workspace
from fazhi_desktop.core.begin import short_name
from fazhi_desktop.core.errors import FazhiError, environment_fault
from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.core.outline import fitting
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.services import Services

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class NewWorkspaceDialog(QDialog):
    """Asks for the unit and the first year, makes the file and opens it in a window."""

    def __init__(self, services: Services, today: date | None = None) -> None:
        super().__init__(services.window)
        self._services = services
        self.form = services.forms.fill(self, "new_workspace")
        self._short_typed = self._kind_chosen = False
        form = self.form
        form.year.setText(str(report_year(today or date.today())))
        form.folder.setText(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        for template in services.resources.templates.values():
            form.outline.addItem(template.label, template.name)
        form.outline.setCurrentIndex(max(0, form.outline.findData("town")))
        name_buttons(form.buttons, "新建工作库")
        form.unit.textEdited.connect(self._follow_unit)
        form.short_name.textEdited.connect(self._note_short)
        form.outline.activated.connect(self._note_kind)
        for field in (form.unit, form.short_name, form.folder, form.year):
            field.textChanged.connect(self._show_goal)
        form.browse.clicked.connect(self._browse)
        form.buttons.accepted.connect(self._make)
        form.buttons.rejected.connect(self.reject)
        self._show_goal()
        form.unit.setFocus()

    @property
    def goal(self) -> Path:
        """The file that would be made."""
        short = self.form.short_name.text().strip() or short_name(self.form.unit.text())
        name = _FORBIDDEN.sub("_", short) or "工作库"
        return Path(self.form.folder.text().strip()) / f"{name}法治政府建设情况报告{SUFFIX}"

    def _follow_unit(self, text: str) -> None:
        if not self._short_typed:
            self.form.short_name.setText(short_name(text))
        kind = fitting(text.strip(), self._services.resources.templates.values())
        if kind is not None and not self._kind_chosen:
            self.form.outline.setCurrentIndex(self.form.outline.findData(kind))

    def _note_kind(self, _place: int) -> None:
        self._kind_chosen = True

    def _note_short(self, text: str) -> None:
        self._short_typed = bool(text.strip())

    def _show_goal(self) -> None:
        form = self.form
        form.fault.clear()
        ready = bool(form.unit.text().strip() and form.folder.text().strip())
        form.goal_words.setText(
            f"将生成文件：{self.goal}" if ready else "工作库是一个文件，各年度的报告都存在里面。"
        )
        form.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)

    def _browse(self) -> None:
        dialog = QFileDialog(self, "工作库放在哪个文件夹", self.form.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "放在这里")
        dialog.fileSelected.connect(self.form.folder.setText)
        dialog.open()

    def _make(self) -> None:
        form = self.form
        year = normalise(form.year.text()).removesuffix("年").removesuffix("年度")
        if not year.isascii() or not year.isdigit():
            self._refuse(
                f"报告年度“{form.year.text()}”看不懂，请写四位数字，在 {EARLIEST} 至 {LATEST} 之间。"
            )
            return
        goal = self.goal
        try:
            goal.parent.mkdir(parents=True, exist_ok=True)
            new_workspace(
                goal,
                self._services.resources,
                unit=form.unit.text(),
                year=int(year),
                outline=form.outline.currentData(),
                short=form.short_name.text(),
                filler=form.filler.text(),
                gate=self._services.gate,
            ).close()
        except OSError as error:
            self._refuse(environment_fault(error, "新建工作库", goal).message)
        except FazhiError as error:
            self._refuse(error.message)
        else:
            self.accept()
            self._services.open_path(goal)

    def _refuse(self, sentence: str) -> None:
        self.form.fault.setText(sentence)


def report_year(today: date) -> int:
    """The year a report is about: until the end of June the one before."""
    return today.year - 1 if today.month <= 6 else today.year

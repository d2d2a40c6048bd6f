"""What a pasted block could not do, cell by cell."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem

from fazhi_desktop.gui.block_paste import Plan
from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session


def carry_out(session: Session, services: Services, made: Plan) -> None:
    """Store what a pasted block changes, as one step, and say what was left out."""
    if session.change(f"粘贴 {len(made.changes)} 项数字", made.changes):
        left_out = f"，{len(made.rejected)} 项没有采用。" if made.rejected else "。"
        session.said.emit(f"已粘贴 {len(made.changes)} 项{left_out}")
    if made.rejected or made.remarks:
        PasteReport(services, made).open()


class PasteReport(QDialog):
    """Lists the cells that were not taken, and remarks on those that were."""

    def __init__(self, services: Services, made: Plan) -> None:
        super().__init__(services.window)
        self.form = services.forms.fill(self, "paste_report")
        taken, refused = len(made.changes), len(made.rejected)
        self.form.words.setText(
            f"采用 {taken} 项"
            + (f"，下面 {refused} 项没有采用，原来的数字没有改动。" if refused else "。")
            + "整个粘贴可以一次撤销（Ctrl+Z）。"
        )
        header = self.form.cells.header()
        set_widths(header, {0: 13.5, 1: 8.6})
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        rows = [[cell.place, cell.text, cell.sentence] for cell in made.rejected]
        rows += [["提示", "", remark] for remark in made.remarks]
        for row in rows:
            item = QTreeWidgetItem(row)
            for column, text in enumerate(row):
                item.setToolTip(column, text)
            self.form.cells.addTopLevelItem(item)
        self._rows = rows
        self.form.copy.clicked.connect(self.copy_list)
        self.form.close_button.clicked.connect(self.accept)

    def copy_list(self) -> None:
        """Put the list on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in self._rows))

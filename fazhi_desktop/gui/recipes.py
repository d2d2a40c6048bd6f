"""数据 › 对应关系: what was learned of the departments' tables, to look at, carry away and forget."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.errors import BadInput, FazhiError
from fazhi_desktop.core.records import Key, Recipe, Record
from fazhi_desktop.core.toml_files import given_text
from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.importing.recipes import joined_recipes, recipe_key, recipes_from_text, recipes_to_text

_RECIPE = Qt.ItemDataRole.UserRole
_KIND = "对应关系 (*.json)"


def open_recipes(session: Session, services: Services) -> None:
    """Show what was learned."""
    RecipesDialog(session, services).open()


class RecipesDialog(QDialog):
    """One line per table, its labels with their indicators below; every change is stored at once."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "recipes")
        form = self.form
        header = form.recipes.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        set_widths(header, {1: 17})
        form.forget.setIcon(services.icons.icon("trash"))
        form.carry.clicked.connect(self._ask_export)
        form.take_in.clicked.connect(self._ask_import)
        form.forget.clicked.connect(self.forget)
        form.recipes.currentItemChanged.connect(lambda *_: self._allow())
        form.buttons.rejected.connect(self.reject)
        self._fill()

    def recipes(self) -> list[Recipe]:
        """All that was learned, by department."""
        return sorted(
            self._session.store.of_kind(Recipe), key=lambda recipe: (recipe.department, recipe.time)
        )

    def _fill(self) -> None:
        listing, catalogue = self.form.recipes, self._session.report.catalogue
        listing.clear()
        for recipe in self.recipes():
            department = recipe.department or "（没有写明科室）"
            first = recipe.labels[0][0].replace("/", "　")
            head = QTreeWidgetItem([f"{department}　“{first}”等 {len(recipe.labels)} 项", recipe.time[:10]])
            head.setData(0, _RECIPE, (recipe, None))
            for label, code in recipe.labels:
                words = f"{catalogue.name(code)}（{code}）" if code in catalogue else "不导入"
                line = QTreeWidgetItem([label.replace("/", "　"), words])
                line.setData(0, _RECIPE, (recipe, label))
                head.addChild(line)
            listing.addTopLevelItem(head)
        listing.setCurrentItem(listing.topLevelItem(0))
        count = listing.topLevelItemCount()
        self.form.words.setText(
            f"记住了 {count} 张表。下次收到同样表头的表（不看文件名），先按这里的对应关系读，再请你核对。"
            if count
            else "还没有记住什么。导入科室表格时确认或改正过的名称，会按表头记在这里，来年照用。"
        )
        self._allow()

    def _allow(self) -> None:
        some = self.form.recipes.currentItem() is not None
        self.form.forget.setEnabled(some and self._session.editable)
        self.form.carry.setEnabled(bool(self.form.recipes.topLevelItemCount()))
        self.form.take_in.setEnabled(self._session.editable)

    def forget(self) -> None:
        """Forget the chosen table, or the chosen label of it."""
        item = self.form.recipes.currentItem()
        if item is None:
            return
        recipe, label = item.data(0, _RECIPE)
        labels = tuple(pair for pair in recipe.labels if label is not None and pair[0] != label)
        left = Recipe(recipe.department, recipe.fingerprint, labels, recipe.time) if labels else None
        changes: list[tuple[Key, Record | None]] = [(recipe_key(recipe), left)]
        if self._session.change("忘记对应关系", changes):
            self._fill()

    def _ask_export(self) -> None:
        dialog = QFileDialog(self, "导出对应关系", str(self._session.store.path.parent), _KIND)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "导出")
        dialog.selectFile(f"{self._session.report.body.short}科室表格对应关系.json")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, path: Path) -> None:
        """Write everything that was learned to a file."""
        from fazhi_desktop.export.files import replace_file

        try:
            replace_file(path, recipes_to_text(self.recipes()).encode())
        except FazhiError as error:
            self.form.words.setText(error.message)
        else:
            self.form.words.setText(f"已存为 {path}，可以带到别的单位或另一个工作库装入。")

    def _ask_import(self) -> None:
        dialog = QFileDialog(
            self, "装入对应关系", str(self._session.store.path.parent), f"{_KIND};;所有文件 (*)"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "装入")
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()

    def read(self, path: Path) -> None:
        """Take in what another office learned; what is known here already stays."""
        try:
            given = recipes_from_text(given_text(path), self._session.report.catalogue)
        except BadInput as refusal:
            self.form.words.setText(refusal.message)
            return
        new = joined_recipes(self.recipes(), given)
        if new and self._session.change("装入对应关系", [(recipe_key(recipe), recipe) for recipe in new]):
            self._fill()
        self.form.words.setText(f"新增或补充了 {len(new)} 张表的对应关系，已有的不变。可用 Ctrl+Z 撤销。")

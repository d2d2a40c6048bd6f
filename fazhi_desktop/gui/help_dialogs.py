"""快捷键 and 关于."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem

from fazhi_desktop import __version__, paths
from fazhi_desktop.gui.services import Services

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "随处可用",
        (
            ("F1", "使用手册，翻到正在用的页面或对话框"),
            ("Ctrl+S", "立即保存（平时自动保存）"),
            ("Ctrl+Z / Ctrl+Y", "撤销 / 重做，跨页有效"),
            ("Ctrl+F / Ctrl+H", "在全部章节中查找 / 替换"),
            ("Ctrl+I", "导入科室表格"),
            ("Ctrl+E / Ctrl+P", "导出 / 打印"),
            ("F9", "全审"),
            ("F8 / Shift+F8", "下一个 / 上一个问题"),
            ("F4", "数字的来源、用处、历史、附注"),
            ("Shift+F4", "指标的历年数据、口径变化、更正上年数"),
            ("Ctrl+PgDn / Ctrl+PgUp", "下一页签 / 上一页签"),
            ("F6", "在提纲、正文、指标之间切换"),
            ("Alt+字母", "打开菜单"),
        ),
    ),
    (
        "填写数字",
        (
            ("Enter", "保存并到下一项"),
            ("Tab / Shift+Tab、↑ ↓", "到下一项 / 上一项"),
            ("F2", "选中整个数字再改"),
            ("Esc", "放弃刚才的输入，恢复原值"),
            ("Ctrl+D", "与上一项相同"),
            ("Ctrl+;", "填入今天的日期"),
            ("Ctrl+=", "计算器"),
            ("6426/6441", "比率可按“分子/分母”填写"),
            ("不适用、暂缺", "直接输入这些字"),
        ),
    ),
    (
        "写正文",
        (
            ("Ctrl+K", "插入联动数字"),
            ("Ctrl+单击数字", "转到它的填写处"),
            ("Backspace", "先选中联动数字，再按一次删除"),
            ("Enter", "另起一段"),
        ),
    ),
    (
        "提纲和表格",
        (
            ("F2", "修改标题"),
            ("Alt+↑ / Alt+↓", "上移 / 下移一节"),
            ("Alt+→ / Alt+←", "降一级 / 升一级"),
            ("Delete", "删除一节（先询问）"),
            ("Ctrl+C / Ctrl+V", "与 Excel 之间成块复制、粘贴"),
        ),
    ),
)


ICON_SIDE = 48


class KeysDialog(QDialog):
    """All keys of the program."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self.form = services.forms.fill(self, "keys_dialog")
        listing = self.form.keys
        listing.header().resizeSection(0, 220)
        listing.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for group, keys in KEYS:
            parent = QTreeWidgetItem([group, ""])
            font = parent.font(0)
            font.setBold(True)
            parent.setFont(0, font)
            listing.addTopLevelItem(parent)
            for key, words in keys:
                parent.addChild(QTreeWidgetItem([key, words]))
            parent.setExpanded(True)
        self.form.close_button.clicked.connect(self.accept)


class AboutDialog(QDialog):
    """Name, version, licences, and where the user's folder is."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self.form = services.forms.fill(self, "about_dialog")
        self.form.icon.setPixmap(self.windowIcon().pixmap(ICON_SIDE))
        self.form.places.setText(f"设置和本单位的数据文件在 {paths.user_folder()}。")
        self.form.version.setText(f"版本 {__version__}　Python {platform.python_version()}　Qt {qVersion()}")
        self.form.close_button.clicked.connect(self.accept)

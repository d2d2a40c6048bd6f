"""Colours, font sizes and the style sheet of the program."""

from dataclasses import fields
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.gui.preferences import FontSize

POINTS: dict[str, int] = {"small": 13, "medium": 14, "large": 17}
"""Base font size in logical pixels."""
_UI_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "PingFang SC",
)


@frozen
class Colours:
    """The few colours of the window; every one is a name in `resources/app.qss`."""

    ground: str = "#FFFFFF"
    side: str = "#F5F6F8"
    text: str = "#1F2329"
    secondary: str = "#646A73"
    line: str = "#DEE0E3"
    strong: str = "#8F959E"
    hover: str = "#ECEEF2"
    accent: str = "#1F4E9E"
    tint: str = "#E8EEF8"
    error: str = "#B3261E"
    error_tint: str = "#FBECEB"
    warning: str = "#8A6100"
    warning_tint: str = "#FBF4E3"
    done: str = "#1E6B3A"
    selected_text: str = "#FFFFFF"


DARK = Colours(
    ground="#1E2024",
    side="#26292E",
    text="#E6E8EB",
    secondary="#A6ADB7",
    line="#3A3E45",
    strong="#7C838D",
    hover="#30343A",
    accent="#8AB0F0",
    tint="#2B3A55",
    error="#F2938C",
    error_tint="#452523",
    warning="#E3B34D",
    warning_tint="#40341A",
    done="#7CCB98",
    selected_text="#14161A",
)


def dress(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet asks about; a widget that is dressed already is dressed anew."""
    if widget.property(name) == value:
        return
    from PySide6.QtCore import Qt

    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def system_colours() -> Colours:
    """Light or dark, as the system's palette is."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 110 else Colours()


class Theme:
    """Sets palette, fonts and style sheet of the application, and again when the font size changes."""

    def __init__(self, application: QApplication, resources: Path) -> None:
        self._application = application
        self._sheet = resources / "app.qss"
        self._fonts = resources / "fonts"
        self.colours = system_colours()
        self.family = self._choose_family()
        self.size = 0

    def apply(self, size: FontSize) -> None:
        """Use a font size everywhere; nothing is polished anew where it is in use already."""
        if self.size == POINTS[size]:
            return
        self.size = POINTS[size]
        font = QFont(self.family)
        font.setPixelSize(self.size)
        self._application.setFont(font)
        self._application.setPalette(_palette(self.colours))
        self._application.setStyleSheet(self._filled())

    def _filled(self) -> str:
        sheet = self._sheet.read_text("utf-8").replace("@icons", (self._sheet.parent / "icons").as_posix())
        names = sorted((field.name for field in fields(Colours)), key=len, reverse=True)
        for name in names:
            sheet = sheet.replace(f"@{name}", getattr(self.colours, name))
        for name, pixels in (
            ("@size_big", self.size + 4),
            ("@size_small", max(12, self.size - 1)),
            ("@size", self.size),
            ("@field", self.size + 6),
        ):
            sheet = sheet.replace(name, f"{pixels}px")
        return sheet

    def _choose_family(self) -> str:
        """The system's Chinese interface font, or the 黑体 the program brings."""
        installed = set(QFontDatabase.families())
        for family in _UI_FAMILIES:
            if family in installed:
                return family
        for name in ("WenQuanYiMicroHei-Rest.ttf", "FandolHei-Regular.otf"):
            added = QFontDatabase.addApplicationFont(str(self._fonts / name))
        families = QFontDatabase.applicationFontFamilies(added)
        return families[0] if families else self._application.font().family()


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, colours.ground),
        (role.Base, colours.ground),
        (role.AlternateBase, colours.side),
        (role.WindowText, colours.text),
        (role.Text, colours.text),
        (role.ButtonText, colours.text),
        (role.Button, colours.side),
        (role.ToolTipBase, colours.ground),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.selected_text),
        (role.Link, colours.accent),
        (role.PlaceholderText, colours.strong),
        (role.Mid, colours.line),
        (role.Midlight, colours.line),
        (role.Light, colours.ground),
        (role.Dark, colours.strong),
    ):
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.strong))
    return palette

"""The menu of a page of the preview: to the field, what can be copied, print and export."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from fazhi_desktop.gui.commands import command
from fazhi_desktop.gui.preview_places import Spot, field_of, text_of

if TYPE_CHECKING:
    from fazhi_desktop.gui.preview import PreviewPage


def page_menu(page: "PreviewPage", number: int, spot: Spot | None) -> QMenu:
    """What can be done at a place of page `number` (from 0); `spot` is what stands there."""
    menu, session, services = QMenu(page), page.session, page.services
    text = text_of(spot, session.report) if spot is not None else ""
    picture = page.view.picture(number)
    clipboard = QGuiApplication.clipboard()
    if spot is not None:
        name = f"“{session.report.catalogue.name(spot.code)}”" if spot.code else "这段文字"
        menu.addAction(f"跳到{name}\t双击", lambda: services.jump(field_of(spot, session.report)))
        menu.addSeparator()
    if text:
        menu.addAction("复制这段文字", lambda: clipboard.setText(text))
    if picture is not None:
        menu.addAction("复制本页图片", lambda: clipboard.setImage(picture))
    menu.addSeparator()
    menu.addAction("打印…\tCtrl+P", lambda: page.print_when_ready())
    export = command("export")
    if export is not None:
        menu.addAction(f"{export.text}\t{export.shortcut}", lambda: export.run(session, services))
    return menu

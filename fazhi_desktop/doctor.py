"""What this machine offers the program: fonts, display, input method, printers, disk, versions."""

import importlib.metadata
import os
import platform
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi_desktop import __version__, paths

_LIBRARIES = (
    "PySide6-Essentials",
    "peewee",
    "openpyxl",
    "python-calamine",
    "python-docx",
    "typst",
    "pypdfium2",
    "matplotlib",
)
_ENOUGH = 200 * 2**20


@dataclass(frozen=True)
class Check:
    """One line of the examination."""

    name: str
    ok: bool
    text: str


def examine() -> list[Check]:
    """Everything that can differ from machine to machine; never imports Qt."""
    return [*_fonts(), _display(), _xcb(), _input_method(), _printers(), _disk(), _own_data(), *_versions()]


FONT_NAMES = {"title": "标题", "text": "正文", "kai": "楷体", "hei": "黑体", "song": "宋体"}
"""What the fonts of the page are for."""


def _fonts() -> Iterator[Check]:
    from fazhi_desktop.export.service import font_book

    for use in font_book().uses:
        instead = f"{use.wanted}，由 {use.used} 代替（版式相近；如需原字体请由单位安装）"
        name = f"字体（{FONT_NAMES.get(use.role, use.role)}）"
        yield Check(name, not use.substituted, instead if use.substituted else use.used)


def _display() -> Check:
    if os.name == "nt":
        return Check("显示", ok=True, text="Windows 桌面")
    name = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    return Check("显示", bool(name), name or "没有图形界面，只能使用命令行")


def _xcb() -> Check:
    """Qt 6.5 and later need libxcb-cursor0 on X11; some systems do not have it."""
    from ctypes.util import find_library

    if platform.system() != "Linux":
        return Check("系统组件", ok=True, text="无需另装")
    found = find_library("xcb-cursor")
    return Check("系统组件", bool(found), found or "缺少 libxcb-cursor0，窗口打不开时请管理员安装该软件包")


def _input_method() -> Check:
    if os.name == "nt":
        return Check("输入法", ok=True, text="系统输入法")
    chosen = os.environ.get("QT_IM_MODULE") or os.environ.get("XMODIFIERS", "").removeprefix("@im=")
    running = _fcitx_running()
    if running and chosen != "ibus":
        return Check("输入法", ok=True, text="检测到 fcitx，启动窗口时经其 ibus 接口连接")
    return Check("输入法", bool(chosen), chosen or "没有检测到输入法，请先启动 fcitx 或 ibus")


def _fcitx_running() -> bool:
    try:
        names = [entry.read_text().strip() for entry in Path("/proc").glob("[0-9]*/comm")]
    except OSError:
        return False
    return any(name.startswith("fcitx") for name in names)


def _printers() -> Check:
    if os.name == "nt":
        return Check("打印机", ok=True, text="由系统打印对话框列出")
    if not shutil.which("lpstat"):
        return Check("打印机", ok=False, text="没有打印服务（CUPS），可先导出 PDF 再打印")
    try:
        listed = subprocess.run(
            ["lpstat", "-e"], capture_output=True, text=True, timeout=5, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        listed = ""
    names = "、".join(listed.split())
    return Check("打印机", bool(names), names or "没有打印机，可先导出 PDF 再打印")


def _disk() -> Check:
    folder = paths.user_folder()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return Check("磁盘", free > _ENOUGH, f"{folder} 所在磁盘剩余 {free / 2**30:.1f} GB")


def _own_data() -> Check:
    """The office's own data files, loaded together with those of the program."""
    from fazhi_desktop.assembly import load_resources
    from fazhi_desktop.core.errors import DataFault

    count = sum(len(paths.own_files(kind)) for kind in paths.OWN_KINDS)
    try:
        load_resources()
    except DataFault as fault:
        return Check("数据文件", ok=False, text=fault.message)
    return Check("数据文件", ok=True, text=f"完好；本单位自定义 {count} 个，在 {paths.own_folder()}")


def _versions() -> Iterator[Check]:
    parts = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}", platform.platform()]
    yield Check("程序", ok=True, text=f"{__version__}（{'，'.join(parts)}）")
    for name in _LIBRARIES:
        try:
            yield Check(name, ok=True, text=importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Check(name, ok=False, text="没有安装或未登记版本")

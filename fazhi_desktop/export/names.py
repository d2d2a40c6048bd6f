"""Names of exported files (contract.md, export)."""

import re
from pathlib import Path

from fazhi_desktop.core.report import Report
from fazhi_desktop.document.tree import EDITIONS, Edition

_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 240
"""Bytes of a file name that every file system takes."""


def stem(report: Report, edition: Edition, *, draft: bool) -> str:
    """`杨柳青镇2023年度法治政府建设情况报告`, with （报送版） and （草稿） where they apply."""
    submit = f"（{EDITIONS['submit']}）" if edition == "submit" else ""
    name = f"{report.body.short}{report.year}年度法治政府建设情况报告{submit}{'（草稿）' if draft else ''}"
    return safe(name)


def safe(name: str) -> str:
    """A name without characters that Windows, Linux or a U盘 refuses."""
    plain = " ".join(_ILLEGAL.sub("_", name).split()).rstrip(". ")
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain or "报告"


def free_path(folder: Path, name: str, ending: str) -> Path:
    """A path in the folder that does not exist yet: the name, or with （2）, （3） …"""
    number = 1
    while True:
        mark = f"（{number}）" if number > 1 else ""
        room = _LONGEST - len(f"{mark}.{ending}".encode())
        short = name.encode()[:room].decode("utf-8", "ignore")
        path = folder / f"{short}{mark}.{ending}"
        if not path.exists():
            return path
        number += 1

"""What an export is asked for, and the names of its files (contract.md, export)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from fazhi_desktop.core.report import Report
from fazhi_desktop.core.snapshots import Snapshot
from fazhi_desktop.document.checking_copy import CHECKING
from fazhi_desktop.document.marked_copy import MARKED
from fazhi_desktop.document.tree import EDITIONS, Edition

Format = Literal["docx", "pdf", "html", "xlsx", "txt"]
FORMATS: tuple[Format, ...] = get_args(Format)
_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 240
"""Bytes of a file name that every file system takes."""


@dataclass(frozen=True)
class Extras:
    """What an export makes besides, or makes differently.

    Attributes:
        archive: the PDF is PDF/A-2b.
        checking: with the 核稿稿, a PDF.
        versions: with the 花脸稿, a DOCX, of what changed since these versions of the chapters.
    """

    archive: bool = False
    checking: bool = False
    versions: tuple[Snapshot, ...] = ()


PLAIN = Extras()


@dataclass(frozen=True)
class Planned:
    """A file that an export makes; `name` is without its ending."""

    holds: Literal["report", "checking", "marked"]
    format: Format
    name: str

    @property
    def words(self) -> str:
        """What the clerk calls it."""
        return {"report": self.format.upper(), "checking": CHECKING, "marked": MARKED}[self.holds]


def planned(
    report: Report, edition: Edition, formats: Sequence[Format], *, draft: bool, extras: Extras = PLAIN
) -> tuple[Planned, ...]:
    """The files of an export, before any （2）."""
    base = stem(report, edition, draft=draft)
    files = [
        Planned("report", form, safe(f"{base}附表") if form == "xlsx" else base)
        for form in FORMATS
        if form in formats
    ]
    bare = stem(report, "public", draft=draft)
    if extras.checking:
        files.append(Planned("checking", "pdf", safe(f"{bare}（{CHECKING}）")))
    if extras.versions:
        files.append(Planned("marked", "docx", safe(f"{bare}（{MARKED}）")))
    return tuple(files)


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

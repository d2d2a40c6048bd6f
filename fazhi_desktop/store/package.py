"""传出 and 装入: a workspace in a sealed package for U盘 or 光盘, with a manifest and check codes.

The package is a zip of the workspace and 清单.json: format, unit, time, who, sizes and SHA-256 of what is in
it. It is read back after writing, and nothing of it is used before every check code is right.
"""

import hashlib
import json
import re
import zipfile
import zlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any

from fazhi_desktop.core.errors import BadInput, EnvironmentFault, NotUsable, environment_fault
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.store import database
from fazhi_desktop.store.checkup import FaultsOf, faults_of
from fazhi_desktop.store.log import Head
from fazhi_desktop.store.placing import discard, placed, private_file
from fazhi_desktop.store.sealing import is_sealed

SUFFIX = ".fzb"
_FORMAT = "fazhi-package-1"
_MANIFEST, _CONTENT = "清单.json", "工作库.fazhi"
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LARGEST, _LARGEST_MANIFEST = 2 * 1024**3, 64 * 1024
_LONGEST_NAME, _LONGEST_TEXT = 60, 1000
_BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself.

    Attributes:
        unit, years: whose workspace it is, '' where it has a password.
        rows, digest: the end of its change log, by which two packages of one workspace are told apart.
    """

    name: str
    unit: str
    years: tuple[int, ...]
    time: str
    who: str
    size: int
    sha256: str
    rows: int
    digest: str

    @property
    def file_name(self) -> str:
        """A name for its workspace here: whatever the package says, it leads into no other folder."""
        plain = re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff]', "_", self.name).strip(" .")
        return plain if 0 < len(plain) <= _LONGEST_NAME else _CONTENT

    @property
    def check_code(self) -> str:
        """Eight letters to be read over the telephone."""
        return self.sha256[:8].upper()


def about(name: str, unit: str, years: tuple[int, ...], time: str, who: str, end: Head) -> Manifest:
    """What a package is to say of a workspace, before its content was measured; `end` is that of its log."""
    return Manifest(name, unit, years, time, who, 0, "", end.rows, end.digest)


def pack(opened: Any, target: Path, said: Manifest, *, key: str = "", progress: Progress = QUIET) -> Manifest:
    """Write an open workspace as a package; returns the manifest with size and check code.

    Of one with a password (`key`) the package does not say whose it is.
    Raises WrongUsage where `target` exists, EnvironmentFault where it cannot be written or read back.
    """
    with placed(target, "传出") as part, database.sentences(target):
        copy = private_file(target.parent, f"{target.name}.")
        try:
            database.copy_into(opened.connection(), copy, key=key, progress=progress)
            if wrong := database.differs(opened, copy, key=key, progress=progress):
                raise EnvironmentFault(f"传出前核对不上（{wrong}），没有传出。请检查磁盘后重试。")
            size, digest = _measured(copy, progress)
            made = replace(said, size=size, sha256=digest)
            if key:
                made = replace(made, unit="", years=(), who="")
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as package:
                told = json.dumps({"format": _FORMAT, **asdict(made)}, ensure_ascii=False)
                package.writestr(_MANIFEST, told)
                _put(package, copy, progress)
            if inspect(part, progress) != made:
                raise EnvironmentFault(f"{target.name} 写出后读不回来，已删除。请换一个位置重试。")
        finally:
            discard(copy)
    return made


def inspect(path: Path, progress: Progress = QUIET) -> Manifest:
    """The manifest of a package, after every check code was found right; raises NotUsable, Cancelled."""
    if path.exists() and not path.is_file():
        raise NotUsable(f"{path.name} 不是文件，没有装入。请选择传出包。")
    try:
        with zipfile.ZipFile(path) as package:
            manifest = _manifest(package, path)
            with package.open(_CONTENT) as content:
                size, digest = _digest(content, manifest.size, progress)
    except OSError as error:
        raise environment_fault(error, "读取传出包", path) from error
    except _BROKEN as error:
        raise NotUsable(f"{path.name} 不是传出包，或已损坏。请重新传出一份。") from error
    if (size, digest) != (manifest.size, manifest.sha256):
        raise NotUsable(f"{path.name} 的校验码不对，内容在途中损坏或被改动，没有装入。请重新传出一份。")
    return manifest


def unpack(
    path: Path, target: Path, *, key: str = "", faults_of: FaultsOf = faults_of, progress: Progress = QUIET
) -> Manifest:
    """Put the workspace of a package into a new file, verified first; raises as `inspect`, and WrongUsage."""
    manifest = inspect(path, progress)
    with placed(target, "装入") as part:
        try:
            with zipfile.ZipFile(path) as package, package.open(_CONTENT) as content, part.open("wb") as file:
                while block := content.read(_BLOCK):
                    file.write(block)
                    progress.step(file.tell(), manifest.size, "正在装入")
        except _BROKEN as error:
            raise NotUsable(f"{path.name} 不是传出包，或已损坏。请重新传出一份。") from error
        if _measured(part, progress) != (manifest.size, manifest.sha256):
            raise NotUsable(f"{path.name} 在装入时变了，没有装入。请重新插好U盘再试。")
        if (not is_sealed(part) or key) and (found := faults_of(part, key=key, progress=progress)):
            said = found[0].replace(part.name, manifest.file_name).rstrip("。")
            raise NotUsable(f"{path.name} 里的工作库不能用：{said}。没有装入。")
    return manifest


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OverflowError,
    KeyError,
    TypeError,
    RuntimeError,  # a zip with a password; a compression method that is not there
)


def _manifest(package: zipfile.ZipFile, path: Path) -> Manifest:
    entries = package.infolist()
    strange = sorted(entry.filename for entry in entries) != sorted((_MANIFEST, _CONTENT)) or any(
        entry.compress_type not in _COMPRESSIONS for entry in entries
    )
    if strange or package.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
        raise BadInput(f"{path.name} 里有不属于传出包的内容，没有装入。请重新传出一份。")
    data = json.loads(package.read(_MANIFEST).decode())
    if not isinstance(data, dict):
        raise TypeError(_MANIFEST)
    if data.pop("format", None) != _FORMAT:
        raise NotUsable(f"{path.name} 由别的版本的程序传出，本程序不认识。请升级程序后再装入。")
    words = ("name", "unit", "time", "who", "sha256", "digest")
    text = {name: str(data[name])[:_LONGEST_TEXT] for name in words}
    years = tuple(int(year) for year in data["years"])
    made = Manifest(years=years, size=int(data["size"]), rows=int(data["rows"]), **text)
    if not 0 <= made.size <= _LARGEST or not all(0 < year < 10_000 for year in years):
        raise ValueError(made.size)
    return made


def _put(package: zipfile.ZipFile, copy: Path, progress: Progress) -> None:
    entry = zipfile.ZipInfo.from_file(copy, _CONTENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with copy.open("rb") as file, package.open(entry, "w") as content:
        while block := file.read(_BLOCK):
            content.write(block)
            progress.step(file.tell(), entry.file_size, "正在压缩")


def _measured(path: Path, progress: Progress) -> tuple[int, str]:
    with path.open("rb") as file:
        return _digest(file, _LARGEST, progress)


def _digest(file: IO[bytes], largest: int, progress: Progress) -> tuple[int, str]:
    """Size and SHA-256; reading stops behind `largest`, whatever a package unfolds to."""
    seen, size = hashlib.sha256(), 0
    while size <= largest and (block := file.read(_BLOCK)):
        progress.breathe()
        seen.update(block)
        size += len(block)
    return size, seen.hexdigest()

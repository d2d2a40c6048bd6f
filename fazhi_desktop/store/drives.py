"""Where a workspace lies: network drives and U盘 are for carrying it, not for working on it."""

import os
from pathlib import Path
from typing import Literal

DriveKind = Literal["local", "network", "removable"]

_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "davfs", "ceph", "glusterfs"}
_NETWORK_FUSE = ("fuse.sshfs", "fuse.gvfsd", "fuse.davfs", "fuse.rclone", "fuse.smb")
_WORDS = {"network": "网络盘", "removable": "U盘等可移动磁盘"}
_WINDOWS: dict[int, DriveKind] = {2: "removable", 4: "network", 5: "removable"}
"""GetDriveTypeW: DRIVE_REMOVABLE, DRIVE_REMOTE, DRIVE_CDROM."""


def kind_of(path: Path) -> DriveKind:
    """What kind of drive a file lies on; local where that cannot be told."""
    real = path.absolute()
    if os.name == "nt":
        return _windows_kind(real)
    try:
        mounts = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return "local"
    system, device = mounted_on(Path(os.path.realpath(path)), mounts)
    if system in _NETWORK or system.startswith(_NETWORK_FUSE):
        return "network"
    return "removable" if _is_removable(device) else "local"


def advice(path: Path) -> str | None:
    """Why a workspace should not be worked on where it lies, and what to do; None for a local drive."""
    kind = kind_of(path)
    if kind == "local":
        return None
    return (
        f"{path.name} 在{_WORDS[kind]}上，断开或两人同时打开时容易损坏。请复制到本机编辑，编完用“传出”带走。"
    )


def mounted_on(path: Path, mounts: str) -> tuple[str, str]:
    """File system and device number of a path by the text of /proc/self/mountinfo (proc(5))."""
    best, found = -1, ("", "")
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = Path(_unescaped(fields[4]))
        if (path == point or point in path.parents) and len(point.parts) >= best:
            best, found = len(point.parts), (after.split(" ")[0], fields[2])
    return found


def _unescaped(text: str) -> str:
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, sign)
    return text


def _is_removable(device: str) -> bool:
    """Whether a block device (as major:minor) is removable or hangs on USB."""
    node = Path("/sys/dev/block", device)
    try:
        place = node.resolve(strict=True)
        if "/usb" in str(place):
            return True
        return any(
            (folder / "removable").read_text().strip() == "1"
            for folder in (place, place.parent)
            if (folder / "removable").exists()
        )
    except OSError:
        return False


def _windows_kind(path: Path) -> DriveKind:
    if path.drive.startswith("\\\\"):
        return "network"
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    return _WINDOWS.get(int(kernel.GetDriveTypeW(path.anchor)), "local")

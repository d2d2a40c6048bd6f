"""Where a workspace lies, from the text of /proc/self/mountinfo."""

from pathlib import Path

import pytest

from fazhi_desktop.store import drives

MOUNTS = """22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/share rw - cifs //server/share rw
31 22 8:17 / /media/U\\040盘 rw - vfat /dev/sdb1 rw
bad line
"""


@pytest.mark.parametrize(
    ("path", "system", "device"),
    [
        ("/srv/a/x.fazhi", "ext4", "8:1"),
        ("/mnt/share/镇/x.fazhi", "cifs", "0:40"),
        ("/media/U 盘/x.fazhi", "vfat", "8:17"),
    ],
)
def test_the_deepest_mount_point_counts(path: str, system: str, device: str) -> None:
    assert drives.mounted_on(Path(path), MOUNTS) == (system, device)


def test_a_network_drive_is_advised_against(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drives.advice(tmp_path / "x.fazhi") is None
    monkeypatch.setattr(drives, "mounted_on", lambda *_: ("cifs", "0:40"))
    assert drives.kind_of(tmp_path) == "network"
    advice = drives.advice(tmp_path / "x.fazhi")
    assert advice is not None
    assert "网络盘" in advice
    monkeypatch.setattr(drives, "mounted_on", lambda *_: ("vfat", "8:17"))
    monkeypatch.setattr(drives, "_is_removable", lambda _: True)
    assert "U盘" in (drives.advice(tmp_path / "x.fazhi") or "")


def test_an_unknown_device_is_local() -> None:
    assert drives._is_removable("0:0") is False

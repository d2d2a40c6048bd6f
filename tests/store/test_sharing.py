"""Two at once, stale locks, private files, packages to carry, passwords."""

import contextlib
import json
import os
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fazhi_desktop.core.errors import (
    BadInput,
    EnvironmentFault,
    FazhiError,
    Locked,
    NotUsable,
    PasswordNeeded,
    WrongUsage,
)
from fazhi_desktop.core.progress import QUIET
from fazhi_desktop.core.records import node_key, value_key
from fazhi_desktop.core.timeline import only
from fazhi_desktop.store import backup, lock, package, secret
from fazhi_desktop.store.lock import Lock
from fazhi_desktop.store.sealing import set_password
from fazhi_desktop.store.workspace import Store
from tests.store.town import CATALOGUE, fill

POSIX = pytest.mark.skipif(os.name == "nt", reason="modes and fcntl are POSIX")
CIPHER = pytest.mark.skipif(not secret.available(), reason="sqlcipher3 is not installed")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@POSIX
def test_the_same_file_by_another_name_is_locked_too(store: Store, tmp_path: Path) -> None:
    link = tmp_path / "快捷.fazhi"
    link.symlink_to(store.path)
    with pytest.raises(Locked, match="现在只能查看"):
        Store.open(link, CATALOGUE)


def test_a_writer_in_another_process_is_named(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from fazhi_desktop.store.lock import Lock\n"
        "Lock(Path(sys.argv[1])).take(); lock = Lock(Path(sys.argv[2])); lock.take()\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    words = [sys.executable, "-c", script, str(path.with_name("x.fazhi")), str(path)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Locked, match=f"工作库正由 {lock.user_name()}"):
            Store.open(path, CATALOGUE)
        holder.kill()
    with Store.open(path, CATALOGUE) as after:
        assert not after.readonly


def test_a_lock_taken_away_between_opening_and_locking_is_not_held_twice(path: Path) -> None:
    first, second, third = Lock(path), Lock(path), Lock(path)
    first.take()
    first.path.unlink()  # as by the release of a holder of before
    second.take()
    with pytest.raises(Locked):
        third.take()
    second.release()
    first.release()


def test_a_place_without_locks_is_not_worked_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: object) -> bool:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(lock, "_held", unknown)
    with pytest.raises(EnvironmentFault, match="复制到本机"):
        Store.open(path, CATALOGUE)


@POSIX
def test_everything_is_private_to_the_user(store: Store, path: Path, tmp_path: Path) -> None:
    store.apply(fill(store, "E02", "1"))
    copy = store.backup("手动", tmp_path / "b.fazhi")
    store.pack(tmp_path / "p.fzb")
    files = [path, copy, tmp_path / "p.fzb", store._opened.lock.path, *backup.backups(path)]  # type: ignore[union-attr]
    assert {mode(entry) for entry in files} == {0o600}
    assert mode(backup.folder(path)) == 0o700


def test_what_a_killed_program_left_is_swept_away(path: Path) -> None:
    backup.folder(path).mkdir()
    left = [
        path.with_name(f"{path.name}.abc.part"),
        path.with_name(f"{path.name}.abc.part-journal"),
        path.with_name(f"{path.name}.abc.part-wal"),
        backup.folder(path) / "000001_2023-01-01_手动.fazhi.abc.part",
    ]
    other = path.with_name("别的.fazhi.abc.part")
    for entry in (*left, other):
        entry.write_bytes(b"half")
    Store.open(path, CATALOGUE).close()
    assert [entry.exists() for entry in (*left, other)] == [*[False] * 4, True]


def test_a_refused_write_leaves_no_temporary_file(store: Store, path: Path, tmp_path: Path) -> None:
    taken = tmp_path / "x.fazhi"
    taken.write_bytes(b"")
    for attempt in (store.saving_copy, lambda target: store.backing_up("手动", target=target)):
        with pytest.raises(WrongUsage):
            attempt(taken)(QUIET)
    with pytest.raises(WrongUsage):
        store.pack(taken)
    assert taken.read_bytes() == b""
    assert not list(tmp_path.rglob("*.part*"))


def test_an_end_without_closing_is_known_at_the_next_opening(path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from tests.store.town import CATALOGUE, fill\n"
        "from fazhi_desktop.store.workspace import Store\n"
        "store = Store.open(Path(sys.argv[1]), CATALOGUE)\n"
        "store.apply(fill(store, 'E02', '1')); store.apply(fill(store, 'E02', '2')); os._exit(9)"
    )
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", script, str(path)], cwd=root, check=False)
    with Store.open(path, CATALOGUE) as store:
        crashed = store.crashed
        assert crashed is not None
        assert store.log.head.step - crashed.step == 2
        assert {change.key for change in store.log.firsts_since(crashed.step)} == {value_key(2023, "E02")}
    with Store.open(path, CATALOGUE) as store:
        assert store.crashed is None


def test_a_lock_file_that_says_nothing_is_no_crash(path: Path) -> None:
    Lock(path).path.write_text(" [1, 2]")
    with Store.open(path, CATALOGUE) as store:
        assert store.crashed is None


# 时光轴


def test_one_text_one_value_or_everything_goes_back(store: Store) -> None:
    start = store.log.head.step
    state = store.report()
    store.apply(fill(store, "X12", "200"))
    store.apply(fill(store, "X13", "190"))
    middle = store.log.moments()[0].step
    store.apply(fill(store, "X13", "100"))
    assert store.report().value("X14").shown == "50"
    store.apply(store.back_to(middle, scope=only([value_key(2023, "X13")]), label="还原"))
    assert (store.report().value("X13").shown, store.report().value("X14").shown) == ("190", "95")
    assert store.undo_label == "还原"
    store.apply(store.back_to(start))
    assert store.report() == state
    store.undo()
    assert store.report().value("X14").shown == "95"
    assert store.back_to(store.log.head.step).cells == ()
    assert store.get(node_key(2023, 1)) is not None


# 传出, 装入


def test_a_package_is_carried_and_verified(store: Store, tmp_path: Path) -> None:
    store.apply(fill(store, "E02", "8"))
    made = store.pack(tmp_path / "甲镇.fzb")
    assert package.inspect(tmp_path / "甲镇.fzb") == made
    assert (made.unit, made.years, len(made.check_code)) == ("甲镇人民政府", (2023,), 8)
    assert package.unpack(tmp_path / "甲镇.fzb", tmp_path / "装入.fazhi") == made
    with Store.open(tmp_path / "装入.fazhi", CATALOGUE) as carried:
        assert carried.log.head == store.log.head
        assert carried.report().value("E02").shown == "8"
    with pytest.raises(WrongUsage, match="不会覆盖"):
        package.unpack(tmp_path / "甲镇.fzb", tmp_path / "装入.fazhi")


def test_a_package_hurt_on_the_way_is_not_taken(store: Store, tmp_path: Path) -> None:
    good = tmp_path / "甲镇.fzb"
    store.pack(good)
    data = good.read_bytes()
    with zipfile.ZipFile(good) as whole:
        content = whole.read("工作库.fazhi")
    for place in range(0, len(data), max(1, len(data) // 60)):
        hurt = bytearray(data)
        hurt[place] ^= 0x10
        good.write_bytes(hurt)
        target = tmp_path / f"{place}.fazhi"
        with contextlib.suppress(FazhiError):
            package.unpack(good, target)
        # taken only where the bit says nothing, such as a time in the zip
        assert not target.exists() or target.read_bytes() == content
    good.write_bytes(data[: len(data) // 2])
    with pytest.raises(NotUsable, match="已损坏"):
        package.inspect(good)
    assert not list(tmp_path.rglob("*.part"))


def test_a_prepared_package_is_refused(store: Store, path: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "甲镇.fzb", tmp_path / "伪.fzb"
    store.pack(good)
    with zipfile.ZipFile(good) as whole:
        manifest, content = whole.read("清单.json"), whole.read("工作库.fazhi")

    def forged(entries: dict[str, bytes]) -> Path:
        with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as made:
            for name, data in entries.items():
                made.writestr(name, data)
        return bad

    with pytest.raises(NotUsable, match="校验码不对"):
        package.inspect(forged({"清单.json": manifest, "工作库.fazhi": content + b"x"}))
    with pytest.raises(FazhiError, match="不属于传出包"):
        package.inspect(forged({"清单.json": manifest, "工作库.fazhi": content, "../x": b"x"}))
    with pytest.raises(NotUsable, match="不是传出包"):
        package.inspect(forged({"清单.json": b"[]", "工作库.fazhi": content}))
    told = {**json.loads(manifest), "format": "fazhi-package-9"}
    with pytest.raises(NotUsable, match="别的版本"):
        package.inspect(forged({"清单.json": json.dumps(told).encode(), "工作库.fazhi": content}))
    bomb = {**json.loads(manifest), "size": 10}
    with pytest.raises(NotUsable, match="校验码不对"):
        package.inspect(forged({"清单.json": json.dumps(bomb).encode(), "工作库.fazhi": bytes(50_000_000)}))


# the password


@CIPHER
def test_a_password_closes_the_file_and_the_recovery_key_opens_it(store: Store, path: Path) -> None:
    store.apply(fill(store, "E02", "3010"))
    with pytest.raises(BadInput, match="太短"):
        set_password(store, "12345678")
    key = set_password(store, "杨柳青 2024 年")
    store.apply(fill(store, "E02", "3011"))
    copy = store.backup("手动")
    store.close()
    assert "甲镇".encode() not in path.read_bytes() + copy.read_bytes()
    for file in (path, copy):
        with pytest.raises(PasswordNeeded, match="设有密码"):
            Store.open(file, CATALOGUE)
        with pytest.raises(PasswordNeeded, match="密码不对"):
            Store.open(file, CATALOGUE, secret="杨柳青 2023 年", readonly=True)
        for words in ("杨柳青 2024 年", key, key.lower().replace("-", " ")):
            with Store.open(file, CATALOGUE, secret=words, readonly=True) as opened:
                assert opened.report().value("E02").shown == "3011"


@CIPHER
def test_a_password_is_changed_and_taken_away(store: Store, path: Path, tmp_path: Path) -> None:
    first = set_password(store, "first password")
    second = set_password(store, "second password")
    assert first != second
    with pytest.raises(PasswordNeeded):
        Store.open(path, CATALOGUE, secret="first password", readonly=True)
    store.apply(fill(store, "E02", "1"))
    copy = store.saving_copy(tmp_path / "另存.fazhi", fill(store, "E02", "2"))(QUIET)
    with Store.open(copy, CATALOGUE, secret="second password") as sealed:
        assert sealed.report().value("E02").shown == "2"
    assert set_password(store, "") == ""
    store.undo()
    store.close()
    with Store.open(path, CATALOGUE) as plain:
        assert plain.report().value("E02").state == "missing"
    assert not list(tmp_path.rglob("*.part*"))


@CIPHER
def test_a_damaged_sealed_file_is_noticed(store: Store, path: Path) -> None:
    set_password(store, "a good password")
    good = store.backup("手动")
    store.close()
    data = bytearray(path.read_bytes())
    data[9000] ^= 1
    path.write_bytes(data)
    with pytest.raises(NotUsable) as caught:
        Store.open(path, CATALOGUE, secret="a good password")
    assert good.name in caught.value.message


def test_without_the_cipher_a_password_is_refused_in_words(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fazhi_desktop.store.sealing.available", lambda: False)
    with pytest.raises(NotUsable, match="没有密码组件"):
        set_password(store, "a good password")
    store.apply(fill(store, "E02", "1"))


def test_a_slip_of_the_pen_in_a_recovery_key_is_no_key() -> None:
    salt = secret.new_salt()
    key = secret.key_of("a good password", salt)
    printed = secret.recovery_key(key)
    assert secret.key_of(printed.lower(), salt) == key
    wrong = printed[:5] + ("A" if printed[5] != "A" else "B") + printed[6:]
    assert secret.key_of(wrong, salt) != key


# thinning


def test_old_backups_are_thinned_by_days_and_months_and_final_ones_stay(store: Store, path: Path) -> None:
    place = backup.folder(path)
    place.mkdir(exist_ok=True)
    start = datetime(2022, 11, 1)
    for number in range(1, 801):  # two a day, more than a year
        day = start + timedelta(days=number // 2)
        reason = "定稿" if number in (3, 500) else "导入前"
        (place / f"{number:06d}_{day:%Y-%m-%d}_{reason}.fazhi").write_bytes(b"")
    newest = store.backup("手动")
    kept = [int(entry.name[:6]) for entry in backup.backups(path)]
    assert int(newest.name[:6]) == 801
    assert set(range(792, 802)) <= set(kept)  # the ten latest
    assert {3, 500} <= set(kept)
    days = {entry.name[7:17] for entry in backup.backups(path)}
    last_days = [f"{start + timedelta(days=400 - back):%Y-%m-%d}" for back in range(13)]
    assert set(last_days) <= days
    months = {day[:7] for day in days}
    assert len(months) >= 12
    assert len(kept) <= 10 + 14 + 12 + 2
    for month in sorted(months)[-11:-1]:  # of a month, the last one stays
        dated = {number: f"{start + timedelta(days=number // 2):%Y-%m}" for number in range(1, 801)}
        assert max(number for number, of in dated.items() if of == month) in kept


def test_order_goes_by_counter_even_where_the_clock_went_back(store: Store, path: Path) -> None:
    place = backup.folder(path)
    place.mkdir(exist_ok=True)
    (place / "000041_2033-01-01_导入前.fazhi").write_bytes(b"")
    made = store.backup("手动")
    assert made.name.startswith("000042_")
    assert backup.backups(path)[0] == made
    assert backup.newest_good(path) == made  # the empty one is none

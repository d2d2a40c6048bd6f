"""Promise 4: a damaged workspace is noticed at opening, never a crash; backup offered, rows salvaged.

Random bits are flipped, tails cut, pages zeroed, stretches overwritten and heads torn, one or more at a time.
A file that opens must say exactly what it said before: then only unused bytes were hit.
"""

import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import Result
from bench._clerk import Clerk, new_workspace
from fazhi_desktop.assembly import Resources, load_resources, open_workspace
from fazhi_desktop.core.errors import Damaged, FazhiError
from fazhi_desktop.core.records import Key, Record
from fazhi_desktop.core.report import Report
from fazhi_desktop.store import backup
from fazhi_desktop.store.salvage import salvage
from fazhi_desktop.store.workspace import Store

FILES, FILES_CI, SEED_CI = 2_000, 600, 20231201
"""The short form damages the same files each time, the long one others."""
PAGE = 4096


@dataclass
class Tally:
    """How the damaged files fared."""

    ends: Counter[str] = field(default_factory=Counter[str])
    shares: list[float] = field(default_factory=list[float])
    faults: list[str] = field(default_factory=list[str])


def run(ci: bool) -> list[Result]:
    """Damage some hundred workspaces, open them, salvage them."""
    count, seed = (FILES_CI, SEED_CI) if ci else (FILES, time.time_ns() % 10**6)
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as scratch:
        template = Template(Path(scratch, "template"), load_resources())
        for number in range(count):
            _try(template, Path(scratch, "work"), chance, number, tally)
    noticed = count - tally.ends["harmless"] - len(tally.faults)
    whole = sum(share == 1 for share in tally.shares)
    mean = sum(tally.shares) / max(1, len(tally.shares))
    detail = ", ".join(f"{end} {times}" for end, times in tally.ends.most_common())
    return [
        Result(
            "damaged workspaces: noticed at opening with the newest good backup, never a crash",
            f"{len(tally.faults)} of {count} went wrong", f"0 of {count}", ok=not tally.faults,
            detail="; ".join(tally.faults[:5]) or f"{detail}; seed {seed}",
        ),
        Result(
            "damaged workspaces: content salvaged without the backup",
            f"{mean:.0%} of the records, everything in {whole} of {noticed}", "75%", ok=mean >= 0.75,
            detail="every record stands in its table and in the log; what a cut tail took is gone",
        ),
    ]


class Template:
    """A workspace with history and a backup, and what it says."""

    def __init__(self, folder: Path, resources: Resources) -> None:
        folder.mkdir()
        self.folder, self.resources = folder, resources
        path = folder / "甲 镇.fazhi"
        new_workspace(path, resources)
        with open_workspace(path, resources) as store:
            clerk = Clerk(store, resources, folder / "files", random.Random(5), lambda _: None)
            for _ in range(25):
                clerk.type_text()
                clerk.type_value()
            clerk.paste()
            clerk.import_workbook()
            clerk.read_report()
            clerk.undo()
            clerk.back_up()
            self.report, self.digests, self.records = store.report(), store.log.digests(), records_of(store)
        self.name = path.name
        self.newest = backup.backups(path)[0].name

    def says_the_same(self, store: Store) -> bool:
        """Whether a workspace still says everything that this one says."""
        return (store.report(), store.log.digests()) == (self.report, self.digests)


def records_of(store: Store) -> dict[Key, Record]:
    """Every record the report shows."""
    report: Report = store.report()
    found: dict[Key, Record] = {Key("node", report.year, str(node.id)): node for node in report.nodes}
    for year, values in report.values.items():
        found |= {Key("value", year, code): value for code, value in values.items()}
    return found


def _try(template: Template, work: Path, chance: random.Random, number: int, tally: Tally) -> None:
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(template.folder, work)
    path = work / template.name
    names = [chance.choice(list(DAMAGES)) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    data = bytearray(path.read_bytes())
    for name in names:
        data = DAMAGES[name](data, chance)
    path.write_bytes(data)
    what = f"file {number} ({', '.join(names)})"
    try:
        with open_workspace(path, template.resources) as store:
            if not template.says_the_same(store):
                tally.faults.append(f"{what}: opened and says something else")
            tally.ends["harmless"] += 1
    except FazhiError as refusal:
        if not (isinstance(refusal, Damaged) and refusal.backup and refusal.backup.name == template.newest):
            tally.faults.append(f"{what}: no backup offered: {refusal.message}")
        tally.ends["noticed"] += 1
        _salvage(template, path, what, tally)
    except Exception as error:
        tally.faults.append(f"{what}: {type(error).__name__}: {error}")


def _salvage(template: Template, path: Path, what: str, tally: Tally) -> None:
    target = path.with_name("抢救.fazhi")
    try:
        salvage(path, target, now="2023-12-01T09:00:00", who="张某")
        with open_workspace(target, template.resources, readonly=True) as store:
            got = records_of(store)
        same = sum(got.get(key) == record for key, record in template.records.items())
        tally.shares.append(same / len(template.records))
    except FazhiError:
        tally.ends["nothing salvaged"] += 1
        tally.shares.append(0)
    except Exception as error:
        tally.faults.append(f"{what}: salvage: {type(error).__name__}: {error}")


def _flip(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 1, 2, 8))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def _cut(data: bytearray, chance: random.Random) -> bytearray:
    return data[: chance.choice((chance.randrange(1, len(data)), len(data) - chance.randrange(1, 2 * PAGE)))]


def _zero(data: bytearray, chance: random.Random) -> bytearray:
    place = chance.randrange(max(1, len(data) // PAGE)) * PAGE
    length = min(chance.randint(1, 3) * PAGE, len(data) - place)
    data[place : place + length] = bytes(length)
    return data


def _overwrite(data: bytearray, chance: random.Random) -> bytearray:
    place = chance.randrange(len(data))
    length = min(512, len(data) - place)
    data[place : place + length] = chance.randbytes(length)
    return data


def _tear_head(data: bytearray, chance: random.Random) -> bytearray:
    data[chance.randrange(min(100, len(data)))] ^= 1 << chance.randrange(8)
    return data


DAMAGES: dict[str, Callable[[bytearray, random.Random], bytearray]] = {
    "flipped bits": _flip,
    "cut tail": _cut,
    "zeroed pages": _zero,
    "overwritten": _overwrite,
    "torn head": _tear_head,
}

"""Two copies of one workspace that went on apart: where they parted, and what the other one brings."""

import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.edits import Edit, edit
from fazhi_desktop.core.errors import NotUsable
from fazhi_desktop.core.merging import Merged, merge
from fazhi_desktop.core.records import Key, Record
from fazhi_desktop.store import package
from fazhi_desktop.store.gate import Gate
from fazhi_desktop.store.workspace import Store


@dataclass(frozen=True)
class Brought:
    """What the other side changed since both were one: (key, then, now) triples."""

    name: str
    who: str
    changes: tuple[tuple[Key, Record | None, Record | None], ...]


@contextmanager
def other_side(path: Path, catalogue: Catalogue, gate: Gate, *, secret: str = "") -> Generator[Store]:
    """The other side's workspace, to be read; a package is unpacked into a private folder meanwhile."""
    with tempfile.TemporaryDirectory(prefix="fazhi-") as folder:
        if path.suffix.lower() == package.SUFFIX:
            target = Path(folder, package.inspect(path).file_name)
            package.unpack(path, target, faults_of=gate.faults_of)
        else:
            target = path
        gate.admit(target, secret)
        with Store.open(target, catalogue, readonly=True, secret=secret) as store:
            yield store


def brought(digests: Sequence[str], theirs: Store) -> Brought:
    """What `theirs` brings to a workspace whose log has these digests.

    The log says where both parted: up to there its digests are the same. Raises NotUsable where they never
    were one.
    """
    pairs = zip(digests, theirs.log.digests(), strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if not common:
        raise NotUsable(
            f"{theirs.path.name} 不是从这个工作库复制出去的，不能合并。"
            "合并只用于同一个工作库的两份：从同一份复制出去、分头填写的。"
        )
    changed = theirs.log.firsts_since(theirs.log.step_of(common))
    triples = tuple((entry.key, entry.old, theirs.get(entry.key)) for entry in changed)
    return Brought(theirs.path.name, theirs.body.filler, triples)


def plan(mine: Store, other: Brought) -> Merged:
    """What of it can be taken, and what contradicts."""
    return merge(other.changes, mine.get, mine.keys)


def edit_of(mine: Store, other: Brought, found: Merged, chosen: frozenset[Key] = frozenset()) -> Edit:
    """The edit that takes what was found, and theirs at the conflicts that are chosen."""
    label = f"合并 {other.name}" + (f"（{other.who}）" if other.who else "")
    return edit(label, found.settled(chosen), mine.get)

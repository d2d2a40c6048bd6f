"""A frozen record is what `@dataclass(frozen=True)` makes, in every respect that the program relies on."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

import pytest

from fazhi_desktop.core.frozen import frozen


@frozen
class Made:
    """A record."""

    code: str
    count: int = 3
    parts: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict[str, str])
    hidden: str = field(default="h", repr=False)

    @cached_property
    def doubled(self) -> int:
        return self.count * 2


@dataclass(frozen=True)
class Model:
    """The same by the standard library."""

    code: str
    count: int = 3
    parts: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict[str, str])
    hidden: str = field(default="h", repr=False)


@frozen
class Empty:
    """Nothing in it."""


@pytest.mark.parametrize(
    ("given", "named"),
    [(("E02",), {}), (("E02", 4), {"parts": ("a",)}), ((), {"code": "E02", "notes": {"a": "b"}})],
)
def test_it_holds_and_shows_the_same(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    made, model = Made(*given, **named), Model(*given, **named)
    assert asdict(made) == asdict(model)
    assert repr(made) == repr(model).replace("Model", "Made")
    assert [entry.name for entry in fields(made)] == [entry.name for entry in fields(model)]
    assert is_dataclass(made)
    assert Made.__match_args__ == Model.__match_args__


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), (("a", 1, (), {}, "h", 6), {}), (("a",), {"code": "b"}), (("a",), {"other": 1})],
)
def test_it_refuses_what_does_not_fit(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    for kind in (Made, Model):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_it_never_changes() -> None:
    made = Made("E02")
    with pytest.raises(FrozenInstanceError):
        made.count = 4  # type: ignore[misc]  # pyright: ignore
    with pytest.raises(FrozenInstanceError):
        del made.count  # pyright: ignore
    assert replace(made, count=4) == Made("E02", 4)
    assert made.count == 3
    assert made.doubled == 6


def test_equal_ones_are_equal_and_hash_alike() -> None:
    assert Made("E02") == Made("E02", 3)
    assert Made("E02") != Made("E03")
    assert Made("E02") != Model("E02")
    assert Empty() == Empty()
    assert len({Empty(), Empty()}) == 1
    bare = [replace(Made(code), notes=()) for code in ("E02", "E02", "E03")]  # type: ignore[arg-type]
    assert len(set(bare)) == 2


def test_every_record_has_a_default_of_its_own() -> None:
    assert Made("E02").notes is not Made("E02").notes


def test_it_travels() -> None:
    made = Made("E02", 5, ("a",), {"b": "c"})
    assert pickle.loads(pickle.dumps(made)) == made
    assert copy.deepcopy(made) == made

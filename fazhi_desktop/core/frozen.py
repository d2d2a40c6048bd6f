"""`@frozen`: what `@dataclass(frozen=True)` makes, with one compilation instead of six.

Some forty records are made whenever the program starts, and compiling their methods one by one took as long
as a sixth of a bare window of Qt's. Fields, defaults, `replace`, `fields` and `asdict` are those of
dataclasses; comparing, hashing and showing are written once, here.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

_Record = TypeVar("_Record")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(kind: type[_Record]) -> type[_Record]:
    """Decorate a class whose annotations are the fields of a record that never changes."""
    made: Any = dataclass(init=False, repr=False, eq=False)(kind)
    names = [entry.name for entry in fields(made)]
    made.__init__ = _initialiser(made)
    values: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def equal(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    made.__eq__, made.__hash__, made.__repr__ = equal, hashed, _shown
    made.__setattr__ = made.__delattr__ = _refuse
    return made


def _initialiser(made: Any) -> Any:
    """`__init__` with one parameter for each field, in their order."""
    known: dict[str, Any] = {"_set": object.__setattr__}
    parameters, body = ["self"], ["  pass"]
    for entry in fields(made):
        name, value = entry.name, entry.name
        if entry.default_factory is not MISSING:
            known[f"_{name}"] = entry.default_factory
            parameters.append(f"{name}=_{name}")
            value = f"_{name}() if {name} is _{name} else {name}"
        elif entry.default is not MISSING:
            known[f"_{name}"] = entry.default
            parameters.append(f"{name}=_{name}")
        else:
            parameters.append(name)
        body.append(f"  _set(self, {name!r}, {value})")
    if hasattr(made, "__post_init__"):
        body.append("  self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(body), known)
    return known["__init__"]


def _shown(self: Any) -> str:
    shown = (f"{entry.name}={getattr(self, entry.name)!r}" for entry in fields(self) if entry.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change field {name!r}")

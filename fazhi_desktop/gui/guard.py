"""Keeps an error in a method that Qt calls from taking the program down.

PySide 6.11 on Python 3.11 crashes where such a method, called by C++ that Python called, raises an error
that the interpreter made (a wrong index, a missing attribute). Caught here it goes to the crash dialog.
"""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

_Method = TypeVar("_Method", bound=Callable[..., Any])


def guarded(otherwise: Callable[[], object] = lambda: None) -> Callable[[_Method], _Method]:
    """Decorate an override of Qt's; `otherwise` makes what it returns after an error."""

    def decorate(method: _Method) -> _Method:
        @wraps(method)
        def call(*arguments: Any, **named: Any) -> Any:
            try:
                return method(*arguments, **named)
            except Exception:
                kind, error, trace = sys.exc_info()
                if kind is not None and error is not None:
                    sys.excepthook(kind, error, trace)
                return otherwise()

        return call  # pyright: ignore[reportReturnType]

    return decorate

"""Everything Qt: the window, its pages and dialogs, and what they share.

PySide6 puts an import of its own in the place of Python's. It reads through the source of each module that is
imported later, to see whether that asks for `__feature__`, which none of ours does. Python's own is put back:
that saves a twelfth of a bare window's start, and the sources of all libraries do not stay in memory.
"""

import builtins

import PySide6.QtCore as _  # noqa: F401  installs that import

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

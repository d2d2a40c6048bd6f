"""Gives memory that is free again back to the system, which the C library of Linux keeps otherwise."""

import sys


def give_back() -> None:
    """Return what was freed; setting pages and drawing charts leaves tens of MiB in small holes."""
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc; musl has none
        if trim is not None:
            trim(0)

"""How the C library hands out memory: large blocks go back to the system when they are freed."""

import sys

_M_MMAP_THRESHOLD = -3
"""Its number in glibc's malloc.h; see mallopt(3)."""
LARGE = 1 << 20
"""Bytes from which a block is mapped by itself."""


def return_large_blocks() -> bool:
    """Keep glibc from raising its threshold for mapped blocks; True where it obeyed.

    glibc raises it to the largest block ever freed, up to 32 MiB, and then serves pages and pictures from the
    heaps of several threads; the gaps between them are never returned and grow by megabytes a day.
    """
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(_M_MMAP_THRESHOLD, LARGE) == 1

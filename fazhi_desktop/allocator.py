"""How glibc hands out memory: freed pages and pictures go back to the system instead of leaving gaps."""

import sys

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8
"""Numbers of glibc's malloc.h; see mallopt(3)."""
LARGE = 1 << 20
"""Bytes from which a block is mapped by itself, and unmapped when it is freed."""
ARENAS = 2
"""Heaps that threads share: the window's, and one for whatever works beside it."""


def return_memory() -> bool:
    """Keep glibc from hoarding; True where it obeyed. Before the first thread, or its heap is there already.

    Left alone, glibc gives many a thread a heap of its own and raises the threshold of mapped blocks to the
    largest ever freed, up to 32 MiB. The pages of a day then leave some 30 MiB of gaps that are not returned.
    """
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    return all(mallopt(*option) == 1 for option in ((M_MMAP_THRESHOLD, LARGE), (M_ARENA_MAX, ARENAS)))

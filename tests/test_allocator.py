"""Large blocks: mapped by themselves, however large the ones freed before were."""

import subprocess
import sys

import pytest

_MAPPED = """
import ctypes, sys
from fazhi_desktop.allocator import LARGE, return_memory

class Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in "arena ordblks smblks hblks hblkhd a b c d e".split()]

mallinfo = ctypes.CDLL(None).mallinfo
mallinfo.restype = Info
if sys.argv[1] == "fixed":
    assert return_memory()
bytes(8 * LARGE)
before = mallinfo().hblks
kept = bytes(2 * LARGE)
print(mallinfo().hblks - before)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's allocator")
@pytest.mark.parametrize(("how", "mapped"), [("as it is", "0"), ("fixed", "1")])
def test_a_large_block_is_mapped_after_a_larger_one_was_freed(how: str, mapped: str) -> None:
    told = subprocess.run([sys.executable, "-c", _MAPPED, how], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == mapped

"""The child process: takes jobs from a pipe, runs the named reader, answers with plain data."""

import contextlib
import gc
import importlib
import os
import pickle
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.sandbox.limits import limit_this_process

PACKAGE = "fazhi_desktop."
_GARBAGE = 20_000
"""New objects after which the child collects, between jobs and never within one."""
Reader = Callable[[bytes, dict[str, Any]], object]


def serve(pipe: Connection, memory: int, preload: tuple[str, ...]) -> None:
    """Answer jobs until the pipe closes: (reader, [(bytes, options), …]) in, an answer for each out.

    An answer is a pickled (status, message, data); the status is `done`, or the problem code of a refusal:
    what the reader said, `too_large`, `broken`. Readers named in `preload` are loaded while no job waits:
    one that needs none of them (a look at a workspace) is answered first.
    """
    with contextlib.suppress(OSError, ValueError):
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - stays open
        for descriptor in (1, 2):  # libraries that abort write there themselves
            os.dup2(sys.stdout.fileno(), descriptor)
    limit_this_process(memory)
    gc.disable()
    for name in preload:
        while pipe.poll():
            if not _serve_one(pipe):
                return
        with contextlib.suppress(Exception):
            reader_named(name)
    gc.collect()
    gc.freeze()
    while _serve_one(pipe):
        if gc.get_count()[0] > _GARBAGE:
            gc.collect()


def _serve_one(pipe: Connection) -> bool:
    """Take a handful of jobs and answer them; False where the pipe is closed."""
    try:
        name, jobs = pipe.recv()
        answers = [_answer(name, data, options) for data, options in jobs]
        pipe.send_bytes(pickle.dumps(answers, protocol=5))
    except (EOFError, OSError):
        return False
    return True


def reader_named(name: str) -> Reader:
    """The reader at a dotted path `fazhi_desktop.package.module:function`; nothing outside the package."""
    module, colon, function = name.partition(":")
    if not colon or not module.startswith(PACKAGE):
        raise ValueError(f"not a reader of this program: {name}")
    return getattr(importlib.import_module(module), function)


def _answer(name: str, data: bytes, options: dict[str, Any]) -> bytes:
    try:
        result = reader_named(name)(data, options)
        return pickle.dumps(("done", "", result), protocol=5)
    except FazhiError as error:
        return pickle.dumps((getattr(error, "code", "broken"), error.message, None), protocol=5)
    except MemoryError:
        return pickle.dumps(
            ("too_large", "文件展开后过大，读取已停止。请删去多余的工作表或行列后重新发送。", None)
        )
    except BaseException as error:
        note = f"{type(error).__name__}: {error}"[:300]
        return pickle.dumps(
            ("broken", "文件内容已损坏，无法读取。请用 WPS 或 Excel 打开、另存为 .xlsx 后重试。", note)
        )


def peak_memory(_data: bytes, _options: dict[str, Any]) -> int:
    """Reader that tells the peak memory of the child in bytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    if sys.platform == "linux":  # the figure of getrusage begins at the parent's, from which this was forked
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
        return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

"""The parent's side: one reused child, a clock, a kill switch, and sentences for what went wrong."""

import io
import multiprocessing
import pickle
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.progress import Cancelled
from fazhi_desktop.sandbox.child import PACKAGE, serve

MEMORY = 512 * 2**20
SECONDS = 20.0
_SLICE = 0.05
_LEAVING = 2.0
"""Seconds an idle child has to leave before it is stopped."""
_STRANGE = "文件读取结果异常，没有导入。请另存为 .xlsx 后重试。"
_PLAIN_MODULES = {"datetime": {"date", "datetime", "time", "timedelta"}, "builtins": {"frozenset", "set"}}


class Refused(FazhiError):
    """A file that could not be read; `code` is a problem code of the contract."""

    def __init__(self, code: str, message: str, note: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.note = note


def _never() -> bool:
    return False


class Sandbox:
    """Runs readers, one job after another, in a child that is started once and replaced when it dies.

    Safe to share between threads: jobs queue. `cancel` may be called from any thread.
    """

    def __init__(
        self, *, memory: int = MEMORY, seconds: float = SECONDS, preload: tuple[str, ...] = ()
    ) -> None:
        self._memory, self._seconds, self._preload = memory, seconds, preload
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._stopping = False
        self._lost: OSError | None = None

    def start(self) -> None:
        """Start the child ahead of the first job."""
        with self._turn:
            self._child()

    def read(
        self,
        reader: str,
        data: bytes,
        options: Mapping[str, object] | None = None,
        *,
        cancelled: Callable[[], bool] = _never,
    ) -> Any:
        """What `reader` (`fazhi_desktop.package.module:function`) makes of `data`.

        Raises Refused with a problem code, or Cancelled where the clerk stopped it.
        """
        self.submit(reader, [(data, options or {})])
        answer = next(self.collect(cancelled))
        if isinstance(answer, Refused):
            raise answer
        return answer

    def submit(self, reader: str, jobs: Sequence[tuple[bytes, Mapping[str, object]]]) -> None:
        """Hand jobs to the child and return at once; every submit is followed by one collect.

        Together they cost one round trip and share one clock: only what is read in a moment belongs together.
        """
        self._turn.acquire()
        self._stopping = False
        self._lost = None
        try:
            self._child().send((reader, [(data, dict(options)) for data, options in jobs]))
        except OSError as error:
            self._lost = error
        except BaseException:
            self._turn.release()
            raise

    def collect(self, cancelled: Callable[[], bool] = _never, seconds: float | None = None) -> Iterator[Any]:
        """The results of the jobs submitted last, a Refused in the place of one that was refused.

        They are unpacked one by one as they are taken, so that the child may have its next jobs before.

        Raises Refused where the child died or was too slow over them, and Cancelled. The clock runs from
        here, for `seconds` where that is less than a file is given.
        """
        try:
            answer = self._answer(cancelled, min(seconds or self._seconds, self._seconds))
        finally:
            self._turn.release()
        answers = _plain(answer)
        if not isinstance(answers, list):
            raise Refused("broken", _STRANGE)
        return map(_result, answers)

    def _answer(self, cancelled: Callable[[], bool], seconds: float) -> bytes:
        try:
            if self._lost is not None or self._pipe is None:
                raise self._lost or EOFError
            return self._wait(self._pipe, cancelled, seconds)
        except (EOFError, OSError) as error:
            self._kill()
            if self._stopping:
                raise Cancelled from error
            raise Refused(
                "broken",
                "文件读取时程序子进程异常退出，文件可能已损坏或过大，已拒绝导入。"
                "请用 WPS 或 Excel 打开、另存为 .xlsx 后重试。",
            ) from error

    def cancel(self) -> None:
        """Stop the running job at once; the reading thread gets Cancelled."""
        self._stopping = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the child: an idle one leaves by itself, one at work is stopped."""
        if self._turn.acquire(blocking=False):
            try:
                self._dismiss()
            finally:
                self._turn.release()
            return
        self.cancel()
        with self._turn:
            self._kill()

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _child(self) -> Connection:
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._kill()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, self._memory, self._preload), daemon=True, name="fazhi-reader"
        )
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        return ours

    def _wait(self, pipe: Connection, cancelled: Callable[[], bool], seconds: float) -> bytes:
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            if left <= 0:
                self._kill()
                raise Refused(
                    "too_slow",
                    f"读取超过 {seconds:.0f} 秒，已停止。请删去多余的工作表或行列后重新发送。",
                )
            if wait([pipe], min(left, _SLICE)):
                return pipe.recv_bytes()
            if self._stopping or cancelled():
                self._kill()
                raise Cancelled

    def _dismiss(self) -> None:
        """Close the pipe, upon which an idle child ends, and wait a moment for it."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.join(_LEAVING)
        self._kill()

    def _kill(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join(1.0)
        if pipe is not None:
            pipe.close()


class _PlainUnpickler(pickle.Unpickler):
    """Takes built-in values and this program's own dataclasses and named tuples; anything else is refused."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if global_name in _PLAIN_MODULES.get(module_name, ()):
            return super().find_class(module_name, global_name)
        if module_name.startswith(PACKAGE) and "." not in global_name:
            found = super().find_class(module_name, global_name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, tuple)):
                return found
        raise pickle.UnpicklingError(f"not plain data: {module_name}.{global_name}")


def _plain(answer: bytes) -> Any:
    try:
        return _PlainUnpickler(io.BytesIO(answer)).load()
    except Exception as error:
        raise Refused("broken", _STRANGE, str(error)) from error


def _result(answer: bytes) -> Any:
    """What one job gave, or its refusal."""
    try:
        status, message, result = _plain(answer)
    except Refused as refusal:
        return refusal
    return result if status == "done" else Refused(str(status), str(message), str(result or ""))

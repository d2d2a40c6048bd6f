"""Crash reports for bugs: where in the code, never what stood in the workspace."""

import contextlib
import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from fazhi_desktop import __version__, paths


def report_text(error: BaseException, *more: str) -> str:
    """Versions, kind of error and places in the code; messages and values, which may be business data, not.

    `more` are further versions, as of Qt.
    """
    first = f"程序 {__version__}　时间 {datetime.now():%Y-%m-%d %H:%M:%S}"
    second = f"系统 {platform.platform()}　Python {platform.python_version()}"
    return "\n".join((first, "　".join((second, *more)), *_places(error)))


def _places(error: BaseException) -> Iterator[str]:
    yield f"错误 {type(error).__module__}.{type(error).__qualname__}"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
    cause = error.__cause__ or error.__context__
    if cause is not None and cause is not error:
        yield "起因"
        yield from _places(cause)


def write_report(text: str, folder: Path) -> Path | None:
    """Write a report into the folder of the logs; None where even that fails."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
        path.write_text(text + "\n", "utf-8")
        return path
    return None


def sentence(error: BaseException) -> str:
    """What the clerk is told; the report is written on the way."""
    text = report_text(error)
    path = write_report(text, paths.logs())
    where = f"错误记录在 {path}（不含业务数据），请交给维护人员。" if path else "错误记录也未能写入。"
    if path is None:
        print(text, file=sys.stderr)
    return f"程序内部出错，刚才的操作没有完成，已保存的内容不受影响。{where}"

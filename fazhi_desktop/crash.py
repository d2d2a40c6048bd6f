"""Crash reports for bugs: where in the code, never what stood in the workspace."""

import contextlib
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

from fazhi_desktop import __version__, paths


def report_text(error: BaseException) -> str:
    """Kind of error and places in the code; messages and values are left out, they may hold business data."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"fazhi_desktop {__version__}",
        f"Python {platform.python_version()} {platform.platform()}",
        f"time {datetime.now():%Y-%m-%d %H:%M:%S}",
        f"error {type(error).__module__}.{type(error).__qualname__}",
    ]
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or error.__context__
    if cause is not None and cause is not error:
        lines += ["caused by", *report_text(cause).splitlines()[3:]]
    return "\n".join(lines)


def write_report(error: BaseException) -> Path | None:
    """Write a crash report into the log folder; None where even that fails."""
    with contextlib.suppress(OSError):
        folder = paths.logs()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
        path.write_text(report_text(error) + "\n", "utf-8")
        return path
    return None


def sentence(error: BaseException) -> str:
    """What the clerk is told; the report is written on the way."""
    path = write_report(error)
    where = f"错误记录在 {path}（不含业务数据），请交给维护人员。" if path else "错误记录也未能写入。"
    if path is None:
        print(report_text(error), file=sys.stderr)
    return f"程序内部出错，刚才的操作没有完成，已保存的内容不受影响。{where}"

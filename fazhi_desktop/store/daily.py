"""The day's backup, of what stands before its first change, made beside whoever makes that change."""

import contextlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from fazhi_desktop.core.errors import FazhiError, environment_fault
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.store import backup, database
from fazhi_desktop.store.rescue import Image


class Daily:
    """Backs a workspace up once a day.

    Attributes:
        fault: why today's could not be written, '' where it could; editing goes on.
        beside: does a backup elsewhere; without a window it is done at once.
    """

    def __init__(self, path: Path) -> None:
        self.fault = ""
        self.beside: Callable[[backup.Job], object] = lambda job: job(QUIET)
        self._path = path
        self._day: date | None = None

    def before_change(self, now: datetime, key: str) -> None:
        """Take what the file holds now and have it backed up, where nothing was backed up today."""
        if self._day == now.date():
            return
        self._day, self.fault = now.date(), ""
        if backup.is_of(self._path, now):
            return
        try:
            self.beside(self._job(Image(self._path, key), now))
        except OSError as error:
            self.fault = environment_fault(error, "写入备份", self._path).message
        except FazhiError as fault:
            self.fault = fault.message

    def _job(self, image: Image, now: datetime) -> backup.Job:
        def work(progress: Progress) -> Path:
            with contextlib.closing(image), database.sentences(self._path):
                return backup.write(image, self._path, "每日", now, progress=progress)

        return work

"""What reading files needs and what is dear to make: the child process, the matcher, the word lists."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_desktop.core.catalogue import Catalogue

if TYPE_CHECKING:
    from fazhi_desktop.matching import Matcher
    from fazhi_desktop.reading.report import ReportReader
    from fazhi_desktop.sandbox import Sandbox


class Readers:
    """Made when first needed, kept until the program ends. May be used from any thread."""

    def __init__(self) -> None:
        self._sandbox: Sandbox | None = None
        self._matcher: Matcher | None = None
        self._reports: ReportReader | None = None

    @property
    def sandbox(self) -> "Sandbox":
        """The child process that reads files."""
        if self._sandbox is None:
            from fazhi_desktop.importing.service import PRELOAD
            from fazhi_desktop.sandbox import Sandbox

            self._sandbox = Sandbox(preload=PRELOAD)
        return self._sandbox

    @contextmanager
    def child(self) -> "Generator[Sandbox]":
        """The child process, lent."""
        yield self.sandbox

    def cancel(self) -> None:
        """Stop what the child process is at."""
        if self._sandbox is not None:
            self._sandbox.cancel()

    def matcher(self, catalogue: Catalogue) -> "Matcher":
        """The matcher of the catalogue."""
        if self._matcher is None:
            from fazhi_desktop.matching import Matcher

            self._matcher = Matcher(catalogue)
        return self._matcher

    def report_reader(self, catalogue: Catalogue, words: Path) -> "ReportReader":
        """The reader of finished reports; `words` is the folder of its word lists. Raises DataFault."""
        if self._reports is None:
            from fazhi_desktop.reading.report import ReportReader, load_reading_words

            self._reports = ReportReader(catalogue, load_reading_words(words), self.sandbox)
        return self._reports

    def close(self) -> None:
        """End the child process."""
        if self._sandbox is not None:
            self._sandbox.close()
            self._sandbox = None
            self._reports = None

"""The reader with the program's own catalogue and word lists, built once."""

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue, load_catalogue
from fazhi_desktop.reading.report import ReportReader, load_reading_words


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(paths.resources() / "indicators")


@pytest.fixture(scope="session")
def reader(catalogue: Catalogue) -> ReportReader:
    return ReportReader(catalogue, load_reading_words(paths.resources() / "reading"))

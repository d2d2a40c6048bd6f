"""The child process and the catalogue that the tests of importing share."""

from collections.abc import Iterator

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue, load_catalogue
from fazhi_desktop.importing import PRELOAD
from fazhi_desktop.sandbox import Sandbox


@pytest.fixture(scope="package")
def sandbox() -> Iterator[Sandbox]:
    """The reader's child process, started once."""
    with Sandbox(preload=PRELOAD) as made:
        made.start()
        yield made


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    return load_catalogue(paths.resources() / "indicators")

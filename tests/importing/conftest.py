"""The catalogue that the tests of importing share."""

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    return load_catalogue(paths.resources() / "indicators")

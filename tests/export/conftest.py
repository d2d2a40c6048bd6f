"""One warm exporter for all tests of the writers, without the machine's own fonts."""

import pytest

from fazhi_desktop import paths
from fazhi_desktop.export.exporter import Exporter


@pytest.fixture(scope="session")
def exporter() -> Exporter:
    return Exporter(paths.resources(), folders=())

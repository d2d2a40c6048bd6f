"""One warm exporter for all tests of the writers, without the machine's own fonts."""

import pytest

from fazhi_desktop import paths
from fazhi_desktop.export.exporter import Exporter
from tests.document.specimen import document
from tests.export.pages import PdfPage, pdf_pages


@pytest.fixture(scope="session")
def exporter() -> Exporter:
    return Exporter(paths.resources(), folders=())


@pytest.fixture(scope="session")
def pdf(exporter: Exporter) -> bytes:
    return exporter.render_pdf(document(paragraphs=20))


@pytest.fixture(scope="session")
def pages(pdf: bytes) -> list[PdfPage]:
    return pdf_pages(pdf)

"""Documents made at random, exported to every format twice: read back whole, the same bytes both times."""

import warnings

from hypothesis import HealthCheck, Phase, given, seed, settings

from bench import Result
from fazhi_desktop import paths
from fazhi_desktop.document.tree import Document
from fazhi_desktop.export.exporter import Exporter
from tests.export.test_random_documents import documents, whole_in_every_format

COUNT = 200


def run(ci: bool) -> list[Result]:
    """Other documents than those of the test suite."""
    exporter = Exporter(paths.resources(), folders=())
    whole = 0

    @seed(20240105)
    @settings(
        max_examples=COUNT,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(document=documents)
    def campaign(document: Document) -> None:
        nonlocal whole
        whole_in_every_format(exporter, document)
        whole += 1

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fault = ""
        try:
            campaign()
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
    return [
        Result(
            "random documents whole in DOCX, PDF, HTML and TXT, and byte-identical twice",
            str(whole),
            f"≥ {COUNT}",
            ok=not fault and whole >= COUNT,
            detail=fault,
        )
    ]

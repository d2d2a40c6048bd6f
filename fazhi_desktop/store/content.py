"""What one open file holds: its records and its change log, over one set of models."""

from typing import Any

from fazhi_desktop.store.log import Log
from fazhi_desktop.store.models import Models
from fazhi_desktop.store.tables import Tables


class Content:
    """The tables and the change log of an open database."""

    def __init__(self, database: Any) -> None:
        models = Models(database)
        self.tables, self.log = Tables(models), Log(models)

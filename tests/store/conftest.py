"""A workspace of a small town, closed and open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fazhi_desktop.core.begin import first_edit
from fazhi_desktop.core.records import Body, Department
from fazhi_desktop.store.workspace import Store
from tests.store.town import CATALOGUE, TEMPLATE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A new workspace, closed."""
    target = tmp_path / "甲 镇.fazhi"
    body = Body("甲镇人民政府", "甲镇", filler="张某")
    Store.create(target, CATALOGUE, first_edit(body, TEMPLATE, 2023, [Department("执法队")])).close()
    return target


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same, open."""
    with Store.open(path, CATALOGUE) as opened:
        yield opened

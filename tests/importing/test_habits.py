"""Single habits of offices, each read by one rule; and what must not be reported of them."""

from pathlib import Path
from typing import Any

import pytest

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.importing.stated import department_of
from fazhi_desktop.importing.structure import Workbook
from fazhi_desktop.importing.words import load_words
from fazhi_desktop.sandbox import Sandbox
from tests.importing.habits import HABITS
from tests.importing.structures import STRUCTURES
from tests.importing.test_layouts import FOLDER, planned, report
from tests.workbooks.judging import judge
from tests.workbooks.truth import Case


@pytest.mark.parametrize("case", [*HABITS, *STRUCTURES], ids=lambda case: case.key)
def test_habit_is_read(case: Case, sandbox: Sandbox, catalogue: Catalogue, tmp_path: Path) -> None:
    book = case.books[0]
    plan = planned(sandbox, tmp_path, report(catalogue, case.year), (book.name, book.build()))
    shown: Any = plan.as_json(dry_run=True)["files"]
    assert judge(book, shown[0], case.year).faults == ()
    named = {code for codes in book.problems for code in codes.split("|")}
    told = {problem["code"] for problem in shown[0]["problems"] if problem["severity"] == "error"}
    assert told <= named


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        ("2023年各村（社区）普法工作汇总表.xlsx", None),
        ("主动公开政府信息情况.xlsx", None),
        ("信访办理情况统计表.xlsx", None),
        ("12345热线承办情况统计表.xlsx", None),
        ("民主法治示范村统计表.xlsx", None),
        ("附件2：矛盾纠纷统计表（综治办）最终版(1).xlsx", "综治办"),
        ("信访办2023年数据.xlsx", "信访办"),
        ("综合执法大队行政处罚台账2023.xlsx", "综合执法大队"),
    ],
)
def test_a_sender_is_an_office_not_a_word_that_ends_like_one(name: str, sender: str | None) -> None:
    known = ("信访办", "综治办", "村居", "各村", "综合执法大队", "执法队")
    assert department_of(Workbook("xlsx", ()), name, known, load_words(str(FOLDER))) == sender

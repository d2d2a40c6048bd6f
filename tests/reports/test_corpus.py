"""The corpus of finished reports: truths fit their texts, and the scores count what they say they count."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fazhi_desktop.core.catalogue import load_catalogue

from .corpus import TrueHeading, Truth, load, parse, squeeze
from .raw_forms import file_name, raw_bytes
from .scoring import ordinal, score_report

ROOT = Path(__file__).resolve().parents[2]
JOINED = ROOT.parent / "shared" / "sample" / "joined.txt"
REPORTS = [report for half in ("visible", "heldout") for report in load(half)]
EACH = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)


def perfect_reading(truth: Truth) -> dict[str, Any]:
    """What a reader without a fault prints for the report."""
    outline = truth.outline()
    _add_roles(outline, iter(truth.headings))
    facts = [
        {
            "quote": fact.quote,
            "value": list(fact.value) if isinstance(fact.value, tuple) else fact.value,
            "unit": fact.unit,
            "qualifier": fact.qualifier,
            "counts": fact.counts,
            "period": fact.period,
            "indicator": fact.indicators[0] if fact.indicators else None,
            "chapter": fact.chapter,
            "section": fact.section,
            "item": fact.item,
        }
        for fact in truth.facts
    ]
    unit = truth.units[0] if truth.units else None
    head = {"title": truth.title, "year": truth.year, "unit": unit}
    return head | {"outline": outline, "paragraphs": list(truth.paragraphs), "facts": facts}


def _add_roles(nodes: list[Any], headings: Iterator[TrueHeading]) -> None:
    for node in nodes:
        roles = next(headings).roles
        node["role"] = roles[0] if roles else None
        _add_roles(node["children"], headings)


def test_both_halves_hold_enough_reports_in_every_format() -> None:
    assert len(load("visible")) >= 13
    assert len(load("heldout")) >= 13
    formats = {report.options["format"] for report in REPORTS}
    assert {"txt utf-8", "txt utf-16", "txt gb18030", "docx", "docx-list", "html"} <= formats
    lengths = [sum(len(p) for p in report.truth.paragraphs) for report in REPORTS]
    assert min(lengths) >= 1150
    assert max(lengths) >= 4000


@EACH
def test_every_fact_is_quoted_from_its_paragraph(report: Any) -> None:
    assert report.truth.facts
    for fact in report.truth.facts:
        paragraph = report.truth.paragraphs[fact.paragraph]
        assert fact.quote in paragraph
        assert len(fact.quote) <= 60
        assert squeeze(paragraph)[fact.start : fact.end] in squeeze(fact.quote)
        assert fact.unit or fact.optional, fact.quote


@EACH
def test_no_mark_of_the_markup_reaches_the_reader(report: Any) -> None:
    for text in (*report.truth.paragraphs, *(node.heading for node in report.truth.headings)):
        assert not re.search(r"[{}^⏎¶⊕‖@]", text), text
    raw = raw_bytes(report)
    kind, *encoding = report.options["format"].split()
    assert file_name(report).endswith(kind.split("-")[0])
    if kind == "txt":
        assert not re.search(r"[{}^⏎¶⊕‖@]", raw.decode(encoding[0]))


@EACH
def test_indicators_are_codes_of_the_catalogue(report: Any) -> None:
    catalogue = load_catalogue(ROOT / "resources" / "indicators")
    wanted = {code for fact in report.truth.facts for code in fact.indicators if code}
    assert wanted <= set(catalogue)


@EACH
def test_numbers_of_neighbouring_headings_go_up_by_one(report: Any) -> None:
    last: dict[int, int] = {}
    for node in report.truth.headings:
        level, number = node.levels[0], ordinal(node.number)
        assert number is not None
        assert number in (last.get(level, 0) + 1, 1), node.heading
        last[level] = number
        if level == 1:
            last = {key: value for key, value in last.items() if key == 1 or _runs_on(report)}


def _runs_on(report: Any) -> bool:
    """Whether sections count through the whole report, as some counties ask."""
    sections = [ordinal(node.number) or 0 for node in report.truth.headings if node.levels[0] == 2]
    return sections == list(range(1, len(sections) + 1))


@EACH
def test_a_faultless_reading_has_the_full_score(report: Any) -> None:
    score = score_report(report.truth, perfect_reading(report.truth))
    assert score.notes == []
    assert score.headings_right == score.headings_true == score.headings_found
    assert score.facts_right == score.facts_true == score.facts_found
    assert score.tied_right == score.tied_true
    assert score.paragraphs_right == score.paragraphs_true == score.paragraphs_found


SMALL = """@format: txt utf-8
@year: 2022
@unit: 甲镇
= 甲镇2022年度法治政府建设情况报告
# 一、主要举措和成效 @measures
## （一）严格执法
全年{开展行政检查^120件|E02}，{罚款^1.5万元|E08}，{发放资料^三千余份|P24 =3000}，{各村^两次|? =2}开会。
"""


def _scored(change: Any) -> Any:
    truth = parse("small", SMALL).truth
    reading = copy.deepcopy(perfect_reading(truth))
    change(reading)
    return score_report(truth, reading)


def test_a_wrong_value_is_missed_and_one_too_many() -> None:
    score = _scored(lambda reading: reading["facts"][0].update(value=12))
    assert (score.facts_right, score.facts_true, score.facts_found) == (2, 3, 3)


def test_a_wrong_place_is_not_right() -> None:
    assert _scored(lambda reading: reading["facts"][0].update(section="（二）")).facts_right == 2


def test_the_same_amount_in_another_scale_is_right() -> None:
    assert _scored(lambda reading: reading["facts"][1].update(value=1.5, unit="万元")).facts_right == 3


def test_an_optional_fact_counts_neither_way() -> None:
    without = _scored(lambda reading: reading["facts"].pop())
    assert (without.facts_right, without.facts_true, without.facts_found) == (3, 3, 3)


def test_a_date_taken_for_a_quantity_is_punished() -> None:
    date = {"quote": "2022年", "value": 2022, "unit": "年", "qualifier": "exact", "counts": None}
    date |= {"indicator": None, "chapter": None, "section": None, "item": None}
    assert _scored(lambda reading: reading["facts"].append(date)).facts_found == 4


def test_wrong_and_missing_indicators_are_counted_apart() -> None:
    assert _scored(lambda reading: reading["facts"][0].update(indicator="E03")).tied_wrong == 1
    assert _scored(lambda reading: reading["facts"][0].update(indicator=None)).tied_missing == 1


def test_a_heading_one_level_too_deep_is_not_right() -> None:
    score = _scored(lambda reading: reading["outline"][0]["children"][0].update(level=3))
    assert (score.headings_right, score.headings_found, score.headings_true) == (1, 2, 2)


def test_page_ends_and_chrome_are_in_the_raw_text_only() -> None:
    markup = SMALL.replace("罚款", "罚¶款").replace("# 一", "~ 首页 > 公开\n# 一") + "@pagenum: - {n} -\n"
    report = parse("small", markup)
    raw = raw_bytes(report).decode("utf-8").splitlines()
    assert "- 1 -" in raw
    assert "首页 > 公开" in raw
    assert any("罚款1.5万元" in paragraph for paragraph in report.truth.paragraphs)
    assert not any("首页" in paragraph for paragraph in report.truth.paragraphs)


def test_nothing_is_copied_from_the_sample() -> None:
    if not JOINED.exists():
        pytest.skip("the sample is not beside the repository")
    sample = re.sub(r"\s", "", JOINED.read_text("utf-8"))
    runs = {sample[i : i + 22] for i in range(len(sample) - 21)}
    texts = [(report.name, text) for report in REPORTS for text in report.truth.paragraphs]
    texts += [(path.name, path.read_text("utf-8")) for path in Path(__file__).parent.glob("*/*.txt")]
    for name, text in texts:
        squeezed = re.sub(r"\s", "", text)
        copied = [squeezed[i : i + 22] for i in range(len(squeezed) - 21) if squeezed[i : i + 22] in runs]
        assert not copied, (name, copied[0])

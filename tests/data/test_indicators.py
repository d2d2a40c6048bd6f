"""The catalogue as an expert would check it: complete, unambiguous, calculable."""

import ast
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue, Indicator, load_catalogue
from fazhi_desktop.core.links import links

FOLDER = paths.resources() / "indicators"
DICTIONARY = Path(__file__).parents[3] / "shared" / "domain" / "indicators.md"
ROWS = {"E": 25, "H": 10, "X": 23, "G": 13, "L": 13, "D": 15, "T": 14, "P": 16}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(FOLDER)


def _bare(words: str) -> str:
    return re.sub(r"[\s（）()、，,/+“”]", "", unicodedata.normalize("NFKC", words))


def _codes(expression: str) -> Iterator[str]:
    tree = ast.parse(expression, mode="eval")
    parts = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    inside = {id(node.value) for node in parts}
    yield from (ast.unparse(node) for node in parts)
    yield from (node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in inside)


def _expressions(indicator: Indicator) -> tuple[str, ...]:
    return tuple(text for text in (indicator.formula, *indicator.at_most, *indicator.at_least) if text)


def test_there_are_129_rows_and_every_part_belongs_to_one(catalogue: Catalogue) -> None:
    rows = [indicator for indicator in catalogue.values() if not indicator.group]
    assert len(rows) == 129
    counted: dict[str, int] = defaultdict(int)
    for row in rows:
        counted[row.code[0]] += 1
    assert counted == ROWS
    for part in catalogue.values():
        assert ("." in part.code) == bool(part.group)
        if part.group:
            assert part.code.split(".")[0] == part.group
            assert catalogue[part.group].row_name, f"{part.group} lists several quantities"
            assert (part.kind, part.departments) == (
                catalogue[part.group].kind, catalogue[part.group].departments)


def test_no_wording_means_two_indicators(catalogue: Catalogue) -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for indicator in catalogue.values():
        for words in (indicator.name, *indicator.synonyms):
            meanings[_bare(words)].add(indicator.code)
        assert len(set(indicator.synonyms)) == len(indicator.synonyms), indicator.code
    assert {words: codes for words, codes in meanings.items() if len(codes) > 1} == {}


def test_every_indicator_says_what_it_counts_and_how_to_write_it(catalogue: Catalogue) -> None:
    for indicator in catalogue.values():
        code = indicator.code
        assert all((indicator.unit, indicator.roles, indicator.topic, indicator.departments)), code
        assert min(len(indicator.synonyms) - 1, len(indicator.context)) >= 2, code
        assert indicator.definition.endswith("。"), code
        if indicator.input:
            assert code in {link.code for link in links(indicator.phrase)}, code
            assert indicator.minimum == 0, code
        if indicator.kind == "count" and indicator.unit != "学时":
            assert indicator.integer, code


def test_only_percentages_end_at_100(catalogue: Catalogue) -> None:
    for indicator in catalogue.values():
        expected = 100 if indicator.unit == "%" and indicator.input else None
        assert indicator.maximum == expected, indicator.code


def test_formulas_use_indicators_of_the_catalogue(catalogue: Catalogue) -> None:
    used = 0
    for indicator in catalogue.values():
        for expression in _expressions(indicator):
            assert set(_codes(expression)) <= set(catalogue), f"{indicator.code}: {expression}"
            used += 1
    assert used > 50


def test_a_computed_value_follows_from_other_indicators(catalogue: Catalogue) -> None:
    computed = {code for code, indicator in catalogue.items() if indicator.formula_use == "derive"}
    assert {"E03", "E12", "H04", "X14", "L01", "L07"} <= computed
    for code in computed:
        assert code not in set(_codes(catalogue[code].formula)), code


def test_departments_and_their_aliases_are_told_apart(catalogue: Catalogue) -> None:
    tables = tomllib.loads((paths.resources() / "departments.toml").read_text("utf-8"))["department"]
    names = {table["name"] for table in tables}
    assert {name for indicator in catalogue.values() for name in indicator.departments} <= names
    spoken = [word for table in tables for word in (table["name"], *table["aliases"])]
    assert len(spoken) == len(set(spoken))


@pytest.mark.skipif(not DICTIONARY.is_file(), reason="the dictionary is not beside the repository")
def test_codes_names_and_units_are_those_of_the_dictionary(catalogue: Catalogue) -> None:
    text = DICTIONARY.read_text("utf-8").split("\n## 9 ")[0]
    rows = re.findall(r"^\| ([A-Z]\d\d) \| ([^|]+) \| ([^|]+) \|", text, re.MULTILINE)
    assert [code for code, *_ in rows] == [code for code, entry in catalogue.items() if not entry.group]
    for code, name, unit in rows:
        entry = catalogue[code]
        full, short = name.strip(), re.split(r" ?\(", name.strip())[0]
        written = _bare(entry.row_name or entry.name)
        assert written in {_bare(full), _bare(short), _bare(full.removesuffix(" split"))}, code
        assert unit.strip().startswith(entry.unit), code

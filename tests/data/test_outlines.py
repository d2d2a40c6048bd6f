"""The outlines that reports start from: complete, linked to what exists, in the order of the rules."""

import json
from pathlib import Path

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue, load_catalogue
from fazhi_desktop.core.links import links
from fazhi_desktop.core.outline import Part, Template, load_template

FILES = sorted((paths.resources() / "outlines").glob("*.toml"))
SAMPLE = Path(__file__).parents[3] / "shared" / "sample" / "joined.txt"
LONGEST_COPY = 21


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(paths.resources() / "indicators")


@pytest.fixture(scope="module")
def town(catalogue: Catalogue) -> Template:
    return load_template(paths.resources() / "outlines" / "town.toml", catalogue)


def _linked(texts: tuple[str, ...]) -> set[str]:
    return {link.code for text in texts for link in links(text)}


def _leaves(template: Template) -> list[Part]:
    return [part for part in template.walk() if not part.parts]


def test_the_towns_chapters_follow_the_regulation(town: Template) -> None:
    assert [chapter.role for chapter in town.chapters] == [
        "measures", "shortcomings", "first_responsible", "next_year", "other"]
    assert [len(chapter.parts) for chapter in town.chapters] == [3, 3, 3, 3, 0]
    assert [len(section.parts) for section in town.chapters[0].parts] == [3, 3, 4]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_heading_has_something_to_start_from(file: Path, catalogue: Catalogue) -> None:
    template = load_template(file, catalogue)
    assert template.name == file.stem
    assert template.title == "{short}{year}年度法治政府建设情况报告"
    assert template.preface
    for part in _leaves(template):
        texts = (*part.paragraphs, *part.patterns)
        assert all(text.endswith("。") for text in texts), part.heading
        assert part.paragraphs, part.heading
        assert not part.heading.endswith(("。", "，", "；")), part.heading
    headings = [part.heading for part in template.walk()]
    assert len(headings) == len(set(headings))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_text_links_only_what_its_heading_reports(file: Path, catalogue: Catalogue) -> None:
    for part in load_template(file, catalogue).walk():
        assert _linked((*part.paragraphs, *part.patterns)) <= set(part.indicators), part.heading


def test_every_indicator_has_a_place_and_a_sentence_in_a_towns_report(
    town: Template, catalogue: Catalogue
) -> None:
    placed = {code for part in town.walk() for code in part.indicators}
    assert set(catalogue) - placed == set()
    offered = {code for part in town.walk() for code in _linked((*part.paragraphs, *part.patterns))}
    assert {code for code, entry in catalogue.items() if entry.input} - offered == set()


def test_a_new_towns_text_opens_no_link_that_the_sample_cannot_fill(town: Template) -> None:
    held = set(json.loads((paths.resources() / "sample" / "expected.json").read_text("utf-8")))
    used = {code for part in town.walk() for code in _linked(part.paragraphs)}
    assert used <= held
    assert len(used) > 25


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample report is not beside the repository")
@pytest.mark.parametrize("file", [*FILES, paths.resources() / "sample" / "report.toml"], ids=lambda f: f.stem)
def test_no_sentence_is_taken_from_the_sample_report(file: Path) -> None:
    copied = _runs_in(_squeezed(SAMPLE.read_text("utf-8")), _squeezed(file.read_text("utf-8")))
    assert copied == []


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _runs_in(original: str, text: str) -> list[str]:
    length = LONGEST_COPY + 1
    known = {original[place : place + length] for place in range(len(original) - length + 1)}
    return [text[place : place + length] for place in range(len(text) - length + 1)
            if text[place : place + length] in known]

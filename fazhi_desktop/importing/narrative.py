"""Sentences in cells: quantities with the words before them, proposed and never stored unasked."""

import re
from collections.abc import Iterator

from fazhi_desktop.core.quantities import parse_quantity
from fazhi_desktop.core.units import UNITS
from fazhi_desktop.importing.facts import Fact, Reading
from fazhi_desktop.importing.structure import Sentence
from fazhi_desktop.matching import Candidate, Label
from fazhi_desktop.matching.candidates import sure_code

_UNITS = "|".join(re.escape(unit) for unit in (*UNITS, "%"))
_QUANTITY = re.compile(
    rf"(?:(?:约|近|超过|超|逾|不足|不到|上)?(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千万]+)[万亿千百]?[余多]?(?:{_UNITS})(?:以上|左右|以下)?)"
)
_CLAUSE = re.compile(r"[，。；、;,\n]")


def sentence_facts(reading: Reading, sentence: Sentence, sheet: str | None) -> Iterator[Fact]:
    """Facts of one narrative cell; each has a proposal where its words come near an indicator."""
    for found in _QUANTITY.finditer(sentence.text):
        quantity = parse_quantity(found[0])
        if quantity is None or quantity.number is None:
            continue
        before = _CLAUSE.split(sentence.text[: found.start()])[-1]
        after = _CLAUSE.split(sentence.text[found.end() :])[0]
        words = re.sub(r"(全年|共|累计|已|达到|达|为|了|以来|目前)+$", "", before) or after
        context = tuple(filter(None, (sentence.label, sentence.text[:120], sheet or "")))
        candidates = _near(reading, words[-16:], context, quantity.unit)
        if not candidates and after:
            candidates = _near(reading, after[:16], context, quantity.unit)
        if not candidates:
            continue
        fact = Fact(
            sheet,
            f"{words}{found[0]}",
            sentence.cell,
            found[0],
            number=quantity.number,
            high=quantity.high,
            unit=quantity.unit,
            qualifier=quantity.qualifier,
            proposed=candidates[0].code,
            score=candidates[0].score,
            refused="uncertain",
            kind="sentence",
        )
        yield fact


def _near(reading: Reading, words: str, context: tuple[str, ...], unit: str) -> list[Candidate]:
    """What words come near to: by a wording of the catalogue, else by their meanings."""
    label = Label((words,), context, unit, reading.department)
    found = reading.matcher.match(label) if words else []
    return found if sure_code(found) or not words else reading.matcher.meant(label) or found

"""Cells that hold several numbers: 51批次291人次, or 2/35 under a label that names as many things."""

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.core.quantities import Quantity, parse_quantity
from fazhi_desktop.importing.labels import UNIT_WORDS, read_label, squeeze, unit_word

_PIECE = rf"\d[\d,]*(?:\.\d+)?[余多]?(?:{UNIT_WORDS})"
_WITH_UNITS = re.compile(rf"{_PIECE}(?:[,、;/]?{_PIECE}){{1,2}}")
_SLASHED = re.compile(r"\d{1,6}(?:\.\d+)?%?(?:/\d{1,6}(?:\.\d+)?%?){1,2}")
_BRACKET = re.compile(r"(.*)\(([^()]*[/、][^()]*)\)$")


class Part(NamedTuple):
    """One of several numbers of a cell.

    Attributes:
        of_row: its label parts the row, else the column; tail: the labels that stand for the old last one.
    """

    quantity: Quantity
    of_row: bool
    tail: tuple[str, ...]
    unit: str


@lru_cache(maxsize=4096)
def several(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text that is nothing but two or three of them; () for any other."""
    plain = normalise(text).replace(" ", "")
    if _SLASHED.fullmatch(plain):
        pieces = plain.split("/")
    elif _WITH_UNITS.fullmatch(plain):
        pieces = re.findall(_PIECE, plain)
    else:
        return ()
    found = [quantity for piece in pieces if (quantity := parse_quantity(piece)) and quantity.number]
    return tuple(found) if len(found) == len(pieces) else ()


def parts_of(text: str, label: str, head: str) -> list[Part]:
    """The numbers of a cell with a label each: by their units, else by the row's label, else the column's.

    [] where nothing says which number is which.
    """
    found = several(text)
    if len({quantity.unit for quantity in found} - {""}) == len(found):
        return [Part(quantity, False, (read_label(head).text, quantity.unit), "") for quantity in found]
    for of_row, name in ((True, label), (False, head)):
        if names := _names(name, len(found)):
            return [Part(quantity, of_row, *named) for quantity, named in zip(found, names, strict=True)]
    return []


@lru_cache(maxsize=4096)
def _names(label: str, count: int) -> list[tuple[tuple[str, ...], str]]:
    """(labels, unit) of each thing that a label names: 批次/人次, 受理率/办结率, 旁听庭审（场/人次）."""
    plain = squeeze(label)
    if inner := _BRACKET.fullmatch(plain):
        whole, pieces = read_label(inner[1]).text, re.split("[/、]", inner[2])
        if len(pieces) == count:
            return [((whole, piece), unit_word(piece)) for piece in pieces]
    pieces = [read_label(piece) for piece in re.split("[/、]", plain)]
    if len(pieces) != count or not all(piece.text for piece in pieces):
        return []
    return [((piece.text,), piece.unit) for piece in pieces]

"""Remake resources/words/common.txt and alike.txt from jieba's words, pypinyin's readings and our own 黑体.

Needs `pip install jieba pypinyin pillow numpy`; run it from anywhere:

    python tools/make_words.py

common.txt: a line for each order of magnitude (power of two) of how often words of modern Chinese are used; a
line that begins with "~" holds words that are known but never proposed: names of persons, places and bodies,
and long words that are no idioms.
alike.txt: characters that are taken for one another. "= bo" a syllable, its tones told apart by "|"; "环坏" a
character and those whose drawing is nearest to its own, the nearest first.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

import jieba  # pyright: ignore[reportMissingImports]
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from pypinyin.constants import PINYIN_DICT  # pyright: ignore[reportMissingImports]

ROOT = Path(__file__).resolve().parent.parent / "resources"
LEAST = 20
"""How often a word of two characters or more has to be counted to be taken."""
LONGEST = 4
NAMES, IDIOMS = ("nr", "ns", "nt", "nz"), ("i", "l")
READINGS = 2
"""Readings of a character that count, the usual ones first: those of old books make too many alike."""
SIZE, SIDE = 40, 32
NEAREST, SHAPE = 8, 0.6
"""How many characters may be taken for one by their shape, and how alike they must be."""


def characters() -> list[str]:
    """The Chinese characters of GB 2312."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return [letter for letter in (row.decode("gb2312", "ignore") for row in rows) if letter]


def common(letters: set[str]) -> str:
    """The lines of common.txt."""
    classes: defaultdict[tuple[int, bool], list[str]] = defaultdict(list)
    with jieba.get_dict_file() as file:
        for line in file.read().decode("utf-8").splitlines():
            word, count, kind = line.split(" ")
            if len(word) > LONGEST or not letters.issuperset(word) or (len(word) > 1 and int(count) < LEAST):
                continue
            known = kind.startswith(NAMES) if len(word) < LONGEST else not kind.startswith(IDIOMS)
            classes[int(count).bit_length(), known].append(word)
    lines = (
        f"{'~' if known else ''}{size} {' '.join(sorted(words))}"
        for (size, known), words in sorted(classes.items())
    )
    return "\n".join(lines) + "\n"


def by_sound(letters: list[str]) -> list[str]:
    """The lines of alike.txt about sounds."""
    tones: defaultdict[str, defaultdict[str, str]] = defaultdict(lambda: defaultdict(str))
    for letter in letters:
        for reading in list(filter(None, PINYIN_DICT.get(ord(letter), "").split(",")))[:READINGS]:
            apart = unicodedata.normalize("NFD", reading)
            plain = "".join(sign for sign in apart if sign == "\u0308" or not unicodedata.combining(sign))
            tones[unicodedata.normalize("NFC", plain)][reading] += letter
    return [f"= {name} {'|'.join(found.values())}" for name, found in sorted(tones.items())]


def by_shape(letters: list[str]) -> list[str]:
    """The lines of alike.txt about shapes: the drawings compared as pictures."""
    font = ImageFont.truetype(str(ROOT / "fonts" / "FandolHei-Bold.otf"), SIZE)
    drawn = np.array([_drawing(letter, font) for letter in letters])
    soft = drawn + sum(np.roll(drawn, step, axis) for step in (1, -1) for axis in (1, 2))
    flat = soft.reshape(len(letters), -1)
    flat -= flat.mean(axis=1, keepdims=True)
    flat /= np.linalg.norm(flat, axis=1, keepdims=True)
    likeness = flat @ flat.T
    np.fill_diagonal(likeness, 0)
    near: defaultdict[str, list[str]] = defaultdict(list)
    for place, row in enumerate(likeness):
        for rank, other in enumerate(np.argsort(-row)[:NEAREST]):
            if row[other] > SHAPE:
                near[letters[place]].append(letters[other])
                if rank < NEAREST // 2:
                    near[letters[other]].append(letters[place])
    return [letter + "".join(dict.fromkeys(others)) for letter, others in sorted(near.items())]


def _drawing(letter: str, font: ImageFont.FreeTypeFont) -> np.ndarray:
    picture = Image.new("L", (SIZE, SIZE), 0)
    ImageDraw.Draw(picture).text((0, 0), letter, font=font, fill=255)
    fitted = picture.crop(picture.getbbox()).resize((SIDE, SIDE))
    return np.asarray(fitted, dtype=np.float32) / 255


def main() -> None:
    """Write both files."""
    letters = characters()
    folder = ROOT / "words"
    (folder / "common.txt").write_text(common(set(letters)), "utf-8")
    (folder / "alike.txt").write_text("\n".join((*by_sound(letters), *by_shape(letters))) + "\n", "utf-8")


if __name__ == "__main__":
    main()

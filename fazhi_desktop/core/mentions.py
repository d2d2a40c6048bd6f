"""Quantities in running text: where a number stands, what it says, and what it counts.

Pure scanning without a dictionary of words: a number needs a unit, and must not lie in a name, a date, a code
or a slogan. All words are data (`resources/reading/numbers.toml`); nothing here knows an indicator.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi_desktop.core.counted import Mention, with_counts
from fazhi_desktop.core.mention_words import MentionWords
from fazhi_desktop.core.numerals import parse_number
from fazhi_desktop.core.quantities import Quantity
from fazhi_desktop.core.units import canonical
from fazhi_desktop.core.values import Qualifier

_SIGNS = {
    ord(full): half
    for full, half in zip(
        "０１２３４５６７８９％．－～＋／＿＠　\u00a0\u2009\u2002\u2003",
        "0123456789%.-~+/_@     ",
        strict=True,
    )
}
_LETTERS = {code: chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_FOLD = {**_SIGNS, **_LETTERS}
_DASH = r"\s*(?:-|—|–|―|~|至|到)\s*"
_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})++(?!\d)|\d++)(?:\.\d++)?"
_SPELLED = "[零〇○一二两三四五六七八九十百千万亿]"
_NUMBER = re.compile(
    rf"(?<![\d.A-Za-z])(?P<low>{_ARABIC})\s?(?P<lowscale>[百千万亿]{{0,2}})(?P<lowunit>[%\u4e00-\u9fff]{{0,3}}?){_DASH}"
    rf"(?P<high>{_ARABIC})(?![\d.])"
    rf"|(?<![\d.A-Za-z])(?P<digits>{_ARABIC})(?![\d])"
    r"|百分之(?P<percent>[零〇一二两三四五六七八九十百点]+|\d+(?:\.\d+)?)"
    rf"|(?P<up>成千上万|成千|成百|[上数几])(?P<upscale>[十百千万亿]*)"
    rf"|(?P<words>{_SPELLED}++)(?:点(?P<places>[零〇一二三四五六七八九]+)|{_DASH}(?P<wordshigh>{_SPELLED}++))?"
)
_SCALE = re.compile(
    r"\s?(?P<one>[十百千万亿]{0,2})\s?(?P<over>余|多|来(?=[个名次件人份万百千]))?(?P<two>[百千万亿]{0,2})"
    r"(?P<later>余)?\s*"
)
_SHARED = re.compile(rf"(?:\s*[、和与]\s*{_ARABIC}(?![\d.])){{1,5}}\s*")
_OPEN_UNIT = re.compile(r"\s?[（(/]\s?(?P<inner>[\u4e00-\u9fff]{1,2})\s?[）)]?")
_MONEY = re.compile(r"(?P<head>[十百千]?)(?P<mark>[万亿])")
_NEIGHBOURS = re.compile(r"(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<scale>[十百千万]*)")
_CAUSED = re.compile(r"因[^，。；]{1,14}(?:引发|引起|产生|导致|造成)的")
"""What narrows a denial down: 未发生因信息公开引发的诉讼 says nothing of all others."""
_PUNCTUATED = re.compile(r"\s*(?:[、，。；：！？,;:!?（()）]|$|和|及|以上|以下|左右)")

_QUOTED = 25


def fold(text: str) -> str:
    """The text with full-width digits, letters and signs made half-width, character by character."""
    return text.translate(_FOLD)


class Scanner:
    """Finds the quantities of a text; built once from the word lists, then without state."""

    def __init__(self, words: MentionWords) -> None:
        self._words = words

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """All quantities of one paragraph, in order."""
        plain = fold(text)
        hidden = self.hidden(plain)
        found = [*self._zeros(plain, hidden)]
        for mention in found:
            hidden.append((mention.start, mention.end))
        found += self._numbers(plain, hidden)
        found.sort(key=lambda mention: mention.start)
        return with_counts(text, found, self._words)

    def hidden(self, plain: str) -> list[tuple[int, int]]:
        """Places of names, dates, codes and slogans in a folded text."""
        places = [
            found.span()
            for pattern in (self._words.names, self._words.dates)
            for found in pattern.finditer(plain)
        ]
        quotes = [place for place, char in enumerate(plain) if char == '"']
        pairs = zip(quotes[::2], quotes[1::2], strict=False) if len(quotes) % 2 == 0 else ()
        return places + [(start, end + 1) for start, end in pairs if end - start <= _QUOTED]

    def dates(self, text: str) -> tuple[tuple[int, int], ...]:
        """Places of dates and stretches of time in a text."""
        return tuple(found.span() for found in self._words.dates.finditer(fold(text)))

    def _numbers(self, plain: str, hidden: list[tuple[int, int]]) -> Iterator[Mention]:
        covered = bytearray(len(plain) + 1)
        position: int
        for start, end in hidden:
            covered[start:end] = b"\1" * (end - start)
        position = 0
        while found := _NUMBER.search(plain, position):
            position = max(found.end("low") if found["high"] else found.end(), found.start() + 1)
            if found["high"] and covered[found.start("high")] and not covered[found.start()]:
                mention = self._tail(plain, found.span("low"), found["low"], spelled=False)
                if mention is not None:
                    position = max(mention.end, position)
                    yield mention
                continue
            if covered[found.start()] or covered[found.end() - 1]:
                position = found.start() + 1
                while position < len(plain) and covered[position]:
                    position += 1
                continue
            mention = self._read(plain, found)
            if mention is not None:
                position = max(mention.end, position)
                yield mention
            elif found["wordshigh"]:
                position = found.end("words")

    def _read(self, plain: str, found: re.Match[str]) -> Mention | None:
        if found["high"]:
            single = self._tail(plain, found.span("low"), found["low"], spelled=False)
            return self._range(plain, found) or single
        if found["digits"]:
            return self._tail(plain, found.span("digits"), found["digits"], spelled=False)
        if found["percent"]:
            return self._percent(plain, found)
        if found["up"]:
            return self._at_least(plain, found)
        return self._spelled(plain, found)

    def _range(self, plain: str, found: re.Match[str]) -> Mention | None:
        tail = self._tail(plain, found.span("high"), found["high"], spelled=False)
        low_unit = found["lowunit"]
        if tail is None or tail.quantity.number is None or (low_unit and low_unit != tail.quantity.unit):
            return None
        scaled = tail.quantity.scaled and not found["lowscale"]
        scale = re.match(r"\s?([十百千万亿]*)", plain[found.end("high") :])
        low = parse_number(found["low"] + (scale[1] if scaled and scale else found["lowscale"]))
        if low is None or float(low) >= float(tail.quantity.number):
            return None
        quantity = replace(tail.quantity, number=low, high=tail.quantity.number, qualifier="range")
        return replace(tail, start=found.start(), digits=(found.start(), found.end()), quantity=quantity)

    def _percent(self, plain: str, found: re.Match[str]) -> Mention | None:
        whole, _, rest = found["percent"].partition("点")
        number = parse_number(whole or "零")
        places = "".join(parse_number(char) or "" for char in rest)
        if number is None:
            return None
        quantity = Quantity("value", number + ("." + places if places else ""), unit="%", in_words=True)
        return self._qualified(plain, found.start(), found.end(), (found.start(), found.start()), quantity)

    def _at_least(self, plain: str, found: re.Match[str]) -> Mention | None:
        """上千人次, 数百份, 成千上万: the bound is the value."""
        scale = {"成千上万": "万", "成千": "千", "成百": "百"}.get(found["up"], "") or found["upscale"]
        number = parse_number("一" + scale) if scale and scale[0] != "十" else parse_number(scale or "")
        if number is None or scale == "":
            return None
        tail = self._tail(plain, (found.end(), found.end()), number, spelled=True)
        if tail is None:
            return None
        return replace(tail, start=found.start(), quantity=replace(tail.quantity, qualifier="over"))

    def _spelled(self, plain: str, found: re.Match[str]) -> Mention | None:
        """七次, 两万余, 三至五名, 三四十人, 四点二亿元: a numeral in words before a measure word."""
        ends = _spelled_number(found)
        if ends is None:
            return None
        low, number = ends
        mention = self._tail(plain, (found.end(), found.end()), number, spelled=True) or self._tenths(
            plain, found
        )
        if mention is None:
            return None
        mention = self._qualified(
            plain, found.start(), mention.end, (found.start(), found.start()), mention.quantity
        )
        if not self._is_count(plain, found.start(), mention, found["wordshigh"] or found["words"]):
            return None
        if low:
            quantity = replace(mention.quantity, number=low, high=mention.quantity.number, qualifier="range")
            return replace(mention, quantity=quantity)
        return mention

    def _tenths(self, plain: str, found: re.Match[str]) -> Mention | None:
        """九成以上: 90 %."""
        after = plain[found.end() :]
        if (
            len(found["words"]) != 1
            or not re.match(r"(?:多|以上|左右|的|$|[，。；、,;）)])", after[1:])
            or after[:1] != "成"
        ):
            return None
        number = parse_number(found["words"])
        if number is None or not 1 <= int(number) <= 9:
            return None
        quantity = Quantity("value", f"{number}0", unit="%", in_words=True)
        return Mention(found.start(), found.end() + 1, (found.start(), found.start()), quantity)

    def _is_count(self, plain: str, start: int, mention: Mention, written: str) -> bool:
        """Whether a numeral in words counts something, rather than being part of a phrase.

        Behind its noun (规范性文件三件) it always counts; in front of one, from two digits on, or where a
        verb of doing stands before it and no word such as 方面 or 制度 behind.
        """
        words, unit = self._words, mention.quantity.unit.split("（")[0]
        if unit == "%":
            return True
        if unit not in words.measures or (written in "百千万亿" and mention.quantity.qualifier == "exact"):
            return False
        clause = self._clause_before(plain, start)
        if any(norm in clause[-12:] for norm in words.norms):
            return False
        after = plain[mention.end : mention.end + 8].lstrip()
        if _PUNCTUATED.match(plain, mention.end) and re.search(r"[\u4e00-\u9fff”》）]\s*$", clause):
            return not clause.endswith(words.verbs if written == "一" else ("第", "不止"))
        if len(written) > 1 and not set(written) <= set("一十"):
            return True
        if any(after.startswith(noun) or after[1:].startswith(noun) for noun in words.abstract):
            return False
        if written == "一":
            return unit in words.one_measures and clause.endswith(words.one_cues)
        if unit == "个" and after.startswith(words.concrete):
            return True
        if unit == "次" and (mention.quantity.qualifier == "over" or after.startswith(words.doing)):
            return True
        return clause.rstrip("了共 ").endswith(words.cues) or clause.endswith(words.cues)

    def _tail(self, plain: str, digits: tuple[int, int], written: str, *, spelled: bool) -> Mention | None:
        """What follows a number: scale, 余, unit, 以上; None where there is no unit."""
        scaling = _SCALE.match(plain, digits[1])
        assert scaling is not None
        place = scaling.end()
        scale = scaling["one"] + scaling["two"]
        unit, end = self._unit(plain, place, spelled=spelled)
        if not unit and not spelled and (shared := _SHARED.match(plain, digits[1])):
            unit, end = self._unit(plain, shared.end(), spelled=False)[0], digits[1]
        if not unit:
            return None
        unit, scale = _money(unit, scale, spelled=spelled)
        number = parse_number(written + scale) if not spelled else _times(written, scale)
        if number is None:
            return None
        qualifier: Qualifier = "over" if scaling["over"] or scaling["later"] else "exact"
        quantity = Quantity(
            "value", number, unit=unit, qualifier=qualifier, scaled=bool(scale), in_words=spelled
        )
        place = digits if not spelled else (digits[0], digits[0])
        return self._qualified(plain, digits[0], end, place, quantity)

    def _qualified(
        self, plain: str, start: int, end: int, digits: tuple[int, int], quantity: Quantity
    ) -> Mention:
        words = self._words
        if later := words.after.match(plain, end):
            end = later.end()
            if quantity.qualifier == "exact":
                quantity = replace(quantity, qualifier=words.after_meaning[later[0].strip()])
        head = plain[:start].rstrip(" ")
        for word, meaning in words.before:
            if head.endswith(word) and not head[: -len(word)].endswith(words.not_after.get(word, ())):
                start = len(head) - len(word)
                quantity = replace(quantity, qualifier=meaning)
                break
        return Mention(start, end, digits, quantity)

    def _unit(self, plain: str, place: int, *, spelled: bool) -> tuple[str, int]:
        """The unit at a place and where it ends; ('', place) where none stands."""
        words = self._words
        for unit in words.units.get(plain[place : place + 1], ()):
            end = place + len(unit)
            if not plain.startswith(unit, place):
                continue
            barred = plain[end : end + 1] in words.unit_not_before.get(unit, ())
            if not barred or (not spelled and plain.startswith(words.unit_still_before.get(unit, ()), end)):
                second = _OPEN_UNIT.match(plain, end)
                if (
                    second
                    and self._words.is_unit(second["inner"])
                    and (plain[end : second.end()].strip()[-1:] in "）)" or "/" in second[0])
                ):
                    return canonical(plain[place : second.end()]), second.end()
                return canonical(unit), end
        return "", place

    def _zeros(self, plain: str, hidden: list[tuple[int, int]]) -> Iterator[Mention]:
        """尚无败诉案件, 未发生一起行政复议案件: nought, with the counted noun behind it."""
        for found in self._words.zero.finditer(plain):
            if any(start <= found.start() < end for start, end in hidden) or _CAUSED.search(found[0]):
                continue
            unit = found["unit"] or next(
                (unit for noun, unit in self._words.zero_units if noun in found[0]), "件"
            )
            quantity = Quantity("value", "0", unit=unit, in_words=True)
            yield Mention(
                found.start(),
                found.end(),
                (found.start(), found.start()),
                quantity,
                counts=found["noun"].strip(),
            )

    def _clause_before(self, plain: str, start: int) -> str:
        """The clause in front of a place, blanks and qualifiers at its end left out."""
        begin = max((plain.rfind(mark, 0, start) for mark in self._words.clause_ends), default=-1) + 1
        clause = plain[begin:start].rstrip()
        for word, _ in self._words.before:
            if clause.endswith(word):
                return clause[: -len(word)].rstrip()
        return clause


def _money(unit: str, scale: str, *, spelled: bool) -> tuple[str, str]:
    """16.13 万元 keeps its digits and is counted in 万元; 两万元 in words becomes 20000 元."""
    found = _MONEY.fullmatch(scale)
    if unit == "元" and found and not spelled:
        return found["mark"] + unit, found["head"]
    return unit, scale


def _spelled_number(found: re.Match[str]) -> tuple[str, str] | None:
    """Lower end ('' unless a range) and number of a numeral in words; None where the characters make none."""
    words, high = found["words"], found["wordshigh"]
    if near := _NEIGHBOURS.fullmatch(words):
        ends = [parse_number(near[end]) or "" for end in ("low", "high")]
        if not high and int(ends[1]) == int(ends[0]) + 1:
            return tuple(_times(end, near["scale"]) or "" for end in ends)  # type: ignore[return-value]
    if len(words) > 1 and not set(words) & set("十百千万亿"):
        return None
    number = parse_number(high or words) or parse_number("一" + words)
    if number is None:
        return None
    if found["places"]:
        number += "." + "".join(parse_number(char) or "0" for char in found["places"])
    return (parse_number(words) or "" if high else ""), number


def _times(number: str, scale: str) -> str | None:
    """A number that was read already, times 百千万亿 written behind it."""
    return parse_number(number + scale) if scale else number

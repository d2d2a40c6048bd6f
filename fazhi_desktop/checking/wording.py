"""Checks of wording and form: patterns, slips, variants, spaces, 一是…二是, open brackets."""

import json
import re
from collections.abc import Container, Iterator

from fazhi_desktop.checking.findings import Finding, Place
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.spelling import Slip
from fazhi_desktop.checking.view import PREFACE, Paragraph, Subject, View

_NUMERALS = "一二三四五六七八九十"
_ORDINAL = re.compile(r"(?:(?<=[，。；：:\n])|^)\s*([一二三四五六七八九]|十)(?:是|要)")
_INTACT = _SECOND = 2
_KNOWN = 8
"""Characters of a fixed term from which on one too many may stand before its last."""
_LONG = 12
"""Characters of a fixed term from which on two may be missing."""
_JOINTS = ("等", "的", "和", "及", "与", "、", "“", "”")
"""What may stand between the words of a fixed term."""
_BEGINNINGS = ("务实", "务必", "诉讼", "核查", "核实", "核定", "记录", "件数", "法律", "法治", "境内", "问题")
"""Words that may follow a fixed term although they begin with its last character."""
_NAME = 5
"""Characters of a body's name from which on a slip in it can be told from another body's."""
_LAW = re.compile(r"《(?:中华人民共和国)?(?P<name>[\u4e00-\u9fff]{3,30}法)(?:（[^（）]*）)?》")
_LETTER = re.compile(r"[\u4e00-\u9fff]")
_CLOSED = {"“": "”", "《": "》", "（": "）", "〔": "〕", "〈": "〉", "【": "】", "(": ")", "「": "」"}
_QUOTED = re.compile(r"《([^《》]{4,60})》|“([^“”]{4,40})”")
_SIGNS = re.compile(r"[\s，、。！；：·—\-|｜〈〉“”]+")
_QUOTES = re.compile(r"[“”]")
_UNFILLED = re.compile(r"〔(?:待填|不适用)：[^〕]*〕")
_SPACED = re.compile(r"[\u4e00-\u9fff] +\d|\d +[\u4e00-\u9fff]")
_CLOSE = re.compile(r"[\u4e00-\u9fff]\d|\d[\u4e00-\u9fff]")


def _blank(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


def _lines(view: View, subject: Subject, *, headings: bool = True) -> Iterator[tuple[str, Paragraph | None]]:
    """Heading (or title) and paragraphs of one text; None stands for the heading."""
    node = view.node(int(subject))
    if headings and (node is not None or subject == PREFACE):
        yield node.heading if node else view.report.head.title, None
    for paragraph in view.of(subject):
        yield paragraph.text, paragraph


def _matches(rule: Rule, view: View, subject: Subject) -> Iterator[tuple[Place, str]]:
    if rule.pattern is None or (
        rule.list_of("roles") and view.role(int(subject)) not in rule.list_of("roles")
    ):
        return
    masks = str(rule.options.get("skip", ""))
    for text, paragraph in _lines(view, subject, headings=bool(rule.options.get("headings", True))):
        plain = _UNFILLED.sub(_blank, text)
        plain = re.sub(masks, _blank, plain) if masks else plain
        for found in rule.pattern.finditer(plain):
            start, end = found.span()
            if paragraph is not None:
                yield paragraph.place(start, end, around=6), text[start:end]
            else:
                yield Place(int(subject), 0, 0, 0, text[max(0, start - 10) : end + 10][:60]), text[start:end]


def pattern(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """Words of one text that a pattern finds, as one finding."""
    found = list(_matches(rule, view, subject))
    if found:
        yield _together(rule, found, view.place_of(int(subject)))


def pattern_whole(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Words of the whole report that a pattern finds, as one finding."""
    found = [
        hit
        for subject in (PREFACE, *(node.id for node in view.report.nodes))
        for hit in _matches(rule, view, subject)
    ]
    if len(found) >= max(1, int(rule.number("least", 1))):
        yield _together(rule, found, "")


def _together(rule: Rule, found: list[tuple[Place, str]], place: str) -> Finding:
    words = list(dict.fromkeys(_QUOTES.sub("", text.strip()) for _, text in found))
    shown = "、".join(f"“{word}”" for word in words[:5]) + (" 等" if len(words) > 5 else "")
    return rule.finding(*(hit for hit, _ in found), found=shown, count=len(found), place=place)


def slips(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """Known slips of the pen, [wrong, right], and with `spelling` those that the word lists betray."""
    for text, paragraph in _lines(view, subject):
        known = [
            Slip(start, wrong, right)
            for wrong, right in rule.lists_of("slips")
            if (start := text.find(wrong)) >= 0
        ]
        more = view.slips(text) if rule.options.get("spelling") else ()
        known += [slip for slip in more if not any(_overlap(slip, other) for other in known)]
        for slip in known:
            place = (
                paragraph.place(slip.start, slip.start + len(slip.wrong), around=6)
                if paragraph
                else _heading(subject, text)
            )
            yield rule.finding(place, wrong=slip.wrong, right=slip.right)


def _overlap(one: Slip, other: Slip) -> bool:
    return one.start < other.start + len(other.wrong) and other.start < one.start + len(one.wrong)


def variants(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """One thing under several names: groups of wordings of which a report should use one."""
    for group in rule.lists_of("groups"):
        counts: dict[str, tuple[int, Place]] = {}
        words = "|".join(re.escape(word) for word in sorted(group, key=len, reverse=True))
        for paragraph in view.paragraphs:
            for found in re.finditer(words, paragraph.text):
                count, first = counts.get(found[0], (0, paragraph.place(*found.span(), around=6)))
                counts[found[0]] = (count + 1, first)
        if len(counts) > 1:
            forms = "、".join(f"“{word}”{count} 处" for word, (count, _) in counts.items())
            yield rule.finding(*(place for _, place in counts.values()), forms=forms)


def quoted_variants(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """A title or slogan quoted twice with different marks inside."""
    forms: dict[str, dict[str, Place]] = {}
    for paragraph in view.paragraphs:
        for found in _QUOTED.finditer(paragraph.text):
            whole = found[1] or found[2]
            for piece in re.split(r"[—|｜]", whole):
                key = _SIGNS.sub("", piece)
                if len(key) >= 6:
                    forms.setdefault(key, {}).setdefault(piece.strip(), paragraph.place(*found.span()))
    for written in forms.values():
        if len(written) > 1:
            yield rule.finding(*written.values(), forms="、".join(f"“{form}”" for form in written))


def spaces(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Digits partly with and partly without blanks beside Chinese characters."""
    wide: list[Place] = []
    close = 0
    for paragraph in view.paragraphs:
        wide += [paragraph.place(*found.span(), around=4) for found in _SPACED.finditer(paragraph.text)]
        close += len(_CLOSE.findall(paragraph.text))
    if wide and close:
        yield rule.finding(*wide, wide=len(wide), close=close)


def either(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Two ways of writing one thing, `pattern` and `close`, in one report."""
    close = re.compile(str(rule.options["close"]))
    count = sum(len(close.findall(paragraph.text)) for paragraph in view.paragraphs)
    found = [
        hit
        for subject in (PREFACE, *(node.id for node in view.report.nodes))
        for hit in _matches(rule, view, subject)
    ]
    if found and count:
        places = [place for place, _ in found]
        shown = "；".join(f"“{place.quote}”" for place in places[:2])
        yield rule.finding(*places, found=shown, wide=len(found), close=count)


def fixed_phrases(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """Long fixed terms with a character wrong, missing or too many in their middle."""
    phrases = rule.list_of("phrases")
    known, closed = (*phrases, *rule.list_of("others")), rule.list_of("closed")
    for text, paragraph in _lines(view, subject):
        for phrase in phrases:
            for start, piece in _almost(text, phrase, closed):
                if any(piece in other for other in known):
                    continue
                place = (
                    paragraph.place(start, start + len(piece), around=4)
                    if paragraph
                    else _heading(subject, text)
                )
                yield rule.finding(place, place=view.place_of(int(subject)), found=piece, right=phrase)


def own_name(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """The reporting body's own name with a slip in it."""
    name = view.report.body.unit
    for text, paragraph in _lines(view, subject) if len(name) >= _NAME else ():
        for start, piece in _misnamed(text, name):
            place = paragraph.place(start, start + len(piece)) if paragraph else _heading(subject, text)
            yield rule.finding(place, place=view.place_of(int(subject)), found=piece, right=name)


def own_level(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """Leaders and bodies of another level than the reporting one's, unless of `others`."""
    name = view.report.body.short
    wrong = next((pattern for ending, pattern in rule.lists_of("levels") if name.endswith(ending)), "")
    for text, paragraph in _lines(view, subject) if wrong else ():
        others = [other.span() for other in re.finditer(str(rule.options["others"]), text)]
        for found in re.finditer(wrong, text):
            if any(start <= found.start() < end for start, end in others):
                continue  # 邻近的青山乡党委、乡政府
            place = paragraph.place(*found.span(), around=6) if paragraph else _heading(subject, text)
            yield rule.finding(place, place=view.place_of(int(subject)), found=f"“{found[0]}”", own=name)


def _misnamed(text: str, name: str) -> Iterator[tuple[int, str]]:
    start = text.find(name[:_INTACT])
    while start >= 0:
        pieces = (text[start : start + length] for length in range(len(name) - 1, len(name) + 2))
        near = (piece for piece in pieces if piece[-1:] == name[-1] and _one_slip(piece, name))
        if not text.startswith(name, start) and (piece := next(near, "")):
            yield start, piece
        start = text.find(name[:_INTACT], start + 1)


def titles_nearly(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A law in 《》 that is none, and nearly one."""
    for text, paragraph in _lines(view, subject):
        for found in _LAW.finditer(text):
            right = view.law_like(found["name"])
            if right is not None:
                place = paragraph.place(*found.span()) if paragraph else _heading(subject, text)
                yield rule.finding(
                    place, place=view.place_of(int(subject)), found=found[0][1:-1], right=right
                )


def _heading(subject: Subject, text: str) -> Place:
    return Place(int(subject), 0, 0, 0, text[:60])


def _almost(text: str, phrase: str, closed: Container[str]) -> Iterator[tuple[int, str]]:
    """Pieces of a text that begin and end like a phrase and differ by one slip in between.

    Of `closed` phrases the last character is as fixed as the rest: nothing else may follow what is before it.
    """
    ends = (phrase[:_INTACT], phrase[-_INTACT:])
    start = text.find(ends[0])
    while start >= 0:
        if phrase in closed and text.startswith(phrase[:-1], start):
            piece = text[start : start + len(phrase)]
            after = text[start + len(phrase) : start + len(phrase) + 2]
            if piece == phrase and after[:1] == phrase[-1] and after not in _BEGINNINGS:
                yield start, piece + after[0]
            elif piece != phrase and _LETTER.fullmatch(piece[-1]):
                yield start, piece
        elif not text.startswith(phrase, start):
            for length in range(len(phrase) - 2, len(phrase) + 2):
                piece = text[start : start + length]
                longer = len(piece) > len(phrase) >= _KNOWN
                if piece.endswith(ends[1][-1] if longer else ends[1]) and _one_slip(piece, phrase):
                    yield start, piece
                    break
        start = text.find(ends[0], start + 1)


def _one_slip(piece: str, phrase: str) -> bool:
    head = next((n for n, (a, b) in enumerate(zip(piece, phrase, strict=False)) if a != b), len(piece))
    tail = 0
    while tail < min(len(piece), len(phrase)) - head and piece[-1 - tail] == phrase[-1 - tail]:
        tail += 1
    wrong, right = piece[head : len(piece) - tail], phrase[head : len(phrase) - tail]
    if not right and wrong in _JOINTS:
        return False  # 执法全过程记录等制度
    swapped = len(wrong) == 2 and wrong == right[::-1]
    few = ((1, 1), (0, 1), (1, 0), (0, 2)) if len(phrase) >= _LONG else ((1, 1), (0, 1), (1, 0))
    return swapped or (len(wrong), len(right)) in few


def mended_numbers(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Numbers of headings that reading a finished report put right, as its setting `numbering` lists them."""
    try:
        entries = [
            tuple(map(str, entry)) for entry in json.loads(view.report.settings.get("numbering", "[]"))
        ]
    except (ValueError, TypeError):
        return
    by_heading = {node.heading: node for node in view.report.nodes}
    places = [view.heading(by_heading[entry[2]]) for entry in entries if entry[2] in by_heading]
    if places:
        shown = "；".join(f"“{entry[0]}{entry[2][:10]}”应为“{entry[1]}”" for entry in entries[:4])
        yield rule.finding(*places, found=shown + (" 等" if len(entries) > 4 else ""), count=len(entries))


def ordinals(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """一是…三是 with a number left out or twice."""
    expected = 1
    for paragraph in view.of(subject):
        for place, found in enumerate(_ORDINAL.finditer(paragraph.text)):
            number = _NUMERALS.index(found[1]) + 1
            alone = place > 0 and number == 1 and expected == _SECOND  # 一是……。一是……
            if alone or number not in (1, expected):
                yield rule.finding(
                    paragraph.place(found.start(), found.end(), around=10),
                    place=view.place_of(int(subject)),
                    found=found[0].strip(),
                    wanted=_NUMERALS[min(expected, 10) - 1] + "是",
                )
            expected = number + 1


def unpaired(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """Quotation marks, brackets and 书名号 that are opened and not closed, or closed and never opened."""
    for text, paragraph in _lines(view, subject):
        for start, sign in _open_signs(text):
            place = paragraph.place(start, start + 1, around=10) if paragraph else _heading(subject, text)
            yield rule.finding(place, sign=sign, place=view.place_of(int(subject)))


def _open_signs(text: str) -> Iterator[tuple[int, str]]:
    opened: list[tuple[int, str]] = []
    turned: tuple[int, str] | None = None
    backwards = {close: sign for sign, close in _CLOSED.items()}
    for place, sign in enumerate(text):
        if sign in _CLOSED:
            if sign == "“" and any(mark == sign for _, mark in opened):
                turned = turned or (place, sign)  # inside “” stands ‘’
            opened.append((place, sign))
        elif sign in backwards:
            if opened and opened[-1][1] == backwards[sign]:
                opened.pop()
            elif not (sign == ")" and re.search(r"[\d一二三四五六七八九十]$", text[:place])):
                yield place, sign
    yield from opened or ([turned] if turned else ())


def repeated(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """A sentence that stands twice in the report."""
    seen: dict[str, Place] = {}
    for paragraph in view.paragraphs:
        for start, sentence in paragraph.sentences():
            text = re.sub(r"^[一二三四五六七八九十]+是", "", sentence.strip())
            if len(text) < rule.number("least"):
                continue
            place = paragraph.place(start, start + len(sentence))
            if text in seen:
                yield rule.finding(
                    place,
                    seen[text],
                    sentence=text[:30],
                    place=view.place_of(paragraph.node),
                    first=view.place_of(seen[text].node or 0),
                )
            else:
                seen[text] = place

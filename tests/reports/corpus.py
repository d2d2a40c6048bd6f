"""Annual reports of invented places, each one text file that holds both the raw report and its truth.

Head of a file, one `@name: value` per line:
    @format   txt utf-8 | txt utf-8-sig | txt gb18030 | txt utf-16 | docx | docx-list | html
    @year     2022 or none; @unit 柳湾镇, several accepted readings split by `/`, or none
    @blank    yes: an empty line between paragraphs; @indent: text put before each body paragraph
    @digits   full (full-width) | spaced (a space around numbers)
    @pagenum  how a page number line looks, `{n}` for the number
    @wrap     hard line width in characters; @page lines per page (both for text pasted from a PDF)
Body, one paragraph per line:
    `= …`    title                       `~ …`  page chrome, must not be in the repaired text
    `+ …`    a line that may be kept or dropped        `| a | b`  a row of a table (not scored)
    `# …`    chapter, `##` section, `###` item, `####` deeper, `##~` section or item (both right)
             a number not in normal form is written `[（一）|(ー)]`; `# … @measures` names the role
    `% …`    a note of the author
    `⏎`      raw line break inside a paragraph         `¶`  raw page end with its page number
    `⊕`      at the end: the next paragraph follows on the same raw line
    `‖`      the heading ends here although no 。 says so
    `{行政检查^3010 件|E02}`, `{^16场^法治宣传活动|P20}`  a fact: words counted, number with unit
             after `|`: codes (`E02`, `T04/T05` either, `*` not scored, none: no indicator), `?` may be
             found or not, `=7` `=3..5` value, `>` over `~` about `<` below, `u:件`, `p:自…以来`
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
NUMERALS = "一二三四五六七八九十"
_CHINESE = "〇零一二两三四五六七八九十百千万亿"
_NORMAL_NUMBER = re.compile(
    rf"(?P<一>[{NUMERALS}]+)、|(?P<二>（[{NUMERALS}]+）)|(?P<三>\d+\.)|(?P<四>（\d+）)|(?P<是>[{NUMERALS}]是)"
)
_FACT = re.compile(r"\{([^{}|]*)(?:\|([^{}|]*))?\}")
_AMOUNT = re.compile(r"(\d[\d,，]*(?:\.\d+)?)\s*(余|多)?([万亿千百]*)\s*(余|多)?\s*(.*)")
_SAID = re.compile("^(仅有?|只有|有|占比?|达到?|提[升高][至到]|压缩至|累计|连续三年保持|控制在)+")
_MARKS = str.maketrans("", "", "⏎¶⊕‖")
_SCALES = {"百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}

Number = float | tuple[float, float]


@dataclass(frozen=True)
class TrueFact:
    """One quantity: where its number stands in the squeezed paragraph, and what it means.

    `indicators` are the codes that are right (None: no indicator); empty means not scored.
    `loose_place`: the node may be read as section or as item, so only the chapter is compared.
    """

    paragraph: int
    start: int
    end: int
    quote: str
    value: Number
    unit: str
    qualifier: str
    counts: str | None
    period: str | None
    indicators: tuple[str | None, ...]
    optional: bool
    chapter: str | None
    section: str | None
    item: str | None
    loose_place: bool


@dataclass(frozen=True)
class TrueHeading:
    """A node of the outline; `levels` and `roles` list every reading that is right."""

    levels: tuple[int, ...]
    number: str
    heading: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Truth:
    title: str | None
    year: int | None
    units: tuple[str, ...]
    headings: tuple[TrueHeading, ...]
    paragraphs: tuple[str, ...]
    glued: frozenset[int]
    free_lines: tuple[str, ...]
    facts: tuple[TrueFact, ...]

    def outline(self) -> list[dict[str, object]]:
        """The headings as the nested tree of `fazhi read`."""
        roots: list[dict[str, object]] = []
        stack: list[tuple[int, list[dict[str, object]]]] = [(0, roots)]
        for node in self.headings:
            level = node.levels[0]
            while stack[-1][0] >= level:
                stack.pop()
            children: list[dict[str, object]] = []
            entry: dict[str, object] = {"level": level, "number": node.number, "heading": node.heading}
            stack[-1][1].append(entry | {"children": children})
            stack.append((level, children))
        return roots


@dataclass(frozen=True)
class Line:
    """One line of the markup file: its kind, and its text with the raw marks still inside."""

    kind: str
    text: str
    level: int = 0
    numbers: tuple[str, str] | None = None


@dataclass(frozen=True)
class Report:
    name: str
    options: dict[str, str]
    lines: tuple[Line, ...]
    truth: Truth


def squeeze(text: str) -> str:
    """Text as it is compared: width variants made equal, all white space removed."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def load(folder: str) -> list[Report]:
    """All reports of one half, `visible` or `heldout`, in the order of their names."""
    return [parse(path.stem, path.read_text("utf-8")) for path in sorted((FOLDER / folder).glob("*.txt"))]


def parse(name: str, markup: str) -> Report:
    """A report from its markup; raises ValueError naming the report and the faulty piece."""
    options: dict[str, str] = {}
    lines: list[Line] = []
    for raw in markup.splitlines():
        head = re.fullmatch(r"@(\w+):\s?(.*)", raw)
        if head:
            options[head[1]] = head[2]
        elif raw.strip() and not raw.startswith("% "):
            lines.append(_line(raw))
    try:
        truth = _TruthBuilder(options).build(lines)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    plain = tuple(Line(x.kind, _restyle(x, options), x.level, x.numbers) for x in lines)
    return Report(name, options, plain, truth)


def _line(raw: str) -> Line:
    if raw[:2] in ("= ", "~ ", "+ ", "| "):
        kinds = {"=": "title", "~": "chrome", "+": "free", "|": "row"}
        return Line(kinds[raw[0]], raw[2:].strip())
    heading = re.match(r"(#+)(~?) ", raw)
    if not heading:
        return Line("text", raw.strip())
    text = raw[heading.end() :].strip()
    explicit = re.match(r"\[([^|\]]*)\|([^\]]*)\]", text)
    kind = "loose" if heading[2] else "heading"
    if explicit:
        rest = text[explicit.end() :]
        return Line(kind, explicit[2] + rest, len(heading[1]), (explicit[1], explicit[2]))
    number = _NORMAL_NUMBER.match(text)
    if not number:
        raise ValueError(f"heading without a number: {text[:20]}")
    shown = next(group for group in number.groups() if group)
    return Line(kind, text, len(heading[1]), (shown, number[0]))


def _role(text: str) -> tuple[str, tuple[str, ...]]:
    match = re.search(r"\s*@([\w/]+)\s*(⊕?)$", text)
    return (text[: match.start()] + match[2], tuple(match[1].split("/"))) if match else (text, ())


def _strip_facts(text: str) -> str:
    return _FACT.sub(lambda m: m[1].replace("^", ""), text)


def _restyle(line: Line, options: dict[str, str]) -> str:
    """The raw text of a line: no truth marks, digits in the style the report asks for."""
    text = _strip_facts(_role(line.text)[0])
    style = options.get("digits", "")
    if style == "full":
        return text.translate({ord("0") + i: chr(0xFF10 + i) for i in range(10)})
    if style == "spaced" and line.kind not in ("title", "chrome"):
        text = re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)", " ", text)
        return re.sub(r"(?<=[\d%])(?=[\u4e00-\u9fff])", " ", text)
    return text


@dataclass
class _TruthBuilder:
    """Reads the marked lines in order and remembers the node that each paragraph stands in."""

    options: dict[str, str]
    headings: list[TrueHeading] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    facts: list[TrueFact] = field(default_factory=list)
    free: list[str] = field(default_factory=list)
    place: dict[int, str] = field(default_factory=dict)
    loose: bool = False

    def build(self, lines: list[Line]) -> Truth:
        glued: set[int] = set()
        title: str | None = None
        for line in lines:
            text = _restyle(line, self.options)
            if line.kind in ("free", "row"):
                self.free.append(text)
            if line.kind in ("chrome", "free", "row"):
                continue
            if line.kind == "title":
                title = text.translate(_MARKS)
            if line.level:
                self._enter(line, text)
            if "‖" in text:
                glued.add(len(self.paragraphs))
                self.free.extend(piece.translate(_MARKS).strip() for piece in text.split("‖"))
            if line.text.endswith("⊕"):
                glued |= {len(self.paragraphs), len(self.paragraphs) + 1}
            self.facts.extend(self._facts(_role(line.text)[0]))
            self.paragraphs.append(text.translate(_MARKS))
        year = self.options.get("year", "none")
        units = self.options.get("unit", "none")
        return Truth(
            title=title,
            year=None if year == "none" else int(year),
            units=() if units == "none" else tuple(units.split("/")),
            headings=tuple(self.headings),
            paragraphs=tuple(self.paragraphs),
            glued=frozenset(glued),
            free_lines=tuple(self.free),
            facts=tuple(self.facts),
        )

    def _enter(self, line: Line, text: str) -> None:
        assert line.numbers is not None
        number, shown = line.numbers
        body = text[len(shown) :].split("‖")[0].translate(_MARKS)
        heading = body.split("。")[0].strip()
        levels = (2, 3) if line.kind == "loose" else (line.level,)
        self.headings.append(TrueHeading(levels, number, heading, _role(line.text)[1]))
        self.place = {level: n for level, n in self.place.items() if level < line.level}
        self.place[line.level] = number
        self.loose = line.kind == "loose"

    def _facts(self, text: str) -> Iterator[TrueFact]:
        before = ""
        last = 0
        text = text.translate(_MARKS)
        for match in _FACT.finditer(text):
            before += text[last : match.start()]
            last = match.end()
            yield self._fact(match[1], (match[2] or "").split(), before)
            before += match[1].replace("^", "")

    def _fact(self, body: str, spec: list[str], before: str) -> TrueFact:
        parts = body.split("^")
        lead, number, tail = (["", *parts, "", ""] if len(parts) == 1 else [*parts, ""])[:3]
        start = len(squeeze(before + lead))
        value, unit, qualifier = read_number(number, spec)
        codes = [code for code in spec if re.match(r"[A-Z]\d\d", code)]
        if len(codes) > 1:
            raise ValueError(f"two codes: {body}")
        indicators = tuple(None if c == "-" else c for c in codes[0].split("/")) if codes else (None,)
        item = self.place.get(3)
        return TrueFact(
            paragraph=len(self.paragraphs),
            start=start,
            end=start + len(squeeze(number)),
            quote=_restyle(Line("text", body.replace("^", "")), self.options).strip(),
            value=value,
            unit=unit,
            qualifier=qualifier,
            counts=squeeze(lead + tail) or None,
            period=next((s[2:] for s in spec if s.startswith("p:")), None),
            indicators=() if "*" in spec else indicators,
            optional="?" in spec,
            chapter=self.place.get(1),
            section=self.place.get(2),
            item=None if item is None else item.strip("（）."),
            loose_place=self.loose,
        )


def read_number(number: str, spec: list[str]) -> tuple[Number, str, str]:
    """Value, unit and qualifier of a marked number; the spec overrides what the digits say."""
    text = _SAID.sub("", unicodedata.normalize("NFKC", number).strip())
    qualifier = "exact"
    starts = ((r"近|约|大约", "about"), (r"逾|超过?|突破|上|不[少低]于", "over"), (r"不[足到]", "below"))
    for pattern, name in ((f"^({words})", name) for words, name in starts):
        if re.match(pattern, text):
            text, qualifier = re.sub(pattern, "", text).strip(), name
    for pattern, name in ((r"(以上)$", "over"), (r"(左右)$", "about"), (r"(以[下内])$", "below")):
        if re.search(pattern, text):
            text, qualifier = re.sub(pattern, "", text).strip(), name
    explicit = next((s[1:] for s in spec if s.startswith("=")), None)
    amount = _AMOUNT.fullmatch(text)
    if amount is None and explicit is None:
        raise ValueError(f"no value for: {number}")
    if amount and (amount[2] or amount[4]):
        qualifier = "over"
    plain = amount is not None and ".." not in (explicit or "")
    unit = amount[5] if amount and plain else text.lstrip(_CHINESE + "余多数几成.—-~至0123456789")
    if re.match(rf"[{_CHINESE}]+[余多]", text):
        qualifier = "over"
    for mark, name in ((">", "over"), ("~", "about"), ("<", "below"), ("!", "exact")):
        qualifier = name if mark in spec else qualifier
    unit = next((s[2:] for s in spec if s.startswith("u:")), unit)
    if explicit and ".." in explicit:
        low, high = (float(x) for x in explicit.split(".."))
        return (low, high), unit, "range"
    if explicit is not None:
        return float(explicit), unit, qualifier
    assert amount is not None
    value = float(amount[1].replace(",", "").replace("，", ""))
    for scale in amount[3]:
        value *= _SCALES[scale]
    return round(value, 6), unit, qualifier

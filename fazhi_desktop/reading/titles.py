"""The title of a report, over one to four lines or missing, and what it says: reporting body and year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.mentions import fold
from fazhi_desktop.core.numerals import parse_chinese
from fazhi_desktop.core.toml_files import read_toml
from fazhi_desktop.reading.marks import mark_of

YEAR = re.compile(
    r"(?<!\d)(20\d\d)\s*(?:年|(?=.{0,3}年度))|([二][〇○零Oo0][〇○零一二三四五六七八九]{2})\s*年"
)
_HEAD_LINES = 120
_RUNNING = 20
_PERIODS = "。；;！？"
_BULLETS = "•·-－—*●◆■▪"
_LABEL = re.compile(r"^【[^】]{0,12}】\s*")


@dataclass(frozen=True)
class TitleWords:
    """What makes a line a title, and what makes a name a reporting body."""

    subject: re.Pattern[str]
    ending: re.Pattern[str]
    bodies: re.Pattern[str]
    not_body: re.Pattern[str]


def load_title_words(folder: Path) -> TitleWords:
    """Load the title words of `headings.toml`; raises DataFault."""
    path = folder / "headings.toml"
    try:
        title = read_toml(path)["title"]
        either = {key: "|".join(sorted(words, key=len, reverse=True)) for key, words in title.items()}
        return TitleWords(
            re.compile(either["subject"]),
            re.compile(rf"(?:{either['ending']})\s*(?:[（(](?:{either['bracketed']})[）)])?$"),
            re.compile(rf"[\u4e00-\u9fff（）()·、]{{1,30}}(?:{either['bodies']})"),
            re.compile(either["not_body"]),
        )
    except (KeyError, re.error) as error:
        raise DataFault([f"词表 {path.name}：{error}"]) from error


def find_title(lines: Sequence[str], words: TitleWords) -> tuple[str, int, int]:
    """The title, the line it begins at, and the line behind it; '' and twice the text's start for none."""
    body = _body_start(lines)
    filled = [place for place in range(body) if lines[place].strip()][:_HEAD_LINES]
    best: tuple[int, int] | None = None
    for start in range(len(filled)):
        for end in range(min(start + 4, len(filled)), start, -1):
            if (best is None or start >= best[1]) and _is_title(
                [lines[place] for place in filled[start:end]], words
            ):
                best = (start, end)
                break
    if best is None:
        return "", _headless(lines, body), _headless(lines, body)
    pieces = filled[best[0] : best[1]]
    title = _LABEL.sub("", "".join(lines[place].strip() for place in pieces))
    return title, pieces[0], pieces[-1] + 1


def _body_start(lines: Sequence[str]) -> int:
    """The first line that is a numbered heading or a sentence."""
    for place, line in enumerate(lines):
        text = line.strip()
        mark = mark_of(text)
        if (
            mark is not None
            and mark.style in {"chinese", "bracketed", "part"}
            and len(text) > mark.end
            and not text[mark.end :].lstrip().startswith("、")
        ):
            return place
        if (len(text) > 45 and re.search(r"[，。；,]", text)) or (
            text.endswith(("。", "；")) and len(text) > 15
        ):
            return place
    return len(lines)


def _is_title(pieces: Sequence[str], words: TitleWords) -> bool:
    texts = [piece.strip() for piece in pieces]
    if not all(texts) or any(
        text[-1] in "：:，,、" or text[0] in _BULLETS or any(mark in text for mark in _PERIODS)
        for text in texts
    ):
        return False
    whole = re.sub(r"\s+", "", fold("".join(texts)))
    if not 8 <= len(whole) <= 70 or words.subject.search(whole) is None or words.ending.search(whole) is None:
        return False
    if re.search(r"[>|›»@\t]|[:：]", whole):
        return False
    if len(texts) == 1:
        return True
    complete = any(_complete("".join(texts[start:]), words) for start in range(1, len(texts)))
    ended = any(words.subject.search(fold(text)) and words.ending.search(fold(text)) for text in texts[:-1])
    return (
        not complete
        and not ended
        and not any(re.search(r"[〔\[]\s*20\d\d|\d{1,2}月\d{1,2}日", fold(t)) for t in texts)
    )


def _complete(text: str, words: TitleWords) -> bool:
    """Whether a piece is a whole title by itself, so that what stands before it is none of it."""
    plain = re.sub(r"\s+", "", fold(text))
    return bool(
        words.subject.search(plain) and words.ending.search(plain) and body_in_title(plain, words) is not None
    )


def _belongs(text: str) -> bool:
    """Whether a line before the first sentence is of the report: an addressee, a line of a cut paragraph."""
    return (text.endswith(("：", ":")) and len(text) < 60) or len(text) >= _RUNNING or text.endswith("。")


def _headless(lines: Sequence[str], body: int) -> int:
    """Where the text of a report without a title begins: short lines in front of it are chrome."""
    start = body if body < len(lines) else 0
    while start > 0 and _belongs(lines[start - 1].strip()):
        start -= 1
    return start


def body_in_title(title: str, words: TitleWords) -> str | None:
    """The reporting body a title names: what stands before the year, 关于 or the subject."""
    plain = re.sub(r"\s+", "", fold(title))
    plain = re.sub(
        r"^(?:中共.{2,20}?(?:委员会|委|工委|党组)[、和]?)(?=.{2,20}(?:人民政府|办事处|局|镇|乡|街道))",
        "",
        plain,
    )
    head = re.split(
        r"(?:20\d\d|二[〇○零])|关于|推进法治|法治政府|法治建设|依法行政|年度|贯彻|落实|党政主要", plain
    )
    for piece in head[:3]:
        name = body_name(piece.strip("年的在、，:："), words)
        if name is not None:
            return name
    return None


def body_name(text: str, words: TitleWords) -> str | None:
    """A text as the name of a reporting body, party and 、政府 left out; None where it is no such name."""
    if not words.bodies.fullmatch(text) or words.not_body.search(re.sub("^中共", "", text)):
        return None
    name = re.sub(r"^(?:中共|中国共产党)(.+?)委员会$", r"\1", text)
    name = re.sub(
        r"(?:党委|党工委|党组)(?:[、和](?:人民)?(?:政府|办事处))?$|(?<=[镇乡区县市])政府$", "", name
    )
    return (
        name
        if len(name) > 2
        and not re.match(r"[我各本在]|根据|按照|对照|依据|结合|全[镇乡区县市]|(?:市|区|县)(?:委|政府)$", name)
        else None
    )


def year_in(text: str) -> int | None:
    """The first year a text names, in digits or Chinese numerals."""
    found = YEAR.search(fold(text))
    if found is None:
        return None
    if found[1]:
        return int(found[1])
    return parse_chinese(re.sub("[○零Oo0]", "〇", found[2]))

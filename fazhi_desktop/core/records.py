"""What a workspace holds, one frozen record per thing; the store keeps them, edits replace them."""

from dataclasses import fields
from typing import Literal, NamedTuple

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.values import Value

ROLES = ("measures", "shortcomings", "first_responsible", "next_year", "other", "free")
ROLE_NAMES = {
    "measures": "举措和成效",
    "shortcomings": "不足和原因",
    "first_responsible": "第一责任人",
    "next_year": "下年安排",
    "other": "其他事项",
    "free": "自定",
}
ReportState = Literal["draft", "final"]
ReturnState = Literal["sent", "late", "waiting", "problem"]


class Key(NamedTuple):
    """Address of one record: kind, year (0 where a record belongs to no year), name within both."""

    kind: str
    year: int
    name: str


@frozen
class Body:
    """The reporting body (填报单位): one per workspace. Key: ("body", 0, "")."""

    unit: str
    short: str
    outline: str = "town"
    filler: str = ""
    region: str = ""
    not_reported: tuple[str, ...] = ()
    elements: tuple[tuple[str, str], ...] = ()


@frozen
class ReportHead:
    """One year's report. Key: ("report", year, "").

    Attributes:
        preface: paragraphs between the title and the first chapter.
        notice: this year's notice (本年通知) as pairs: number, due, public, limit, attachments.
        figures: ids of charts put into the report.
        sealed: hash of the content when it was made final.
    """

    year: int
    title: str
    state: ReportState = "draft"
    preface: tuple[str, ...] = ()
    notice: tuple[tuple[str, str], ...] = ()
    figures: tuple[str, ...] = ()
    sealed: str = ""


@frozen
class Node:
    """One heading of the outline with its text. Key: ("node", year, str(id)).

    Attributes:
        parent: id of the node above, 0 for a chapter.
        level: 1 chapter, 2 section, 3 item, 4 sub-item.
        heading: without number and final punctuation.
        run_in: the heading opens its first paragraph (1.…。正文) instead of standing on its own line.
        indicators: codes that belong here.
        paragraphs: texts with links.
    """

    id: int
    parent: int
    position: int
    level: int
    heading: str
    role: str = "free"
    run_in: bool = False
    indicators: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    unsure: bool = False


@frozen
class Department:
    """Who sends. Key: ("department", 0, name)."""

    name: str
    aliases: tuple[str, ...] = ()
    contact: str = ""
    telephone: str = ""
    indicators: tuple[str, ...] = ()
    due: str = ""
    position: int = 0


@frozen
class Return:
    """What a department sent. Key: ("return", year, sha256)."""

    sha256: str
    department: str
    file: str
    time: str
    state: ReturnState = "sent"
    values: int = 0
    message: str = ""


READING = "读入报告"
"""Who left a note when a finished report was read."""


@frozen
class Note:
    """A remark on the field of an indicator. Key: ("note", year, code).

    By author READING: what a finished report says of it in several ways, none of which was chosen.
    """

    text: str
    author: str
    time: str


@frozen
class Explanation:
    """Why a soft finding may stand. Key: ("explanation", year, finding's fingerprint)."""

    text: str
    author: str
    time: str


@frozen
class RegisterRow:
    """One dated row of a register (台账). Key: ("row", year, "register/id").

    Attributes:
        free: other columns as (heading, text) pairs; names and numbers of persons are masked or dropped.
    """

    register: str
    id: int
    date: str = ""
    type: str = ""
    result: str = ""
    amount: str = ""
    persons: str = ""
    free: tuple[tuple[str, str], ...] = ()
    source: str = ""


@frozen
class Recipe:
    """A learned column mapping. Key: ("recipe", 0, "department/fingerprint").

    Attributes:
        labels: (header or row path as the sheet says it, indicator code or '' for none) pairs.
    """

    department: str
    fingerprint: str
    labels: tuple[tuple[str, str], ...]
    time: str = ""


@frozen
class Setting:
    """A small choice kept with the workspace. Key: ("setting", 0, name); text may be JSON."""

    text: str


Record = (
    Body
    | ReportHead
    | Node
    | Value
    | Department
    | Return
    | Note
    | Explanation
    | RegisterRow
    | Recipe
    | Setting
)

KINDS: dict[str, type[Record]] = {
    "body": Body,
    "report": ReportHead,
    "node": Node,
    "value": Value,
    "department": Department,
    "return": Return,
    "note": Note,
    "explanation": Explanation,
    "row": RegisterRow,
    "recipe": Recipe,
    "setting": Setting,
}

BODY = Key("body", 0, "")


def report_key(year: int) -> Key:
    """Key of a year's report."""
    return Key("report", year, "")


def value_key(year: int, code: str) -> Key:
    """Key of an indicator's value in a year."""
    return Key("value", year, code)


def node_key(year: int, node: int) -> Key:
    """Key of a heading with its text."""
    return Key("node", year, str(node))


def changed_fields(old: Record | None, new: Record | None) -> tuple[str, ...]:
    """Names of the fields in which two records of one kind differ; all where one is missing."""
    if old is None or new is None:
        present = old if new is None else new
        return tuple(field.name for field in fields(present)) if present is not None else ()
    return tuple(f.name for f in fields(new) if getattr(old, f.name, None) != getattr(new, f.name))

"""Changes of the log in words: what a record is, and what stands in it."""

from dataclasses import asdict

from fazhi_desktop.core.breaks import base_code
from fazhi_desktop.core.records import (
    Body,
    Department,
    Explanation,
    Key,
    Node,
    Note,
    Recipe,
    Record,
    RegisterRow,
    ReportHead,
    Return,
    Setting,
)
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from fazhi_desktop.gui.value_text import full_text

_NAMES = {
    "body": "填报单位",
    "report": "标题和引言",
    "return": "报送表",
    "explanation": "审核说明",
    "row": "台账",
    "recipe": "导入对应关系",
    "setting": "设置",
}


def place_of(key: Key, report: Report, record: Record | None = None) -> str:
    """What a change touched, for people; `record` names a heading that is gone."""
    year = f"{key.year} 年 " if key.year not in {0, report.year} else ""
    if key.kind in {"value", "note"}:
        code = base_code(key.name)
        name = report.catalogue.name(code) if code in report.catalogue else ""
        kind = "（附注）" if key.kind == "note" else "（更正上年数）" if code != key.name else ""
        return f"{year}{code} {name}{kind}"
    if key.kind == "node":
        node = report.node(int(key.name)) if not year else None
        if node is not None:
            return f"{report.place(node)} {node.heading}"
        return f"{year}{record.heading}" if isinstance(record, Node) else f"{year}已删除的标题"
    if key.kind == "department":
        return f"科室 {key.name}"
    return year + _NAMES.get(key.kind, key.kind)


def words_of(record: Record | None) -> str:
    """A record as text, for comparing."""
    match record:
        case None:
            return "（没有）"
        case Value():
            return full_text(record)
        case Node():
            return "\n".join((record.heading, *record.paragraphs))
        case ReportHead():
            state = "已定稿" if record.state == "final" else "草稿"
            return "\n".join((record.title, *record.preface, f"（{state}）"))
        case Note() | Explanation() | Setting():
            return record.text
        case Department():
            return f"{record.name}　{record.contact}　{'、'.join(record.indicators)}"
        case Return():
            return f"{record.department}　{record.file}　{record.values} 项"
        case RegisterRow():
            fields = (record.date, record.type, record.result, record.amount, record.persons)
            return "　".join((*filter(None, fields), *(f"{name}：{text}" for name, text in record.free)))
        case Recipe():
            return "\n".join(f"{label} → {code or '不导入'}" for label, code in record.labels)
        case Body():
            return "\n".join(str(entry) for entry in asdict(record).values() if entry)

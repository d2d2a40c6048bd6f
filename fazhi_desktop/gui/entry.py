"""Typing a value: from the text in a field to one edit."""

from dataclasses import replace

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.records import Key, Note, Record, value_key
from fazhi_desktop.core.typed import Typed, read_typed
from fazhi_desktop.core.values import Value
from fazhi_desktop.gui.session import Session


def read(session: Session, code: str, text: str, *, offset: int = 0, note: str = "") -> Typed:
    """What a text means for an indicator; raises BadInput."""
    indicator, before = session.report.catalogue[code], stored(session, code, offset=offset)
    now = session.clock().isoformat(timespec="seconds")
    return read_typed(indicator, text, now=now, note=note, before=before)


def stored(session: Session, code: str, *, offset: int = 0) -> Value | None:
    """The value as stored, None where nothing is."""
    return session.report.values.get(session.year + offset, {}).get(code)


def enter(
    session: Session, code: str, text: str, initiator: object = None, *, offset: int = 0, why: str = ""
) -> tuple[str, ...]:
    """Store what was typed for an indicator; raises BadInput. Gives remarks for the clerk.

    What says the same as before changes nothing, so that an imported value keeps its source.
    """
    typed, before = read(session, code, text, offset=offset, note=why), stored(session, code, offset=offset)
    if before is not None and typed.value is not None and _same(typed.value, before) and not why:
        return typed.remarks
    key = value_key(session.year + offset, code)
    name = session.report.catalogue.name(code)
    year = f"{session.year + offset} 年" if offset else ""
    session.change(
        f"{'填写' if typed.value else '清空'}{year} {name}", [(key, typed.value)], initiator, why=why
    )
    return typed.remarks


def _same(new: Value, old: Value) -> bool:
    if new.numerator is not None and (new.numerator, new.denominator) != (old.numerator, old.denominator):
        return False
    return new.same_as(old)


def set_reason(session: Session, code: str, reason: str) -> None:
    """Write down why an imported value was replaced by hand."""
    value = stored(session, code)
    if value is not None:
        sources = tuple(
            replace(source, note=reason) if source.kind == "typed" else source for source in value.sources
        )
        session.change(
            f"说明 {session.report.catalogue.name(code)} 的改动",
            [(value_key(session.year, code), value.with_sources(*sources))],
            why=reason,
        )


def restore_import(session: Session, code: str) -> None:
    """Put the imported value that was replaced by hand back."""
    value = stored(session, code)
    found = next(
        (
            change.old
            for change in session.history(value_key(session.year, code))
            if isinstance(change.old, Value)
            and any(
                source.kind in {"cell", "register", "report"} and not source.superseded
                for source in change.old.sources
            )
        ),
        None,
    )
    if value is not None and found is not None:
        session.change(
            f"恢复 {session.report.catalogue.name(code)} 的导入值", [(value_key(session.year, code), found)]
        )


def set_note(session: Session, code: str, text: str) -> None:
    """Write a note on the field of an indicator, '' to take it away."""
    note: Record | None = None
    if text.strip():
        author = session.report.body.filler
        note = Note(text.strip(), author, session.clock().isoformat(timespec="seconds"))
    session.change(f"附注 {session.report.catalogue.name(code)}", [(Key("note", session.year, code), note)])


def overridden(value: Value) -> bool:
    """Whether an imported value stands behind a typed one."""
    return any(source.superseded for source in value.sources)


def editable(session: Session, indicator: Indicator) -> bool:
    """Whether a value can be typed for an indicator now."""
    return session.editable and indicator.input

"""Where the clerk left off: kept at closing on this computer, gone back to at the next opening."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from fazhi_desktop.gui.places import Place

if TYPE_CHECKING:
    from fazhi_desktop.gui.main_window import MainWindow


def leave(window: "MainWindow") -> None:
    """Remember year, page and field."""
    session, page = window.session, window.book.current_page
    place = page.place(window.book.current_id) if page is not None else Place("overview")
    kept = json.dumps({"year": session.year, **asdict(place)})
    window.services.preferences.keep_left_off(session.store.path, kept)


def come_back(window: "MainWindow") -> None:
    """Go to the year, the page and the field of the last closing, as far as they are still there."""
    page = window.book.current_page
    if page is not None:
        page.focus_first()
    found = _read(window.services.preferences.left_off(window.session.store.path))
    if found is None:
        return
    year, place = found
    session = window.session
    if year in session.store.years:
        session.set_year(year)
    if place.page and place.page not in window.book.ids():
        return
    if place.page != "overview":
        window.book.jump(place)
        session.said.emit("已回到上次离开的地方。")


def _read(kept: str) -> tuple[int, Place] | None:
    """What was kept; None where there is nothing, or nothing that can be read any more."""
    try:
        fields: dict[str, Any] = json.loads(kept)
        return int(fields.pop("year")), Place(**fields)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None

"""A piece of what `python -m bench composing` does with 5,000 events."""

from pathlib import Path

from bench._composing import campaign
from fazhi_desktop.app import Program


def test_a_word_that_is_being_composed_survives_every_interruption(program: Program, tmp_path: Path) -> None:
    clerk = campaign(program, tmp_path / "甲镇.fazhi", 250, 11)
    assert clerk.faults == []
    assert clerk.events >= 250
    assert len(clerk.interruptions) > 4

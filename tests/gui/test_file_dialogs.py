"""Every dialog that asks for a file or folder says where it begins: the folder of the program is nobody's."""

import ast
from pathlib import Path

import pytest

GUI = Path(__file__).parents[2] / "fazhi_desktop" / "gui"


def asked() -> list[tuple[str, ast.Call]]:
    """Every QFileDialog that is made, with its place."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(GUI.glob("*.py"))}
    found = [
        (f"{name}:{node.lineno}", node)
        for name, text in texts.items()
        if "QFileDialog(" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "QFileDialog"
    ]
    assert len(found) > 10
    return found


ASKED = asked()


@pytest.mark.parametrize(("place", "call"), ASKED, ids=[place for place, _ in ASKED])
def test_a_file_dialog_begins_in_a_folder_of_the_clerks(place: str, call: ast.Call) -> None:
    begins = call.args[2]
    assert not isinstance(begins, ast.Constant | ast.JoinedStr), place

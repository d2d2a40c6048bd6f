"""Section 4 of the design: who may import whom, and what nobody may import."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "fazhi_desktop"
MAY_IMPORT: dict[str, set[str]] = {
    "core": set(),
    "matching": {"core"},
    "sandbox": {"core"},
    "store": {"core"},
    "document": {"core"},
    "checking": {"core", "matching"},
    "reading": {"core", "matching", "sandbox"},
    "importing": {"core", "matching", "sandbox"},
    "export": {"core", "document", "paths"},
}
ONLY_IN: dict[str, set[str]] = {
    "PySide6": {"gui", "app"},
    "peewee": {"store"},
    "sqlite3": {"store", "doctor"},
    "python_calamine": {"importing"},
    "xlrd": {"importing"},
    "openpyxl": {"importing", "export"},
    "typst": {"export"},
    "matplotlib": {"document", "export"},
}
HEAVY = {"matplotlib", "numpy", "openpyxl", "docx", "typst", "pypdfium2", "python_calamine", "xlrd", "lxml"}
NETWORK = {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "xmlrpc", "PySide6.QtNetwork"}
HARMLESS = {"urllib.parse"}
FILES = sorted(PACKAGE.rglob("*.py"))


def imports(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Every imported dotted name, and whether it is imported as soon as the module is."""
    late: set[ast.AST] = set()
    for node in ast.walk(tree):
        typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if typing_only or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            late.update(ast.walk(node))
    for node in ast.walk(tree):
        at_once = node not in late
        if isinstance(node, ast.Import):
            yield from ((alias.name, at_once) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in line {node.lineno}"
            yield from ((f"{node.module}.{alias.name}", at_once) for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(PACKAGE)) for path in FILES])
def test_imports_follow_the_design(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    place = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    faults = [f"global in line {node.lineno}" for node in ast.walk(tree) if isinstance(node, ast.Global)]
    for name, at_once in imports(tree):
        top, _, rest = name.partition(".")
        ours = rest.partition(".")[0] if top == "fazhi_desktop" else ""
        if ours and place in MAY_IMPORT and ours not in MAY_IMPORT[place] | {place}:
            faults.append(f"{place} imports {ours}")
        if ours == "gui" and place not in {"gui", "app"}:
            faults.append(f"{place} imports gui; only app may")
        if place == "core" and top not in sys.stdlib_module_names | {"fazhi_desktop"}:
            faults.append(f"core imports {name}, which is not in the standard library")
        if place not in ONLY_IN.get(top, {place}):
            faults.append(f"{place} imports {top}, which belongs in {sorted(ONLY_IN[top])}")
        if at_once and top in HEAVY:
            faults.append(f"{top} is imported with the module; import it in the function that needs it")
        if {name, top, name.rpartition(".")[0]} & NETWORK and not {name, name.rpartition(".")[0]} & HARMLESS:
            faults.append(f"imports {name}: no network code")
    assert not faults

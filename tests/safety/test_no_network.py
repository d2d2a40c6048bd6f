"""Promise 9, from the sources: nothing can reach a network. `bench/network.py` watches it run."""

import ast
from pathlib import Path

import pytest

from bench import network

PACKAGE = Path(__file__).resolve().parents[2] / "fazhi_desktop"
REACHING = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser", "websockets",
    "xmlrpc", "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebChannel", "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets",
}  # fmt: skip
FILES = sorted(PACKAGE.rglob("*.py"))


def reached(tree: ast.Module) -> set[str]:
    """Modules of the list that a file imports in any way."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and "import" in ast.unparse(node.func):
            names |= {text.value for text in ast.walk(node) if isinstance(text, ast.Constant)}  # type: ignore[misc]
    return {name for name in REACHING for found in names if f"{found}.".startswith(f"{name}.")}


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(PACKAGE)) for path in FILES])
def test_no_module_can_reach_a_network(path: Path) -> None:
    assert reached(ast.parse(path.read_text("utf-8"))) == set()


@pytest.mark.parametrize(
    "source",
    ["import socket", "from urllib import request", "import http.client as h", "__import__('ssl')",
     "import importlib\nimportlib.import_module('smtplib')", "from PySide6 import QtNetwork"],
)  # fmt: skip
def test_the_search_finds_every_way_of_importing(source: str) -> None:
    assert reached(ast.parse(source))


def test_every_command_is_watched_while_it_runs() -> None:
    assert network._commands() - {entry.name for entry in network._runs()} == set()

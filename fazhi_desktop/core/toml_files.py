"""Reads the TOML tables of the program, from a cache where the same text was read before."""

import json
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from typing import Any, cast

from fazhi_desktop.core.errors import BadInput, DataFault, remedy

_LARGEST = 8 * 1024 * 1024
Reader = Callable[[Path], dict[str, Any]]
"""Gives the tables of a file; raises DataFault where it cannot be read."""


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a file; raises DataFault where it cannot be read."""
    return _parsed(path, _bytes(path))


class TomlCache:
    """A reader that keeps what it parsed as JSON, each table under the digest of its file's bytes.

    A changed file has another digest, so nothing old is ever used; a cache that is missing, torn or not
    writable only costs the time to parse.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._kept = _loaded(cache)
        self._used: dict[str, dict[str, Any]] = {}

    def __call__(self, path: Path) -> dict[str, Any]:
        """The tables of a file, see `read_toml`."""
        content = _bytes(path)
        digest = _digest(content)
        found = self._kept.get(digest)
        tables = self._used[digest] = _parsed(path, content) if found is None else found
        return tables

    def keep(self) -> None:
        """Write the cache anew where it is not exactly what was read this time."""
        if self._used.keys() == self._kept.keys():
            return
        try:
            text = json.dumps(self._used, ensure_ascii=False).encode()
            self._cache.parent.mkdir(parents=True, exist_ok=True)
            part = self._cache.with_suffix(".part")
            part.write_bytes(_digest(text).encode() + b"\n" + text)
            part.replace(self._cache)
        except (OSError, TypeError):  # not writable, or a table holds dates, which JSON has not
            return


def _loaded(cache: Path) -> dict[str, dict[str, Any]]:
    try:
        digest, _, text = cache.read_bytes().partition(b"\n")
        whole = digest.decode() == _digest(text)
        return cast(dict[str, dict[str, Any]], json.loads(text)) if whole else {}
    except (OSError, ValueError, RecursionError):
        return {}


def text_of(path: Path) -> str:
    """The text of a data file; raises DataFault where it cannot be read."""
    return _text(path, _bytes(path))


def given_text(path: Path) -> str:
    """The text of a small file that somebody passed on; raises BadInput where it cannot be read."""
    try:
        return text_of(path).removeprefix("\ufeff")
    except DataFault as fault:
        raise BadInput(f"{fault.faults[0]}，没有装入。请选择导出时存成的文件。") from fault


def _bytes(path: Path) -> bytes:
    try:
        state = path.stat()
        if not S_ISREG(state.st_mode) or state.st_size > _LARGEST:
            raise DataFault([f"{path}：无法读取（不是普通文件，或过大）"])
        return path.read_bytes()
    except OSError as error:
        raise DataFault([f"{path}：无法读取（{remedy(error)}）"]) from error


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise DataFault([f"{path}：不是 UTF-8 编码的文字"]) from error


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(_text(path, content))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataFault([f"{path}：不是有效的 TOML（{error}）"]) from error


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()

"""The optional password: the key it gives, the key to print for the day it is forgotten.

The file is encrypted by SQLCipher (AES-256, HMAC-SHA512 per page) with a raw key; the key is derived here
from the password and the salt in the file's first 16 bytes (PBKDF2-HMAC-SHA512, RFC 8018). The recovery key
is that raw key in letters, so it needs no second file, and it changes with the password.
"""

import base64
import hashlib
import os
import unicodedata

from fazhi_desktop.core.errors import BadInput

NO_CIPHER = "这台电脑上的程序没有密码组件（sqlcipher3），不能设置密码，也打不开设有密码的工作库。"
WARNING = (
    "设密码后，没有密码或恢复密钥的人（也包括你自己）都打不开这个工作库，谁也不能代为找回。"
    "请打印恢复密钥，与密码分开保管。以前的备份没有密码，请另行处理。"
)
SHORTEST = 8
_MARK = b"FAZHI\x01"
_ROUNDS = 256_000
_KEY, _CHECK, _GROUP = 32, 5, 4


def is_sealed_head(head: bytes) -> bool:
    """Whether a file beginning with `head` is a workspace with a password."""
    return head[10:16] == _MARK


def new_salt() -> bytes:
    """16 bytes for the head of a new sealed file, which say that it is one."""
    return os.urandom(10) + _MARK


def available() -> bool:
    """Whether this machine has what a password needs."""
    import importlib.util

    return importlib.util.find_spec("sqlcipher3") is not None


def key_of(words: str, salt: bytes) -> str:
    """What opens a file with this salt, by its password or its recovery key as printed.

    64 hex digits of the key and 32 of the salt, so that copies get the same salt and open alike.
    """
    key = _recovered(words)
    if not key:
        plain = unicodedata.normalize("NFC", words).encode("utf-8", "surrogatepass")
        key = hashlib.pbkdf2_hmac("sha512", plain, salt, _ROUNDS, _KEY)
    return (key + salt).hex()


def refuse_weak(password: str) -> None:
    """Refuse (BadInput) a password that is no protection."""
    if len(password) < SHORTEST or len(set(password)) < 4 or password.isdecimal():
        raise BadInput(f"密码太短或太简单：至少 {SHORTEST} 个字符，不能只有数字或几个字重复。请换一个。")


def recovery_key(key: str) -> str:
    """The key in groups of letters and digits for printing, with a check against slips of the pen."""
    raw = bytes.fromhex(key)[:_KEY]
    text = base64.b32encode(raw + _check(raw)).decode().rstrip("=")
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def _recovered(words: str) -> bytes:
    """The key that a recovery key stands for, b'' where the words are no recovery key."""
    text = "".join(sign for sign in words.upper() if sign.isalnum()).translate(str.maketrans("018", "OIB"))
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError:
        return b""
    raw = data[:_KEY]
    return raw if len(data) == _KEY + _CHECK and data[_KEY:] == _check(raw) else b""


def _check(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()[:_CHECK]

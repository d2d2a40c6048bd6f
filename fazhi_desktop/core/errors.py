"""What can go wrong, as sentences for the clerk."""

from collections.abc import Sequence
from pathlib import Path


class FazhiError(Exception):
    """A sentence for the clerk: what happened, where, what to do. Never a traceback."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadInput(FazhiError):
    """Something typed or sent cannot be taken; nothing was changed."""


class NotUsable(FazhiError):
    """The workspace cannot be used: missing, foreign, newer, damaged. Exit code 2."""


class TooNew(NotUsable):
    """The workspace was written by a later program; it is whole."""


class Locked(NotUsable):
    """Somebody else holds the workspace for writing."""


class Damaged(NotUsable):
    """The workspace cannot be read as it is, and a backup may help; nothing in it was changed.

    Attributes:
        backup: the newest whole backup, None where there is none.
        torn: its content is damaged or was altered, so that it may be salvaged; else it is only too new.
    """

    def __init__(self, message: str, backup: Path | None = None, *, torn: bool = True) -> None:
        super().__init__(message)
        self.backup = backup
        self.torn = torn


class PasswordNeeded(NotUsable):
    """The workspace is sealed with a password: none was given, or another one."""


class WrongUsage(FazhiError):
    """The request itself makes no sense (unknown year, existing target). Exit code 2."""


class EnvironmentFault(FazhiError):
    """The machine refused: full disk, read-only folder, locked file."""


class Conflict(FazhiError):
    """An edit was built on a state that is no longer there."""


class ChangedOutside(Conflict):
    """The file of an open workspace was moved, replaced or changed by others; nothing was written."""


class DataFault(FazhiError):
    """Resource files with faults; all of them, each with file and path.

    Attributes:
        faults: one Chinese sentence each.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        remedy = "请重新安装程序；“own”文件夹里的是本单位自定义的文件，请改正或移走。"
        super().__init__("\n".join(("数据文件有误：", *self.faults, remedy)))


def sentence_of(error: BaseException) -> str | None:
    """What the clerk is told of an error, also where the machine refused unforeseen; None for a bug."""
    if isinstance(error, FileNotFoundError) and error.filename is None:  # only os.getcwd() gives no name
        return "当前文件夹已经不在了（已删除、移走，或U盘已拔出）。请换到别的文件夹后重试。"
    if isinstance(error, OSError) and error.errno and error.filename is not None:
        error = environment_fault(error, "读写", error.filename)
    return error.message if isinstance(error, FazhiError) else None


def environment_fault(error: OSError, action: str, path: object) -> EnvironmentFault:
    """Turn an OSError into a sentence; `action` is what was being done, as in 写入."""
    return EnvironmentFault(f"{action}失败：{path}。{remedy(error)}。")


def remedy(error: OSError) -> str:
    """What the machine refused, and what to do."""
    import errno

    remedies = {
        errno.ENOSPC: "磁盘已满，请清理磁盘或换一个位置后重试",
        errno.EDQUOT: "磁盘配额已用完，请清理文件或换一个位置后重试",
        errno.EACCES: "没有权限，文件可能被其他程序占用或文件夹只读，请关闭占用的程序或换一个位置",
        errno.EPERM: "没有权限，请换一个位置",
        errno.EROFS: "所在磁盘只读，请换一个位置",
        errno.ENOENT: "文件或文件夹不存在，请检查是否已移动、改名或U盘已拔出",
        errno.EISDIR: "这是一个文件夹，请选择文件",
        errno.ENOTDIR: "上级路径不是文件夹，请检查路径",
        errno.ENAMETOOLONG: "文件名过长，请缩短后重试",
        errno.EIO: "磁盘读写出错，请换一块磁盘，并尽快备份数据",
        errno.ELOOP: "这里是一个链接，不是文件，请删去这个链接后重试",
        errno.EEXIST: "同名文件已存在，没有覆盖，请换一个文件名",
    }
    return remedies.get(error.errno or 0, "请检查该位置是否可用后重试")

"""Refusals of the workbook reader: a problem code of the contract and one sentence."""

from fazhi_desktop.core.errors import BadInput


class CannotRead(BadInput):
    """A file that is no readable workbook; `code` is one of the contract's problem codes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type["CannotRead"], tuple[str, str]]:
        return CannotRead, (self.code, self.message)


def refuse_sheets(count: int, most: int) -> None:
    """Refuse a file of more sheets than any department sends."""
    if count > most:
        raise CannotRead(
            "too_large", f"文件的工作表超过 {most} 张，没有读取。请删去多余的工作表后重新发送。"
        )

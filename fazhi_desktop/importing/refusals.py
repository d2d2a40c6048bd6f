"""Refusals of the workbook reader: a problem code of the contract and one sentence."""

from fazhi_desktop.core.errors import BadInput


class CannotRead(BadInput):
    """A file that is no readable workbook; `code` is one of the contract's problem codes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type["CannotRead"], tuple[str, str]]:
        return CannotRead, (self.code, self.message)

"""Single cells of a table read as numbers."""

import datetime

from fazhi_desktop.core.quantities import Quantity
from fazhi_desktop.importing.cells import (
    plain_digits,
    quantity_of,
    shown_text,
    typed_quantity,
    worded_quantity,
)
from fazhi_desktop.importing.grids import Look, column_letters
from fazhi_desktop.importing.structure import Number, Remark
from fazhi_desktop.importing.views import View


class Numbers:
    """Reads single quantity cells."""

    def __init__(self, view: View, remarks: list[Remark]) -> None:
        self._view, self._remarks = view, remarks
        self._letters = [column_letters(number) for number in view.column_numbers]

    def read(self, position: int, row: int, place: int, column: int) -> Number | None:
        """The number in a cell of the view, None where it is empty, covered or plain text."""
        view = self._view
        kind = view.kinds[row][column]
        if kind in " tlyi":
            return None
        cell = f"{self._letters[column]}{view.row_numbers[row] + 1}"
        value = view.values[row][column]
        look = view.grid.looks.get(view.place(row, column)) if view.grid.looks else None
        if kind == "n" and (type(value) is float or type(value) is int) and value >= 0:
            shown = shown_text(value, look)
            if look is None:
                return Number(position, place, cell, shown, "value", shown, None, "", "exact", "", True)
            made = (position, place, cell, shown, "value", plain_digits(value, look), None)
            unit = "%" if look.percent else look.unit
            return Number(*made, unit, "exact", "", True, look.percent)
        fault = self._faulty(kind, Number(position, place, cell, view.own_text(row, column).strip()), value)
        if fault is not None:
            return fault
        raw = view.own_text(row, column).strip()
        quantity = self._quantity(value, look, raw)
        if quantity is None or quantity.state == "missing":
            return None
        if quantity.state == "value" and quantity.number and quantity.number.startswith("-"):
            return self._number(position, place, cell, raw, quantity, "negative")
        return self._number(position, place, cell, raw, quantity, "")

    def read_worded(self, position: int, row: int, place: int, column: int) -> Number | None:
        """The number that words tell in a cell of a column of numbers, if they tell one."""
        raw = self._view.own_text(row, column).strip()
        quantity = worded_quantity(raw) if self._view.kinds[row][column] == "t" else None
        cell = self._view.address(row, column)
        return quantity and self._number(position, place, cell, raw, quantity, "")

    def _faulty(self, kind: str, number: Number, value: object) -> Number | None:
        """Cells that show an error, no result or a date."""
        cell, raw = number.cell, number.raw
        if kind == "x":
            told = f"单元格 {cell} 是错误值 {raw}，没有读取，请更正后重新发送。"
            return self._fault(number._replace(fault="error_cell"), told)
        if kind == "f":
            told = f"单元格 {cell} 的公式没有保存结果，请用 WPS 或 Excel 打开后保存一次再导入。"
            return self._fault(number._replace(fault="formula_without_value"), told)
        if kind in "dD":
            shown = shown_text(value) if isinstance(value, datetime.date) else raw
            told = f"单元格 {cell} 显示为日期 {shown}，可能是数字被自动变成了日期，没有读取，请核对。"
            return self._fault(number._replace(raw=shown, fault="maybe_date"), told, "warning")
        return None

    @staticmethod
    def _number(position: int, place: int, cell: str, raw: str, quantity: Quantity, fault: str) -> Number:
        return Number(
            position,
            place,
            cell,
            raw,
            quantity.state,
            quantity.number,
            quantity.high,
            quantity.unit,
            quantity.qualifier,
            fault,
        )

    @staticmethod
    def _quantity(value: object, look: object, raw: str) -> Quantity | None:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return typed_quantity(value, look if isinstance(look, Look) else None)
        return quantity_of(raw)

    def _fault(self, number: Number, message: str, severity: str = "error") -> Number:
        self._remarks.append(Remark(number.fault, severity, message, number.cell))
        return number

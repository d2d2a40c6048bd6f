"""Plain sums for the calculator: numbers, + - * / and brackets, parsed and never evaluated as code."""

import ast
import operator
from collections.abc import Callable
from decimal import Decimal, DivisionByZero, InvalidOperation

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.numerals import normalise

_LONGEST = 200
_OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda one, other: one / other,
}


def calculate(text: str) -> str:
    """The result of a sum as digits; raises BadInput with a sentence."""
    plain = normalise(text).replace("×", "*").replace("÷", "/").replace(",", "").lstrip("=")
    try:
        result = _value(ast.parse(plain[:_LONGEST], mode="eval").body)
    except (DivisionByZero, InvalidOperation) as error:
        raise BadInput(f"“{text}”除以了 0，没有结果。") from error
    except (SyntaxError, ValueError, RecursionError) as error:
        raise BadInput(f"看不懂算式“{text}”。只用数字、+ - * / 和括号，如 120+35*2。") from error
    if result == result.to_integral_value():
        return format(result.to_integral_value(), "f")
    return format(result.quantize(Decimal("0.01")), "f").rstrip("0").rstrip(".")


def _value(node: ast.expr) -> Decimal:
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    ):
        return Decimal(str(node.value))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        return -_value(node.operand) if isinstance(node.op, ast.USub) else _value(node.operand)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.left), _value(node.right))
    raise ValueError(type(node).__name__)

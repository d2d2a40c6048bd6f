"""Formulas over indicator codes: parsed with `ast`, a whitelist, never evaluated as Python.

Allowed: codes (`E02`, `L06.败诉`), last year's value (`E02 @ -1`), numbers, + - * /, brackets,
`sum(…)`, `max(…)`, `min(…)`, `abs(…)`, and one comparison (== != <= >= < >) at the top.
"""

import ast
import re
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.links import CODE

Lookup = Callable[[str, int], Decimal | None]

_ONE_AT_A_TIME = threading.Lock()
"""CPython 3.11 counts the depth of all threads' trees as one (gh-106905): two at once are a SystemError."""
_CODE = re.compile(CODE)
_EARLIER = re.compile(rf"({CODE})\s*@\s*(-\d+)")
"""`@` binds to its code alone: Python would let `A / B @ -1` be `(A / B) @ -1`."""
_BINARY: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARE: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.LtE: "<=",
    ast.GtE: ">=",
    ast.Lt: "<",
    ast.Gt: ">",
}
_FUNCTIONS = ("sum", "max", "min", "abs")
_LONGEST = 2000


class FormulaFault(ValueError):
    """A formula that cannot be read; the message is Chinese and names the piece."""


@frozen
class Formula:
    """A parsed formula; `codes` are (code, year offset) pairs in order of appearance."""

    text: str
    codes: tuple[tuple[str, int], ...]
    comparison: str | None
    _tree: ast.expr

    @property
    def addends(self) -> tuple[tuple[str, int], ...]:
        """The codes of a plain sum of codes (`E02 + E03`), () for any other formula."""
        if self.comparison is None and not re.search(r"[-*/(,]", re.sub(r"@\s*-\d+", "", self.text)):
            return self.codes
        return ()

    def in_words(self, name: Callable[[str], str]) -> str:
        """The formula as a clerk reads it: names in place of codes, 上年, × and ÷."""

        def named(found: re.Match[str]) -> str:
            if found[1] not in {code for code, _ in self.codes}:
                return found[0]
            return f"“{name(found[1])}”{'（上年）' if found[2] else ''}"

        plain = self.text.replace("*", "×").replace("/", "÷")
        return re.sub(rf"({CODE})(\s*@\s*-1)?", named, plain)

    def value(self, lookup: Lookup) -> Decimal | None:
        """The result of an expression; None where an input is missing or a division by zero stands in it."""
        return _evaluate(self._tree, lookup)

    def sides(self, lookup: Lookup) -> tuple[Decimal, Decimal] | None:
        """Both sides of a comparison, None where one cannot be calculated."""
        if not isinstance(self._tree, ast.Compare):
            raise FormulaFault(f"公式“{self.text}”不是比较式")
        left, right = _evaluate(self._tree.left, lookup), _evaluate(self._tree.comparators[0], lookup)
        return None if left is None or right is None else (left, right)


def parse_formula(text: str) -> Formula:
    """Parse and check a formula; raises FormulaFault with a Chinese sentence."""
    if len(text) > _LONGEST:
        raise FormulaFault(f"公式超过 {_LONGEST} 个字符")
    try:
        with _ONE_AT_A_TIME:
            tree = ast.parse(_EARLIER.sub(r"(\1 @ \2)", text.strip()), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaFault(f"公式“{text}”写法有误") from error
    comparison = None
    sides: list[ast.expr] = [tree]
    if isinstance(tree, ast.Compare):
        if len(tree.ops) != 1:
            raise FormulaFault(f"公式“{text}”只能有一个比较")
        comparison = _COMPARE.get(type(tree.ops[0]))
        if comparison is None:
            raise FormulaFault(f"公式“{text}”的比较符号不能用")
        sides = [tree.left, tree.comparators[0]]
    codes = tuple(found for side in sides for found in _check(side, text))
    return Formula(text, codes, comparison, tree)


def _check(node: ast.expr, text: str) -> Iterator[tuple[str, int]]:
    reference = _reference(node)
    if reference is not None:
        yield reference
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return
    elif isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        yield from _check(node.left, text)
        yield from _check(node.right, text)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        yield from _check(node.operand, text)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
        if node.keywords or not node.args:
            raise FormulaFault(f"公式“{text}”中 {node.func.id} 的写法有误")
        for argument in node.args:
            yield from _check(argument, text)
    else:
        raise FormulaFault(f"公式“{text}”中“{ast.unparse(node)}”不能用")


def _reference(node: ast.expr) -> tuple[str, int] | None:
    offset = 0
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        right = node.right
        if not (
            isinstance(right, ast.UnaryOp)
            and isinstance(right.op, ast.USub)
            and isinstance(right.operand, ast.Constant)
            and type(right.operand.value) is int
        ):
            return None
        node, offset = node.left, -right.operand.value
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        code = f"{node.value.id}.{node.attr}"
    elif isinstance(node, ast.Name):
        code = node.id
    else:
        return None
    return (code, offset) if _CODE.fullmatch(code) else None


def _evaluate(node: ast.expr, lookup: Lookup) -> Decimal | None:
    reference = _reference(node)
    if reference is not None:
        return lookup(*reference)
    if isinstance(node, ast.Constant):
        return Decimal(str(node.value))
    if isinstance(node, ast.UnaryOp):
        inner = _evaluate(node.operand, lookup)
        return None if inner is None else (-inner if isinstance(node.op, ast.USub) else inner)
    if isinstance(node, ast.Call):
        return _call(node, lookup)
    assert isinstance(node, ast.BinOp)
    left, right = _evaluate(node.left, lookup), _evaluate(node.right, lookup)
    if left is None or right is None:
        return None
    try:
        match _BINARY[type(node.op)]:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case _:
                return None if right == 0 else left / right
    except (InvalidOperation, ArithmeticError):
        return None


def _call(node: ast.Call, lookup: Lookup) -> Decimal | None:
    assert isinstance(node.func, ast.Name)
    given = [_evaluate(argument, lookup) for argument in node.args]
    numbers = [number for number in given if number is not None]
    if len(numbers) != len(given):
        return None
    match node.func.id:
        case "sum":
            return sum(numbers, Decimal(0))
        case "max":
            return max(numbers)
        case "min":
            return min(numbers)
        case _:
            return abs(numbers[0])

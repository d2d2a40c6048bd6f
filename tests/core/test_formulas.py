"""Formulas: whitelisted, exact, never evaluated as Python."""

from decimal import Decimal

import pytest

from fazhi_desktop.core.formulas import FormulaFault, parse_formula

VALUES = {
    ("E01", 0): Decimal(3039),
    ("E02", 0): Decimal(3010),
    ("E03", 0): Decimal(29),
    ("E02", -1): Decimal(0),
    ("L06.败诉", 0): Decimal(2),
    ("L06", 0): Decimal(8),
}


def lookup(code: str, offset: int) -> Decimal | None:
    return VALUES.get((code, offset))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("E02 + E03", 3039),
        ("L06.败诉 / L06 * 100", 25),
        ("-E03 + 30", 1),
        ("sum(E02, E03, 1)", 3040),
        ("max(E02, E03) - min(E02, E03)", 2981),
        ("abs(E03 - 30)", 1),
        ("(E01 - E02) * 2", 58),
        ("+E03", 29),
    ],
)
def test_expressions(text: str, result: int) -> None:
    assert parse_formula(text).value(lookup) == result


@pytest.mark.parametrize("text", ["E02 / E02 @ -1", "E99 + E02", "sum(E02, E99)", "-E99"])
def test_missing_input_or_division_by_zero_has_no_result(text: str) -> None:
    assert parse_formula(text).value(lookup) is None


def test_a_comparison_gives_both_sides() -> None:
    formula = parse_formula("E02 + E03 == E01")
    assert formula.comparison == "=="
    assert formula.sides(lookup) == (3039, 3039)
    assert formula.codes == (("E02", 0), ("E03", 0), ("E01", 0))
    assert parse_formula("E99 <= E01").sides(lookup) is None


def test_an_expression_has_no_sides() -> None:
    with pytest.raises(FormulaFault, match="不是比较式"):
        parse_formula("E02").sides(lookup)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "E02 ** E03",
        "E02 if E03 else 1",
        "open('x')",
        "E02 == E03 == E01",
        "E02 @ -x",
        "[E02]",
        "E02 in E03",
        "True",
        "'x'",
        "E02(",
        "E02.__class__",
        "sum()",
        "sum(E02, key=E03)",
        "E02 @ 1",
        "x" * 3000,
        "lambda: 1",
        "(" * 500 + "1" + ")" * 500,
    ],
)
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(FormulaFault):
        parse_formula(text)


def test_formulas_are_parsed_in_several_threads_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    texts = [
        " + ".join(f"E{number:02d}" for number in range(1, 60)) + f" <= E{last:02d}" for last in range(60)
    ]
    with ThreadPoolExecutor(8) as pool:
        assert all(formula.comparison == "<=" for formula in pool.map(parse_formula, texts * 20))


def test_a_formula_in_words_names_its_indicators() -> None:
    names = {"L06": "应诉/结案", "L06.败诉": "败诉", "E02": "行政检查"}
    formula = parse_formula("L06.败诉 / L06 * 100 + E02 @ -1")
    assert formula.in_words(names.__getitem__) == "“败诉” ÷ “应诉/结案” × 100 + “行政检查”（上年）"

"""A small invented town for the tests of the store."""

from fazhi_desktop.core.catalogue import Catalogue, Indicator
from fazhi_desktop.core.edits import Edit, edit
from fazhi_desktop.core.outline import Part, Template
from fazhi_desktop.core.records import value_key
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.store.workspace import Store

CATALOGUE = Catalogue(
    (
        Indicator("E02", "行政检查", "件"),
        Indicator("X12", "受理", "件"),
        Indicator("X13", "成功", "件"),
        Indicator("X14", "成功率", "%", kind="rate", formula="X13 / X12 * 100", formula_use="derive"),
    )
)
TEMPLATE = Template(
    "town",
    "镇",
    "{short}{year}年度报告",
    ("前言",),
    (
        Part("举措", "measures", indicators=("E02",), paragraphs=("检查{{E02}}件",)),
        Part("不足", "shortcomings"),
    ),
)


def fill(store: Store, code: str, number: str, **more: object) -> Edit:
    value = Value(code, "value", number, sources=(Source("typed", number=number),))
    return edit(f"填写 {code}", [(value_key(2023, code), value)], store.get, **more)  # type: ignore[arg-type]

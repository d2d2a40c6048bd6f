"""Whatever stands in a text, rules find or do not find; none breaks down."""

from dataclasses import replace
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_desktop import assembly
from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.kinds import checker
from tests.checking.sample import resources, sample

PIECES = (
    *("行政检查", "{{E02}}", "{{E02@-1}}", "{{Q99}}", "件", "余", "万元", "3039", "12.5%", "０", "2022年"),
    *("同比增长", "较上年下降", "其中", "，", "。", "“", "”", "《", "》", "（", "）", "〔2021〕33号", "一是"),
    *(
        "三是",
        "13812345678",
        "刘某某",
        "30岁以下",
        "30-40岁",
        " ",
        "\u3000",
        "—",
        "|",
        "百分点",
        "倍",
        "今年",
    ),
    *("10月成立法制办", "\n", "😀", "某", "持平", "0", "个", "/", "\\"),
)
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=24).map("".join), max_size=3).map(tuple)


@cache
def _applied() -> Checker:
    return checker(assembly.load_rules(resources()))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS, st.text(max_size=30))
def test_no_rule_breaks_down(preface: tuple[str, ...], paragraphs: tuple[str, ...], title: str) -> None:
    report = sample()
    head = replace(report.head, title=title, preface=preface)
    nodes = tuple(
        replace(node, paragraphs=paragraphs) if node.level > 1 else node for node in report.nodes[:9]
    )
    for finding in _applied().full(replace(report, head=head, nodes=nodes, nodes_before=report.nodes)):
        assert finding.message
        assert finding.fingerprint.startswith(finding.rule + ".")
    assert _applied().faults == ()

"""A small report made by hand, with everything that a page can hold."""

from functools import cache

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue, load_catalogue
from fazhi_desktop.core.records import Body, Node, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.document.build import Options, build
from fazhi_desktop.document.charts import ChartPlan, load_plans
from fazhi_desktop.document.styles import Styles, load_styles
from fazhi_desktop.document.tree import Document, Edition

FILLER = "各科室对照年度计划逐项推进落实，及时研究解决难点堵点问题，做到有部署有检查有回音"


@cache
def catalogue() -> Catalogue:
    return load_catalogue(paths.resources() / "indicators")


@cache
def styles() -> Styles:
    return load_styles(paths.resources() / "styles.toml")


@cache
def plans() -> tuple[ChartPlan, ...]:
    return load_plans(paths.resources() / "charts.toml", frozenset(catalogue()))


def value(code: str, number: str, **more: str) -> Value:
    source = Source("cell", file="执法队.xlsx", sheet="Sheet1", cell="C5", department="综合执法大队")
    return Value(code, "value", number, unit=catalogue()[code].unit, sources=(source,), **more)  # type: ignore[arg-type]


ELEMENTS = (
    ("addressee", "县委、县政府"),
    ("copies_to", "县委全面依法治县委员会办公室"),
    ("printer", "柳口镇党政办公室"),
)
YEARLY = (
    ("document_number", "柳政报[2024]3号"),
    ("signer", "王某某"),
    ("date", "2024年01月05日"),
    ("print_date", "2024-1-6"),
    ("copy_number", "000001"),
    ("secrecy", "秘密★1年"),
    ("urgency", "特急"),
)


def report(*, paragraphs: int = 3, figures: tuple[str, ...] = ()) -> Report:
    """The specimen; `paragraphs` of plain filler in its first section make it as long as needed."""
    nodes = (
        Node(1, 0, 0, 1, "主要举措和成效", "measures"),
        Node(
            2,
            1,
            0,
            2,
            "规范行政执法",
            indicators=("E01", "E02", "E03"),
            paragraphs=(_filler(12),) * paragraphs,
        ),
        Node(
            3,
            2,
            0,
            3,
            "落实三项制度",
            run_in=True,
            paragraphs=("全年归集案件{{E01}}件，其中检查{{E02}}件（上年{{E02@-1}}件）、处罚 {{E03}} 件。",),
        ),
        Node(4, 2, 1, 3, "加强培训", paragraphs=("参训720余人次，“学法”——用法……并重。",)),
        Node(5, 0, 1, 1, "存在的不足和原因", "shortcomings"),
        Node(
            6,
            0,
            2,
            1,
            "下一年度安排",
            "next_year",
            paragraphs=(_filler(3), "办理许可{{E05}}件、强制{{E04}}件。"),
        ),
    )
    this = {
        "E01": value("E01", "3039"),
        "E02": value("E02", "3010"),
        "E03": value("E03", "29"),
        "E04": Value("E04", "not_applicable"),
        "H02": value("H02", "99.77"),
        "T05": value("T05", "720", qualifier="over"),
    }
    last = {"E02": value("E02", "2871"), "E03": value("E03", "29"), "H02": value("H02", "98.5")}
    head = ReportHead(
        2023,
        "柳口镇2023年度法治政府建设情况报告",
        preface=("现将有关情况报告如下。",),
        figures=figures,
        notice=YEARLY,
    )
    body = Body("柳口镇人民政府", "柳口镇", elements=ELEMENTS)
    return Report(body, head, catalogue(), nodes, {2023: this, 2022: last})


def document(edition: Edition = "public", *, draft: bool = False, **more: object) -> Document:
    return build(report(**more), styles(), plans(), Options(edition, draft=draft))  # type: ignore[arg-type]


def _filler(times: int) -> str:
    return "，".join([FILLER] * times) + "。"

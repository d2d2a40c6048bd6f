"""An exported file that lost or changed anything is not kept."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fazhi_desktop.document.tree import Cell, Document, Figure, Paragraph, Run, Table
from fazhi_desktop.export.exporter import Exporter
from fazhi_desktop.export.html import render_html
from fazhi_desktop.export.readback import (
    ReadBackFault,
    check_docx,
    check_html,
    check_pdf,
    check_txt,
    check_xlsx,
)
from fazhi_desktop.export.txt import render_txt
from fazhi_desktop.export.xlsx import render_xlsx
from tests.document.specimen import document, report, styles


def without(old: Document, text: str) -> Document:
    """The document without the first paragraph that holds a text."""
    place = next(i for i, b in enumerate(old.blocks) if isinstance(b, Paragraph) and text in b.text)
    return replace(old, blocks=old.blocks[:place] + old.blocks[place + 1 :])


def with_cell(old: Document, text: str, new: str) -> Document:
    """The document with another text in every table cell that says `text`."""
    blocks = tuple(
        replace(
            block,
            rows=tuple(tuple(Cell(new) if cell.text == text else cell for cell in row) for row in block.rows),
        )
        if isinstance(block, Table)
        else block
        for block in old.blocks
    )
    return replace(old, blocks=blocks)


@pytest.mark.parametrize("change", ["paragraph", "cell", "order"])
@pytest.mark.parametrize("form", ["docx", "pdf", "html", "txt"])
def test_a_loss_is_found(exporter: Exporter, form: str, change: str) -> None:
    whole = document("submit", draft=True)
    if change == "paragraph":
        lossy = without(whole, "并重")
    elif change == "cell":
        lossy = with_cell(whole, "3010", "3011")
    else:
        lossy = replace(whole, blocks=(whole.blocks[1], whole.blocks[0], *whole.blocks[2:]))
    data = {
        "docx": exporter.render_docx,
        "pdf": exporter.render_pdf,
        "html": lambda made: render_html(made, styles(), exporter.painter.svg),
        "txt": render_txt,
    }[form](lossy)
    check = {"docx": check_docx, "html": check_html, "txt": check_txt,
             "pdf": lambda data, made: check_pdf(data, made, styles().page)}[form]  # fmt: skip
    check(data, lossy)
    with pytest.raises(ReadBackFault, match="读回核对不一致"):
        check(data, whole)


def test_a_lost_picture_is_found(exporter: Exporter) -> None:
    with_figure = document(figures=("cases",))
    figure = next(block for block in with_figure.blocks if isinstance(block, Figure))
    texts = (Paragraph((Run(figure.label),)), Paragraph((Run(figure.source),)))
    place = with_figure.blocks.index(figure)
    lossy = replace(with_figure, blocks=with_figure.blocks[:place] + texts + with_figure.blocks[place + 1 :])
    with pytest.raises(ReadBackFault, match="应有1幅图，读回0幅"):
        check_docx(exporter.render_docx(lossy), with_figure)


def test_a_changed_number_in_a_chart_is_found(exporter: Exporter) -> None:
    with_figure = document(figures=("cases",))
    place = next(i for i, block in enumerate(with_figure.blocks) if isinstance(block, Figure))
    figure = with_figure.blocks[place]
    assert isinstance(figure, Figure)
    assert figure.chart is not None
    row = figure.chart.series[0]
    wrong = replace(row, values=(row.values[0], Decimal(30), *row.values[2:]))
    changed = replace(figure, chart=replace(figure.chart, series=(wrong,)))
    blocks = (*with_figure.blocks[:place], changed, *with_figure.blocks[place + 1 :])
    with pytest.raises(ReadBackFault, match="图表的数据"):
        check_docx(exporter.render_docx(replace(with_figure, blocks=blocks)), with_figure)


def test_a_changed_workbook_is_found() -> None:
    changed = report()
    new = replace(changed.value("E03"), number="31")
    changed = replace(changed, values={**changed.values, 2023: {**changed.values[2023], "E03": new}})
    check_xlsx(render_xlsx(report()), report())
    with pytest.raises(ReadBackFault, match="XLSX“附表”第"):
        check_xlsx(render_xlsx(changed), report())


def test_nothing_is_kept_of_a_file_that_fails(
    exporter: Exporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fazhi_desktop.export.exporter as module

    monkeypatch.setattr(module, "render_txt", lambda made: render_txt(without(made, "并重")))
    with pytest.raises(ReadBackFault):
        exporter.export(report(), tmp_path, ["pdf", "txt"], "public", draft=False)
    assert list(tmp_path.iterdir()) == []

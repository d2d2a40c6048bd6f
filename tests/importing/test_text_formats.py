"""Web pages, XML Spreadsheet 2003 and text tables as grids."""

import pytest

from fazhi_desktop.importing.grids import read_sheets
from fazhi_desktop.importing.refusals import CannotRead

XML = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="0.00%"/></Style>
<Style ss:ID="q"><NumberFormat ss:Format="Percent"/>
</Style></Styles>
<Worksheet ss:Name="信访"><Table>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">信访统计表</Data></Cell>
</Row>
<Row ss:Index="3">
<Cell><Data ss:Type="String">信访事项</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="Number">551</Data></Cell>
</Row>
<Row ss:Hidden="1">
<Cell><Data ss:Type="String">办结率</Data></Cell>
<Cell ss:StyleID="p"><Data ss:Type="Number">0.9977</Data></Cell>
<Cell ss:StyleID="q"><Data ss:Type="Number">0.5</Data></Cell>
</Row>
<Row><Cell><Data ss:Type="Error">#REF!</Data></Cell>
<Cell ss:Formula="=SUM(A1)"/><Cell><Data ss:Type="Number">x</Data></Cell>
</Row>
<Row><Cell ss:MergeDown="1"><Data ss:Type="DateTime">2023-10-31T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="DateTime">?</Data></Cell>
</Row>
</Table></Worksheet></Workbook>"""
HTML = """<html><head><meta charset="utf-8"></head><body><table>
<tr><th rowspan=2>指标</th><th colspan="2">数量</th></tr>
<tr><td>本年</td><td>上年</td></tr><tr><td>行政&nbsp;检查<br>总数</td><td>3,010</td><td></td></tr></table>
<script>1</script><table><tr><td>另一张表</td></tr></table></body></html>"""


def test_an_xml_spreadsheet_keeps_places_merges_percentages_and_faults() -> None:
    grid = read_sheets(XML.encode()).grids[0]
    assert grid.name == "信访"
    assert grid.rows[2][2] == 551
    assert (0, 0, 0, 2) in grid.merges
    assert grid.hidden_rows == {3}
    assert {place: (look.percent, look.decimals) for place, look in grid.looks.items()} == {
        (3, 1): (True, 2),
        (3, 2): (True, 2),
    }
    assert grid.errors == {(4, 0): "#REF!"}
    assert (4, 1) in grid.uncached
    assert str(grid.rows[5][0]).startswith("2023-10-31")


def test_a_torn_xml_spreadsheet_is_refused() -> None:
    with pytest.raises(CannotRead, match="已损坏"):
        read_sheets(XML[:900].encode())


def test_entities_are_refused() -> None:
    bomb = XML.replace("<Workbook", '<!DOCTYPE x [<!ENTITY a "b">]><Workbook', 1)
    with pytest.raises(CannotRead):
        read_sheets(bomb.encode())


def test_a_web_page_saved_as_a_workbook_keeps_its_spans() -> None:
    grid = read_sheets(HTML.encode()).grids[0]
    flat = [str(value) for row in grid.rows for value in row if value != ""]
    assert {"指标", "数量", "本年", "3,010", "另一张表"} <= set(flat)
    assert any(merge[2] > merge[0] for merge in grid.merges)
    assert any(merge[3] > merge[1] for merge in grid.merges)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_text_tables_in_every_encoding(encoding: str, mark: str) -> None:
    text = "\n".join(mark.join(row) for row in (("指标", "本年数"), ("行政检查", "3010"), ("行政处罚", "29")))
    grid = read_sheets(text.encode(encoding)).grids[0]
    assert [[str(value) for value in row] for row in grid.rows[:3]] == [
        ["指标", "本年数"],
        ["行政检查", "3010"],
        ["行政处罚", "29"],
    ]

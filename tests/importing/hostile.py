"""Workbooks meant to harm: bombs, entities, lies about sizes, monsters, texts that stall patterns."""

import io
import struct
import zipfile
from collections.abc import Callable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈" * 10}">' for n in range(10))
BOMB = f"<!DOCTYPE x [{_LAUGHS}]>"
SPY = '<!DOCTYPE x [<!ENTITY spy SYSTEM "file:///etc/passwd">]>'


def _text(cell: str, text: str) -> str:
    return f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'


ROW = f'<row r="1">{_text("A1", "项目")}{_text("B1", "件数")}</row>'


def sheet_xml(rows: str, head: str = "", tail: str = "") -> str:
    inner = f"<sheetData>{rows}</sheetData>{tail}"
    return f'<?xml version="1.0"?>{head}<worksheet xmlns="{MAIN}">{inner}</worksheet>'


def checks(number: str = "<v>3010</v>", label: str = "行政检查") -> str:
    """Header and one row."""
    return f'{ROW}<row r="2">{_text("A2", label)}<c r="B2">{number}</c></row>'


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="{target}"/>'


def xlsx(parts: dict[str, str | bytes], *, sheets: str = "", named: str = "Sheet1", head: str = "") -> bytes:
    """A small workbook with some parts replaced or added."""
    sheets = sheets or f'<sheet name="{named}" sheetId="1" r:id="rId1"/>'
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        f"{_relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'<?xml version="1.0"?>{head}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f"{_relation(1, 'worksheet', 'worksheets/sheet1.xml')}"
        f"{_relation(2, 'sharedStrings', 'sharedStrings.xml')}</Relationships>",
        "xl/worksheets/sheet1.xml": sheet_xml(checks()),
        **parts,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def lying_about_sizes() -> bytes:
    """A part of 300 MB of which both directories say that it has 1,000 bytes."""
    data = xlsx({"xl/worksheets/sheet1.xml": b"<!--" + b" " * (300 * 2**20)})
    size = struct.pack("<I", 300 * 2**20 + 4)
    assert data.count(size) >= 1
    return data.replace(size, struct.pack("<I", 1000))


def ods(content: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", content)
    return buffer.getvalue()


def ods_content(rows: str, head: str = "") -> str:
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    body = f'<office:spreadsheet><table:table table:name="表">{rows}</table:table></office:spreadsheet>'
    return (
        f'<?xml version="1.0"?>{head}<office:document-content {spaces}><office:body>{body}</office:body>'
        "</office:document-content>"
    )


def _ods_row(text: str, repeat: str = "") -> str:
    cell = f"<table:table-cell {repeat}><text:p>{text}</text:p></table:table-cell>"
    return f"<table:table-row {repeat}>{cell}</table:table-row>"


def old_xml(head: str, text: str) -> bytes:
    """An Excel 2003 XML workbook."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        f'<Row><Cell><Data ss:Type="String">{one}</Data></Cell>'
        f'<Cell><Data ss:Type="{kind}">{other}</Data></Cell></Row>'
        for one, kind, other in (("项目", "String", "件数"), (text, "Number", "3"))
    )
    return (
        f'<?xml version="1.0"?>{head}<Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="表"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()


def cfb_in_circles() -> bytes:
    """A compound file whose sector chains run in circles."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[24:32] = struct.pack("<HHHH", 0x3E, 3, 0xFFFE, 9)
    head[44:52] = struct.pack("<II", 1, 1)
    head[76:512] = struct.pack("<I", 0) + b"\xff" * 432
    chain = struct.pack("<128I", *([0xFFFFFFFD, 1] + [2, 1] * 63))
    directory = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 18, 2, 1) + bytes(60)
    return bytes(head) + chain + directory * 4


def csv(text: str) -> bytes:
    return f"项目,件数\n{text}".encode()


def _entries(count: int) -> bytes:
    return xlsx({f"xl/media/{number}.bin": b"" for number in range(count)})


def _sheets(count: int) -> str:
    return "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="rId1"/>' for n in range(count))


def _table(cells: str) -> bytes:
    head = "<tr><td>项目</td><td>件数</td></tr>"
    return f"<html><body><table>{head}<tr>{cells}</tr></table></body></html>".encode()


PATTERNS = {
    "括号": "(" * 20_000,
    "逗号": "1," * 10_000,
    "冒号": "：" * 20_000,
    "空格": " " * 20_000 + "x",
    "年": "2023年" * 5_000,
    "数字": "9" * 20_000,
    "汉字数": "一百" * 10_000,
    "横线": "-" * 20_000 + "1",
    "标点": "，。；" * 7_000,
    "单位": "单位：" * 7_000,
    "开展": "开展" * 10_000 + "1",
    "百分": "%" * 20_000,
    "日期": "2023.1." * 3_000,
    "电话": "022-" * 5_000,
    "号": "1、" * 10_000,
}
"""Long texts of the kind that patterns with nested repeats stall on."""

CASES: dict[str, Callable[[], bytes]] = {
    "一个部件展开后 300 MB": lambda: xlsx({"xl/worksheets/sheet1.xml": b"<!--" + b" " * (300 * 2**20)}),
    "八个部件各 90 MB": lambda: xlsx({f"xl/media/{n}.bin": bytes(90 * 2**20) for n in range(8)}),
    "谎报大小": lying_about_sizes,
    "一百万行": lambda: xlsx(
        {"xl/worksheets/sheet1.xml": sheet_xml(ROW + '<row r="2"><c r="A2"><v>1</v></c></row>' * 10**6)}
    ),
    "共享字符串 100 MB": lambda: xlsx(
        {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + "<si><t>甲</t></si>" * 6_000_000 + "</sst>"}
    ),
    "实体炸弹在工作表": lambda: xlsx({"xl/worksheets/sheet1.xml": sheet_xml(checks(label="&l9;"), BOMB)}),
    "实体炸弹在工作簿": lambda: xlsx({}, named="&l9;", head=BOMB),
    "实体炸弹在共享字符串": lambda: xlsx(
        {
            "xl/sharedStrings.xml": f'{BOMB}<sst xmlns="{MAIN}"><si><t>&l9;</t></si></sst>',
            "xl/worksheets/sheet1.xml": sheet_xml(
                ROW + '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>3</v></c></row>'
            ),
        }
    ),
    "实体炸弹在 ods": lambda: ods(ods_content(_ods_row("&l9;"), BOMB)),
    "实体炸弹在 2003 XML": lambda: old_xml(BOMB, "&l9;"),
    "外部实体在工作表": lambda: xlsx({"xl/worksheets/sheet1.xml": sheet_xml(checks(label="&spy;"), SPY)}),
    "外部实体在 ods": lambda: ods(ods_content(_ods_row("&spy;"), SPY)),
    "外部实体在 2003 XML": lambda: old_xml(SPY, "&spy;"),
    "上级目录": lambda: xlsx({"../../../tmp/evil.xml": "x", "/etc/evil": "x", "xl\\..\\..\\evil": "x"}),
    "部件指到外面": lambda: xlsx(
        {
            "xl/_rels/workbook.xml.rels": "<Relationships>"
            f"{_relation(1, 'worksheet', '../../../../etc/passwd')}</Relationships>"
        }
    ),
    "一百万张工作表": lambda: xlsx({}, sheets=_sheets(1_000_000)),
    "三百张工作表": lambda: xlsx({}, sheets=_sheets(299)),
    "六万个部件": lambda: _entries(60_000),
    "整表合并": lambda: xlsx(
        {
            "xl/worksheets/sheet1.xml": sheet_xml(
                checks(), tail='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            )
        }
    ),
    "十万处合并": lambda: xlsx(
        {
            "xl/worksheets/sheet1.xml": sheet_xml(
                checks(),
                tail="<mergeCells>"
                + "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, 100_000))
                + "</mergeCells>",
            )
        }
    ),
    "最远的一格": lambda: xlsx(
        {
            "xl/worksheets/sheet1.xml": sheet_xml(
                checks() + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
            )
        }
    ),
    "每格都在天边": lambda: xlsx(
        {
            "xl/worksheets/sheet1.xml": sheet_xml(
                checks()
                + "".join(
                    f'<row r="{n * 1000}"><c r="XFD{n * 1000}"><v>1</v></c></row>' for n in range(1, 1000)
                )
            )
        }
    ),
    "嵌套十万层": lambda: xlsx({"xl/worksheets/sheet1.xml": sheet_xml("<row>" * 100_000)}),
    "ods 重复十亿行": lambda: ods(
        ods_content(
            _ods_row(
                "甲", 'table:number-rows-repeated="1000000000" table:number-columns-repeated="1000000000"'
            )
        )
    ),
    "网页格跨十亿列": lambda: _table('<td colspan="1000000000" rowspan="1000000000">行政检查</td><td>3</td>'),
    "网页嵌套五万层": lambda: ("<table><tr><td>" * 50_000 + "3").encode(),
    "引号不合的 CSV": lambda: csv('行政检查,"3' + "\n甲,1" * 300_000),
    "一行 40 MB 的 CSV": lambda: csv("甲," * 14_000_000),
    "空字符的 CSV": lambda: csv("行政检查,3\x00\x00\n" * 5),
    "目录打转的 xls": cfb_in_circles,
    "二进制垃圾 xls": lambda: b"\x09\x08\x10\x00" + bytes(range(256)) * 2000,
    "看似公式的名称": lambda: xlsx(
        {"xl/worksheets/sheet1.xml": sheet_xml(checks(label="=HYPERLINK(&quot;http://x&quot;,1)"))},
        named="=cmd|' /C calc'!A0",
    ),
    **{
        f"长文本：{name}": (
            lambda text=text: xlsx(
                {"xl/worksheets/sheet1.xml": sheet_xml(checks(label=text) + checks(label=text))}
            )
        )
        for name, text in PATTERNS.items()
    },
    **{
        f"长文本在数字格：{name}": (lambda text=text: csv(f'行政检查,"{text}"\n"{text}",7'))
        for name, text in PATTERNS.items()
    },
}

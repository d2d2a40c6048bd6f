"""Speed and safety of importing: 100 department workbooks, a register of 100,000 rows, mutated workbooks."""

import contextlib
import io
import random
import statistics
import tempfile
import time
import zipfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

from bench import Result
from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue, load_catalogue
from fazhi_desktop.core.records import Body, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.importing import PRELOAD, plan_import
from fazhi_desktop.matching import Label, Matcher
from fazhi_desktop.sandbox import Sandbox

FILES, ROWS = 100, 60
REGISTER_ROWS = 100_000
MUTANTS = 5_000
WANTED = 4.0
_YEAR = 2023
_UNIT = "测试镇人民政府"


def run(ci: bool) -> list[Result]:
    """All campaigns; `ci` takes five rounds instead of seven."""
    rounds = 5 if ci else 7
    with tempfile.TemporaryDirectory() as folder, Sandbox(preload=PRELOAD) as sandbox:
        sandbox.start()
        results = [_hundred(Path(folder), sandbox, rounds), *_register(Path(folder), sandbox, rounds)]
        results.append(_mutants(sandbox, MUTANTS))
    return results


def _hundred(folder: Path, sandbox: Sandbox, rounds: int) -> Result:
    """Department workbooks to committed values, against pandas with openpyxl merely reading them."""
    import pandas

    files = [folder / f"附件{place}：法治工作统计表（第{place}科）.xlsx" for place in range(1, FILES + 1)]
    for place, file in enumerate(files):
        file.write_bytes(_department_workbook(place))
    catalogue = load_catalogue(paths.resources() / "indicators")
    theirs: list[float] = []
    ours: list[float] = []
    stored = 0
    for turn in range(rounds + 1):
        with _store(folder / f"{turn}.fazhi") as store:
            # The running program keeps one, so that it is warm; here none has seen these labels before.
            matcher = Matcher(catalogue)
            matcher.meant(Label(("没有见过的工作数",)))
            start = time.perf_counter()
            plan = plan_import(
                files, store.report(), sandbox, paths.resources() / "importing", matcher=matcher
            )
            step = plan.edit(store.get)
            assert step is not None
            store.apply(step)
            ours.append(time.perf_counter() - start)
            stored = sum(file.stored for file in plan.files)
        start = time.perf_counter()
        for file in files:
            pandas.read_excel(file, sheet_name=None, header=None, engine="openpyxl")
        theirs.append(time.perf_counter() - start)
    ratio = statistics.median(theirs[1:]) / statistics.median(ours[1:])
    detail = (
        f"{FILES} 个文件 {FILES * ROWS} 行：{statistics.median(ours[1:]):.3f} s，入库 {stored} 项；"
        f"pandas 只读 {statistics.median(theirs[1:]):.3f} s；指标 {len(catalogue)} 个"
    )
    return Result(
        "导入 100 个科室表格至入库，比 pandas+openpyxl 只读",
        f"{ratio:.1f} 倍",
        f"≥ {WANTED:.0f} 倍",
        ratio >= WANTED,
        detail,
        timed=True,
    )


@contextlib.contextmanager
def _store(path: Path) -> Generator[Any]:
    from fazhi_desktop import assembly

    store = assembly.new_workspace(path, assembly.load_resources(), unit=_UNIT, year=_YEAR)
    try:
        yield store
    finally:
        store.close()


def _department_workbook(place: int) -> bytes:
    """A department's return: 60 rows of indicators with last year beside them, note and signatures.

    Every file takes another stretch of the catalogue; an indicator has the same number wherever it stands.
    """
    import openpyxl

    catalogue = load_catalogue(paths.resources() / "indicators")
    entries = [entry for entry in catalogue.values() if entry.kind == "count" and entry.input]
    entries = [entries[(place * 37 + row) % len(entries)] for row in range(ROWS)]
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"] = f"{_YEAR}年度法治建设工作统计表（{place}）"
    sheet.merge_cells("A1:F1")
    sheet["A2"] = f"填报单位：第{place}科    填报人：王某"
    sheet.append(["序号", "指标名称", "计量单位", "本年数", "上年数", "备注"])
    for number, entry in enumerate(entries, 1):
        this_year = 100 + catalogue.place(entry.code)
        sheet.append([number, entry.name, entry.unit, this_year, this_year - 7, None])
    sheet.append(["注：数据截至12月31日。"])
    sheet.append(["审核人：", None, "填表人：", None, "填表日期："])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _register(folder: Path, sandbox: Sandbox, rounds: int) -> list[Result]:
    """A register of 100,000 rows to counts, against openpyxl reading its rows; peak memory of the child."""
    import openpyxl

    file = folder / "矛盾纠纷调解台账.xlsx"
    file.write_bytes(_register_workbook())
    catalogue = load_catalogue(paths.resources() / "indicators")
    report = _report(catalogue)
    ours: list[float] = []
    theirs: list[float] = []
    counted: object = None
    for _ in range(max(3, rounds // 2)):
        start = time.perf_counter()
        plan = plan_import([file], report, sandbox, paths.resources() / "importing")
        ours.append(time.perf_counter() - start)
        counted = {decision.fact.code: decision.fact.number for decision in plan.files[0].decisions}
    for _ in range(1 if rounds < 5 else 3):
        start = time.perf_counter()
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        rows = sum(1 for sheet in book.worksheets for _row in sheet.iter_rows(values_only=True))
        theirs.append(time.perf_counter() - start)
        assert rows > REGISTER_ROWS
    ratio = statistics.median(theirs) / statistics.median(ours)
    peak = sandbox.read("fazhi_desktop.sandbox.child:peak_memory", b"")
    return [
        Result(
            "读取 10 万行台账，比 openpyxl read-only",
            f"{ratio:.1f} 倍",
            f"≥ {WANTED:.0f} 倍",
            ratio >= WANTED,
            f"{statistics.median(ours):.2f} s 对 {statistics.median(theirs):.2f} s；{counted}",
            timed=True,
        ),
        Result("读取子进程内存峰值", f"{peak / 2**20:.0f} MiB", "< 512 MiB", peak < 512 * 2**20),
    ]


def _register_workbook() -> bytes:
    import openpyxl

    chance = random.Random(7)
    book = openpyxl.Workbook(write_only=True)
    sheet: Any = book.create_sheet("台账")
    sheet.append([f"{_YEAR}年度矛盾纠纷调解台账"])
    sheet.append(["序号", "登记日期", "当事人", "纠纷类型", "调解结果", "是否成功", "涉及金额(元)"])
    kinds = ("邻里纠纷", "婚姻家庭", "劳动争议", "损害赔偿", "物业纠纷")
    for number in range(1, REGISTER_ROWS + 1):
        done = chance.random() < 0.95
        sheet.append(
            [
                number,
                f"{_YEAR}.{chance.randint(1, 12)}.{chance.randint(1, 28)}",
                f"张某{number % 97}",
                chance.choice(kinds),
                "达成协议" if done else "未达成",
                "是" if done else "否",
                chance.randint(100, 90_000),
            ]
        )
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _report(catalogue: Catalogue) -> Report:
    return Report(Body(_UNIT, "测试镇"), ReportHead(_YEAR, ""), catalogue, (), {})


def _mutants(sandbox: Sandbox, count: int) -> Result:
    """Damaged and rewritten workbooks: a plan or a refusal in words, no crash, no hang, no half import."""
    chance = random.Random(20231231)
    catalogue = load_catalogue(paths.resources() / "indicators")
    report, matcher = _report(catalogue), Matcher(catalogue)
    seeds = [
        path.read_bytes() for path in sorted((paths.resources() / "sample" / "workbooks").glob("*.xls*"))
    ]
    faults: list[str] = []
    refused = slowest = 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "变异.xlsx"
        for number in range(count):
            file.write_bytes(mutated(chance.choice(seeds), chance))
            start = time.perf_counter()
            try:
                plan = plan_import([file], report, sandbox, paths.resources() / "importing", matcher=matcher)
                plan.as_json()
                refused += plan.files[0].status == "refused"
                if plan.files[0].status == "refused" and plan.edit(lambda _key: None) is not None:
                    faults.append(f"{number}: refused, yet it would store")
            except Exception as error:
                faults.append(f"{number}: {type(error).__name__}: {error}")
            slowest = max(slowest, time.perf_counter() - start)
    detail = f"拒绝 {refused} 个，其余读出；最慢 {slowest:.2f} s" + (
        "".join("\n" + fault for fault in faults[:10])
    )
    return Result(
        f"{count} 个变异表格",
        f"{len(faults)} 次异常",
        "0 次异常、不超过 20 s",
        not faults and slowest < 20,
        detail,
    )


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A workbook with one kind of damage: bytes of the file or a part, a part lost or rewritten."""
    kind = chance.randrange(5)
    if kind == 0:
        raw = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        return bytes(raw)
    if kind == 1:
        return data[: chance.randrange(len(data))]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    names = list(parts)
    name = chance.choice(names)
    if kind == 2:
        parts.pop(name)
    elif kind == 3:
        parts[name] = _damaged(parts[name], chance)
    else:
        sheets = [part for part in names if "worksheets/" in part or "sharedStrings" in part] or names
        name = chance.choice(sheets)
        parts[name] = _rewritten(parts[name], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


def _damaged(content: bytes, chance: random.Random) -> bytes:
    raw = bytearray(content or b" ")
    for _ in range(chance.randint(1, 40)):
        place = chance.randrange(len(raw))
        raw[place : place + chance.randint(0, 3)] = bytes(
            chance.randrange(256) for _ in range(chance.randint(0, 3))
        )
        raw = raw or bytearray(b" ")
    return bytes(raw)


def _rewritten(content: bytes, chance: random.Random) -> bytes:
    """Well-formed but odd: other texts, numbers, references, types and merges."""
    text = content.decode("utf-8", "replace")
    swaps = [
        ("<v>", f"<v>{chance.choice(['1e308', '-1', 'NaN', '1E400', '', '９', '#REF!', '9' * 400])}"),
        ('t="s"', f't="{chance.choice(["e", "n", "b", "str", "d", "inlineStr", "zz"])}"'),
        ('r="', f'r="{chance.choice(["XFD", "A0", "", "ZZZZ", "A1048577"])}'),
        ("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ("<row ", f'<row hidden="{chance.choice(["1", "x", "true"])}" '),
        ("年", chance.choice(["", "年" * 50, "\u202e"])),
        ("<t>", f"<t>{chance.choice(['=SUM(A1)', '@', 'A' * 20000, '一' * 3000, '，', '合计', '1-5'])}"),
    ]
    old, new = chance.choice(swaps)
    places = [place for place in range(len(text)) if text.startswith(old, place)]
    for place in sorted(chance.sample(places, min(len(places), chance.randint(1, 5))), reverse=True):
        text = text[:place] + new + text[place + len(old) :]
    return text.encode("utf-8", "surrogatepass")

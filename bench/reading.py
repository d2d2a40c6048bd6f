"""Reading a finished report: how fast, and whether any text however broken makes it fall over.

    python -m bench.reading

Speed is the whole way from the bytes of a file to the JSON of `fazhi read`, in a warm process. The fuzz takes
the texts of the report corpus apart: pieces cut, doubled, swapped, turned around, strange characters put in,
encodings broken. Nothing but a reading or a sentence (FazhiError) may come out.
"""

import random
import statistics
import time
from collections.abc import Iterator

from bench import Result
from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import load_catalogue
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.reading.report import ReportReader, load_reading_words
from tests.reports.corpus import load
from tests.reports.raw_forms import raw_bytes

MUTANTS, SHORT_RUN = 5000, 300
SPEED_TARGET = 0.5
_STRANGE = (
    "\0",
    "\ufeff",
    "\u200b",
    "\u202e",
    "\ud7ff",
    "\U0001f600",
    "\x0c",
    "\x1e",
    "{{E02}}",
    "{{",
    "（",
    "）",
    "“",
    "《",
    "一、",
    "（一）",
    "1.",
    "一是",
    "%",
    "９",
    "百分之",
    "至",
    "-",
    "。",
    "\n\n\n",
    "<p>",
    "&#x110000;",
    "<table><tr><td>",
    "十百千万亿",
    "点",
    "〔2023〕",
)


def run(ci: bool) -> list[Result]:
    """Speed of one report and of the largest one, and the fuzz (a sample of it under `ci`)."""
    folder = paths.resources()
    reader = ReportReader(load_catalogue(folder / "indicators"), load_reading_words(folder / "reading"))
    files = [raw_bytes(report) for report in load("visible")]
    texts = [
        "\n".join(paragraph.text for paragraph in reader.read(data, "报告").paragraphs) for data in files
    ]
    return [_speed(reader, files), _fuzz(reader, files, texts, SHORT_RUN if ci else MUTANTS)]


def _speed(reader: ReportReader, files: list[bytes]) -> Result:
    largest = max(files, key=len)
    reader.read(largest, "报告")
    times: list[float] = []
    for _ in range(7):
        started = time.perf_counter()
        reader.read(largest, "报告").as_json()
        times.append(time.perf_counter() - started)
    median = statistics.median(times)
    return Result(
        "read a finished report, title to facts",
        f"{median:.3f} s",
        f"under {SPEED_TARGET} s",
        median < SPEED_TARGET,
        f"the largest of {len(files)} corpus reports, {len(largest)} bytes, warm process, median of 7",
        timed=True,
    )


def _fuzz(reader: ReportReader, files: list[bytes], texts: list[str], count: int) -> Result:
    chance = random.Random(20231204)
    read = refused = 0
    slowest = 0.0
    for number, data in enumerate(_mutants(files, texts, count, chance)):
        started = time.process_time()
        try:
            reader.read(data, "报告").as_json()
            read += 1
        except FazhiError:
            refused += 1
        except Exception as error:
            detail = f"mutant {number}: {type(error).__name__}: {error}"
            return Result(
                f"{count} mutated texts without a crash", "crash", "no crash", ok=False, detail=detail
            )
        slowest = max(slowest, time.process_time() - started)
    ok = slowest < 5
    return Result(
        f"{count} mutated texts without a crash",
        f"{read} read, {refused} refused",
        "no crash, none over 5 s",
        ok,
        f"slowest {slowest:.2f} s",
    )


def _mutants(files: list[bytes], texts: list[str], count: int, chance: random.Random) -> Iterator[bytes]:
    for _ in range(count):
        if chance.random() < 0.2:
            yield _broken_bytes(chance.choice(files), chance)
            continue
        text = chance.choice(texts)
        for _ in range(chance.randint(1, 6)):
            text = _mutated(text, chance)
        yield text.encode("utf-8", errors="surrogatepass" if chance.random() < 0.05 else "replace")


def _broken_bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    start, end = sorted((chance.randrange(len(changed)), chance.randrange(len(changed))))
    return bytes(
        changed[:end]
        if chance.random() < 0.3
        else changed[:start] + changed[end:]
        if chance.random() < 0.3
        else changed
    )


def _mutated(text: str, chance: random.Random) -> str:
    """One change of a text: a piece cut, doubled, moved or turned around, or something strange put in."""
    one, other = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    other = min(other, one + 400)
    piece = text[one:other]
    match chance.randrange(6):
        case 0:
            return text[:one] + text[other:]
        case 1:
            return text[:other] + piece * chance.randint(1, 5) + text[other:]
        case 2:
            return text[:one] + piece[::-1] + text[other:]
        case 3:
            return text[:one] + piece.replace("\n", "") + text[other:]
        case 4:
            lines = text.split("\n")
            chance.shuffle(lines)
            return "\n".join(lines)
        case _:
            strange = "".join(chance.choice(_STRANGE) for _ in range(chance.randint(1, 8)))
            return text[:one] + strange * chance.choice((1, 1, 1, 60)) + text[one:]


def main() -> None:
    """Print both results."""
    for result in run(ci=False):
        print(
            "ok  " if result.ok else "FAIL",
            result.name,
            "|",
            result.measured,
            "|",
            result.target,
            "|",
            result.detail,
        )


if __name__ == "__main__":
    main()

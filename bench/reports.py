"""Scores of the report reader on the finished reports of tests/reports.

    python -m bench.reports [--set visible|heldout|both] [--verbose] [--name PART]

Nobody tunes the reader on the held-out half; the gap between both halves tells how far it generalises.
"""

import argparse
import contextlib
import io
import json
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench import Result
from tests.reports.corpus import Report, TrueFact, Truth, load, squeeze
from tests.reports.raw_forms import file_name, raw_bytes
from tests.reports.scoring import Score, ratio, score_report

SAMPLE = Path(__file__).resolve().parents[2] / "shared" / "sample"
COLUMNS = ("headings", "P", "R", "facts", "P", "R", "tied", "wrong", "missing", "paras", "head", "roles")


def read_report(path: Path) -> dict[str, Any]:
    """What `fazhi read FILE --json` prints; raises RuntimeError when it prints no JSON object."""
    from fazhi_desktop.cli import main

    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            code = main(["read", str(path), "--json"])
        except SystemExit as stop:
            code = stop.code
    try:
        result = json.loads(output.getvalue())
    except json.JSONDecodeError as error:
        raise RuntimeError(f"exit {code}: {errors.getvalue().strip()[-300:]}") from error
    if "outline" not in result:
        raise RuntimeError(f"exit {code}: {result}")
    return result


def score_half(reports: Iterable[Report], *, verbose: bool) -> Score:
    """Scores every report of one half, prints its rows, and returns the sum."""
    total = Score()
    with tempfile.TemporaryDirectory() as folder:
        for report in reports:
            path = Path(folder) / file_name(report)
            path.write_bytes(raw_bytes(report))
            started = time.perf_counter()
            try:
                found = read_report(path)
            except RuntimeError as error:
                print(f"{report.name}: not read, {error}")
                found = {"title": None, "year": None, "unit": None}
                found |= {"outline": [], "paragraphs": [], "facts": []}
            score = score_report(report.truth, found)
            print(_row(report.name, score), f"{time.perf_counter() - started:5.2f} s")
            if verbose:
                print("\n".join(f"    {note}" for note in score.notes))
            total.add(score)
    return total


def sample_truth(folder: Path) -> Truth:
    """Truth of the sample report: its joined text and the rows of kind fact."""
    lines = (folder / "joined.txt").read_text("utf-8").splitlines()
    paragraphs = tuple(line for line in lines if line.strip())
    rows = json.loads((folder / "facts.json").read_text("utf-8"))
    facts = tuple(_sample_fact(row, paragraphs) for row in rows if row["kind"] == "fact")
    return Truth(paragraphs[0], 2023, ("杨柳青镇",), (), paragraphs, frozenset(), (), facts)


def _sample_fact(row: dict[str, Any], paragraphs: tuple[str, ...]) -> TrueFact:
    quote = squeeze(row["quote"])
    index, text = next((i, squeeze(p)) for i, p in enumerate(paragraphs) if quote in squeeze(p))
    start = text.index(quote)
    return TrueFact(
        paragraph=index,
        start=start,
        end=start + len(quote),
        quote=row["quote"],
        value=float(row["value"]),
        unit=row["unit"],
        qualifier=row["qualifier"] if row["qualifier"] in ("over", "about", "below") else "exact",
        counts=None,
        period=None,
        indicators=(),
        optional=False,
        chapter=row["chapter"] if row["chapter"] in "一二三四五" else None,
        section=row["section"] or None,
        item=row["item"].rstrip("一二三四五是") or None,
        loose_place=False,
    )


def _row(name: str, score: Score) -> str:
    cells = [
        f"{score.headings_right}/{score.headings_true}",
        f"{ratio(score.headings_right, score.headings_found):.2f}",
        f"{ratio(score.headings_right, score.headings_true):.2f}",
        f"{score.facts_right}/{score.facts_true}",
        f"{ratio(score.facts_right, score.facts_found):.2f}",
        f"{ratio(score.facts_right, score.facts_true):.2f}",
        f"{score.tied_right}/{score.tied_true}",
        f"{score.tied_wrong}",
        f"{score.tied_missing}",
        f"{score.paragraphs_right}/{score.paragraphs_true}",
        f"{score.head_right}/{score.head_true}",
        f"{score.roles_right}/{score.roles_true}",
    ]
    return f"{name:<26}" + "".join(f"{cell:>9}" for cell in cells)


def _print_details(name: str, score: Score) -> None:
    right = score.facts_right
    print(
        f"{name}: numbers in normal form {score.forms_right}/{score.headings_right}, "
        f"qualifiers {score.qualifiers_right}/{right}, "
        f"counted words {score.counts_right}/{score.counts_true}, "
        f"periods {score.periods_right}/{score.periods_true}"
    )


def _score_sample(*, verbose: bool) -> None:
    path = next(SAMPLE.glob("000_*.txt"), None)
    if path is None:
        print("sample: not beside the repository, left out")
        return
    try:
        score = score_report(sample_truth(SAMPLE), read_report(path))
    except RuntimeError as error:
        print(f"sample: not read, {error}")
        return
    precision = ratio(score.facts_right, score.facts_found)
    recall = ratio(score.facts_right, score.facts_true)
    paragraphs = f"{score.paragraphs_right}/{score.paragraphs_true}"
    print(f"sample: facts precision {precision:.3f} recall {recall:.3f}, paragraphs {paragraphs}")
    if verbose:
        print("\n".join(f"    {n}" for n in score.notes if not n.startswith("heading too many")))


def run(ci: bool) -> list[Result]:
    """Headings, facts and ties of the held-out half against 0.9, the same with `ci` as without."""
    del ci
    held, seen = (score_half(load(half), verbose=False) for half in ("heldout", "visible"))
    results: list[Result] = []
    for name in ("headings", "facts"):
        for what, of in (("precision", "found"), ("recall", "true")):
            shares = [ratio(getattr(s, f"{name}_right"), getattr(s, f"{name}_{of}")) for s in (held, seen)]
            results.append(
                Result(
                    f"held-out reports, {what} of {name}",
                    f"{shares[0]:.3f}",
                    "at least 0.9",
                    shares[0] >= 0.9,
                    f"visible half {shares[1]:.3f}",
                )
            )
    results.append(_ties(held, score_half(load("passages"), verbose=False)))
    return results


def _ties(held: Score, passages: Score) -> Result:
    """Numbers tied to the indicator they count, among all that are tied."""
    shares = [ratio(score.tied_right, score.tied_right + score.tied_wrong) for score in (held, passages)]
    found = ratio(held.tied_right, held.tied_true)
    return Result(
        "held-out reports, ties that are right",
        f"{shares[0]:.3f}",
        "at least 0.9",
        shares[0] >= 0.9,
        f"{found:.3f} of those with an indicator tied; passages {shares[1]:.3f}",
    )


def main(arguments: list[str] | None = None) -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--set", choices=("visible", "heldout", "both", "passages"), default="both")
    parser.add_argument("--verbose", action="store_true", help="list each miss (never of the held-out half)")
    parser.add_argument("--name", default="", help="only reports whose name holds this")
    wanted = parser.parse_args(arguments)
    print(" " * 26 + "".join(f"{column:>9}" for column in COLUMNS))
    totals: dict[str, Score] = {}
    for half in ("visible", "heldout") if wanted.set == "both" else (wanted.set,):
        reports = [report for report in load(half) if wanted.name in report.name]
        totals[half] = score_half(reports, verbose=wanted.verbose and half != "heldout")
        print(_row(f"= {half} ({len(reports)})", totals[half]))
    for half, total in totals.items():
        _print_details(half, total)
    if len(totals) == 2:
        _print_gap(totals["visible"], totals["heldout"])
    _score_sample(verbose=wanted.verbose)


def _print_gap(visible: Score, heldout: Score) -> None:
    for name in ("headings", "facts"):
        numbers: list[float] = []
        for score in (visible, heldout):
            right = getattr(score, f"{name}_right")
            numbers.append(ratio(right, getattr(score, f"{name}_found")))
            numbers.append(ratio(right, getattr(score, f"{name}_true")))
        precision, recall = numbers[0] - numbers[2], numbers[1] - numbers[3]
        print(f"gap {name} (visible - heldout): precision {precision:+.3f} recall {recall:+.3f}")


if __name__ == "__main__":
    main()

"""What matching answers: possible indicators with their scores, at most one of them sure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

SURE = 0.9
UNSURE = 0.6
_MARGIN = 0.04
_EXACT = 0.955


@dataclass(frozen=True)
class Candidate:
    """One possible indicator; `sure` candidates may be used unasked, and there is at most one."""

    code: str
    score: float
    sure: bool


def sure_code(candidates: Sequence[Candidate]) -> str | None:
    """The code of the candidate that may be used unasked."""
    return candidates[0].code if candidates and candidates[0].sure else None


def unsure(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same, none of which may be used unasked."""
    return [replace(candidate, sure=False) for candidate in candidates]


def decided(weighed: list[tuple[str, float, float]]) -> list[Candidate]:
    """The best of (code, score, score before weighing), best first, with the first sure or not."""
    candidates: list[Candidate] = []
    runner = weighed[1] if len(weighed) > 1 else ("", 0.0, 0.0)
    for place, (code, score, raw) in enumerate(weighed[:5]):
        sure = place == 0 and score >= SURE and score - runner[1] >= _gap(raw, runner[2], score, runner[1])
        candidates.append(Candidate(code, round(min(score, 1.0), 3), sure))
    return candidates


def _gap(raw: float, other: float, score: float, runner: float) -> float:
    """An exact wording needs less distance from the next than a likely one."""
    if raw >= _EXACT > other:
        return 0.005
    return 0.015 if score >= 0.97 and runner < score else _MARGIN

"""A label or a phrase -> indicator, scored. Reading, importing and checking share it."""

from fazhi_desktop.matching.labels import Label
from fazhi_desktop.matching.matcher import Candidate, Matcher

__all__ = ["Candidate", "Label", "Matcher"]

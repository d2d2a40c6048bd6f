"""A label or a phrase -> indicator, scored. Reading, importing and checking share it."""

from fazhi_desktop.matching.candidates import Candidate
from fazhi_desktop.matching.labels import Label
from fazhi_desktop.matching.matcher import Matcher

__all__ = ["Candidate", "Label", "Matcher"]

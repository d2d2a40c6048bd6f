"""Department workbooks: bytes -> grids -> blocks -> facts -> one edit."""

from fazhi_desktop.importing.plan import FilePlan, ImportPlan
from fazhi_desktop.importing.service import PRELOAD, plan_import

__all__ = ["PRELOAD", "FilePlan", "ImportPlan", "plan_import"]

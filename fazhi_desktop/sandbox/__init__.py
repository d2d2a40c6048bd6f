"""Runs a named reader on untrusted bytes in one reused child process with limits."""

from fazhi_desktop.sandbox.parent import Refused, Sandbox

__all__ = ["Refused", "Sandbox"]

"""fazhi_desktop: the annual report on law-based government, from department workbooks to the printed page."""

__version__ = "0.1.0"

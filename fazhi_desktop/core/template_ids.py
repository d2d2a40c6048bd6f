"""The mark of our own collection forms: a hidden sheet that says which cell is which indicator.

First row: MARK, VERSION, then pairs of key and value (department, year). Further rows: sheet, cell, code.
"""

SHEET = "_fazhi"
MARK = "fazhi-template"
VERSION = "1"
NAME, UNIT, FIELD = "指标", "单位", "本年数"
"""Heads of the columns that are read: what it is, in which unit, and the field itself."""

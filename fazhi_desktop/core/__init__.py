"""Pure Python, standard library only: what the program knows about reports and numbers."""

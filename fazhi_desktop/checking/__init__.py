"""Rules as data to findings."""

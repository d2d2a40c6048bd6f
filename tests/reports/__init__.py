"""Finished annual reports of invented places with their truth tables; corpus.py explains the markup."""

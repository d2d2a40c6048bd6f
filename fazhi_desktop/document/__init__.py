"""Outline and values to one neutral document tree."""

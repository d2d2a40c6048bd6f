"""Reads a finished report: bytes -> lines -> paragraphs -> outline -> facts -> indicators -> one edit."""

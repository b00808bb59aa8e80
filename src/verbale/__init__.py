"""Verbale keeps the record of diplomacy."""

"""Grouping over time, and the text shown of a story."""

"""Benchmarks: quality of matching, cost of a look-up, load. Ratios count, rates are of one machine."""

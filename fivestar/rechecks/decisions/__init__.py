"""Sums of re-checks on frozen values: how many from which stratum, what may still be wrong, who is severe."""

"""Measurements: `make bench` runs every part, `make bench BENCH=engine` one. Prints figures, asserts equal results."""

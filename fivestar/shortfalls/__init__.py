"""Screening, and what is lacking as a list: rectified one by one, struck off by somebody else, open again by itself."""

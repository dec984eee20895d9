"""Notices: what is posted on a village's or community's board, kept as it was, and counted by itself."""

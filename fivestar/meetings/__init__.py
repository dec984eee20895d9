"""Meetings of every kind, recorded in four fields; they count themselves."""

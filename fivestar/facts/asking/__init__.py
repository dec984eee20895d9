"""Asking a village: what is due, one question at a time, answered on a phone with or without signal."""

"""Editions, criteria, fact definitions and dated rules of law."""

"""Stated facts are looked at by somebody else: what stands out first, one by one; the rest in one signed act."""

"""Disclosure: pages villagers read without signing in, voices, the log's pages, prints that prove themselves."""

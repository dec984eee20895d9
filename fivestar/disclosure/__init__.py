"""Disclosure: the pages villagers read without signing in, voices, the public log's pages and prints that prove themselves."""

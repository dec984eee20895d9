"""The public log as a thing of bytes: its tree, heads, proofs and copies. No Django, no database.

`foundation.publiclog` keeps the records and calls this; `fivestar log verify` needs nothing else.
"""

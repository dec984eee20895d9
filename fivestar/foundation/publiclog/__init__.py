"""The public log: `record` in the act's transaction; a sealer puts it into the tree and signs.

What became public cannot be changed afterwards without everybody seeing it who kept a head. `foundation.logtree` is the
tree itself, without a database.
"""

from fivestar.foundation.publiclog.recording import UnableToErase, erase, record, record_late
from fivestar.foundation.publiclog.sealing import TreeBroken, seal_pending
from fivestar.foundation.publiclog.telling import Earlier, Told, backfill, earlier

__all__ = [
    "Earlier",
    "Told",
    "TreeBroken",
    "UnableToErase",
    "backfill",
    "earlier",
    "erase",
    "record",
    "record_late",
    "seal_pending",
]

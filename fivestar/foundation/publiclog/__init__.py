"""The public log: `record` in the act's transaction; a sealer puts it into the tree and signs.

What became public cannot be changed afterwards without everybody seeing it who kept a head. `foundation.logtree` is the
tree itself, without a database.
"""

from fivestar.foundation.publiclog.reading import entry_of, slip_of
from fivestar.foundation.publiclog.recording import UnableToErase, erase, record, record_late
from fivestar.foundation.publiclog.sealing import TreeBroken, seal_pending
from fivestar.foundation.publiclog.telling import Earlier, Told, backfill, earlier
from fivestar.foundation.publiclog.witnessing import UnableToWitness, end_witness, register_witness, sign_head

__all__ = [
    "Earlier",
    "Told",
    "TreeBroken",
    "UnableToErase",
    "UnableToWitness",
    "backfill",
    "earlier",
    "end_witness",
    "entry_of",
    "erase",
    "record",
    "record_late",
    "register_witness",
    "seal_pending",
    "sign_head",
    "slip_of",
]

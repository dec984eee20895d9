"""The public log: `record` in the act's transaction; a sealer puts it into the tree and signs.

What became public cannot be changed afterwards without everybody seeing it who kept a head. `foundation.logtree` is the
tree itself, without a database.
"""

from fivestar.foundation.publiclog.recording import UnableToErase, erase, record, record_late
from fivestar.foundation.publiclog.sealing import TreeBroken, seal_pending

__all__ = ["TreeBroken", "UnableToErase", "erase", "record", "record_late", "seal_pending"]

"""What a file is by its content, and the same file without location, author and anything that could run.

Keeps nothing and asks nobody: bytes in, bytes out, or `Unacceptable` with the reason.
"""

from fivestar.evidence.cleaning.faults import Unacceptable
from fivestar.evidence.cleaning.files import MAX_BYTES, Cleaned, Kind, clean, kind_of

__all__ = ["MAX_BYTES", "Cleaned", "Kind", "Unacceptable", "clean", "kind_of"]

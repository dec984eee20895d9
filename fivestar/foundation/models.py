"""Records of the foundation: the audit and the public log."""

from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.publiclog.models import LogEntry, LogHead, LogKey, LogTile, LogWitness, LogWitnessing

__all__ = ["AuditEntry", "LogEntry", "LogHead", "LogKey", "LogTile", "LogWitness", "LogWitnessing"]

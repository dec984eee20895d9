"""Records of the foundation: the audit."""

from fivestar.foundation.audit.models import AuditEntry

__all__ = ["AuditEntry"]

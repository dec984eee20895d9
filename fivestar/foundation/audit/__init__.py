"""The audit: `record` in the act's transaction, `seal_pending` within seconds, `verify` at any time."""

from fivestar.foundation.audit.trail import (
    Break,
    Changes,
    Verified,
    changes_of,
    digest_of,
    record,
    seal_pending,
    verify,
    who_did,
)

__all__ = ["Break", "Changes", "Verified", "changes_of", "digest_of", "record", "seal_pending", "verify", "who_did"]

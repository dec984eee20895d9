"""What the database itself refuses about the audit, in its two dialects. Laid down by migration 0002; never edited."""

_KEPT = ("id", "at", "recorded_at", "actor", "act", "subject_kind", "subject", "changes")
TABLE = "foundation_auditentry"

_MOVED_SQLITE = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in _KEPT)
_MOVED_POSTGRESQL = " OR ".join(
    # json has no equality of its own before it is read as text
    f"OLD.{column}::text IS DISTINCT FROM NEW.{column}::text"
    for column in _KEPT
)

SQLITE = (
    f"""CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'audit: a row is never deleted'); END""",
    f"""CREATE TRIGGER audit_is_only_sealed BEFORE UPDATE ON {TABLE}
    WHEN OLD.number IS NOT NULL OR NEW.number IS NULL OR {_MOVED_SQLITE}
    BEGIN SELECT RAISE(ABORT, 'audit: a row is only sealed, once'); END""",
    f"""CREATE TRIGGER audit_begins_unsealed BEFORE INSERT ON {TABLE} WHEN NEW.number IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'audit: a row begins unsealed'); END""",
)
SQLITE_LIFT = (
    "DROP TRIGGER IF EXISTS audit_is_never_deleted",
    "DROP TRIGGER IF EXISTS audit_is_only_sealed",
    "DROP TRIGGER IF EXISTS audit_begins_unsealed",
)

POSTGRESQL = (
    f"""CREATE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
    BEGIN
        IF TG_OP = 'TRUNCATE' THEN
            IF EXISTS (SELECT 1 FROM {TABLE}) THEN RAISE EXCEPTION 'audit: a row is never deleted'; END IF;
            RETURN NULL;
        ELSIF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'audit: a row is never deleted';
        ELSIF TG_OP = 'INSERT' THEN
            IF NEW.number IS NOT NULL THEN RAISE EXCEPTION 'audit: a row begins unsealed'; END IF;
        ELSIF OLD.number IS NOT NULL OR NEW.number IS NULL OR {_MOVED_POSTGRESQL} THEN
            RAISE EXCEPTION 'audit: a row is only sealed, once';
        END IF;
        RETURN NEW;
    END $guard$""",  # noqa: S608 -- built from the constants above
    f"""CREATE TRIGGER audit_rows BEFORE INSERT OR UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_guard()""",
    f"CREATE TRIGGER audit_table BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION audit_guard()",
)
POSTGRESQL_LIFT = (
    f"DROP TRIGGER IF EXISTS audit_rows ON {TABLE}",
    f"DROP TRIGGER IF EXISTS audit_table ON {TABLE}",
    "DROP FUNCTION IF EXISTS audit_guard()",
)


def laid_down(vendor: str) -> tuple[str, ...]:
    return POSTGRESQL if vendor == "postgresql" else SQLITE


def lifted(vendor: str) -> tuple[str, ...]:
    """Only for undoing the migration, and for tests that must empty the table between two stories."""
    return POSTGRESQL_LIFT if vendor == "postgresql" else SQLITE_LIFT

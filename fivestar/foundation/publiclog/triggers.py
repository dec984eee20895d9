"""What the database itself refuses about the public log, in its two dialects. Laid by migration 0005; never edited.

An entry is only sealed, once, and its content only taken out, once; a tile only grows; a witness's key only ends, once;
heads, keys and witnesses' signatures stay as they came.
"""

from collections.abc import Iterable

_SAME = {"sqlite": "IS", "postgresql": "IS NOT DISTINCT FROM"}
_ENTRY = ("id", "kind", "subject", "unit", "day", "commitment", "recorded_at")
_WITNESS = ("id", "public_id", "unit", "unit_name", "path", "name", "public", "registered_by", "registered_at")

_NEVER, _ALWAYS = "0 = 1", "1 = 1"
_ENDS = "{kept} AND OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL"
_GROWS = (
    "NEW.id = OLD.id AND NEW.level = OLD.level AND NEW.number = OLD.number AND length(NEW.hashes) > length(OLD.hashes)"
    " AND substr(NEW.hashes, 1, length(OLD.hashes)) = OLD.hashes"
)
_IS_SEALED = (
    "OLD.number IS NULL AND NEW.number IS NOT NULL AND NEW.content {same} OLD.content AND NEW.salt {same} OLD.salt"
    " AND NEW.erased_at {same} OLD.erased_at AND NEW.erased_because = OLD.erased_because"
)
_IS_ERASED = (
    "NEW.number {same} OLD.number AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL"
    " AND NEW.content IS NULL AND NEW.salt IS NULL"
)
# Table → what may come, what may change; in the order in which rows can be deleted by whoever lifts the triggers.
TABLES = {
    "foundation_logwitnessing": (_ALWAYS, _NEVER),
    "foundation_logwitness": ("NEW.ended_at IS NULL", _ENDS),
    "foundation_loghead": (_ALWAYS, _NEVER),
    "foundation_logkey": (_ALWAYS, _NEVER),
    "foundation_logtile": (_ALWAYS, _GROWS),
    "foundation_logentry": (
        "NEW.number IS NULL AND NEW.erased_at IS NULL",
        f"{{kept}} AND (({_IS_SEALED}) OR ({_IS_ERASED}))",
    ),
}
_KEPT = {"foundation_logentry": _ENTRY, "foundation_logwitness": _WITNESS}
_WORDS = "public log: {table} is only added to"


def laid_down(vendor: str) -> tuple[str, ...]:
    """Statements that put the guard up."""
    return tuple(
        statement
        for table, (insert, update) in TABLES.items()
        for statement in _guard(vendor, table, insert, _filled(vendor, table, update))
    )


def lifted(vendor: str) -> tuple[str, ...]:
    """Only for undoing the migration, and for tests that must empty the tables between two stories."""
    return tuple(statement for table in TABLES for statement in _lift(vendor, table))


def _filled(vendor: str, table: str, condition: str) -> str:
    same = _SAME[vendor]
    kept = " AND ".join(f"NEW.{column} {same} OLD.{column}" for column in _KEPT.get(table, ()))
    return condition.format(kept=kept, same=same)


def _guard(vendor: str, table: str, insert: str, update: str) -> Iterable[str]:
    words = _WORDS.format(table=table)
    if vendor == "sqlite":
        for act, condition in (("INSERT", insert), ("UPDATE", update), ("DELETE", _NEVER)):
            yield (
                f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} WHEN NOT ({condition})"
                f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
        return
    yield f"""CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF {insert} THEN RETURN NEW; END IF;
        ELSIF TG_OP = 'UPDATE' THEN
            IF {update} THEN RETURN NEW; END IF;
        ELSIF TG_OP = 'TRUNCATE' THEN
            IF NOT EXISTS (SELECT 1 FROM {table}) THEN RETURN NULL; END IF;
        END IF;
        RAISE EXCEPTION '{words}';
    END $guard$"""  # noqa: S608 -- built from the constants above
    yield (
        f"CREATE TRIGGER {table}_rows BEFORE INSERT OR UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_guard()"
    )
    yield (
        f"CREATE TRIGGER {table}_table BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_guard()"
    )


def _lift(vendor: str, table: str) -> Iterable[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_{act}" for act in ("insert", "update", "delete")]
    return [
        f"DROP TRIGGER IF EXISTS {table}_rows ON {table}",
        f"DROP TRIGGER IF EXISTS {table}_table ON {table}",
        f"DROP FUNCTION IF EXISTS {table}_guard()",
    ]

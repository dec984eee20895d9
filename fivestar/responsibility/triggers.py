"""What the database itself refuses about holdings, in its two dialects. Laid down by migration 0003; never edited.

A unique constraint sees two open holdings only; two that share a single day need a look at the other rows.
"""

TABLE = "responsibility_holding"
NAME = "a_post_has_one_holder_a_day"

_SHARES_A_DAY = f"""EXISTS (
    SELECT 1 FROM {TABLE} other WHERE other.post_id = NEW.post_id AND other.id <> COALESCE(NEW.id, -1)
    AND (other.to_day IS NULL OR other.to_day >= NEW.from_day) AND (NEW.to_day IS NULL OR other.from_day <= NEW.to_day))
"""  # noqa: S608 -- built from the constants above

_SQLITE = tuple(
    f"""CREATE TRIGGER {NAME}_{event.lower()} BEFORE {event} ON {TABLE} WHEN {_SHARES_A_DAY}
    BEGIN SELECT RAISE(ABORT, '{NAME}: two holders on one day'); END"""
    for event in ("INSERT", "UPDATE")
)
_SQLITE_LIFT = tuple(f"DROP TRIGGER IF EXISTS {NAME}_{event}" for event in ("insert", "update"))

_POSTGRESQL = (
    f"""CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $guard$
    BEGIN
        IF {_SHARES_A_DAY} THEN
            RAISE EXCEPTION '{NAME}: two holders on one day' USING ERRCODE = 'exclusion_violation';
        END IF;
        RETURN NEW;
    END $guard$""",
    f"CREATE TRIGGER {NAME} BEFORE INSERT OR UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()",
)
_POSTGRESQL_LIFT = (f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}", f"DROP FUNCTION IF EXISTS {NAME}()")


def laid_down(vendor: str) -> tuple[str, ...]:
    return _POSTGRESQL if vendor == "postgresql" else _SQLITE


def lifted(vendor: str) -> tuple[str, ...]:
    return _POSTGRESQL_LIFT if vendor == "postgresql" else _SQLITE_LIFT

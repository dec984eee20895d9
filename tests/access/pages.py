"""Prints docs/reference/access.md and docs/reference/wiring.md from the running product.

python -m tests.access.pages
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from fivestar.cli.main import set_up_django

if __name__ == "__main__":
    set_up_django()

from fivestar.foundation import access
from fivestar.foundation.access import ALL_DUTIES, Duty, Policy
from fivestar.foundation.registers import Register

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference"
PRINTED = "Printed from the program by `python -m tests.access.pages`; a test compares.\n"

REACH = {
    "over": "of the subject's unit or one above it",
    "within": "of a unit beneath the subject",
    "touching": "of a unit above or beneath the subject",
    "signed_in": "whoever is signed in",
    "anyone": "anyone",
}

ACCESS_HEAD = f"""\
# Who may do what

{PRINTED}
Each row is read two ways from the same text: for one subject (`decide`, with a reason when the answer is no) and for
a list (`visible`). Tests prove both equal for every actor, act and row, and for random rows and posts. A post is a
duty over a unit and all beneath it; *limited by* means that a post limited to a department or to stars acts only for
those. Whoever may not even see the subject gets 404. The command line and jobs act as the system and may do all of it.

| act | subject | whose post | limited by | only if | second factor |
|---|---|---|---|---|---|
"""
WIRING_HEAD = f"""\
# Wiring

{PRINTED}
A lower room offers a register; `config/wiring` alone fills it.

| register | entries, in order |
|---|---|
"""


def access_page() -> str:
    return ACCESS_HEAD + "".join(_access_line(row) for row in access.policies)


def _access_line(row: Policy) -> str:
    conditions = [f"`{condition.field}` is {_or(condition.among)}" for condition in row.only_if]
    if row.not_the_doer:
        conditions.append(f"not the person in `{row.not_the_doer}`")
    if row.not_among:
        conditions.append(f"not among `{row.not_among}`")
    cells = (
        f"`{row.act}`",
        row.subject,
        _whose(row),
        row.domain or "",
        "; ".join(conditions),
        "yes" if row.second_factor else "",
    )
    return f"| {' | '.join(cells)} |\n"


def _whose(row: Policy) -> str:
    if row.reach in ("anyone", "signed_in"):
        return REACH[row.reach]
    duties = "any duty" if row.duties == ALL_DUTIES else ", ".join(duty for duty in Duty if duty in row.duties)
    return f"{duties} {REACH[row.reach]}"


def _or(values: tuple[object, ...]) -> str:
    return " or ".join(f"`{value}`" for value in values)


def registers() -> dict[str, Register[object]]:
    """Every register that a module of the product offers, by its name."""
    found = {
        value.name: value
        for name, module in sorted(sys.modules.items())
        if name.startswith("fivestar.")
        for value in vars(module).values()
        if isinstance(value, Register)
    }
    return dict(sorted(found.items()))


def wiring_page() -> str:
    lines = (
        f"| `{name}` | {'<br>'.join(f'`{entry}`' for entry in _entries(register)) or '–'} |\n"
        for name, register in registers().items()
    )
    return WIRING_HEAD + "".join(lines)


def _entries(register: Register[object]) -> Iterator[str]:
    """Names; of policy rows, which have a page of their own, each act once."""
    seen: set[str] = set()
    for entry in register:
        name = _name(entry)
        if name not in seen:
            seen.add(name)
            yield name


def _name(entry: object) -> str:
    if isinstance(entry, str):
        return entry
    for attribute in ("act", "model_label", "name", "id", "kind", "url_name"):
        if isinstance(value := getattr(entry, attribute, None), str):
            every = getattr(entry, "every", None)
            return f"{value} (every {every})" if every else value
    return f"{getattr(entry, '__module__', '').removeprefix('fivestar.')}.{getattr(entry, '__qualname__', entry)}"


if __name__ == "__main__":
    (DOCS / "access.md").write_text(access_page(), encoding="utf-8")
    (DOCS / "wiring.md").write_text(wiring_page(), encoding="utf-8")

"""From files (or a stored document) to a checked rulebook. `check` reports every fault at once, `load` refuses."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from fivestar.engine.cases import work
from fivestar.engine.checks import CHECKS
from fivestar.engine.draft import Draft, as_item, draft_of
from fivestar.engine.fact_checks import no_fact_is_unused
from fivestar.engine.facts import base_name
from fivestar.engine.faults import N_, Fault, RulebookFaults
from fivestar.engine.rulebook import Rulebook
from fivestar.engine.source import Item, read
from fivestar.engine.tree import keys_in


def load(path: str | Path) -> Rulebook:
    """The rulebook in folder `path`; RulebookFaults when anything is wrong with it (its cases are not worked)."""
    return _finish(_read_folder(Path(path)))


def check(path: str | Path, *, strict: bool = False) -> list[Fault]:
    """Every fault of the rulebook in folder `path`, its worked cases included. Strict also names facts nobody needs."""
    draft = _read_folder(Path(path))
    try:
        rulebook = _finish(draft)
    except RulebookFaults as refused:
        return refused.faults
    if strict:
        no_fact_is_unused(draft)
    for difference in work(rulebook):
        message = N_("预期 {expected},算得 {found}")
        draft.fault(
            "case",
            difference.case,
            message,
            at=("expect", difference.key),
            expected=difference.expected,
            found=difference.found,
        )
    return draft.faults.found


def to_document(rulebook: Rulebook) -> dict[str, Any]:
    """The rulebook as JSON values, with its cases. `from_document` gives back one of the same digest."""
    return {**rulebook.document, "cases": [msgspec.to_builtins(case) for case in rulebook.cases]}


def from_document(document: Mapping[str, Any]) -> Rulebook:
    """The rulebook that `to_document` wrote; RulebookFaults (without lines) when it is not sound."""
    draft = draft_of(Path())
    item = as_item(document)
    parts: dict[str, Item] = item.value
    head = parts.get("edition", Item({}, 0))
    draft.read_edition("edition", Item({"format": parts.get("format", Item(None, 0)), **head.value}, 0))
    draft.read_facts("facts", item, is_own=True)
    for star in parts.get("stars", Item([], 0)).entries():
        draft.read_star("stars", star)
    if parts.get("cases", Item([], 0)).value:
        draft.read_cases("cases", item)
    return _finish(draft)


def _read_folder(folder: Path) -> Draft:
    draft = draft_of(folder)
    edition = read(folder / "edition.yaml", "edition.yaml", draft.faults)
    if edition is None:
        return draft
    draft.read_edition("edition.yaml", edition)

    def read_facts(name: str, item: Item) -> None:
        draft.read_facts(name, item, is_own=".." not in Path(name).parts)

    _read_listed(draft, folder, edition, "facts", read_facts)
    _read_listed(draft, folder, edition, "stars", draft.read_star)
    if (folder / "cases.yaml").exists():
        cases = read(folder / "cases.yaml", "cases.yaml", draft.faults)
        if cases is not None:
            draft.read_cases("cases.yaml", cases)
    return draft


def _read_listed(draft: Draft, folder: Path, edition: Item, key: str, use: Callable[[str, Item], None]) -> None:
    """Each file that the edition lists under `key`, in order."""
    listed = edition.value.get(key) if isinstance(edition.value, dict) else None
    names = list(listed.entries()) if listed else []
    if not names:
        draft.faults.add("edition.yaml", edition.line, "", N_("{key} 要列出文件"), key=key)
    room = folder.resolve().parent
    for name in names:
        # SECURITY: a rulebook may share a file with its neighbours, and reach nothing further away.
        if not isinstance(name.value, str) or not (folder / name.value).resolve().is_relative_to(room):
            draft.faults.add("edition.yaml", name.line, "", N_("{file} 不在标准文件夹之内"), file=name.plain)
            continue
        item = read(folder / name.value, name.value, draft.faults)
        if item is not None:
            use(name.value, item)


def _finish(draft: Draft) -> Rulebook:
    """Run every check; the rulebook when all is well."""
    for find_faults in CHECKS:
        find_faults(draft)
    if draft.faults.found or draft.edition is None:
        raise RulebookFaults(draft.faults.found)
    used = {base_name(key) for tree in draft.trees.values() for key in keys_in(tree)}
    rulebook = Rulebook(
        edition=draft.edition,
        facts={name: fact for name, fact in draft.facts.items() if name in used},
        stars=tuple(draft.stars.values()),
        cases=tuple(draft.cases.values()),
        trees=draft.trees,
    )
    try:
        rulebook.digest  # noqa: B018 -- computed here so that a text without canonical form is refused, not met later
    except ValueError as error:
        draft.fault("edition", "", N_("没有唯一的写法:{detail}"), detail=str(error))
        raise RulebookFaults(draft.faults.found) from error
    return rulebook

"""A receipt for everybody, in which values by which somebody could be recognised are left out, and how it hangs on the
whole one.

What is left out is named, with the reason. The whole receipt is bound in without being given away: by its plain digest
the withheld values could be found, trying the few small numbers they can be, so what stands here is a digest over that
one and a secret key.
Whoever may see the whole receipt has the key too, and checks both.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from fivestar.engine import canon
from fivestar.engine.closures import decided
from fivestar.engine.rulebook import Criterion, Rulebook, Star
from fivestar.engine.tree import keys_in
from fivestar.engine.verdicts import BEHIND, CODE, ON_PACE

SMALL_COUNTS = "small_counts"


class Withheld(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """facts: whose values are left out. whole: `bound` of the whole receipt."""

    because: str
    facts: list[str]
    whole: str


def bound(digest: str, key: str) -> str:
    """What stands in the public receipt for the whole one of this digest."""
    return canon.digest({"digest": digest, "key": key})


def withhold(document: Mapping[str, Any], facts: Iterable[str], *, key: str) -> dict[str, Any]:
    """The receipt without the values of these facts. key: secret, and not to be guessed."""
    hidden = {*facts} & {row["fact"] for row in document["facts"]}
    rows = [{**row, "value": None} if row["fact"] in hidden else row for row in document["facts"]]
    withheld = Withheld(SMALL_COUNTS, sorted(hidden), bound(canon.digest(dict(document)), key))
    return {**document, "facts": rows, "withheld": msgspec.to_builtins(withheld)}


def belongs(public: Mapping[str, Any], whole: Mapping[str, Any], *, key: str) -> bool:
    """Is the public receipt the whole one, but for the values it says it leaves out? The whole is verified apart."""
    told = public.get("withheld")
    facts = told.get("facts") if isinstance(told, dict) else None
    return isinstance(facts, list) and withhold(whole, facts, key=key) == dict(public)


def keys_of(rulebook: Rulebook, criterion: Criterion) -> frozenset[str]:
    """Every fact that the conditions of a criterion read."""
    return frozenset(key for text in criterion.conditions() for key in keys_in(rulebook.trees[text]))


def not_reckoned(rulebook: Rulebook, facts: Iterable[str]) -> tuple[str, ...]:
    """The criteria that rest on withheld facts: their verdicts are taken as the receipt states them."""
    hidden = frozenset(facts)
    return tuple(one.id for one in rulebook.criteria if keys_of(rulebook, one) & hidden)


def with_stated(rulebook: Rulebook, again: dict[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """What should stand in a receipt with withheld values: all that can be reckoned; verdicts that cannot, as stated.

    Stars and levels are reckoned from the verdicts. A star or a cap that itself reads a withheld fact is as stated.
    """
    hidden = frozenset(document["withheld"]["facts"])
    outcomes = dict(again["outcomes"])
    for name in not_reckoned(rulebook, hidden):
        stated = document["outcomes"].get(name)
        if _code(stated) is not None:  # else what is reckoned stands there, and differs
            outcomes[name] = stated
    codes = [_code(outcomes[one.id]) for one in rulebook.criteria]
    values = {row["fact"]: row["value"] for row in document["facts"]}
    as_stated = {
        star.id: CODE[_spelt(document["stars"].get(star.id))]
        for star in rulebook.stars
        if _counts_hidden(rulebook, star, hidden) and _spelt(document["stars"].get(star.id)) in CODE
    }
    stars, level, at_most = decided(rulebook, [code for code in codes if code is not None], values, as_stated)
    reads_cap = any(hidden & set(keys_in(rulebook.trees[cap.when])) for cap in rulebook.edition.caps)
    levels = (
        {"level": document["level"], "at_most": document["at_most"]}
        if reads_cap
        else {"level": level, "at_most": at_most}
    )
    told = {star: document["stars"].get(star) if star in as_stated else word for star, word in stars.items()}
    return {**again, "outcomes": outcomes, "stars": told, **levels, "withheld": document["withheld"]}


def _counts_hidden(rulebook: Rulebook, star: Star, hidden: frozenset[str]) -> bool:
    """Do points of this star hang on a withheld value?"""
    texts = [tier.when for one in star.criteria for tier in one.tiers]
    return star.way.points is not None and any(hidden.intersection(keys_in(rulebook.trees[text])) for text in texts)


def _code(outcome: Mapping[str, Any] | None) -> int | None:
    if outcome is None:
        return None
    if outcome["verdict"] == "pending":
        return {True: ON_PACE, False: BEHIND}.get(outcome["on_pace"])
    return CODE.get(outcome["verdict"]) if outcome["on_pace"] is None else None


def _spelt(word: str | None) -> str:
    """Of a star that is pending nobody is told the pace, and nothing above it asks."""
    return "pending_on_pace" if word == "pending" else word or ""

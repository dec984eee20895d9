"""The one function that writes what is derived of shortfalls, for one branch as for thousands.

Derived anew from the answers of a branch each time, never counted up: what is kept is what a rebuild gives. Kept are
what is lacking and what somebody took up; the history of scorecards tells the rest. Two reads where nothing changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.clock import legal_day
from fivestar.responsibility.queries import may_own, owner_choices, post_by_public_id
from fivestar.scorecards.answered import Answered, answers_since
from fivestar.shortfalls.decisions import GONE, Trace, traces
from fivestar.shortfalls.models import Shortfall
from fivestar.standards.queries import rulebook_by_digest
from fivestar.territory.queries import branches_under

if TYPE_CHECKING:
    from fivestar.territory.models import Region

CHUNK_BRANCHES = 500
ROWS_A_STATEMENT = 300
DERIVED = ("edition_id", "star", "department", "verdict", "is_open", "opened_on", "since", "ended_on", "falls")
_UPDATED = ["district", "edition", *DERIVED[1:]]

Key = tuple[int, int, str]  # branch, year, criterion


def keep(branch_ids: Sequence[int], *, at: datetime) -> None:
    """Shortfalls of these branches from their answers. Listens to `scorecards.changed`, in its transaction.

    This year and the last: what is older has ended and stays.
    """
    _keep_from(branch_ids, legal_day(at).year - 1, at)


@transaction.atomic
def rebuild(district: Region, *, at: datetime) -> None:
    """What is derived of all years; what people added stays."""
    ids = iter(sorted(branches_under(district).values_list("pk", flat=True)))
    while chunk := list(islice(ids, CHUNK_BRANCHES)):
        _keep_from(chunk, 0, at)


def _keep_from(branch_ids: Sequence[int], year: int, at: datetime) -> None:
    answered = answers_since(branch_ids, year=year)
    wanted = {
        (branch, key[0], key[1]): (trace, cards)
        for branch, cards in answered.items()
        for key, trace in traces(cards, _criteria).items()
    }
    there: dict[Key, tuple[object, ...]] = {}
    pks: dict[Key, int] = {}
    taken_up: set[Key] = set()
    rows = Shortfall.objects.filter(branch__in=branch_ids, year__gte=year).order_by()
    for pk, branch, of_year, criterion, owner, *derived in rows.values_list(
        "pk", "branch", "year", "criterion", "owner", *DERIVED
    ):
        there[branch, of_year, criterion] = tuple(derived)
        pks[branch, of_year, criterion] = pk
        if owner is not None:
            taken_up.add((branch, of_year, criterion))
    derived_of = _Derived(answered)
    new, changed = [], dict[int, Shortfall]()
    for key, (trace, cards) in wanted.items():
        if not trace.is_open and key not in taken_up:
            continue
        values = derived_of(trace, key, there.get(key))
        if there.get(key) == values:
            continue
        branch, of_year, criterion = key
        row = Shortfall(
            pk=pks.get(key),
            branch_id=branch,
            district_id=cards[-1].district,
            year=of_year,
            criterion=criterion,
            **dict(zip(DERIVED, values, strict=True)),
        )
        if key in pks:
            changed[pks[key]] = row
        else:
            new.append(row)
    _rewrite(changed, at)
    asked = {key for key, (trace, _) in wanted.items() if trace.is_open or key in taken_up}
    gone = pks.keys() - asked
    _end([pks[key] for key in gone & taken_up])
    Shortfall.objects.bulk_create(new, batch_size=ROWS_A_STATEMENT)
    if not _forget([pks[key] for key in gone - taken_up]):
        _keep_from(branch_ids, year, at)


class _Derived:
    """The derived columns of a trace, in the order of `DERIVED`."""

    def __init__(self, answered: Mapping[int, Iterable[Answered]]) -> None:
        self._digests = {card.edition: card.digest for cards in answered.values() for card in cards}

    def __call__(self, trace: Trace, key: Key, there: tuple[object, ...] | None) -> tuple[object, ...]:
        """there: as it is kept.

        A day has one answer: what was lacking in the morning and is met in the evening never was, says the history.
        What is kept of it ends that day.
        """
        star, department = _places(self._digests[trace.edition])[key[2]]
        known = (trace.edition, star, department, trace.verdict, trace.is_open)
        if trace.opened_on is not None:
            return (*known, trace.opened_on, trace.since, trace.ended_on, trace.falls)
        assert there is not None  # somebody took it up
        return (*known, *there[5:7], trace.said_on, there[8])


@lru_cache(maxsize=64)
def _criteria(digest: str) -> tuple[str, ...]:
    return tuple(criterion.id for criterion in rulebook_by_digest(digest).criteria)


@lru_cache(maxsize=64)
def _places(digest: str) -> dict[str, tuple[str, str]]:
    """Criterion → its star and leading department."""
    stars = rulebook_by_digest(digest).stars
    return {one.id: (star.id, one.lead_dept) for star in stars for one in star.criteria}


def _rewrite(changed: Mapping[int, Shortfall], at: datetime) -> None:
    """One upsert on the keys, as scorecards do it; what had been struck off and lacks again is open again."""
    if not changed:
        return
    reopened = [pk for pk, row in changed.items() if row.is_open]
    again = list(
        Shortfall.objects.filter(pk__in=reopened, is_open=False, owner__isnull=False).select_related("owner", "branch")
    )
    struck_off = [row.pk for row in again if row.struck_off_at is not None]
    Shortfall.objects.filter(pk__in=struck_off).update(struck_off_by="", struck_off_at=None, struck_off_note="")
    Shortfall.objects.bulk_create(
        changed.values(),
        batch_size=ROWS_A_STATEMENT,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_UPDATED,
    )
    for row in again:
        _open_again(row, was_struck_off=row.pk in struck_off, at=at)


def _open_again(row: Shortfall, *, was_struck_off: bool, at: datetime) -> None:
    """By itself. Where its post was left meanwhile the nearest held one answers: nothing open is without an owner."""
    changes: dict[str, object] = {"was_struck_off": was_struck_off}
    assert row.owner is not None
    today = legal_day(at)
    if not may_own(row.owner, today):
        nearest = owner_choices(row.branch.path, today)
        heir = post_by_public_id(nearest[0].public_id) if nearest else None
        if heir is not None:
            Shortfall.objects.filter(pk=row.pk).update(owner=heir)
            changes["owner"] = [row.owner.public_id, heir.public_id]
    audit.record(actor=SYSTEM, act="shortfalls.open_again", subject=row, changes=changes, at=at)


def _forget(pks: Sequence[int]) -> bool:
    """What lacks no more and nobody took up. False: somebody took one up since it was read, and it stays."""
    if not pks:
        return True
    _, by_table = Shortfall.objects.filter(pk__in=pks, owner__isnull=True).delete()
    return by_table.get(Shortfall._meta.label, 0) == len(pks)


def _end(pks: Sequence[int]) -> None:
    """Taken up, but asked no more as a demonstration's date went back."""
    if pks:
        Shortfall.objects.filter(pk__in=pks, is_open=True).update(verdict=GONE, is_open=False, ended_on=F("since"))

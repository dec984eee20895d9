"""What somebody found of a pair; a verdict that did not hold reopens the facts behind it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fivestar.engine import Rulebook
from fivestar.engine.facts import PREVIOUS, base_name
from fivestar.engine.tree import keys_in
from fivestar.facts.actions import reopen_facts
from fivestar.facts.history.queries import has_spoken
from fivestar.foundation import audit
from fivestar.foundation.access import Actor, require
from fivestar.foundation.outcome import N_
from fivestar.rechecks.actions.errors import UnableToFind
from fivestar.rechecks.models import Finding, Pair, Plan
from fivestar.standards import queries as standards

MOST_CHARACTERS = 300


@transaction.atomic
def record_finding(
    *, actor: Actor, pair: Pair, verdict: str, note: str, client_id: UUID, at: datetime, replaces: UUID | None = None
) -> Finding:
    """The finding that stands; never by whoever stated or confirmed what the pair was judged by.

    The same `client_id` again gives the first one back, whatever became of the list since.
    replaces: the person's own finding that was before his eyes; it is superseded, another one never.
    """
    require(actor, "rechecks.find", pair)
    before = Finding.objects.filter(client_id=client_id).first()
    if before is not None:
        if (before.pair_id, before.found_by, before.verdict, before.note) != (
            pair.pk,
            actor.person_ref,
            verdict,
            note.strip(),
        ):
            raise UnableToFind(N_("这个编号已经用在另一条复核上"))
        return before
    plan = Plan.objects.select_for_update().defer("frame").get(pk=pair.plan_id)
    if plan.state != Plan.State.DRAWN:
        raise UnableToFind(N_("这次复核不在进行，不能再记"))
    if verdict not in Finding.Verdict.values:
        raise UnableToFind(N_("请选“成立”“不成立”或“没查成”"))
    if verdict != Finding.Verdict.HOLDS and not note.strip():
        raise UnableToFind(N_("不成立或没查成，请写一句为什么"))
    if len(note.strip()) > MOST_CHARACTERS:
        raise UnableToFind(N_("说明最多 {most} 个字"), most=MOST_CHARACTERS)
    rulebook = standards.rulebook_of(pair.edition)
    behind = _facts_behind(rulebook, pair.criterion)
    if has_spoken(actor.person_ref, pair.branch_id, behind, on=plan.committed_at):
        raise UnableToFind(N_("这一项的数据是您报的或核实的，请由别人复核"))
    standing = Finding.objects.filter(pair=pair, found_by=actor.person_ref, superseded_at=None)
    if standing.exclude(client_id__in=[] if replaces is None else [replaces]).exists():
        raise UnableToFind(N_("这一项您在别处已经记过，请打开名单再看一次"))
    standing.update(superseded_at=at)
    finding = Finding.objects.create(
        pair=pair,
        verdict=verdict,
        note=note.strip(),
        found_by=actor.person_ref,
        found_at=at,
        client_id=client_id,
    )
    audit.record(
        actor=actor,
        act="rechecks.find",
        subject=pair,
        changes={"criterion": pair.criterion, "verdict": verdict},
        at=at,
    )
    if verdict == Finding.Verdict.DOES_NOT:
        reopen_facts(
            actor=actor,
            branch=pair.branch,
            facts=behind,
            about=pair.star,
            reason=finding.note,
            at=at,
        )
    return finding


def _facts_behind(rulebook: Rulebook, criterion_id: str) -> set[tuple[str, int]]:
    """(slug, year) of every fact the criterion was judged by."""
    year = rulebook.edition.year
    criterion = next(one for one in rulebook.criteria if one.id == criterion_id)
    keys = {key for text in criterion.conditions() for key in keys_in(rulebook.trees[text])}
    return {(base_name(key), year - 1 if key.startswith(PREVIOUS) else year) for key in keys}

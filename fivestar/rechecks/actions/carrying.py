"""A draw from the commitment to its end."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
from django.db import transaction

from fivestar.foundation import audit, publiclog
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.draw import SECRET_BYTES, commitment, draw, is_plain_numbers, seed
from fivestar.foundation.outcome import N_
from fivestar.foundation.sealing import RECHECKS
from fivestar.rechecks import logged
from fivestar.rechecks.actions.errors import UnableToCarry, UnableToCommit
from fivestar.rechecks.framing import StratumName, frame_on, held_stars, read_frame
from fivestar.rechecks.models import Pair, Plan, Witness
from fivestar.standards import queries as standards
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Region

MOST_PAIRS = 2_000
MOST_WITNESSES = 9
MOST_DIGITS = 12

_NOT_A_NUMBER = N_("号码只写数字，组与组之间空一格，现为“{found}”")


@transaction.atomic
def commit_plan(
    *,
    actor: Actor,
    district: Region,
    take: int,
    result_name: str,
    result_on: date,
    at: datetime,
    rehearsed_secret: bytes | None = None,
) -> Plan:
    """Freezes the frame and commits to it and to a secret, before the named result of a later day is known.

    rehearsed_secret: a fictitious district's draws are the same on every machine. SECURITY: nowhere else may a secret
    be chosen; whoever chose it could try until the list pleases him.
    """
    require(actor, "rechecks.commit", district)
    if rehearsed_secret is not None and not district.is_fictitious:
        raise UnableToCommit(N_("密数只能由系统随机产生"))
    today = legal_day(at)
    if result_on <= today:
        raise UnableToCommit(N_("公开结果的日期要晚于今天（{today}），谁都还不知道"), today=today.isoformat())
    if not 1 <= take <= MOST_PAIRS:
        raise UnableToCommit(N_("一次抽 1 到 {most} 项"), most=MOST_PAIRS)
    territory.lock_region(district)
    if Plan.objects.filter(district=district, state=Plan.State.COMMITTED).exists():
        raise UnableToCommit(N_("已有一次抽签等着开奖，先抽完或作废它"))
    frame = frame_on(district, today, take)
    pairs = sum(stratum.count for stratum in frame.strata)
    if not pairs:
        raise UnableToCommit(N_("还没有一项由已核实的数据判为达标，没有可抽的"))
    document = msgspec.to_builtins(frame)
    secret = rehearsed_secret or secrets.token_bytes(SECRET_BYTES)
    plan = Plan.objects.create(
        district=district,
        frame=document,
        frame_pairs=pairs,
        frame_stars=held_stars(frame),
        take=sum(stratum.take for stratum in frame.strata),
        commitment=commitment(document, secret),
        secret_sealed=RECHECKS.seal(secret),
        committed_at=at,
        committed_by=actor.person_ref,
        result_name=result_name,
        result_on=result_on,
    )
    audit.record(
        actor=actor,
        act="rechecks.commit",
        subject=plan,
        changes={"commitment": plan.commitment, "pairs": pairs, "take": plan.take, "result_on": result_on.isoformat()},
        at=at,
    )
    publiclog.record(**logged.committed(plan), at=at)
    return plan


@transaction.atomic
def add_witness(*, actor: Actor, plan: Plan, who: str, number: str, at: datetime) -> Witness:
    """A witness's number, while nobody knows the result yet. who: a role, never a name."""
    locked = _locked(actor, plan, Plan.State.COMMITTED)
    if legal_day(at) >= locked.result_on:
        raise UnableToCarry(N_("公开结果的日子到了，不能再加见证人的号码"))
    if not (is_plain_numbers(number) and " " not in number):
        raise UnableToCarry(N_("见证人的号码是 1 到 {most} 位数字，现为“{found}”"), most=MOST_DIGITS, found=number)
    count = locked.witnesses.count()
    if count >= MOST_WITNESSES:
        raise UnableToCarry(N_("见证人最多 {most} 位"), most=MOST_WITNESSES)
    witness = Witness.objects.create(plan=locked, order=count + 1, who=who, number=number, recorded_at=at)
    _record(actor, "rechecks.witness", locked, {"number": number}, at)
    return witness


@transaction.atomic
def draw_plan(*, actor: Actor, plan: Plan, result: str, at: datetime) -> Plan:
    """The public result is entered, once; seed and list follow."""
    locked = _locked(actor, plan, Plan.State.COMMITTED)
    if legal_day(at) < locked.result_on:
        raise UnableToCarry(N_("{day} 才出公开结果，还不能抽"), day=locked.result_on.isoformat())
    if not is_plain_numbers(result):
        raise UnableToCarry(_NOT_A_NUMBER, found=result)
    secret = RECHECKS.unseal(locked.secret_sealed)
    if secret is None:
        raise UnableToCarry(N_("承诺时封存的密数打不开（系统密钥换过），请作废后重新承诺"))
    frame = read_frame(locked.frame)
    numbers = locked.witnesses.order_by("order").values_list("number", flat=True)
    branches = territory.branch_ids_by_code(locked.district)
    editions = {category: standards.edition_by_digest(digest) for category, digest in frame.editions.items()}
    made = []
    for position, drawn in enumerate(draw(frame, seed(secret, numbers, result)), 1):
        name = StratumName.of(drawn.stratum)
        code, _, criterion = drawn.item.partition(".")
        made.append(
            Pair(
                plan=locked,
                position=position,
                stratum=drawn.stratum,
                item=drawn.item,
                branch_id=branches.get(code) or _branch_that_was(code),
                edition=editions[name.category],
                criterion=criterion,
                star=name.star,
            )
        )
    Pair.objects.bulk_create(made)
    locked.state, locked.result_value, locked.secret = Plan.State.DRAWN, result, secret.hex()
    locked.drawn_at, locked.drawn_by = at, actor.person_ref
    locked.save(update_fields=["state", "result_value", "secret", "drawn_at", "drawn_by"])
    _record(actor, "rechecks.draw", locked, {"state": ["committed", "drawn"], "result": result}, at)
    publiclog.record(**logged.drawn(locked), at=at)
    plan.refresh_from_db()
    return plan


@transaction.atomic
def void_plan(*, actor: Actor, plan: Plan, reason: str, at: datetime) -> None:
    """Not to be used, and why. It stays listed with its file."""
    locked = _locked(actor, plan, Plan.State.COMMITTED, Plan.State.DRAWN)
    if not reason.strip():
        raise UnableToCarry(N_("作废要写明原因，原因会公开"))
    before, locked.state, locked.void_reason = locked.state, Plan.State.VOID, reason.strip()
    locked.ended_at, locked.ended_by = at, actor.person_ref
    locked.save(update_fields=["state", "void_reason", "ended_at", "ended_by"])
    # The reason is public, and a person's own words: it stays out of the chain.
    _record(actor, "rechecks.void", locked, {"state": [before, "void"]}, at)
    publiclog.record(**logged.void(locked), at=at)
    plan.refresh_from_db()


@transaction.atomic
def close_plan(*, actor: Actor, plan: Plan, at: datetime) -> None:
    """No more findings; what nobody looked at counts as could not be checked."""
    locked = _locked(actor, plan, Plan.State.DRAWN)
    locked.state = Plan.State.CLOSED
    locked.ended_at, locked.ended_by = at, actor.person_ref
    locked.save(update_fields=["state", "ended_at", "ended_by"])
    _record(actor, "rechecks.close", locked, {"state": ["drawn", "closed"]}, at)
    plan.refresh_from_db()


def _branch_that_was(code: str) -> int:
    """A branch that ended, or got another code, since the frame was frozen: itself, not the one it was merged into."""
    branch = territory.branch_that_had(code)
    assert branch is not None  # branches are never removed
    return branch.pk


def _locked(actor: Actor, plan: Plan, *states: str) -> Plan:
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    require(actor, "rechecks.carry", locked)
    if locked.state not in states:
        raise UnableToCarry(N_("这次抽签现在不在这一步"))
    return locked


def _record(actor: Actor, act: str, plan: Plan, changes: dict[str, object], at: datetime) -> None:
    audit.record(actor=actor, act=act, subject=plan, changes=changes, at=at)

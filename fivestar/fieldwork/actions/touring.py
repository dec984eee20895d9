"""An observation tour: committed to, drawn, scored on the spot, closed."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from django.db import transaction

from fivestar.fieldwork import logged
from fivestar.fieldwork.actions.errors import UnableToScore, UnableToTour
from fivestar.fieldwork.models import Judge, Score, Stop, Tour
from fivestar.fieldwork.models.tours import MOST_POINTS
from fivestar.fieldwork.touring import is_his_own, judge_of, progress_of
from fivestar.foundation import audit, publiclog
from fivestar.foundation.access import Actor, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.draw import SECRET_BYTES, Frame, commitment, draw, frame_of, is_plain_numbers, seed
from fivestar.foundation.outcome import N_
from fivestar.foundation.sealing import TOURS
from fivestar.responsibility.actions import take_owner
from fivestar.responsibility.queries import posts_held_by
from fivestar.territory.queries import branch_by_code, branch_ids_by_code, branches_of, lock_region

if TYPE_CHECKING:
    from fivestar.responsibility.models import Post
    from fivestar.territory.models import Region

MOST_A_TOWNSHIP, MOST_ITEMS, MOST_JUDGES = 5, 12, 40


@transaction.atomic
def commit_tour(
    *,
    actor: Actor,
    district: Region,
    title: str,
    items: Mapping[str, int],
    judges: Collection[Post],
    draw_from: tuple[int, str, date],
    at: datetime,
    townships: Collection[str] = (),
    rehearsed_secret: bytes | None = None,
) -> Tour:
    """Who may be visited, how it is scored and by whom stand before anybody knows the route.

    items: name → weight. draw_from: how many villages of each township, which public result of which later day.
    townships: codes of those it goes to, all where none is named; the frame says so to everybody.
    rehearsed_secret: a fictitious district's route is the same on every machine. SECURITY: nowhere else may a secret
    be chosen; whoever chose it could try until the route pleases him.
    """
    require(actor, "fieldwork.tour", district)
    if rehearsed_secret is not None and not district.is_fictitious:
        raise UnableToTour(N_("密数只能由系统随机产生"))
    a_township, result_name, result_on = draw_from
    today = legal_day(at)
    if not title.strip() or len(title.strip()) > 80 or not result_name.strip() or len(result_name) > 120:
        raise UnableToTour(N_("请写观摩的名称和用哪个公开结果"))
    if result_on <= today:
        raise UnableToTour(N_("公开结果的日期要晚于今天（{today}），谁都还不知道"), today=today.isoformat())
    if not 1 <= len(items) <= MOST_ITEMS or any(not 1 <= weight <= MOST_POINTS for weight in items.values()):
        raise UnableToTour(N_("评分项写 1 到 {most} 项，权重是 1 到 100 的整数"), most=MOST_ITEMS)
    if not 1 <= a_township <= MOST_A_TOWNSHIP:
        raise UnableToTour(N_("每个乡镇抽 1 到 {most} 个村"), most=MOST_A_TOWNSHIP)
    if not 2 <= len(judges) <= MOST_JUDGES:
        raise UnableToTour(N_("评委要 2 到 {most} 个岗位"), most=MOST_JUDGES)
    lock_region(district)
    if Tour.objects.filter(district=district, drawn_at=None).exists():
        raise UnableToTour(N_("已有一次观摩等着抽路线，先抽完它"))
    posts = [take_owner(post, on=today) for post in sorted(judges, key=lambda one: one.pk)]
    if any(not post.path.startswith(district.path) for post in posts):
        raise UnableToTour(N_("评委要是本区的岗位"))
    document = msgspec.to_builtins(_frame(district, today, a_township, townships))
    secret = rehearsed_secret or secrets.token_bytes(SECRET_BYTES)
    tour = Tour.objects.create(
        district=district,
        title=title.strip(),
        items=dict(items),
        frame=document,
        commitment=commitment(document, secret),
        secret_sealed=TOURS.seal(secret),
        result_name=result_name.strip(),
        result_on=result_on,
        committed_by=actor.person_ref,
        committed_at=at,
    )
    Judge.objects.bulk_create(Judge(tour=tour, post=post) for post in posts)
    _record(actor, "fieldwork.tour", tour, {"commitment": tour.commitment, "judges": len(posts)}, at)
    publiclog.record(**logged.committed(tour), at=at)
    return tour


@transaction.atomic
def draw_route(*, actor: Actor, tour: Tour, result: str, at: datetime) -> Tour:
    """The public result is entered, once; the route follows."""
    locked = _locked(actor, tour)
    if locked.drawn_at is not None:
        raise UnableToTour(N_("路线已经抽过了，只能抽一次"))
    if legal_day(at) < locked.result_on:
        raise UnableToTour(N_("{day} 才出公开结果，还不能抽"), day=locked.result_on.isoformat())
    if not is_plain_numbers(result):
        raise UnableToTour(N_("号码只写数字，组与组之间空一格，现为“{found}”"), found=result)
    secret = TOURS.unseal(locked.secret_sealed)
    if secret is None:
        raise UnableToTour(N_("承诺时封存的密数打不开（系统密钥换过）"))
    branches = branch_ids_by_code(locked.district)
    route = [one.item for one in draw(msgspec.convert(locked.frame, Frame), seed(secret, [], result))]
    # A village merged since the frame was frozen is where its code leads now; twice the same is one stop.
    there = {branches.get(code) or _branch_that_was(code): code for code in reversed(route)}
    stops = sorted(there.items(), key=lambda one: route.index(one[1]))
    Stop.objects.bulk_create(
        Stop(tour=locked, position=position, code=code, branch_id=branch)
        for position, (branch, code) in enumerate(stops, 1)
    )
    locked.result_value, locked.drawn_at = result, at
    locked.save(update_fields=["result_value", "drawn_at"])
    _record(actor, "fieldwork.draw_route", locked, {"result": result, "stops": len(stops)}, at)
    publiclog.record(**logged.drawn(locked), at=at)
    tour.refresh_from_db()
    return tour


@transaction.atomic
def score_stop(
    *,
    actor: Actor,
    stop: Stop,
    points: Sequence[int],
    client_id: UUID,
    at: datetime,
    replaces: UUID | None = None,
) -> Score:
    """All items at once, under the name of whoever holds a judge's post. The same `client_id` again changes nothing.

    replaces: his own score that was before his eyes; another one is never superseded.
    """
    tour = Tour.objects.select_for_update(no_key=True, of=("self",)).get(pk=stop.tour_id)
    require(actor, "fieldwork.read_tour", tour)
    own = {post.pk for post in posts_held_by(actor, legal_day(at))}
    judge = judge_of(tour, own)
    if judge is None:
        raise UnableToScore(N_("您不是这次观摩的评委"))
    before = Score.objects.filter(client_id=client_id).first()
    if before is not None:
        if (before.stop_id, before.judge_id, before.points) != (stop.pk, judge.pk, list(points)):
            raise UnableToScore(N_("这个编号已经用在另一个评分上"))
        return before
    if not tour.is_open:
        raise UnableToScore(N_("这次观摩现在不收评分"))
    if is_his_own(judge, stop):
        raise UnableToScore(N_("这个村在您自己的乡镇，请回避"))
    if len(points) != len(tour.items) or any(not 0 <= one <= MOST_POINTS for one in points):
        raise UnableToScore(N_("每一项都要评，0 到 {most} 的整数"), most=MOST_POINTS)
    standing = Score.objects.filter(stop=stop, judge=judge, superseded_at=None)
    if standing.exclude(client_id__in=[] if replaces is None else [replaces]).exists():
        raise UnableToScore(N_("这个村您在别处已经评过，请打开评分表再看一次"))
    standing.update(superseded_at=at)
    score = Score.objects.create(
        stop=stop, judge=judge, points=list(points), scored_by=actor.person_ref, scored_at=at, client_id=client_id
    )
    _record(actor, "fieldwork.score", tour, {"stop": stop.position, "points": list(points)}, at)
    return score


@transaction.atomic
def close_tour(*, actor: Actor, tour: Tour, at: datetime, without_missing: bool = False) -> None:
    """No more scores, for ever. without_missing: whoever closes was told that judges are missing and does not wait."""
    locked = _locked(actor, tour)
    if not locked.is_open:
        raise UnableToTour(N_("这次观摩现在不收评分"))
    progress = progress_of(locked, list(locked.stops.select_related("branch__township")))
    if not any(one.scored for one in progress):
        raise UnableToTour(N_("一个评分都还没有，不能结束"))
    missing = sum(not one.is_done for one in progress)
    if missing and not without_missing:
        raise UnableToTour(N_("还有 {count} 位评委没有评完；确实不等了，请勾选后再结束"), count=missing)
    locked.closed_at = at
    locked.save(update_fields=["closed_at"])
    _record(actor, "fieldwork.close_tour", locked, {"missing": missing}, at)
    tour.refresh_from_db()


def _frame(district: Region, today: date, a_township: int, townships: Collection[str]) -> Frame:
    """Villages outside the drive are not drawn."""
    items: dict[str, list[str]] = {}
    for branch in branches_of(district):
        if branch.category != branch.Category.OUTSIDE and (not townships or branch.township.code in townships):
            items.setdefault(branch.township.code, []).append(branch.village.code)
    if not items or not items.keys() >= set(townships):
        raise UnableToTour(N_("选的乡镇里有的没有可抽的村"))
    take = {code: min(a_township, len(codes)) for code, codes in items.items()}
    return frame_of(district=district.code, as_at=today.isoformat(), editions={}, items=items, take=take)


def _branch_that_was(code: str) -> int:
    branch = branch_by_code(code)
    assert branch is not None  # branches are never removed
    return branch.pk


def _locked(actor: Actor, tour: Tour) -> Tour:
    locked = Tour.objects.select_for_update(no_key=True, of=("self",)).get(pk=tour.pk)
    require(actor, "fieldwork.carry_tour", locked)
    return locked


def _record(actor: Actor, act: str, tour: Tour, changes: Mapping[str, object], at: datetime) -> None:
    audit.record(actor=actor, act=act, subject=tour, changes=dict(changes), at=at)

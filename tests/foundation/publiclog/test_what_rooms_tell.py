"""What becomes public is in the log the moment it does, and what was public before is entered once, as late."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from fivestar.engine import canon
from fivestar.fieldwork import actions as fieldwork
from fivestar.foundation import publiclog
from fivestar.foundation.publiclog.kinds import BY_ID
from fivestar.foundation.publiclog.models import LogEntry
from fivestar.notices.actions import withdraw_notice
from fivestar.rechecks.actions import void_plan
from fivestar.standards.law.actions import enter_rule, withdraw_rule
from fivestar.standards.law.values import Rule
from fivestar.standards.models import EditionInForce
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.fieldwork.stories import post_of
from tests.foundation.triggers import empty_audit
from tests.notices.stories import post
from tests.rechecks.stories import LOTTERY, ON_THE_DAY, RESULT_ON, drawn, with_stars

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[tuple[str, dict[str, Any]]]:
    """Unit and content of each entry of a kind."""
    rows = LogEntry.objects.filter(kind=kind).order_by("id")
    return [(row.unit, json.loads(row.content or "")) for row in rows]


def test_a_notice_is_entered_with_its_digest_and_without_its_words(cast: Cast) -> None:
    notice = post(cast)
    withdraw_notice(actor=cast.secretary, notice=notice, because="金额写错了", at=NOW)

    document = {
        "title": notice.title,
        "basis": notice.basis,
        "body": notice.body,
        "table": notice.table,
        "place": notice.place,
        "topics": [],
        "files": [],
    }
    village = cast.dongliu.village.code
    assert told("notice.posted") == [
        (
            village,
            {
                "class": "finance",
                "corrects": None,
                "day": "2023-09-15",
                "document": canon.digest(document),
                "figures": [[2, "50000"]],
                "from": "2023-09-15",
                "id": notice.public_id,
                "rows": 2,
                "to": "2023-09-21",
            },
        )
    ]
    assert told("notice.withdrawn") == [(village, {"day": "2023-09-15", "id": notice.public_id})]


def test_a_correction_says_what_it_corrects(cast: Cast) -> None:
    first = post(cast)
    post(cast, title="三季度财务公开（更正）", corrects=first)

    assert [content["corrects"] for _, content in told("notice.posted")] == [None, first.public_id]


def test_a_draw_is_entered_before_and_after_its_result(cast: Cast) -> None:
    with_stars(cast)
    plan = drawn(cast)
    void_plan(actor=cast.organiser, plan=plan, reason="名单有误", at=ON_THE_DAY)

    assert told("recheck.committed") == [
        (
            "990099",
            {
                "commitment": plan.commitment,
                "day": "2023-09-15",
                "id": plan.public_id,
                "result_name": LOTTERY,
                "result_on": RESULT_ON.isoformat(),
                "take": 6,
            },
        )
    ]
    listed = [[pair.stratum, pair.item] for pair in plan.pairs.order_by("position")]
    assert told("recheck.drawn") == [
        (
            "990099",
            {
                "commitment": plan.commitment,
                "day": "2023-09-22",
                "drawn": canon.digest(listed),
                "id": plan.public_id,
                "result": "03 11 16 21 28 33 07",
                "secret": plan.secret,
            },
        )
    ]
    assert told("recheck.void") == [
        ("990099", {"commitment": plan.commitment, "day": "2023-09-22", "id": plan.public_id})
    ]


def test_a_route_is_entered_before_and_after_its_result(cast: Cast) -> None:
    tour = fieldwork.commit_tour(
        actor=cast.organiser,
        district=cast.district,
        title="九月观摩",
        items={"村容": 1},
        judges=[post_of(cast, who) for who in ("TASKFORCE", "MANAGE")],
        draw_from=(1, "双色球", TODAY + timedelta(days=3)),
        at=NOW,
    )
    fieldwork.draw_route(actor=cast.organiser, tour=tour, result="03 11", at=NOW + timedelta(days=3))

    [(_, before)], [(_, after)] = told("tour.committed"), told("tour.drawn")
    assert before == {
        "commitment": tour.commitment,
        "day": "2023-09-15",
        "id": tour.public_id,
        "result_name": "双色球",
        "result_on": "2023-09-18",
    }
    assert after["drawn"] == canon.digest([stop.code for stop in tour.stops.order_by("position")])
    assert len(after["secret"]) == 64


def test_an_edition_and_a_rule_are_entered(cast: Cast) -> None:
    small_standards(cast)
    rule = Rule("village.members.notice", 3, "天", date(2023, 1, 1), None, "某法第一条", "原文")
    made = enter_rule(actor=cast.organiser, district=cast.district, rule=rule, at=NOW)
    withdraw_rule(actor=cast.organiser, rule=made, because="录错了", at=NOW)

    assert told("edition.in_force") == [
        (
            "990099",
            {
                "category": row.category,
                "day": "2023-09-15",
                "edition": row.edition.digest,
                "from": row.from_day.isoformat(),
            },
        )
        for row in EditionInForce.objects.order_by("id")
    ]
    assert [content["source"] for _, content in told("rule.entered")] == [canon.digest("原文")]
    assert told("rule.withdrawn") == [("990099", {"day": "2023-09-15", "id": made.public_id})]


def test_what_was_there_before_the_log_is_entered_once_as_late(cast: Cast) -> None:
    with_stars(cast)
    drawn(cast)
    notice = post(cast)
    at_once = {(row.kind, row.subject): json.loads(row.content or "") for row in LogEntry.objects.all()}
    empty_audit()
    much_later = NOW + timedelta(days=100)

    counts = [publiclog.backfill(at=much_later), publiclog.backfill(at=much_later)]

    late = {(row.kind, row.subject): json.loads(row.content or "") for row in LogEntry.objects.all()}
    assert counts == [{kind: sum(one == kind for one, _ in at_once) for kind in {one for one, _ in at_once}}, {}]
    assert late.keys() == at_once.keys()
    # An edition's own day is the one from which it is in force.
    days = {key: {**at_once[key], "late": True, "day": late[key]["day"]} for key in late}
    assert late == days
    assert late["notice.posted", notice.public_id]["day"] == "2023-09-15"
    assert set(LogEntry.objects.values_list("day", flat=True)) == {date(2023, 12, 24)}


def test_every_content_has_the_fields_of_its_kind_and_nobodys_name(cast: Cast) -> None:
    with_stars(cast)
    drawn(cast)
    post(cast)

    names = {person.name for person in cast.persons.values()} | {person.ref for person in cast.persons.values()}
    for entry in LogEntry.objects.all():
        assert set(json.loads(entry.content or "")) == {*BY_ID[entry.kind].fields, "day"}
        assert [name for name in names if name in (entry.content or "")] == []

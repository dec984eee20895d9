"""观摩: committed to before anybody knows the route, scored by name on phones, told in bands."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fivestar.fieldwork import actions, queries, touring
from fivestar.fieldwork.models import Score, Tour
from fivestar.foundation.access import Actor
from fivestar.foundation.draw import verify_draw
from fivestar.foundation.outcome import NotAllowed
from fivestar.territory.models import Branch
from tests.cast import NOW, TODAY, Cast
from tests.fieldwork.stories import post_of
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db
DAY = NOW + timedelta(days=3)
JUDGES = ("TASKFORCE", "SUPPLY", "ORGANISE", "MANAGE")


def committed(cast: Cast, **other: Any) -> Tour:
    given = {
        "title": "九月观摩",
        "items": {"产业带动": 60, "村容": 40},
        "judges": [post_of(cast, who) for who in JUDGES],
        "draw_from": (2, "双色球", TODAY + timedelta(days=3)),
        **other,
    }
    return actions.commit_tour(actor=cast.organiser, district=cast.district, at=NOW, **given)


def drawn(cast: Cast) -> Tour:
    return actions.draw_route(actor=cast.organiser, tour=committed(cast), result="03 11 16", at=DAY)


def give(tour: Tour, actor: Actor, position: int, *points: int, number: int, over: int | None = None) -> Score:
    return actions.score_stop(
        actor=actor,
        stop=tour.stops.get(position=position),
        points=points,
        client_id=UUID(int=number),
        replaces=None if over is None else UUID(int=over),
        at=DAY,
    )


def test_the_route_is_drawn_from_every_township_and_anybody_can_draw_it_again(cast: Cast) -> None:
    tour = drawn(cast)

    townships = [stop.branch.township.short_name for stop in queries.stops_of(tour)]
    document = touring.draw_file(tour)
    document["draw"][0], document["draw"][1] = document["draw"][1], document["draw"][0]

    assert sorted(townships) == sorted([cast.liuxi.short_name, cast.zhuyuan.short_name] * 2)
    assert verify_draw(touring.draw_file(tour)) is None
    assert verify_draw(document) is not None


@pytest.mark.parametrize(
    "other",
    [
        {"draw_from": (2, "双色球", TODAY)},
        {"draw_from": (0, "双色球", TODAY + timedelta(days=3))},
        {"draw_from": (2, " ", TODAY + timedelta(days=3))},
        {"items": {}},
        {"items": {"产业": 0}},
        {"title": ""},
        {"judges": []},
    ],
)
def test_what_could_be_steered_or_not_scored_is_refused(cast: Cast, other: dict[str, Any]) -> None:
    with pytest.raises(actions.UnableToTour):
        committed(cast, **other)

    assert Tour.objects.count() == 0


def test_a_route_is_drawn_once_on_its_day_by_the_office(cast: Cast) -> None:
    tour = committed(cast)

    with pytest.raises(actions.UnableToTour, match="才出公开结果"):
        actions.draw_route(actor=cast.organiser, tour=tour, result="1", at=NOW)
    with pytest.raises(actions.UnableToTour, match="只写数字"):
        actions.draw_route(actor=cast.organiser, tour=tour, result="一", at=DAY)
    with pytest.raises(NotAllowed):
        actions.draw_route(actor=cast.manager, tour=tour, result="1", at=DAY)
    with pytest.raises(actions.UnableToTour, match="等着抽路线"):
        committed(cast)
    assert tour.stops.count() == 0

    actions.draw_route(actor=cast.organiser, tour=tour, result="1", at=DAY)
    with pytest.raises(actions.UnableToTour, match="只能抽一次"):
        actions.draw_route(actor=cast.organiser, tour=tour, result="2", at=DAY)


def test_only_judges_score_all_items_and_never_their_own_township(cast: Cast) -> None:
    tour = drawn(cast)
    own = next(stop.position for stop in queries.stops_of(tour) if stop.branch.township_id == cast.liuxi.pk)

    for actor, position, points in (
        (cast.guide, 1, (80, 80)),
        (cast.taskforce, 1, (80,)),
        (cast.taskforce, 1, (80, 101)),
        (cast.manager, own, (80, 80)),
    ):
        with pytest.raises(actions.UnableToScore):
            give(tour, actor, position, *points, number=1)

    assert Score.objects.count() == 0


def test_a_corrected_score_changes_the_bands_and_loses_nothing(cast: Cast) -> None:
    tour = drawn(cast)
    for judge, actor in enumerate((cast.taskforce, cast.supplier, cast.organiser)):
        for position in (1, 2, 3, 4):
            high = position in (1, 2)
            give(tour, actor, position, 90 + judge if high else 60 + judge, 90, number=10 * judge + position)
    stops = {stop.pk: stop for stop in queries.stops_of(tour)}
    before = touring.result_of(tour, stops)

    for judge, actor in enumerate((cast.taskforce, cast.supplier, cast.organiser)):
        for position in (3, 4):
            give(tour, actor, position, 90 + judge, 90, number=100 + 10 * judge + position, over=10 * judge + position)
    after = touring.result_of(tour, stops)

    assert [[one.stop.position for one in band] for band in before.bands] == [[1, 2], [3, 4]]
    assert [[one.stop.position for one in band] for band in after.bands] == [[1, 2, 3, 4]]
    assert Score.objects.count() == 18


def sends(browser: Client, tour: Tour, account: str, *scores: dict[str, Any]) -> list[tuple[str, str]]:
    body = json.dumps({"account": account, "answers": scores})
    address = f"/d/990099/tours/{tour.public_id}/score/sync/"
    answer = browser.post(address, body, content_type="application/json")
    return [(one["outcome"], one.get("message", "")) for one in json.loads(answer.content)["results"]]


def on_phone(position: int, number: int, *points: int, **other: Any) -> dict[str, Any]:
    return {"client_id": str(UUID(int=number)), "position": position, "points": points, **other}


def test_a_phones_queue_arrives_once_however_often_it_is_sent(cast: Cast) -> None:
    tour = drawn(cast)
    browser, mine = browser_of(cast, "TASKFORCE"), cast.taskforce.person_ref
    queue = (on_phone(1, 1, 80, 90), on_phone(1, 2, 81, 90, replaces=str(UUID(int=1))), on_phone(9, 3, 80, 90))

    answers = [sends(browser, tour, mine, *queue) for _ in range(3)]

    assert answers == [[("found", ""), ("found", ""), ("refused", "路线上没有这一站")]] * 3
    assert list(Score.objects.filter(superseded_at=None).values_list("points", "scored_by")) == [([81, 90], mine)]


def test_a_score_made_without_having_seen_the_standing_one_does_not_overwrite_it(cast: Cast) -> None:
    tour = drawn(cast)
    give(tour, cast.taskforce, 1, 80, 90, number=1)

    answer = sends(browser_of(cast, "TASKFORCE"), tour, cast.taskforce.person_ref, on_phone(1, 2, 10, 10))

    assert answer == [("refused", "这个村您在别处已经评过，请打开评分表再看一次")]
    assert Score.objects.get().points == [80, 90]


def test_bands_are_shown_when_scoring_has_ended_and_nobody_ranks(cast: Cast) -> None:
    tour = drawn(cast)
    browser, page = browser_of(cast, "TASKFORCE"), f"/d/990099/tours/{tour.public_id}/"
    browser.post(f"{page}score/1/", {"points": ["80", "90"], "client_id": str(UUID(int=1))})
    open_words = words_of(browser.get(page))
    actions.close_tour(actor=cast.organiser, tour=tour, without_missing=True, at=DAY)
    closed_words = words_of(browser.get(page))

    with pytest.raises(actions.UnableToScore, match="不收评分"):
        give(tour, cast.taskforce, 2, 80, 90, number=2)
    assert ("分档" in open_words, "谁也看不到别人的分" in open_words) == (False, True)
    assert "评分太少，算不出误差，只能算一档。" in closed_words
    assert Score.objects.count() == 1


def test_the_sheet_is_for_judges_and_its_length_costs_no_queries(cast: Cast) -> None:
    tour = drawn(cast)
    sheet = f"/d/990099/tours/{tour.public_id}/score/"
    browser = browser_of(cast, "TASKFORCE")
    before = queries_of(browser, sheet)
    for position in (1, 2, 3):
        give(tour, cast.taskforce, position, 80, 90, number=position)

    assert queries_of(browser, sheet) == before
    assert [browser_of(cast, who).get(sheet).status_code for who in ("", "GUIDE", "SUPERVISE")] == [404] * 3
    assert words_of(browser_of(cast, "ORGANISE").get("/d/990099/tours/")).count("九月观摩") == 1


def test_commitment_and_route_are_everybodys_judges_and_bands_are_not(cast: Cast) -> None:
    tour = drawn(cast)
    give(tour, cast.taskforce, 1, 80, 90, number=1)
    actions.close_tour(actor=cast.organiser, tour=tour, without_missing=True, at=DAY)
    here = f"/d/990099/tours/{tour.public_id}/"
    stranger, reader = words_of(browser_of(cast, "").get(here)), words_of(browser_of(cast, "TASKFORCE").get(here))

    assert browser_of(cast, "").get(f"{here}draw.json").json()["commitment"] == tour.commitment
    assert all(tour.commitment in words for words in (stranger, reader))
    assert [("分档" in words, " 评委 " in words) for words in (stranger, reader)] == [(False, False), (True, True)]


def test_a_stranger_comes_from_the_front_page_to_the_route_and_its_draw(cast: Cast) -> None:
    tour, stranger = drawn(cast), browser_of(cast, "")
    ways = ("/d/990099/tours/", f"/d/990099/tours/{tour.public_id}/", f"/d/990099/tours/{tour.public_id}/draw.json")
    pages = [text_of(stranger.get(address)) for address in ("/d/990099/", *ways[:2])]

    assert [f'href="{way}"' in page for way, page in zip(ways, pages, strict=True)] == [True] * 3
    route = words_of(stranger.get(ways[1]))
    assert [stop.branch.village.name in route for stop in queries.stops_of(tour)] == [True] * 4
    assert [post_of(cast, who).title in route for who in JUDGES] == [False] * 4


def test_a_tour_may_go_to_some_townships_only_and_never_to_a_village_outside_the_drive(cast: Cast) -> None:
    tour = committed(cast, townships=[cast.liuxi.code])

    assert [stratum["id"] for stratum in tour.frame["strata"]] == [cast.liuxi.code]
    assert Branch.objects.filter(village__code__in=tour.frame["strata"][0]["items"], category="outside").count() == 0


@pytest.mark.parametrize("other", [{"townships": ["990099999"]}, {"rehearsed_secret": b"chosen" * 6}])
def test_a_township_of_another_district_and_a_chosen_secret_are_refused(cast: Cast, other: dict[str, Any]) -> None:
    cast.district.is_fictitious = False

    with pytest.raises(actions.UnableToTour):
        committed(cast, **other)

    assert Tour.objects.count() == 0


def test_who_has_finished_is_told_to_the_office_alone_and_never_a_score(cast: Cast) -> None:
    tour = drawn(cast)
    give(tour, cast.taskforce, 1, 91, 91, number=1)
    here = f"/d/990099/tours/{tour.public_id}/"
    office, judge = words_of(browser_of(cast, "ORGANISE").get(here)), words_of(browser_of(cast, "TASKFORCE").get(here))

    assert ["4 站里评了 1 站" in words for words in (office, judge)] == [True, False]
    assert ["91" in words.split() for words in (office, judge)] == [False, False]


def test_a_tour_nobody_scored_is_not_closed_and_with_judges_missing_it_is_asked_once_more(cast: Cast) -> None:
    tour, office = drawn(cast), browser_of(cast, "ORGANISE")
    here = f"/d/990099/tours/{tour.public_id}/"
    nobody = words_of(office.post(f"{here}close/", {"without_missing": "on"}, follow=True), "body")
    give(tour, cast.taskforce, 1, 91, 91, number=1)

    asked = words_of(office.post(f"{here}close/", follow=True), "body")
    tour.refresh_from_db()
    was_open = tour.is_open
    office.post(f"{here}close/", {"without_missing": "on"})

    tour.refresh_from_db()
    assert ("一个评分都还没有，不能结束" in nobody, "还有 4 位评委没有评完；确实不等了" in asked) == (True, True)
    assert (was_open, tour.is_open) == (True, False)


def test_numbers_sent_before_their_day_are_refused_with_the_reason_on_the_page(cast: Cast) -> None:
    tour = committed(cast)

    answer = browser_of(cast, "ORGANISE").post(f"/d/990099/tours/{tour.public_id}/draw/", {"result": "1"})

    tour.refresh_from_db()
    assert (answer.status_code, tour.drawn_at) == (422, None)
    assert "才出公开结果，还不能抽" in words_of(answer, "body")

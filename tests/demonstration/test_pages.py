"""One tap makes somebody of you, the guide remembers, the date moves on: in a demonstration and nowhere else."""

from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from fivestar.demonstration.path import is_running
from fivestar.demonstration.queries import told_branch
from fivestar.fieldwork.models import Tour
from fivestar.fieldwork.touring import judge_of
from fivestar.foundation.access import Actor, Duty, decide
from fivestar.responsibility.queries import actor_for, posts_held_by
from fivestar.scorecards.models import Scorecard
from fivestar.territory.models import Branch, Region
from tests.pages import words_of

ROLES = {
    "secretary": Duty.OWN,
    "clerk": Duty.CLERK,
    "manager": Duty.MANAGE,
    "organiser": Duty.ORGANISE,
    "department": Duty.SUPPLY,
    "leader": Duty.LEAD,
    "judge": Duty.TASKFORCE,
    "discipline": Duty.DISCIPLINE,
}


@pytest.fixture
def demonstration(settings: Settings) -> None:
    settings.IS_DEMONSTRATION = True


def actor_in(client: Client) -> Actor:
    response = client.get("/")
    return actor_for(response.wsgi_request.user if response.wsgi_request.user.is_authenticated else None)


@pytest.mark.usefixtures("demonstration")
def test_a_tap_gives_the_posts_of_that_role(district: Region, client: Client) -> None:
    held = {}
    for role in ROLES:
        client.post(f"/demo/enter/{role}/")
        held[role] = {grant.duty for grant in actor_in(client).posts} & set(ROLES.values())

    # Whoever supplies for the police heads its task force too.
    assert held == {role: {duty} for role, duty in ROLES.items()} | {"department": {Duty.SUPPLY, Duty.TASKFORCE}}


@pytest.mark.usefixtures("demonstration")
def test_the_judge_is_one_of_the_tour_that_waits_and_the_township_secretary_may_endorse(
    district: Region, client: Client
) -> None:
    client.post("/demo/enter/judge/")
    waiting = Tour.objects.get(district=district, drawn_at=None)
    is_judge = judge_of(waiting, {post.pk for post in posts_held_by(actor_in(client), date(2023, 9, 15))}) is not None

    client.post("/demo/enter/manager/")

    endorses = bool(decide(actor_in(client), "scorecards.endorse_target", told_branch()))
    assert (is_judge, endorses) == (True, True)


@pytest.mark.usefixtures("demonstration")
def test_the_villager_signs_out_and_the_guide_still_knows_what_is_done(district: Region, client: Client) -> None:
    client.post("/demo/enter/clerk/")
    client.get("/demo/guide/")
    client.post("/demo/guide/2/done/")

    client.post("/demo/enter/villager/")

    response = client.get("/demo/guide/")
    assert not response.wsgi_request.user.is_authenticated
    assert is_running(response.wsgi_request)
    assert [stop.number for stop in response.context["stations"] if stop.is_done] == [2]


@pytest.mark.usefixtures("demonstration")
def test_every_station_leads_to_a_page_that_its_role_may_open(district: Region, client: Client) -> None:
    stations = client.get("/demo/guide/").context["stations"]

    opened = []
    for stop in stations:
        client.post(f"/demo/enter/{stop.role_id}/")
        opened.append((stop.number, client.get(stop.url).status_code))

    assert opened == [(number, 200) for number in range(1, len(stations) + 1)]


@pytest.mark.usefixtures("demonstration")
def test_the_date_moves_on_and_answers_follow(district: Region, client: Client) -> None:
    client.post("/demo/enter/organiser/")

    days = []
    for step in ("day", "week", "month"):
        client.post("/demo/advance/", {"step": step, "next": "/d/990001/wall/"})
        district.refresh_from_db()
        days.append(district.own_date)

    assert days == [date(2023, 9, 16), date(2023, 9, 23), date(2023, 10, 23)]
    overdue = Scorecard.objects.filter(district=district, is_current=True, next_change_at__lte=district.own_date)
    assert list(overdue) == []


@pytest.mark.usefixtures("demonstration")
def test_the_date_stays_within_the_year(district: Region, client: Client) -> None:
    Region.objects.filter(pk=district.pk).update(own_date=date(2023, 12, 31))

    client.post("/demo/advance/", {"step": "day"})

    district.refresh_from_db()
    assert district.own_date == date(2023, 12, 31)


@pytest.mark.usefixtures("demonstration")
def test_nobody_is_sent_to_another_house(district: Region, client: Client) -> None:
    response = client.post("/demo/enter/clerk/", {"next": "https://elsewhere.example/"})

    assert response.headers["Location"] == "/"


@pytest.mark.usefixtures("demonstration")
def test_a_forged_form_changes_nothing(district: Region) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/demo/advance/", {"step": "day"})

    district.refresh_from_db()
    assert (response.status_code, district.own_date) == (403, date(2023, 9, 15))


def test_outside_a_demonstration_there_are_only_districts(district: Region, client: Client) -> None:
    front = client.get("/")
    posts = [client.post(f"/demo/{path}/").status_code for path in ("enter/clerk", "leave", "advance", "guide/leave")]
    pages = [client.get(f"/demo/guide/{path}").status_code for path in ("", "sample.xlsx")]

    district.refresh_from_db()
    assert front.context["roles"] == []
    assert [one.code for one in front.context["districts"]] == ["990001"]
    assert (posts, pages) == ([404] * 4, [404] * 2)
    assert district.own_date == date(2023, 9, 15)


@pytest.mark.usefixtures("demonstration")
def test_the_front_page_counts_the_branches_of_the_drive(district: Region, client: Client) -> None:
    front = client.get("/")

    outside = Branch.objects.filter(district=district, category="outside").count()
    counted = [one.branch_count for one in front.context["districts"]]
    assert counted == [Branch.objects.filter(district=district).count() - outside]


def test_a_fact_says_that_the_districts_figures_are_counted_from_it(district: Region) -> None:
    page = words_of(Client().get(f"/d/{district.code}/facts/collective_income/"))

    assert "挂图旁的全区数字" in page

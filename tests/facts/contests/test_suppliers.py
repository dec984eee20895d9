"""A township or a department says of a whole fact that it should not be asked for, and is answered where all are."""

import pytest

from fivestar.facts.contests import actions, queries
from fivestar.facts.models import Contest
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.territory.models import Region
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_standards
from tests.facts.contests.stories import contested, contested_as_supplier
from tests.pages import browser_of, queries_of, text_of, words_of

pytestmark = pytest.mark.django_db
PAGE = "/d/990099/contests/"
SUPPLY = "/d/990099/supply/"
TAP = "/d/990099/facts/{slug}/2023/contest/"
ANSWER = "年报里已经有,不用再报"


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


def unit_of(cast: Cast, name: str) -> Region:
    return {"district": cast.district, "liuxi": cast.liuxi, "zhuyuan": cast.zhuyuan}[name]


@pytest.mark.parametrize("who", ["CLERK", "MANAGE"])
def test_a_township_contests_what_it_supplies_for_all_its_branches(cast: Cast, who: str) -> None:
    row = contested_as_supplier(cast, cast.actors[who], cast.liuxi, "has_plan")

    assert (row.unit, row.branch, row.department, row.period, row.kind) == (cast.liuxi, None, "", "2023", "not_mine")
    assert (row.due_on - TODAY).days == 10


def test_a_department_contests_what_it_supplies_for_the_whole_district(cast: Cast) -> None:
    row = contested_as_supplier(cast, cast.supplier, cast.district, "collective_income")

    assert (row.unit, row.branch, row.department) == (cast.district, None, "区农业农村局")


@pytest.mark.parametrize(
    ("who", "where", "slug"),
    [
        ("next_clerk", "liuxi", "has_plan"),
        ("OWN", "liuxi", "has_plan"),
        ("SUPPLY", "liuxi", "has_plan"),
        ("CLERK", "district", "collective_income"),
        ("ORGANISE", "district", "collective_income"),
        ("outsider", "district", "collective_income"),
    ],
)
def test_nobody_contests_for_a_supplier_he_is_not(cast: Cast, who: str, where: str, slug: str) -> None:
    with pytest.raises((NotSeen, NotAllowed)):
        contested_as_supplier(cast, cast.actors[who], unit_of(cast, where), slug)

    assert Contest.objects.count() == 0


@pytest.mark.parametrize(
    "other", [{"slug": "households"}, {"period": "2023-Q1"}, {"period": "soon"}, {"kind": ""}, {"kind": "because"}]
)
def test_what_a_township_is_not_asked_it_does_not_contest(cast: Cast, other: dict[str, str]) -> None:
    given = {"slug": "has_plan", **other}

    with pytest.raises(actions.UnableToContest):
        contested_as_supplier(cast, cast.clerk, cast.liuxi, given.pop("slug"), **given)

    assert Contest.objects.count() == 0


def test_two_townships_and_a_branch_contest_the_same_fact_each_for_itself(cast: Cast) -> None:
    mine = contested_as_supplier(cast, cast.clerk, cast.liuxi, "has_plan")
    theirs = contested_as_supplier(cast, cast.next_clerk, cast.zhuyuan, "has_plan")
    contested(cast, "has_plan")

    assert contested_as_supplier(cast, cast.clerk, cast.liuxi, "has_plan") == mine
    assert Contest.objects.count() == 3
    found = queries.standing_of_suppliers([cast.liuxi, cast.zhuyuan, cast.district])
    assert {key: one.public_id for key, one in found.items()} == {
        (cast.liuxi.pk, "", "has_plan", "2023"): mine.public_id,
        (cast.zhuyuan.pk, "", "has_plan", "2023"): theirs.public_id,
    }


def test_what_was_answered_is_not_raised_again_by_the_supplier(cast: Cast) -> None:
    row = contested_as_supplier(cast, cast.clerk, cast.liuxi, "has_plan")
    actions.answer_contest(actor=cast.organiser, contest=row, is_upheld=False, answer=ANSWER, at=NOW)

    with pytest.raises(actions.UnableToContest) as refused:
        contested_as_supplier(cast, cast.manager, cast.liuxi, "has_plan")

    assert (refused.value.message_id, refused.value.values) == ("已经答复过:{answer}", {"answer": ANSWER})
    assert Contest.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "slug", "part", "said"),
    [("CLERK", "has_plan", "township", "有发展计划"), ("SUPPLY", "collective_income", "department", "村集体经济收入")],
)
def test_one_tap_where_the_supplier_fills_its_part(cast: Cast, who: str, slug: str, part: str, said: str) -> None:
    client = browser_of(cast, who)
    form = {"kind": "not_mine", "next": SUPPLY} | ({"unit": cast.liuxi.code} if part == "township" else {})

    answer = client.post(TAP.format(slug=slug), form)

    assert (answer.status_code, answer.headers["location"]) == (302, SUPPLY)
    assert "收到了，2023-09-25前公开答复。" in text_of(client.get(PAGE))
    assert f"{said} 2023 说过不该问，2023-09-25 前答复" in words_of(client.get(SUPPLY))


@pytest.mark.parametrize("unit", ["990098101", "nothing", "99"])
def test_a_tap_for_a_place_that_is_not_of_the_district_is_not_found(cast: Cast, unit: str) -> None:
    tap = browser_of(cast, "CLERK").post(TAP.format(slug="has_plan"), {"kind": "not_mine", "unit": unit})

    assert tap.status_code == 404
    assert Contest.objects.count() == 0


def test_everybody_reads_which_township_and_department_and_no_person(cast: Cast) -> None:
    contested_as_supplier(cast, cast.clerk, cast.liuxi, "has_plan")
    contested_as_supplier(cast, cast.supplier, cast.district, "collective_income", kind="already_reported")

    page = words_of(browser_of(cast, "").get(PAGE))

    assert (
        "等待答复 2 有发展计划 · 不归我报 柳溪镇 · 2023 · 2023-09-25 前答复"
        " 村集体经济收入 · 已报过 区农业农村局 · 2023 · 2023-09-25 前答复"
    ) in page
    assert not any(cast.persons[who].name in page for who in ("CLERK", "SUPPLY"))


def test_the_organisation_department_answers_a_supplier_too(cast: Cast) -> None:
    row = contested_as_supplier(cast, cast.supplier, cast.district, "collective_income")
    organiser = browser_of(cast, "ORGANISE")
    assert [one.public_id for one in queries.to_answer(cast.organiser)] == [row.public_id]

    organiser.post(f"{PAGE}{row.public_id}/answer/", {"outcome": "upheld", "answer": ANSWER})

    row.refresh_from_db()
    assert (row.outcome, row.answer) == ("upheld", ANSWER)
    assert "村集体经济收入 2023 答复：说得对，这一期不用报。 年报里已经有,不用再报".replace(
        "。 年", "。年"
    ) in words_of(browser_of(cast, "SUPPLY").get(SUPPLY))


def test_who_watches_over_suppliers_sees_no_tap(cast: Cast) -> None:
    assert "没必要" not in words_of(browser_of(cast, "ORGANISE").get(SUPPLY))


def test_the_page_of_answers_costs_the_same_for_one_supplier_and_for_three(cast: Cast) -> None:
    anyone = browser_of(cast, "")
    contested_as_supplier(cast, cast.clerk, cast.liuxi, "has_plan")
    queries_of(anyone, PAGE)
    one = queries_of(anyone, PAGE)
    contested_as_supplier(cast, cast.next_clerk, cast.zhuyuan, "has_plan")
    contested_as_supplier(cast, cast.supplier, cast.district, "collective_income")

    assert queries_of(anyone, PAGE) == one


@pytest.mark.parametrize(
    ("who", "slug", "taps"),
    [
        ("MANAGE", "has_plan", 1),
        ("CLERK", "has_plan", 1),
        ("SUPPLY", "collective_income", 1),
        ("SUPPLY", "has_plan", 0),
        ("CLERK", "collective_income", 0),
        ("CLERK", "households", 0),
        ("OWN", "has_plan", 0),
        ("ORGANISE", "collective_income", 0),
        ("", "has_plan", 0),
    ],
)
def test_the_page_of_a_fact_has_the_tap_for_its_own_supplier_alone(cast: Cast, who: str, slug: str, taps: int) -> None:
    page = text_of(browser_of(cast, who).get(f"/d/990099/facts/{slug}/"))

    assert page.count('value="unnecessary"') == taps
    assert page.count(f'action="{TAP.format(slug=slug)}"') == taps

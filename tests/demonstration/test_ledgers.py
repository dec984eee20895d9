"""Ledgers of the demonstration: kept quarter by quarter, public, carried over, with three questions about contracts."""

from fivestar.facts.models import Observation
from fivestar.finance.models import Line, Period, Question
from fivestar.notices.models import Notice
from fivestar.territory.models import Branch, Region


def test_the_told_village_has_its_quarters_public_and_carried_over(district: Region) -> None:
    told = Branch.objects.get(name="青塘村党支部", district=district)
    periods = list(Period.objects.filter(branch=told).order_by("first"))

    assert [one.text for one in periods] == ["2022-Q4", "2023-Q1", "2023-Q2"]
    assert all(one.is_published for one in periods)
    assert [later.opening for later in periods[1:]] == [one.closing for one in periods[:-1]]
    assert Notice.objects.filter(branch=told, kind="finance").count() == 3
    assert all("演示" in line.summary for line in Line.objects.filter(period__in=periods))


def test_its_contracts_give_one_question_of_each_kind(district: Region) -> None:
    told = Branch.objects.get(name="青塘村党支部", district=district)
    rows = Question.objects.filter(branch=told).order_by("contract")

    assert list(rows.values_list("contract", "reason")) == [
        ("HT-01", "price"),
        ("HT-02", "expiry"),
        ("HT-03", "related"),
    ]


def test_a_community_has_its_common_income(district: Region) -> None:
    community = Branch.objects.get(name="桥南社区党支部", district=district)

    assert Period.objects.filter(branch=community, is_published=True, book__chart="estate").count() == 3


def test_no_confirmed_figure_was_changed_by_it(district: Region) -> None:
    counted = Observation.objects.filter(source__startswith="系统记录", superseded_at=None)

    assert set(counted.values_list("fact__slug", "basis")) == {
        ("finance_disclosures", "S"),
        ("estate_income_disclosures", "S"),
    }

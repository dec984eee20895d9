"""Who did the year's work in the demonstration, and what lies on the clerk's desk."""

from fivestar.demonstration.work import STANDS_OUT, state_what_stands_out
from fivestar.facts.burden.decisions import total
from fivestar.facts.burden.queries import Days, grounds, lines
from fivestar.facts.models import Observation, ReviewAct, ReviewedRow
from fivestar.meetings.models import Meeting, MeetingFile
from fivestar.responsibility.queries import person_by_ref
from fivestar.territory.models import Branch, Region
from fivestar.territory.queries import branches_of
from tests.demonstration.conftest import TODAY

YEAR = Days(TODAY.replace(month=1, day=1), TODAY)


def test_what_a_village_supplies_was_stated_by_its_secretary_and_confirmed_by_its_clerk(district: Region) -> None:
    told = Branch.objects.get(name="青塘村党支部", district=district)
    rows = Observation.objects.filter(branch=told, fact__slug="disputes_accepted", period="2023-Q1")

    people = {row.basis: person_by_ref(row.recorded_by) for row in rows}

    assert {basis: one.name[1:] for basis, one in people.items() if one} == {"S": "支书(演示)", "C": "干事(演示)"}
    (pair,) = ReviewedRow.objects.filter(confirmed__in=rows)
    assert pair.act.reviewer_ref == rows.get(basis="C").recorded_by
    assert ReviewAct.objects.filter(count=0).count() == 0


def test_the_ledger_tells_what_was_asked_and_a_confirmation_is_no_question(district: Region) -> None:
    village = total(lines(branches_of(district), YEAR, by="all", of=grounds(district, TODAY))[0].parts, "village")

    stated = Observation.objects.filter(branch__district=district, basis="S", source="村里报告(演示)")
    assert village.asked == stated.count() > 0


def test_the_told_villages_meetings_bear_out_what_was_confirmed(district: Region) -> None:
    told = Branch.objects.get(name="青塘村党支部", district=district)
    confirmed = Observation.objects.filter(branch=told, basis="C", superseded_at=None, year=2023)

    held = Meeting.objects.filter(branch=told)
    assert MeetingFile.objects.get().taken_in == held.count()
    for kind, slug in (("members", "members_meetings"), ("party_day", "party_days")):
        of_fact = confirmed.filter(fact__slug=slug).values_list("value", flat=True)
        assert held.filter(kind=kind).count() == sum(of_fact) > 0
    assert list(Observation.objects.filter(branch=told, source="系统记录:会议记录")) == []


def test_what_stands_out_is_never_said_of_the_told_village(district: Region) -> None:
    before = Observation.objects.count()
    there = list(branches_of(district))

    state_what_stands_out(district, [one for one in there if one.name == "青塘村党支部"], TODAY)

    assert Observation.objects.count() == before
    assert len(STANDS_OUT) == 5

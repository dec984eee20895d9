"""The demonstration district, put together with the ordinary acts, in the order of its year.

Everything is drawn by one fixed lot and dated by the district's own date: the machine's clock has no say.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from fivestar.demonstration.boards import post_on_boards
from fivestar.demonstration.bodies import live_in_bodies, set_up_bodies
from fivestar.demonstration.committees import seat_and_check
from fivestar.demonstration.draws import WAITING, carry_the_first, commit, day_of_the_first
from fivestar.demonstration.fieldwork import seed_fieldwork
from fivestar.demonstration.files import bring_files
from fivestar.demonstration.ledgers import Ledgers
from fivestar.demonstration.people import (
    Staff,
    pair_departments,
    settle_officials,
    settle_secretaries,
    settle_watchers_and_helpers,
)
from fivestar.demonstration.picture import picture
from fivestar.demonstration.places import DISTRICT_CODE, REGION_NAMES, Place
from fivestar.demonstration.plan import BranchPlan, district_plan, outside_village
from fivestar.demonstration.projects import seed_projects
from fivestar.demonstration.questions import seed_questions
from fivestar.demonstration.settled import propose_one, settle_plans
from fivestar.demonstration.shortfalls import (
    day_of_the_screening,
    screen_and_take_up,
    strike_off_what_is_reached,
)
from fivestar.demonstration.voices import seed_voices
from fivestar.demonstration.work import Authors, keep_meetings, state_what_stands_out
from fivestar.demonstration.year import Said, year_of
from fivestar.engine import Rulebook
from fivestar.facts import actions as facts
from fivestar.facts.review.taken_over import take_over_reviews
from fivestar.foundation.access import SYSTEM
from fivestar.foundation.clock import morning_of
from fivestar.foundation.outcome import N_, Refused
from fivestar.foundation.sheets import Row, Table
from fivestar.scorecards import actions as scorecards
from fivestar.standards import actions as standards
from fivestar.standards import queries as standards_queries
from fivestar.territory import actions as territory
from fivestar.territory import queries as territory_queries

if TYPE_CHECKING:
    from fivestar.standards.models import Edition
    from fivestar.territory.models import Branch, Region

Say = Callable[[str], None]
RULEBOOKS = ("rural-2023", "urban-2023")
NEWS_DAYS = 7
"""So many days before the district's date its scorecards are kept day by day, before that month by month."""


class UnableToSeed(Refused):
    """The date asked for lies outside the year of the standards."""


def load_standards(say: Say) -> list["Edition"]:
    """Both rulebooks; loaded before, they are found by their digest."""
    at = morning_of(date(2023, 1, 1))
    editions = [
        standards.load_edition(actor=SYSTEM, path=Path(settings.RULEBOOK_DIR) / name, at=at) for name in RULEBOOKS
    ]
    for edition in editions:
        say(f"标准:{edition.name}")
    return editions


@transaction.atomic
def seed_district(
    editions: Sequence["Edition"], today: date, say: Say, *, plans: Sequence[BranchPlan] | None = None
) -> "Region":
    """Makes the district once, wholly or not at all; there already, it is left as it is.

    plans: a part of it, for rehearsals.
    """
    there = territory_queries.district_by_code(DISTRICT_CODE)
    if there is not None:
        say(f"{there.name}已在库中({there.own_date}),不改动")
        return there
    if any(today.year != edition.year for edition in editions):
        raise UnableToSeed(N_("演示日期 {day} 不在标准的年度里"), day=today.isoformat())
    begin = morning_of(date(today.year, 1, 1))
    plans = plans or district_plan()
    district = _place(plans, begin, say)
    for edition in editions:
        standards.put_in_force(
            actor=SYSTEM, district=district, edition=edition, from_day=date(today.year, 1, 1), at=begin
        )
    rulebooks = {edition.category: standards_queries.rulebook_of(edition) for edition in editions}
    branches = {branch.village.code: branch for branch in territory_queries.branches_of(district)}
    _staff(district, plans, branches, rulebooks, begin)
    say("岗位和人员")
    for plan in plans:
        _aim(plan, branches[plan.place.code], morning_of(date(today.year, 3, 1)))
    settled = settle_plans(district, date(today.year, 3, 1))
    propose_one(district, [branches[plan.place.code] for plan in plans if plan.target is None], today)
    say(f"创建目标;任务分解 {settled} 项")
    _live(district, plans, branches, rulebooks, today, say)
    strike_off_what_is_reached(district, today, say)
    live_in_bodies(district, plans, branches, today)
    say("领导小组、专班和工作组")
    seed_questions(district, branches.values(), today)
    say("新问题和质疑")
    _work(district, branches.values(), today, say)
    say(f"项目 {seed_projects(district, branches.values(), today)} 个")
    say(seed_fieldwork(district, branches.values(), today))
    territory.set_own_date(actor=SYSTEM, region=district, day=today, at=morning_of(today))
    say(f"群众反映 {seed_voices(district, branches.values(), today)} 件")
    return district


def _place(plans: Sequence[BranchPlan], at: datetime, say: Say) -> "Region":
    there: list[Place] = sorted([plan.place for plan in plans] + [outside_village()], key=lambda place: place.code)
    rows = [Row(number, (one.code, one.name, one.township, one.category)) for number, one in enumerate(there, 2)]
    table = Table("演示区名录", ("code", "name", "township", "category"), rows)
    territory.import_register(actor=SYSTEM, table=table, at=at, region_names=REGION_NAMES)
    district = territory_queries.district_by_code(DISTRICT_CODE)
    assert district is not None  # its register has just been taken in
    territory.keep_collectives(
        actor=SYSTEM,
        district=district,
        collectives=[(f"N2{one.code}", f"{one.core}股份经济合作社(演示)", one.code) for one in there],
        at=at,
    )
    say(f"{district.name}:{len(there)} 个村(社区)")
    return district


def _staff(
    district: "Region",
    plans: Sequence[BranchPlan],
    branches: Mapping[str, "Branch"],
    rulebooks: Mapping[str, Rulebook],
    at: datetime,
) -> None:
    staff = Staff(district, at.date(), at)
    departments = dict.fromkeys(
        name
        for rulebook in rulebooks.values()
        for name in (
            *(criterion.lead_dept for criterion in rulebook.criteria),
            *(fact.department for fact in rulebook.facts.values() if fact.department),
        )
    )
    settle_officials(district, territory_queries.townships_of(district), list(departments), staff)
    planned = [(plan, branches[plan.place.code]) for plan in plans]
    settle_secretaries(planned, staff)
    pair_departments(planned, staff)
    settle_watchers_and_helpers(planned, staff)
    set_up_bodies(staff, rulebooks)


def _aim(plan: BranchPlan, branch: "Branch", at: datetime) -> None:
    if plan.target is None:
        return
    scorecards.set_target(actor=SYSTEM, branch=branch, level=plan.target, stars=[], reason="年度创建计划(演示)", at=at)


def _live(
    district: "Region",
    plans: Sequence[BranchPlan],
    branches: Mapping[str, "Branch"],
    rulebooks: Mapping[str, Rulebook],
    today: date,
    say: Say,
) -> None:
    """The year as it was recorded: month by month, the last days one by one."""
    authors = Authors(district, branches.values(), today)
    ledgers = Ledgers(district, branches.values(), today)
    said: list[tuple[int, Said]] = []
    for plan in plans:
        rulebook = rulebooks[plan.place.category]
        branch = branches[plan.place.code]
        said += [(branch.pk, one) for one in year_of(picture(plan, rulebook, today), rulebook, today)]
    others = [outside_village().code, *(plan.place.code for plan in plans if plan.place.category == "urban")]
    said += [pair for code in others for pair in _income_of(branches[code], today)]
    said.sort(key=lambda one: one[1].recorded_on)
    start = 0
    days = _recording_days(today)
    first_draw = day_of_the_first(days, today)
    screening = day_of_the_screening(days, today)
    for day in days:
        stop = next((at for at in range(start, len(said)) if said[at][1].recorded_on > day), len(said))
        now = said[start:stop]
        start = stop
        moment = morning_of(day)
        facts.record_many(
            actor=SYSTEM,
            district=district,
            observations=[_given(branch, one, authors) for branch, one in now],
            at=moment,
        )
        if day.day >= 28 or day == today:
            scorecards.rescore_all(district, at=moment)
        else:
            scorecards.rescore({branch for branch, _ in now}, at=moment)
        say(f"{day:%Y-%m-%d}:{stop:,} / {len(said):,} 条数据")
        if kept := ledgers.live(day):
            say(f"账目 {kept} 本")
        if day == screening:
            screen_and_take_up(district, branches.values(), day, say)
        if day == first_draw:
            carry_the_first(district, day, say)
        if day == today - WAITING:
            commit(district, day)
    ledgers.ask()


def _work(district: "Region", branches: Collection["Branch"], today: date, say: Say) -> None:
    """Whose signature the year's confirmations have, the told village's meetings, this morning's statements."""
    reviewed = take_over_reviews(actor=SYSTEM, district=district, at=morning_of(today))
    held = keep_meetings(district, branches, today)
    state_what_stands_out(district, branches, today)
    posted = post_on_boards(district, branches, today)
    seated = seat_and_check(district, branches, today)
    brought = bring_files(district, branches, today)
    say(f"核实 {reviewed:,} 条,会议 {held} 次,佐证文件 {brought} 份,公示 {posted} 份,监督委员会 {seated} 席")


def _recording_days(today: date) -> list[date]:
    first_news = today - timedelta(days=NEWS_DAYS)
    months = [date(today.year, month, 1) - timedelta(days=1) for month in range(2, 13)]
    days = [day for day in months if day < first_news]
    return days + [first_news + timedelta(days=number) for number in range(NEWS_DAYS + 1)]


def _income_of(branch: "Branch", today: date) -> list[tuple[int, Said]]:
    """Collectives whose branch is not rated by income have one too: the statistic of last year counts them."""
    day = date(today.year, 1, 4)
    income = 5_200_000 + int(branch.village.code[-3:]) * 130_000
    said = Said("collective_income", f"{today.year - 1}", income, "C", "区农业农村局提供(演示)", day, day)
    return [(branch.pk, said)]


def _given(branch: int, one: Said, authors: Authors) -> facts.Given:
    by = authors.of(branch, one.fact, one.basis)
    return facts.Given(branch, one.fact, one.period, one.value, one.basis, one.source, one.observed_on, by)

"""What the small district of the wave “ask once” did: a row in every table which that wave brought."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from fivestar import engine
from fivestar.evidence.actions import add_evidence
from fivestar.facts.actions import confirm_import, hand_in
from fivestar.facts.api.actions import answer_once, count_request
from fivestar.facts.asking.actions import answer
from fivestar.facts.burden.form_times import fold_form_times, note_form_time
from fivestar.facts.contests.actions import answer_contest, set_term
from fivestar.facts.gate.actions import decide_question, set_minutes
from fivestar.facts.review.actions import confirm_item, return_item
from fivestar.meetings.actions import bring_file, confirm_file, record_meeting
from fivestar.meetings.kinds import BY_ID
from fivestar.scorecards.actions import rescore_all, set_target
from fivestar.standards.queries import catalogue
from tests.cast import NOW, TODAY, Cast, make_cast
from tests.evidence import made
from tests.factories import in_force, small_document
from tests.facts.api.stories import income, issued
from tests.facts.contests.stories import contested
from tests.facts.gate.stories import proposed
from tests.facts.review.stories import stated
from tests.facts.tables import DONGLIU, XILIU, long, staged, vacant
from tests.rechecks.stories import committed, drawn, find
from tests.scorecards.stories import hold_industry_star, hold_party_star

LATER = NOW + timedelta(hours=1)
EXPORT = f"支部代码,会议类型,日期,应到,实到,议题\n{XILIU},支委会,2023-09-06,5,5,研究议题\n{XILIU},茶话会,9月,5,5,闲谈\n"
"""One meeting, and one that nobody knows."""


@transaction.atomic
def tell_the_story() -> None:
    cast = make_cast()
    standards(cast)
    for name in ("东柳", "西柳", "石桥"):
        hold_party_star(cast, cast.branches[name])
    hold_industry_star(cast)
    set_target(actor=cast.organiser, branch=cast.dongliu, level=2, stars=["party", "industry"], reason="拟定", at=NOW)
    _questions(cast)
    _statements(cast)
    _in_bulk(cast)
    _meetings(cast)
    _evidence(cast)
    rescore_all(cast.district, at=NOW)
    _rechecks(cast)
    rescore_all(cast.district, at=NOW)


def standards(cast: Cast) -> None:
    for category in ("rural", "urban"):
        document = small_document(category)
        document["stars"][1]["criteria"][0]["evidence_reason"] = "合同须双方签字盖章才有效,登记项不能代替合同文本"
        in_force(cast, engine.from_document(document))


def _questions(cast: Cast) -> None:
    """One question is approved, one sent back by the machine; one contest is answered, one open."""
    set_minutes(
        actor=cast.organiser,
        district=cast.district,
        level="village",
        minutes_a_month=90,
        from_day=TODAY,
        source="拟定",
        at=NOW,
    )
    asked = proposed(cast)
    decide_question(actor=cast.organiser, proposal=asked, is_approved=True, reason="按文件办", at=LATER)
    proposed(cast, label="农户数", unit="户")
    set_term(actor=cast.organiser, district=cast.district, days=7, from_day=TODAY, source="拟定", at=NOW)
    answer_contest(actor=cast.organiser, contest=contested(cast), is_upheld=True, answer="台账里已经有", at=LATER)
    contested(cast, slug="bound_households", kind="not_mine")


def _statements(cast: Cast) -> None:
    """One value is confirmed, one returned, one answered from a phone; what forms took is known of two kinds."""
    confirm_item(actor=cast.clerk, observation=stated(cast, "households", 98), at=LATER)
    wrong = stated(cast, "bound_households", 3)
    return_item(actor=cast.clerk, observation=wrong, reason="与台账不符，请核对", at=LATER)
    answer(
        actor=cast.helper,
        branch=cast.dongliu,
        fact=catalogue()["members_meetings"],
        period="2023-Q3",
        value=1,
        seen=None,
        answered_at=NOW,
        client_id=UUID(int=1),
        at=LATER,
    )
    note_form_time(form="fact:households", sent={"form_seconds": "40"}, now=NOW, at=NOW)
    fold_form_times(NOW)
    note_form_time(form="record:meeting", sent={"form_seconds": "25"}, now=NOW, at=NOW)


def _in_bulk(cast: Cast) -> None:
    """A department's system handed in a figure; a file was taken in, one waits with a fault."""
    token = issued(cast).token

    def take() -> tuple[int, dict[str, int]]:
        values = [income(6_000_000)]
        took = hand_in(
            actor=cast.supplier, district=cast.district, values=values, basis="C", source="农经统计系统", at=NOW
        )
        return 201, {"received": took.received}

    count_request(token=token, at=NOW)
    answer_once(token=token, key="first", body=b"{}", at=NOW, act=take)
    batch = staged(cast, long(vacant(DONGLIU, 0), vacant(XILIU, 31)), actor=cast.clerk)
    confirm_import(actor=cast.clerk, batch=batch, at=NOW)
    staged(cast, long(vacant(DONGLIU, "5万")), actor=cast.clerk)


def _meetings(cast: Cast) -> None:
    """One recorded, one taken over from an export, and an export that waits."""
    record_meeting(
        actor=cast.secretary,
        branch=cast.dongliu,
        kind=BY_ID["members"],
        held_on=TODAY,
        due=38,
        present=31,
        topic="发展党员",
        at=NOW,
    )
    file = bring_file(actor=cast.clerk, district=cast.district, name="三会一课.csv", data=EXPORT.encode(), at=NOW)
    confirm_file(actor=cast.clerk, file=file, at=NOW, leave_out_faulty=True)
    bring_file(actor=cast.clerk, district=cast.district, name="再导.csv", data=EXPORT.encode(), at=LATER)


def _evidence(cast: Cast) -> None:
    """The same small picture at two branches, and a paper."""
    picture = made.jpg(made.scene(1, (64, 48)))
    for actor, branch, name, data in (
        (cast.secretary, cast.dongliu, "合同.jpg", picture),
        (cast.clerk, cast.xiliu, "照片.jpg", picture),
        (cast.secretary, cast.dongliu, "合同.docx", made.docx()),
    ):
        add_evidence(actor=actor, branch=branch, criterion_id="T3", name=name, data=data, at=NOW)


def _rechecks(cast: Cast) -> None:
    """One draw carried to its list and begun, one only promised."""
    first, second, *_ = drawn(cast).pairs.order_by("position")
    find(cast, first, "holds", number=1)
    find(cast, second, "could_not", number=2, note="门锁着")
    committed(cast)

"""At least one row of every kind that a policy speaks of, in several places of the cast's district."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.apps import apps
from django.db.models import Model, QuerySet

from fivestar.disclosure.models import KeptFrom, Voice
from fivestar.evidence.models import Evidence
from fivestar.facts.models import ApiToken, Contest, ImportBatch, Observation
from fivestar.fieldwork.models import Decision, JointMeeting, Tour, Visit
from fivestar.finance.models import Book, LedgerFile, Period, Question
from fivestar.foundation.access import SYSTEM, Duty
from fivestar.foundation.publiclog.models import LogHead, LogKey, LogWitness
from fivestar.meetings.models import Meeting, MeetingFile
from fivestar.notices.models import Enclosure, Notice
from fivestar.projects.models import Project
from fivestar.rechecks.models import Pair, Plan
from fivestar.responsibility.models import Department, DeviceKey, Dispatch, GroupFinding, Handover, Post
from fivestar.shortfalls.models import Screening, Shortfall
from fivestar.standards.actions import keep_edition
from fivestar.standards.models import Fact, Proposal
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_rulebook
from tests.facts.gate.stories import recorded_question


def make_heads(cast: Cast) -> None:
    key = LogKey.objects.create(name="sha256:0", public="ecdsa-p256:", since=NOW)
    for size in (1, 2):
        LogHead.objects.create(origin="stars.example.cn", size=size, root="sha256:0", at=NOW, key=key, signature="")


def make_witnesses(cast: Cast) -> None:
    for number, township in enumerate((cast.liuxi, cast.zhuyuan)):
        LogWitness.objects.create(
            unit=township.code,
            unit_name=township.name,
            path=township.path,
            name=f"sha256:{number}",
            public="ecdsa-p256:",
            registered_by=cast.clerk.person_ref,
            registered_at=NOW,
        )


def make_devices(cast: Cast) -> None:
    for post in Post.objects.filter(duty__in=[Duty.OWN, Duty.HELPER]):
        DeviceKey.objects.create(
            account=cast.account("OWN"),
            post=post,
            digest=post.public_id,
            label="手机",
            issued_by="",
            issued_on=TODAY,
            expires_at=NOW + timedelta(days=1),
        )


def make_handovers(cast: Cast) -> None:
    for path in (cast.district.path, cast.liuxi.path, cast.dongliu.path, cast.zhuyuan.path):
        Handover.objects.create(
            district=cast.district,
            path=path,
            person=cast.persons["outsider"],
            last_day=TODAY,
            made_by=cast.organiser.person_ref,
            made_at=NOW,
        )


def make_findings(cast: Cast) -> None:
    """Dispatches too, however often it is asked for; bodies are the cast's own departments."""
    if Dispatch.objects.exists():
        return
    group = Department.objects.create(district=cast.district, name="第一专项工作组", kind="workgroup")
    owner = Post.objects.filter(duty=Duty.OWN).first()
    for branch in (cast.dongliu, cast.zhuyuan_branch):
        dispatch = Dispatch.objects.create(
            group=group, branch=branch, from_day=TODAY, sent_by=cast.organiser.person_ref, sent_at=NOW
        )
        GroupFinding.objects.create(
            dispatch=dispatch,
            branch=branch,
            text="没有公开",
            owner=owner,
            due_on=TODAY,
            noted_by=cast.organiser.person_ref,
            noted_at=NOW,
        )


def make_proposals(cast: Cast) -> None:
    for region in (cast.district, cast.city):
        for state in ("open", "withdrawn"):
            Proposal.objects.create(
                district=region,
                category="rural",
                file_name=f"{state}.xlsx",
                state=state,
                uploaded_by=cast.organiser.person_ref,
                uploaded_at=NOW,
            )


def make_batches(cast: Cast) -> None:
    for path in (cast.district.path, cast.liuxi.path, cast.dongliu.path, cast.zhuyuan.path):
        for department in ("", "区农业农村局", "区民政局"):
            ImportBatch.objects.create(
                district=cast.district,
                basis="C",
                file_name="数据.xlsx",
                path=path,
                department=department,
                uploaded_by=cast.clerk.person_ref,
                uploaded_at=NOW,
            )


def make_meetings(cast: Cast) -> None:
    for branch in cast.branches.values():
        Meeting.objects.create(
            branch=branch,
            kind="party_day",
            held_on=TODAY,
            due=30,
            present=26,
            topic="学习",
            recorded_by=cast.secretary.person_ref,
            recorded_at=NOW,
        )


def make_notices(cast: Cast) -> None:
    for branch in cast.branches.values():
        Notice.objects.create(
            branch=branch,
            kind="affairs",
            title="村务公开",
            basis="每季度公开",
            body="如下",
            from_day=TODAY,
            to_day=TODAY,
            place="公开栏",
            posted_by=cast.secretary.person_ref,
            posted_at=NOW,
        )


def make_enclosures(cast: Cast) -> None:
    make_notices(cast)
    for notice in Notice.objects.filter(kind="affairs"):
        for is_public in (True, False):
            Enclosure.objects.create(
                notice=notice,
                name="附件.pdf",
                kind="pdf",
                bytes=1,
                storage_key=f"{notice.pk}/{is_public}",
                looked_through_by=cast.secretary.person_ref,
                looked_through_at=NOW,
                is_public=is_public,
            )


def make_meeting_files(cast: Cast) -> None:
    for path in (cast.district.path, cast.liuxi.path, cast.dongliu.path, cast.zhuyuan.path):
        MeetingFile.objects.create(
            district=cast.district,
            path=path,
            file_name="三会一课.xlsx",
            brought_by=cast.clerk.person_ref,
            brought_at=NOW,
        )


def make_observations(cast: Cast) -> None:
    keep_edition(actor=SYSTEM, rulebook=small_rulebook(), at=NOW)
    fact = Fact.objects.get(slug="households")
    for branch in (cast.dongliu, cast.xiliu, cast.zhuyuan_branch):
        for number, who in enumerate((cast.secretary, cast.clerk, cast.manager, cast.supplier, cast.organiser), 1):
            Observation.objects.create(
                branch=branch,
                fact=fact,
                period=f"202{number}",
                year=2020 + number,
                value=300,
                basis="S",
                source="村里台账",
                observed_on=TODAY,
                recorded_at=NOW,
                recorded_by=who.person_ref,
            )


def make_evidence(cast: Cast) -> None:
    edition = keep_edition(actor=SYSTEM, rulebook=small_rulebook(), at=NOW)
    for branch in (cast.dongliu, cast.xiliu, cast.zhuyuan_branch):
        for star in ("industry", "party"):
            for brought_as in ("village", "township"):
                for state in ({}, {"state": "withdrawn", "withdrawn_at": NOW, "withdrawn_because": "传错了"}):
                    Evidence.objects.create(
                        branch=branch,
                        edition=edition,
                        criterion_id="T1",
                        star=star,
                        name="合同.pdf",
                        kind="pdf",
                        bytes=1,
                        sha256_given=f"{star}-{brought_as}",
                        storage_key=f"{branch.pk}-{star}-{brought_as}-{len(state)}",
                        brought_as=brought_as,
                        added_by=cast.secretary.person_ref,
                        added_at=NOW,
                        **state,
                    )


def make_rechecks(cast: Cast) -> None:
    """Plans and the pairs on their lists, however often it is asked for."""
    if Plan.objects.exists():
        return
    edition = keep_edition(actor=SYSTEM, rulebook=small_rulebook(), at=NOW)
    for region in (cast.district, cast.city):
        plan = Plan.objects.create(
            district=region,
            frame={},
            frame_pairs=1,
            frame_stars=1,
            take=1,
            commitment="sha256:",
            secret_sealed="",
            committed_at=NOW,
            committed_by=cast.organiser.person_ref,
            result_name="双色球",
            result_on=TODAY + timedelta(days=1),
        )
        branches = [(branch, star) for branch in cast.branches.values() for star in ("industry", "party")]
        for position, (branch, star) in enumerate(branches, 1):
            Pair.objects.create(
                plan=plan, position=position, stratum="", branch=branch, edition=edition, criterion=star, star=star
            )


def make_questions(cast: Cast) -> None:
    for department in ("区农业农村局", "区民政局"):
        for state, author in (("waiting", cast.organiser), ("waiting", cast.supplier), ("refused", cast.supplier)):
            recorded_question(cast, department=department, state=state, proposed_by=author.person_ref)


def make_contests(cast: Cast) -> None:
    keep_edition(actor=SYSTEM, rulebook=small_rulebook(), at=NOW)
    fact = Fact.objects.get(slug="households")
    answered = {"outcome": "upheld", "answer": "台账里已有", "answered_by": "x", "answered_at": NOW}
    for branch in (cast.dongliu, cast.zhuyuan_branch):
        for year, (author, given) in enumerate(
            ((cast.secretary, {}), (cast.organiser, {}), (cast.secretary, answered)), start=2021
        ):
            Contest.objects.create(
                branch=branch,
                unit=branch.township,
                fact=fact,
                period=str(year),
                kind="not_mine",
                asked_by_ref=author.person_ref,
                at=NOW,
                due_on=TODAY,
                **given,
            )


def make_tokens(cast: Cast) -> None:
    for number, (department, revoked_at) in enumerate(
        (one, at) for one in Department.objects.order_by("id") for at in (None, NOW)
    ):
        ApiToken.objects.create(
            department=department,
            label="统计系统",
            digest=f"{number:064d}",
            issued_by=cast.organiser.person_ref,
            issued_at=NOW,
            revoked_at=revoked_at,
        )


def make_projects(cast: Cast) -> None:
    owner = Post.objects.get(holdings__person=cast.persons["CLERK"])
    for branch in (cast.dongliu, cast.xiliu, cast.zhuyuan_branch):
        for state in ("deliberating", "building", "done"):
            for who in (cast.secretary, cast.clerk):
                Project.objects.create(
                    branch=branch,
                    title="烘干车间",
                    purpose="增收",
                    kind="collective",
                    spends_collective=True,
                    touches_villagers=False,
                    acceptance="试运行",
                    owner=owner,
                    budget=100,
                    state=state,
                    started_by=who.person_ref,
                    started_at=NOW,
                )


def make_shortfalls(cast: Cast) -> None:
    edition = keep_edition(actor=SYSTEM, rulebook=small_rulebook(), at=NOW)
    owner = Post.objects.get(holdings__person=cast.persons["CLERK"])
    for branch in (cast.dongliu, cast.xiliu, cast.zhuyuan_branch):
        for number, (star, verdict, planned_by) in enumerate(
            (star, verdict, who.person_ref if who else "")
            for star in ("party", "industry")
            for verdict in ("unmet", "met")
            for who in (None, cast.clerk, cast.leader)
        ):
            is_planned = planned_by != ""
            Shortfall.objects.create(
                branch=branch,
                district=cast.district,
                edition=edition,
                year=2023,
                criterion=f"T{number}",
                star=star,
                verdict=verdict,
                is_open=verdict == "unmet",
                opened_on=TODAY,
                since=TODAY,
                ended_on=None if verdict == "unmet" else TODAY,
                measure="整改" if is_planned else "",
                owner=owner if is_planned else None,
                due_on=TODAY if is_planned else None,
                planned_by=planned_by,
                planned_at=NOW if is_planned else None,
            )
    Shortfall.objects.filter(verdict="met", planned_by=cast.leader.person_ref, star="party").update(
        struck_off_by=cast.manager.person_ref, struck_off_at=NOW
    )


def make_screenings(cast: Cast) -> None:
    for district in (cast.district, cast.city):
        Screening.objects.create(
            district=district, on=TODAY, levels=[5], screened_by=cast.organiser.person_ref, screened_at=NOW
        )


def make_joint_meetings(cast: Cast) -> None:
    """Meetings and a decision of each, however often it is asked for."""
    if JointMeeting.objects.exists():
        return
    owner = Post.objects.get(holdings__person=cast.persons["CLERK"])
    for district in (cast.district, cast.city):
        meeting = JointMeeting.objects.create(
            district=district,
            topic="推进会",
            planned_on=TODAY,
            since=TODAY,
            called_by=cast.organiser.person_ref,
            called_at=NOW,
        )
        Decision.objects.create(
            meeting=meeting,
            text="接通管网",
            owner=owner,
            due_on=TODAY,
            decided_by=cast.organiser.person_ref,
            decided_at=NOW,
        )


def make_visits(cast: Cast) -> None:
    post = Post.objects.get(holdings__person=cast.persons["LEAD"])
    for branch in cast.branches.values():
        Visit.objects.create(
            branch=branch,
            kind="study",
            post=post,
            from_day=TODAY,
            to_day=TODAY,
            found_nothing=True,
            recorded_by=cast.leader.person_ref,
            recorded_at=NOW,
        )


def make_tours(cast: Cast) -> None:
    for district in (cast.district, cast.city):
        Tour.objects.create(
            district=district,
            title="九月观摩",
            items={"产业": 1},
            frame={},
            commitment="sha256:",
            secret_sealed="",
            result_name="双色球",
            result_on=TODAY + timedelta(days=1),
            committed_by=cast.organiser.person_ref,
            committed_at=NOW,
        )


def make_ledgers(cast: Cast) -> None:
    """Periods, kept and public, and questions, open and answered, however often it is asked for."""
    if Book.objects.exists():
        return
    for branch in (cast.dongliu, cast.xiliu, cast.zhuyuan_branch):
        book = Book.objects.create(branch=branch, chart="estate", opened_at=NOW)
        notice = Notice.objects.create(
            branch=branch,
            kind="estate",
            title="公共收益公开",
            basis="每季度公开",
            body="如下",
            from_day=TODAY,
            to_day=TODAY,
            place="公开栏",
            posted_by=cast.clerk.person_ref,
            posted_at=NOW,
        )
        for month, public in ((1, {"is_published": True, "published_at": NOW, "notice": notice}), (2, {})):
            Period.objects.create(
                book=book,
                branch=branch,
                text=f"2023-{month:02}",
                first=TODAY.replace(month=month, day=1),
                last=TODAY.replace(month=month, day=28),
                opening=0,
                income=0,
                expenditure=0,
                closing=0,
                told="sha256:",
                digest="sha256:",
                entered_by=cast.clerk.person_ref,
                entered_at=NOW,
                **public,
            )
        for number, given in enumerate(({}, {"is_open": False, "answer": "开过会", "answered_at": NOW})):
            Question.objects.create(
                book=book,
                branch=branch,
                contract=f"HT-{number}",
                object="坑塘",
                reason="related",
                matter="family",
                values={"tie": "family"},
                asked_on=TODAY,
                **given,
            )


def make_ledger_files(cast: Cast) -> None:
    for path in (cast.district.path, cast.liuxi.path, cast.dongliu.path, cast.zhuyuan.path):
        LedgerFile.objects.create(
            district=cast.district, path=path, file_name="账.xlsx", brought_by=cast.clerk.person_ref, brought_at=NOW
        )


def make_voices(cast: Cast) -> None:
    """In every office, by name and not, some of them naming somebody of the office itself."""
    offices = (("township", cast.liuxi), ("township", cast.zhuyuan), ("organisation", cast.district))
    for office, unit in (*offices, ("discipline", cast.district)):
        for is_named in (False, True):
            for kept_from in ((), (cast.clerk,), (cast.organiser, cast.manager)):
                voice = Voice.objects.create(
                    digest=secrets.token_hex(32),
                    district=cast.district,
                    about="branch",
                    unit_name="东柳村",
                    path=cast.dongliu.path,
                    township_path=cast.liuxi.path,
                    matter="problem",
                    text="路灯",
                    is_named=is_named,
                    office=office,
                    office_path=unit.path,
                    received_on=TODAY,
                )
                for actor in kept_from:
                    KeptFrom.objects.create(voice=voice, ref=actor.person_ref)


MAKERS: dict[str, Callable[[Cast], None]] = {
    "disclosure.Voice": make_voices,
    "foundation.LogHead": make_heads,
    "foundation.LogWitness": make_witnesses,
    "evidence.Evidence": make_evidence,
    "fieldwork.Decision": make_joint_meetings,
    "fieldwork.JointMeeting": make_joint_meetings,
    "fieldwork.Tour": make_tours,
    "fieldwork.Visit": make_visits,
    "rechecks.Pair": make_rechecks,
    "rechecks.Plan": make_rechecks,
    "projects.Project": make_projects,
    "responsibility.DeviceKey": make_devices,
    "responsibility.Dispatch": make_findings,
    "responsibility.GroupFinding": make_findings,
    "responsibility.Handover": make_handovers,
    "shortfalls.Screening": make_screenings,
    "shortfalls.Shortfall": make_shortfalls,
    "standards.Proposal": make_proposals,
    "facts.ApiToken": make_tokens,
    "facts.ImportBatch": make_batches,
    "facts.Contest": make_contests,
    "facts.Observation": make_observations,
    "facts.QuestionProposal": make_questions,
    "meetings.Meeting": make_meetings,
    "notices.Notice": make_notices,
    "notices.Enclosure": make_enclosures,
    "finance.LedgerFile": make_ledger_files,
    "finance.Period": make_ledgers,
    "finance.Question": make_ledgers,
    "meetings.MeetingFile": make_meeting_files,
}


def rows_of(label: str) -> QuerySet[Model]:
    model = apps.get_model(label)
    return model._default_manager.all()

"""At least one row of every kind that a policy speaks of, in several places of the cast's district."""

from collections.abc import Callable
from datetime import timedelta

from django.apps import apps
from django.db.models import Model, QuerySet

from fivestar.evidence.models import Evidence
from fivestar.facts.models import ApiToken, Contest, ImportBatch, Observation
from fivestar.foundation.access import SYSTEM, Duty
from fivestar.meetings.models import Meeting, MeetingFile
from fivestar.rechecks.models import Pair, Plan
from fivestar.responsibility.models import Department, DeviceKey, Post
from fivestar.standards.actions import keep_edition
from fivestar.standards.models import Fact, Proposal
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_rulebook
from tests.facts.gate.stories import recorded_question


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


MAKERS: dict[str, Callable[[Cast], None]] = {
    "evidence.Evidence": make_evidence,
    "rechecks.Pair": make_rechecks,
    "rechecks.Plan": make_rechecks,
    "responsibility.DeviceKey": make_devices,
    "standards.Proposal": make_proposals,
    "facts.ApiToken": make_tokens,
    "facts.ImportBatch": make_batches,
    "facts.Contest": make_contests,
    "facts.Observation": make_observations,
    "facts.QuestionProposal": make_questions,
    "meetings.Meeting": make_meetings,
    "meetings.MeetingFile": make_meeting_files,
}


def rows_of(label: str) -> QuerySet[Model]:
    model = apps.get_model(label)
    return model._default_manager.all()

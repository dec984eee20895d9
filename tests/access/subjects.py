"""At least one row of every kind that a policy speaks of, in several places of the cast's district."""

from collections.abc import Callable
from datetime import timedelta

from django.apps import apps
from django.db.models import Model, QuerySet

from fivestar.facts.models import ImportBatch
from fivestar.foundation.access import Duty
from fivestar.responsibility.models import DeviceKey, Post
from fivestar.standards.models import Proposal
from tests.cast import NOW, TODAY, Cast


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


MAKERS: dict[str, Callable[[Cast], None]] = {
    "responsibility.DeviceKey": make_devices,
    "standards.Proposal": make_proposals,
    "facts.ImportBatch": make_batches,
}


def rows_of(label: str) -> QuerySet[Model]:
    model = apps.get_model(label)
    return model._default_manager.all()

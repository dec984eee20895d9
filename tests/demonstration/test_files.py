"""The demonstration has a picture that came twice, named as demonstration data."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from fivestar.demonstration.files import NAME, TASK
from fivestar.demonstration.places import TOLD_VILLAGE
from fivestar.evidence.models import Evidence
from fivestar.evidence.queries import looks
from fivestar.foundation.access import SYSTEM
from tests.demonstration.conftest import seed_part

pytestmark = pytest.mark.django_db


def test_two_secretaries_brought_the_same_picture_and_it_is_worth_a_look(tmp_path: Path) -> None:
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    with override_settings(STORAGES={**settings.STORAGES, "evidence": disk}):
        seed_part()

    copy, first = Evidence.objects.order_by("-added_at")
    (alike,) = looks(SYSTEM, [first])[first.pk].alike
    assert (alike.file, first.branch.village.core, copy.branch.village.core == TOLD_VILLAGE[1]) == (
        copy,
        TOLD_VILLAGE[1],
        False,
    )
    assert [(one.name, one.criterion_id, one.brought_as, one.added_at.date()) for one in (first, copy)] == [
        (NAME, TASK, "village", date(2023, 9, 11)),
        (NAME, TASK, "village", date(2023, 9, 13)),
    ]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2

"""Stories of evidence keep their files in a folder of their own and stand on one task that asks for a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from fivestar import engine
from tests.cast import Cast
from tests.factories import in_force, small_document

REASON = "合同须双方签字盖章才有效,登记项不能代替合同文本"


@pytest.fixture(autouse=True)
def kept_in(tmp_path: Path) -> Iterator[Path]:
    """The folder of the bytes."""
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    with override_settings(STORAGES={**settings.STORAGES, "evidence": disk}):
        yield tmp_path


@pytest.fixture
def standards(cast: Cast) -> None:
    """T3 of 产业兴旺 asks for a file, for a reason; no other task does."""
    for category in ("rural", "urban"):
        document = small_document(category)
        document["stars"][1]["criteria"][0]["evidence_reason"] = REASON
        in_force(cast, engine.from_document(document))

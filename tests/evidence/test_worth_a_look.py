"""Files that look alike across branches and years are worth a look, for whoever reviews, as far as his post reaches."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import ImageOps

from fivestar.evidence.actions import add_evidence, withdraw_evidence
from fivestar.evidence.models import Evidence
from fivestar.evidence.queries import Look, looks
from fivestar.foundation.access import SYSTEM
from fivestar.territory.models import Branch
from tests.cast import NOW, Cast
from tests.evidence import made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standards")]


def bring(branch: Branch, data: bytes, **other: Any) -> Evidence:
    return add_evidence(
        **{"actor": SYSTEM, "branch": branch, "criterion_id": "T3", "name": "a.jpg", "data": data, "at": NOW, **other}
    )


def alike(look: Look) -> list[tuple[Branch, int | None]]:
    return [(one.file.branch, one.bits) for one in look.alike]


def test_a_mirrored_smaller_copy_at_another_branch_is_worth_a_look(cast: Cast) -> None:
    here = bring(cast.dongliu, made.jpg())
    there = bring(cast.xiliu, made.jpg(ImageOps.mirror(made.scene()).resize((500, 375))))
    bring(cast.shiqiao, made.jpg(made.scene(2)))

    found = looks(cast.organiser, [here])

    assert [one.file for one in found[here.pk].alike] == [there]
    assert found[here.pk].beyond == 0


def test_the_same_bytes_are_found_in_documents_too(cast: Cast) -> None:
    here = bring(cast.dongliu, made.docx(), name="a.docx")
    bring(cast.xiliu, made.docx(), name="b.docx")
    bring(cast.shiqiao, made.docx("别的"), name="c.docx")

    assert alike(looks(cast.organiser, [here])[here.pk]) == [(cast.xiliu, None)]


def test_last_years_picture_is_found(cast: Cast) -> None:
    old = bring(cast.xiliu, made.jpg(), at=NOW - timedelta(days=200))
    here = bring(cast.dongliu, made.jpg(quality=60))

    assert [one.file for one in looks(cast.organiser, [here])[here.pk].alike] == [old]


def test_two_shots_for_one_task_and_withdrawn_ones_are_not_compared(cast: Cast) -> None:
    here = bring(cast.dongliu, made.jpg())
    bring(cast.dongliu, made.jpg(quality=60))
    withdraw_evidence(actor=cast.clerk, file=bring(cast.xiliu, made.jpg()), reason="传错了", at=NOW)

    assert looks(cast.organiser, [here]) == {}


def test_an_empty_sheet_resembles_nothing(cast: Cast) -> None:
    sheets = [
        bring(branch, made.jpg(ImageOps.colorize(made.scene().convert("L"), shade, shade)))
        for branch, shade in ((cast.dongliu, "#fff"), (cast.xiliu, "#eee"))
    ]

    assert looks(cast.organiser, sheets) == {}


def test_a_clerk_is_told_that_there_are_more_beyond_his_township(cast: Cast) -> None:
    here = bring(cast.dongliu, made.jpg())
    bring(cast.xiliu, made.jpg())
    bring(cast.zhuyuan_branch, made.jpg())

    look = looks(cast.clerk, [here])[here.pk]

    assert (alike(look), look.beyond) == ([(cast.xiliu, None)], 1)


def test_any_number_of_files_costs_two_queries(cast: Cast) -> None:
    counts = []
    files = []
    for branch in (cast.dongliu, cast.xiliu, cast.shiqiao):
        files.append(bring(branch, made.jpg()))
        with CaptureQueriesContext(connection) as queries:
            looks(cast.organiser, files)
        counts.append(len(queries))

    assert counts == [1, 2, 2]

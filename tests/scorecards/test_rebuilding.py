"""What is kept for speed can be thrown away: it comes back the same."""

from datetime import timedelta

import pytest

from fivestar.engine.receipts import receipt_digest
from fivestar.facts.queries import year_values
from fivestar.foundation.access import ANYONE
from fivestar.scorecards import queries
from fivestar.scorecards.actions import rebuild, rescore_all
from fivestar.scorecards.models import CurrentRow, Scorecard
from fivestar.scorecards.packing import UNKNOWN, pack, unpack
from fivestar.standards.queries import catalogue_slugs
from tests.cast import NOW, TODAY, Cast
from tests.factories import small_rulebook, small_standards
from tests.scorecards.stories import ANSWER, confirm, hold_industry_star, hold_party_star, standing

pytestmark = pytest.mark.django_db


def kept() -> tuple[list[tuple[object, ...]], list[tuple[int, str, str, bytes]]]:
    rows = CurrentRow.objects.order_by("branch", "basis").values_list("branch", "basis", "catalogue_digest", "packed")
    return standing(*ANSWER, "outcomes", "edition", "met", "unmet", "unknown", "pending", "not_applicable"), [
        (branch, basis, digest, bytes(packed)) for branch, basis, digest, packed in rows
    ]


def test_rows_and_scorecards_thrown_away_come_back_the_same(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)
    hold_industry_star(cast, cast.xiliu)
    confirm(cast, "vacant_days", 99, actor=cast.clerk, basis="S")
    rescore_all(cast.district, at=NOW)
    before = kept()

    CurrentRow.objects.all().delete()
    Scorecard.objects.all().delete()
    rescore_all(cast.district, at=NOW)

    assert kept() == before
    assert len(before[0]) == 10


def test_rebuilding_keeps_history_and_repairs_what_was_spoilt(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)
    later = NOW + timedelta(days=3)
    confirm(cast, "vacant_days", 200, at=later)
    rescore_all(cast.district, at=later)
    before = kept()

    CurrentRow.objects.update(packed=b"", catalogue_digest="")
    Scorecard.objects.filter(is_current=True).update(level=0, stars="00", met=0, digest="sha256:0")
    rebuild(cast.district, at=later)

    # A spoilt answer differs from the true one: where it did not begin that day, the true one begins now.
    fields = [name for name in ANSWER if name not in {"since", "until"}]
    assert standing(*fields) == [tuple(row[ANSWER.index(name)] for name in fields) for row in before[0]]
    assert Scorecard.objects.filter(
        branch=cast.dongliu, basis="C", since=TODAY, until=TODAY + timedelta(days=3)
    ).exists()


def test_a_packed_row_reads_as_what_the_observations_say(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)
    confirm(cast, "collective_income", 4_000_000, period="2022")

    packed = CurrentRow.objects.get(branch=cast.dongliu, basis="C")

    values = year_values([cast.dongliu.pk], facts=small_rulebook().facts, year=2023, basis="C", as_at=TODAY)[
        cast.dongliu.pk
    ]
    assert unpack(bytes(packed.packed), catalogue_slugs()) == values
    assert values == {"members_meetings": 4, "vacant_days": 0, "previous.collective_income": 4_000_000}


def test_a_row_packed_before_the_catalogue_grew_is_still_read() -> None:
    packed = pack(("a", "b"), {"a": 1, "previous.b": -5})

    assert unpack(packed, ("a", "b", "c")) == {"a": 1, "previous.b": -5}
    assert unpack(b"", ("a",)) == {}
    assert UNKNOWN < -(2**53)


def test_every_receipt_of_the_district_has_the_digest_that_is_kept(cast: Cast) -> None:
    small_standards(cast)
    hold_party_star(cast)
    confirm(cast, "vacant_days", 99, actor=cast.clerk, basis="S")

    for branch in (cast.dongliu, cast.xiliu, cast.nanmen):
        card = Scorecard.objects.get(branch=branch, basis="C", is_current=True)
        assert receipt_digest(queries.receipt_of(ANYONE, branch)) == card.digest
    stated = Scorecard.objects.get(branch=cast.dongliu, basis="S", is_current=True)
    assert receipt_digest(queries.receipt_of(cast.secretary, cast.dongliu, basis="S")) == stated.digest

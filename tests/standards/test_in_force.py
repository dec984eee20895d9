"""Which edition holds on which day, who may change that, and who hears of it."""

from datetime import date, datetime

import pytest

from fivestar import engine
from fivestar.foundation.access import SYSTEM, Actor
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.standards import actions, catalogue, queries
from fivestar.standards.models import Edition, EditionInForce, Fact
from fivestar.standards.registers import changed
from fivestar.territory.models import Region
from tests.cast import NOW, Cast, without_second_factor
from tests.factories import in_force, integer, shipped_rulebook, small_document, small_rulebook

Heard = list[tuple[str, str, datetime]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    """What listeners were told, instead of the wired ones."""
    told: Heard = []

    def listen(district: Region, category: str, at: datetime) -> None:
        told.append((district.code, category, at))

    monkeypatch.setattr(changed, "_entries", (listen,))
    return told


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changed, "_entries", ())


def edition(**changes: str) -> Edition:
    return actions.keep_edition(actor=SYSTEM, rulebook=engine.from_document(small_document(**changes)), at=NOW)


def spans(cast: Cast) -> list[tuple[str, date, date | None]]:
    rows = EditionInForce.objects.filter(district=cast.district).order_by("from_day")
    return [(row.edition.name, row.from_day, row.to_day) for row in rows]


def test_an_edition_begins_and_is_heard_of(cast: Cast, heard: Heard) -> None:
    first = edition(name="一")

    actions.put_in_force(actor=cast.organiser, district=cast.district, edition=first, from_day=date(2023, 1, 1), at=NOW)

    assert spans(cast) == [("一", date(2023, 1, 1), None)]
    assert heard == [("990099", "rural", NOW)]
    assert queries.edition_in_force(cast.district, "rural", date(2023, 1, 1)) == first
    assert queries.edition_in_force(cast.district, "rural", date(2022, 12, 31)) is None
    assert queries.edition_in_force(cast.district, "urban", date(2023, 1, 1)) is None


def test_the_next_one_ends_the_one_before_the_day_before(cast: Cast, quiet: None) -> None:
    first, second = edition(name="一"), edition(name="二")
    for each, day in ((first, date(2023, 1, 1)), (second, date(2023, 7, 1))):
        actions.put_in_force(actor=cast.organiser, district=cast.district, edition=each, from_day=day, at=NOW)

    assert spans(cast) == [("一", date(2023, 1, 1), date(2023, 6, 30)), ("二", date(2023, 7, 1), None)]
    assert queries.edition_in_force(cast.district, "rural", date(2023, 6, 30)) == first
    assert queries.edition_in_force(cast.district, "rural", date(2023, 7, 1)) == second
    assert queries.edition_before(cast.district, "rural", second) == first
    assert queries.editions_of(cast.district, "rural") == [second, first]


def test_one_put_between_two_leaves_the_later_one_its_day(cast: Cast, quiet: None) -> None:
    days = {"一": date(2023, 1, 1), "三": date(2023, 9, 1), "二": date(2023, 5, 1)}
    for name, day in days.items():
        actions.put_in_force(
            actor=cast.organiser, district=cast.district, edition=edition(name=name), from_day=day, at=NOW
        )

    assert spans(cast) == [
        ("一", date(2023, 1, 1), date(2023, 4, 30)),
        ("二", date(2023, 5, 1), date(2023, 8, 31)),
        ("三", date(2023, 9, 1), None),
    ]


def test_twice_changes_nothing(cast: Cast, heard: Heard) -> None:
    first = edition()
    for _ in range(2):
        actions.put_in_force(
            actor=cast.organiser, district=cast.district, edition=first, from_day=date(2023, 1, 1), at=NOW
        )

    assert EditionInForce.objects.count() == 1
    assert len(heard) == 1


def test_another_edition_from_the_same_day_is_refused(cast: Cast, heard: Heard) -> None:
    actions.put_in_force(
        actor=cast.organiser, district=cast.district, edition=edition(name="一"), from_day=date(2023, 1, 1), at=NOW
    )

    with pytest.raises(actions.UnableToPutInForce, match="2023-01-01起已定施行另一份标准"):
        actions.put_in_force(
            actor=cast.organiser, district=cast.district, edition=edition(name="二"), from_day=date(2023, 1, 1), at=NOW
        )

    assert spans(cast) == [("一", date(2023, 1, 1), None)]
    assert len(heard) == 1


def test_a_day_outside_its_validity_is_refused(cast: Cast, heard: Heard) -> None:
    with pytest.raises(actions.UnableToPutInForce, match="有效期是2023-01-01至2023-12-31,不能从2024-01-01起施行"):
        actions.put_in_force(
            actor=cast.organiser, district=cast.district, edition=edition(), from_day=date(2024, 1, 1), at=NOW
        )

    assert (spans(cast), heard) == ([], [])


@pytest.mark.parametrize("who", ["CLERK", "MANAGE", "TASKFORCE", "OWN", "outsider", "anyone"])
def test_only_the_organisation_department_puts_in_force(cast: Cast, heard: Heard, who: str) -> None:
    with pytest.raises((NotAllowed, NotSeen)):
        actions.put_in_force(
            actor=cast.everybody[who], district=cast.district, edition=edition(), from_day=date(2023, 1, 1), at=NOW
        )

    assert (spans(cast), heard) == ([], [])


def test_without_a_second_factor_the_organiser_is_told_what_to_do(cast: Cast, heard: Heard) -> None:
    actor: Actor = without_second_factor(cast.organiser)

    with pytest.raises(NotAllowed, match="二次验证"):
        actions.put_in_force(actor=actor, district=cast.district, edition=edition(), from_day=date(2023, 1, 1), at=NOW)

    assert (spans(cast), heard) == ([], [])


def test_every_step_is_in_the_audit(cast: Cast, quiet: None) -> None:
    first = edition()
    actions.put_in_force(actor=cast.organiser, district=cast.district, edition=first, from_day=date(2023, 1, 1), at=NOW)

    entries = AuditEntry.objects.filter(act__startswith="standards.")
    assert [(entry.act, entry.actor, entry.changes) for entry in entries] == [
        ("standards.load_edition", "system", {"digest": [None, first.digest]}),
        (
            "standards.put_in_force",
            cast.organiser.person_ref,
            {"edition": [None, first.digest], "from_day": "2023-01-01"},
        ),
    ]


def test_the_same_content_is_one_edition(db: None) -> None:
    assert edition() == edition()
    assert Edition.objects.count() == 1


def test_a_stored_edition_is_the_same_rulebook(db: None) -> None:
    shipped = shipped_rulebook("urban-2023")
    kept = actions.keep_edition(actor=SYSTEM, rulebook=shipped, at=NOW)

    assert queries.rulebook_of(kept) == shipped
    assert queries.rulebook_of(kept).cases == shipped.cases


def test_both_shipped_editions_share_one_catalogue(cast: Cast, quiet: None) -> None:
    rural, urban = shipped_rulebook("rural-2023"), shipped_rulebook("urban-2023")
    for rulebook in (rural, urban):
        in_force(cast, rulebook)

    there = queries.catalogue()
    assert list(there) == [*rural.facts, *(slug for slug in urban.facts if slug not in rural.facts)]
    assert queries.catalogue_slugs() == tuple(there)
    assert [fact.order for fact in there.values()] == list(range(len(there)))
    assert queries.fact_definition(there["households"]) == rural.facts["households"]


def test_a_fact_may_not_change_its_meaning(db: None) -> None:
    actions.keep_edition(actor=SYSTEM, rulebook=small_rulebook(), at=NOW)
    document = small_document(name="另一份")
    document["facts"] = [
        integer("households", "农户数", "人") if fact["id"] == "households" else fact for fact in document["facts"]
    ]

    with pytest.raises(actions.ConflictingFact, match=r"“农户数”\(households\)的 unit 已定为 户,不能改为 人"):
        actions.keep_edition(actor=SYSTEM, rulebook=engine.from_document(document), at=NOW)

    assert Edition.objects.count() == 1


def test_a_fact_may_get_better_words_and_keeps_its_place(db: None) -> None:
    actions.keep_edition(actor=SYSTEM, rulebook=small_rulebook(), at=NOW)
    before = {fact.slug: fact.order for fact in Fact.objects.all()}

    catalogue.write([small_rulebook().facts["households"].__class__(**{**_plain("households"), "label": "常住农户"})])

    assert {fact.slug: fact.order for fact in Fact.objects.all()} == before
    assert Fact.objects.get(slug="households").definition["label"] == "常住农户"


def _plain(slug: str) -> dict[str, object]:
    return catalogue.definition_of(small_rulebook().facts[slug])


def test_many_districts_are_one_query(cast: Cast, quiet: None, django_assert_num_queries: object) -> None:
    first = in_force(cast, small_rulebook())

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = queries.editions_in_force([cast.district.pk, 10**9], date(2023, 9, 15))

    assert found == {(cast.district.pk, "rural"): first}

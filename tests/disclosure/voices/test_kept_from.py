"""Whoever a voice names, whoever works beneath him, whoever takes the post later: none of them hears of it."""

from collections.abc import Iterator

import pytest
from django.test import Client

from fivestar.disclosure.voices import actions, queries
from fivestar.disclosure.voices.actions import UnableToSpeak
from fivestar.disclosure.voices.models import Slip, Voice
from fivestar.disclosure.voices.today import voices_waiting
from fivestar.foundation.access import Actor, Duty, visible
from fivestar.foundation.clock import held_at
from fivestar.foundation.today import sources
from fivestar.responsibility.models import Post
from fivestar.responsibility.open_items import open_items
from fivestar.responsibility.queries import actor_for
from tests.cast import NOW, Cast
from tests.disclosure.voices.stories import EVENING, appoint, discipline, put_in, spoken, voice_of

pytestmark = pytest.mark.django_db


def of(cast: Cast, who: str) -> Actor:
    return actor_for(cast.account(who), has_second_factor=True)


def hears(actor: Actor) -> list[Voice]:
    return queries.handled_by(actor)


def test_a_name_in_the_text_takes_it_above_that_person_and_his_clerk(cast: Cast) -> None:
    _, voice = spoken(cast, text="唐敏的弟弟包了村里的工程，没有招标")

    assert voice.office == "organisation"
    assert [hears(actor) for actor in (cast.manager, cast.clerk, cast.organiser)] == [[], [], [voice]]


def test_whoever_takes_the_handlers_post_and_is_complained_about_never_sees_it(cast: Cast) -> None:
    _, voice = spoken(cast, text="柳青书记把低保给了自家亲戚")
    before = hears(of(cast, "CLERK"))

    appoint(cast.persons["OWN"], Duty.CLERK)

    assert before == [voice]
    # Before any job has run: neither she, nor her new chief beside her, who might tell her.
    assert [hears(of(cast, who)) for who in ("OWN", "MANAGE", "CLERK")] == [[], [], []]
    assert actions.reroute() == 1
    assert hears(of(cast, "ORGANISE")) == [voice]


def test_a_named_chief_takes_it_from_his_clerk(cast: Cast) -> None:
    _, voice = spoken(cast, text="柳青书记把低保给了自家亲戚")

    appoint(cast.persons["OWN"], Duty.MANAGE)

    assert hears(of(cast, "CLERK")) == []
    actions.reroute()
    assert hears(of(cast, "ORGANISE")) == [voice]


def registers(actor: Actor) -> Iterator[object]:
    """Everything that is open, in whatever register."""
    for source in sources:
        yield from source.items_for(actor, NOW)
    posts = list(Post.objects.values_list("pk", flat=True))
    for kind in open_items:
        yield from kind.of(posts, NOW)


def test_no_register_tells_the_complained_about_that_there_is_a_voice(cast: Cast) -> None:
    without = {who: list(registers(actor)) for who, actor in cast.actors.items() if who not in ("CLERK", "MANAGE")}

    spoken(cast)

    assert {who: list(registers(cast.actors[who])) for who in without} == without
    assert [item.place for item in voices_waiting(cast.clerk, NOW)] == ["东柳村委会"]


def test_no_page_of_the_complained_about_changes_by_a_voice(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.account("OWN"), backend="allauth.account.auth_backends.AuthenticationBackend")
    addresses = [f"/b/{cast.dongliu.public_id}/", "/today/", f"/d/{cast.district.code}/today/", "/"]
    answered = [one for one in addresses if client.get(one).status_code == 200]
    seen = [_words(client, one) for one in answered]

    spoken(cast)

    assert answered != []
    assert [_words(client, one) for one in answered] == seen


def _words(client: Client, address: str) -> list[str]:
    """Lines of the page without what is drawn anew each time: nonces, tokens."""
    lines = client.get(address).content.decode().splitlines()
    return [line for line in lines if "nonce" not in line and "csrfmiddlewaretoken" not in line]


def test_against_the_organisation_department_only_discipline_hears(cast: Cast) -> None:
    inspector = discipline(cast)
    _, voice = spoken(cast, "district", "")

    assert voice.office == "discipline"
    assert hears(inspector) == [voice]
    assert [who for who, actor in cast.everybody.items() if hears(actor)] == []


def test_where_nobody_may_hear_it_it_is_refused_with_where_to_go(cast: Cast) -> None:
    with pytest.raises(UnableToSpeak, match="向上一级"):
        put_in(cast, "district", "")

    assert Slip.objects.count() == 0


def test_an_office_lost_between_speaking_and_opening_is_told_to_whoever_spoke(cast: Cast) -> None:
    discipline(cast)
    code = put_in(cast, "district", "")
    Post.objects.filter(duty=Duty.DISCIPLINE).update(valid_to="2023-01-02")

    with held_at(EVENING):
        actions.open_letterbox(at=EVENING.replace(day=4))

    assert (voice_of(code).state, voice_of(code).office) == ("nobody", "nobody")
    assert [who for who, actor in cast.everybody.items() if visible(actor, "voices.handle", Voice.objects.all())] == []


def test_late_ones_climb_but_never_to_whoever_is_named(cast: Cast) -> None:
    inspector = discipline(cast)
    _, plain = spoken(cast)
    _, naming = spoken(cast, text="宋岩和村里说好了不查这件事")
    Voice.objects.update(due_on="2023-09-14")

    climbed = actions.climb_overdue()

    plain.refresh_from_db()
    naming.refresh_from_db()
    assert climbed == 1
    assert (plain.office, naming.office) == ("organisation", "discipline")
    assert str(plain.due_on) == "2023-09-25"
    assert (hears(of(cast, "ORGANISE")), hears(inspector)) == ([plain], [naming])


def test_whoever_steps_aside_gives_it_above(cast: Cast) -> None:
    _, voice = spoken(cast)

    actions.step_aside(actor=cast.clerk, voice=voice, at=NOW)

    assert (hears(cast.clerk), hears(cast.organiser)) == ([], [voice])

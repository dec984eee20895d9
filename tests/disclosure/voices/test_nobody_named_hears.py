"""Over everybody who can be named and everything that can be complained about: nobody named ever holds the voice."""

import pytest

from fivestar.disclosure.voices import actions, queries
from fivestar.disclosure.voices.models import KeptFrom, Voice
from fivestar.foundation.access import Duty
from fivestar.responsibility.models import Person
from fivestar.responsibility.queries import actor_for
from tests.cast import Cast
from tests.disclosure.voices.stories import appoint, discipline, open_box, put_in

pytestmark = pytest.mark.django_db
SUBJECTS = ("branch", "township", "district")
TAKEN = (Duty.CLERK, Duty.MANAGE, Duty.ORGANISE)


def who_hears() -> dict[str, set[str]]:
    """Public id of each voice → references of all who can open it today."""
    heard: dict[str, set[str]] = {one.public_id: set() for one in Voice.objects.all()}
    for person in Person.objects.exclude(account=None):
        actor = actor_for(person.account, has_second_factor=True)
        for voice in queries.handled_by(actor):
            heard[voice.public_id].add(actor.person_ref)
    return heard


def tell_of_everybody(cast: Cast) -> None:
    """Each of the cast is named once in a voice about each kind of unit."""
    ids = {"branch": cast.dongliu.public_id, "township": cast.liuxi.public_id, "district": ""}
    for person in cast.persons.values():
        for about in SUBJECTS:
            put_in(cast, about, ids[about], text=f"{person.name}办的这件事没有公示，问了也没有人说")
    open_box()


def test_nobody_named_hears_it_on_the_first_day(cast: Cast) -> None:
    discipline(cast)
    tell_of_everybody(cast)
    heard = who_hears()

    named = [(one.voice.public_id, one.ref) for one in KeptFrom.objects.select_related("voice")]
    assert len({ref for _, ref in named}) >= len(cast.persons) - 1  # whoever holds no post is in no record of posts
    assert [one for one in named if one[1] in heard[one[0]]] == []
    assert sum(1 for people in heard.values() if people) > 0


@pytest.mark.parametrize("duty", TAKEN)
@pytest.mark.parametrize("who", ["OWN", "CLERK", "MANAGE", "LEAD", "SUPERVISE"])
def test_nor_after_somebody_named_has_taken_a_handlers_post_beside_his_own(cast: Cast, who: str, duty: Duty) -> None:
    discipline(cast)
    tell_of_everybody(cast)

    appoint(cast.persons[who], duty)

    for _ in range(2):  # at once, and again when the job has moved them
        heard = who_hears()
        named = [(one.voice.public_id, one.ref) for one in KeptFrom.objects.select_related("voice")]
        assert [one for one in named if one[1] in heard[one[0]]] == []
        actions.reroute()

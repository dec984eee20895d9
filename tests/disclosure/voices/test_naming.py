"""Whom a text names: in full, by surname and title, by the title alone."""

import time

import pytest

from fivestar.disclosure.voices.naming import Called, Near, names_in, told_by_name
from fivestar.foundation.access import Duty
from tests.cast import Cast
from tests.disclosure.voices.stories import discipline, spoken

DISTRICT, TOWN, OTHER_TOWN, BRANCH = "1.", "1.2.", "1.3.", "1.2.v7."
PEOPLE = (
    Called("own", "柳青", Duty.OWN, BRANCH, "东柳村党支部书记"),
    Called("manage", "唐敏", Duty.MANAGE, TOWN, "柳溪镇党委书记"),
    Called("clerk", "安然", Duty.CLERK, TOWN, "柳溪镇党建干事"),
    Called("lead", "程远", Duty.LEAD, TOWN, "柳溪镇包乡领导"),
    Called("organise", "宋岩", Duty.ORGANISE, DISTRICT, "区委组织部组织科"),
    Called("inspect", "柳正", Duty.DISCIPLINE, DISTRICT, "区纪委监委信访室"),
    Called("far", "唐山", Duty.MANAGE, OTHER_TOWN, "竹园街道党工委书记"),
)


def named(text: str) -> list[str]:
    return sorted(names_in(text, PEOPLE, Near(BRANCH, TOWN, DISTRICT)))


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("找过唐 敏，她说不管", ["manage"]),
        ("唐书记的弟弟包了村里的工程，没有招标", ["manage"]),
        ("唐镇长也知道", ["clerk", "manage"]),
        ("老唐不管，小安也不管", ["clerk", "manage"]),
        ("镇上姓唐的护着他", ["manage"]),
        ("唐某拿了两条烟", ["manage"]),
        ("安 干事把材料扣下了", ["clerk"]),
        ("镇党委书记护着他", ["clerk", "manage"]),
        ("镇里的领导打了招呼", ["clerk", "manage"]),
        ("程副区长的亲戚占了两户", ["lead"]),
        ("包乡领导来看过，什么也没说", ["lead"]),
        ("组织部的人说不查", ["organise"]),
        ("宋科长打过电话", ["organise"]),
        ("柳书记把低保给了自家亲戚", ["own"]),
        ("区纪委柳主任打过招呼", ["inspect", "own"]),
        ("向区纪委监委信访室反映过，没有回音", []),
        ("村里的路灯坏了很久", []),
        ("唐庄那边的路通了", []),
        ("镇上的路灯坏了", []),
    ],
)
def test_somebody_is_named_as_people_name_him(text: str, refs: list[str]) -> None:
    assert named(text) == refs


def test_a_title_before_another_township_names_its_own() -> None:
    assert named("竹园街道党工委书记来过") == ["clerk", "far", "manage"]


def test_public_words_may_say_a_title_and_no_surname() -> None:
    assert [told_by_name(words, PEOPLE) for words in ("镇党委书记已约谈", "唐书记已约谈", "唐敏已约谈")] == [
        False,
        True,
        True,
    ]


def test_no_text_makes_the_search_run_for_long() -> None:
    began = time.process_time()
    for text in ("唐" + "党支部" * 660, "镇" + "党工委" * 660, "唐" * 2000, "纪委监委" * 500):
        named(text)

    assert time.process_time() - began < 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("唐书记的弟弟包了村里的工程，没有招标；镇党委书记护着他", "organisation"),
        ("镇里的党建干事扣了材料", "organisation"),
        ("宋科长和村里说好了不查", "discipline"),
        ("路灯坏了很久没有人修", "township"),
    ],
)
def test_it_goes_above_whoever_is_spoken_of(cast: Cast, text: str, office: str) -> None:
    discipline(cast)

    _, voice = spoken(cast, text=text)

    assert voice.office == office

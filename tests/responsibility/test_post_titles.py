"""A post is meant by its title; where several are called alike, by title and place."""

import pytest

from fivestar.foundation.access import Duty
from fivestar.responsibility.post_titles import NoSuchPost, post_titled
from tests.cast import Cast
from tests.responsibility.stories import post


def test_of_several_alike_the_place_says_which(cast: Cast) -> None:
    here, there = (post(cast, Duty.GUIDE, "驻村联络员", unit=cast.villages[name]) for name in ("西柳", "石桥"))

    with pytest.raises(NoSuchPost) as refused:
        post_titled(cast.district, "驻村联络员")

    assert str(refused.value) == "叫“驻村联络员”的岗位有 2 个，请在后面空一格写地方，如“驻村联络员 西柳村委会”"
    assert [post_titled(cast.district, f"驻村联络员 {name}") for name in ("西柳村委会", "石桥村")] == [here, there]


@pytest.mark.parametrize("text", ["没有的岗位", "驻村联络员 没有的村", "没有的岗位 西柳村", " "])
def test_what_is_not_there_is_said(cast: Cast, text: str) -> None:
    post(cast, Duty.GUIDE, "驻村联络员", unit=cast.villages["西柳"])

    with pytest.raises(NoSuchPost, match=f"没有叫“{text.strip()}”的岗位"):
        post_titled(cast.district, text)

"""Whoever names an owner finds the village's own posts first, and nobody who answers for nothing of one branch."""

import pytest

from fivestar.foundation.access import Duty
from fivestar.responsibility.models import Post
from fivestar.responsibility.queries import owner_groups
from tests.cast import TODAY, Cast
from tests.pages import browser_of, text_of

pytestmark = pytest.mark.django_db


def test_posts_stand_under_their_level_the_nearest_first(cast: Cast) -> None:
    groups = [(label, [words for _, words in posts]) for label, posts in owner_groups(cast.dongliu, TODAY)]

    assert groups == [
        ("村（社区）", ["东柳村党支部书记 柳"]),
        ("乡镇（街道）", ["柳溪镇党委书记 唐", "柳溪镇党建干事 安", "组织部联系柳溪镇 何", "柳溪镇包乡领导 程"]),
        ("部门", ["区农业农村局 罗"]),
        ("区", ["区委组织部组织科 宋"]),
        ("工作专班、工作组", ["产业兴旺工作专班 石"]),
    ]


def test_whoever_only_supplies_is_offered_only_where_he_owns_already(cast: Cast) -> None:
    supplier = Post.objects.get(holdings__person=cast.persons["SUPPLY"])
    offered = {value for _, posts in owner_groups(cast.dongliu, TODAY) for value, _ in posts}
    kept = {value for _, posts in owner_groups(cast.dongliu, TODAY, keep=supplier.public_id) for value, _ in posts}

    assert (supplier.public_id in offered, kept - offered) == (False, {supplier.public_id})
    assert Post.objects.filter(public_id__in=offered, duty=Duty.MEMBER.value).count() == 0


@pytest.mark.parametrize("page", ["projects/new/", "visits/"])
def test_forms_show_them_in_groups(cast: Cast, page: str) -> None:
    assert '<optgroup label="村（社区）">' in text_of(
        browser_of(cast, "CLERK").get(f"/b/{cast.dongliu.public_id}/{page}")
    )

"""A post gets another title by the organisation department, with a reason; the old one stays to be read."""

import pytest

from fivestar.foundation.access import Actor
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.responsibility import actions
from fivestar.responsibility.models import Post
from tests.cast import NOW, Cast, without_second_factor
from tests.pages import browser_of, words_of

pytestmark = pytest.mark.django_db
OLD, NEW = "柳溪镇党建干事", "柳溪镇党建办干事"


def _post(cast: Cast) -> Post:
    return Post.objects.get(holdings__person=cast.persons["CLERK"])


def test_from_the_page_it_is_renamed_and_the_old_title_stays(cast: Cast) -> None:
    post = _post(cast)
    browser = browser_of(cast, "ORGANISE")

    browser.post(f"/posts/{post.public_id}/rename/", {"title": NEW, "because": "机构改革"})

    words = words_of(browser.get(f"/posts/{post.public_id}/"))
    post.refresh_from_db()
    assert post.title == NEW
    assert f"曾用名称 {OLD} 到 2023-09-15 · 机构改革" in words
    assert AuditEntry.objects.get(act="responsibility.rename_post").changes["title"] == [OLD, NEW]


@pytest.mark.parametrize(
    ("title", "because", "said"),
    [
        (" ", "机构改革", "名称要写"),
        ("干" * 61, "机构改革", "名称要写"),
        (OLD, "机构改革", "名称没有变"),
        (NEW, " ", "为什么"),
        (NEW, "电话 13812345678", "138"),
    ],
)
def test_no_title_the_same_or_no_reason_is_refused(cast: Cast, title: str, because: str, said: str) -> None:
    with pytest.raises(actions.UnableToRename) as refused:
        actions.rename_post(actor=cast.organiser, post=_post(cast), title=title, because=because, at=NOW)

    assert said in str(refused.value)
    assert _post(cast).title == OLD


def test_nobody_else_renames_a_post(cast: Cast) -> None:
    others: list[Actor] = [without_second_factor(cast.organiser), cast.clerk, cast.manager, cast.secretary]

    for actor in others:
        with pytest.raises((NotAllowed, NotSeen)):
            actions.rename_post(actor=actor, post=_post(cast), title=NEW, because="机构改革", at=NOW)

    assert _post(cast).title == OLD

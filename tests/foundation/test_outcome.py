"""Answers carry reasons that travel as ids and become words where they are shown."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import translation

from fivestar.foundation.outcome import N_, Allowed, Denied, NotAllowed, NotSeen, Refused


def test_yes_is_true_and_no_is_false() -> None:
    assert bool(Allowed()) is True
    assert bool(Denied(N_("请先登录"))) is False


def test_a_refusal_speaks_with_its_values() -> None:
    denied = Denied(N_("公示期还有 {days} 天"), days=3)

    assert (denied.reason, dict(denied.values)) == ("公示期还有 {days} 天", {"days": 3})
    with translation.override("zh-hans"):
        assert str(denied) == "公示期还有 3 天"
        assert str(Refused("公示期还有 {days} 天", days=3)) == "公示期还有 3 天"


def test_equal_refusals_are_equal() -> None:
    assert Denied("a {n}", n=1) == Denied("a {n}", n=1)
    assert Denied("a {n}", n=1) != Denied("a {n}", n=2)


def test_unseen_is_a_404_and_seen_is_a_403_with_reason_and_remedy() -> None:
    refused = NotAllowed(Denied("请先登录", remedy="account_login"))

    assert isinstance(NotSeen("没有找到"), Http404)
    assert isinstance(refused, PermissionDenied)
    assert (refused.message_id, refused.remedy) == ("请先登录", "account_login")

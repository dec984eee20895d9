"""A form sent twice is done once and leads both times to the same; refused, or written anew, it is another one."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from fivestar.fieldwork.models import Request
from fivestar.foundation.models import FormSent
from fivestar.foundation.once import forget_sent
from fivestar.projects.models import Project
from tests.cast import NOW, Cast
from tests.pages import browser_of, text_of
from tests.projects.test_pages import _of, _plan

pytestmark = pytest.mark.django_db
PAGE = "/d/990099/joint-meetings/"


def _number(browser: Client) -> str:
    found = re.search(r'name="sending" value="([0-9a-f-]{36})"', text_of(browser.get(PAGE)))
    assert found is not None
    return found.group(1)


def test_the_second_is_led_to_what_the_first_did(cast: Cast) -> None:
    browser = browser_of(cast, "MANAGE")
    form = {"text": "请定管网由谁接", "sending": _number(browser)}

    answers = [browser.post(f"{PAGE}ask/", form) for _ in range(2)]

    assert [(one.status_code, one.headers["Location"]) for one in answers] == [(302, PAGE)] * 2
    assert Request.objects.count() == 1


def test_what_is_written_anew_with_the_same_number_is_not_lost(cast: Cast) -> None:
    browser = browser_of(cast, "MANAGE")
    number = _number(browser)

    for text in ("请定管网由谁接", "请定秸秆由谁收"):
        browser.post(f"{PAGE}ask/", {"text": text, "sending": number})

    assert sorted(Request.objects.values_list("text", flat=True)) == ["请定秸秆由谁收", "请定管网由谁接"]


def test_a_refused_one_leaves_no_receipt(cast: Cast) -> None:
    browser = browser_of(cast, "MANAGE")

    answers = [browser.post(f"{PAGE}ask/", {"text": "", "sending": _number(browser)}).status_code for _ in range(2)]
    forbidden = browser_of(cast, "HELPER").post(f"{PAGE}ask/", {"text": "x", "sending": _number(browser)}).status_code

    assert (answers, forbidden, FormSent.objects.count()) == ([422, 422], 403, 0)


def test_receipts_are_kept_for_two_days(cast: Cast) -> None:
    for number, back in enumerate((1, 3)):
        FormSent.objects.create(digest=str(number), location=PAGE, at=NOW - timedelta(days=back))

    assert (forget_sent(NOW), list(FormSent.objects.values_list("digest", flat=True))) == (1, ["0"])


def test_a_project_sent_twice_is_there_once(cast: Cast) -> None:
    number = {"sending": "9b2f7d0e-6d0e-4f0c-9b7e-2c1d5a0e7a11"}
    browser = browser_of(cast, "OWN")

    places = [browser.post(f"{_of(cast)}new/", {**_plan(cast), **number}).headers["Location"] for _ in range(2)]

    assert (len(set(places)), Project.objects.count()) == (1, 1)

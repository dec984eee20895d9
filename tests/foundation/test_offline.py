"""What a device may keep: the shell alone, the same for everybody."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from fivestar.foundation.offline import ICON_SIZES, SHELL
from tests.cast import Cast
from tests.pages import browser_of, text_of

pytestmark = pytest.mark.django_db


def test_the_worker_keeps_styles_scripts_and_one_page_that_names_nobody(cast: Cast) -> None:
    worker = browser_of(cast, "OWN").get("/sw.js")

    found = re.search(r"^const SHELL = (.*);$", text_of(worker), re.MULTILINE)
    assert found is not None
    shell = json.loads(found[1])
    assert [address for address in shell if not address.startswith("/static/")] == ["/offline/"]
    assert (worker["content-type"], worker["cache-control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert [name for name in SHELL if finders.find(name) is None] == []


def test_the_page_without_signal_is_the_same_for_everybody(cast: Cast) -> None:
    pages = {text_of(browser_of(cast, who).get("/offline/")) for who in ("OWN", "CLERK", "")}

    assert (len(pages), cast.secretary.person_ref in pages.pop()) == (1, False)


def test_the_manifest_opens_what_is_to_be_done_today(cast: Cast) -> None:
    told = json.loads(text_of(browser_of(cast, "").get("/manifest.webmanifest")))

    assert (told["start_url"], told["scope"], told["display"]) == ("/today/", "/", "standalone")
    assert [icon["sizes"] for icon in told["icons"]] == ["any", *(f"{size}x{size}" for size in ICON_SIZES)]
    assert [size for size in ICON_SIZES if finders.find(f"foundation/icon-{size}.png") is None] == []


def test_every_page_offers_to_be_installed(client: Client) -> None:
    page = text_of(client.get("/"))

    assert (page.count('rel="manifest"'), page.count('rel="apple-touch-icon"')) == (1, 1)

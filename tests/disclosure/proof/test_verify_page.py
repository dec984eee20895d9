"""The page that checks a sheet: light, kept whole by its worker, and the only one that may compile WebAssembly."""

import gzip
import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from fivestar.disclosure.proof.words import FIELDS
from fivestar.foundation.publiclog.kinds import KINDS
from tests.cast import Cast
from tests.pages import browser_of, text_of, words_of

pytestmark = pytest.mark.django_db
MOST_BYTES = 100_000


def kept_by(client: Client) -> list[str]:
    found = re.search(r"^const KEPT = (.*);$", text_of(client.get("/verify/worker.js")), re.MULTILINE)
    assert found is not None
    kept = json.loads(found[1])
    assert isinstance(kept, list)
    return kept


def sent(address: str) -> int:
    """Bytes of a static file as they go over the line."""
    place = finders.find(address.removeprefix("/static/"))
    assert isinstance(place, str), address
    with open(place, "rb") as file:
        return len(gzip.compress(file.read()))


def test_the_first_page_is_light_and_the_decoder_comes_when_it_is_needed(cast: Cast) -> None:
    client = browser_of(cast, "")
    page = client.get("/verify/")

    decoder = [one for one in kept_by(client) if "zxing" in one or "decoding" in one]
    at_once = [one for one in kept_by(client) if one not in decoder]

    assert len(gzip.compress(page.content)) + sum(map(sent, at_once)) < MOST_BYTES
    assert sorted(decoder) == [
        "/static/disclosure/proof/decoding.js",
        "/static/vendor/zxing/reader.wasm",
        "/static/vendor/zxing/reader/index.js",
        "/static/vendor/zxing/share.js",
    ]


def test_the_worker_keeps_every_module_that_another_one_asks_for(cast: Cast) -> None:
    kept = kept_by(browser_of(cast, ""))

    asked = set()
    for address in (one for one in kept if one.endswith(".js") and "/vendor/" not in one):
        place = finders.find(address.removeprefix("/static/"))
        assert isinstance(place, str)
        with open(place, encoding="utf-8") as file:
            for path in re.findall(r"""(?:from|import\() ?"(\.[^"]+)\"""", file.read()):
                asked.add(resolved(address, path))
    assert asked - set(kept) == set()
    assert "/static/foundation/log.js" in asked


def resolved(address: str, path: str) -> str:
    parts = address.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def test_only_this_page_may_compile_webassembly_and_no_text_becomes_script(cast: Cast) -> None:
    client = browser_of(cast, "")

    policy, other = (client.get(path)["Content-Security-Policy"] for path in ("/verify/", "/"))

    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts is not None
    assert ("'wasm-unsafe-eval'" in scripts[1], "'unsafe-eval'" in scripts[1]) == (True, False)
    assert "wasm-unsafe-eval" not in other


def test_without_scripts_the_page_says_how_else_to_check(cast: Cast) -> None:
    said = words_of(browser_of(cast, "").get("/verify/"))

    assert "fivestar log verify" in said
    assert "由监督委员会成员具名说明" in said


def test_every_field_of_the_log_has_a_label(cast: Cast) -> None:
    assert {field for kind in KINDS for field in kind.fields} - set(FIELDS) - {"figures"} == set()


def test_units_are_named_and_what_is_invented_is_marked(cast: Cast) -> None:
    units = json.loads(text_of(browser_of(cast, "").get("/verify/units.json")))["units"]

    village = cast.dongliu.village
    assert units[village.code] == [f"{cast.liuxi.name} {village.name}", cast.district.is_fictitious]
    assert units[cast.liuxi.code][0] == cast.liuxi.name

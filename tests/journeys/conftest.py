"""One prepared database for all journeys; each has a server on a copy of its own, and a browser that listens."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.journeys.house import House, opened, prepared_once
from tests.journeys.person import PATIENCE_MS, Person

PHONE, LARGER_PHONE, DESK = (360, 740), (390, 844), (1440, 900)
CHROMIUM = ("chromium", "chromium-browser")
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all workers of this run. `make test` has begun it already, and says where."""
    of_this_run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        of_this_run = of_this_run.parent
    var = Path(os.environ.get("JOURNEYS_PREPARED", of_this_run / "prepared"))
    prepared_once(var)
    return var


@pytest.fixture
def house(prepared: Path, tmp_path: Path) -> Iterator[House]:
    with opened(prepared, tmp_path / "var") as running:
        yield running


@pytest.fixture(scope="session")
def browser_of_the_house() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert program, "Chromium is missing; tools/setup test installs it"
    with sync_playwright() as player:
        yield from _launched(player, program)


def _launched(player: Playwright, program: str) -> Iterator[Browser]:
    browser = player.chromium.launch(executable_path=program, args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def someone(house: House, browser_of_the_house: Browser) -> Iterator[Callable[..., Person]]:
    """Makes a person with a browser: `someone(width_and_height, locale="en")`. Complaints fail the journey."""
    people: list[Person] = []

    def make(size: tuple[int, int] = DESK, **more: Any) -> Person:
        viewport = {"width": size[0], "height": size[1]}
        context = browser_of_the_house.new_context(viewport=viewport, **{"locale": "zh-CN", **more})
        context.set_default_timeout(PATIENCE_MS)
        person = Person(house, context, context.new_page())
        person.watch()
        people.append(person)
        return person

    yield make
    for person in people:
        person.context.close()
    assert [complaint for person in people for complaint in person.complaints] == []


@pytest.fixture
def person(someone: Callable[..., Person]) -> Person:
    return someone()

"""Pages kept in memory are forgotten between two stories, whose rows are taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches

from fivestar.disclosure.keeping import CACHE
from fivestar.disclosure.news import news


def forget() -> None:
    caches[CACHE].clear()
    news.forget()


@pytest.fixture
def kept(settings: Any) -> Iterator[None]:
    """Pages are kept, as in the running product."""
    settings.KEEPS_PAGES = True
    forget()
    yield
    forget()

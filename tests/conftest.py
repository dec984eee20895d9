"""What every test stands on: one Hypothesis profile, and the registers filled as in the running product."""

import os
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.utils import translation
from hypothesis import HealthCheck, settings

import fivestar.config.wiring  # noqa: F401 -- the registers are filled, as in the running product
from fivestar.cli.catalogue import compile_catalogues
from tests.cast import cast
from tests.foundation.triggers import empty_audit

__all__ = ["cast"]

settings.register_profile(
    "derandomised", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("free", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "derandomised"))


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # once, before the parallel workers start
        compile_catalogues()


_COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """A story begins in the product's own language, whatever the one before it read in."""
    translation.activate(django_settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _audit_emptied_before_the_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """A story that really commits is followed by a flush, which the audit's triggers would refuse."""
    marker = request.node.get_closest_marker("django_db")
    commits = (marker is not None and marker.kwargs.get("transaction")) or _COMMITTING & set(request.fixturenames)
    if not commits:
        yield
        return
    request.getfixturevalue("transactional_db")  # set up before, so taken down after this one
    yield
    empty_audit()

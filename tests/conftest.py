"""What every test stands on: one Hypothesis profile, and the registers filled as in the running product."""

import os

import pytest
from hypothesis import HealthCheck, settings

import fivestar.config.wiring  # noqa: F401 -- the registers are filled, as in the running product
from fivestar.cli.catalogue import compile_catalogues
from tests.cast import cast

__all__ = ["cast"]

settings.register_profile(
    "derandomised", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("free", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "derandomised"))


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # once, before the parallel workers start
        compile_catalogues()

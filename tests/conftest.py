"""What every test stands on: one Hypothesis profile, and the registers filled as in the running product."""

import os

from hypothesis import HealthCheck, settings

import fivestar.config.wiring  # noqa: F401 -- the registers are filled, as in the running product

settings.register_profile(
    "derandomised", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("free", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "derandomised"))

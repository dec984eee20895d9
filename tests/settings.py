"""The product's settings in test mode."""

import os

os.environ["FIVESTAR_MODE"] = "test"

from fivestar.config.settings import *  # noqa: F403 -- the mode is read while these settings load

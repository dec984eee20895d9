"""The product's settings in test mode, with files of their own beside those of `make run`."""

import os
from pathlib import Path

os.environ["FIVESTAR_MODE"] = "test"
os.environ.setdefault("FIVESTAR_VAR", str(Path(__file__).resolve().parents[1] / "var" / "test"))

from fivestar.config.settings import *  # noqa: F403 -- the mode is read while these settings load

"""Brings a kept database up to this program and prints its answers, before and after they are reckoned anew."""

import json
import sys

from tests.upgrade import stand

stand.migrate()
kept = stand.answers()
stand.rescore()
sys.stdout.write(json.dumps({"kept": kept, "again": stand.answers(), "lost_files": stand.lost_files()}))

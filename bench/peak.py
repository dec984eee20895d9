"""Runs a command and prints its peak resident bytes, seconds and exit status: `python -m bench.peak FILE COMMAND…`.

A process of its own because Linux carries the memory of whoever starts a process over into its peak.
"""

import json
import os
import sys
from pathlib import Path
from subprocess import Popen
from time import perf_counter


def main(report: str, command: list[str]) -> None:
    start = perf_counter()
    child = Popen(command)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    measured = {"peak": usage.ru_maxrss * 1024, "seconds": perf_counter() - start, "status": child.returncode}
    Path(report).write_text(json.dumps(measured), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

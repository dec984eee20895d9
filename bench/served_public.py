"""`python -m bench.served_public`: one district served as `fivestar serve` does, asked at a fixed rate from outside.

454 villages evenly and the district's front at every tenth request; a fact of some village is confirmed for every
hundredth. Each page is drawn once before. `bench.public` calls it, on the database of the environment.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from typing import Any

from bench.load import HOST
from bench.places import CODE
from bench.served import BRANCHES, prepare
from bench.timing import calibration

from django.test import Client  # isort: skip -- bench.places has set Django up
from django.test.utils import override_settings

from fivestar.territory.models import Branch

RATE = 200.0
GENTLE = 15.0
"""Requests a second that two processors can draw anew every time."""
SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))
CHANGES = 0.01
"""Confirmed facts for each request."""
FRONT_EVERY = 10
GOAL = 60  # milliseconds, of 95 in 100 answers
WORKERS = 2
ALONE = 40
"""Answers whose processor time is averaged."""
FRONT = f"/d/{CODE}/open/"


def main() -> None:
    prepare(BRANCHES)
    villages = [f"/b/{key}/open/" for key in Branch.objects.order_by("pk").values_list("public_id", flat=True)]
    Random(1).shuffle(villages)
    addresses = [
        FRONT if number % FRONT_EVERY == 0 else villages[number % len(villages)] for number in range(len(villages) * 10)
    ]
    _alone(villages[0])
    for is_kept, rate in ((True, RATE), (False, RATE), (False, GENTLE)):
        with _served(is_kept) as server:
            _warm(server, [FRONT, *villages] * 10 if is_kept else [FRONT, *villages[:20]])
            _measure(server, rate, addresses, "kept in memory" if is_kept else "drawn every time")


def _alone(village: str) -> None:
    """Processor time of one answer in this process, through every middleware: on a busy machine only that compares."""
    client = Client(SERVER_NAME=HOST, headers={"X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"})
    for name, address in (("front", FRONT), ("village", village)):
        for is_kept in (True, False):
            with override_settings(KEEPS_PAGES=is_kept):
                client.get(address, secure=True)
                before = time.process_time()
                for _ in range(ALONE):
                    client.get(address, secure=True)
                took = (time.process_time() - before) / ALONE * 1000
            print(f"    {name}, {'kept' if is_kept else 'drawn'}: {took:.1f} ms of a processor", flush=True)


def _warm(server: "Server", addresses: Sequence[str]) -> None:
    """Four at a time. Which of the two processes answers is left to chance: after ten rounds both keep nearly all."""

    def ask(address: str) -> None:
        connection = HTTPConnection("127.0.0.1", server.port)
        connection.request("GET", address, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
        if connection.getresponse().status != HTTPStatus.OK:
            raise SystemExit(f"{address} is not served")
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(ask, addresses))


def _measure(server: "Server", rate: float, addresses: Sequence[str], name: str) -> None:
    changing = _start("bench.changing", 1 / (rate * CHANGES), SECONDS)
    before = server.processor()
    found = _load(server, rate, SECONDS, addresses)
    used = server.processor() - before
    changed, cost = changing.communicate()[0].split()
    took = float(found["seconds"])
    times = sorted(one for each in found["times"].values() for one in each)
    times += [float("inf")] * found["late"]
    print(f"    {name}, {rate:g} requests/s for {SECONDS:g} s ({calibration()})")
    print(f"      all pages: {_spread(times)}; wanted: p95 {GOAL} ms")
    print(f"      the front alone: {_spread(sorted(found['times'].get(FRONT, [])))}")
    print(
        f"      {found['asked']:,} asked, {found['late']:,} not answered {took - SECONDS:.0f} s after the last, "
        f"{found['wrong']} wrong; {found['bytes'] / max(1, len(times) - found['late']) / 1000:.1f} kB each; "
        f"{changed} facts confirmed meanwhile"
    )
    print(
        f"      of {os.cpu_count()} processors: server {used / took:.2f}, load tool {found['processor'] / took:.2f}, "
        f"whoever confirms {float(cost) / took:.2f}",
        flush=True,
    )


def _spread(times: Sequence[float]) -> str:
    if not times:
        return "none"
    return ", ".join(f"p{part} {_words(times[min(len(times) - 1, len(times) * part // 100)])}" for part in (50, 95, 99))


def _words(milliseconds: float) -> str:
    return "never" if milliseconds == float("inf") else f"{milliseconds:,.1f} ms"


class Server:
    """granian and its workers."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port = port
        self._process = process

    def processor(self) -> float:
        """Seconds of processor time so far, of all its processes."""
        return sum(_spent(pid) for pid in (self._process.pid, *_children(self._process.pid)))


@contextmanager
def _served(is_kept: bool) -> Iterator[Server]:  # noqa: FBT001 -- a yes/no of the setting
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        port = holder.getsockname()[1]
    web = ["granian", "--interface", "wsgi", "--no-ws", "--port", str(port), "--workers", str(WORKERS)]
    web += ["--blocking-threads", "4", "--log-level", "error", "fivestar.config.wsgi:application"]
    environment = {key: value for key, value in os.environ.items() if key not in ("FIVESTAR_SECRET", "FIVESTAR_MODE")}
    # A demonstration: production serves no district that lives at a date of its own.
    environment |= {"FIVESTAR_PAGE_CACHE": "1" if is_kept else "0", "FIVESTAR_BEHIND_PROXY": "1"}
    process = subprocess.Popen([sys.executable, "-m", *web], env=environment, start_new_session=True)
    try:
        _wait_for(port)
        yield Server(port, process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # asked politely it waits for idle connections
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(1200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def _load(server: Server, rate: float, seconds: float, addresses: Sequence[str]) -> dict[str, Any]:
    file = Path(os.environ["FIVESTAR_VAR"]) / "addresses"
    file.write_text("\n".join(addresses), encoding="utf-8")
    tool = _start("bench.load", server.port, rate, seconds, file)
    return dict(json.loads(tool.communicate()[0]))


def _start(module: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-m", module, *map(str, arguments)], stdout=subprocess.PIPE, text=True)


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def _spent(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()

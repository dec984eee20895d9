"""`python -m bench.load PORT RATE SECONDS FILE`: asks for the addresses in FILE, so many a second; never waits.

Open loop: a request is sent at its moment whether or not the ones before are answered, and its time is counted from
that moment, so that a server that stands still is not spared. Prints one line of JSON: milliseconds of every answer by
address, what was not answered in time, and the processor time this tool took itself.
"""

import asyncio
import json
import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

HOST = "bench.example.cn"
HEADERS = f"Host: {HOST}\r\nX-Forwarded-Proto: https\r\nAccept-Encoding: gzip\r\n"
CONNECTIONS = 400
"""At most; a request that finds none free waits, and its waiting counts."""
PATIENCE = 20.0
"""Seconds after the last request in which answers are still taken."""
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Load:
    def __init__(self, port: int) -> None:
        self._port = port
        self._free: list[Connection] = []
        self._room = asyncio.Semaphore(CONNECTIONS)
        self.times: dict[str, list[float]] = {}
        self.bytes = 0
        self.wrong = 0

    async def ask(self, address: str, due: float) -> None:
        async with self._room:
            head, length, connection = await self._asked(address)
            self.bytes += length
            self.wrong += not head.startswith("http/1.1 200")
            self._free.append(connection)
        self.times.setdefault(address, []).append((perf_counter() - due) * 1000)

    async def _asked(self, address: str) -> tuple[str, int, Connection]:
        """A server may close a connection that stood idle; then, as a browser does, it is asked again on a new one."""
        while self._free:
            connection = self._free.pop()
            try:
                return *await _answer(connection, address), connection
            except (asyncio.IncompleteReadError, ConnectionError):
                connection[1].close()
        connection = await asyncio.open_connection("127.0.0.1", self._port)
        return *await _answer(connection, address), connection


async def _answer(connection: Connection, address: str) -> tuple[str, int]:
    """Its head in small letters, and the length of its body in bytes."""
    reader, writer = connection
    writer.write(f"GET {address} HTTP/1.1\r\n{HEADERS}\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.split("content-length:")[1].split("\r\n")[0])
    await reader.readexactly(length)
    return head, length


async def run(port: int, rate: float, seconds: float, addresses: Sequence[str]) -> dict[str, object]:
    load, count = Load(port), int(rate * seconds)
    start, tasks = perf_counter() + 0.2, []
    for number in range(count):
        due = start + number / rate
        if (left := due - perf_counter()) > 0:
            await asyncio.sleep(left)
        tasks.append(asyncio.create_task(load.ask(addresses[number % len(addresses)], due)))
    _, late = await asyncio.wait(tasks, timeout=PATIENCE)
    took = perf_counter() - start
    lost = sum(task.exception() is not None for task in tasks if task not in late)
    for task in late:
        task.cancel()
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "asked": count,
        "late": len(late) + lost,
        "wrong": load.wrong,
        "bytes": load.bytes,
        "seconds": took,
        "processor": used.ru_utime + used.ru_stime,
        "times": load.times,
    }


if __name__ == "__main__":
    asked = Path(sys.argv[4]).read_text(encoding="utf-8").split()
    print(json.dumps(asyncio.run(run(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]), asked))))

"""The running product for one journey: the real web server on a copy of the prepared database."""

import fcntl
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parents[2]
FILE = "fivestar.sqlite3"
SERVER = [
    "granian",
    "--interface",
    "wsgi",
    "--no-ws",
    "--host",
    "127.0.0.1",
    "--workers",
    "1",
    "--blocking-threads",
    "4",
]
NOT_COMPARED = ("django_session", "sqlite_")
"""Who is sitting in front of the page is kept there; nothing that anybody stated, judged or decided."""


@dataclass(frozen=True, slots=True)
class House:
    """`address` without a slash at the end; `var` holds its own database."""

    address: str
    var: Path

    def ask(self, question: str, *values: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(f"file:{self.var / FILE}?mode=ro", uri=True)) as database:
            return database.execute(question, values).fetchall()

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table, but sessions."""
        tables = [str(name) for (name,) in self.ask("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: self.ask(f'SELECT * FROM "{table}" ORDER BY rowid')
            for table in tables
            if not table.startswith(NOT_COMPARED)
        }

    def command(self, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
        """`fivestar …` as typed in a terminal."""
        return subprocess.run(
            [sys.executable, "-m", "fivestar", *arguments],
            cwd=cwd,
            env=environment(self.var),
            capture_output=True,
            text=True,
            check=False,
        )


def environment(var: Path, **more: str) -> dict[str, str]:
    """A demonstration's, whatever the tests themselves run with."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FIVESTAR_", "DJANGO_"))}
    return kept | {"FIVESTAR_VAR": str(var), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | more


def prepared_once(var: Path) -> None:
    """Whoever comes first prepares; the others wait for the lock and find it ready."""
    var.mkdir(parents=True, exist_ok=True)
    ready = var / "ready"
    with (var / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            _prepare(var)
            ready.touch()


def _prepare(var: Path) -> None:
    """What `make run` does before it serves."""
    for arguments in (
        ("manage", "migrate", "--verbosity", "0"),
        ("manage", "collectstatic", "--noinput", "--verbosity", "0"),
        ("seed",),
    ):
        done = House("", var).command(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def opened(prepared: Path, var: Path) -> Iterator[House]:
    """A house of its own: what happens in it stays in it."""
    var.mkdir()
    shutil.copy(prepared / "secret", var)
    shutil.copy(prepared / "log-key.pem", var)
    shutil.copy(prepared / FILE, var)
    shutil.copytree(prepared / "evidence", var / "evidence")
    (var / "static").symlink_to(prepared / "static")
    with _port_of_its_own() as port:
        yield from _served(var, port)


def _served(var: Path, port: int) -> Iterator[House]:
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", *SERVER, "--port", str(port), "fivestar.config.wsgi:application"],
        cwd=ROOT,
        env=environment(var, FIVESTAR_ORIGIN=address),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said: list[str] = []
    assert server.stdout is not None
    # From this line on the worker takes connections; "Listening at" comes before it does.
    for line in server.stdout:
        said.append(line)
        if "Started worker-1" in line:
            break
    else:
        raise AssertionError("".join(said))
    reader = Thread(target=said.extend, args=(server.stdout,))
    reader.start()
    try:
        yield House(address, var)
    finally:
        # Not asked politely: it would wait for the browser's idle connections, and its database is thrown away.
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        reader.join()
        server.stdout.close()
    assert "Internal Server Error" not in "".join(said), "".join(said)


@contextmanager
def _port_of_its_own() -> Iterator[int]:
    """Held while the server listens on it: no house beside this one, and no browser, is given the same."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", 0))
        yield int(holder.getsockname()[1])


if __name__ == "__main__":
    prepared_once(Path(sys.argv[1]).resolve())

"""Web server and job worker end together, whoever ends first and however."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# A child says that it runs by writing into the pipe it holds open; the pipe's end is the end of every child.
_WAITS = "import os, signal; os.write({pipe}, b'x'); signal.pause()"
_IS_DEAF = "import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); os.write({pipe}, b'x'); signal.pause()"
_FAILS = "import os; os.write({pipe}, b'x'); os._exit(3)"
_SUPERVISES = """
import os, sys
from fivestar.cli import serve
serve.GRACE_SECONDS = 0.2
os.set_inheritable({pipe}, True)
commands = {{name: [sys.executable, "-c", code] for name, code in {programs!r}.items()}}
popen = serve.subprocess.Popen
serve.subprocess.Popen = lambda *args, **options: popen(*args, **options, pass_fds=[{pipe}])
sys.exit(serve.supervise(commands))
"""


class Supervisor:
    """A supervisor in a process of its own, over children given as programs."""

    def __init__(self, **programs: str) -> None:
        self.reading, writing = os.pipe()
        texts = {name: program.format(pipe=writing) for name, program in programs.items()}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _SUPERVISES.format(pipe=writing, programs=texts)],
            pass_fds=[writing],
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parents[2],
        )
        os.close(writing)
        self.children = len(programs)

    def await_children(self) -> None:
        for _child in range(self.children):
            assert os.read(self.reading, 1) == b"x"

    def await_their_end(self) -> None:
        while os.read(self.reading, 1):
            pass

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()
        os.close(self.reading)


@pytest.fixture
def started() -> Iterator[list[Supervisor]]:
    supervisors: list[Supervisor] = []
    yield supervisors
    for supervisor in supervisors:
        supervisor.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_it_ends_both_and_is_content(started: list[Supervisor], number: signal.Signals) -> None:
    supervisor = Supervisor(web=_WAITS, jobs=_WAITS)
    started.append(supervisor)
    supervisor.await_children()

    supervisor.process.send_signal(number)

    supervisor.await_their_end()
    assert supervisor.process.wait() == 0


def test_when_one_ends_so_does_the_other(started: list[Supervisor]) -> None:
    supervisor = Supervisor(web=_WAITS, jobs=_FAILS)
    started.append(supervisor)

    supervisor.await_their_end()

    assert supervisor.process.wait() == 1
    assert supervisor.process.stderr is not None
    assert supervisor.process.stderr.read() == "jobs ended (3); ending the rest\n"


def test_a_deaf_child_is_killed_after_its_grace(started: list[Supervisor]) -> None:
    supervisor = Supervisor(web=_IS_DEAF, jobs=_WAITS)
    started.append(supervisor)
    supervisor.await_children()

    supervisor.process.send_signal(signal.SIGTERM)

    supervisor.await_their_end()
    assert supervisor.process.wait() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_killed_outright_it_takes_both_along(started: list[Supervisor]) -> None:
    supervisor = Supervisor(web=_WAITS, jobs=_WAITS)
    started.append(supervisor)
    supervisor.await_children()

    supervisor.process.kill()

    supervisor.await_their_end()
    assert supervisor.process.wait() == -signal.SIGKILL

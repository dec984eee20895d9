"""`fivestar serve`: web server and job worker under one supervisor. They start together and end together."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from types import FrameType

import click

from fivestar.disclosure.voices.flood import SIZE

GRACE_SECONDS = 15.0
_PR_SET_PDEATHSIG = 1  # linux/prctl.h

Command = Sequence[str]


class _StopAsked(Exception):  # noqa: N818 -- a wish, not a fault
    """Somebody asked the supervisor to end."""


def _ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
    # A second signal while stopping changes nothing: the children are being ended already.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise _StopAsked


def _ending_with(parent: int) -> Callable[[], None] | None:
    """What a child does before it starts: ask Linux for SIGTERM when its supervisor is killed outright."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def prepare() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it was killed between fork and here
            os.kill(os.getpid(), signal.SIGTERM)

    return prepare


def supervise(commands: Mapping[str, Command], more: Mapping[str, str] | None = None) -> int:
    """Run the commands until one ends or SIGTERM/SIGINT comes; end all of them. 0 when asked to, 1 when one ended.

    more: variables the children have beside ours.
    """
    children: dict[str, subprocess.Popen[bytes]] = {}
    signal.signal(signal.SIGTERM, _ask_to_stop)
    signal.signal(signal.SIGINT, _ask_to_stop)
    try:
        for name, command in commands.items():
            # A session of its own: ctrl-C reaches the supervisor alone, and a whole group can be ended.
            children[name] = subprocess.Popen(  # noqa: S603 -- the commands below
                command,
                env={**os.environ, **(more or {})},
                start_new_session=True,
                preexec_fn=_ending_with(os.getpid()),  # noqa: PLW1509 -- no thread runs yet
            )
        ended, status = os.wait()
    except _StopAsked:
        return 0
    else:
        name = next((name for name, child in children.items() if child.pid == ended), str(ended))
        children[name].returncode = os.waitstatus_to_exitcode(status)
        click.echo(f"{name} ended ({children[name].returncode}); ending the rest", err=True)
        return 1
    finally:
        _end(children.values())


def _end(children: "Collection[subprocess.Popen[bytes]]") -> None:
    for child in children:
        _signal_group(child, signal.SIGTERM)
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(GRACE_SECONDS)
        _signal_group(child, signal.SIGKILL)  # also what a killed web server left of its workers
        child.wait()


def _signal_group(child: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def counting_memory() -> Mapping[str, str]:
    """Memory without a name, in which all web processes count floods together; none on a system that has no such."""
    if sys.platform != "linux":
        return {}
    memory = os.memfd_create("fivestar-flood-counts")
    os.ftruncate(memory, SIZE)
    return {"FIVESTAR_FLOOD_COUNTS": f"/proc/{os.getpid()}/fd/{memory}"}


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1))
def serve(host: str, port: int, workers: int) -> None:
    """网页服务和后台任务一起启动,一起结束。"""
    web = ["granian", "--interface", "wsgi", "--no-ws", "--host", host, "--port", str(port)]
    web += ["--workers", str(workers), "--blocking-threads", "4", "fivestar.config.wsgi:application"]
    sys.exit(
        supervise(
            {
                "web": [sys.executable, "-m", *web],
                "jobs": [sys.executable, "-m", "fivestar", "run-jobs"],
            },
            counting_memory(),
        )
    )

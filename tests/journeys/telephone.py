"""A telephone of one's own: its browser remembers from day to day, can be without signal, and can be killed."""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserType

from tests.journeys.house import House
from tests.journeys.person import PATIENCE_MS, Person

CHROMIUM = ("chromium", "chromium-browser")
SIZE = {"width": 390, "height": 844}
SAYS_WHERE = "DevTools listening on "
NO_SIGNAL = "ERR_INTERNET_DISCONNECTED"


@dataclass
class Holder(Person):
    """Who holds it. That there is no signal is no complaint."""

    def forgives(self) -> list[str]:
        return [one for one in self.complaints if NO_SIGNAL not in one]


@dataclass
class Telephone:
    """`memory` is what stays in it when its browser is closed or killed."""

    house: House
    player: BrowserType
    memory: Path
    holders: list[Holder] = field(default_factory=list)
    _program: subprocess.Popen[str] | None = None
    _browser: Browser | None = None

    def is_opened(self, *, signal_there: bool = True) -> Holder:
        program = next(filter(None, map(shutil.which, CHROMIUM)), None)
        assert program, "Chromium is missing; tools/setup test installs it"
        arguments = [
            program,
            "--headless=new",
            "--no-sandbox",
            "--no-first-run",
            "--disable-background-networking",
            "--lang=zh-CN",
            "--accept-lang=zh-CN",
            "--remote-debugging-port=0",
            f"--user-data-dir={self.memory}",
            "about:blank",
        ]
        # A session of its own, so that all its processes are killed together.
        self._program = subprocess.Popen(
            arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        assert self._program.stderr is not None
        line = next(line for line in self._program.stderr if line.startswith(SAYS_WHERE))
        self._browser = self.player.connect_over_cdp(line.removeprefix(SAYS_WHERE).strip())
        context = self._browser.contexts[0]
        context.set_default_timeout(PATIENCE_MS)
        context.set_offline(not signal_there)
        page = context.pages[0]
        page.set_viewport_size(SIZE)  # type: ignore[arg-type]
        holder = Holder(self.house, context, page)
        holder.watch()
        self.holders.append(holder)
        return holder

    def is_put_away(self) -> None:
        """Closed in good order: the browser writes down who is signed in."""
        assert self._browser is not None
        assert self._program is not None
        self._browser.new_browser_cdp_session().send("Browser.close")
        self._program.wait(timeout=30)
        self._forget()

    def is_killed(self) -> None:
        """From one moment to the next, as by an empty battery."""
        if self._program is None:
            return
        os.killpg(self._program.pid, signal.SIGKILL)
        self._program.wait()
        self._forget()

    def complaints(self) -> list[str]:
        return [complaint for holder in self.holders for complaint in holder.forgives()]

    def _forget(self) -> None:
        assert self._program is not None
        if self._program.stderr is not None:
            self._program.stderr.close()
        self._program = self._browser = None

"""Somebody in front of a browser. Whatever the browser complains about fails the journey."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

from tests.journeys.house import ROOT, House

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text
PATIENCE_MS = 60_000  # two journeys at once, and whatever else runs on two cores; nothing waits longer than it must
Size = tuple[int, int]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass  # no slots: playwright hangs its wrappers of the listeners here
class Person:
    """One browser with one page."""

    house: House
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Console errors, errors nobody caught and reports about the content security policy are complaints."""
        self.context.on("console", self._console)
        self.context.on("weberror", lambda error: self.complaints.append(f"uncaught: {error.error}"))
        self.context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text} {message.location['url']}")

    def was_refused(self, status: str = "422 (Unprocessable Entity)") -> None:
        """The page that is there is a refusal, which a browser calls an error; nothing else is taken back."""
        said = f"console: Failed to load resource: the server responded with a status of {status} {self.page.url}"
        self.complaints.remove(said)

    def _request(self, request: Request) -> None:
        if request.url.endswith("/csp-report/"):
            self.complaints.append(f"csp: {request.post_data}")

    def opens(self, path: str) -> int:
        """The status of the page that comes."""
        answer = self.page.goto(self.house.address + path)
        assert answer is not None
        return answer.status

    def enters_as(self, role: str) -> None:
        """One tap on the front page."""
        self.opens("/")
        with self.page.expect_navigation(url=self.house.address + "/"):  # it stands on / before, too
            self.page.locator(f'form[action="/demo/enter/{role}/"] button').click()

    def sees(self, heading: str) -> None:
        """The page with this heading is there, accessible and no wider than the screen."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        assert self.barriers() == []
        assert self.is_as_wide_as_the_screen(), self.page.url

    def sees_it_grow(self, phone: Size, larger_phone: Size, desk: Size) -> None:
        """The page that is there fits each screen in turn; left on the last.

        Both phones meet the same media queries, so what axe finds on one it finds on the other.
        """
        for size in (phone, larger_phone, desk):
            self.takes(size)
            assert self.is_as_wide_as_the_screen(), (self.page.url, size)
            if size != larger_phone:
                assert self.barriers() == []

    def takes(self, size: Size) -> None:
        """The screen has this width and height from now on."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def is_as_wide_as_the_screen(self) -> bool:
        """Nothing to be scrolled sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    def barriers(self) -> list[str]:
        """What axe finds on the page as it stands, in its own words."""
        self.page.evaluate(AXE(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{self.page.url}: {violation['id']}: {node['html'][:200]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def downloads(self, name: str, to: Path) -> Path:
        """Follows the link with this name, keeps the file."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name=name).first.click()
        file = to / coming.value.suggested_filename
        coming.value.save_as(file)
        return file

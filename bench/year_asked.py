"""Every page of the rooms of duties, each asked for by whom it is for: median server time, queries, size."""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from urllib.parse import urlencode

from bench.places import AT
from bench.rulebooks import AS_AT
from bench.year_field import tours
from bench.year_people import District

from allauth.account.internal.flows.login import record_authentication  # isort: skip -- after Django is set up
from django.db import connection  # isort: skip -- beside the others
from django.test import Client, RequestFactory  # isort: skip -- beside the others
from django.test.utils import CaptureQueriesContext  # isort: skip -- beside the others
from fivestar.fieldwork.models import Decision, JointMeeting, Tour, Visit  # isort: skip -- needs Django
from fivestar.foundation.access import SYSTEM, Duty  # isort: skip -- beside the others
from fivestar.notices.models import Notice  # isort: skip -- needs Django
from fivestar.projects.models import Project  # isort: skip -- needs Django
from fivestar.responsibility import actions as responsibility  # isort: skip -- needs Django
from fivestar.responsibility.models import Account, Dispatch, Handover, Post  # isort: skip -- needs Django
from fivestar.shortfalls.models import Screening, Shortfall  # isort: skip -- needs Django
from fivestar.territory.models import Branch  # isort: skip -- beside the others

HOST = "bench.example.cn"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LIMIT = 250.0  # milliseconds
ASKED, OF_FILES = 7, 2
ANYBODY = ""


@dataclass(frozen=True, slots=True)
class Page:
    """who: a duty, "" for the public. A file (workbook, print) is measured, but held to no limit."""

    who: str
    name: str
    address: str
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds."""

    median: float
    least: float


def _run(ask: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the clock, and of the processor in this process (a database server's come on top)."""
    gc.collect()
    begun, processor = perf_counter(), process_time()
    ask()
    return (perf_counter() - begun) * 1000, (process_time() - processor) * 1000


class Asking:
    """Asks about one branch in the middle of the district, and about the whole of it."""

    def __init__(self, district: District) -> None:
        self._district = district
        region = district.region
        served = Project.objects.filter(branch__district=region, state="building").order_by("pk")
        self._branch = Branch.objects.select_related("village", "township").get(pk=served[len(served) // 2].branch_id)
        self._browsers: dict[str, Client] = {ANYBODY: Client(SERVER_NAME=HOST)}

    def ask(self) -> None:
        """Prints each page; ends with those above the limit."""
        handover = self._moved()
        pages = [*self._lists(), *self._records(handover), *self._today(), *self._files()]
        took = {page: self._page(page) for page in pages}
        slow = {page: times for page, times in took.items() if times.median >= LIMIT and not page.is_file}
        print(f"    {len(pages)} pages, above {LIMIT:.0f} ms: {len(slow)}", flush=True)
        for page, times in slow.items():
            print(f"      {page.who or '-'} {page.name}: {times.median:.0f} ms (least {times.least:.0f})", flush=True)

    def _page(self, page: Page) -> Took:
        client = self._browser(page.who)

        def ask() -> int:
            answer = client.get(page.address, secure=True)
            if answer.status_code != 200:
                raise SystemExit(f"{page.who} {page.address}: {answer.status_code}")
            return len(answer.content)

        ask()
        runs = [_run(ask) for _ in range(OF_FILES if page.is_file else ASKED)]
        times, processor = [one for one, _ in runs], median(one for _, one in runs)
        with CaptureQueriesContext(connection) as captured:
            size = ask()
        print(
            f"    {page.who or '-':10}{page.name:34}{median(times):6.0f} ms (least {min(times):.0f},"
            f" processor {processor:.0f}) {len(captured):3} queries {size / 1000:6.0f} kB",
            flush=True,
        )
        return Took(median(times), min(times))

    def _browser(self, who: str) -> Client:
        """Signed in as whoever has that duty nearest to the branch, with a second factor shown."""
        if who not in self._browsers:
            person = self._district.people[self._post(Duty(who)).pk]
            person.refresh_from_db()
            if person.account is None:
                person.account = Account.objects.create_user(f"bench-{who.lower()}")
                person.save(update_fields=["account"])
            client = Client(SERVER_NAME=HOST)
            client.force_login(person.account, backend=BACKEND)
            request = RequestFactory().get("/")
            request.session = client.session
            record_authentication(request, person.account, "mfa", type="totp")
            request.session.save()
            self._browsers[who] = client
        return self._browsers[who]

    def _post(self, duty: Duty) -> Post:
        if there := self._district.of(duty, self._branch):
            return there[0]
        return next(posts[0] for (of, _), posts in self._district.posts.items() if of is duty)

    def _moved(self) -> Handover:
        """Somebody really moves: a township's secretary, with everything open in his post."""
        region, day = self._district.region, AS_AT
        post = next(
            posts[0]
            for (duty, path), posts in self._district.posts.items()
            if duty is Duty.MANAGE and path != self._branch.township.path
        )
        there = Post.objects.select_related("region", "district").get(pk=post.pk)
        assert there.region is not None
        follows = responsibility.create_person(actor=SYSTEM, unit=there.region, name="测继任", at=AT)
        return responsibility.move_person(
            actor=SYSTEM,
            person=self._district.people[post.pk],
            district=region,
            move=responsibility.Move({there: follows}, day, {}, []),
            at=AT,
        )

    def _lists(self) -> Iterator[Page]:
        code, township = self._district.region.code, self._branch.township.code
        shortfalls, branch = f"/d/{code}/shortfalls/", f"/b/{self._branch.public_id}"
        row = Shortfall.objects.filter(branch=self._branch).first()
        assert row is not None
        narrowed: dict[str, tuple[Duty, dict[str, str]]] = {
            "of a township": (Duty.MANAGE, {"township": township}),
            "of a star": (Duty.ORGANISE, {"star": row.star}),
            "of a department": (Duty.ORGANISE, {"department": row.department}),
            "of a task force": (Duty.TASKFORCE, {"taskforce": self._post(Duty.TASKFORCE).public_id}),
            "of a leader": (Duty.LEAD, {"holder": self._post(Duty.LEAD).public_id}),
            "of a helping department": (Duty.SUPPORT, {"holder": self._post(Duty.SUPPORT).public_id}),
            "overdue": (Duty.ORGANISE, {"state": "overdue"}),
            "to strike off": (Duty.CLERK, {"state": "reached"}),
            "fallen back": (Duty.ORGANISE, {"state": "fallen_back"}),
        }
        for duty in (Duty.ORGANISE, Duty.MANAGE, Duty.CLERK, Duty.GUIDE, Duty.SUPPLY, Duty.OWN):
            yield Page(duty, "shortfalls", shortfalls)
        yield Page(Duty.ORGANISE, "shortfalls, last page", f"{shortfalls}?page=last")
        for words, (duty, asked) in narrowed.items():
            yield Page(duty, f"shortfalls {words}", f"{shortfalls}?{urlencode(asked)}")
        yield Page(Duty.ORGANISE, "screenings", f"{shortfalls}screenings/")
        for duty in (Duty.ORGANISE, Duty.MANAGE):
            yield Page(duty, "projects", f"/d/{code}/projects/")
        yield Page(Duty.ORGANISE, "projects blocked", f"/d/{code}/projects/?state=blocked")
        yield Page(ANYBODY, "projects", f"/d/{code}/projects/")
        for duty in (Duty.ORGANISE, Duty.CLERK, ANYBODY):
            yield Page(duty, "notices up today", f"/d/{code}/notices/")
        for who in (ANYBODY, Duty.ORGANISE.value):
            yield Page(who, "matrix of duties", f"/d/{code}/duties/")
            yield Page(who, "duties in a township", f"/d/{code}/duties/{township}/")
            yield Page(who, "bodies", f"/d/{code}/bodies/")
            yield Page(who, "targets against the plan", f"/d/{code}/targets/")
        for duty in (Duty.ORGANISE, Duty.CLERK):
            yield Page(duty, "posts", f"/d/{code}/posts/")
        yield Page(Duty.ORGANISE, "posts that are empty", f"/d/{code}/posts/?vacant=1")
        yield Page(Duty.ORGANISE, "posts searched", f"/d/{code}/posts/?{urlencode({'q': '测试'})}")
        yield Page(Duty.ORGANISE, "pairing", f"/d/{code}/duties/pairing/")
        yield Page(Duty.ORGANISE, "handovers", f"/d/{code}/handovers/")
        for category in ("rural", "urban"):
            yield Page(ANYBODY, f"plan, {category}", f"/d/{code}/plan/?category={category}")
        yield Page(Duty.ORGANISE, "plan", f"/d/{code}/plan/")
        yield Page(Duty.MANAGE, "targets of a township", f"/d/{code}/targets/?township={township}")
        yield Page(ANYBODY, "rules", f"/d/{code}/rules/")
        yield Page(Duty.ORGANISE, "joint meetings", f"/d/{code}/joint-meetings/")
        for duty in (Duty.ORGANISE, Duty.MANAGE, Duty.OWN):
            yield Page(duty, "visits", f"/d/{code}/visits/")
        yield Page(Duty.ORGANISE, "tours", f"/d/{code}/tours/")
        for name in ("shortfalls", "projects", "visits", "notices", "duties", "target"):
            yield Page(Duty.OWN, f"{name} of a branch", f"{branch}/{name}/")
        yield Page(Duty.CLERK, "shortfalls of a branch", f"{branch}/shortfalls/")
        yield Page(ANYBODY, "notices of a branch", f"{branch}/notices/")
        yield Page(ANYBODY, "chain of a branch", f"{branch}/duties/")

    def _records(self, handover: Handover) -> Iterator[Page]:
        region, key = self._district.region, self._branch.public_id
        code = region.code
        row = Shortfall.objects.filter(branch=self._branch, is_open=True).order_by("-owner")[0]
        for duty in (Duty.OWN, Duty.CLERK):
            yield Page(duty, "shortfall", f"/b/{key}/shortfalls/{row.public_id}/")
        for screening in Screening.objects.filter(district=region):
            levels = " ".join(map(str, screening.levels))
            address = f"/d/{code}/shortfalls/screenings/{screening.public_id}/"
            for duty in (Duty.ORGANISE, Duty.MANAGE):
                yield Page(duty, f"screening of {levels}", address)
        project = Project.objects.filter(branch=self._branch, state="building")[0]
        for who in (Duty.OWN.value, ANYBODY):
            yield Page(who, "project with its Gantt", f"/b/{key}/projects/{project.public_id}/")
        yield Page(Duty.OWN, "plan of a project", f"/b/{key}/projects/{project.public_id}/plan/")
        yield Page(Duty.OWN, "a new project", f"/b/{key}/projects/new/")
        notice = Notice.objects.filter(branch=self._branch)[0]
        yield Page(ANYBODY, "notice", f"/notices/{notice.public_id}/")
        for words, duty in (("task force", Duty.TASKFORCE), ("work group", Duty.WORKGROUP)):
            body = self._post(duty).department
            assert body is not None
            for reader in (ANYBODY, duty.value, Duty.ORGANISE.value):
                yield Page(reader, f"page of a {words}", f"/bodies/{body.public_id}/")
        dispatch = Dispatch.objects.filter(branch__district=region)[0]
        yield Page(Duty.ORGANISE, "dispatch", f"/dispatches/{dispatch.public_id}/")
        for duty in (Duty.MANAGE, Duty.TASKFORCE, Duty.OWN):
            yield Page(Duty.ORGANISE, f"post: {duty.value}", f"/posts/{self._post(duty).public_id}/")
            person = self._district.people[self._post(duty).pk]
            yield Page(Duty.ORGANISE, f"somebody moves: {duty.value}", f"/people/{person.public_id}/move/")
        yield Page(Duty.ORGANISE, "handover", f"/handovers/{handover.public_id}/")
        waiting = JointMeeting.objects.get(district=region, held_on=None)
        held = JointMeeting.objects.filter(district=region).exclude(held_on=None)[0]
        for words, meeting in (("pack of the next", waiting), ("pack of the last", held)):
            for duty in (Duty.ORGANISE, Duty.MANAGE):
                yield Page(duty, f"{words} joint meeting", f"/d/{code}/joint-meetings/{meeting.public_id}/")
        decision = Decision.objects.filter(meeting__district=region)[0]
        yield Page(Duty.ORGANISE, "decision", f"/d/{code}/decisions/{decision.public_id}/")
        visit = Visit.objects.filter(branch=self._branch)[0]
        yield Page(Duty.CLERK, "visit", f"/b/{key}/visits/{visit.public_id}/")
        yield from self._tours()

    def _tours(self) -> Iterator[Page]:
        closed, is_open = tours(self._district)
        there: list[tuple[str, Tour]] = [("tour, closed", closed), ("tour, scored now", is_open)]
        for words, tour in there:
            yield Page(Duty.ORGANISE, words, f"/d/{self._district.region.code}/tours/{tour.public_id}/")
        sheet = f"/d/{self._district.region.code}/tours/{is_open.public_id}/score/"
        yield Page(Duty.TASKFORCE, "sheet of a judge", sheet)

    def _today(self) -> Iterator[Page]:
        for duty in Duty:
            yield Page(duty, "today", "/today/")

    def _files(self) -> Iterator[Page]:
        code, branch = self._district.region.code, f"/b/{self._branch.public_id}"
        screening = Screening.objects.filter(district=self._district.region)[0]
        yield Page(Duty.ORGANISE, "all shortfalls, xlsx", f"/d/{code}/shortfalls/list.xlsx", is_file=True)
        yield Page(Duty.ORGANISE, "shortfalls, print", f"/d/{code}/shortfalls/list.pdf", is_file=True)
        yield Page(Duty.OWN, "shortfalls of a branch, xlsx", f"{branch}/shortfalls/list.xlsx", is_file=True)
        yield Page(Duty.OWN, "shortfalls of a branch, print", f"{branch}/shortfalls/list.pdf", is_file=True)
        listed = f"/d/{code}/shortfalls/screenings/{screening.public_id}/list.xlsx"
        yield Page(Duty.ORGANISE, "screening, xlsx", listed, is_file=True)
        yield Page(ANYBODY, "plan, xlsx", f"/d/{code}/plan/rural.xlsx", is_file=True)
        yield Page(ANYBODY, "plan, print", f"/d/{code}/plan/rural.pdf", is_file=True)

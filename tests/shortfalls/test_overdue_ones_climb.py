"""What is overdue, of every kind, climbs the chain as one line each reader, and reaches a unit's group once a day."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pytest_django import Settings

from fivestar.foundation.clock import morning_of
from fivestar.responsibility.actions import note_finding
from fivestar.responsibility.models import GroupFinding
from fivestar.shortfalls.climbing import climb_on, climbed_to
from fivestar.shortfalls.digests import send_digests
from fivestar.shortfalls.models import DigestSent, Shortfall
from fivestar.shortfalls.today import late_ones
from tests.cast import NOW, SINCE, TODAY, Cast
from tests.factories import small_standards
from tests.responsibility.stories import sent, work_group
from tests.shortfalls.stories import lack_income, of, post_of, taken_up

pytestmark = [
    pytest.mark.django_db,
    # Looked for by apprise; what Python has from 3.13 on no longer has it.
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
]

LATE = "/overdue/"
NIGHT = morning_of(TODAY) + timedelta(hours=12)


@pytest.fixture(autouse=True)
def _standards(cast: Cast) -> None:
    small_standards(cast)


class Group:
    """A group's own address: keeps what it is told; `status` is what it answers."""

    def __init__(self) -> None:
        self.told: list[dict[str, str]] = []
        self.status = 200
        group = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                group.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(group.status)
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Answer)
        self.address = f"json://127.0.0.1:{self.server.server_port}/"


@pytest.fixture
def group() -> Iterator[Group]:
    group = Group()
    thread = threading.Thread(target=group.server.serve_forever, daemon=True)
    thread.start()
    yield group
    group.server.shutdown()
    group.server.server_close()


def late(cast: Cast, days: int) -> Shortfall:
    shortfall = taken_up(cast, lack_income(cast))
    Shortfall.objects.filter(pk=shortfall.pk).update(due_on=TODAY - timedelta(days=days))
    return shortfall


def test_the_steps_have_a_date_and_a_source() -> None:
    climb = climb_on(TODAY)

    assert (climb.from_day, climb.source, climb.after["MANAGE"], climb.after["ORGANISE"]) == (SINCE, "拟定", 1, 14)


@pytest.mark.parametrize(
    ("days", "shown_to"),
    [
        (0, set()),
        (1, {"MANAGE", "CLERK"}),
        (7, {"MANAGE", "CLERK", "LEAD", "GUIDE"}),
        (14, {"MANAGE", "CLERK", "LEAD", "GUIDE", "ORGANISE"}),
    ],
)
def test_the_later_it_is_the_higher_it_climbs(cast: Cast, days: int, shown_to: set[str]) -> None:
    late(cast, days)

    assert {who for who, actor in cast.everybody.items() if climbed_to(actor, NOW)} == shown_to


def test_whoever_owns_it_has_it_among_his_own_and_it_never_climbs_down(cast: Cast) -> None:
    shortfall = taken_up(cast, lack_income(cast), owner=post_of(cast, "MANAGE"))
    Shortfall.objects.filter(pk=shortfall.pk).update(due_on=TODAY - timedelta(days=30))

    assert [bool(climbed_to(actor, NOW)) for actor in (cast.manager, cast.clerk, cast.leader)] == [False, False, True]


def test_it_is_one_line_however_many(cast: Cast) -> None:
    late(cast, 3)
    for criterion in ("T1", "T4"):
        taken_up(cast, of(cast.dongliu, criterion))
        Shortfall.objects.filter(branch=cast.dongliu, criterion=criterion).update(due_on=TODAY - timedelta(days=2))

    assert [(item.title, item.why, item.url, item.due_on) for item in late_ones(cast.manager, NOW)] == [
        ("下面有 3 件事过了时限还没办完", "短板整改 3", LATE, TODAY - timedelta(days=3))
    ]


def test_a_units_group_is_told_once_a_day(cast: Cast, group: Group, settings: Settings) -> None:
    settings.DIGESTS = {"990099001": (group.address,), "990099002": (group.address,), "1": (group.address,)}
    late(cast, 3)

    assert [send_digests(NOW), send_digests(NOW), send_digests(NOW + timedelta(days=1))] == [1, 0, 1]

    assert [(one["title"], one["message"]) for one in group.told] == [
        (
            "【演示数据】柳溪：逾期 1 项",
            f"东柳村委会 整改：测试任务T3，逾期 3 天\n{settings.ORIGIN}{LATE}",
        )
    ] * 2
    assert DigestSent.objects.count() == 2


def test_all_open_work_is_told_and_nothing_that_people_wrote_themselves(
    cast: Cast, group: Group, settings: Settings
) -> None:
    settings.DIGESTS = {"990099001": (group.address,)}
    late(cast, 3)
    dispatch = sent(cast, work_group(cast))
    note_finding(actor=cast.organiser, dispatch=dispatch, text="柳青家的账没有公开", due_on=TODAY, at=NOW)
    GroupFinding.objects.update(due_on=TODAY - timedelta(days=5))

    send_digests(NOW)

    (told,) = group.told
    assert (told["title"], told["message"].splitlines()[:2]) == (
        "【演示数据】柳溪：逾期 2 项",
        ["东柳村委会 工作组发现的问题，逾期 5 天", "东柳村委会 整改：测试任务T3，逾期 3 天"],
    )


def test_what_has_not_climbed_to_the_district_is_not_told_there(cast: Cast, group: Group, settings: Settings) -> None:
    settings.DIGESTS = {"990099": (group.address,)}
    late(cast, 13)

    assert (send_digests(NOW), group.told) == (0, [])


def test_a_departments_group_is_told_what_is_late_in_its_own_posts(
    cast: Cast, group: Group, settings: Settings
) -> None:
    settings.DIGESTS = {f"990099/{name}": (group.address,) for name in ("区农业农村局", "区委组织部", "区教育局")}
    shortfall = taken_up(cast, lack_income(cast), owner=post_of(cast, "SUPPLY"))
    Shortfall.objects.filter(pk=shortfall.pk).update(due_on=TODAY - timedelta(days=1))

    assert [send_digests(NOW), send_digests(NOW)] == [1, 0]

    assert [(one["title"], one["message"]) for one in group.told] == [
        (
            "【演示数据】区农业农村局：逾期 1 项",
            f"东柳村委会 整改：测试任务T3，逾期 1 天\n{settings.ORIGIN}{LATE}",
        )
    ]
    assert [str(sent.department) for sent in DigestSent.objects.all()] == ["区农业农村局"]


def test_nobody_is_told_at_night(cast: Cast, group: Group, settings: Settings) -> None:
    settings.DIGESTS = {"990099001": (group.address,)}
    late(cast, 3)

    assert (send_digests(NIGHT), group.told, DigestSent.objects.count()) == (0, [], 0)


def test_where_the_group_cannot_be_reached_it_is_tried_again(cast: Cast, group: Group, settings: Settings) -> None:
    settings.DIGESTS = {"990099001": (group.address,)}
    late(cast, 3)
    group.status = 500

    assert (send_digests(NOW), DigestSent.objects.count()) == (0, 0)
    group.status = 200
    assert (send_digests(NOW), DigestSent.objects.count()) == (1, 1)


def test_without_settings_nothing_is_sent(cast: Cast, settings: Settings) -> None:
    late(cast, 30)

    assert settings.DIGESTS == {}
    assert (send_digests(NOW), DigestSent.objects.count()) == (0, 0)

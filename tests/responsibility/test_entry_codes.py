"""A code opens one device, once, for a quarter of an hour."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from fivestar.foundation import clock
from fivestar.foundation.audit.models import AuditEntry
from fivestar.foundation.outcome import NotAllowed, NotSeen
from fivestar.responsibility import actions, queries, secrets
from fivestar.responsibility.actions import IssuedCode
from fivestar.responsibility.models import DeviceKey, EntryCode, FailedEntry, Holding, Post
from tests.cast import NOW as DISTRICT_NOW
from tests.cast import Cast

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
HERE = "origin"


@pytest.fixture(autouse=True)
def machine_time() -> Iterator[None]:
    with clock.held_at(NOW):
        yield


def post_of(cast: Cast, who: str) -> Post:
    return Holding.objects.get(person=cast.persons[who]).post


def issue(cast: Cast, at: datetime = NOW) -> IssuedCode:
    return actions.issue_entry_code(actor=cast.clerk, post=post_of(cast, "OWN"), at=at, label="小米手机")


def test_a_code_signs_a_device_in_as_whoever_holds_the_post(cast: Cast) -> None:
    issued = issue(cast)

    entered = actions.enter_with_code(text=issued.spelt_out.lower(), origin=HERE, at=NOW)

    device = queries.device_by_key(entered.key, NOW)
    assert device == entered.device
    assert (device.account, device.label, device.issued_on) == (cast.account("OWN"), "小米手机", date(2026, 3, 1))
    assert device.expires_at == NOW + timedelta(days=180)
    assert queries.actor_for(device.account, has_second_factor=True) == cast.secretary
    assert [entry.act for entry in AuditEntry.objects.order_by("id")] == [
        "responsibility.issue_entry_code",
        "responsibility.enter_with_code",
    ]


def test_neither_code_nor_key_is_kept_in_the_clear(cast: Cast) -> None:
    issued = issue(cast)
    entered = actions.enter_with_code(text=issued.code, origin=HERE, at=NOW)

    kept = str([*EntryCode.objects.values(), *DeviceKey.objects.values(), *AuditEntry.objects.values()])

    assert issued.code not in kept
    assert entered.key not in kept


def test_a_code_is_refused_the_second_time(cast: Cast) -> None:
    issued = issue(cast)
    actions.enter_with_code(text=issued.code, origin=HERE, at=NOW)

    with pytest.raises(actions.UnableToEnter, match="不对、已用过或已过期"):
        actions.enter_with_code(text=issued.code, origin=HERE, at=NOW)

    assert DeviceKey.objects.count() == 1


@pytest.mark.parametrize(("minutes", "opens"), [(14, True), (15, False), (16, False)])
def test_a_code_lives_for_a_quarter_of_an_hour(cast: Cast, minutes: int, opens: bool) -> None:
    issued = issue(cast)
    later = NOW + timedelta(minutes=minutes)

    if opens:
        actions.enter_with_code(text=issued.code, origin=HERE, at=later)
    else:
        with pytest.raises(actions.UnableToEnter):
            actions.enter_with_code(text=issued.code, origin=HERE, at=later)

    assert DeviceKey.objects.count() == int(opens)


def test_a_new_code_stops_the_one_before(cast: Cast) -> None:
    first = issue(cast)
    second = issue(cast)

    with pytest.raises(actions.UnableToEnter):
        actions.enter_with_code(text=first.code, origin=HERE, at=NOW)
    actions.enter_with_code(text=second.code, origin=HERE, at=NOW)

    assert DeviceKey.objects.count() == 1


def test_a_code_taken_back_opens_nothing(cast: Cast) -> None:
    issued = issue(cast)

    revoked = actions.revoke_entry_codes(actor=cast.clerk, post=post_of(cast, "OWN"), at=NOW)

    assert revoked == 1
    with pytest.raises(actions.UnableToEnter):
        actions.enter_with_code(text=issued.code, origin=HERE, at=NOW)
    assert DeviceKey.objects.count() == 0


@pytest.mark.parametrize("who", ["next_clerk", "outsider", "OWN", "TASKFORCE", "SUPPLY"])
def test_who_may_not_even_see_the_post_finds_nothing(cast: Cast, who: str) -> None:
    with pytest.raises(NotSeen):
        actions.issue_entry_code(actor=cast.actors[who], post=post_of(cast, "OWN"), at=NOW)

    assert EntryCode.objects.count() == 0


@pytest.mark.parametrize("who", ["ORGANISE", "MANAGE", "LEAD"])
def test_who_sees_the_post_but_is_not_its_clerk_is_told_so(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed, match="岗位不含"):
        actions.issue_entry_code(actor=cast.actors[who], post=post_of(cast, "OWN"), at=NOW)

    assert EntryCode.objects.count() == 0


def test_codes_are_for_secretaries_and_helpers_only(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="只发给村"):
        actions.issue_entry_code(actor=cast.clerk, post=post_of(cast, "MANAGE"), at=NOW)

    assert EntryCode.objects.count() == 0


def test_a_vacant_post_gets_no_code(cast: Cast) -> None:
    post = post_of(cast, "OWN")
    actions.end_holding(actor=cast.organiser, holding=post.holdings.get(), to_day=date(2023, 9, 14), at=DISTRICT_NOW)

    with pytest.raises(actions.UnableToIssueCode, match="现在没有人"):
        actions.issue_entry_code(actor=cast.clerk, post=post, at=NOW)

    assert EntryCode.objects.count() == 0


def test_a_clerk_hands_out_sixty_codes_an_hour_and_no_more(cast: Cast) -> None:
    for _ in range(60):
        issue(cast)

    with pytest.raises(actions.UnableToIssueCode, match="一小时内"):
        issue(cast)
    assert EntryCode.objects.filter(revoked_at__isnull=True).count() == 1  # the sixtieth still stands

    issue(cast, at=NOW + timedelta(hours=1))
    assert EntryCode.objects.count() == 61


def test_ten_wrong_tries_stop_guessing_for_a_while_even_with_the_right_code(cast: Cast) -> None:
    issued = issue(cast)
    for _ in range(10):
        with pytest.raises(actions.UnableToEnter):
            actions.enter_with_code(text="2222-2222", origin=HERE, at=NOW)

    with pytest.raises(actions.TooManyTries, match="15 分钟后再试"):
        actions.enter_with_code(text=issued.code, origin=HERE, at=NOW)
    assert (DeviceKey.objects.count(), FailedEntry.objects.count()) == (0, 10)

    actions.enter_with_code(text=issued.code, origin="elsewhere", at=NOW)
    assert DeviceKey.objects.count() == 1


def test_guessing_may_go_on_after_a_quarter_of_an_hour(cast: Cast) -> None:
    for _ in range(10):
        FailedEntry.objects.create(origin=HERE, at=NOW)
    later = NOW + timedelta(minutes=15)
    issued = issue(cast, at=later)

    actions.enter_with_code(text=issued.code, origin=HERE, at=later)

    assert DeviceKey.objects.count() == 1


def test_a_device_stays_signed_in_for_180_days(cast: Cast) -> None:
    entered = actions.enter_with_code(text=issue(cast).code, origin=HERE, at=NOW)
    last_moment = NOW + timedelta(days=180) - timedelta(seconds=1)

    assert queries.device_by_key(entered.key, last_moment) == entered.device
    assert queries.device_by_key(entered.key, NOW + timedelta(days=180)) is None


@pytest.mark.parametrize("who", ["CLERK", "OWN"])
def test_clerk_and_secretary_can_sign_a_device_out(cast: Cast, who: str) -> None:
    entered = actions.enter_with_code(text=issue(cast).code, origin=HERE, at=NOW)

    actions.revoke_device(actor=cast.actors[who], device=entered.device, at=NOW)

    assert queries.device_by_key(entered.key, NOW) is None
    assert AuditEntry.objects.filter(act="responsibility.revoke_device").count() == 1


@pytest.mark.parametrize("who", ["next_clerk", "next_secretary", "ORGANISE", "outsider", "SUPERVISE"])
def test_nobody_else_can(cast: Cast, who: str) -> None:
    entered = actions.enter_with_code(text=issue(cast).code, origin=HERE, at=NOW)

    with pytest.raises(NotSeen):
        actions.revoke_device(actor=cast.actors[who], device=entered.device, at=NOW)

    assert queries.device_by_key(entered.key, NOW) == entered.device


def test_leaving_the_post_ends_its_devices_and_open_codes_at_once(cast: Cast) -> None:
    post = post_of(cast, "OWN")
    entered = actions.enter_with_code(text=issue(cast).code, origin=HERE, at=NOW)
    still_open = issue(cast)

    actions.end_holding(actor=cast.organiser, holding=post.holdings.get(), to_day=date(2023, 9, 15), at=DISTRICT_NOW)

    assert queries.device_by_key(entered.key, NOW) is None
    with pytest.raises(actions.UnableToEnter):
        actions.enter_with_code(text=still_open.code, origin=HERE, at=NOW)


def test_whoever_never_had_an_account_gets_one_without_a_password(cast: Cast) -> None:
    person = cast.persons["OWN"]
    cast.account("OWN").delete()
    person.refresh_from_db()

    entered = actions.enter_with_code(text=issue(cast).code, origin=HERE, at=NOW)

    person.refresh_from_db()
    assert entered.device.account == person.account
    assert person.account is not None
    assert (person.account.username, person.account.has_usable_password()) == (f"person-{person.ref}", False)


def test_what_no_longer_counts_is_forgotten(cast: Cast) -> None:
    FailedEntry.objects.create(origin=HERE, at=NOW - timedelta(minutes=16))
    FailedEntry.objects.create(origin=HERE, at=NOW)
    issue(cast)

    assert actions.forget_old_tries(at=NOW) == 1
    assert (FailedEntry.objects.count(), EntryCode.objects.count()) == (1, 1)
    assert actions.forget_old_tries(at=NOW + timedelta(days=2)) == 2
    assert (FailedEntry.objects.count(), EntryCode.objects.count()) == (0, 0)


def test_digests_are_keyed_and_differ() -> None:
    assert secrets.code_digest("ABCDEFGH") != secrets.code_digest("ABCDEFGJ")
    assert len(secrets.new_device_key()) == 43

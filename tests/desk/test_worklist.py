"""How 今日要办 is laid out: what others wait for first, then by the day it is due; nothing is left out."""

from datetime import date, timedelta
from typing import Any

from fivestar.desk.worklist import SHOWN, grouped
from fivestar.foundation.today import Item, several

DAY = date(2023, 9, 15)


def item(title: str, days: int | None = None, **more: Any) -> Item:
    due = None if days is None else DAY + timedelta(days=days)
    return Item(title=title, why="", url="/", due_on=due, **more)


def titles(items: list[Item]) -> list[tuple[str, list[str]]]:
    return [(group.id, [line.item.title for line in group.lines]) for group in grouped(items, DAY)]


def test_each_item_stands_in_one_group_by_what_presses_most() -> None:
    items = [
        item("没有期限"),
        item("第八天", 8),
        item("第七天", 7),
        item("今天", 0),
        item("昨天", -1),
        item("别人在等，不急", blocks_others=True),
        item("别人在等，已过期", -3, blocks_others=True),
        item("交出去了", -9, blocks_others=True, is_with_others=True),
    ]

    assert titles(items) == [
        ("blocking", ["别人在等，已过期", "别人在等，不急"]),
        ("late", ["昨天"]),
        ("near", ["今天", "第七天"]),
        ("later", ["第八天", "没有期限"]),
        ("with_others", ["交出去了"]),
    ]


def test_of_the_same_day_whoever_has_waited_longest_comes_first() -> None:
    since = [
        item("后来的", blocks_others=True, since=DAY),
        item("先来的", blocks_others=True, since=DAY.replace(day=1)),
    ]

    assert titles(since) == [("blocking", ["先来的", "后来的"])]


def test_a_long_group_is_folded_under_its_number_and_nothing_is_lost() -> None:
    items = [item(str(number), number % 5) for number in range(SHOWN + 4)]

    (group,) = grouped(items, DAY)

    assert (len(group.shown), len(group.folded)) == (SHOWN, 4)
    assert sorted(line.item.title for line in (*group.shown, *group.folded)) == sorted(one.title for one in items)


def test_one_more_is_not_worth_a_fold() -> None:
    (group,) = grouped([item(str(number), 1) for number in range(SHOWN + 1)], DAY)

    assert (len(group.shown), group.folded) == (SHOWN + 1, ())


def test_what_lies_with_others_is_folded_whole() -> None:
    (group,) = grouped([item("等销号", is_with_others=True)], DAY)

    assert (group.shown, [line.item.title for line in group.folded]) == ((), ["等销号"])


def test_nothing_to_do_makes_no_group() -> None:
    assert grouped([], DAY) == ()


def test_days_are_told_from_the_day_that_is_read() -> None:
    lines = [line for group in grouped([item("迟", -2), item("早", 3), item("无")], DAY) for line in group.lines]

    assert [(line.is_late, line.days, line.days_late) for line in lines] == [
        (True, -2, 2),
        (False, 3, -3),
        (False, None, 0),
    ]


def test_many_who_wait_are_named_by_the_first_and_their_number() -> None:
    assert [several(["甲"]), several(["甲", "乙", "甲"]), several(["甲", "乙", "丙", ""])] == [
        "甲",
        "甲、乙",
        "甲、乙 等 3 家",
    ]

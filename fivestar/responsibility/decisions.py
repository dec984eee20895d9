"""Entry codes and devices: how long they live, how a code is spelt, when guessing stops. A name's public part. And
whether a post is held without a day between.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from fivestar.engine.faults import N_

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 characters that nobody mistakes: no 0 O 1 I
CODE_LENGTH = 8  # 40 bits
CODE_GROUP = 4
CODE_LIVES = timedelta(minutes=15)
CODES_KEPT = timedelta(days=1)  # after their end, then forgotten
DEVICE_LIVES = timedelta(days=180)

WRONG_TRIES_WITHIN = timedelta(minutes=15)
WRONG_TRIES_ALLOWED = 10
CODES_AN_HOUR = 60  # by one clerk: a township's secretaries in one meeting, no more

MAX_NAME = 40
NEW = ("新", "new")
"""Written after a name that is known already: somebody else of that name."""

TWO_CHARACTER_SURNAMES = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 "
    "公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐 轩辕 百里 呼延 东郭 南门 西门".split()
)


def surname_of(name: str) -> str:
    """“欧阳明” → “欧阳”, “周副区长” → “周”: all the public reads of a name. A name in letters gives its last word."""
    if name[:1].isascii():
        return name.rpartition(" ")[2]
    return name[:2] if name[:2] in TWO_CHARACTER_SURNAMES else name[:1]


def spelt_out(code: str) -> str:
    """`ABCDEFGH` → `ABCD-EFGH`, as it is read out on the telephone."""
    return "-".join(code[start : start + CODE_GROUP] for start in range(0, len(code), CODE_GROUP))


def as_typed(text: str) -> str | None:
    """The code meant by what somebody typed (small or full-width letters, spaces, dashes); None if it cannot be one."""
    plain = unicodedata.normalize("NFKC", text).upper()
    code = "".join(character for character in plain if character not in " -–—_.·")
    is_code = len(code) == CODE_LENGTH and all(character in CODE_ALPHABET for character in code)
    return code if is_code else None


def may_try_again(wrong_tries: int) -> bool:
    return wrong_tries < WRONG_TRIES_ALLOWED


def may_issue_more(issued_within_the_hour: int) -> bool:
    return issued_within_the_hour < CODES_AN_HOUR


ONE_DAY = timedelta(days=1)


def is_held_from(on: date, spans: Iterable[tuple[date, date | None]]) -> bool:
    """Whether somebody holds the post on that day and on every day after it, as far as is known.

    spans: first and last day of each holding, both count; a last day of None is open.
    """
    wanted = on
    for first, last in sorted(spans, key=lambda span: span[0]):
        if first > wanted:
            return False
        if last is None or last == date.max:
            return True
        if last >= wanted:
            wanted = last + ONE_DAY
    return False


MEETING_IS_NEAR = timedelta(days=7)
"""So long before a body must meet again it stands on the worklist of whoever heads it."""


def next_meeting_due(every_days: int | None, since: date, last_held: date | None) -> date | None:
    """The last day on which a body must meet again; None without a rhythm. since: the rhythm's first day."""
    if every_days is None:
        return None
    return max(since, last_held or since) + timedelta(days=every_days)


SECOND_SECRETARY = N_("这里已经有岗位“{other}”，书记岗位只设一个；换人请在那个岗位上任命或移交")
EARLIEST = date(1949, 10, 1)
FURTHEST = timedelta(days=5 * 366)  # a village committee's term; what lies beyond is a slip of the pen


def fault_of_day(day: date, today: date) -> tuple[str, Mapping[str, object]] | None:
    """Why a day cannot be meant: message id and values; None when it can.

    A last day in 2203 would be kept, and nothing takes a holding's end back.
    """
    if EARLIEST <= day <= today + FURTHEST:
        return None
    return N_("日期 {day} 不像是真的：应在 {first} 到 {last} 之间"), {
        "day": day.isoformat(),
        "first": EARLIEST.isoformat(),
        "last": (today + FURTHEST).isoformat(),
    }

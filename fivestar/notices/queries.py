"""Reads of notices: what is up, what was up, one by its key, and what they count to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from fivestar.evidence import storage
from fivestar.facts import periods
from fivestar.foundation.access import WHATEVER, Actor, decide, visible
from fivestar.foundation.privacy import scan
from fivestar.notices import checking
from fivestar.notices.kinds import Kind
from fivestar.notices.models import Enclosure, Notice
from fivestar.territory import queries as territory

if TYPE_CHECKING:
    from fivestar.territory.models import Branch, Region

_TELLING = re.compile(r"身份证|低保|残疾|病|银行卡|户口|名单|申请|证明|协议|合同|照片|签字")

Counting = Callable[..., Mapping[int, Mapping[str, int]]]


def branch_or_404(public_id: str) -> Branch:
    branch = territory.branch_by_public_id(public_id)
    if branch is None:
        raise Http404(gettext("没有这个支部"))
    return branch


def may_post(actor: Actor, branch: Branch) -> bool:
    return bool(decide(actor, "notices.post", branch, about=WHATEVER))


def may_withdraw(actor: Actor, notice: Notice) -> bool:
    return bool(decide(actor, "notices.withdraw", notice))


def branches_to_post_for(actor: Actor, district: Region) -> QuerySet[Branch]:
    """The branches of a district he may post for, in register order."""
    return visible(actor, "notices.post", territory.branches_of(district), about=WHATEVER)


def up_on(rows: QuerySet[Notice], day: date) -> QuerySet[Notice]:
    """Those that hang there on a day: begun, not ended, not withdrawn, not replaced by a correction."""
    corrections = Notice.objects.filter(corrects=OuterRef("pk"), withdrawn_at=None)
    standing = rows.filter(from_day__lte=day, to_day__gte=day, withdrawn_at=None)
    return standing.exclude(Exists(corrections))


def of_branch(actor: Actor, branch: Branch) -> QuerySet[Notice]:
    """All of a branch, the latest first, withdrawn and corrected ones too."""
    rows = visible(actor, "notices.read", Notice.objects.filter(branch=branch)).select_related("branch")
    return rows.order_by("-from_day", "-id")


def up_in_branch(actor: Actor, branch: Branch, day: date) -> list[Notice]:
    return list(up_on(of_branch(actor, branch), day))


def was_up(actor: Actor, branch: Branch, day: date) -> QuerySet[Notice]:
    """What hangs there no more, the latest first, with what corrected each."""
    up = up_on(Notice.objects.filter(branch=branch), day).values("pk")
    return of_branch(actor, branch).exclude(pk__in=up).prefetch_related("corrected_by")


def up_in_district(actor: Actor, district: Region, day: date) -> QuerySet[Notice]:
    """What hangs anywhere in a district, the latest first."""
    rows = visible(actor, "notices.read", Notice.objects.filter(branch__district=district))
    return up_on(rows, day).select_related("branch__township").order_by("-from_day", "-id")


def notice_for(actor: Actor, public_id: str) -> Notice:
    rows = visible(actor, "notices.read", Notice.objects.all())
    whole = rows.select_related("branch__district", "branch__township", "branch__village", "corrects")
    return get_object_or_404(whole.prefetch_related("corrected_by"), public_id=public_id)


def notice_of(actor: Actor, branch: Branch, public_id: str) -> Notice | None:
    """A notice of the branch by its key."""
    return of_branch(actor, branch).filter(public_id=public_id).prefetch_related("corrected_by").first()


def correction_of(notice: Notice) -> Notice | None:
    """What replaces it now; of rows with `corrected_by` at hand no query."""
    return next((one for one in notice.corrected_by.all() if one.withdrawn_at is None), None)


def last_place(branch: Branch) -> str:
    """Where the branch's notice before hung; empty when there was none."""
    places = Notice.objects.filter(branch=branch).order_by("-id").values_list("place", flat=True)
    return places.first() or ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file a notice refers to, as everybody may read of it."""

    name: str
    bytes: int
    sha256: str


def attached_to(notice: Notice) -> list[Attached]:
    """Names that say something of a person are replaced by a number: a name may be all there is in a file."""
    rows = notice.attachments.values_list("file__name", "file__bytes", "file__sha256")
    found = []
    for number, (name, size, sha256) in enumerate(rows, 1):
        found.append(Attached(_shown_name(name, number), size, sha256))
    return found


def _shown_name(name: str, number: int) -> str:
    stem, dot, ending = name.rpartition(".")
    is_telling = bool(scan(name)) or _TELLING.search(stem or name)
    return gettext("附件{number}").format(number=number) + (f".{ending}" if dot else "") if is_telling else name


def public_name(enclosure: Enclosure, number: int) -> str:
    return _shown_name(enclosure.name, number)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that hangs with a notice. may_open: it hangs, or the reader's post lets him."""

    public_id: str
    name: str
    bytes: int
    sha256: str
    may_open: bool


def enclosed_in(actor: Actor, notice: Notice, today: date) -> list[Enclosed]:
    return [
        Enclosed(
            one.public_id, _shown_name(one.name, number), one.bytes, one.sha256, _may_open(actor, one, notice, today)
        )
        for number, one in enumerate(notice.enclosures.all(), 1)
    ]


def enclosure_for(actor: Actor, notice: Notice, public_id: str, today: date) -> Enclosure | None:
    """A read past the last day finds it down, whether the job came by or not."""
    found = notice.enclosures.filter(public_id=public_id).first()
    return found if found is not None and _may_open(actor, found, notice, today) else None


def _may_open(actor: Actor, enclosure: Enclosure, notice: Notice, today: date) -> bool:
    enclosure.is_public = enclosure.is_public and notice.from_day <= today <= notice.to_day
    return bool(decide(actor, "notices.read_file", enclosure))


def bytes_of(enclosure: Enclosure) -> bytes | None:
    """None when they are not there any more. Raises StorageFails."""
    return storage.read(enclosure.storage_key)


def entered(branches: QuerySet[Branch], *, since: datetime, until: datetime) -> Iterable[tuple[int, datetime]]:
    """(branch id, moment) of each notice written by hand, withdrawn ones too. One query."""
    rows = Notice.objects.filter(
        branch__in=branches.order_by().values("pk"), posted_at__gte=since, posted_at__lt=until
    ).exclude(kind__in=["decision", "result"])
    return rows.order_by("pk").values_list("branch_id", "posted_at")


@dataclass(frozen=True, slots=True)
class Hung:
    """A notice with its corrections: the day the first was hung up, and whether an objection to any of them is open."""

    branch_id: int
    kind: str
    day: date
    is_objected_to: bool


def hung_in(branch_ids: Sequence[int], *, kinds: Iterable[str], year: int) -> list[Hung]:
    """What was first hung up in a year, withdrawn ones not. One query."""
    rows = Notice.objects.filter(branch__in=branch_ids, kind__in=list(kinds), withdrawn_at=None)
    rows = rows.annotate(is_objected_to=checking.open_objection()).order_by("id")
    kept = list(rows.values_list("pk", "corrects", "branch", "kind", "from_day", "is_objected_to"))
    by_corrected = {corrects: (key, objected) for key, corrects, *_, objected in kept if corrects is not None}
    found = []
    for key, corrects, branch, kind, day, objected in kept:
        if corrects is not None or day.year != year:
            continue
        last, is_objected_to = key, objected
        while last in by_corrected:
            last, later = by_corrected[last]
            is_objected_to = is_objected_to or later
        found.append(Hung(branch, kind, day, is_objected_to))
    return found


def counting(kind: Kind) -> Counting:
    """Counts notices of the kind for the register `facts.counters`. One query.

    A notice and its corrections count once, on the day the first was hung up, and not while an objection to any of
    them is open (`decisions.counts`).
    """

    def counts(branch_ids: Sequence[int], *, year: int, period: str) -> Mapping[int, Mapping[str, int]]:
        found: dict[int, dict[str, int]] = {}
        for one in hung_in(branch_ids, kinds=[kind.id], year=year):
            if not one.is_objected_to:
                text = periods.of_day(one.day, period).text
                there = found.setdefault(one.branch_id, {})
                there[text] = there.get(text, 0) + 1
        return found

    return counts

"""Finding a branch by whatever is known of its village: name, former name, other name, pinyin, initials or code."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from fivestar.foundation.outcome import N_
from fivestar.territory import names
from fivestar.territory.models import Alias, Branch, FormerCode, FormerName

MAX_LENGTH = 40
MIN_CODE_DIGITS = 4


class How(StrEnum):
    """In which way a branch was found."""

    NAME = "name"
    ALIAS = "alias"
    FORMER_NAME = "former_name"
    PINYIN = "pinyin"
    INITIALS = "initials"
    CODE = "code"
    FORMER_CODE = "former_code"
    TOWNSHIP = "township"


HOW_IN_WORDS = {
    How.NAME: N_("名称"),
    How.ALIAS: N_("别名"),
    How.FORMER_NAME: N_("曾用名"),
    How.PINYIN: N_("拼音"),
    How.INITIALS: N_("拼音首字母"),
    How.CODE: N_("编码"),
    How.FORMER_CODE: N_("曾用编码"),
    How.TOWNSHIP: N_("乡镇(街道)"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A branch (village, township and district loaded), the text that matched and what kind of text it is."""

    branch: Branch
    matched: str
    kind: How

    @property
    def kind_message_id(self) -> str:
        return HOW_IN_WORDS[self.kind]


def find(branches: QuerySet[Branch], text: str, *, limit: int) -> list[Found]:
    """The best matches among `branches`: whole before beginning before middle, names before letters."""
    asked = names.clean(text)[:MAX_LENGTH]
    if not asked:
        return []
    among = branches.select_related("village", "township", "district")
    steps = _by_code(among, asked, limit) if asked.isdecimal() else _by_name(among, asked, limit)
    return _first_of_each(steps, limit)


def _by_code(among: QuerySet[Branch], asked: str, limit: int) -> Iterable[Found]:
    if len(asked) < MIN_CODE_DIGITS:
        return
    for branch in among.filter(village__code__startswith=asked).order_by("village__code")[:limit]:
        yield Found(branch, branch.village.code, How.CODE)
    former = FormerCode.objects.filter(code__startswith=asked, village__branch__in=among).order_by("code")[:limit]
    yield from _through(among, {record.village_id: record.code for record in former}, How.FORMER_CODE)


def _by_name(among: QuerySet[Branch], asked: str, limit: int) -> Iterable[Found]:
    core, letters = names.core(asked), names.letters(asked)
    for matching in (Q(village__core=core), Q(village__core__startswith=core), Q(village__name__contains=asked)):
        for branch in among.filter(matching).order_by("village__pinyin", "village__code")[:limit]:
            yield Found(branch, branch.village.name, How.NAME)
    aliases = Alias.objects.filter(core__startswith=core, village__branch__in=among).order_by("core")[:limit]
    yield from _through(among, {alias.village_id: alias.name for alias in aliases}, How.ALIAS)
    former = FormerName.objects.filter(core__startswith=core, village__branch__in=among).order_by("core")[:limit]
    yield from _through(among, {record.village_id: record.name for record in former}, How.FORMER_NAME)
    if letters and letters == asked.lower():
        yield from _by_letters(among, letters, limit)
    for branch in among.filter(township__name__startswith=asked).order_by("village__code")[:limit]:
        yield Found(branch, branch.township.name, How.TOWNSHIP)


def _by_letters(among: QuerySet[Branch], letters: str, limit: int) -> Iterable[Found]:
    for kind, matching in (
        (How.INITIALS, Q(village__initials=letters)),
        (How.PINYIN, Q(village__pinyin__startswith=letters)),
        (How.INITIALS, Q(village__initials__startswith=letters)),
    ):
        for branch in among.filter(matching).order_by("village__pinyin", "village__code")[:limit]:
            village = branch.village
            yield Found(branch, village.initials if kind is How.INITIALS else village.pinyin, kind)


def _through(among: QuerySet[Branch], matched: dict[int, str], kind: How) -> Iterable[Found]:
    for branch in among.filter(village__in=matched).order_by("village__pinyin", "village__code"):
        yield Found(branch, matched[branch.village_id], kind)


def _first_of_each(found: Iterable[Found], limit: int) -> list[Found]:
    best: dict[int, Found] = {}
    for one in found:
        best.setdefault(one.branch.pk, one)
        if len(best) == limit:
            break
    return list(best.values())

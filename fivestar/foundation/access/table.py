"""The one table of who may do what, read two ways: for a subject (`decide`) and for a list (`visible`)."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, Final, Literal, TypeVar

from django.db.models import Model, Q, QuerySet

from fivestar.foundation.access.types import Actor, Grant, Policy, Subject
from fivestar.foundation.outcome import N_, Allowed, Denied

Row = TypeVar("Row", bound=Model)


class Matter(Enum):
    """What an act is about when any matter within the post's limits will do."""

    WHATEVER = "whatever"


WHATEVER: Final = Matter.WHATEVER
About = str | Literal[Matter.WHATEVER] | None

NOT_YOURS = N_("您现在的岗位不含这件事")
OTHER_DOMAIN = N_("这项内容由别的部门负责")
THE_DOER = N_("自己办的事须由他人来定")
SIGN_IN = N_("请先登录")
SECOND_FACTOR = N_("涉及评星和标准的操作须先通过二次验证")
SECOND_FACTOR_PAGE = "second_factor"


class Table:
    """Policies by act and subject; asking for a pair that has no row is a fault of the program."""

    def __init__(self, policies: Iterable[Policy], subjects: Iterable[Subject]) -> None:
        self._subjects = {subject.model_label: subject for subject in subjects}
        self._rows: dict[tuple[str, str], tuple[Policy, ...]] = {}
        for row in policies:
            if row.subject not in self._subjects:
                raise LookupError(f"{row.act}: subject {row.subject} is not registered")
            key = (row.act, row.subject)
            self._rows[key] = (*self._rows.get(key, ()), row)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every (act, subject) there is, in the order of the wiring."""
        return tuple(self._rows)

    def rows(self, act: str, label: str) -> tuple[Policy, ...]:
        if (act, label) not in self._rows:
            raise LookupError(f"no policy row says who may {act} on {label}")
        return self._rows[act, label]

    def knows(self, label: str) -> bool:
        return label in self._subjects

    def subject(self, label: str) -> Subject:
        return self._subjects[label]

    def decide(self, actor: Actor, act: str, subject: Model, *, about: About = None) -> Allowed | Denied:
        """May he? Denied with the reason nearest to what he can act on."""
        label = subject._meta.label
        rows = self.rows(act, label)
        if actor.is_system:
            return Allowed()
        best: Denied | None = None
        for row in rows:
            answer = self._judge(row, actor, subject, about)
            if answer and _is_kept_from(row, actor, subject):
                answer = Denied(NOT_YOURS)
            if answer:
                return answer
            if best is None or (answer.reached and not best.reached):
                best = answer
        assert best is not None  # a pair without rows was refused above
        return best

    def visible(self, actor: Actor, act: str, queryset: QuerySet[Row], *, about: About = None) -> QuerySet[Row]:
        """Exactly those rows of `queryset` for which `decide` says yes."""
        rows = self.rows(act, queryset.model._meta.label)
        if actor.is_system:
            return queryset
        may = [condition for row in rows if (condition := self._filter(row, actor, about)) is not None]
        if not may:
            return queryset.none()
        # An empty condition means everything, but Django reads `Q() | x` as x.
        if not all(may):
            return queryset
        either = may[0]
        for condition in may[1:]:
            either |= condition
        return queryset.filter(either)

    def _judge(self, row: Policy, actor: Actor, subject: Model, about: About) -> Allowed | Denied:
        known = self._subjects[row.subject]
        reached = row.reach == "anyone"
        if row.reach == "signed_in":
            if not actor.is_signed_in:
                return Denied(SIGN_IN)
        elif not reached:
            path = str(_read(subject, known.path_field))
            grants = [grant for grant in _of_duty(row, actor) if _reaches(row, grant, path)]
            if not grants:
                return Denied(NOT_YOURS)
            field = _domain_field(row, known, about)
            matter = _read(subject, field) if field else about
            if not any(_is_within_limit(row, grant, matter) for grant in grants):
                return Denied(OTHER_DOMAIN, reached=True)
            reached = True
        for condition in row.only_if:
            if _read(subject, condition.field) not in condition.among:
                return Denied(condition.reason, reached=reached)
        if row.not_the_doer and _read(subject, row.not_the_doer) == actor.person_ref:
            return Denied(THE_DOER, reached=reached)
        if _lacks_second_factor(row, actor):
            return Denied(SECOND_FACTOR, reached=reached, remedy=SECOND_FACTOR_PAGE)
        return Allowed()

    def _filter(self, row: Policy, actor: Actor, about: About) -> Q | None:
        """The row as a condition on the database; None when it can hold for nothing."""
        if _lacks_second_factor(row, actor) or (row.reach == "signed_in" and not actor.is_signed_in):
            return None
        condition = Q()
        if row.reach not in ("anyone", "signed_in"):
            known = self._subjects[row.subject]
            field = _domain_field(row, known, about)
            reached = [
                _path_condition(row, grant, known.path_field) & _limit_condition(row, grant, field)
                for grant in _of_duty(row, actor)
                if field or _is_within_limit(row, grant, about)
            ]
            if not reached:
                return None
            condition = reached[0]
            for other in reached[1:]:
                condition |= other
        for only in row.only_if:
            condition &= Q(**{f"{only.field}__in": only.among})
        if row.not_among:
            condition &= ~Q(**{f"{row.not_among}__ref": actor.person_ref})
        if row.not_the_doer:
            condition &= ~Q(**{row.not_the_doer: actor.person_ref})
        return condition


def _is_kept_from(row: Policy, actor: Actor, subject: Model) -> bool:
    if row.not_among is None:
        return False
    return actor.person_ref in getattr(subject, row.not_among).values_list("ref", flat=True)


def _of_duty(row: Policy, actor: Actor) -> Iterator[Grant]:
    return (grant for grant in actor.posts if grant.duty in row.duties)


def _lacks_second_factor(row: Policy, actor: Actor) -> bool:
    return row.second_factor and not (actor.has_second_factor or actor.is_demonstration)


def _reaches(row: Policy, grant: Grant, path: str) -> bool:
    over = row.reach in ("over", "touching") and path.startswith(grant.path)
    within = row.reach in ("within", "touching") and grant.path.startswith(path)
    return over or within


def _path_condition(row: Policy, grant: Grant, field: str) -> Q:
    condition = Q()
    if row.reach in ("over", "touching"):
        condition |= Q(**{f"{field}__startswith": grant.path})
    if row.reach in ("within", "touching"):
        condition |= Q(**{f"{field}__in": path_and_above(grant.path)})
    return condition


def path_and_above(path: str) -> tuple[str, ...]:
    """`1.4.9.` → `1.`, `1.4.`, `1.4.9.`"""
    steps = path.split(".")[:-1]
    return tuple(".".join(steps[: depth + 1]) + "." for depth in range(len(steps)))


def _domain_field(row: Policy, subject: Subject, about: About) -> str | None:
    """The subject's own field in the row's domain, unless the caller says what the act is about."""
    if row.domain is None or about is not None:
        return None
    field = subject.domain_field(row.domain)
    if field is None:
        # SECURITY: guessing here would let a post limited to one department act for all.
        raise LookupError(f"{row.act} is limited by {row.domain}: say about=… (or WHATEVER)")
    return field


def _is_within_limit(row: Policy, grant: Grant, matter: object) -> bool:
    if row.domain is None or matter is WHATEVER:
        return True
    limit = grant.limit(row.domain)
    return limit is None or matter in limit


def _limit_condition(row: Policy, grant: Grant, field: str | None) -> Q:
    limit = grant.limit(row.domain) if row.domain and field else None
    return Q() if limit is None else Q(**{f"{field}__in": sorted(limit)})


def _read(instance: Any, field: str) -> Any:
    """The value at `branch__path`, as the database would reach it; None where a link is empty."""
    for name in field.split("__"):
        if instance is None:
            return None
        instance = getattr(instance, name)
    return instance

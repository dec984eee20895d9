"""Questions to the supervision committee: asked by what contracts say, answered by a post of the committee."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from django.db import transaction

from fivestar.finance.actions.errors import UnableToAnswer
from fivestar.finance.asking import matters_of
from fivestar.finance.models import Book, Period, Question
from fivestar.finance.models.questions import MAX_ANSWER, MAX_PAPER_AT
from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM, Actor, Duty, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.privacy import refuse_personal
from fivestar.notices.checking import committee
from fivestar.responsibility.queries import posts_held_by
from fivestar.territory import queries as territory


@transaction.atomic
def ask_about(*, actor: Actor, book: Book, at: datetime) -> int:
    """Asks what the contracts of the latest published period give to ask and was not asked yet. How many.

    SECURITY: asks for no right: the act that published did, and a job has none to show.
    """
    period = Period.objects.filter(book=book, is_published=True).order_by("-last").first()
    if period is None:
        return 0
    today = legal_day(at)
    known = set(Question.objects.filter(book=book).values_list("contract", "reason", "matter"))
    made = [
        Question(
            book=book,
            branch_id=book.branch_id,
            contract=contract.number,
            object=contract.object,
            reason=one.reason,
            matter=one.matter,
            values=one.values,
            asked_on=today,
            kept_by=period.published_by,
        )
        for contract in period.contracts.order_by("number")
        for one in matters_of(contract, today)
        if (contract.number, one.reason, one.matter) not in known
    ]
    Question.objects.bulk_create(made)
    for question in made:
        changes = {"contract": question.contract, "reason": question.reason}
        audit.record(actor=actor, act="finance.ask", subject=question, changes=changes, at=at)
    return len(made)


@transaction.atomic
def answer_question(*, actor: Actor, question: Question, answer: str, at: datetime) -> Question:
    """The committee's words, public from then on, with the post that gave them. Raises UnableToAnswer."""
    require(actor, "finance.answer", question)
    words = _words(answer)
    locked = _open(question)
    locked.answered_post = _post_of(actor, locked.branch.path, at)
    return _close(actor, question, locked, words, "finance.answer", at)


@transaction.atomic
def enter_answer(
    *, actor: Actor, question: Question, seat: str, answer: str, signed_on: date, paper_at: str, at: datetime
) -> Question:
    """Types what a member of the committee signed on paper. seat: public id of the post. Raises UnableToAnswer.

    paper_at: where the paper lies, for whoever wants to see it.
    """
    require(actor, "finance.enter_answer", question)
    words, kept = _words(answer), " ".join(paper_at.split())[:MAX_PAPER_AT]
    if not kept:
        raise UnableToAnswer(N_("请写明签字纸单存在哪里"))
    if not question.asked_on <= signed_on <= legal_day(at):
        values = {"first": question.asked_on.isoformat(), "last": legal_day(at).isoformat()}
        raise UnableToAnswer(N_("签字日期应在 {first} 和 {last} 之间"), **values)
    locked = _open(question)
    seats = {one.post_public_id: one for one in committee(locked.branch, legal_day(at))}
    if seat not in seats:
        raise UnableToAnswer(N_("这个席位不在这个村的监督委员会里，或者现在没有人"))
    if seats[seat].person_ref == actor.person_ref:
        raise UnableToAnswer(N_("自己的意见不能由自己录入纸单"))
    locked.answered_post, locked.signed_on, locked.paper_at = seats[seat].title, signed_on, kept
    return _close(actor, question, locked, words, "finance.enter_answer", at)


def _words(answer: str) -> str:
    words = " ".join(unicodedata.normalize("NFC", answer).split())
    if not words:
        raise UnableToAnswer(N_("请写答复"))
    if len(words) > MAX_ANSWER:
        raise UnableToAnswer(N_("最多 {most} 个字"), most=MAX_ANSWER)
    refuse_personal(UnableToAnswer, words)
    return words


def _open(question: Question) -> Question:
    locked = Question.objects.select_for_update(no_key=True).select_related("branch__village").get(pk=question.pk)
    if not locked.is_open:
        raise UnableToAnswer(N_("这个问题已经答复了"))
    return locked


def _close(actor: Actor, question: Question, locked: Question, words: str, act: str, at: datetime) -> Question:
    locked.is_open, locked.answer, locked.answered_at = False, words, at
    locked.answered_by = actor.person_ref
    locked.save()
    audit.record(actor=actor, act=act, subject=locked, changes={"open": [True, False]}, at=at)
    question.refresh_from_db()
    return question


def ask_all() -> int:
    """Of every ledger, at its district's own date: a contract may come near its end between two publications."""
    made = 0
    for book in Book.objects.select_related("branch__district").order_by("pk"):
        made += ask_about(actor=SYSTEM, book=book, at=territory.now_in(book.branch.district))
    return made


def _post_of(actor: Actor, path: str, at: datetime) -> str:
    """As the post of the committee is called by which he answers."""
    posts = [
        one for one in posts_held_by(actor, legal_day(at)) if one.duty == Duty.SUPERVISE and path.startswith(one.path)
    ]
    return max(posts, key=lambda one: len(one.path)).title if posts else ""

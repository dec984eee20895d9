"""Questions to the supervision committee: asked by what contracts say, answered by a post of the committee."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from django.db import transaction

from fivestar.finance.actions.errors import UnableToAnswer
from fivestar.finance.asking import matters_of
from fivestar.finance.models import Book, Period, Question
from fivestar.finance.models.questions import MAX_ANSWER
from fivestar.foundation import audit
from fivestar.foundation.access import SYSTEM, Actor, Duty, require
from fivestar.foundation.clock import legal_day
from fivestar.foundation.outcome import N_
from fivestar.foundation.privacy import refuse_personal
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
    words = " ".join(unicodedata.normalize("NFC", answer).split())
    if not words:
        raise UnableToAnswer(N_("请写答复"))
    if len(words) > MAX_ANSWER:
        raise UnableToAnswer(N_("最多 {most} 个字"), most=MAX_ANSWER)
    refuse_personal(UnableToAnswer, words)
    locked = Question.objects.select_for_update(no_key=True).select_related("branch").get(pk=question.pk)
    if not locked.is_open:
        raise UnableToAnswer(N_("这个问题已经答复了"))
    locked.is_open, locked.answer, locked.answered_at = False, words, at
    locked.answered_by, locked.answered_post = actor.person_ref, _post_of(actor, locked.branch.path, at)
    locked.save(update_fields=["is_open", "answer", "answered_at", "answered_by", "answered_post"])
    audit.record(actor=actor, act="finance.answer", subject=locked, changes={"open": [True, False]}, at=at)
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

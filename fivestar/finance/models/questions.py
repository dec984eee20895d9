"""What a contract makes the supervision committee be asked. Computed, one line; never a judgment."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from fivestar.finance.kinds import REASONS, choices
from fivestar.finance.models.ledger import MAX_CONTRACT, Book
from fivestar.finance.models.stock import MAX_OBJECT
from fivestar.foundation.ids import new_public_id

MAX_ANSWER = 500
MAX_PAPER_AT = 80


class Question(models.Model):
    """Asked once of a contract, a reason and what that rests on (`matter`): with other figures it is asked anew.

    values: of the reason's words, whole numbers and text. kept_by: who made the contract public. answered_post: the
    post that answered, as it is called. paper_at: where the signed paper lies, when the township typed the answer.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    book = models.ForeignKey(Book, models.PROTECT, related_name="questions")
    branch = models.ForeignKey("territory.Branch", models.PROTECT, related_name="+")
    contract = models.CharField(max_length=MAX_CONTRACT)
    object = models.CharField(max_length=MAX_OBJECT)
    reason = models.CharField(max_length=7, choices=choices(REASONS))
    matter = models.CharField(max_length=80)
    values = models.JSONField()
    asked_on = models.DateField()
    kept_by = models.CharField(max_length=64, blank=True)
    is_open = models.BooleanField(default=True)
    answer = models.CharField(max_length=MAX_ANSWER, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    answered_post = models.CharField(max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    paper_at = models.CharField(max_length=MAX_PAPER_AT, blank=True)

    class Meta:
        ordering = ["-asked_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "contract", "reason", "matter"], name="a_contract_is_asked_about_once_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, answer="", answered_at__isnull=True)
                | (Q(is_open=False, answered_at__isnull=False) & ~Q(answer="")),
                name="a_closed_question_has_its_answer",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, paper_at="") | (Q(signed_on__isnull=False) & ~Q(paper_at="")),
                name="an_answer_on_paper_says_where_the_paper_lies",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.contract} {self.reason}"

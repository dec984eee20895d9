"""The record of a brought file: its name, who brought it and what became of it. The file itself is not kept."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from fivestar.foundation.access import Actor
from fivestar.foundation.bringing.errors import UnableToTakeIn
from fivestar.foundation.ids import new_public_id
from fivestar.foundation.outcome import N_

MAX_FILE_NAME = 200


class BroughtFile(models.Model):
    """Looked at, then taken in or withdrawn, once. taken_in: how much of it became a record."""

    class State(models.TextChoices):
        STAGED = "staged", N_("待确认")
        CONFIRMED = "confirmed", N_("已入库")
        WITHDRAWN = "withdrawn", N_("已撤回")

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    file_name = models.CharField(max_length=MAX_FILE_NAME)
    encoding = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.STAGED)
    taken_in = models.PositiveIntegerField(null=True, blank=True)
    brought_by = models.CharField(max_length=64)
    brought_at = models.DateTimeField()
    closed_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.public_id} {self.file_name}"

    def locked(self) -> Self:
        """The row itself, for whoever closes the file. Raises UnableToTakeIn where that was done before."""
        row = type(self)._default_manager.select_for_update(no_key=True).get(pk=self.pk)
        if row.state != self.State.STAGED:
            raise UnableToTakeIn(N_("这个文件已经入库或撤回了"))
        return row

    def close(self, *, state: State, actor: Actor, at: datetime) -> None:
        self.state, self.closed_by, self.closed_at = state, actor.person_ref, at
        self.save()


class CountedFile(BroughtFile):
    """One whose rows are records of their own: how many there are, with faults, on record already."""

    rows = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def good(self) -> int:
        return self.rows - self.faults - self.known


def closed_when_done(name: str) -> models.CheckConstraint:
    """A file waits, or it has its end."""
    return models.CheckConstraint(
        condition=Q(state="staged", closed_at__isnull=True)
        | Q(state__in=["confirmed", "withdrawn"], closed_at__isnull=False),
        name=name,
    )

"""Ways in without a password: codes handed over by a clerk, devices that stay signed in, wrong tries."""

from django.db import models
from django.db.models import Q

from fivestar.foundation.ids import new_public_id
from fivestar.responsibility.models.people import Account, Person, Post


class EntryCode(models.Model):
    """A code that a township clerk hands to whoever holds a post, good for one device, once, for minutes.

    Only a keyed digest is kept: whoever reads the database cannot enter with it.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="entry_codes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="entry_codes")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=20)
    issued_by = models.CharField(max_length=32)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="a_post_has_one_open_entry_code",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.issued_at:%Y-%m-%d}"


class DeviceKey(models.Model):
    """A device that stays signed in. When or where it was used is not kept."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="device_keys")
    post = models.ForeignKey(Post, models.CASCADE, related_name="device_keys")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=20)
    issued_by = models.CharField(max_length=32)
    issued_on = models.DateField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_on", "-id"]

    def __str__(self) -> str:
        return self.label


class FailedEntry(models.Model):
    """A wrong code, kept for an hour so that guessing stops. `origin` is a keyed digest, never an address."""

    origin = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["origin", "at"], name="failed_entry_origin_at")]

    def __str__(self) -> str:
        return f"{self.at:%H:%M}"

"""Records of the public log. The database lets nothing of them be changed or removed (`triggers.py`)."""

from django.db import models
from django.db.models import Q

from fivestar.foundation.clock import machine_now
from fivestar.foundation.ids import new_public_id

_DIGEST = 71  # sha256: and 64 digits
_KEY = 160
_SIGNATURE = 120


class LogEntry(models.Model):
    """One thing that became public. number: its place in the tree from 0, once it is sealed.

    subject: the public id of what it tells of, which happens once. content: canonical JSON; with its salt it is taken
    out on order, the commitment stays. recorded_at: the machine's time; day: the district's legal day.
    """

    kind = models.CharField(max_length=24)  # of `kinds.py`, which grows without a migration
    subject = models.CharField(max_length=80)
    unit = models.CharField(max_length=20)
    day = models.DateField()
    commitment = models.CharField(max_length=_DIGEST)
    content = models.TextField(null=True)
    salt = models.BinaryField(max_length=16, null=True)
    recorded_at = models.DateTimeField(default=machine_now)
    erased_at = models.DateTimeField(null=True)
    erased_because = models.CharField(max_length=200, blank=True)
    number = models.BigIntegerField(null=True, unique=True)

    class Meta:
        ordering = ["id"]
        # Without it PostgreSQL walks over everything sealed to find what waits.
        indexes = [models.Index(fields=["id"], condition=Q(number__isnull=True), name="log_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="a_thing_is_entered_in_the_log_once"),
            models.CheckConstraint(
                name="an_entry_is_whole_or_erased_with_a_reason",
                condition=Q(content__isnull=False, salt__isnull=False, erased_at__isnull=True, erased_because="")
                | Q(content__isnull=True, salt__isnull=True, erased_at__isnull=False) & ~Q(erased_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class LogTile(models.Model):
    """Hashes of the tree, 256 to a tile; the last of each level grows."""

    level = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    hashes = models.BinaryField(max_length=256 * 32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="one_tile_at_a_place_of_the_log")]

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class LogKey(models.Model):
    """A key by which heads were signed. name: digest of its public half."""

    name = models.CharField(max_length=_DIGEST, unique=True)
    public = models.CharField(max_length=_KEY)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class LogHead(models.Model):
    """What the log said of itself at a moment. at: the machine's, never before that of the head before."""

    origin = models.CharField(max_length=100)
    size = models.BigIntegerField(unique=True)
    root = models.CharField(max_length=_DIGEST)
    at = models.DateTimeField()
    key = models.ForeignKey(LogKey, on_delete=models.PROTECT, related_name="+")
    signature = models.CharField(max_length=_SIGNATURE)

    class Meta:
        ordering = ["size"]
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="a_head_is_of_some_entries")]

    def __str__(self) -> str:
        return f"{self.size} {self.root}"


class LogWitness(models.Model):
    """A township's key, made in its own browser and never seen here. unit, unit_name: as they were on that day."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    unit = models.CharField(max_length=20)
    unit_name = models.CharField(max_length=60)
    path = models.CharField(max_length=200)
    name = models.CharField(max_length=_DIGEST, unique=True)
    public = models.CharField(max_length=_KEY)
    registered_by = models.CharField(max_length=64)
    registered_at = models.DateTimeField()
    ended_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["unit", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(ended_at__isnull=True), name="one_witness_key_of_a_township"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.name}"


class LogWitnessing(models.Model):
    """A witness's signature under a head, after its browser found that the log had only grown."""

    head = models.ForeignKey(LogHead, on_delete=models.PROTECT, related_name="witnessed")
    witness = models.ForeignKey(LogWitness, on_delete=models.PROTECT, related_name="signed")
    signature = models.CharField(max_length=_SIGNATURE)
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["head", "witness"], name="a_witness_signs_a_head_once")]

    def __str__(self) -> str:
        return f"{self.head_id} {self.witness_id}"

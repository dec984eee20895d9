"""Who finished a phase, why fewer were due, and that the village was told: what it read once it may always read."""

from django.db import migrations, models


def _what_was_published(apps, schema_editor):  # type: ignore[no-untyped-def]
    project = apps.get_model("projects", "Project")
    project.objects.filter(state__in=("building", "accepted", "done")).update(is_public=True)


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_projects")]

    operations = [
        migrations.AddField("deliberation", "due_because", models.CharField(blank=True, default="", max_length=200), preserve_default=False),
        migrations.AddField("phase", "done_by", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.AddField("project", "is_public", models.BooleanField(default=False)),
        migrations.RunPython(_what_was_published, migrations.RunPython.noop),
    ]

import django.db.models.deletion
from django.db import migrations, models

import fivestar.foundation.ids


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_committee_checks")]

    operations = [
        # What is in the public log already keeps the digest it has there.
        migrations.AddField("notice", "digest_form", models.PositiveSmallIntegerField(default=1), preserve_default=False),
        migrations.AlterField("notice", "digest_form", models.PositiveSmallIntegerField(default=2)),
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=fivestar.foundation.ids.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=4)),
                ("bytes", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sha256_given", models.CharField(max_length=64)),
                ("storage_key", models.CharField(max_length=120, unique=True)),
                ("looked_through_by", models.CharField(max_length=64)),
                ("looked_through_at", models.DateTimeField()),
                ("is_public", models.BooleanField(default=True)),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enclosures", to="notices.notice"
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddConstraint(
            "enclosure",
            models.CheckConstraint(
                condition=models.Q(("looked_through_by", ""), _negated=True), name="an_enclosure_was_looked_through"
            ),
        ),
    ]

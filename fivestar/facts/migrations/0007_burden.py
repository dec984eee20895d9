"""Form times and what was measured of each kind; the ledger reads observations by when they were recorded."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("facts", "0006_bulk"), ("standards", "0001_initial"), ("territory", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="FormTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=80)),
                ("seconds", models.PositiveIntegerField()),
                ("month", models.CharField(max_length=7)),
            ],
        ),
        migrations.CreateModel(
            name="QuestionMinutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=80, unique=True)),
                ("measured_count", models.PositiveBigIntegerField(default=0)),
                ("measured_seconds", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.AddConstraint(
            model_name="questionminutes",
            constraint=models.CheckConstraint(
                condition=models.Q(("measured_seconds__gte", models.F("measured_count"))),
                name="a_measured_form_took_a_second",
            ),
        ),
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(fields=["branch", "recorded_at"], name="facts_obs_branch_recorded"),
        ),
    ]

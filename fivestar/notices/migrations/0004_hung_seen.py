import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_enclosures")]

    operations = [
        migrations.CreateModel(
            name="HungSeen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("day", models.DateField()),
                (
                    "check_said",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hung_seen", to="notices.check"
                    ),
                ),
            ],
            options={
                "ordering": ["day", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="who_saw_it_hang_is_named"
                    )
                ],
            },
        ),
    ]

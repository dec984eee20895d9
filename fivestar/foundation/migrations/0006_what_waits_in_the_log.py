"""What waits for its place in the log is found without walking over what has one."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("foundation", "0005_public_log_is_append_only")]

    operations = [
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(condition=Q(number__isnull=True), fields=["id"], name="log_waiting"),
        ),
    ]

"""The highest office a voice has stood with: it never goes beneath that again. Those there are stand where they stand."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def stand_where_they_stand(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    voices = apps.get_model("disclosure", "Voice").objects
    voices.exclude(office="nobody").update(reached=models.F("office"))


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_voices")]

    operations = [
        migrations.AddField(
            model_name="voice", name="reached", field=models.CharField(blank=True, default="", max_length=12)
        ),
        migrations.RunPython(stand_where_they_stand, migrations.RunPython.noop, elidable=True),
    ]

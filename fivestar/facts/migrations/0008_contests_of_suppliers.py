"""A township or a department may contest too. `unit` is filled for what branches contested before; see 0009."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def name_the_township(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    contests, branches = apps.get_model("facts", "Contest"), apps.get_model("territory", "Branch")
    township = branches.objects.filter(pk=models.OuterRef("branch")).values("township")
    contests.objects.update(unit=models.Subquery(township))


class Migration(migrations.Migration):
    dependencies = [("facts", "0007_burden"), ("standards", "0001_initial"), ("territory", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="contest",
            name="branch",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="territory.branch",
            ),
        ),
        migrations.AddField(
            model_name="contest", name="department", field=models.CharField(blank=True, default="", max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="contest",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.region"
            ),
        ),
        migrations.RunPython(name_the_township, migrations.RunPython.noop),
    ]

"""The database itself refuses to delete or rewrite the public log."""

from django.db import migrations

from fivestar.foundation.publiclog import triggers


def lay_down(apps, schema_editor):
    for statement in triggers.laid_down(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in triggers.lifted(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0004_public_log")]

    operations = [migrations.RunPython(lay_down, lift)]

"""The database itself refuses to delete or rewrite the audit."""

from django.db import migrations

from fivestar.foundation.audit import triggers


def lay_down(apps, schema_editor):
    for statement in triggers.laid_down(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def lift(apps, schema_editor):
    for statement in triggers.lifted(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_audit")]

    operations = [migrations.RunPython(lay_down, lift)]

"""What was drawn stays as it was drawn: the items as the frame spells them, and the secret that was shown."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fivestar.foundation.sealing import RECHECKS


def keep_what_was_drawn(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    for plan in apps.get_model("rechecks", "Plan").objects.exclude(drawn_at=None):
        secret = RECHECKS.unseal(plan.secret_sealed)
        plan.secret = "" if secret is None else secret.hex()
        plan.save(update_fields=["secret"])
        framed = {stratum["id"]: set(stratum["items"]) for stratum in plan.frame["strata"]}
        for pair in plan.pairs.select_related("branch__village"):
            village = pair.branch.village
            codes = [village.code, *village.former_codes.values_list("code", flat=True)]
            spelt = [f"{code}.{pair.criterion}" for code in codes]
            pair.item = next((item for item in spelt if item in framed[pair.stratum]), spelt[0])
            pair.save(update_fields=["item"])


class Migration(migrations.Migration):
    dependencies = [
        ("rechecks", "0001_plans_pairs_and_findings"),
        ("territory", "0001_initial"),
    ]

    operations = [
        migrations.AddField("pair", "item", models.CharField(default="", max_length=60), preserve_default=False),
        migrations.AddField("plan", "secret", models.CharField(blank=True, default="", max_length=64), preserve_default=False),
        migrations.RunPython(keep_what_was_drawn, migrations.RunPython.noop),
    ]

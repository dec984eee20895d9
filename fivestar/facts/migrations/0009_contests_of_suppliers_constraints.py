"""Every contest says where it is, and a supplier contests a fact of a period once at a time. Apart from 0008, because
PostgreSQL changes no table in the transaction that has just filled it.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("facts", "0008_contests_of_suppliers")]

    operations = [
        migrations.AlterField(
            model_name="contest",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.region"
            ),
        ),
        migrations.AddConstraint(
            model_name="contest",
            constraint=models.UniqueConstraint(
                fields=["unit", "department", "fact", "period"],
                condition=Q(outcome="", branch__isnull=True),
                name="one_open_contest_per_supplier_fact_and_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="contest",
            constraint=models.CheckConstraint(
                condition=Q(department="") | Q(branch__isnull=True),
                name="a_department_contests_for_its_whole_district",
            ),
        ),
    ]

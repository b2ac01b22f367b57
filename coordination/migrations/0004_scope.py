"""Tasks say their process, and cases may be confidential: both follow the case by composite key."""

import django.db.models.deletion
from django.db import migrations, models

from housing.schema import composite_key

OLD_KEY = composite_key("coordination_task", ["case_id", "agency_id"], "coordination_case", ["id", "agency_id"])
DROP_OLD_KEY = migrations.RunSQL(OLD_KEY.reverse_sql, OLD_KEY.sql)
FILL = """
UPDATE coordination_task SET process_id = coordination_case.process_id
    FROM coordination_case WHERE coordination_case.id = case_id
"""


class Migration(migrations.Migration):
    dependencies = [("coordination", "0003_defaults")]

    operations = [
        migrations.AddField(
            "case", "confidential", models.BooleanField(default=False, editable=False, verbose_name="confidentiel")
        ),
        migrations.AddField(
            "task", "confidential", models.BooleanField(default=False, editable=False, verbose_name="confidentielle")
        ),
        migrations.AddField(
            "task",
            "process",
            models.ForeignKey(
                db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="coordination.process", verbose_name="processus",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            "task",
            "process",
            models.ForeignKey(
                db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="coordination.process", verbose_name="processus",
            ),
        ),
        DROP_OLD_KEY,
        migrations.RemoveConstraint("case", "case_with_agency"),
        migrations.AddConstraint(
            "case",
            models.UniqueConstraint("id", "agency", "process", "confidential", name="case_with_scope"),
        ),
        composite_key(
            "coordination_task", ["case_id", "agency_id", "process_id", "confidential"],
            "coordination_case", ["id", "agency_id", "process_id", "confidential"],
        ),
    ]  # fmt: skip

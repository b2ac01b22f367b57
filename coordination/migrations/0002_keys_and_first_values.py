from django.db import migrations

from coordination import schema
from coordination.defaults import seed
from housing.schema import composite_key, placed_keys


class Migration(migrations.Migration):
    replaces = [("coordination", "0010_journal_by_time")]

    dependencies = [("coordination", "0001_tables")]

    operations = [
        migrations.RunSQL(schema.FOLLOW_AGENCY, schema.DROP_FOLLOW_AGENCY),
        *placed_keys("coordination_case"),
        composite_key(
            "coordination_task", ["case_id", "agency_id", "process_id", "confidential"],
            "coordination_case", ["id", "agency_id", "process_id", "confidential"],
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]  # fmt: skip

from django.db import migrations

from coordination import schema
from housing.schema import composite_key, placed_keys


class Migration(migrations.Migration):
    dependencies = [("coordination", "0001_initial")]

    operations = [
        migrations.RunSQL(schema.CASE_NUMBERS, schema.DROP_CASE_NUMBERS),
        migrations.RunSQL(schema.CHECK_CASE, schema.DROP_CHECK_CASE),
        migrations.RunSQL(schema.FOLLOW_AGENCY, schema.DROP_FOLLOW_AGENCY),
        *placed_keys("coordination_case"),
        composite_key("coordination_task", ["case_id", "agency_id"], "coordination_case", ["id", "agency_id"]),
    ]

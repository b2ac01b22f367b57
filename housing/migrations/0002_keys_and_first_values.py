from django.db import migrations

from housing import schema
from housing.defaults import seed
from housing.schema import composite_key, placed_keys


class Migration(migrations.Migration):
    replaces = [("housing", "0009_lighter_words")]

    dependencies = [("housing", "0001_tables")]

    operations = [
        migrations.RunSQL(schema.WORK_NUMBERS, schema.DROP_WORK_NUMBERS),
        migrations.RunSQL(schema.ROOM, schema.FULL),
        composite_key(
            "housing_building", ["residence_id", "landlord_id"], "housing_residence", ["id", "landlord_id"]
        ),
        composite_key(
            "housing_staircase",
            ["building_id", "residence_id", "landlord_id"],
            "housing_building",
            ["id", "residence_id", "landlord_id"],
        ),
        composite_key(
            "housing_unit",
            ["staircase_id", "residence_id", "landlord_id"],
            "housing_staircase",
            ["id", "residence_id", "landlord_id"],
        ),
        *[
            key
            for name in ("component", "equipment", "plannedwork", "placealert", "document", "externalreference")
            for key in placed_keys(f"housing_{name}")
        ],
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]

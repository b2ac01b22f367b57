from django.db import migrations

from coordination.parameters import seed
from housing.schema import composite_key, placed_keys
from proximity.cleaning_parameters import FIRST_VALUES
from proximity.defaults.cleaning import seed_grid


def first_values(apps, schema_editor):
    seed(apps, FIRST_VALUES)


class Migration(migrations.Migration):
    dependencies = [
        ("proximity", "0041_cleaning"),
        ("coordination", "0007_organisation"),
        ("housing", "0007_orders_and_references"),
    ]

    operations = [
        *placed_keys("proximity_cleaningservice"),
        composite_key(
            "proximity_penalty", ["service_id", "performer"], "proximity_cleaningservice", ["id", "performer"]
        ),
        migrations.RunPython(first_values, migrations.RunPython.noop),
        migrations.RunPython(seed_grid, migrations.RunPython.noop),
    ]

from django.db import migrations

from coordination.parameters import seed
from housing.schema import composite_key, placed_keys
from proximity import cleaning_parameters, inspection_parameters, needs_parameters, parameters, schema
from proximity.defaults import checklists, checks
from proximity.defaults.cleaning import seed_grid


def first_values(apps, schema_editor):
    for theme in (parameters, inspection_parameters, cleaning_parameters, needs_parameters):
        seed(apps, theme.FIRST_VALUES)
    checklists.seed(apps)
    checks.seed(apps)
    seed_grid(apps)


PLACED = ("workorder", "finding", "inspection", "mandatorycheck", "cleaningservice", "need")


class Migration(migrations.Migration):
    replaces = [("proximity", "0065_orders_ends")]

    dependencies = [("proximity", "0001_tables")]

    operations = [
        migrations.RunSQL(schema.ORDER_NUMBERS, schema.DROP_ORDER_NUMBERS),
        migrations.RunSQL(schema.CONTRACT, schema.DROP_CONTRACT),
        *[key for name in PLACED for key in placed_keys(f"proximity_{name}")],
        composite_key(
            "proximity_penalty", ["service_id", "performer"], "proximity_cleaningservice", ["id", "performer"]
        ),
        migrations.RunPython(first_values, migrations.RunPython.noop),
    ]

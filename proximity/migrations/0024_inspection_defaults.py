from django.db import migrations

from coordination.parameters import seed
from housing.schema import placed_keys
from proximity.defaults import checklists, checks
from proximity.inspection_parameters import FIRST_VALUES


def first_values(apps, schema_editor):
    seed(apps, FIRST_VALUES)
    checklists.seed(apps)
    checks.seed(apps)


class Migration(migrations.Migration):
    dependencies = [("proximity", "0023_inspections"), ("coordination", "0007_organisation")]

    operations = [
        *placed_keys("proximity_inspection"),
        *placed_keys("proximity_mandatorycheck"),
        migrations.RunPython(first_values, migrations.RunPython.noop),
    ]

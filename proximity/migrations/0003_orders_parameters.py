from django.db import migrations

from coordination.parameters import seed
from proximity.parameters import FIRST_VALUES


def first_values(apps, schema_editor):
    seed(apps, FIRST_VALUES)


class Migration(migrations.Migration):
    dependencies = [("proximity", "0002_orders_keys"), ("coordination", "0006_parameters_and_waits")]

    operations = [migrations.RunPython(first_values, migrations.RunPython.noop)]

from django.db import migrations

from coordination.parameters import seed
from housing.schema import placed_keys
from requests_app.parameters import FIRST_VALUES


def first_values(apps, schema_editor):
    seed(apps, FIRST_VALUES)


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0001_initial"),
        ("coordination", "0006_parameters_and_waits"),
        ("housing", "0007_orders_and_references"),
    ]

    operations = [
        *placed_keys("requests_app_poster"),
        migrations.RunPython(first_values, migrations.RunPython.noop),
    ]

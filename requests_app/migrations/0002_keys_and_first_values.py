from django.db import migrations

from coordination.parameters import seed as seed_parameters
from housing.schema import placed_keys
from requests_app import defaults
from requests_app.parameters import FIRST_VALUES


def first_values(apps, schema_editor):
    seed_parameters(apps, FIRST_VALUES)
    defaults.seed(apps)


class Migration(migrations.Migration):
    replaces = [("requests_app", "0005_retention")]

    dependencies = [("requests_app", "0001_tables")]

    operations = [
        *placed_keys("requests_app_poster"),
        migrations.RunPython(first_values, migrations.RunPython.noop),
    ]

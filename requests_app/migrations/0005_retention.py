from django.db import migrations

from coordination.parameters import seed
from requests_app.parameters import FIRST_VALUES


def first_values(apps, schema_editor):
    seed(apps, FIRST_VALUES)


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0004_visitor"),
        ("coordination", "0007_organisation"),
    ]

    operations = [migrations.RunPython(first_values, migrations.RunPython.noop)]

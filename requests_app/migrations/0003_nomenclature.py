"""Repairs, categories, signs of urgency, and the parameters declared since."""

from django.db import migrations

from coordination.parameters import seed as seed_parameters
from requests_app import defaults
from requests_app.parameters import FIRST_VALUES


def forward(apps, schema_editor):
    defaults.seed(apps)
    seed_parameters(apps, FIRST_VALUES)


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0002_keys_and_parameters"),
        ("housing", "0005_kinds_and_lifetimes"),
    ]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]

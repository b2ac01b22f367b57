from django.db import migrations

from coordination.parameters import seed
from kpis.parameters import CHANGE_LEAST, FIRST_VALUES


def first_values(apps, schema_editor):
    seed(apps, [value for value in FIRST_VALUES if value[0] == CHANGE_LEAST])


class Migration(migrations.Migration):
    dependencies = [
        ("kpis", "0003_facts_by_category"),
        ("coordination", "0003_tasks_done_by"),
    ]

    operations = [migrations.RunPython(first_values, migrations.RunPython.noop)]

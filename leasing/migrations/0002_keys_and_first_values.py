from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

from coordination.parameters import seed
from housing.schema import placed_keys
from leasing.defaults import seed_causes
from leasing.parameters import DATED_VALUES, FIRST_VALUES, RELETTING_VALUES


def first_values(apps, schema_editor):
    seed(apps, FIRST_VALUES)
    rows = apps.get_model("coordination", "Parameter").objects
    known = set(rows.values_list("code", flat=True))
    for code, value, basis, since, until in DATED_VALUES:
        if code not in known:
            rows.create(code=code, value=value, basis=basis, period=DateRange(since, until))
    seed(apps, RELETTING_VALUES)


class Migration(migrations.Migration):
    replaces = [("leasing", "0006_nominations")]

    dependencies = [("leasing", "0001_tables")]

    operations = [
        *placed_keys("leasing_lease"),
        migrations.RunPython(first_values, migrations.RunPython.noop),
        migrations.RunPython(seed_causes, migrations.RunPython.noop),
    ]

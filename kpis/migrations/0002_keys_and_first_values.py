from decimal import Decimal

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

from coordination.parameters import FROM, seed
from kpis import schema
from kpis.alerts import parameters as alerts
from kpis.defaults import TARGETS
from kpis.parameters import FIRST_VALUES


def first_values(apps, schema_editor):
    seed(apps, FIRST_VALUES)
    seed(apps, alerts.FIRST_VALUES)
    targets = apps.get_model("kpis", "Target").objects
    for measure, value, basis in TARGETS:
        targets.create(measure=measure, value=Decimal(value), basis=basis, period=DateRange(FROM, None))


class Migration(migrations.Migration):
    replaces = [("kpis", "0032_digests")]

    dependencies = [("kpis", "0001_tables")]

    operations = [
        migrations.RunSQL(schema.COMMON_DAYS, schema.DROP_COMMON_DAYS),
        migrations.RunSQL(schema.HOURS, schema.DROP_HOURS),
        migrations.RunPython(first_values, migrations.RunPython.noop),
    ]

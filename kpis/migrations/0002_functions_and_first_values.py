from decimal import Decimal

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

from coordination.parameters import FROM, seed
from kpis.defaults import TARGETS
from kpis.parameters import FIRST_VALUES
from kpis.schema import COMMON_DAYS, HOURS


def first_values(apps, schema_editor):
    seed(apps, FIRST_VALUES)
    targets = apps.get_model("kpis", "Target").objects
    if not targets.exists():
        for measure, value, basis in TARGETS:
            targets.create(measure=measure, value=Decimal(value), basis=basis, period=DateRange(FROM, None))


class Migration(migrations.Migration):
    dependencies = [
        ("kpis", "0001_initial"),
        ("coordination", "0006_parameters_and_waits"),
    ]

    operations = [
        migrations.RunSQL(COMMON_DAYS, "DROP FUNCTION kpis_common_days(daterange, date, date)"),
        migrations.RunSQL(HOURS, "DROP FUNCTION kpis_hours(tstzmultirange)"),
        migrations.RunPython(first_values, migrations.RunPython.noop),
    ]

from decimal import Decimal

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

from coordination.parameters import FROM
from kpis.defaults import PROXIMITY


def first_values(apps, schema_editor):
    """For a landlord whose other targets came before these measures."""
    targets = apps.get_model("kpis", "Target").objects
    for measure, value, basis in PROXIMITY:
        if not targets.filter(measure=measure).exists():
            targets.create(measure=measure, value=Decimal(value), basis=basis, period=DateRange(FROM, None))


class Migration(migrations.Migration):
    dependencies = [("kpis", "0003_soon_and_totals")]

    operations = [migrations.RunPython(first_values, migrations.RunPython.noop)]

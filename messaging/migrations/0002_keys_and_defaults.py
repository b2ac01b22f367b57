import datetime as dt

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

from housing.schema import placed_keys

SOURCE = "Choix par défaut, à valider par le délégué à la protection des données"


def keep_for(apps, schema_editor):
    rows = apps.get_model("messaging", "MessageRetention").objects
    for subject, months in (("text", 6), ("row", 12)):
        rows.create(subject=subject, months=months, basis=SOURCE, period=DateRange(dt.date(2026, 1, 1), None))


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0001_initial"),
        ("coordination", "0003_defaults"),
        ("housing", "0007_orders_and_references"),
    ]

    operations = [
        *placed_keys("messaging_occupancy"),
        migrations.RunPython(keep_for, migrations.RunPython.noop),
    ]

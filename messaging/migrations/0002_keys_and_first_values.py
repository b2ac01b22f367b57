import datetime as dt

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

from housing.schema import placed_keys
from messaging.models import contact_sql as sql

SOURCE = "Choix par défaut, à valider par le délégué à la protection des données"


def keep_for(apps, schema_editor):
    rows = apps.get_model("messaging", "MessageRetention").objects
    for subject, months in (("text", 6), ("row", 12)):
        rows.create(subject=subject, months=months, basis=SOURCE, period=DateRange(dt.date(2026, 1, 1), None))


class Migration(migrations.Migration):
    replaces = [("messaging", "0008_words_by_statement")]

    dependencies = [("messaging", "0001_tables")]

    operations = [
        *placed_keys("messaging_occupancy"),
        migrations.RunSQL(sql.WORDS, sql.DROP_WORDS),
        migrations.RunSQL(sql.OF_CONTACT, sql.DROP_OF_CONTACT),
        migrations.RunSQL(sql.OF_PLACE, sql.DROP_OF_PLACE),
        migrations.RunSQL([sql.OF_ROWS, sql.TRIGGERS_OF_ROWS], [sql.DROP_OF_ROWS]),
        migrations.RunSQL(sql.FOLLOW_AGENCY, sql.DROP_FOLLOW_AGENCY),
        migrations.RunPython(keep_for, migrations.RunPython.noop),
    ]

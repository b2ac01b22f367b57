from django.db import migrations

from messaging.models import contact_sql as sql


class Migration(migrations.Migration):
    """The words of people are said once a statement: a row at a time took minutes for a whole landlord."""

    dependencies = [("messaging", "0007_refused_purposes")]

    operations = [
        migrations.RunSQL(sql.OF_CONTACT_OR_LATER, sql.OF_CONTACT_AT_ONCE),
        migrations.RunSQL(sql.DROP_OF_ROW, sql.OF_ROW),
        migrations.RunSQL(sql.OF_ROWS, migrations.RunSQL.noop),
        migrations.RunSQL(sql.TRIGGERS_OF_ROWS, sql.DROP_OF_ROWS),
    ]

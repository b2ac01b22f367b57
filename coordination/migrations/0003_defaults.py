from django.db import migrations

from coordination.defaults import seed


class Migration(migrations.Migration):
    dependencies = [("coordination", "0002_keys_and_checks")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]

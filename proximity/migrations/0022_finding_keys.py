from django.db import migrations

from housing.schema import placed_keys


class Migration(migrations.Migration):
    dependencies = [("proximity", "0021_findings"), ("housing", "0007_orders_and_references")]

    operations = [*placed_keys("proximity_finding")]

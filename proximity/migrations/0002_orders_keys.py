from django.db import migrations

from housing.schema import placed_keys

NUMBERS = "CREATE SEQUENCE proximity_order_number"
DROP_NUMBERS = "DROP SEQUENCE proximity_order_number"
CONTRACT = """
ALTER TABLE proximity_workorder ADD CONSTRAINT proximity_workorder_contract_of_contractor
FOREIGN KEY (contract_id, contractor_id) REFERENCES proximity_contract (id, contractor_id)
"""
DROP_CONTRACT = "ALTER TABLE proximity_workorder DROP CONSTRAINT proximity_workorder_contract_of_contractor"


class Migration(migrations.Migration):
    dependencies = [
        ("proximity", "0001_orders"),
        ("housing", "0008_words_of_staircases"),
        ("coordination", "0007_organisation"),
    ]

    operations = [
        migrations.RunSQL(NUMBERS, DROP_NUMBERS),
        migrations.RunSQL(CONTRACT, DROP_CONTRACT),
        *placed_keys("proximity_workorder"),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("proximity", "0004_orders_prices"),
        ("proximity", "0024_inspection_defaults"),
        ("proximity", "0061_needs"),
    ]

    operations = [
        migrations.AddField(
            model_name="guarddecision",
            name="order",
            field=models.OneToOneField(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="guard",
                to="proximity.workorder", verbose_name="ordre de service",
            ),
        ),
        migrations.AddConstraint(
            model_name="guarddecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("choice", "attach"), _negated=True) | models.Q(("order__isnull", True)),
                name="guard_attached_orders_nothing",
            ),
        ),
    ]  # fmt: skip

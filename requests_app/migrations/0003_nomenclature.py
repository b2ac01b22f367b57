"""Repairs, categories, signs of urgency, and the parameters declared since."""

from django.db import migrations, models

from coordination.parameters import seed as seed_parameters
from requests_app import defaults
from requests_app.parameters import FIRST_VALUES


def forward(apps, schema_editor):
    defaults.seed(apps)
    seed_parameters(apps, FIRST_VALUES)


class Migration(migrations.Migration):
    dependencies = [
        ("requests_app", "0002_keys_and_parameters"),
        ("housing", "0005_kinds_and_lifetimes"),
    ]

    operations = [
        migrations.RemoveConstraint("urgencysign", "sign_whole_season"),
        migrations.AddConstraint(
            "urgencysign",
            models.CheckConstraint(
                condition=models.Q(from_month__isnull=True, to_month__isnull=True)
                | models.Q(
                    from_month__isnull=False,
                    to_month__isnull=False,
                    from_month__range=(1, 12),
                    to_month__range=(1, 12),
                ),
                name="sign_whole_season",
                violation_error_message="Une saison va d’un mois à un autre, de 1 à 12.",
            ),
        ),
        migrations.RunPython(forward, migrations.RunPython.noop),
    ]

"""A text may come from a short code or from a name: only those we write to must have a telephone number."""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("messaging", "0002_keys_and_defaults")]

    operations = [
        AddConstraintNotValid(
            "message",
            models.CheckConstraint(
                condition=Q(number="") | Q(direction="in") | Q(number__regex=r"^\+[1-9][0-9]{6,14}$"),
                name="message_sent_to_e164",
                violation_error_message="Le numéro s’écrit avec son indicatif : +33…",
            ),
        ),
        ValidateConstraint("message", "message_sent_to_e164"),
        migrations.RemoveConstraint("message", "message_number_e164"),
    ]

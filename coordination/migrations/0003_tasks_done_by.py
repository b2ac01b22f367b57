from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """What somebody finished. Built beside the work that goes on."""

    atomic = False

    dependencies = [
        ("coordination", "0002_keys_and_first_values"),
    ]

    operations = [
        AddIndexConcurrently(
            "task",
            models.Index(
                "done_by",
                "done_at",
                condition=models.Q(("done_at__isnull", True), _negated=True),
                name="task_done_by",
            ),
        ),
    ]

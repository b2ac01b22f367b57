from django.db import migrations, models

from coordination.parameters import seed
from proximity.inspection_parameters import OF_PHOTOS


def first_values(apps, schema_editor):
    seed(apps, OF_PHOTOS)


class Migration(migrations.Migration):
    dependencies = [("proximity", "0062_guard_order")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="photos_erased_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="photos effacées le"),
        )
        for name in ("inspection", "finding")
    ] + [migrations.RunPython(first_values, migrations.RunPython.noop)]

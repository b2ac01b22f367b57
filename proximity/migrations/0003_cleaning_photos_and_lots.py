import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from coordination.parameters import seed
from proximity.cleaning_parameters import FIRST_VALUES, KEEP_DISPUTED, KEEP_PHOTOS, RANDOM


def first_values(apps, schema_editor):
    seed(apps, [value for value in FIRST_VALUES if value[0] in (RANDOM, KEEP_PHOTOS, KEEP_DISPUTED)])


class Migration(migrations.Migration):
    dependencies = [
        ("proximity", "0002_keys_and_first_values"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="cleaningphoto",
            name="kept",
        ),
        migrations.AddField(
            model_name="cleaningcheck",
            name="drawn",
            field=models.BooleanField(default=False, editable=False, verbose_name="tiré au sort"),
        ),
        migrations.AddField(
            model_name="cleaningcheck",
            name="photos_erased_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="photos effacées le"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cleaningphoto",
            trigger=pgtrigger.compiler.Trigger(
                name="kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (\n        SELECT FROM proximity_cleaningcheck WHERE id = OLD.check_made_id AND closed_at IS NOT NULL\n        AND (TG_OP = 'UPDATE' OR photos_erased_at IS NULL)\n    ) THEN\n        RAISE EXCEPTION 'Photos of a closed check are kept'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'cleaning_photos_are_kept';\n    END IF;\n    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n",
                    hash="802586f42364ea8e40e36ccab55bb0b909bce87f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_kept_229f9",
                    table="proximity_cleaningphoto",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(first_values, migrations.RunPython.noop),
    ]

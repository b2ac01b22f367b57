import django.db.models.deletion
from django.db import migrations, models

# No fact says its category yet, and no earlier version can hold one that does. A counting of everything is begun
# here, which the next one finishes; what was counted before stays on the pages until then.
COUNT_AGAIN = """
INSERT INTO kpis_rolluprun (soon, started_at, reached, residences, changed)
SELECT false, now(), 0, 0, 0 WHERE EXISTS (SELECT FROM kpis_rolluprun)
"""
COUNT_FROM_NOTHING = f"TRUNCATE kpis_dailyfact; {COUNT_AGAIN}"


class Migration(migrations.Migration):
    dependencies = [
        ("housing", "0002_keys_and_first_values"),
        ("kpis", "0002_keys_and_first_values"),
        ("requests_app", "0002_keys_and_first_values"),
        ("teams", "0003_team_manager"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="dailyfact",
            options={
                "ordering": ["measure", "residence", "day", "team", "category"],
                "verbose_name": "fait du jour",
                "verbose_name_plural": "faits du jour",
            },
        ),
        migrations.RemoveConstraint(
            model_name="dailyfact",
            name="fact_once",
        ),
        migrations.RemoveIndex(
            model_name="dailyfact",
            name="fact_of_measure",
        ),
        migrations.RemoveIndex(
            model_name="dailyfact",
            name="fact_of_team",
        ),
        migrations.AddField(
            model_name="dailyfact",
            name="category",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="requests_app.category",
                verbose_name="catégorie",
            ),
        ),
        migrations.AlterField(
            model_name="dailyfact",
            name="residence",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="housing.residence",
                verbose_name="résidence",
            ),
        ),
        migrations.AlterField(
            model_name="dailyfact",
            name="team",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="teams.team",
                verbose_name="équipe",
            ),
        ),
        migrations.AddIndex(
            model_name="dailyfact",
            index=models.Index(
                condition=models.Q(("team__isnull", False)),
                fields=["team", "measure", "day"],
                include=("residence", "category", "numerator", "denominator"),
                name="fact_of_team",
            ),
        ),
        migrations.AddConstraint(
            model_name="dailyfact",
            constraint=models.UniqueConstraint(
                fields=("measure", "residence", "day", "team", "category"),
                include=("numerator", "denominator"),
                name="fact_once",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(COUNT_AGAIN, COUNT_FROM_NOTHING),
    ]

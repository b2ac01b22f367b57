import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

ADD_UP = """
INSERT INTO kpis_balance (measure, residence_id, category_id, numerator, denominator)
SELECT measure, residence_id, category_id, sum(numerator), sum(denominator)
FROM kpis_dailyfact
GROUP BY GROUPING SETS ((measure, residence_id), (measure, category_id))
HAVING num_nonnulls(residence_id, category_id) = 1
"""


class Migration(migrations.Migration):
    dependencies = [
        ("housing", "0002_keys_and_first_values"),
        ("kpis", "0004_least_change"),
        ("requests_app", "0002_keys_and_first_values"),
    ]

    operations = [
        migrations.CreateModel(
            name="Balance",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("measure", models.CharField(db_collation="C", max_length=10, verbose_name="indicateur")),
                (
                    "residence",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="housing.residence",
                        verbose_name="résidence",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="requests_app.category",
                        verbose_name="catégorie",
                    ),
                ),
                ("numerator", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="numérateur")),
                ("denominator", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="dénominateur")),
            ],
            options={
                "verbose_name": "solde",
                "ordering": ["measure", "residence", "category"],
            },
        ),
        migrations.AddConstraint(
            model_name="balance",
            constraint=models.UniqueConstraint(
                fields=("measure", "residence", "category"), name="balance_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="balance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("category__isnull", False), ("residence", None)),
                    models.Q(("category", None), ("residence__isnull", False)),
                    _connector="OR",
                ),
                name="balance_of_one_key",
            ),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dailyfact",
            name="adds_to_totals",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dailyfact",
            name="changes_totals",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dailyfact",
            name="leaves_totals",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dailyfact",
            name="empties_totals",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dailyfact",
            trigger=pgtrigger.compiler.Trigger(
                name="adds_to_totals",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    WITH moved AS MATERIALIZED (\n        SELECT measure, day, residence_id, category_id,\n            sum(numerator) AS numerator, sum(denominator) AS denominator\n        FROM (SELECT measure, day, residence_id, category_id, numerator, denominator FROM came) AS fact\n        GROUP BY GROUPING SETS ((measure, day), (measure, residence_id), (measure, category_id))\n        HAVING (sum(numerator) <> 0 OR sum(denominator) <> 0)\n        AND num_nonnulls(day, residence_id, category_id) = 1\n    ), days AS (\n        INSERT INTO kpis_daytotal AS kept (measure, day, numerator, denominator)\n        SELECT measure, day, numerator, denominator FROM moved WHERE day IS NOT NULL ORDER BY measure, day\n        ON CONFLICT (measure, day) DO UPDATE\n        SET numerator = kept.numerator + excluded.numerator, denominator = kept.denominator + excluded.denominator\n    )\n    INSERT INTO kpis_balance AS kept (measure, residence_id, category_id, numerator, denominator)\n    SELECT measure, residence_id, category_id, numerator, denominator FROM moved WHERE day IS NULL\n    ORDER BY measure, residence_id, category_id\n    ON CONFLICT (measure, residence_id, category_id) DO UPDATE\n    SET numerator = kept.numerator + excluded.numerator, denominator = kept.denominator + excluded.denominator;\n    RETURN NULL;\n",
                    hash="a4ee83e3af85e91820b93312fe96f3744caa1bd8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_adds_to_totals_0dd9b",
                    referencing="REFERENCING NEW TABLE AS came ",
                    table="kpis_dailyfact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dailyfact",
            trigger=pgtrigger.compiler.Trigger(
                name="changes_totals",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    WITH moved AS MATERIALIZED (\n        SELECT measure, day, residence_id, category_id,\n            sum(numerator) AS numerator, sum(denominator) AS denominator\n        FROM (SELECT measure, day, residence_id, category_id, numerator, denominator FROM came UNION ALL SELECT measure, day, residence_id, category_id, -numerator AS numerator, -denominator AS denominator FROM gone) AS fact\n        GROUP BY GROUPING SETS ((measure, day), (measure, residence_id), (measure, category_id))\n        HAVING (sum(numerator) <> 0 OR sum(denominator) <> 0)\n        AND num_nonnulls(day, residence_id, category_id) = 1\n    ), days AS (\n        INSERT INTO kpis_daytotal AS kept (measure, day, numerator, denominator)\n        SELECT measure, day, numerator, denominator FROM moved WHERE day IS NOT NULL ORDER BY measure, day\n        ON CONFLICT (measure, day) DO UPDATE\n        SET numerator = kept.numerator + excluded.numerator, denominator = kept.denominator + excluded.denominator\n    )\n    INSERT INTO kpis_balance AS kept (measure, residence_id, category_id, numerator, denominator)\n    SELECT measure, residence_id, category_id, numerator, denominator FROM moved WHERE day IS NULL\n    ORDER BY measure, residence_id, category_id\n    ON CONFLICT (measure, residence_id, category_id) DO UPDATE\n    SET numerator = kept.numerator + excluded.numerator, denominator = kept.denominator + excluded.denominator;\n    RETURN NULL;\n",
                    hash="e76d49d020f35b5eceeb70eb8c03ac1c2200df77",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_changes_totals_69501",
                    referencing="REFERENCING OLD TABLE AS gone  NEW TABLE AS came ",
                    table="kpis_dailyfact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dailyfact",
            trigger=pgtrigger.compiler.Trigger(
                name="leaves_totals",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    WITH moved AS MATERIALIZED (\n        SELECT measure, day, residence_id, category_id,\n            sum(numerator) AS numerator, sum(denominator) AS denominator\n        FROM (SELECT measure, day, residence_id, category_id, -numerator AS numerator, -denominator AS denominator FROM gone) AS fact\n        GROUP BY GROUPING SETS ((measure, day), (measure, residence_id), (measure, category_id))\n        HAVING (sum(numerator) <> 0 OR sum(denominator) <> 0)\n        AND num_nonnulls(day, residence_id, category_id) = 1\n    ), days AS (\n        INSERT INTO kpis_daytotal AS kept (measure, day, numerator, denominator)\n        SELECT measure, day, numerator, denominator FROM moved WHERE day IS NOT NULL ORDER BY measure, day\n        ON CONFLICT (measure, day) DO UPDATE\n        SET numerator = kept.numerator + excluded.numerator, denominator = kept.denominator + excluded.denominator\n    )\n    INSERT INTO kpis_balance AS kept (measure, residence_id, category_id, numerator, denominator)\n    SELECT measure, residence_id, category_id, numerator, denominator FROM moved WHERE day IS NULL\n    ORDER BY measure, residence_id, category_id\n    ON CONFLICT (measure, residence_id, category_id) DO UPDATE\n    SET numerator = kept.numerator + excluded.numerator, denominator = kept.denominator + excluded.denominator;\n    RETURN NULL;\n",
                    hash="8dfac350f8817c467f8a3187e50c06f12e78c3d6",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_leaves_totals_ab55c",
                    referencing="REFERENCING OLD TABLE AS gone ",
                    table="kpis_dailyfact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dailyfact",
            trigger=pgtrigger.compiler.Trigger(
                name="empties_totals",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="DELETE FROM kpis_daytotal; DELETE FROM kpis_balance; RETURN NULL;",
                    hash="ba90fbc5bf5068ab90e82ff9f25d9e375925e4a3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_empties_totals_2baf7",
                    table="kpis_dailyfact",
                    when="AFTER",
                ),
            ),
        ),
        # Creating triggers keeps writers away until the end of the transaction: none of their facts is missed.
        migrations.RunSQL(ADD_UP, migrations.RunSQL.noop),
    ]

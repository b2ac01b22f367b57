import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from coordination.parameters import seed
from proximity.cleaning_parameters import FIRST_VALUES, REDOS


def first_values(apps, schema_editor):
    seed(apps, [value for value in FIRST_VALUES if value[0] == REDOS])


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0009_publisher"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("proximity", "0063_firm_contests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RedoRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("since", models.DateField(verbose_name="à partir du")),
                (
                    "most",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="reprises avant pénalité",
                    ),
                ),
                ("basis", models.CharField(max_length=200, verbose_name="texte")),
            ],
            options={
                "verbose_name": "nombre de reprises",
                "verbose_name_plural": "nombres de reprises",
                "ordering": ["contract", "-since"],
            },
        ),
        migrations.CreateModel(
            name="RedoRuleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("since", models.DateField(verbose_name="à partir du")),
                (
                    "most",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="reprises avant pénalité",
                    ),
                ),
                ("basis", models.CharField(max_length=200, verbose_name="texte")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="penalty",
            name="base",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="au plus (€)"
            ),
        ),
        migrations.AddField(
            model_name="penalty",
            name="kind",
            field=models.CharField(
                choices=[
                    ("penalty", "Pénalité"),
                    ("reduction", "Réfaction"),
                    ("execution", "Exécution aux frais et risques"),
                ],
                default="penalty",
                max_length=9,
                verbose_name="nature",
            ),
        ),
        migrations.AddField(
            model_name="penalty",
            name="order",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="charged",
                to="proximity.workorder",
                verbose_name="ordre de l’autre entreprise",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("base__isnull", True), ("kind", "penalty"), ("order__isnull", True)),
                    models.Q(("base__isnull", False), ("kind", "reduction"), ("order__isnull", True)),
                    models.Q(("base__isnull", False), ("kind", "execution"), ("order__isnull", False)),
                    _connector="OR",
                ),
                name="penalty_kind_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("base__isnull", True), ("full_amount__lte", models.F("base")), _connector="OR"
                ),
                name="penalty_within_base",
            ),
        ),
        migrations.AddConstraint(
            model_name="penalty",
            constraint=models.UniqueConstraint(
                models.F("order"),
                condition=models.Q(("state", "dropped"), _negated=True),
                name="penalty_order_charged_once",
                violation_error_message="Cet ordre est déjà mis à la charge d’une entreprise.",
            ),
        ),
        migrations.AddField(
            model_name="redorule",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="redo_rules",
                to="proximity.contract",
                verbose_name="marché",
            ),
        ),
        migrations.AddField(
            model_name="redoruleevent",
            name="contract",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="proximity.contract",
                verbose_name="marché",
            ),
        ),
        migrations.AddField(
            model_name="redoruleevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="redoruleevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="proximity.redorule",
            ),
        ),
        migrations.AddConstraint(
            model_name="redorule",
            constraint=models.UniqueConstraint(
                models.F("contract"), models.F("since"), name="redo_rule_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="redorule",
            constraint=models.CheckConstraint(
                condition=models.Q(("most__gte", 1), models.Q(("basis", ""), _negated=True)),
                name="redo_rule_values",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="redorule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "proximity_redoruleevent" ("basis", "contract_id", "id", "most", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since") VALUES (OLD."basis", OLD."contract_id", OLD."id", OLD."most", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."since"); RETURN NULL;',
                    hash="37806694c9e47c4d5809d98397caf8d732ae0473",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ca979",
                    table="proximity_redorule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="redorule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "proximity_redoruleevent" ("basis", "contract_id", "id", "most", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since") VALUES (OLD."basis", OLD."contract_id", OLD."id", OLD."most", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since"); RETURN NULL;',
                    hash="0677e2cfb5b6e0797dbdc621b9f9fa01a8f568e8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_21f26",
                    table="proximity_redorule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="redoruleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2f6f379d45919f1915b65e78f098e55f281ed527",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e06e5",
                    table="proximity_redoruleevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(first_values, migrations.RunPython.noop),
    ]

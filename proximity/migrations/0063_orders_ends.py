import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from coordination.defaults import seed


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0009_publisher"),
        ("proximity", "0062_guard_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workorder",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="workorder",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="workorder",
            name="asks",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="asked_by_order",
                to="coordination.case",
                verbose_name="demande interne",
            ),
        ),
        migrations.AddField(
            model_name="workorder",
            name="ending",
            field=models.CharField(
                blank=True,
                choices=[("stopped", "Arrêté en cours"), ("reduced", "Réfaction")],
                editable=False,
                max_length=10,
                verbose_name="fin particulière",
            ),
        ),
        migrations.AddField(
            model_name="workorderevent",
            name="asks",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="coordination.case",
                verbose_name="demande interne",
            ),
        ),
        migrations.AddField(
            model_name="workorderevent",
            name="ending",
            field=models.CharField(
                blank=True,
                choices=[("stopped", "Arrêté en cours"), ("reduced", "Réfaction")],
                editable=False,
                max_length=10,
                verbose_name="fin particulière",
            ),
        ),
        migrations.AlterField(
            model_name="cleaningcontest",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="notée par",
            ),
        ),
        migrations.AlterField(
            model_name="guarddecision",
            name="amount",
            field=models.DecimalField(
                decimal_places=2, max_digits=12, verbose_name="montant de la commande HT (€)"
            ),
        ),
        migrations.AlterField(
            model_name="ordermove",
            name="after",
            field=models.CharField(
                choices=[
                    ("prepared", "À valider"),
                    ("refused", "Refusé"),
                    ("approved", "À envoyer"),
                    ("sent", "Envoyé"),
                    ("acknowledged", "Pris en compte"),
                    ("booked", "Planifié"),
                    ("started", "En cours"),
                    ("done", "À réceptionner"),
                    ("reserves", "Réserves à lever"),
                    ("accepted", "Réceptionné"),
                    ("invoiced", "Facturé"),
                    ("cancelled", "Annulé"),
                    ("declined", "Décliné par l’entreprise"),
                ],
                max_length=12,
                verbose_name="à",
            ),
        ),
        migrations.AlterField(
            model_name="ordermove",
            name="before",
            field=models.CharField(
                choices=[
                    ("prepared", "À valider"),
                    ("refused", "Refusé"),
                    ("approved", "À envoyer"),
                    ("sent", "Envoyé"),
                    ("acknowledged", "Pris en compte"),
                    ("booked", "Planifié"),
                    ("started", "En cours"),
                    ("done", "À réceptionner"),
                    ("reserves", "Réserves à lever"),
                    ("accepted", "Réceptionné"),
                    ("invoiced", "Facturé"),
                    ("cancelled", "Annulé"),
                    ("declined", "Décliné par l’entreprise"),
                ],
                max_length=12,
                verbose_name="de",
            ),
        ),
        migrations.AlterField(
            model_name="workorder",
            name="state",
            field=models.CharField(
                choices=[
                    ("prepared", "À valider"),
                    ("refused", "Refusé"),
                    ("approved", "À envoyer"),
                    ("sent", "Envoyé"),
                    ("acknowledged", "Pris en compte"),
                    ("booked", "Planifié"),
                    ("started", "En cours"),
                    ("done", "À réceptionner"),
                    ("reserves", "Réserves à lever"),
                    ("accepted", "Réceptionné"),
                    ("invoiced", "Facturé"),
                    ("cancelled", "Annulé"),
                    ("declined", "Décliné par l’entreprise"),
                ],
                default="prepared",
                editable=False,
                max_length=12,
                verbose_name="état",
            ),
        ),
        migrations.AlterField(
            model_name="workorderevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("prepared", "À valider"),
                    ("refused", "Refusé"),
                    ("approved", "À envoyer"),
                    ("sent", "Envoyé"),
                    ("acknowledged", "Pris en compte"),
                    ("booked", "Planifié"),
                    ("started", "En cours"),
                    ("done", "À réceptionner"),
                    ("reserves", "Réserves à lever"),
                    ("accepted", "Réceptionné"),
                    ("invoiced", "Facturé"),
                    ("cancelled", "Annulé"),
                    ("declined", "Décliné par l’entreprise"),
                ],
                default="prepared",
                editable=False,
                max_length=12,
                verbose_name="état",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workorder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "proximity_workorderevent" ("accepted_at", "acknowledge_by", "acknowledged_at", "amount", "asks_id", "building_id", "case_id", "contact_id", "contract_id", "contractor_id", "done_at", "due_at", "ending", "expected_on", "follows_id", "id", "instructions", "invoice", "kind_id", "made_at", "made_by_id", "number", "override", "override_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_work_id", "priority", "residence_id", "sent_at", "staircase_id", "started_at", "state", "state_since", "title", "unit_id", "version") VALUES (OLD."accepted_at", OLD."acknowledge_by", OLD."acknowledged_at", OLD."amount", OLD."asks_id", OLD."building_id", OLD."case_id", OLD."contact_id", OLD."contract_id", OLD."contractor_id", OLD."done_at", OLD."due_at", OLD."ending", OLD."expected_on", OLD."follows_id", OLD."id", OLD."instructions", OLD."invoice", OLD."kind_id", OLD."made_at", OLD."made_by_id", OLD."number", OLD."override", OLD."override_reason", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."planned_work_id", OLD."priority", OLD."residence_id", OLD."sent_at", OLD."staircase_id", OLD."started_at", OLD."state", OLD."state_since", OLD."title", OLD."unit_id", OLD."version"); RETURN NULL;',
                    hash="b1aaacb75f91d57726ed67ef1d75be529b1b6c7d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4d1b6",
                    table="proximity_workorder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workorder",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "proximity_workorderevent" ("accepted_at", "acknowledge_by", "acknowledged_at", "amount", "asks_id", "building_id", "case_id", "contact_id", "contract_id", "contractor_id", "done_at", "due_at", "ending", "expected_on", "follows_id", "id", "instructions", "invoice", "kind_id", "made_at", "made_by_id", "number", "override", "override_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_work_id", "priority", "residence_id", "sent_at", "staircase_id", "started_at", "state", "state_since", "title", "unit_id", "version") VALUES (OLD."accepted_at", OLD."acknowledge_by", OLD."acknowledged_at", OLD."amount", OLD."asks_id", OLD."building_id", OLD."case_id", OLD."contact_id", OLD."contract_id", OLD."contractor_id", OLD."done_at", OLD."due_at", OLD."ending", OLD."expected_on", OLD."follows_id", OLD."id", OLD."instructions", OLD."invoice", OLD."kind_id", OLD."made_at", OLD."made_by_id", OLD."number", OLD."override", OLD."override_reason", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."planned_work_id", OLD."priority", OLD."residence_id", OLD."sent_at", OLD."staircase_id", OLD."started_at", OLD."state", OLD."state_since", OLD."title", OLD."unit_id", OLD."version"); RETURN NULL;',
                    hash="936c0e361e54308b4eb5ea52777c04a74de3096a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f97f0",
                    table="proximity_workorder",
                    when="AFTER",
                ),
            ),
        ),
    ]

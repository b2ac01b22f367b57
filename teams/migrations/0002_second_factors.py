import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from teams.schema import Together


class Migration(migrations.Migration):
    replaces = [
        ("teams", "0002_people_history"),
    ]

    dependencies = [
        ("mfa", "0003_authenticator_type_uniq"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("teams", "0001_tables"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="UserSecondFactor",
                    fields=[],
                    options={
                        "proxy": True,
                    },
                    bases=("mfa.authenticator",),
                ),
                migrations.CreateModel(
                    name="UserSecondFactorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("recovery_codes", "Recovery codes"),
                                    ("totp", "TOTP Authenticator"),
                                    ("webauthn", "WebAuthn"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="usersecondfactor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_usersecondfactorevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "type", "user_id") VALUES (_pgh_attach_context(), NOW(), \'insert\', NEW."type", NEW."user_id"); RETURN NULL;',
                            hash="fc2b3c0ec967e3570a726b8ec948e6fa67fae10a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_17c48",
                            table="mfa_authenticator",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="usersecondfactor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_usersecondfactorevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "type", "user_id") VALUES (_pgh_attach_context(), NOW(), \'delete\', OLD."type", OLD."user_id"); RETURN NULL;',
                            hash="705637a0a7daba7c6e44925b002436c03e30f7e1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8fcc9",
                            table="mfa_authenticator",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="usersecondfactorevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="923eedeb15df5c586eadafbbc8d6371c2fb6a8f3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_66148",
                            table="teams_usersecondfactorevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]

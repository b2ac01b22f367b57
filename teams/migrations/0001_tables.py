import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from teams.schema import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("teams", "0001_initial"),
        ("teams", "0003_phone_region"),
        ("teams", "0004_wording"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Agency",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, unique=True, verbose_name="nom")),
                        (
                            "phone_region",
                            models.CharField(
                                choices=[
                                    ("FR", "France métropolitaine (+33)"),
                                    ("GP", "Guadeloupe, Saint-Martin, Saint-Barthélemy (+590)"),
                                    ("MQ", "Martinique (+596)"),
                                    ("GF", "Guyane (+594)"),
                                    ("RE", "La Réunion (+262)"),
                                    ("YT", "Mayotte (+262)"),
                                    ("PM", "Saint-Pierre-et-Miquelon (+508)"),
                                    ("NC", "Nouvelle-Calédonie (+687)"),
                                    ("PF", "Polynésie française (+689)"),
                                ],
                                db_default="FR",
                                default="FR",
                                help_text="« 06 92… » sans indicatif est lu selon ce territoire.",
                                max_length=2,
                                verbose_name="numéros de téléphone",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "agence",
                        "ordering": ["name", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="AgencyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="nom")),
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="teams.agency",
                            ),
                        ),
                        (
                            "phone_region",
                            models.CharField(
                                choices=[
                                    ("FR", "France métropolitaine (+33)"),
                                    ("GP", "Guadeloupe, Saint-Martin, Saint-Barthélemy (+590)"),
                                    ("MQ", "Martinique (+596)"),
                                    ("GF", "Guyane (+594)"),
                                    ("RE", "La Réunion (+262)"),
                                    ("YT", "Mayotte (+262)"),
                                    ("PM", "Saint-Pierre-et-Miquelon (+508)"),
                                    ("NC", "Nouvelle-Calédonie (+687)"),
                                    ("PF", "Polynésie française (+689)"),
                                ],
                                db_default="FR",
                                default="FR",
                                help_text="« 06 92… » sans indicatif est lu selon ce territoire.",
                                max_length=2,
                                verbose_name="numéros de téléphone",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Team",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="nom")),
                        (
                            "service",
                            models.CharField(
                                choices=[
                                    ("leasing", "Gestion locative"),
                                    ("proximity", "Proximité"),
                                    ("maintenance", "Maintenance"),
                                    ("assets", "Patrimoine"),
                                    ("customer", "Relation client"),
                                    ("social", "Action sociale et recouvrement"),
                                    ("direction", "Direction"),
                                ],
                                max_length=20,
                                verbose_name="service",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teams",
                                to="teams.agency",
                                verbose_name="agence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "équipe",
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("agency"),
                                models.F("name"),
                                name="team_one_name_per_agency",
                                nulls_distinct=False,
                                violation_error_message="Cette agence a déjà une équipe de ce nom.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="nom")),
                        (
                            "service",
                            models.CharField(
                                choices=[
                                    ("leasing", "Gestion locative"),
                                    ("proximity", "Proximité"),
                                    ("maintenance", "Maintenance"),
                                    ("assets", "Patrimoine"),
                                    ("customer", "Relation client"),
                                    ("social", "Action sociale et recouvrement"),
                                    ("direction", "Direction"),
                                ],
                                max_length=20,
                                verbose_name="service",
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="teams.agency",
                                verbose_name="agence",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="teams.team",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="adresse e-mail")),
                        ("first_name", models.CharField(max_length=80, verbose_name="prénom")),
                        ("last_name", models.CharField(max_length=80, verbose_name="nom")),
                        (
                            "roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("leasing_officer", "Chargé de location"),
                                        ("tenancy_officer", "Chargé de clientèle"),
                                        ("arrears_officer", "Chargé de recouvrement"),
                                        ("social_worker", "Conseiller social (CESF)"),
                                        ("proximity_manager", "Responsable de secteur"),
                                        ("caretaker", "Gardien"),
                                        ("technician", "Technicien maintenance"),
                                        ("asset_planner", "Patrimoine (PSP)"),
                                        ("contract_manager", "Gestionnaire de marchés"),
                                        ("contact_centre", "Relation client"),
                                        ("agency_manager", "Responsable d’agence"),
                                        ("director", "Direction"),
                                        ("admin", "Administrateur"),
                                    ],
                                    max_length=20,
                                ),
                                default=list,
                                size=None,
                                verbose_name="rôles",
                            ),
                        ),
                        ("all_agencies", models.BooleanField(default=False, verbose_name="toutes les agences")),
                        ("is_active", models.BooleanField(default=True, verbose_name="actif")),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="créé le"
                            ),
                        ),
                        (
                            "session_epoch",
                            models.PositiveIntegerField(
                                default=0,
                                editable=False,
                                help_text="Part of each session's seal: adding one ends them all.",
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        (
                            "agencies",
                            models.ManyToManyField(
                                blank=True, related_name="users", to="teams.agency", verbose_name="agences"
                            ),
                        ),
                        (
                            "teams",
                            models.ManyToManyField(
                                blank=True, related_name="members", to="teams.team", verbose_name="équipes"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "utilisateur",
                        "ordering": ["last_name", "first_name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("email"),
                                name="user_email_any_case",
                                violation_error_message="Cette adresse e-mail a déjà un compte.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "roles__contained_by",
                                        [
                                            "leasing_officer",
                                            "tenancy_officer",
                                            "arrears_officer",
                                            "social_worker",
                                            "proximity_manager",
                                            "caretaker",
                                            "technician",
                                            "asset_planner",
                                            "contract_manager",
                                            "contact_centre",
                                            "agency_manager",
                                            "director",
                                            "admin",
                                        ],
                                    )
                                ),
                                name="user_known_roles",
                                violation_error_message="Rôle inconnu.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UserEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="adresse e-mail")),
                        ("first_name", models.CharField(max_length=80, verbose_name="prénom")),
                        ("last_name", models.CharField(max_length=80, verbose_name="nom")),
                        (
                            "roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("leasing_officer", "Chargé de location"),
                                        ("tenancy_officer", "Chargé de clientèle"),
                                        ("arrears_officer", "Chargé de recouvrement"),
                                        ("social_worker", "Conseiller social (CESF)"),
                                        ("proximity_manager", "Responsable de secteur"),
                                        ("caretaker", "Gardien"),
                                        ("technician", "Technicien maintenance"),
                                        ("asset_planner", "Patrimoine (PSP)"),
                                        ("contract_manager", "Gestionnaire de marchés"),
                                        ("contact_centre", "Relation client"),
                                        ("agency_manager", "Responsable d’agence"),
                                        ("director", "Direction"),
                                        ("admin", "Administrateur"),
                                    ],
                                    max_length=20,
                                ),
                                default=list,
                                size=None,
                                verbose_name="rôles",
                            ),
                        ),
                        ("all_agencies", models.BooleanField(default=False, verbose_name="toutes les agences")),
                        ("is_active", models.BooleanField(default=True, verbose_name="actif")),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="créé le"
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="UserAgency",
                    fields=[],
                    options={
                        "proxy": True,
                    },
                    bases=("teams.user_agencies",),
                ),
                migrations.CreateModel(
                    name="UserAgencyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="teams.agency",
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
                                db_tablespace="",
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
                migrations.CreateModel(
                    name="UserTeam",
                    fields=[],
                    options={
                        "proxy": True,
                    },
                    bases=("teams.user_teams",),
                ),
                migrations.CreateModel(
                    name="UserTeamEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
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
                            "team",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="teams.team",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_tablespace="",
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
                migrations.CreateModel(
                    name="WordingWarning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="le")),
                        ("where", models.CharField(max_length=100, verbose_name="formulaire")),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("judgement", "jugement ou insulte"),
                                        ("health", "santé"),
                                        ("addiction", "addiction"),
                                        ("religion", "religion"),
                                        ("origin", "origine"),
                                        ("politics", "opinion politique ou syndicale"),
                                        ("sexuality", "vie sexuelle"),
                                        ("offence", "infraction ou soupçon"),
                                        ("family", "vie familiale"),
                                        ("nir", "numéro de sécurité sociale"),
                                        ("bank", "coordonnées bancaires"),
                                    ],
                                    max_length=20,
                                ),
                                size=None,
                                verbose_name="catégories",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "avertissement de rédaction",
                        "verbose_name_plural": "avertissements de rédaction",
                        "ordering": ["-at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("categories", []), _negated=True),
                                name="wording_warns_of_something",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agency",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "teams_agencyevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_region") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone_region"); RETURN NULL;',
                            hash="c30154563c9b10f0c44e71eecdd610a7c2e9cee3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fe55a",
                            table="teams_agency",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agency",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_agencyevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_region") VALUES (OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone_region"); RETURN NULL;',
                            hash="ccdda9cc7df22b883b35a5bb433569100c352a8f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9968f",
                            table="teams_agency",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agencyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1456f1ad5bd7c67671e5e06de934fa840d6a3fb1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1a361",
                            table="teams_agencyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="team",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "teams_teamevent" ("agency_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service") VALUES (OLD."agency_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."service"); RETURN NULL;',
                            hash="2a66a396bf8095f7754af9b2e8a5950c74dff27d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_17c2b",
                            table="teams_team",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="team",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_teamevent" ("agency_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service") VALUES (OLD."agency_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."service"); RETURN NULL;',
                            hash="b1bf2263159a478d754a96e0361b1385700d327c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6cc68",
                            table="teams_team",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teamevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="099db581ba05db956d8a6ff99b3e1796956e4b39",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3eca8",
                            table="teams_teamevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_userevent" ("all_agencies", "date_joined", "email", "first_name", "id", "is_active", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (NEW."all_agencies", NEW."date_joined", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_superuser", NEW."last_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."roles"); RETURN NULL;',
                            hash="47014970650a17f4eb5baf34d89c2f8d18757ba1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_640a3",
                            table="teams_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."all_agencies" IS DISTINCT FROM (NEW."all_agencies") OR OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."roles" IS DISTINCT FROM (NEW."roles"))',
                            func='INSERT INTO "teams_userevent" ("all_agencies", "date_joined", "email", "first_name", "id", "is_active", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (OLD."all_agencies", OLD."date_joined", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_superuser", OLD."last_name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."roles"); RETURN NULL;',
                            hash="0b825cdfc8369994be3c84862c299db222099a64",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5a40a",
                            table="teams_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_userevent" ("all_agencies", "date_joined", "email", "first_name", "id", "is_active", "is_superuser", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roles") VALUES (OLD."all_agencies", OLD."date_joined", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_superuser", OLD."last_name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."roles"); RETURN NULL;',
                            hash="79d735bc7a967b483f3d3b0d55cd5ff0ec169e66",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2c6e6",
                            table="teams_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="99536b94ae044468df887d37a84cb837554cd45b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ddad6",
                            table="teams_userevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="useragency",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_useragencyevent" ("agency_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (NEW."agency_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."user_id"); RETURN NULL;',
                            hash="5e1b9b311378e667324898accb5de10f1f037ffb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f155b",
                            table="teams_user_agencies",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="useragency",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_useragencyevent" ("agency_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "user_id") VALUES (OLD."agency_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."user_id"); RETURN NULL;',
                            hash="8deb999d70b998b83ba25a6f341389cd449720d8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9aecc",
                            table="teams_user_agencies",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="useragencyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fb5702987d05b666094300bc8d8d833393498be3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7c4bd",
                            table="teams_useragencyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userteam",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_userteamevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "team_id", "user_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."team_id", NEW."user_id"); RETURN NULL;',
                            hash="84b011a984151d77ec34eb130ffa01b95192aea0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cacb1",
                            table="teams_user_teams",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userteam",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_userteamevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "team_id", "user_id") VALUES (OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."team_id", OLD."user_id"); RETURN NULL;',
                            hash="52939cb02f8ad8cc273969b4ca605995f1a68b77",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dc1f3",
                            table="teams_user_teams",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="userteamevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a436fa9a54e9db8bb37622d297c6841b5e29568c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cf2b5",
                            table="teams_userteamevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wordingwarning",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="808143d99e9ded5bd5f16e6143d6428dc009aeae",
                            operation="UPDATE",
                            pgid="pgtrigger_append_only_d9af6",
                            table="teams_wordingwarning",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]

import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.math
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import coordination.models.photos
import coordination.models.task_clock
from coordination import schema
from teams.schema import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("coordination", "0001_initial"),
        ("coordination", "0002_keys_and_checks"),
        ("coordination", "0003_defaults"),
        ("coordination", "0004_scope"),
        ("coordination", "0005_photos"),
        ("coordination", "0006_parameters_and_waits"),
        ("coordination", "0007_organisation"),
        ("coordination", "0008_agenda"),
        ("coordination", "0009_publisher"),
    ]

    dependencies = [
        ("housing", "0002_keys_and_first_values"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("teams", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(schema.CASE_NUMBERS, schema.DROP_CASE_NUMBERS),
        migrations.RunSQL(schema.CHECK_CASE, schema.DROP_CHECK_CASE),
        Together(
            [
                migrations.CreateModel(
                    name="Process",
                    fields=[
                        (
                            "code",
                            models.SlugField(
                                max_length=20, primary_key=True, serialize=False, verbose_name="code"
                            ),
                        ),
                        ("label", models.CharField(max_length=80, unique=True, verbose_name="libellé")),
                        (
                            "owner",
                            models.CharField(
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
                                verbose_name="rôle pilote",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="rang")),
                    ],
                    options={
                        "verbose_name": "processus",
                        "verbose_name_plural": "processus",
                        "ordering": ["position", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "owner__in",
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
                                name="process_owner",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkingCalendar",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        (
                            "weekdays",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                size=None,
                                verbose_name="jours (lundi = 0)",
                            ),
                        ),
                        ("opens", models.TimeField(verbose_name="ouverture")),
                        ("closes", models.TimeField(verbose_name="fermeture")),
                        (
                            "alsace_moselle",
                            models.BooleanField(default=False, verbose_name="jours fériés d’Alsace-Moselle"),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="source")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calendars",
                                to="teams.agency",
                                verbose_name="agence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "horaires d’ouverture",
                        "verbose_name_plural": "horaires d’ouverture",
                        "ordering": ["agency", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (django.db.models.functions.comparison.Coalesce("agency", 0), "="),
                                    ("period", "&&"),
                                ],
                                name="calendar_one_at_a_time",
                                violation_error_message="D’autres horaires valent déjà pour cette période.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("opens__lt", models.F("closes"))),
                                name="calendar_opens_before_closing",
                                violation_error_message="La fermeture vient avant l’ouverture.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("opens__gt", datetime.time(2, 0)),
                                        ("opens__lt", datetime.time(3, 0)),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("closes__gt", datetime.time(2, 0)),
                                        ("closes__lt", datetime.time(3, 0)),
                                        _negated=True,
                                    ),
                                ),
                                name="calendar_not_in_the_hour_that_shifts",
                                violation_error_message="Pas d’horaire entre 2 h et 3 h : cette heure change deux fois par an.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weekdays__contained_by", [0, 1, 2, 3, 4, 5, 6])),
                                name="calendar_known_weekdays",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceLevel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "U1 — urgence"),
                                    (2, "U2 — pressant"),
                                    (3, "U3 — normal"),
                                    (4, "U4 — à répondre"),
                                ],
                                verbose_name="urgence",
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="délai")),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("hours", "heures"),
                                    ("days", "jours"),
                                    ("working_hours", "heures ouvrées"),
                                    ("working_days", "jours ouvrés"),
                                ],
                                max_length=20,
                                verbose_name="unité",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="source")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
                        (
                            "process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="levels",
                                to="coordination.process",
                                verbose_name="processus",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "délai de service",
                        "verbose_name_plural": "délais de service",
                        "ordering": ["process", "priority", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("process", "="), ("priority", "="), ("period", "&&")],
                                name="level_one_at_a_time",
                                violation_error_message="Un autre délai vaut déjà pour cette période.",
                            ),
                            models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="level_positive"),
                            models.CheckConstraint(
                                condition=models.Q(("priority__in", [1, 2, 3, 4])), name="level_known_priority"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("unit", "working_days"), _negated=True),
                                    ("amount", django.db.models.functions.math.Floor("amount")),
                                    _connector="OR",
                                ),
                                name="level_whole_days",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResponsibilityMatrix",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "organisation",
                            models.CharField(
                                choices=[("territory", "Par territoire"), ("trade", "Par métier")],
                                max_length=10,
                                verbose_name="organisation",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Brouillon"), ("published", "Publiée")],
                                default="draft",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("valid_from", models.DateField(blank=True, null=True, verbose_name="en vigueur le")),
                        ("basis", models.CharField(blank=True, max_length=200, verbose_name="source")),
                        (
                            "published_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="publiée le"),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "matrice de responsabilités",
                        "verbose_name_plural": "matrices de responsabilités",
                        "ordering": ["organisation", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("organisation"), models.F("number"), name="matrix_number"
                            ),
                            models.UniqueConstraint(
                                models.F("valid_from"),
                                condition=models.Q(("state", "published")),
                                name="matrix_one_a_day",
                                violation_error_message="Une autre version entre en vigueur ce jour-là.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "draft"), ("valid_from__isnull", False), _connector="OR"
                                ),
                                name="matrix_published_from",
                            ),
                            models.UniqueConstraint(
                                models.F("organisation"),
                                condition=models.Q(("state", "draft")),
                                name="matrix_one_draft",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Responsibility",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.SlugField(max_length=30, verbose_name="étape")),
                        ("condition", models.JSONField(blank=True, default=dict, verbose_name="condition")),
                        (
                            "responsible",
                            models.CharField(
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
                                verbose_name="réalise (R)",
                            ),
                        ),
                        (
                            "responsible_service",
                            models.CharField(
                                blank=True,
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
                            "accountable",
                            models.CharField(
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
                                verbose_name="répond (A)",
                            ),
                        ),
                        (
                            "accountable_service",
                            models.CharField(
                                blank=True,
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
                            "consulted",
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
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="consultés (C)",
                            ),
                        ),
                        (
                            "informed",
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
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="informés (I)",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="délai"
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hours", "heures"),
                                    ("days", "jours"),
                                    ("working_hours", "heures ouvrées"),
                                    ("working_days", "jours ouvrés"),
                                ],
                                max_length=20,
                                verbose_name="unité",
                            ),
                        ),
                        ("action", models.CharField(blank=True, max_length=200, verbose_name="à faire")),
                        (
                            "process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rules",
                                to="coordination.process",
                                verbose_name="processus",
                            ),
                        ),
                        (
                            "matrix",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rules",
                                to="coordination.responsibilitymatrix",
                                verbose_name="matrice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "responsabilité",
                        "ordering": ["matrix", "process", "step", "pk"],
                        "indexes": [
                            models.Index(
                                models.F("matrix"), models.F("process"), models.F("step"), name="rule_of_step"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__isnull", True), ("unit", "")),
                                    models.Q(
                                        ("amount__gt", 0),
                                        ("unit__in", ["hours", "days", "working_hours", "working_days"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="rule_whole_delay",
                                violation_error_message="Donnez le délai et son unité.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("unit", "working_days"), _negated=True),
                                    ("amount", django.db.models.functions.math.Floor("amount")),
                                    _connector="OR",
                                ),
                                name="rule_whole_days",
                                violation_error_message="Un nombre entier de jours ouvrés.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "accountable__in",
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
                                    ),
                                    (
                                        "responsible__in",
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
                                    ),
                                    (
                                        "consulted__contained_by",
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
                                    ),
                                    (
                                        "informed__contained_by",
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
                                    ),
                                ),
                                name="rule_known_roles",
                            ),
                            models.UniqueConstraint(
                                models.F("matrix"),
                                models.F("process"),
                                models.F("step"),
                                models.F("condition"),
                                name="rule_one_per_condition",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opened", "Ouverture"),
                                    ("handed_over", "Transmission"),
                                    ("task_opened", "Nouvelle tâche"),
                                    ("acknowledged", "Prise en charge"),
                                    ("finished", "Tâche terminée"),
                                    ("reassigned", "Réaffectation"),
                                    ("paused", "En attente du locataire"),
                                    ("resumed", "Reprise"),
                                    ("expected", "Date prévue"),
                                    ("promised", "Date annoncée"),
                                    ("noted", "Note"),
                                    ("photo", "Photo"),
                                    ("priority", "Changement d’urgence"),
                                    ("closed", "Clôture"),
                                    ("reopened", "Réouverture"),
                                ],
                                max_length=20,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[("internal", "Interne"), ("tenant", "Visible du locataire")],
                                default="internal",
                                max_length=10,
                                verbose_name="visibilité",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="texte")),
                        ("data", models.JSONField(blank=True, default=dict, verbose_name="données")),
                        ("at", models.DateTimeField(verbose_name="le")),
                        (
                            "logged_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="écrit le"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(blank=True, editable=False, null=True, verbose_name="clé d’envoi"),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="coordination.task",
                                verbose_name="tâche",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne du journal",
                        "verbose_name_plural": "journal",
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["case", "-at", "-id"], name="entry_journal"),
                            django.contrib.postgres.indexes.BrinIndex(
                                models.F("logged_at"), autosummarize=True, name="entry_logged"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(models.F("key"), name="entry_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(("at__lte", models.F("logged_at"))), name="entry_tells_the_past"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Promise",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="date annoncée")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="annoncée le"),
                        ),
                        ("cause", models.CharField(blank=True, max_length=200, verbose_name="cause")),
                        (
                            "service",
                            models.CharField(
                                blank=True,
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
                                verbose_name="service à l’origine",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="promises",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                        (
                            "previous",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next",
                                to="coordination.promise",
                                verbose_name="remplace",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "promesse",
                        "ordering": ["-pk"],
                        "indexes": [models.Index(fields=["case", "-id"], name="promise_last")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("case"),
                                condition=models.Q(("previous__isnull", True)),
                                name="promise_one_first",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("previous__isnull", True),
                                    models.Q(
                                        models.Q(("cause", ""), _negated=True),
                                        models.Q(("service", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="promise_change_has_cause",
                                violation_error_message="Donnez la cause du changement et le service à l’origine.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pause",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("started_at", models.DateTimeField(verbose_name="depuis")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="jusqu’à")),
                        (
                            "reason",
                            models.CharField(
                                choices=[("tenant", "En attente du locataire")],
                                default="tenant",
                                max_length=10,
                                verbose_name="motif",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pauses",
                                to="coordination.task",
                                verbose_name="tâche",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pause",
                        "ordering": ["-started_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("task"),
                                condition=models.Q(("ended_at__isnull", True)),
                                name="pause_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    ("ended_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="pause_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", "tenant")), name="pause_for_the_tenant_only"
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("task", "="),
                                    (
                                        models.Func(
                                            "started_at",
                                            "ended_at",
                                            function="tstzrange",
                                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="pause_no_overlap",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Parameter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("value", models.DecimalField(decimal_places=4, max_digits=12, verbose_name="valeur")),
                        ("basis", models.CharField(max_length=300, verbose_name="base légale ou source")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
                    ],
                    options={
                        "verbose_name": "paramètre",
                        "ordering": ["code", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("code", "="), ("period", "&&")],
                                name="parameter_one_at_a_time",
                                violation_error_message="Une autre valeur vaut déjà pour cette période.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)), name="parameter_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParameterEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=60, verbose_name="code")),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("value", models.DecimalField(decimal_places=4, max_digits=12, verbose_name="valeur")),
                        ("basis", models.CharField(max_length=300, verbose_name="base légale ou source")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
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
                                to="coordination.parameter",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Picture",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(max_length=64, unique=True)),
                        (
                            "file",
                            models.ImageField(
                                max_length=120,
                                upload_to=coordination.models.photos.picture_path,
                                verbose_name="image",
                            ),
                        ),
                        (
                            "thumbnail",
                            models.ImageField(
                                max_length=120,
                                upload_to=coordination.models.photos.thumbnail_path,
                                verbose_name="vignette",
                            ),
                        ),
                        ("width", models.PositiveIntegerField(editable=False)),
                        ("height", models.PositiveIntegerField(editable=False)),
                        (
                            "kept_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="gardée depuis le"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "image",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="picture_sha256"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CasePhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("caption", models.CharField(blank=True, max_length=200, verbose_name="légende")),
                        (
                            "visibility",
                            models.CharField(
                                choices=[("internal", "Interne"), ("tenant", "Visible du locataire")],
                                default="internal",
                                max_length=10,
                                verbose_name="visibilité",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="prise le")),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="photos",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="coordination.picture",
                                verbose_name="image",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "photo",
                        "ordering": ["-at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("visibility__in", ["internal", "tenant"])),
                                name="photo_known_visibility",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(editable=False, max_length=20, unique=True, verbose_name="référence"),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="objet")),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "U1 — urgence"),
                                    (2, "U2 — pressant"),
                                    (3, "U3 — normal"),
                                    (4, "U4 — à répondre"),
                                ],
                                default=3,
                                verbose_name="urgence",
                            ),
                        ),
                        ("facts", models.JSONField(blank=True, default=dict, verbose_name="faits connus")),
                        ("opened_at", models.DateTimeField(verbose_name="ouvert le")),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="clos le"),
                        ),
                        (
                            "outcome",
                            models.CharField(blank=True, editable=False, max_length=40, verbose_name="issue"),
                        ),
                        (
                            "promised_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="date annoncée"),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="à traiter avant"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="teams.agency",
                                verbose_name="agence",
                            ),
                        ),
                        (
                            "building",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="housing.building",
                                verbose_name="bâtiment",
                            ),
                        ),
                        (
                            "opened_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="housing.residence",
                                verbose_name="résidence",
                            ),
                        ),
                        (
                            "staircase",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="housing.staircase",
                                verbose_name="escalier",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="housing.unit",
                                verbose_name="logement",
                            ),
                        ),
                        (
                            "process",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="coordination.process",
                                verbose_name="processus",
                            ),
                        ),
                        (
                            "confidential",
                            models.BooleanField(default=False, editable=False, verbose_name="confidentiel"),
                        ),
                    ],
                    options={
                        "verbose_name": "dossier",
                        "ordering": ["-opened_at", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                models.F("agency"),
                                models.F("process"),
                                condition=models.Q(("closed_at__isnull", True)),
                                name="case_open",
                            ),
                            models.Index(
                                models.F("promised_on"),
                                condition=models.Q(("closed_at__isnull", True)),
                                name="case_open_promise",
                            ),
                            models.Index(models.F("process"), models.F("opened_at"), name="case_by_process"),
                            models.Index(
                                models.OrderBy(models.F("opened_at"), descending=True),
                                models.F("id"),
                                condition=models.Q(("closed_at__isnull", True)),
                                name="case_open_latest",
                            ),
                            models.Index(
                                models.F("opened_by"),
                                condition=models.Q(("confidential", True)),
                                name="case_confidential",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("unit__isnull", True), ("staircase__isnull", False), _connector="OR"
                                    ),
                                    models.Q(
                                        ("staircase__isnull", True), ("building__isnull", False), _connector="OR"
                                    ),
                                ),
                                name="coordination_case_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.UniqueConstraint(
                                models.F("id"),
                                models.F("agency"),
                                models.F("process"),
                                models.F("confidential"),
                                name="case_with_scope",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reference__regex", "^D-[0-9]{2}-[0-9]{6,}$")),
                                name="case_reference",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("outcome", "")),
                                    models.Q(
                                        ("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="case_closed_has_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", True),
                                    ("closed_at__gte", models.F("opened_at")),
                                    _connector="OR",
                                ),
                                name="case_closes_after",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("priority__in", [1, 2, 3, 4])), name="case_known_priority"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("step", models.SlugField(db_index=False, max_length=30, verbose_name="étape")),
                        (
                            "role",
                            models.CharField(
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
                                verbose_name="rôle",
                            ),
                        ),
                        ("facts", models.JSONField(blank=True, default=dict, verbose_name="faits")),
                        ("opened_at", models.DateTimeField(verbose_name="ouverte le")),
                        ("received_at", models.DateTimeField(verbose_name="arrivée dans l’équipe le")),
                        (
                            "acknowledged_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="prise en charge le"),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="délai"
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hours", "heures"),
                                    ("days", "jours"),
                                    ("working_hours", "heures ouvrées"),
                                    ("working_days", "jours ouvrés"),
                                ],
                                max_length=20,
                                verbose_name="unité",
                            ),
                        ),
                        ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="à faire avant")),
                        ("expected_on", models.DateField(blank=True, null=True, verbose_name="prévue le")),
                        (
                            "endangered_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="en danger le"
                            ),
                        ),
                        ("blocking", models.BooleanField(default=True, verbose_name="bloque le dossier")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="terminée le")),
                        ("outcome", models.CharField(blank=True, max_length=40, verbose_name="résultat")),
                        (
                            "agency",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="teams.agency",
                                verbose_name="agence",
                            ),
                        ),
                        (
                            "assignee",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="confiée à",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "continues",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="continued",
                                to="coordination.task",
                                verbose_name="suite de",
                            ),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="terminée par",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="donnée par",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="coordination.responsibility",
                                verbose_name="règle",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="teams.team",
                                verbose_name="équipe",
                            ),
                        ),
                        (
                            "confidential",
                            models.BooleanField(default=False, editable=False, verbose_name="confidentielle"),
                        ),
                        (
                            "process",
                            models.ForeignKey(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coordination.process",
                                verbose_name="processus",
                            ),
                        ),
                        (
                            "waits",
                            models.BooleanField(default=False, editable=False, verbose_name="attend autre chose"),
                        ),
                    ],
                    options={
                        "verbose_name": "tâche",
                        "ordering": ["opened_at", "pk"],
                        "indexes": [
                            models.Index(
                                models.F("agency"),
                                models.F("role"),
                                models.F("endangered_at"),
                                models.F("id"),
                                condition=models.Q(("done_at__isnull", True)),
                                name="task_of_role",
                            ),
                            models.Index(
                                models.F("assignee"),
                                models.F("endangered_at"),
                                models.F("id"),
                                condition=models.Q(("done_at__isnull", True)),
                                name="task_of_person",
                            ),
                            models.Index(
                                models.F("endangered_at"),
                                models.F("id"),
                                condition=models.Q(("done_at__isnull", True)),
                                name="task_by_danger",
                            ),
                            models.Index(
                                models.F("given_by"),
                                condition=models.Q(("done_at__isnull", True)),
                                name="task_given",
                            ),
                            models.Index(
                                models.F("step"),
                                models.F("opened_at"),
                                condition=models.Q(("done_at__isnull", True)),
                                name="task_at_step",
                            ),
                            models.Index(
                                models.F("case"),
                                condition=models.Q(("done_at__isnull", True)),
                                name="task_open_of_case",
                            ),
                            models.Index(
                                models.F("assignee"),
                                condition=models.Q(("confidential", True)),
                                name="task_confidential",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("outcome", "")),
                                    models.Q(("done_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="task_done_has_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("received_at__lte", models.F("opened_at")),
                                    models.Q(
                                        ("acknowledged_at__isnull", True),
                                        ("acknowledged_at__gte", models.F("opened_at")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("done_at__isnull", True),
                                        ("done_at__gte", models.F("opened_at")),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("done_at__isnull", True),
                                        ("acknowledged_at__isnull", True),
                                        ("acknowledged_at__lte", models.F("done_at")),
                                        _connector="OR",
                                    ),
                                ),
                                name="task_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__isnull", True), ("unit", "")),
                                    models.Q(
                                        ("amount__gt", 0),
                                        ("unit__in", ["hours", "days", "working_hours", "working_days"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_whole_delay",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
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
                                name="task_known_role",
                            ),
                        ],
                    },
                    bases=(coordination.models.task_clock.TaskClock, models.Model),
                ),
                migrations.CreateModel(
                    name="CalendarFeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "token_hash",
                            models.CharField(editable=False, max_length=64, unique=True, verbose_name="empreinte"),
                        ),
                        (
                            "key",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, unique=True, verbose_name="clé d’envoi"
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="créé le"
                            ),
                        ),
                        (
                            "revoked_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="révoqué le"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="personne",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lien d’agenda",
                        "verbose_name_plural": "liens d’agenda",
                        "ordering": ["-made_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("user"),
                                condition=models.Q(("revoked_at__isnull", True)),
                                name="feed_one_standing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("revoked_at__isnull", True),
                                    ("revoked_at__gte", models.F("made_at")),
                                    _connector="OR",
                                ),
                                name="feed_in_order",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="responsibilitymatrix",
                    trigger=pgtrigger.compiler.Trigger(
                        name="published_is_final",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"state\" = 'published')",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f45dc33660e30893d59b9bba20d7630a8538577e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_published_is_final_2b465",
                            table="coordination_responsibilitymatrix",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="responsibility",
                    trigger=pgtrigger.compiler.Trigger(
                        name="published_is_final",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE touched bigint[]; final boolean;",
                            func="\n                    touched := CASE TG_OP\n                        WHEN 'INSERT' THEN ARRAY[NEW.matrix_id]\n                        WHEN 'DELETE' THEN ARRAY[OLD.matrix_id]\n                        ELSE ARRAY[OLD.matrix_id, NEW.matrix_id] END;\n                    PERFORM 1 FROM coordination_responsibilitymatrix WHERE id = ANY(touched) FOR SHARE;\n                    SELECT bool_or(state = 'published') INTO final\n                        FROM coordination_responsibilitymatrix WHERE id = ANY(touched);\n                    IF final THEN\n                        RAISE EXCEPTION 'A published matrix is final' USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                            hash="60391f75114deb14fd54082153a7f7bcf917493c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_published_is_final_40f4f",
                            table="coordination_responsibility",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="entry",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bb0ee89f54c67ffeb8e941c83902fb56bce5ad6e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8297f",
                            table="coordination_entry",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="23e76e2be0a2e8d107625985a91f002c4f625cce",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_63726",
                            table="coordination_promise",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="promise",
                    trigger=pgtrigger.compiler.Trigger(
                        name="check_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="PERFORM coordination_check_case(NEW.case_id); RETURN NULL;",
                            hash="828c48d060c72a541fdee51987f27b3ea12f728a",
                            operation="INSERT",
                            pgid="pgtrigger_check_case_216f4",
                            table="coordination_promise",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pause",
                    trigger=pgtrigger.compiler.Trigger(
                        name="check_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="PERFORM coordination_check_case((SELECT case_id FROM coordination_task WHERE id = NEW.task_id)); RETURN NULL;",
                            hash="cdddde3d813e912160e2f2b8188e60964990788f",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_check_case_39f02",
                            table="coordination_pause",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parameter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coordination_parameterevent" ("basis", "code", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "verified_on") VALUES (OLD."basis", OLD."code", OLD."id", OLD."period", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."value", OLD."verified_on"); RETURN NULL;',
                            hash="11dcd1fd854b52ec66a290c3c7cc1cf8748c7f65",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b6771",
                            table="coordination_parameter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parameter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coordination_parameterevent" ("basis", "code", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "verified_on") VALUES (OLD."basis", OLD."code", OLD."id", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."value", OLD."verified_on"); RETURN NULL;',
                            hash="bb8aabc9d452468cad6adb191b876a917456ae3a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c1621",
                            table="coordination_parameter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parameterevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="94b43e2c7b8e54c9ce07c2eff241e165407f8a0e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_474fe",
                            table="coordination_parameterevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="place_agency",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    SELECT agency_id INTO NEW.agency_id FROM housing_residence WHERE id = NEW.residence_id FOR SHARE;\n    RETURN NEW;\n",
                            hash="48305cc1ba9b6a77cb622c3829cb2615f155c1df",
                            operation='INSERT OR UPDATE OF "residence_id"',
                            pgid="pgtrigger_place_agency_b9f06",
                            table="coordination_case",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="endangered",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    UPDATE coordination_task SET endangered_at =\n        LEAST(due_at, NEW.due_at, (NEW.promised_on + 1)::timestamp AT TIME ZONE 'Europe/Paris')\n        WHERE case_id = NEW.id AND done_at IS NULL;\n    RETURN NULL;\n",
                            hash="7b84672457be59a5a867112ce154e0c8549bd66f",
                            operation='UPDATE OF "due_at", "promised_on"',
                            pgid="pgtrigger_endangered_656d9",
                            table="coordination_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="check_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="PERFORM coordination_check_case(NEW.id); RETURN NULL;",
                            hash="91cec19642e145c06ce9150672718ac33bb9f76b",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_check_case_d8bc4",
                            table="coordination_case",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="a217adbfec485453c46d59c107222a7afc7dfade",
                            operation="DELETE",
                            pgid="pgtrigger_kept_c24f2",
                            table="coordination_case",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="task",
                    trigger=pgtrigger.compiler.Trigger(
                        name="endangered",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    SELECT LEAST(NEW.due_at, due_at, (promised_on + 1)::timestamp AT TIME ZONE 'Europe/Paris')\n        INTO NEW.endangered_at FROM coordination_case WHERE id = NEW.case_id;\n    RETURN NEW;\n",
                            hash="442b7f2930984e4bdce299306cd8c7958644e3a2",
                            operation='INSERT OR UPDATE OF "due_at"',
                            pgid="pgtrigger_endangered_a1198",
                            table="coordination_task",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="task",
                    trigger=pgtrigger.compiler.Trigger(
                        name="check_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n    IF TG_OP <> 'INSERT' THEN PERFORM coordination_check_case(OLD.case_id); END IF;\n    IF TG_OP <> 'DELETE' AND (TG_OP = 'INSERT' OR NEW.case_id <> OLD.case_id) THEN\n        PERFORM coordination_check_case(NEW.case_id);\n    END IF;\n    RETURN NULL;\n",
                            hash="1a24db55a7bcc67cd165fac6fb755c571d483a01",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_check_case_cf7bd",
                            table="coordination_task",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]

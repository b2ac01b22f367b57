import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import kpis.models.charters
from teams.schema import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("kpis", "0001_initial"),
        ("kpis", "0002_functions_and_first_values"),
        ("kpis", "0003_soon_and_totals"),
        ("kpis", "0004_targets_of_proximity"),
        ("kpis", "0005_targets_verified"),
        ("kpis", "0006_charters"),
        ("kpis", "0007_facts_of_a_residence"),
        ("kpis", "0031_alerts"),
    ]

    dependencies = [
        ("coordination", "0002_keys_and_first_values"),
        ("housing", "0002_keys_and_first_values"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("teams", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="DailyFact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(db_collation="C", max_length=10, verbose_name="indicateur")),
                        ("day", models.DateField(verbose_name="jour")),
                        (
                            "numerator",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="numérateur"),
                        ),
                        (
                            "denominator",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="dénominateur"),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="housing.residence",
                                verbose_name="résidence",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="teams.team",
                                verbose_name="équipe",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fait du jour",
                        "verbose_name_plural": "faits du jour",
                        "ordering": ["measure", "residence", "team", "day"],
                        "indexes": [
                            models.Index(
                                fields=["measure", "day"],
                                include=("residence", "team", "numerator", "denominator"),
                                name="fact_of_measure",
                            ),
                            models.Index(
                                condition=models.Q(("team__isnull", False)),
                                fields=["team", "measure", "day"],
                                include=("residence", "numerator", "denominator"),
                                name="fact_of_team",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("residence", "measure", "day", "team"),
                                include=("numerator", "denominator"),
                                name="fact_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RollupRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateTimeField(null=True, verbose_name="changements depuis")),
                        ("from_day", models.DateField(null=True, verbose_name="à partir du jour")),
                        (
                            "started_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="commencé le"),
                        ),
                        ("finished_at", models.DateTimeField(null=True, verbose_name="fini le")),
                        ("reached", models.BigIntegerField(default=0, verbose_name="dernière résidence comptée")),
                        ("residences", models.PositiveIntegerField(default=0, verbose_name="résidences comptées")),
                        ("changed", models.PositiveIntegerField(default=0, verbose_name="faits changés")),
                        ("soon", models.BooleanField(default=False, verbose_name="tout de suite")),
                    ],
                    options={
                        "verbose_name": "calcul des indicateurs",
                        "verbose_name_plural": "calculs des indicateurs",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finished_at__isnull", True),
                                    ("finished_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="run_ends_after",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Discrepancy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(max_length=10, verbose_name="indicateur")),
                        ("facts", models.PositiveIntegerField(verbose_name="faits qui diffèrent")),
                        (
                            "found_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="trouvé le"),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="housing.residence",
                                verbose_name="résidence",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="discrepancies",
                                to="kpis.rolluprun",
                                verbose_name="calcul",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "écart",
                        "ordering": ["-found_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("run"),
                                models.F("measure"),
                                models.F("residence"),
                                name="discrepancy_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Alert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(db_collation="C", max_length=10, verbose_name="indicateur")),
                        (
                            "rule",
                            models.CharField(
                                choices=[
                                    ("beyond", "Hors des limites habituelles"),
                                    ("run", "Changement de niveau"),
                                ],
                                max_length=10,
                                verbose_name="règle",
                            ),
                        ),
                        ("since", models.DateField(verbose_name="depuis la semaine du")),
                        ("week", models.DateField(verbose_name="vue à la semaine du")),
                        ("value", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="valeur")),
                        ("count", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="dossiers")),
                        (
                            "usual",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="valeur habituelle"),
                        ),
                        ("low", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="limite basse")),
                        (
                            "high",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="limite haute"),
                        ),
                        ("sentence", models.TextField(verbose_name="constat")),
                        ("cause", models.TextField(blank=True, verbose_name="cause principale")),
                        (
                            "found_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="vue le"),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="close le"),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="teams.agency",
                                verbose_name="agence",
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="alert",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="housing.residence",
                                verbose_name="résidence",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="teams.team",
                                verbose_name="équipe",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "alerte",
                        "ordering": ["-week", "-pk"],
                        "indexes": [models.Index(fields=["agency", "-week"], name="alert_of_agency")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("measure"),
                                models.F("agency"),
                                models.F("residence"),
                                models.F("team"),
                                condition=models.Q(("closed_at__isnull", True)),
                                name="alert_one_open_a_series",
                                nulls_distinct=False,
                            ),
                            models.UniqueConstraint(
                                models.F("measure"),
                                models.F("agency"),
                                models.F("residence"),
                                models.F("team"),
                                models.F("week"),
                                name="alert_once_a_week",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("residence", None), ("team", None), _connector="OR"),
                                name="alert_of_one_place",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("rule__in", ["beyond", "run"])), name="alert_known_rule"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("low__lte", models.F("usual")),
                                    ("since__lte", models.F("week")),
                                    ("usual__lte", models.F("high")),
                                ),
                                name="alert_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AlertAction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("hypothesis", models.TextField(verbose_name="hypothèse")),
                        ("action", models.TextField(verbose_name="action")),
                        ("on", models.DateField(verbose_name="à partir du")),
                        ("key", models.UUIDField(editable=False, unique=True, verbose_name="clé d’envoi")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="écrite le"),
                        ),
                        (
                            "effect",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("better", "Mieux"),
                                    ("same", "Sans effet"),
                                    ("worse", "Moins bien"),
                                    ("few", "Trop peu de dossiers"),
                                ],
                                max_length=10,
                                verbose_name="effet",
                            ),
                        ),
                        (
                            "before",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="avant"
                            ),
                        ),
                        (
                            "after",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="après"
                            ),
                        ),
                        (
                            "measured_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="effet mesuré le"),
                        ),
                        (
                            "alert",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actions",
                                to="kpis.alert",
                                verbose_name="alerte",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "action",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("alert"), condition=models.Q(("effect", "")), name="action_one_unmeasured"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("effect", ""), ("measured_at__isnull", True)),
                                    models.Q(
                                        models.Q(("effect", ""), _negated=True), ("measured_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="action_measured_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("effect__in", ["", "few"]),
                                    models.Q(("after__isnull", False), ("before__isnull", False)),
                                    _connector="OR",
                                ),
                                name="action_effect_has_figures",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Watch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("week", models.DateField(unique=True, verbose_name="semaine du")),
                        ("reached", models.BigIntegerField(default=0, verbose_name="dernière agence vue")),
                        ("raised", models.PositiveIntegerField(default=0, verbose_name="alertes ouvertes")),
                        (
                            "held_back",
                            models.PositiveIntegerField(default=0, verbose_name="séries hors limites sans alerte"),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="commencée le"),
                        ),
                        ("finished_at", models.DateTimeField(null=True, verbose_name="finie le")),
                    ],
                    options={
                        "verbose_name": "surveillance",
                        "ordering": ["-week"],
                    },
                ),
                migrations.CreateModel(
                    name="Charter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="nom")),
                        ("words", models.TextField(blank=True, max_length=1000, verbose_name="présentation")),
                        (
                            "landlord",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="charters",
                                to="housing.landlord",
                                verbose_name="bailleur",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "charte d’engagements",
                        "verbose_name_plural": "chartes d’engagements",
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("landlord"),
                                models.F("name"),
                                name="charter_name",
                                violation_error_message="Cette charte existe déjà.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CharterEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=80, verbose_name="nom")),
                        ("words", models.TextField(blank=True, max_length=1000, verbose_name="présentation")),
                        (
                            "landlord",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.landlord",
                                verbose_name="bailleur",
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
                                to="kpis.charter",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=12, verbose_name="code")),
                        ("text", models.CharField(max_length=300, verbose_name="engagement")),
                        (
                            "population",
                            models.CharField(
                                choices=[("tenants", "Locataires"), ("staff", "Collaborateurs")],
                                default="tenants",
                                max_length=8,
                                verbose_name="envers",
                            ),
                        ),
                        ("measure", models.CharField(blank=True, max_length=10, verbose_name="indicateur")),
                        (
                            "question",
                            models.CharField(blank=True, max_length=200, verbose_name="question d’enquête"),
                        ),
                        (
                            "target",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Vide : la cible de l’indicateur. Pour une question : part de réponses favorables (%).",
                                max_digits=10,
                                null=True,
                                verbose_name="cible",
                            ),
                        ),
                        (
                            "proof",
                            models.CharField(
                                blank=True,
                                help_text="Ce qui montre que c’est tenu, où.",
                                max_length=300,
                                verbose_name="preuve",
                            ),
                        ),
                        (
                            "charter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="commitments",
                                to="kpis.charter",
                                verbose_name="charte",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "engagement",
                        "ordering": ["code", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("charter"),
                                models.F("code"),
                                name="commitment_code",
                                violation_error_message="Ce code est déjà pris dans cette charte.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("measure", ""), models.Q(("question", ""), _negated=True)),
                                    models.Q(models.Q(("measure", ""), _negated=True), ("question", "")),
                                    _connector="OR",
                                ),
                                name="commitment_measured_once",
                                violation_error_message="Donnez un indicateur ou une question d’enquête, l’un des deux.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("target__isnull", True), ("target__gte", 0), _connector="OR"),
                                name="commitment_target",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=12, verbose_name="code")),
                        ("text", models.CharField(max_length=300, verbose_name="engagement")),
                        (
                            "population",
                            models.CharField(
                                choices=[("tenants", "Locataires"), ("staff", "Collaborateurs")],
                                default="tenants",
                                max_length=8,
                                verbose_name="envers",
                            ),
                        ),
                        ("measure", models.CharField(blank=True, max_length=10, verbose_name="indicateur")),
                        (
                            "question",
                            models.CharField(blank=True, max_length=200, verbose_name="question d’enquête"),
                        ),
                        (
                            "target",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Vide : la cible de l’indicateur. Pour une question : part de réponses favorables (%).",
                                max_digits=10,
                                null=True,
                                verbose_name="cible",
                            ),
                        ),
                        (
                            "proof",
                            models.CharField(
                                blank=True,
                                help_text="Ce qui montre que c’est tenu, où.",
                                max_length=300,
                                verbose_name="preuve",
                            ),
                        ),
                        (
                            "charter",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="kpis.charter",
                                verbose_name="charte",
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
                                to="kpis.commitment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SurveyReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(default=django.utils.timezone.localdate, verbose_name="le")),
                        ("favourable", models.PositiveIntegerField(verbose_name="réponses favorables")),
                        ("answers", models.PositiveIntegerField(verbose_name="réponses")),
                        ("source", models.CharField(max_length=200, verbose_name="enquête")),
                        (
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="kpis.commitment",
                                verbose_name="engagement",
                            ),
                        ),
                        (
                            "noted_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="noté par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "résultat d’enquête",
                        "verbose_name_plural": "résultats d’enquête",
                        "ordering": ["-on", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("answers__gt", 0), ("favourable__lte", models.F("answers"))),
                                name="reading_counts",
                                violation_error_message="Au moins une réponse, et pas plus de favorables que de réponses.",
                            ),
                            models.UniqueConstraint(
                                models.F("commitment"),
                                models.F("on"),
                                name="reading_once_a_day",
                                violation_error_message="Un résultat est déjà noté ce jour-là.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proof",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="titre")),
                        (
                            "file",
                            models.FileField(
                                max_length=200, upload_to=kpis.models.charters.proof_path, verbose_name="fichier"
                            ),
                        ),
                        (
                            "file_name",
                            models.CharField(editable=False, max_length=200, verbose_name="nom d’origine"),
                        ),
                        ("content_type", models.CharField(editable=False, max_length=100, verbose_name="type")),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        (
                            "added_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="ajoutée le"
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ajoutée par",
                            ),
                        ),
                        (
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proofs",
                                to="kpis.commitment",
                                verbose_name="engagement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "preuve",
                        "ordering": ["-added_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Publication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("content", models.JSONField(verbose_name="contenu")),
                        (
                            "published_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="publié le"),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="retiré le")),
                        (
                            "charter",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="publications",
                                to="kpis.charter",
                                verbose_name="charte",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="publié par",
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="retiré par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "publication",
                        "ordering": ["-published_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("charter"),
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                name="publication_one_standing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(
                                        ("withdrawn_at__gte", models.F("published_at")),
                                        ("withdrawn_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="publication_withdrawn_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Digest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("week", models.DateField(verbose_name="semaine du")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="préparée le"),
                        ),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="partie le")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="digests",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="personne",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lettre de la semaine",
                        "verbose_name_plural": "lettres de la semaine",
                        "ordering": ["-week", "pk"],
                        "constraints": [
                            models.UniqueConstraint(models.F("user"), models.F("week"), name="digest_once_a_week")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MutedMeasure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                blank=True, db_collation="C", max_length=10, verbose_name="indicateur"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="muted_measures",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="personne",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "indicateur sans lettre",
                        "verbose_name_plural": "indicateurs sans lettre",
                        "ordering": ["user", "measure"],
                        "constraints": [
                            models.UniqueConstraint(models.F("user"), models.F("measure"), name="muted_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(db_collation="C", max_length=10, verbose_name="indicateur")),
                        ("value", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="cible")),
                        ("basis", models.CharField(max_length=200, verbose_name="source")),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="teams.agency",
                                verbose_name="agence",
                            ),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="housing.residence",
                                verbose_name="résidence",
                            ),
                        ),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
                    ],
                    options={
                        "verbose_name": "cible",
                        "ordering": ["measure", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("measure", "="),
                                    (django.db.models.functions.comparison.Coalesce("agency", 0), "="),
                                    (django.db.models.functions.comparison.Coalesce("residence", 0), "="),
                                    ("period", "&&"),
                                ],
                                name="target_one_at_a_time",
                                violation_error_message="Une autre cible vaut déjà pour cette période.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agency__isnull", True), ("residence__isnull", True), _connector="OR"
                                ),
                                name="target_of_one_place",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("measure", models.CharField(db_collation="C", max_length=10, verbose_name="indicateur")),
                        ("value", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="cible")),
                        ("basis", models.CharField(max_length=200, verbose_name="source")),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
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
                                to="kpis.target",
                            ),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.residence",
                                verbose_name="résidence",
                            ),
                        ),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DayTotal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("measure", models.CharField(db_collation="C", max_length=10, verbose_name="indicateur")),
                        ("day", models.DateField(verbose_name="jour")),
                        (
                            "numerator",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="numérateur"),
                        ),
                        (
                            "denominator",
                            models.DecimalField(decimal_places=4, max_digits=18, verbose_name="dénominateur"),
                        ),
                    ],
                    options={
                        "verbose_name": "total du jour",
                        "verbose_name_plural": "totaux du jour",
                        "ordering": ["measure", "day"],
                        "constraints": [
                            models.UniqueConstraint(models.F("measure"), models.F("day"), name="total_once")
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dailyfact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="adds_to_totals",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    INSERT INTO kpis_daytotal AS total (measure, day, numerator, denominator)\n    SELECT measure, day, sum(numerator), sum(denominator)\n    FROM (SELECT measure, day, numerator, denominator FROM came) AS moved (measure, day, numerator, denominator)\n    GROUP BY measure, day HAVING sum(numerator) <> 0 OR sum(denominator) <> 0 ORDER BY measure, day\n    ON CONFLICT (measure, day) DO UPDATE\n    SET numerator = total.numerator + excluded.numerator, denominator = total.denominator + excluded.denominator;\n    RETURN NULL;\n",
                            hash="60bc28d56816c0f30411b20277252fd796b59734",
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
                            func="\n    INSERT INTO kpis_daytotal AS total (measure, day, numerator, denominator)\n    SELECT measure, day, sum(numerator), sum(denominator)\n    FROM (SELECT measure, day, numerator, denominator FROM came UNION ALL SELECT measure, day, -numerator, -denominator FROM gone) AS moved (measure, day, numerator, denominator)\n    GROUP BY measure, day HAVING sum(numerator) <> 0 OR sum(denominator) <> 0 ORDER BY measure, day\n    ON CONFLICT (measure, day) DO UPDATE\n    SET numerator = total.numerator + excluded.numerator, denominator = total.denominator + excluded.denominator;\n    RETURN NULL;\n",
                            hash="b5d8aa3d8f7c0d67ff2ef9e7a03a9571c3631ac9",
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
                            func="\n    INSERT INTO kpis_daytotal AS total (measure, day, numerator, denominator)\n    SELECT measure, day, sum(numerator), sum(denominator)\n    FROM (SELECT measure, day, -numerator, -denominator FROM gone) AS moved (measure, day, numerator, denominator)\n    GROUP BY measure, day HAVING sum(numerator) <> 0 OR sum(denominator) <> 0 ORDER BY measure, day\n    ON CONFLICT (measure, day) DO UPDATE\n    SET numerator = total.numerator + excluded.numerator, denominator = total.denominator + excluded.denominator;\n    RETURN NULL;\n",
                            hash="abd25c8ff625016282057d6a3f97629cc33cf033",
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
                            func="DELETE FROM kpis_daytotal; RETURN NULL;",
                            hash="dee008de7c9a0e33484d1db432f78ca4fa293dcc",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_empties_totals_2baf7",
                            table="kpis_dailyfact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="charter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "kpis_charterevent" ("id", "landlord_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (OLD."id", OLD."landlord_id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."words"); RETURN NULL;',
                            hash="edd271ca8b07092218ef0c3607a1f8b46dcf94ae",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_94793",
                            table="kpis_charter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="charter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "kpis_charterevent" ("id", "landlord_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words") VALUES (OLD."id", OLD."landlord_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."words"); RETURN NULL;',
                            hash="d3bee7afc64635946a194b7aa095a2d4a4b4ed7a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8c827",
                            table="kpis_charter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="charterevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="589987bf22c073167868857b28dfc7cb679b2164",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1fefb",
                            table="kpis_charterevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commitment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "kpis_commitmentevent" ("charter_id", "code", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "proof", "question", "target", "text") VALUES (OLD."charter_id", OLD."code", OLD."id", OLD."measure", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."population", OLD."proof", OLD."question", OLD."target", OLD."text"); RETURN NULL;',
                            hash="b120ab9822ce8ce2af20c940cbf8f47f1fd23682",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c8f07",
                            table="kpis_commitment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commitment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "kpis_commitmentevent" ("charter_id", "code", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "proof", "question", "target", "text") VALUES (OLD."charter_id", OLD."code", OLD."id", OLD."measure", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."population", OLD."proof", OLD."question", OLD."target", OLD."text"); RETURN NULL;',
                            hash="9958e5b9c43518f7bd2e6b91efeae0add9ff54b6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d0d2a",
                            table="kpis_commitment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="commitmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9986305d388d75fe318a2ed05217abc4f5dd289e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6b061",
                            table="kpis_commitmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="target",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "kpis_targetevent" ("agency_id", "basis", "id", "measure", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "value", "verified_on") VALUES (OLD."agency_id", OLD."basis", OLD."id", OLD."measure", OLD."period", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."residence_id", OLD."value", OLD."verified_on"); RETURN NULL;',
                            hash="48fefcb99b270abb47342daf9541f9db7ca01aa9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_55bc5",
                            table="kpis_target",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="target",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "kpis_targetevent" ("agency_id", "basis", "id", "measure", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "value", "verified_on") VALUES (OLD."agency_id", OLD."basis", OLD."id", OLD."measure", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."residence_id", OLD."value", OLD."verified_on"); RETURN NULL;',
                            hash="47344cbeb36953cf15930d0a88ace61a3261247a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bf21e",
                            table="kpis_target",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="targetevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4915e89fe996ce47979535e7b8e242aa8baf9f34",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f783d",
                            table="kpis_targetevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from teams.schema import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("leasing", "0001_initial"),
        ("leasing", "0002_keys_and_parameters"),
        ("leasing", "0003_imports"),
        ("leasing", "0004_vacancies"),
        ("leasing", "0005_registers"),
    ]

    dependencies = [
        ("coordination", "0002_keys_and_first_values"),
        ("housing", "0002_keys_and_first_values"),
        ("messaging", "0002_keys_and_first_values"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("teams", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="LeaseImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "file",
                            models.FileField(
                                blank=True, max_length=200, upload_to="leases/", verbose_name="fichier"
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200, verbose_name="nom du fichier")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("uploaded", "Analyse en cours"),
                                    ("ready", "À confirmer"),
                                    ("applying", "Import en cours"),
                                    ("applied", "Importé"),
                                    ("failed", "Refusé"),
                                    ("dropped", "Abandonné"),
                                ],
                                default="uploaded",
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("lines_read", models.PositiveIntegerField(default=0, verbose_name="lignes lues")),
                        ("created", models.PositiveIntegerField(default=0, verbose_name="nouveaux")),
                        ("changed", models.PositiveIntegerField(default=0, verbose_name="modifiés")),
                        ("unchanged", models.PositiveIntegerField(default=0, verbose_name="inchangés")),
                        ("rejected", models.PositiveIntegerField(default=0, verbose_name="refusées")),
                        ("report", models.JSONField(default=dict)),
                        ("error", models.TextField(blank=True, verbose_name="erreur")),
                        (
                            "requested_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="déposé le"),
                        ),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="terminé le")),
                        (
                            "requested_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import de baux",
                        "verbose_name_plural": "imports de baux",
                        "ordering": ["-requested_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "lines_read",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("created"), "+", models.F("changed")
                                                ),
                                                "+",
                                                models.F("unchanged"),
                                            ),
                                            "+",
                                            models.F("rejected"),
                                        ),
                                    )
                                ),
                                name="lease_import_no_line_lost",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RejectedLease",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("line_number", models.PositiveIntegerField(verbose_name="ligne")),
                        ("reason", models.TextField(verbose_name="motif")),
                        ("cells", models.JSONField(verbose_name="contenu")),
                        (
                            "lease_import",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rejects",
                                to="leasing.leaseimport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne refusée",
                        "verbose_name_plural": "lignes refusées",
                        "ordering": ["line_number", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("lease_import"), models.F("line_number"), name="rejected_lease_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeaseLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("rent", "Loyer principal"),
                                    ("extra", "Loyer accessoire"),
                                    ("charges", "Provision pour charges"),
                                    ("heating", "Provision pour chauffage"),
                                    ("water", "Provision pour eau"),
                                    ("sls", "Supplément de loyer (SLS)"),
                                    ("rls", "Réduction de loyer (RLS)"),
                                    ("apl", "APL versée au bailleur"),
                                ],
                                max_length=10,
                                verbose_name="nature",
                            ),
                        ),
                        ("label", models.CharField(blank=True, max_length=60, verbose_name="libellé")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=10, verbose_name="montant par mois (€)"
                            ),
                        ),
                        ("recoverable", models.BooleanField(default=False, verbose_name="récupérable")),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        (
                            "lease",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="leasing.lease",
                                verbose_name="bail",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne de quittance",
                        "verbose_name_plural": "lignes de quittance",
                        "ordering": ["lease", "nature", "label", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("lease", "="), ("nature", "="), ("label", "="), ("period", "&&")],
                                name="line_one_at_a_time",
                                violation_error_message="Un autre montant vaut déjà pour cette période.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__lte", 0), ("nature__in", ("rls", "apl"))),
                                    models.Q(
                                        models.Q(("nature__in", ("rls", "apl")), _negated=True), ("amount__gte", 0)
                                    ),
                                    _connector="OR",
                                ),
                                name="line_right_sign",
                                violation_error_message="Un loyer n’est pas négatif ; une aide se déduit.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeaseLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("rent", "Loyer principal"),
                                    ("extra", "Loyer accessoire"),
                                    ("charges", "Provision pour charges"),
                                    ("heating", "Provision pour chauffage"),
                                    ("water", "Provision pour eau"),
                                    ("sls", "Supplément de loyer (SLS)"),
                                    ("rls", "Réduction de loyer (RLS)"),
                                    ("apl", "APL versée au bailleur"),
                                ],
                                max_length=10,
                                verbose_name="nature",
                            ),
                        ),
                        ("label", models.CharField(blank=True, max_length=60, verbose_name="libellé")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=10, verbose_name="montant par mois (€)"
                            ),
                        ),
                        ("recoverable", models.BooleanField(default=False, verbose_name="récupérable")),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        (
                            "lease",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="leasing.lease",
                                verbose_name="bail",
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
                                to="leasing.leaseline",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="LeaseParty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("holder", "Titulaire"),
                                    ("co_holder", "Cotitulaire"),
                                    ("occupant", "Occupant"),
                                    ("guarantor", "Garant"),
                                ],
                                max_length=10,
                                verbose_name="qualité",
                            ),
                        ),
                        ("since", models.DateField(blank=True, null=True, verbose_name="depuis")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leases",
                                to="messaging.contact",
                                verbose_name="personne",
                            ),
                        ),
                        (
                            "lease",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="leasing.lease",
                                verbose_name="bail",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "personne du bail",
                        "verbose_name_plural": "personnes du bail",
                        "ordering": ["lease", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("lease"),
                                models.F("contact"),
                                name="party_once_per_lease",
                                violation_error_message="Cette personne est déjà au bail.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since__isnull", True),
                                    ("until__isnull", True),
                                    ("until__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="party_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeasePartyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("holder", "Titulaire"),
                                    ("co_holder", "Cotitulaire"),
                                    ("occupant", "Occupant"),
                                    ("guarantor", "Garant"),
                                ],
                                max_length=10,
                                verbose_name="qualité",
                            ),
                        ),
                        ("since", models.DateField(blank=True, null=True, verbose_name="depuis")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                        (
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="messaging.contact",
                                verbose_name="personne",
                            ),
                        ),
                        (
                            "lease",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="leasing.lease",
                                verbose_name="bail",
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
                                to="leasing.leaseparty",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Lease",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "number",
                            models.CharField(
                                db_collation="C",
                                error_messages={"unique": "Un autre bail porte déjà ce numéro."},
                                max_length=40,
                                unique=True,
                                verbose_name="n° de bail",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("apl", "HLM conventionné APL"),
                                    ("plain", "HLM non conventionné"),
                                    ("ilm", "Loyer moyen (ILM)"),
                                    ("student", "Étudiant"),
                                    ("other", "Autre"),
                                ],
                                default="apl",
                                max_length=10,
                                verbose_name="type de bail",
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="signé le")),
                        (
                            "occupants",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="occupants"),
                        ),
                        (
                            "deposit",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="dépôt de garantie (€)",
                            ),
                        ),
                        (
                            "deposit_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("tenant", "Locataire"),
                                    ("locapass", "Loca-Pass (Action Logement)"),
                                    ("fsl", "FSL"),
                                    ("other", "Autre"),
                                ],
                                default="tenant",
                                max_length=10,
                                verbose_name="versé par",
                            ),
                        ),
                        (
                            "payment_term",
                            models.CharField(
                                choices=[("arrears", "Terme échu"), ("advance", "Terme à échoir")],
                                default="arrears",
                                max_length=10,
                                verbose_name="échéance",
                            ),
                        ),
                        (
                            "payment_mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("debit", "Prélèvement"),
                                    ("transfer", "Virement"),
                                    ("card", "Carte"),
                                    ("cheque", "Chèque"),
                                    ("cash", "Espèces"),
                                ],
                                max_length=10,
                                verbose_name="mode de paiement",
                            ),
                        ),
                        (
                            "payment_day",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="jour du prélèvement"
                            ),
                        ),
                        (
                            "resolution_delay",
                            models.CharField(
                                choices=[("two_months", "Deux mois"), ("six_weeks", "Six semaines")],
                                max_length=12,
                                verbose_name="délai de la clause résolutoire",
                            ),
                        ),
                        (
                            "insurance_received_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="attestation d’assurance reçue le"
                            ),
                        ),
                        ("insured_until", models.DateField(blank=True, null=True, verbose_name="assuré jusqu’au")),
                        ("annexes", models.CharField(blank=True, max_length=200, verbose_name="annexes")),
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
                    ],
                    options={
                        "verbose_name": "bail",
                        "verbose_name_plural": "baux",
                        "ordering": ["-pk"],
                        "abstract": False,
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
                                name="leasing_lease_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("unit", "="), ("period", "&&")],
                                name="lease_one_per_home",
                                violation_error_message="Ce logement est déjà loué sur cette période.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__isnull", False)), name="lease_of_a_home"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False), ("period__startswith__isnull", False)
                                ),
                                name="lease_has_a_start",
                                violation_error_message="La fin précède la date d’effet.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("payment_day__isnull", True), ("payment_day__range", (1, 31)), _connector="OR"
                                ),
                                name="lease_payment_day",
                                violation_error_message="Un jour du mois, de 1 à 31.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("deposit__isnull", True), ("deposit__gte", 0), _connector="OR"
                                ),
                                name="lease_deposit_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "number",
                            models.CharField(
                                db_collation="C",
                                error_messages={"unique": "Un autre bail porte déjà ce numéro."},
                                max_length=40,
                                verbose_name="n° de bail",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("apl", "HLM conventionné APL"),
                                    ("plain", "HLM non conventionné"),
                                    ("ilm", "Loyer moyen (ILM)"),
                                    ("student", "Étudiant"),
                                    ("other", "Autre"),
                                ],
                                default="apl",
                                max_length=10,
                                verbose_name="type de bail",
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("signed_on", models.DateField(blank=True, null=True, verbose_name="signé le")),
                        (
                            "occupants",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="occupants"),
                        ),
                        (
                            "deposit",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="dépôt de garantie (€)",
                            ),
                        ),
                        (
                            "deposit_from",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("tenant", "Locataire"),
                                    ("locapass", "Loca-Pass (Action Logement)"),
                                    ("fsl", "FSL"),
                                    ("other", "Autre"),
                                ],
                                default="tenant",
                                max_length=10,
                                verbose_name="versé par",
                            ),
                        ),
                        (
                            "payment_term",
                            models.CharField(
                                choices=[("arrears", "Terme échu"), ("advance", "Terme à échoir")],
                                default="arrears",
                                max_length=10,
                                verbose_name="échéance",
                            ),
                        ),
                        (
                            "payment_mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("debit", "Prélèvement"),
                                    ("transfer", "Virement"),
                                    ("card", "Carte"),
                                    ("cheque", "Chèque"),
                                    ("cash", "Espèces"),
                                ],
                                max_length=10,
                                verbose_name="mode de paiement",
                            ),
                        ),
                        (
                            "payment_day",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="jour du prélèvement"
                            ),
                        ),
                        (
                            "resolution_delay",
                            models.CharField(
                                choices=[("two_months", "Deux mois"), ("six_weeks", "Six semaines")],
                                max_length=12,
                                verbose_name="délai de la clause résolutoire",
                            ),
                        ),
                        (
                            "insurance_received_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="attestation d’assurance reçue le"
                            ),
                        ),
                        ("insured_until", models.DateField(blank=True, null=True, verbose_name="assuré jusqu’au")),
                        ("annexes", models.CharField(blank=True, max_length=200, verbose_name="annexes")),
                        (
                            "building",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.building",
                                verbose_name="bâtiment",
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
                                to="leasing.lease",
                            ),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.residence",
                                verbose_name="résidence",
                            ),
                        ),
                        (
                            "staircase",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.staircase",
                                verbose_name="escalier",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.unit",
                                verbose_name="logement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PressureZone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "commune_code",
                            models.CharField(
                                max_length=5,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^\\d[\\dAB]\\d{3}$", "Code INSEE de 5 signes."
                                    )
                                ],
                                verbose_name="code commune",
                            ),
                        ),
                        ("commune_name", models.CharField(max_length=60, verbose_name="commune")),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("basis", models.CharField(max_length=200, verbose_name="base légale")),
                    ],
                    options={
                        "verbose_name": "zone tendue",
                        "verbose_name_plural": "zones tendues",
                        "ordering": ["commune_name", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("commune_code", "="), ("period", "&&")],
                                name="zone_once_at_a_time",
                                violation_error_message="Cette commune est déjà en zone tendue à cette période.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PressureZoneEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "commune_code",
                            models.CharField(
                                max_length=5,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^\\d[\\dAB]\\d{3}$", "Code INSEE de 5 signes."
                                    )
                                ],
                                verbose_name="code commune",
                            ),
                        ),
                        ("commune_name", models.CharField(max_length=60, verbose_name="commune")),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("basis", models.CharField(max_length=200, verbose_name="base légale")),
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
                                to="leasing.pressurezone",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("registered", "Lettre recommandée avec avis de réception"),
                                    ("bailiff", "Acte de commissaire de justice"),
                                    ("hand", "Remise en main propre contre récépissé"),
                                    ("electronic", "Recommandé électronique"),
                                    ("other", "Autre (décès, constat, procès-verbal)"),
                                ],
                                default="registered",
                                max_length=12,
                                verbose_name="reçu par",
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="reçu le")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("common", "Droit commun (sans motif)"),
                                    ("pressure_zone", "Logement en zone tendue"),
                                    ("first_job", "Premier emploi"),
                                    ("job_move", "Mutation professionnelle"),
                                    ("job_loss", "Perte d’emploi"),
                                    ("new_job", "Nouvel emploi après une perte d’emploi"),
                                    ("health", "État de santé"),
                                    ("violence", "Violences"),
                                    ("rsa", "Bénéficiaire du RSA"),
                                    ("aah", "Bénéficiaire de l’AAH"),
                                    ("social_housing", "Attribution d’un logement social"),
                                    ("same_landlord", "Autre logement du même bailleur"),
                                    ("other_landlord", "Logement d’un autre bailleur HLM"),
                                    ("demolition", "Démolition, congé du bailleur"),
                                    ("death", "Décès du locataire"),
                                    ("abandonment", "Abandon du logement"),
                                    ("eviction", "Expulsion ou reprise"),
                                ],
                                default="common",
                                max_length=16,
                                verbose_name="motif",
                            ),
                        ),
                        ("proof_received", models.BooleanField(default=False, verbose_name="justificatif reçu")),
                        ("months", models.PositiveSmallIntegerField(null=True, verbose_name="préavis (mois)")),
                        ("basis", models.CharField(max_length=400, verbose_name="base légale")),
                        ("ends_on", models.DateField(verbose_name="fin du préavis")),
                        ("leaving_on", models.DateField(blank=True, null=True, verbose_name="départ annoncé le")),
                        ("keys_on", models.DateField(blank=True, null=True, verbose_name="clés rendues le")),
                        (
                            "forwarding_address",
                            models.CharField(blank=True, max_length=200, verbose_name="nouvelle adresse"),
                        ),
                        ("is_current", models.BooleanField(default=True, editable=False)),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="enregistré le"
                            ),
                        ),
                        (
                            "lease",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="leasing.lease",
                                verbose_name="bail",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "supersedes",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="superseded_by",
                                to="leasing.notice",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "congé",
                        "verbose_name_plural": "congés",
                        "ordering": ["-recorded_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("lease"),
                                condition=models.Q(("is_current", True)),
                                name="notice_one_stands",
                                violation_error_message="Ce bail a déjà un congé : corrigez-le.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__gte", models.F("received_on")),
                                    ("months__isnull", True),
                                    _connector="OR",
                                ),
                                name="notice_ends_after_receipt",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoticeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("registered", "Lettre recommandée avec avis de réception"),
                                    ("bailiff", "Acte de commissaire de justice"),
                                    ("hand", "Remise en main propre contre récépissé"),
                                    ("electronic", "Recommandé électronique"),
                                    ("other", "Autre (décès, constat, procès-verbal)"),
                                ],
                                default="registered",
                                max_length=12,
                                verbose_name="reçu par",
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="reçu le")),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("common", "Droit commun (sans motif)"),
                                    ("pressure_zone", "Logement en zone tendue"),
                                    ("first_job", "Premier emploi"),
                                    ("job_move", "Mutation professionnelle"),
                                    ("job_loss", "Perte d’emploi"),
                                    ("new_job", "Nouvel emploi après une perte d’emploi"),
                                    ("health", "État de santé"),
                                    ("violence", "Violences"),
                                    ("rsa", "Bénéficiaire du RSA"),
                                    ("aah", "Bénéficiaire de l’AAH"),
                                    ("social_housing", "Attribution d’un logement social"),
                                    ("same_landlord", "Autre logement du même bailleur"),
                                    ("other_landlord", "Logement d’un autre bailleur HLM"),
                                    ("demolition", "Démolition, congé du bailleur"),
                                    ("death", "Décès du locataire"),
                                    ("abandonment", "Abandon du logement"),
                                    ("eviction", "Expulsion ou reprise"),
                                ],
                                default="common",
                                max_length=16,
                                verbose_name="motif",
                            ),
                        ),
                        ("proof_received", models.BooleanField(default=False, verbose_name="justificatif reçu")),
                        ("months", models.PositiveSmallIntegerField(null=True, verbose_name="préavis (mois)")),
                        ("basis", models.CharField(max_length=400, verbose_name="base légale")),
                        ("ends_on", models.DateField(verbose_name="fin du préavis")),
                        ("leaving_on", models.DateField(blank=True, null=True, verbose_name="départ annoncé le")),
                        ("keys_on", models.DateField(blank=True, null=True, verbose_name="clés rendues le")),
                        (
                            "forwarding_address",
                            models.CharField(blank=True, max_length=200, verbose_name="nouvelle adresse"),
                        ),
                        ("is_current", models.BooleanField(default=True, editable=False)),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="enregistré le"
                            ),
                        ),
                        (
                            "lease",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="leasing.lease",
                                verbose_name="bail",
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
                                to="leasing.notice",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="leasing.notice",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NoticeWithdrawal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("why", models.CharField(max_length=200, verbose_name="motif")),
                        (
                            "at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="le"
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "notice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withdrawal",
                                to="leasing.notice",
                                verbose_name="congé",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "retrait de congé",
                        "verbose_name_plural": "retraits de congé",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Vacancy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("notice", "Congé"),
                                    ("death", "Décès"),
                                    ("abandonment", "Abandon"),
                                    ("eviction", "Expulsion ou reprise"),
                                    ("works", "Fin de travaux"),
                                ],
                                max_length=12,
                                verbose_name="origine",
                            ),
                        ),
                        ("expected_exit", models.DateField(verbose_name="sortie prévue le")),
                        ("visited_on", models.DateField(blank=True, null=True, verbose_name="visite conseil le")),
                        ("keys_on", models.DateField(blank=True, null=True, verbose_name="clés rendues le")),
                        (
                            "works",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "Aucun"),
                                    ("light", "Légers"),
                                    ("medium", "Moyens"),
                                    ("heavy", "Lourds"),
                                ],
                                max_length=6,
                                verbose_name="travaux",
                            ),
                        ),
                        (
                            "tenant_share",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="à la charge du locataire (€)",
                            ),
                        ),
                        (
                            "works_cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="travaux (€)",
                            ),
                        ),
                        (
                            "diagnostics_cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="diagnostics (€)",
                            ),
                        ),
                        (
                            "certainty",
                            models.CharField(
                                choices=[
                                    ("estimated", "Estimée"),
                                    ("confirmed", "Confirmée"),
                                    ("final", "Définitive"),
                                ],
                                default="estimated",
                                max_length=10,
                                verbose_name="fiabilité",
                            ),
                        ),
                        ("not_before", models.DateField(blank=True, null=True, verbose_name="pas avant le")),
                        ("ready_on", models.DateField(blank=True, null=True, verbose_name="bon à louer le")),
                        ("move_in_on", models.DateField(blank=True, null=True, verbose_name="entrée prévue le")),
                        (
                            "ended_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="finie le"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("let", "Reloué"),
                                    ("withdrawn", "Congé retiré"),
                                    ("frozen", "Retiré de la location"),
                                    ("void", "Sans suite"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="issue",
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vacancy",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "lease",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vacancies",
                                to="leasing.lease",
                                verbose_name="bail qui finit",
                            ),
                        ),
                        (
                            "next_lease",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vacancy_before",
                                to="leasing.lease",
                                verbose_name="bail suivant",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vacancies",
                                to="leasing.notice",
                                verbose_name="congé",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vacancies",
                                to="housing.unit",
                                verbose_name="logement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "relocation",
                        "ordering": ["-pk"],
                        "indexes": [
                            models.Index(
                                models.F("works"),
                                models.F("ready_on"),
                                condition=models.Q(("outcome", "let")),
                                name="vacancy_history",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("unit"),
                                condition=models.Q(("ended_on__isnull", True)),
                                name="vacancy_one_open",
                                violation_error_message="Une relocation est déjà ouverte pour ce logement.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on__isnull", True), ("outcome", "")),
                                    models.Q(
                                        ("ended_on__isnull", False), models.Q(("outcome", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="vacancy_ended_has_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ready_on__isnull", True), ("certainty", "final"), _connector="OR"
                                ),
                                name="vacancy_ready_is_final",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ready_on__isnull", True),
                                    ("move_in_on__isnull", True),
                                    ("move_in_on__gte", models.F("ready_on")),
                                    models.Q(("outcome", "let"), _negated=True),
                                    _connector="OR",
                                ),
                                name="vacancy_let_once_ready",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("tenant_share__isnull", True), ("tenant_share__gte", 0), _connector="OR"
                                    ),
                                    models.Q(
                                        ("works_cost__isnull", True), ("works_cost__gte", 0), _connector="OR"
                                    ),
                                    models.Q(
                                        ("diagnostics_cost__isnull", True),
                                        ("diagnostics_cost__gte", 0),
                                        _connector="OR",
                                    ),
                                ),
                                name="vacancy_costs_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VacancyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("notice", "Congé"),
                                    ("death", "Décès"),
                                    ("abandonment", "Abandon"),
                                    ("eviction", "Expulsion ou reprise"),
                                    ("works", "Fin de travaux"),
                                ],
                                max_length=12,
                                verbose_name="origine",
                            ),
                        ),
                        ("expected_exit", models.DateField(verbose_name="sortie prévue le")),
                        ("visited_on", models.DateField(blank=True, null=True, verbose_name="visite conseil le")),
                        ("keys_on", models.DateField(blank=True, null=True, verbose_name="clés rendues le")),
                        (
                            "works",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "Aucun"),
                                    ("light", "Légers"),
                                    ("medium", "Moyens"),
                                    ("heavy", "Lourds"),
                                ],
                                max_length=6,
                                verbose_name="travaux",
                            ),
                        ),
                        (
                            "tenant_share",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="à la charge du locataire (€)",
                            ),
                        ),
                        (
                            "works_cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="travaux (€)",
                            ),
                        ),
                        (
                            "diagnostics_cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="diagnostics (€)",
                            ),
                        ),
                        (
                            "certainty",
                            models.CharField(
                                choices=[
                                    ("estimated", "Estimée"),
                                    ("confirmed", "Confirmée"),
                                    ("final", "Définitive"),
                                ],
                                default="estimated",
                                max_length=10,
                                verbose_name="fiabilité",
                            ),
                        ),
                        ("not_before", models.DateField(blank=True, null=True, verbose_name="pas avant le")),
                        ("ready_on", models.DateField(blank=True, null=True, verbose_name="bon à louer le")),
                        ("move_in_on", models.DateField(blank=True, null=True, verbose_name="entrée prévue le")),
                        (
                            "ended_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="finie le"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("let", "Reloué"),
                                    ("withdrawn", "Congé retiré"),
                                    ("frozen", "Retiré de la location"),
                                    ("void", "Sans suite"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="issue",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "lease",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="leasing.lease",
                                verbose_name="bail qui finit",
                            ),
                        ),
                        (
                            "next_lease",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="leasing.lease",
                                verbose_name="bail suivant",
                            ),
                        ),
                        (
                            "notice",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="leasing.notice",
                                verbose_name="congé",
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
                                to="leasing.vacancy",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.unit",
                                verbose_name="logement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VacancyFreeze",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                choices=[
                                    ("demolition", "Démolition"),
                                    ("sale", "Vente"),
                                    ("rehabilitation", "Réhabilitation"),
                                    ("disaster", "Sinistre"),
                                ],
                                max_length=15,
                                verbose_name="motif",
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        (
                            "vacancy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="freezes",
                                to="leasing.vacancy",
                                verbose_name="relocation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gel",
                        "ordering": ["period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("vacancy", "="), ("period", "&&")],
                                name="freeze_one_at_a_time",
                                violation_error_message="Le logement est déjà gelé à cette période.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DelayCause",
                    fields=[
                        (
                            "code",
                            models.CharField(
                                max_length=4,
                                primary_key=True,
                                serialize=False,
                                validators=[
                                    django.core.validators.RegexValidator("^R\\d\\d$", "R et deux chiffres : R16.")
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("label", models.CharField(max_length=120, verbose_name="libellé")),
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
                        ("actor", models.CharField(blank=True, max_length=30, verbose_name="qui")),
                        ("active", models.BooleanField(default=True, verbose_name="proposée")),
                    ],
                    options={
                        "verbose_name": "cause de retard",
                        "verbose_name_plural": "causes de retard",
                        "ordering": ["code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^R[0-9]{2}$")), name="cause_has_a_code"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DelayCauseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "code",
                            models.CharField(
                                max_length=4,
                                serialize=False,
                                validators=[
                                    django.core.validators.RegexValidator("^R\\d\\d$", "R et deux chiffres : R16.")
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("label", models.CharField(max_length=120, verbose_name="libellé")),
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
                        ("actor", models.CharField(blank=True, max_length=30, verbose_name="qui")),
                        ("active", models.BooleanField(default=True, verbose_name="proposée")),
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
                                to="leasing.delaycause",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EstimateLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=120, verbose_name="quoi")),
                        (
                            "payer",
                            models.CharField(
                                choices=[("tenant", "Locataire sortant"), ("landlord", "Bailleur")],
                                max_length=10,
                                verbose_name="à la charge de",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=10,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="montant (€)",
                            ),
                        ),
                        (
                            "vacancy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="leasing.vacancy",
                                verbose_name="relocation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne d’estimation",
                        "verbose_name_plural": "lignes d’estimation",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="estimate_not_negative"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Nominator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, unique=True, verbose_name="nom")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("state", "Préfet"),
                                    ("commune", "Collectivité"),
                                    ("action_logement", "Action Logement"),
                                    ("landlord", "Bailleur"),
                                    ("other", "Autre"),
                                ],
                                max_length=16,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="délai (jours)",
                            ),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="proposé")),
                        (
                            "convention_until",
                            models.DateField(blank=True, null=True, verbose_name="convention jusqu’au"),
                        ),
                        ("quota", models.CharField(blank=True, max_length=60, verbose_name="contingent")),
                        (
                            "share",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="part du flux annuel (%)",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "réservataire",
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("share__isnull", True), ("share__range", (0, 100)), _connector="OR"
                                ),
                                name="nominator_share_is_percent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("days__isnull", True), ("days__gte", 1), _connector="OR"),
                                name="nominator_has_a_delay",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NominatorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="nom")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("state", "Préfet"),
                                    ("commune", "Collectivité"),
                                    ("action_logement", "Action Logement"),
                                    ("landlord", "Bailleur"),
                                    ("other", "Autre"),
                                ],
                                max_length=16,
                                verbose_name="nature",
                            ),
                        ),
                        ("quota", models.CharField(blank=True, max_length=60, verbose_name="contingent")),
                        (
                            "share",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="part du flux annuel (%)",
                            ),
                        ),
                        (
                            "days",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(365),
                                ],
                                verbose_name="délai (jours)",
                            ),
                        ),
                        (
                            "convention_until",
                            models.DateField(blank=True, null=True, verbose_name="convention jusqu’au"),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="proposé")),
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
                                to="leasing.nominator",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Nomination",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("quota", models.CharField(blank=True, max_length=60, verbose_name="contingent")),
                        ("informed_on", models.DateField(verbose_name="informé le")),
                        ("due_on", models.DateField(verbose_name="candidats attendus avant le")),
                        (
                            "ended_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="finie le"),
                        ),
                        (
                            "nominator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nominations",
                                to="leasing.nominator",
                                verbose_name="réservataire",
                            ),
                        ),
                        (
                            "vacancy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nominations",
                                to="leasing.vacancy",
                                verbose_name="relocation",
                            ),
                        ),
                        ("lapsed", models.BooleanField(default=False, editable=False, verbose_name="délai passé")),
                        (
                            "reminded_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="relancé le"),
                        ),
                    ],
                    options={
                        "verbose_name": "désignation",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lapsed", False), ("ended_on__isnull", False), _connector="OR"
                                ),
                                name="nomination_lapsed_is_over",
                            ),
                            models.UniqueConstraint(
                                models.F("vacancy"),
                                condition=models.Q(("ended_on__isnull", True)),
                                name="nomination_one_at_a_time",
                                violation_error_message="Un réservataire est déjà saisi pour ce logement.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="séance du")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="teams.agency",
                                verbose_name="agence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "séance de la CALEOL",
                        "ordering": ["-held_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("agency"), models.F("held_on"), name="session_once_a_day"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Candidate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("last_name", models.CharField(blank=True, max_length=80, verbose_name="nom")),
                        ("first_name", models.CharField(blank=True, max_length=80, verbose_name="prénom")),
                        ("number", models.CharField(blank=True, max_length=20, verbose_name="téléphone")),
                        (
                            "registration",
                            models.CharField(
                                blank=True,
                                max_length=18,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^\\d{3}[0-9A-Z]{3,15}$", "Le numéro unique de la demande, sans espace."
                                    )
                                ],
                                verbose_name="numéro unique",
                            ),
                        ),
                        ("rank", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="rang")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposé"),
                                    ("selected", "Retenu en CALEOL"),
                                    ("rejected", "Non retenu en CALEOL"),
                                    ("offered", "Offre envoyée"),
                                    ("accepted", "A accepté"),
                                    ("declined", "A refusé"),
                                    ("withdrawn", "Retiré"),
                                ],
                                default="proposed",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("awarded", "Attribution"),
                                    ("ranked", "Attribution avec rang"),
                                    ("conditional", "Attribution sous condition"),
                                    ("not_awarded", "Non-attribution"),
                                    ("ineligible", "Rejet pour irrecevabilité"),
                                ],
                                max_length=12,
                                verbose_name="décision",
                            ),
                        ),
                        ("offered_on", models.DateField(blank=True, null=True, verbose_name="offre notifiée le")),
                        ("answer_by", models.DateField(blank=True, null=True, verbose_name="réponse avant le")),
                        ("answered_on", models.DateField(blank=True, null=True, verbose_name="répondu le")),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("rent", "Loyer, charges"),
                                    ("place", "Localisation"),
                                    ("floor", "Étage, ascenseur"),
                                    ("size", "Surface, typologie"),
                                    ("condition", "État du logement"),
                                    ("area", "Environnement, sécurité"),
                                    ("parking", "Stationnement"),
                                    ("delay", "Délai"),
                                    ("situation", "Situation changée"),
                                    ("silence", "Sans réponse"),
                                ],
                                max_length=10,
                                verbose_name="motif du refus",
                            ),
                        ),
                        (
                            "told_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="date de disponibilité dite"
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="candidacies",
                                to="messaging.contact",
                                verbose_name="personne",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="candidates",
                                to="leasing.committeesession",
                                verbose_name="séance",
                            ),
                        ),
                        (
                            "nomination",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="candidates",
                                to="leasing.nomination",
                                verbose_name="désignation",
                            ),
                        ),
                        (
                            "vacancy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="candidates",
                                to="leasing.vacancy",
                                verbose_name="relocation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "candidat",
                        "ordering": ["vacancy", "rank", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("contact__isnull", False),
                                    models.Q(("last_name", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="candidate_has_a_name",
                                violation_error_message="Donnez une personne connue ou un nom.",
                            ),
                            models.UniqueConstraint(
                                models.F("vacancy"),
                                condition=models.Q(("state__in", ("offered", "accepted"))),
                                name="candidate_one_offer",
                                violation_error_message="Une offre est déjà en cours pour ce logement.",
                            ),
                            models.UniqueConstraint(
                                models.F("vacancy"),
                                models.F("rank"),
                                condition=models.Q(("state__in", ("selected", "offered", "accepted"))),
                                name="candidate_one_per_rank",
                                violation_error_message="Deux candidats ont le même rang.",
                            ),
                            models.UniqueConstraint(
                                models.F("vacancy"),
                                models.F("contact"),
                                condition=models.Q(("contact__isnull", False)),
                                name="candidate_once",
                                violation_error_message="Cette personne est déjà candidate pour ce logement.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "declined"), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="candidate_declines_for_a_reason",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaseline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "leasing_leaselineevent" ("amount", "id", "label", "lease_id", "nature", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recoverable") VALUES (OLD."amount", OLD."id", OLD."label", OLD."lease_id", OLD."nature", OLD."period", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."recoverable"); RETURN NULL;',
                            hash="8f3e6a93dd08463d4f51a005bc2365ce0d2b4ad8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_469ee",
                            table="leasing_leaseline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaseline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "leasing_leaselineevent" ("amount", "id", "label", "lease_id", "nature", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recoverable") VALUES (OLD."amount", OLD."id", OLD."label", OLD."lease_id", OLD."nature", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recoverable"); RETURN NULL;',
                            hash="b1534737414a1d1cd01e0936e21080c6aa2bb38a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4e364",
                            table="leasing_leaseline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaselineevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3062ed367ae782c4b7b2068efec3a0899c305db9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9a409",
                            table="leasing_leaselineevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaseparty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "leasing_leasepartyevent" ("contact_id", "id", "lease_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "until") VALUES (OLD."contact_id", OLD."id", OLD."lease_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."role", OLD."since", OLD."until"); RETURN NULL;',
                            hash="01f7dd3117f5855bdd3c3b414182fd46e4c02502",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_811e1",
                            table="leasing_leaseparty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaseparty",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "leasing_leasepartyevent" ("contact_id", "id", "lease_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "until") VALUES (OLD."contact_id", OLD."id", OLD."lease_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."since", OLD."until"); RETURN NULL;',
                            hash="d44691240873c581326d490c98c4a14c13755028",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_27985",
                            table="leasing_leaseparty",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leasepartyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d2b2e8ed3794af405cbe78e8fee5caba3388ae71",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7ddd3",
                            table="leasing_leasepartyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lease",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "leasing_leaseevent" ("annexes", "building_id", "deposit", "deposit_from", "id", "insurance_received_on", "insured_until", "key", "kind", "number", "occupants", "payment_day", "payment_mode", "payment_term", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "resolution_delay", "signed_on", "staircase_id", "unit_id") VALUES (OLD."annexes", OLD."building_id", OLD."deposit", OLD."deposit_from", OLD."id", OLD."insurance_received_on", OLD."insured_until", OLD."key", OLD."kind", OLD."number", OLD."occupants", OLD."payment_day", OLD."payment_mode", OLD."payment_term", OLD."period", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."residence_id", OLD."resolution_delay", OLD."signed_on", OLD."staircase_id", OLD."unit_id"); RETURN NULL;',
                            hash="6e1816d11534f13ae6c2a6dd28e1d3bd9b97e495",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b34a4",
                            table="leasing_lease",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lease",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "leasing_leaseevent" ("annexes", "building_id", "deposit", "deposit_from", "id", "insurance_received_on", "insured_until", "key", "kind", "number", "occupants", "payment_day", "payment_mode", "payment_term", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "resolution_delay", "signed_on", "staircase_id", "unit_id") VALUES (OLD."annexes", OLD."building_id", OLD."deposit", OLD."deposit_from", OLD."id", OLD."insurance_received_on", OLD."insured_until", OLD."key", OLD."kind", OLD."number", OLD."occupants", OLD."payment_day", OLD."payment_mode", OLD."payment_term", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."residence_id", OLD."resolution_delay", OLD."signed_on", OLD."staircase_id", OLD."unit_id"); RETURN NULL;',
                            hash="86a9454ced67ba7e3224101bfd270578db18a39d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3c99d",
                            table="leasing_lease",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="02da641aaeafc0c2575714ce1fa4eb033df4fdd2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1d5b8",
                            table="leasing_leaseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pressurezone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "leasing_pressurezoneevent" ("basis", "commune_code", "commune_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."basis", OLD."commune_code", OLD."commune_name", OLD."id", OLD."period", _pgh_attach_context(), NOW(), \'update\', OLD."id"); RETURN NULL;',
                            hash="27c93cfcd47043b01449a9eb2f9d352100d66490",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_73462",
                            table="leasing_pressurezone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pressurezone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "leasing_pressurezoneevent" ("basis", "commune_code", "commune_name", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."basis", OLD."commune_code", OLD."commune_name", OLD."id", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="078bbe4a416453d2a08d0e596713db2a74bc2309",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c3cda",
                            table="leasing_pressurezone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pressurezoneevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="79b3c5616f0baa8e0b88eebe61254c4fbef8ea1a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_36333",
                            table="leasing_pressurezoneevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "leasing_noticeevent" ("basis", "channel", "ends_on", "forwarding_address", "id", "is_current", "key", "keys_on", "lease_id", "leaving_on", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_received", "reason", "received_on", "recorded_at", "recorded_by_id", "supersedes_id") VALUES (OLD."basis", OLD."channel", OLD."ends_on", OLD."forwarding_address", OLD."id", OLD."is_current", OLD."key", OLD."keys_on", OLD."lease_id", OLD."leaving_on", OLD."months", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."proof_received", OLD."reason", OLD."received_on", OLD."recorded_at", OLD."recorded_by_id", OLD."supersedes_id"); RETURN NULL;',
                            hash="94488fed83ec9a1f600c86261423a86082245606",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d3b81",
                            table="leasing_notice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "leasing_noticeevent" ("basis", "channel", "ends_on", "forwarding_address", "id", "is_current", "key", "keys_on", "lease_id", "leaving_on", "months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_received", "reason", "received_on", "recorded_at", "recorded_by_id", "supersedes_id") VALUES (OLD."basis", OLD."channel", OLD."ends_on", OLD."forwarding_address", OLD."id", OLD."is_current", OLD."key", OLD."keys_on", OLD."lease_id", OLD."leaving_on", OLD."months", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proof_received", OLD."reason", OLD."received_on", OLD."recorded_at", OLD."recorded_by_id", OLD."supersedes_id"); RETURN NULL;',
                            hash="85715a1b4a5c630612290602a89d8fbe64e75954",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9f139",
                            table="leasing_notice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noticeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8c5abd8452611cfa566ef5dba04e13a0a556969a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6ef50",
                            table="leasing_noticeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vacancy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "leasing_vacancyevent" ("case_id", "certainty", "diagnostics_cost", "ended_on", "expected_exit", "id", "keys_on", "lease_id", "move_in_on", "next_lease_id", "not_before", "notice_id", "origin", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_on", "tenant_share", "unit_id", "visited_on", "works", "works_cost") VALUES (OLD."case_id", OLD."certainty", OLD."diagnostics_cost", OLD."ended_on", OLD."expected_exit", OLD."id", OLD."keys_on", OLD."lease_id", OLD."move_in_on", OLD."next_lease_id", OLD."not_before", OLD."notice_id", OLD."origin", OLD."outcome", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."ready_on", OLD."tenant_share", OLD."unit_id", OLD."visited_on", OLD."works", OLD."works_cost"); RETURN NULL;',
                            hash="f1812952f81382062128a6cd2363c53b2daa92c8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_286f0",
                            table="leasing_vacancy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vacancy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "leasing_vacancyevent" ("case_id", "certainty", "diagnostics_cost", "ended_on", "expected_exit", "id", "keys_on", "lease_id", "move_in_on", "next_lease_id", "not_before", "notice_id", "origin", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_on", "tenant_share", "unit_id", "visited_on", "works", "works_cost") VALUES (OLD."case_id", OLD."certainty", OLD."diagnostics_cost", OLD."ended_on", OLD."expected_exit", OLD."id", OLD."keys_on", OLD."lease_id", OLD."move_in_on", OLD."next_lease_id", OLD."not_before", OLD."notice_id", OLD."origin", OLD."outcome", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."ready_on", OLD."tenant_share", OLD."unit_id", OLD."visited_on", OLD."works", OLD."works_cost"); RETURN NULL;',
                            hash="7b26970b1d8a988fb2017a122c582c114783ec97",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3f4c5",
                            table="leasing_vacancy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vacancyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7678f02070e99a330b2b483767aecbed24b20531",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_166b0",
                            table="leasing_vacancyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delaycause",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "leasing_delaycauseevent" ("active", "actor", "code", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service") VALUES (OLD."active", OLD."actor", OLD."code", OLD."label", _pgh_attach_context(), NOW(), \'update\', OLD."code", OLD."service"); RETURN NULL;',
                            hash="1da1796821b9fe68a41a6db0b5f3cc54beb0d6c3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_122d6",
                            table="leasing_delaycause",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delaycause",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "leasing_delaycauseevent" ("active", "actor", "code", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "service") VALUES (OLD."active", OLD."actor", OLD."code", OLD."label", _pgh_attach_context(), NOW(), \'delete\', OLD."code", OLD."service"); RETURN NULL;',
                            hash="8406016b426b65aa8cb0f95d301f134c7a940c6c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6d65e",
                            table="leasing_delaycause",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="delaycauseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6ea4fbb9d05d23ce673aeb6af1ff2cbccc5a7a40",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fca11",
                            table="leasing_delaycauseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nominator",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "leasing_nominatorevent" ("active", "convention_until", "days", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quota", "share") VALUES (OLD."active", OLD."convention_until", OLD."days", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."quota", OLD."share"); RETURN NULL;',
                            hash="adbc48a1478d866b407da678ca14edc79d8eec82",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cedf5",
                            table="leasing_nominator",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nominator",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "leasing_nominatorevent" ("active", "convention_until", "days", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quota", "share") VALUES (OLD."active", OLD."convention_until", OLD."days", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quota", OLD."share"); RETURN NULL;',
                            hash="f58e8e2175249cbd71dfd50d830d6e53261aa495",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_10dcb",
                            table="leasing_nominator",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="nominatorevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="81bafa3e24390bd1da8e7195f38c8c911ad53095",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2e528",
                            table="leasing_nominatorevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]

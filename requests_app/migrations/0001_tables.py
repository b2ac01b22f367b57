import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import requests_app.models.links
from teams.schema import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("requests_app", "0001_initial"),
        ("requests_app", "0002_keys_and_parameters"),
        ("requests_app", "0003_nomenclature"),
        ("requests_app", "0004_visitor"),
    ]

    dependencies = [
        ("coordination", "0002_keys_and_first_values"),
        ("housing", "0002_keys_and_first_values"),
        ("messaging", "0002_keys_and_first_values"),
        ("teams", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="RepairItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=10, unique=True, verbose_name="code")),
                        ("area", models.CharField(max_length=60, verbose_name="rubrique")),
                        ("label", models.CharField(max_length=160, verbose_name="élément")),
                        ("tenant_part", models.CharField(max_length=500, verbose_name="à la charge du locataire")),
                        (
                            "landlord_part",
                            models.CharField(blank=True, max_length=300, verbose_name="à la charge du bailleur"),
                        ),
                        ("listed", models.BooleanField(default=True, verbose_name="dans le décret 87-712")),
                        ("basis", models.CharField(max_length=200, verbose_name="base légale")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
                    ],
                    options={
                        "verbose_name": "réparation locative",
                        "verbose_name_plural": "réparations locatives",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="ItemCover",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("contract", models.CharField(max_length=160, verbose_name="contrat d’entretien")),
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
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="covers",
                                to="requests_app.repairitem",
                                verbose_name="élément",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "élément sous contrat",
                        "verbose_name_plural": "éléments sous contrat",
                        "ordering": ["item", "residence", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("item", "="),
                                    (django.db.models.functions.comparison.Coalesce("residence", 0), "="),
                                    ("period", "&&"),
                                ],
                                name="cover_one_at_a_time",
                                violation_error_message="Un autre contrat vaut déjà pour cette période.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Category",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                        (
                            "family",
                            models.CharField(
                                choices=[
                                    ("T1", "Plomberie, sanitaire"),
                                    ("T2", "Chauffage, VMC"),
                                    ("T3", "Électricité"),
                                    ("T4", "Menuiseries, serrurerie"),
                                    ("T5", "Revêtements, humidité, nuisibles"),
                                    ("C1", "Parties communes"),
                                    ("C2", "Ascenseur"),
                                    ("C3", "Propreté, encombrants"),
                                    ("C4", "Espaces extérieurs, stationnement"),
                                    ("V1", "Troubles de voisinage"),
                                    ("A1", "Loyer, charges, quittance"),
                                    ("A2", "Bail, occupants, congé"),
                                    ("S1", "Sinistre"),
                                    ("S2", "Situation sociale"),
                                    ("Q1", "Qualité de service"),
                                ],
                                max_length=4,
                                verbose_name="famille",
                            ),
                        ),
                        ("label", models.CharField(max_length=80, verbose_name="libellé")),
                        (
                            "zones",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("home", "Dans le logement"),
                                        ("common", "Dans les parties communes"),
                                        ("outside", "À l’extérieur"),
                                    ],
                                    max_length=10,
                                ),
                                size=None,
                                verbose_name="où",
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
                                verbose_name="urgence habituelle",
                            ),
                        ),
                        (
                            "words",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="mots",
                            ),
                        ),
                        (
                            "equipment_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lift", "Ascenseur"),
                                    ("collective_boiler", "Chaufferie"),
                                    ("boiler", "Chaudière individuelle"),
                                    ("ventilation", "VMC"),
                                    ("gate", "Portail ou porte automatique"),
                                    ("intercom", "Interphone"),
                                    ("pump", "Pompe ou surpresseur"),
                                    ("fire_safety", "Sécurité incendie"),
                                    ("other", "Autre"),
                                ],
                                max_length=20,
                                verbose_name="équipement",
                            ),
                        ),
                        (
                            "advice",
                            models.CharField(blank=True, max_length=300, verbose_name="à dire tout de suite"),
                        ),
                        ("restricted", models.BooleanField(default=False, verbose_name="confidentielle")),
                        ("active", models.BooleanField(default=True, verbose_name="proposée")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="rang")),
                        (
                            "kind",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="housing.componentkind",
                                verbose_name="type de composant",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="categories",
                                to="requests_app.repairitem",
                                verbose_name="réparation locative",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "catégorie",
                        "ordering": ["family", "position", "label", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("family"), models.F("label"), name="category_label_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "family__in",
                                        (
                                            "T1",
                                            "T2",
                                            "T3",
                                            "T4",
                                            "T5",
                                            "C1",
                                            "C2",
                                            "C3",
                                            "C4",
                                            "V1",
                                            "A1",
                                            "A2",
                                            "S1",
                                            "S2",
                                            "Q1",
                                        ),
                                    )
                                ),
                                name="category_known_family",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("priority__in", [1, 2, 3, 4])), name="category_known_priority"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("zones__contained_by", ["home", "common", "outside"]),
                                    models.Q(("zones", []), _negated=True),
                                ),
                                name="category_known_zones",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UrgencySign",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=120, verbose_name="signe")),
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
                        (
                            "words",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="mots",
                            ),
                        ),
                        (
                            "from_month",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="du mois"),
                        ),
                        (
                            "to_month",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="au mois"),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="source")),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signs",
                                to="requests_app.category",
                                verbose_name="catégorie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "signe d’urgence",
                        "verbose_name_plural": "signes d’urgence",
                        "ordering": ["category", "priority", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("category"), models.F("label"), name="sign_label_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("priority__in", [1, 2, 3, 4])), name="sign_known_priority"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("from_month__isnull", True), ("to_month__isnull", True)),
                                    models.Q(
                                        ("from_month__isnull", False),
                                        ("from_month__range", (1, 12)),
                                        ("to_month__isnull", False),
                                        ("to_month__range", (1, 12)),
                                    ),
                                    _connector="OR",
                                ),
                                name="sign_whole_season",
                                violation_error_message="Une saison va d’un mois à un autre, de 1 à 12.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Request",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("phone", "Téléphone"),
                                    ("counter", "Accueil"),
                                    ("letter", "Courrier"),
                                    ("email", "Courriel"),
                                    ("sms", "SMS"),
                                    ("portal", "Page du locataire, affiche"),
                                    ("field", "Sur place (gardien)"),
                                ],
                                max_length=10,
                                verbose_name="canal",
                            ),
                        ),
                        (
                            "zone",
                            models.CharField(
                                choices=[
                                    ("home", "Dans le logement"),
                                    ("common", "Dans les parties communes"),
                                    ("outside", "À l’extérieur"),
                                ],
                                max_length=10,
                                verbose_name="où",
                            ),
                        ),
                        ("description", models.TextField(blank=True, max_length=1000, verbose_name="description")),
                        (
                            "availability",
                            models.CharField(blank=True, max_length=200, verbose_name="disponibilités"),
                        ),
                        (
                            "suggested_priority",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="urgence proposée"
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Non connue"),
                                    ("wear", "Vétusté"),
                                    ("workmanship", "Malfaçon"),
                                    ("defect", "Vice de construction"),
                                    ("force_majeure", "Force majeure"),
                                    ("chance", "Cas fortuit"),
                                    ("damage", "Dégradation"),
                                    ("neglect", "Défaut d’entretien"),
                                    ("disaster", "Sinistre"),
                                    ("break_in", "Effraction"),
                                ],
                                max_length=20,
                                verbose_name="cause",
                            ),
                        ),
                        (
                            "payer",
                            models.CharField(
                                choices=[
                                    ("landlord", "Bailleur"),
                                    ("tenant", "Locataire"),
                                    ("contract", "Contrat d’entretien"),
                                    ("to_check", "À vérifier"),
                                ],
                                default="to_check",
                                max_length=10,
                                verbose_name="qui paie",
                            ),
                        ),
                        ("payer_basis", models.CharField(blank=True, max_length=300, verbose_name="base")),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="request",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="requests_app.category",
                                verbose_name="catégorie",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="messaging.contact",
                                verbose_name="demandeur",
                            ),
                        ),
                        (
                            "equipment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requests",
                                to="housing.equipment",
                                verbose_name="équipement",
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="requests_app.request",
                                verbose_name="suite de",
                            ),
                        ),
                        (
                            "signs",
                            models.ManyToManyField(
                                blank=True,
                                related_name="+",
                                to="requests_app.urgencysign",
                                verbose_name="signes d’urgence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "demande",
                        "ordering": ["-case__opened_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("description__length__lte", 1000)),
                                name="request_short_description",
                                violation_error_message="1 000 caractères au plus.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("follows", models.F("pk")), _negated=True),
                                name="request_follows_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("zone__in", ["home", "common", "outside"])),
                                name="request_known_zone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("payer__in", ["landlord", "tenant", "contract", "to_check"])),
                                name="request_known_payer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="de")),
                        ("ends_at", models.DateTimeField(verbose_name="à")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="pris le"),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="fini le")),
                        (
                            "end",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("kept", "Honoré"),
                                    ("missed", "Locataire absent"),
                                    ("moved", "Déplacé"),
                                    ("cancelled", "Annulé"),
                                ],
                                max_length=10,
                                verbose_name="issue",
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="requests_app.request",
                                verbose_name="demande",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rendez-vous",
                        "verbose_name_plural": "rendez-vous",
                        "ordering": ["-starts_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("request"),
                                condition=models.Q(("ended_at__isnull", True)),
                                name="appointment_one_standing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="appointment_lasts",
                                violation_error_message="La fin vient après le début.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end", ""), ("ended_at__isnull", True)),
                                    models.Q(("ended_at__isnull", False), models.Q(("end", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="appointment_whole_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoAccess",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="le")),
                        (
                            "key",
                            models.UUIDField(
                                blank=True, editable=False, null=True, unique=True, verbose_name="clé d’envoi"
                            ),
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
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="no_accesses",
                                to="requests_app.request",
                                verbose_name="demande",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "passage sans accès",
                        "verbose_name_plural": "passages sans accès",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Parking",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="année annoncée")),
                        ("since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="depuis")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="jusqu’au")),
                        (
                            "end",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "Travaux faits"),
                                    ("slipped", "Travaux reportés"),
                                    ("cancelled", "Travaux annulés"),
                                    ("taken_back", "Reprise sans attendre"),
                                ],
                                max_length=10,
                                verbose_name="issue",
                            ),
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
                            "work",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parkings",
                                to="housing.plannedwork",
                                verbose_name="travaux",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parkings",
                                to="requests_app.request",
                                verbose_name="demande",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "report au plan de travaux",
                        "verbose_name_plural": "reports au plan de travaux",
                        "ordering": ["-since", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("request"),
                                condition=models.Q(("ended_at__isnull", True)),
                                name="parking_one_standing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end", ""), ("ended_at__isnull", True)),
                                    models.Q(("ended_at__isnull", False), models.Q(("end", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="parking_whole_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Incident",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incident",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "category",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to="requests_app.category",
                                verbose_name="catégorie",
                            ),
                        ),
                        (
                            "equipment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to="housing.equipment",
                                verbose_name="équipement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "incident collectif",
                        "verbose_name_plural": "incidents collectifs",
                        "ordering": ["-case__opened_at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="depuis")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="jusqu’au")),
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
                            "incident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="requests_app.incident",
                                verbose_name="incident",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="memberships",
                                to="requests_app.request",
                                verbose_name="demande",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rattachement",
                        "ordering": ["since", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("request"),
                                condition=models.Q(("ended_at__isnull", True)),
                                name="membership_one_standing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    ("ended_at__gte", models.F("since")),
                                    _connector="OR",
                                ),
                                name="membership_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Broadcast",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(max_length=480, verbose_name="texte")),
                        ("count", models.PositiveIntegerField(verbose_name="destinataires")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="envoyé le")),
                        ("key", models.UUIDField(editable=False, unique=True, verbose_name="clé d’envoi")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                        (
                            "incident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="broadcasts",
                                to="requests_app.incident",
                                verbose_name="incident",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "information collective",
                        "verbose_name_plural": "informations collectives",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="TenantLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "token",
                            models.CharField(
                                default=requests_app.models.links.new_token,
                                editable=False,
                                max_length=32,
                                unique=True,
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="fait le"),
                        ),
                        ("expires_at", models.DateTimeField(verbose_name="vaut jusqu’au")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="révoqué le")),
                        (
                            "opened_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ouvert la première fois le"),
                        ),
                        ("failures", models.PositiveSmallIntegerField(default=0, editable=False)),
                        ("locked_until", models.DateTimeField(blank=True, editable=False, null=True)),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="messaging.contact",
                                verbose_name="contact",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="requests_app.request",
                                verbose_name="demande",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lien du locataire",
                        "verbose_name_plural": "liens des locataires",
                        "ordering": ["-made_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))), name="link_lasts"
                            ),
                            models.UniqueConstraint(
                                models.F("request"),
                                models.F("contact"),
                                condition=models.Q(("revoked_at__isnull", True)),
                                name="link_one_standing",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Poster",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "token",
                            models.CharField(
                                default=requests_app.models.links.new_token,
                                editable=False,
                                max_length=32,
                                unique=True,
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="faite le"),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="retirée le")),
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
                            "equipment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posters",
                                to="housing.equipment",
                                verbose_name="équipement",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
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
                    ],
                    options={
                        "verbose_name": "affiche",
                        "ordering": ["-made_at", "-pk"],
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
                                name="requests_app_poster_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__isnull", True)), name="poster_in_a_common_place"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visitor",
                    fields=[
                        (
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="visitor",
                                serialize=False,
                                to="requests_app.request",
                                verbose_name="demande",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=80, verbose_name="nom")),
                        ("number", models.CharField(blank=True, max_length=16, verbose_name="téléphone")),
                        (
                            "poster",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visitors",
                                to="requests_app.poster",
                                verbose_name="affiche",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "demandeur à identifier",
                        "verbose_name_plural": "demandeurs à identifier",
                        "ordering": ["-request"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number", ""), ("number__regex", "^\\+[1-9][0-9]{6,14}$"), _connector="OR"
                                ),
                                name="visitor_number_e164",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Survey",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="posée le"),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="répondue le")),
                        (
                            "score",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                choices=[
                                    (4, "Très satisfait"),
                                    (3, "Plutôt satisfait"),
                                    (2, "Peu satisfait"),
                                    (1, "Pas satisfait"),
                                ],
                                null=True,
                                verbose_name="note",
                            ),
                        ),
                        ("comment", models.CharField(blank=True, max_length=500, verbose_name="commentaire")),
                        (
                            "via",
                            models.CharField(
                                blank=True,
                                choices=[("sms", "SMS"), ("page", "Page du locataire")],
                                max_length=10,
                                verbose_name="par",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="surveys",
                                to="requests_app.request",
                                verbose_name="demande",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "enquête de satisfaction",
                        "verbose_name_plural": "enquêtes de satisfaction",
                        "ordering": ["-asked_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("request"),
                                condition=models.Q(("answered_at__isnull", True)),
                                name="survey_one_pending",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", True), ("score__isnull", True)),
                                    models.Q(("answered_at__isnull", False), ("score__range", (1, 4))),
                                    _connector="OR",
                                ),
                                name="survey_whole_answer",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="request",
                    trigger=pgtrigger.compiler.Trigger(
                        name="promised",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n    IF EXISTS (\n        SELECT FROM coordination_case WHERE id = NEW.case_id AND closed_at IS NULL AND promised_on IS NULL\n    ) THEN\n        RAISE EXCEPTION 'An open request bears a promised date'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'request_has_promise';\n    END IF;\n    RETURN NULL;\n",
                            hash="53c5ebae5a9cfd312c85d917d66f7fc5369a5bda",
                            operation="INSERT",
                            pgid="pgtrigger_promised_8cc05",
                            table="requests_app_request",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]

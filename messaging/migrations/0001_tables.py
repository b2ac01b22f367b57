import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import phonenumber_field.modelfields
from django.conf import settings
from django.db import migrations, models

import messaging.models.contacts
import messaging.models.simulated
from teams.schema import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("messaging", "0001_initial"),
        ("messaging", "0002_keys_and_defaults"),
        ("messaging", "0003_senders"),
        ("messaging", "0004_contacts"),
        ("messaging", "0005_text_versions"),
        ("messaging", "0006_page_messages"),
        ("messaging", "0007_refused_purposes"),
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
                    name="Contact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("last_name", models.CharField(max_length=80, verbose_name="nom")),
                        ("first_name", models.CharField(blank=True, max_length=80, verbose_name="prénom")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="courriel")),
                        ("language", models.CharField(default="fr", max_length=5, verbose_name="langue")),
                        ("access_note", models.CharField(blank=True, max_length=200, verbose_name="accès")),
                        ("needs_care", models.BooleanField(default=False, verbose_name="attention particulière")),
                        (
                            "care_instruction",
                            models.CharField(blank=True, max_length=200, verbose_name="consigne"),
                        ),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="date de naissance")),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contacts",
                                to="teams.agency",
                                verbose_name="agence",
                            ),
                        ),
                        ("search_text", models.TextField(default="", editable=False)),
                    ],
                    options={
                        "verbose_name": "contact",
                        "ordering": ["last_name", "first_name", "pk"],
                        "indexes": [
                            models.Index(
                                models.F("last_name"),
                                models.F("first_name"),
                                models.F("id"),
                                name="contact_by_name",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                                name="contact_search",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("last_name", models.CharField(max_length=80, verbose_name="nom")),
                        ("first_name", models.CharField(blank=True, max_length=80, verbose_name="prénom")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="courriel")),
                        ("language", models.CharField(default="fr", max_length=5, verbose_name="langue")),
                        ("access_note", models.CharField(blank=True, max_length=200, verbose_name="accès")),
                        ("needs_care", models.BooleanField(default=False, verbose_name="attention particulière")),
                        (
                            "care_instruction",
                            models.CharField(blank=True, max_length=200, verbose_name="consigne"),
                        ),
                        ("birth_date", models.DateField(blank=True, null=True, verbose_name="date de naissance")),
                        (
                            "agency",
                            models.ForeignKey(
                                db_constraint=False,
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
                                to="messaging.contact",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Phone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "number",
                            phonenumber_field.modelfields.PhoneNumberField(
                                db_index=True, max_length=128, region="FR", verbose_name="numéro"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="rang")),
                        (
                            "unreachable_since",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="ne reçoit pas de SMS depuis"
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="phones",
                                to="messaging.contact",
                                verbose_name="contact",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "téléphone",
                        "ordering": ["contact", "position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("contact"),
                                models.F("number"),
                                name="phone_once_per_contact",
                                violation_error_message="Ce contact a déjà ce numéro.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PhoneEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "number",
                            phonenumber_field.modelfields.PhoneNumberField(
                                max_length=128, region="FR", verbose_name="numéro"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="rang")),
                        (
                            "unreachable_since",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="ne reçoit pas de SMS depuis"
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="messaging.contact",
                                verbose_name="contact",
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
                                to="messaging.phone",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChannelChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("requests", "Interventions"),
                                    ("reminders", "Rappels"),
                                    ("surveys", "Enquêtes"),
                                    ("collective", "Informations collectives"),
                                ],
                                max_length=20,
                                verbose_name="finalité",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("sms", "SMS"),
                                    ("email", "Courriel"),
                                    ("letter", "Courrier"),
                                    ("none", "Aucun message"),
                                ],
                                max_length=10,
                                verbose_name="canal",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="choices",
                                to="messaging.contact",
                                verbose_name="contact",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "préférence",
                        "ordering": ["contact", "purpose"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("contact"), models.F("purpose"), name="choice_once_per_purpose"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channel", "none"), ("purpose", "requests"), _negated=True),
                                name="choice_requests_are_told",
                                violation_error_message="Ce qui touche une demande en cours est toujours dit.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Occupancy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("lease_number", models.CharField(blank=True, max_length=40, verbose_name="n° de bail")),
                        ("since", models.DateField(verbose_name="depuis")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
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
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="occupancies",
                                to="messaging.contact",
                                verbose_name="contact",
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
                        "verbose_name": "occupation",
                        "ordering": ["-since", "-pk"],
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
                                name="messaging_occupancy_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="occupancy_in_order",
                                violation_error_message="La fin précède le début.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__isnull", False)), name="occupancy_of_a_home"
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("contact", "="),
                                    ("unit", "="),
                                    (
                                        messaging.models.contacts.DateRange("since", "until", models.Value("[]")),
                                        "&&",
                                    ),
                                ],
                                name="occupancy_one_at_a_time",
                                violation_error_message="Cette personne habite déjà ce logement à cette période.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OccupancyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("lease_number", models.CharField(blank=True, max_length=40, verbose_name="n° de bail")),
                        ("since", models.DateField(verbose_name="depuis")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
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
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="messaging.contact",
                                verbose_name="contact",
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
                                to="messaging.occupancy",
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
                    name="TextVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("event", models.CharField(max_length=60, verbose_name="événement")),
                        ("language", models.CharField(max_length=5, verbose_name="langue")),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("body", models.TextField(blank=True, max_length=480, verbose_name="texte")),
                        (
                            "created_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="depuis le"),
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
                        "verbose_name": "version d’un texte",
                        "verbose_name_plural": "versions de textes",
                        "ordering": ["event", "language", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("event"),
                                models.F("language"),
                                models.F("number"),
                                name="text_version_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0)), name="text_version_counts_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=16, verbose_name="numéro")),
                        (
                            "asked_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="posée le"),
                        ),
                        ("expires_at", models.DateTimeField(verbose_name="vaut jusqu’au")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="close le")),
                        (
                            "chosen",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coordination.case",
                                verbose_name="réponse",
                            ),
                        ),
                        (
                            "cases",
                            models.ManyToManyField(
                                related_name="+", through="messaging.Option", to="coordination.case"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question",
                        "ordering": ["-asked_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("number"),
                                condition=models.Q(("ended_at__isnull", True)),
                                name="question_one_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("chosen__isnull", True), ("ended_at__isnull", False), _connector="OR"
                                ),
                                name="question_answered_is_closed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Option",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="chiffre")),
                        (
                            "case",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="options",
                                to="messaging.question",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "réponse possible",
                        "verbose_name_plural": "réponses possibles",
                        "ordering": ["question", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("question"), models.F("number"), name="option_number"
                            ),
                            models.UniqueConstraint(models.F("question"), models.F("case"), name="option_case"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "direction",
                            models.CharField(
                                choices=[("out", "Envoyé"), ("in", "Reçu")], max_length=3, verbose_name="sens"
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("sms", "SMS"),
                                    ("email", "Courriel"),
                                    ("letter", "Courrier"),
                                    ("page", "Page du locataire"),
                                ],
                                max_length=6,
                                verbose_name="canal",
                            ),
                        ),
                        ("key", models.CharField(editable=False, max_length=200, unique=True, verbose_name="clé")),
                        ("number", models.CharField(blank=True, max_length=16, verbose_name="numéro")),
                        (
                            "email",
                            models.EmailField(blank=True, max_length=254, verbose_name="adresse de courriel"),
                        ),
                        ("event", models.CharField(blank=True, max_length=60, verbose_name="événement")),
                        ("purpose", models.CharField(blank=True, max_length=20, verbose_name="finalité")),
                        ("language", models.CharField(default="fr", max_length=5, verbose_name="langue")),
                        ("subject", models.CharField(blank=True, max_length=150, verbose_name="objet")),
                        ("body", models.TextField(blank=True, verbose_name="texte")),
                        ("encoding", models.CharField(blank=True, max_length=5, verbose_name="alphabet")),
                        ("segments", models.PositiveSmallIntegerField(default=0, verbose_name="SMS facturés")),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=8, null=True, verbose_name="coût estimé"
                            ),
                        ),
                        (
                            "price",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=8, null=True, verbose_name="prix facturé"
                            ),
                        ),
                        ("urgent", models.BooleanField(default=False, verbose_name="urgent")),
                        ("asks", models.BooleanField(default=False, verbose_name="attend une réponse")),
                        (
                            "created_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="écrit le"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "À envoyer"),
                                    ("claimed", "Envoi en cours"),
                                    ("accepted", "Pris en charge"),
                                    ("queued", "Chez l’opérateur"),
                                    ("sending", "Chez l’opérateur (départ)"),
                                    ("sent", "Envoyé"),
                                    ("unknown", "Sans nouvelle"),
                                    ("to_print", "À imprimer"),
                                    ("delivered", "Remis"),
                                    ("undelivered", "Non remis"),
                                    ("failed", "Échec"),
                                    ("canceled", "Annulé"),
                                    ("printed", "Imprimé"),
                                    ("received", "Reçu"),
                                    ("asked", "Question posée"),
                                    ("to_sort", "À classer"),
                                    ("filed", "Classé"),
                                    ("dismissed", "Écarté"),
                                ],
                                max_length=12,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "not_before",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="pas avant"),
                        ),
                        ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="à revoir le")),
                        ("claim", models.UUIDField(blank=True, null=True, verbose_name="pris par")),
                        ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="pris le")),
                        (
                            "doubt_since",
                            models.DateTimeField(blank=True, null=True, verbose_name="peut-être parti depuis"),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="essais")),
                        ("provider", models.CharField(blank=True, max_length=20, verbose_name="fournisseur")),
                        (
                            "provider_sid",
                            models.CharField(
                                blank=True,
                                max_length=64,
                                null=True,
                                unique=True,
                                verbose_name="référence du fournisseur",
                            ),
                        ),
                        ("error_code", models.CharField(blank=True, max_length=20, verbose_name="erreur")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="parti le")),
                        (
                            "state_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="dans cet état depuis"
                            ),
                        ),
                        ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="lu le")),
                        ("disturbs", models.BooleanField(default=True, verbose_name="à lire")),
                        (
                            "purged_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="texte effacé le"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="teams.agency",
                                verbose_name="agence",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="écrit par",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="messaging.contact",
                                verbose_name="contact",
                            ),
                        ),
                        (
                            "follows",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="messaging.message",
                                verbose_name="remplace",
                            ),
                        ),
                        (
                            "read_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lu par",
                            ),
                        ),
                        (
                            "suggested_case",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coordination.case",
                                verbose_name="dossier probable",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="messaging.question",
                                verbose_name="question",
                            ),
                        ),
                        (
                            "text_version",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="messaging.textversion",
                                verbose_name="version du texte",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "message",
                        "ordering": ["-created_at", "-pk"],
                        "indexes": [
                            models.Index(
                                models.F("due_at"),
                                condition=models.Q(("due_at__isnull", False)),
                                name="message_due",
                            ),
                            models.Index(models.F("case"), models.F("created_at"), name="message_thread"),
                            models.Index(
                                models.F("number"),
                                models.OrderBy(models.F("created_at"), descending=True),
                                name="message_of_number",
                            ),
                            models.Index(
                                models.F("agency"),
                                models.OrderBy(models.F("created_at"), descending=True),
                                name="message_of_agency",
                            ),
                            models.Index(models.F("created_at"), name="message_by_age"),
                            models.Index(
                                models.F("agency"),
                                condition=models.Q(("state__in", ["to_sort", "to_print"])),
                                name="message_to_handle",
                            ),
                            models.Index(
                                models.F("case"),
                                condition=models.Q(
                                    ("direction", "in"), ("disturbs", True), ("read_at__isnull", True)
                                ),
                                name="message_unread",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("direction", "out"),
                                        (
                                            "state__in",
                                            (
                                                "waiting",
                                                "claimed",
                                                "accepted",
                                                "queued",
                                                "sending",
                                                "sent",
                                                "unknown",
                                                "to_print",
                                                "delivered",
                                                "undelivered",
                                                "failed",
                                                "canceled",
                                                "printed",
                                            ),
                                        ),
                                    ),
                                    models.Q(
                                        ("direction", "in"),
                                        ("state__in", ("received", "asked", "to_sort", "filed", "dismissed")),
                                    ),
                                    _connector="OR",
                                ),
                                name="message_state_of_direction",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("channel", "sms"), models.Q(("number", ""), _negated=True)),
                                    models.Q(("channel", "email"), models.Q(("email", ""), _negated=True)),
                                    ("channel", "letter"),
                                    models.Q(("channel", "page"), ("direction", "in")),
                                    _connector="OR",
                                ),
                                name="message_has_address",
                                violation_error_message="Il manque le numéro ou l’adresse du destinataire.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number", ""),
                                    ("direction", "in"),
                                    ("number__regex", "^\\+[1-9][0-9]{6,14}$"),
                                    _connector="OR",
                                ),
                                name="message_sent_to_e164",
                                violation_error_message="Le numéro s’écrit avec son indicatif : +33…",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "claimed"), _negated=True),
                                    models.Q(
                                        ("claim__isnull", False),
                                        ("claimed_at__isnull", False),
                                        ("due_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="message_claimed_by_someone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            ["waiting", "received", "accepted", "queued", "sending", "sent"],
                                        ),
                                        _negated=True,
                                    ),
                                    ("due_at__isnull", False),
                                    models.Q(("channel", "email"), ("state", "sent")),
                                    _connector="OR",
                                ),
                                name="message_never_forgotten",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "state__in",
                                            ("delivered", "undelivered", "failed", "canceled", "printed"),
                                        ),
                                        _negated=True,
                                    ),
                                    ("due_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="message_final_is_left_alone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ("accepted", "queued", "sending", "sent")), _negated=True
                                    ),
                                    ("provider_sid__isnull", False),
                                    _connector="OR",
                                ),
                                name="message_sent_has_sid",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("body", ""), _negated=True),
                                    ("purged_at__isnull", False),
                                    ("direction", "in"),
                                    _connector="OR",
                                ),
                                name="message_has_text",
                                violation_error_message="Le message est vide.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "filed"), _negated=True),
                                    ("case__isnull", False),
                                    ("contact__isnull", False),
                                    _connector="OR",
                                ),
                                name="message_filed_somewhere",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("file", models.FileField(upload_to="letters/%Y/%m/", verbose_name="fichier")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="fabriqué le"),
                        ),
                        ("printed_at", models.DateTimeField(blank=True, null=True, verbose_name="imprimé le")),
                        (
                            "printed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="imprimé par",
                            ),
                        ),
                        (
                            "message",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letter",
                                to="messaging.message",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "courrier",
                        "ordering": ["made_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("printed_at__isnull", True), ("printed_by__isnull", True)),
                                    models.Q(("printed_at__isnull", False), ("printed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="letter_printed_by_someone",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OptOut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=16, verbose_name="numéro")),
                        (
                            "source",
                            models.CharField(
                                choices=[("tenant", "Réponse STOP"), ("provider", "Signalé par le fournisseur")],
                                max_length=10,
                                verbose_name="origine",
                            ),
                        ),
                        ("since", models.DateTimeField(default=django.utils.timezone.now, verbose_name="depuis")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="jusqu’au")),
                    ],
                    options={
                        "verbose_name": "refus des SMS",
                        "verbose_name_plural": "refus des SMS",
                        "ordering": ["-since", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("number"),
                                condition=models.Q(("ended_at__isnull", True)),
                                name="opt_out_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatusReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("provider", models.CharField(max_length=20, verbose_name="fournisseur")),
                        ("sid", models.CharField(max_length=64, verbose_name="référence du fournisseur")),
                        ("status", models.CharField(max_length=30, verbose_name="état")),
                        ("error_code", models.CharField(blank=True, max_length=20, verbose_name="erreur")),
                        (
                            "received_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="reçu le"),
                        ),
                    ],
                    options={
                        "verbose_name": "compte rendu d’envoi",
                        "verbose_name_plural": "comptes rendus d’envoi",
                        "ordering": ["received_at", "pk"],
                        "indexes": [models.Index(models.F("received_at"), name="report_by_age")],
                        "constraints": [
                            models.UniqueConstraint(models.F("sid"), models.F("status"), name="report_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MessageRetention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[
                                    ("text", "Texte des messages"),
                                    ("row", "Trace des messages (date, état, coût)"),
                                ],
                                max_length=10,
                                verbose_name="donnée",
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("months", models.PositiveSmallIntegerField(verbose_name="mois de conservation")),
                        ("basis", models.CharField(max_length=200, verbose_name="source")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
                    ],
                    options={
                        "verbose_name": "durée de conservation",
                        "verbose_name_plural": "durées de conservation",
                        "ordering": ["subject", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("subject", "="), ("period", "&&")],
                                name="retention_one_at_a_time",
                                violation_error_message="Une autre durée vaut déjà pour cette période.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("months__gt", 0)), name="retention_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SimulatedPhone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=16, unique=True, verbose_name="numéro")),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="teams.agency",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "téléphone simulé",
                        "verbose_name_plural": "téléphones simulés",
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="SimulatedSms",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sid",
                            models.CharField(
                                default=messaging.models.simulated.new_sid, max_length=34, unique=True
                            ),
                        ),
                        ("from_tenant", models.BooleanField(default=False)),
                        ("body", models.TextField()),
                        ("status", models.CharField(default="accepted", max_length=12)),
                        ("error_code", models.CharField(blank=True, max_length=20)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "phone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="texts",
                                to="messaging.simulatedphone",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "SMS simulé",
                        "verbose_name_plural": "SMS simulés",
                        "ordering": ["at", "pk"],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."access_note" IS DISTINCT FROM (NEW."access_note") OR OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."care_instruction" IS DISTINCT FROM (NEW."care_instruction") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."needs_care" IS DISTINCT FROM (NEW."needs_care"))',
                            func='INSERT INTO "messaging_contactevent" ("access_note", "agency_id", "birth_date", "care_instruction", "email", "first_name", "id", "language", "last_name", "needs_care", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."access_note", OLD."agency_id", OLD."birth_date", OLD."care_instruction", OLD."email", OLD."first_name", OLD."id", OLD."language", OLD."last_name", OLD."needs_care", _pgh_attach_context(), NOW(), \'update\', OLD."id"); RETURN NULL;',
                            hash="374b0d88eb0a51c311efa3997704280b8428419d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_92c38",
                            table="messaging_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "messaging_contactevent" ("access_note", "agency_id", "birth_date", "care_instruction", "email", "first_name", "id", "language", "last_name", "needs_care", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."access_note", OLD."agency_id", OLD."birth_date", OLD."care_instruction", OLD."email", OLD."first_name", OLD."id", OLD."language", OLD."last_name", OLD."needs_care", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="f4b45e018b2a5d9520714ff7cdcf6bff750c5835",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_78829",
                            table="messaging_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="00619ea9993fec66efc01503ae33864795c868a1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_306e6",
                            table="messaging_contactevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="phone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "messaging_phoneevent" ("contact_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "unreachable_since") VALUES (OLD."contact_id", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."position", OLD."unreachable_since"); RETURN NULL;',
                            hash="3ac548a4d07659b2ecdb2df900de56d283d3d117",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2cab6",
                            table="messaging_phone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="phone",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "messaging_phoneevent" ("contact_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "unreachable_since") VALUES (OLD."contact_id", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."unreachable_since"); RETURN NULL;',
                            hash="1179f4514aeb3b0c6b2fa4db9d1b53537fcafec7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7cd1f",
                            table="messaging_phone",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="phoneevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="578939d6bd1505e3d54b612cc0c9f1104cde1e39",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_62703",
                            table="messaging_phoneevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="occupancy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "messaging_occupancyevent" ("building_id", "contact_id", "id", "lease_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "since", "staircase_id", "unit_id", "until") VALUES (OLD."building_id", OLD."contact_id", OLD."id", OLD."lease_number", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."residence_id", OLD."since", OLD."staircase_id", OLD."unit_id", OLD."until"); RETURN NULL;',
                            hash="affc5ec2d4ab88633f8b268b78cefed765d2ede0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_69635",
                            table="messaging_occupancy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="occupancy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "messaging_occupancyevent" ("building_id", "contact_id", "id", "lease_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "since", "staircase_id", "unit_id", "until") VALUES (OLD."building_id", OLD."contact_id", OLD."id", OLD."lease_number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."residence_id", OLD."since", OLD."staircase_id", OLD."unit_id", OLD."until"); RETURN NULL;',
                            hash="540fed1105d866d519901a06058b55cc1e3c19cb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3db8c",
                            table="messaging_occupancy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="occupancyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="71fc2ebd0c5da1d13108d21ae105328af269c482",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_50d2e",
                            table="messaging_occupancyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="textversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="37c648e5b62c0375f3d0494003bb84162fdd1a71",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e25ff",
                            table="messaging_textversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="statusreport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9a3c31e6f680c890080c3679752a7523a63c7c0e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_31ec8",
                            table="messaging_statusreport",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import CreateExtension
from django.db import migrations, models

import housing.models.documents
import housing.words
from housing import schema
from teams.schema import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("housing", "0001_initial"),
        ("housing", "0002_initial"),
        ("housing", "0003_keys_and_search"),
        ("housing", "0004_quality_and_sheets"),
        ("housing", "0005_kinds_and_lifetimes"),
        ("housing", "0006_residence_words"),
        ("housing", "0007_orders_and_references"),
        ("housing", "0008_words_of_staircases"),
    ]

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("teams", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateExtension("btree_gist"),
        CreateExtension("pg_trgm"),
        CreateExtension("unaccent"),
        migrations.RunSQL(schema.PLAIN, schema.DROP_PLAIN),
        Together(
            [
                migrations.CreateModel(
                    name="Landlord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, unique=True, verbose_name="raison sociale")),
                        ("trade_name", models.CharField(blank=True, max_length=50, verbose_name="enseigne")),
                        (
                            "siren",
                            models.CharField(
                                blank=True,
                                max_length=9,
                                validators=[django.core.validators.RegexValidator("^\\d{9}$", "Neuf chiffres.")],
                                verbose_name="SIREN",
                            ),
                        ),
                        (
                            "siret",
                            models.CharField(
                                blank=True,
                                max_length=14,
                                validators=[
                                    django.core.validators.RegexValidator("^\\d{14}$", "Quatorze chiffres.")
                                ],
                                verbose_name="SIRET",
                            ),
                        ),
                        (
                            "ministry_id",
                            models.CharField(
                                blank=True, max_length=9, verbose_name="numéro au répertoire (IDENTPRO)"
                            ),
                        ),
                        (
                            "address_recipient",
                            models.CharField(blank=True, max_length=38, verbose_name="complément destinataire"),
                        ),
                        (
                            "address_geographic",
                            models.CharField(blank=True, max_length=38, verbose_name="complément géographique"),
                        ),
                        (
                            "address_street",
                            models.CharField(blank=True, max_length=38, verbose_name="numéro et voie"),
                        ),
                        (
                            "address_locality",
                            models.CharField(
                                blank=True, max_length=38, verbose_name="lieu-dit ou service de distribution"
                            ),
                        ),
                        (
                            "address_town",
                            models.CharField(blank=True, max_length=38, verbose_name="code postal et localité"),
                        ),
                    ],
                    options={
                        "verbose_name": "bailleur",
                        "ordering": ["name", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="LandlordEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="raison sociale")),
                        ("trade_name", models.CharField(blank=True, max_length=50, verbose_name="enseigne")),
                        (
                            "siren",
                            models.CharField(
                                blank=True,
                                max_length=9,
                                validators=[django.core.validators.RegexValidator("^\\d{9}$", "Neuf chiffres.")],
                                verbose_name="SIREN",
                            ),
                        ),
                        (
                            "siret",
                            models.CharField(
                                blank=True,
                                max_length=14,
                                validators=[
                                    django.core.validators.RegexValidator("^\\d{14}$", "Quatorze chiffres.")
                                ],
                                verbose_name="SIRET",
                            ),
                        ),
                        (
                            "ministry_id",
                            models.CharField(
                                blank=True, max_length=9, verbose_name="numéro au répertoire (IDENTPRO)"
                            ),
                        ),
                        (
                            "address_recipient",
                            models.CharField(blank=True, max_length=38, verbose_name="complément destinataire"),
                        ),
                        (
                            "address_geographic",
                            models.CharField(blank=True, max_length=38, verbose_name="complément géographique"),
                        ),
                        (
                            "address_street",
                            models.CharField(blank=True, max_length=38, verbose_name="numéro et voie"),
                        ),
                        (
                            "address_locality",
                            models.CharField(
                                blank=True, max_length=38, verbose_name="lieu-dit ou service de distribution"
                            ),
                        ),
                        (
                            "address_town",
                            models.CharField(blank=True, max_length=38, verbose_name="code postal et localité"),
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
                                to="housing.landlord",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Residence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nom")),
                        ("commune_code", models.CharField(blank=True, max_length=5, verbose_name="code commune")),
                        ("commune_name", models.CharField(blank=True, max_length=60, verbose_name="commune")),
                        ("postal_code", models.CharField(blank=True, max_length=5, verbose_name="code postal")),
                        (
                            "latitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-90),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="latitude",
                            ),
                        ),
                        (
                            "longitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-180),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="longitude",
                            ),
                        ),
                        (
                            "source_key",
                            models.UUIDField(
                                editable=False,
                                help_text="md5 of what the register's lines share (docs/rpls.md); new homes find their residence by it.",
                                null=True,
                                verbose_name="clé de regroupement",
                            ),
                        ),
                        (
                            "unit_count",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="logements"),
                        ),
                        (
                            "energy_classes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=1), default=list, editable=False, size=None
                            ),
                        ),
                        (
                            "built_from",
                            models.PositiveSmallIntegerField(
                                editable=False, null=True, verbose_name="construit à partir de"
                            ),
                        ),
                        (
                            "built_to",
                            models.PositiveSmallIntegerField(
                                editable=False, null=True, verbose_name="construit jusqu’à"
                            ),
                        ),
                        (
                            "has_priority_district",
                            models.BooleanField(
                                default=False, editable=False, verbose_name="en quartier prioritaire"
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="residences",
                                to="teams.agency",
                                verbose_name="agence",
                            ),
                        ),
                        (
                            "landlord",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="residences",
                                to="housing.landlord",
                                verbose_name="bailleur",
                            ),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="housing.residence",
                            ),
                        ),
                        (
                            "words",
                            models.GeneratedField(
                                db_persist=True,
                                expression=housing.words.Plain(
                                    housing.words.Joined(
                                        models.F("name"),
                                        models.Value(" "),
                                        models.F("commune_name"),
                                        models.Value(" "),
                                        models.F("postal_code"),
                                    )
                                ),
                                output_field=models.TextField(),
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "résidence",
                        "ordering": ["words", "pk"],
                        "indexes": [
                            models.Index(models.F("name"), models.F("id"), name="residence_by_name"),
                            models.Index(models.F("words"), models.F("id"), name="residence_by_words"),
                            models.Index(
                                housing.words.Plain("commune_name"),
                                models.F("words"),
                                models.F("id"),
                                name="residence_by_commune",
                            ),
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass("words", name="gin_trgm_ops"),
                                name="residence_words",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("landlord"), models.F("source_key"), name="residence_source_key"
                            ),
                            models.UniqueConstraint(
                                models.F("id"), models.F("landlord"), name="residence_with_landlord"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                                    models.Q(("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))),
                                    _connector="OR",
                                ),
                                name="residence_whole_position",
                                violation_error_message="Donnez la latitude et la longitude, ou aucune des deux.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResidenceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="nom")),
                        ("commune_code", models.CharField(blank=True, max_length=5, verbose_name="code commune")),
                        ("commune_name", models.CharField(blank=True, max_length=60, verbose_name="commune")),
                        ("postal_code", models.CharField(blank=True, max_length=5, verbose_name="code postal")),
                        (
                            "latitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-90),
                                    django.core.validators.MaxValueValidator(90),
                                ],
                                verbose_name="latitude",
                            ),
                        ),
                        (
                            "longitude",
                            models.FloatField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(-180),
                                    django.core.validators.MaxValueValidator(180),
                                ],
                                verbose_name="longitude",
                            ),
                        ),
                        (
                            "source_key",
                            models.UUIDField(
                                editable=False,
                                help_text="md5 of what the register's lines share (docs/rpls.md); new homes find their residence by it.",
                                null=True,
                                verbose_name="clé de regroupement",
                            ),
                        ),
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
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.residence",
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
                                to="housing.residence",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Building",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="nom")),
                        (
                            "source_key",
                            models.UUIDField(editable=False, null=True, verbose_name="clé de regroupement"),
                        ),
                        (
                            "landlord",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="housing.landlord",
                            ),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="buildings",
                                to="housing.residence",
                                verbose_name="résidence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bâtiment",
                        "ordering": ["residence", "name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("landlord"), models.F("source_key"), name="building_source_key"
                            ),
                            models.UniqueConstraint(
                                models.F("id"), models.F("residence"), name="building_with_residence"
                            ),
                            models.UniqueConstraint(
                                models.F("id"),
                                models.F("residence"),
                                models.F("landlord"),
                                name="building_with_landlord",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BuildingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="nom")),
                        (
                            "source_key",
                            models.UUIDField(editable=False, null=True, verbose_name="clé de regroupement"),
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
                                to="housing.building",
                            ),
                        ),
                        (
                            "landlord",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.landlord",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Staircase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="nom")),
                        ("street_number", models.CharField(blank=True, max_length=60, verbose_name="numéro")),
                        ("street", models.CharField(blank=True, max_length=160, verbose_name="voie")),
                        ("postal_code", models.CharField(blank=True, max_length=5, verbose_name="code postal")),
                        ("commune_name", models.CharField(blank=True, max_length=60, verbose_name="commune")),
                        (
                            "source_key",
                            models.UUIDField(editable=False, null=True, verbose_name="clé de regroupement"),
                        ),
                        ("search_text", models.TextField(default="", editable=False)),
                        (
                            "building",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="staircases",
                                to="housing.building",
                                verbose_name="bâtiment",
                            ),
                        ),
                        (
                            "landlord",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="housing.landlord",
                            ),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="staircases",
                                to="housing.residence",
                                verbose_name="résidence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "escalier",
                        "ordering": ["building", "name", "pk"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                housing.words.Lexemes("search_text"), name="staircase_words"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("landlord"), models.F("source_key"), name="staircase_source_key"
                            ),
                            models.UniqueConstraint(
                                models.F("id"), models.F("residence"), name="staircase_with_residence"
                            ),
                            models.UniqueConstraint(
                                models.F("id"),
                                models.F("residence"),
                                models.F("landlord"),
                                name="staircase_with_landlord",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaircaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="nom")),
                        ("street_number", models.CharField(blank=True, max_length=60, verbose_name="numéro")),
                        ("street", models.CharField(blank=True, max_length=160, verbose_name="voie")),
                        ("postal_code", models.CharField(blank=True, max_length=5, verbose_name="code postal")),
                        ("commune_name", models.CharField(blank=True, max_length=60, verbose_name="commune")),
                        (
                            "source_key",
                            models.UUIDField(editable=False, null=True, verbose_name="clé de regroupement"),
                        ),
                        (
                            "building",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.building",
                                verbose_name="bâtiment",
                            ),
                        ),
                        (
                            "landlord",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.landlord",
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
                                to="housing.staircase",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "landlord",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="housing.landlord",
                            ),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="housing.residence",
                                verbose_name="résidence",
                            ),
                        ),
                        (
                            "staircase",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="housing.staircase",
                                verbose_name="escalier",
                            ),
                        ),
                        (
                            "rpls_id",
                            models.CharField(
                                blank=True, db_collation="C", default="", verbose_name="identifiant au répertoire"
                            ),
                        ),
                        (
                            "landlord_ref",
                            models.CharField(
                                blank=True, db_collation="C", default="", verbose_name="référence du bailleur"
                            ),
                        ),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="sorti du parc le")),
                        (
                            "left_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Vendu à l’occupant"),
                                    ("2", "Vendu à un autre bailleur social"),
                                    ("3", "Vendu autrement"),
                                    ("4", "Démoli"),
                                    ("5", "Autre"),
                                    ("A", "Absent du dernier fichier"),
                                ],
                                default="",
                                max_length=1,
                                verbose_name="motif de sortie",
                            ),
                        ),
                        (
                            "built_year",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="année de construction"
                            ),
                        ),
                        (
                            "energy_class",
                            models.CharField(blank=True, default="", max_length=1, verbose_name="classe énergie"),
                        ),
                        (
                            "priority_district",
                            models.BooleanField(null=True, verbose_name="quartier prioritaire (QPV)"),
                        ),
                        (
                            "rooms",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="pièces principales"
                            ),
                        ),
                        (
                            "living_area",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="surface habitable (m²)"
                            ),
                        ),
                        (
                            "financing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("10", "PLAI"),
                                    ("11", "PLA LM / TS / insertion"),
                                    ("12", "PLA ordinaire"),
                                    ("13", "PLUS"),
                                    ("14", "PLS"),
                                    ("15", "PAP locatif"),
                                    ("16", "PLI"),
                                    ("17", "PCL"),
                                    ("49", "Autre (depuis 1977)"),
                                    ("50", "HBM"),
                                    ("51", "PLR / PSR"),
                                    ("52", "HLM/O"),
                                    ("53", "ILM"),
                                    ("54", "ILN"),
                                    ("55", "Prêts spéciaux CFF"),
                                    ("99", "Autre (avant 1977)"),
                                ],
                                default="",
                                max_length=2,
                                verbose_name="financement",
                            ),
                        ),
                        ("dpe_date", models.DateField(blank=True, null=True, verbose_name="date du DPE")),
                        (
                            "construction",
                            models.CharField(
                                blank=True,
                                choices=[("C", "Collectif"), ("I", "Individuel"), ("E", "Étudiant")],
                                default="",
                                max_length=1,
                                verbose_name="type de construction",
                            ),
                        ),
                        ("floor", models.CharField(blank=True, default="", verbose_name="étage")),
                        ("door", models.CharField(blank=True, default="", verbose_name="numéro d’appartement")),
                        (
                            "locator",
                            models.CharField(blank=True, default="", verbose_name="complément d’identification"),
                        ),
                        ("mailbox", models.CharField(blank=True, default="", verbose_name="boîte aux lettres")),
                        ("apl_agreement", models.BooleanField(null=True, verbose_name="conventionné APL")),
                        (
                            "apl_number",
                            models.CharField(blank=True, default="", verbose_name="numéro de convention"),
                        ),
                        ("commune_code", models.CharField(blank=True, default="", verbose_name="code commune")),
                        ("postal_code", models.CharField(blank=True, default="", verbose_name="code postal")),
                        ("commune_name", models.CharField(blank=True, default="", verbose_name="commune")),
                        (
                            "street_number",
                            models.CharField(blank=True, default="", verbose_name="numéro de voirie"),
                        ),
                        (
                            "street_suffix",
                            models.CharField(blank=True, default="", verbose_name="indice de répétition"),
                        ),
                        ("street_type", models.CharField(blank=True, default="", verbose_name="type de voie")),
                        ("street_name", models.CharField(blank=True, default="", verbose_name="nom de voie")),
                        (
                            "staircase_label",
                            models.CharField(blank=True, default="", verbose_name="escalier (fichier)"),
                        ),
                        ("corridor", models.CharField(blank=True, default="", verbose_name="couloir")),
                        ("entrance", models.CharField(blank=True, default="", verbose_name="entrée")),
                        (
                            "building_label",
                            models.CharField(blank=True, default="", verbose_name="bâtiment (fichier)"),
                        ),
                        (
                            "block_label",
                            models.CharField(blank=True, default="", verbose_name="immeuble (fichier)"),
                        ),
                        (
                            "estate_label",
                            models.CharField(blank=True, default="", verbose_name="programme (fichier)"),
                        ),
                        ("locality", models.CharField(blank=True, default="", verbose_name="lieu-dit")),
                        (
                            "right",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Pleine propriété"),
                                    ("2", "Bail à réhabilitation"),
                                    ("3", "Bail emphytéotique"),
                                    ("4", "Usufruit"),
                                    ("5", "Bail à construction"),
                                ],
                                default="",
                                max_length=1,
                                verbose_name="droit du bailleur",
                            ),
                        ),
                        (
                            "first_let_year",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="première mise en location"
                            ),
                        ),
                        (
                            "acquired_year",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="entrée dans le patrimoine"
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Construit par l’organisme"),
                                    ("2", "Acquis avec travaux"),
                                    ("3", "Acquis sans travaux"),
                                    ("4", "Acquis en VEFA"),
                                ],
                                default="",
                                max_length=1,
                                verbose_name="mode d’entrée",
                            ),
                        ),
                        (
                            "previous_owner",
                            models.CharField(blank=True, default="", verbose_name="ancien propriétaire"),
                        ),
                        (
                            "previous_owner_siret",
                            models.CharField(
                                blank=True, default="", verbose_name="SIRET de l’ancien propriétaire"
                            ),
                        ),
                        (
                            "financing_other",
                            models.CharField(blank=True, default="", verbose_name="autre financement"),
                        ),
                        ("apl_from", models.DateField(blank=True, null=True, verbose_name="convention du")),
                        ("cus_ceiling", models.CharField(blank=True, default="", verbose_name="plafond CUS")),
                        (
                            "sru_expiry",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="expiration SRU"),
                        ),
                        ("sru_paragraph", models.CharField(blank=True, default="", verbose_name="alinéa SRU")),
                        ("segment_code", models.CharField(blank=True, default="", verbose_name="code segment")),
                        (
                            "segment_label",
                            models.CharField(blank=True, default="", verbose_name="segment de patrimoine"),
                        ),
                        (
                            "manager_id",
                            models.CharField(blank=True, default="", verbose_name="gestionnaire (IDENTGES)"),
                        ),
                        (
                            "ghg_class",
                            models.CharField(blank=True, default="", max_length=1, verbose_name="classe GES"),
                        ),
                        (
                            "lost_kind",
                            models.CharField(blank=True, default="", verbose_name="logement disparu (OLDLOGT)"),
                        ),
                        (
                            "new_kind",
                            models.CharField(blank=True, default="", verbose_name="logement nouveau (NEWLOGT)"),
                        ),
                        ("buyer_kind", models.CharField(blank=True, default="", verbose_name="type de vente")),
                        ("put_on_sale", models.BooleanField(null=True, verbose_name="mis en commercialisation")),
                        (
                            "sale_price",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="prix de vente (€)"),
                        ),
                        (
                            "sale_income",
                            models.IntegerField(blank=True, null=True, verbose_name="produit financier net (€)"),
                        ),
                        (
                            "occupancy",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Loué"),
                                    ("2", "Vacant, proposé à la location"),
                                    ("3", "Vide (travaux, vente, démolition)"),
                                    ("4", "Pris en charge par une association"),
                                    ("5", "Occupé autrement (gardien…)"),
                                    ("9", "Sans objet"),
                                ],
                                default="",
                                max_length=1,
                                verbose_name="occupation",
                            ),
                        ),
                        (
                            "lease_month",
                            models.DateField(blank=True, null=True, verbose_name="bail en cours depuis"),
                        ),
                        (
                            "relet_month",
                            models.DateField(blank=True, null=True, verbose_name="dernière remise en location"),
                        ),
                        (
                            "rent_area_kind",
                            models.CharField(blank=True, default="", verbose_name="mode de surface"),
                        ),
                        (
                            "rent_area",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="surface du loyer (m²)"
                            ),
                        ),
                        (
                            "rent",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="loyer principal (€)"
                            ),
                        ),
                        (
                            "extra_rent",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="loyers accessoires (€)"
                            ),
                        ),
                        (
                            "savings_share",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="partage d’économies (€)"
                            ),
                        ),
                        (
                            "apl_max_rent",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="loyer maximal APL (€)"
                            ),
                        ),
                        (
                            "cus_max_rent",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="loyer maximal CUS (€)"
                            ),
                        ),
                        (
                            "nominator_quota",
                            models.CharField(blank=True, default="", verbose_name="contingent de réservation"),
                        ),
                        (
                            "comment",
                            models.CharField(blank=True, default="", verbose_name="commentaire (fichier)"),
                        ),
                        (
                            "stated_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="données au"),
                        ),
                        (
                            "stated_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="housing.stockimport",
                                verbose_name="dernier fichier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "logement",
                        "ordering": ["residence", "staircase", "floor", "door", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("landlord"),
                                models.F("landlord_ref"),
                                condition=models.Q(("landlord_ref", ""), _negated=True),
                                name="unit_landlord_ref",
                                violation_error_message="Cette référence désigne déjà un autre logement.",
                            ),
                            models.UniqueConstraint(
                                models.F("landlord"),
                                models.F("rpls_id"),
                                condition=models.Q(("rpls_id", ""), _negated=True),
                                name="unit_rpls_id",
                                violation_error_message="Cet identifiant du répertoire désigne déjà un autre logement.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("energy_class__in", ["", "A", "B", "C", "D", "E", "F", "G"]),
                                    ("ghg_class__in", ["", "A", "B", "C", "D", "E", "F", "G"]),
                                ),
                                name="unit_energy_classes",
                                violation_error_message="Classes de A à G.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("left_on__isnull", True), ("left_reason", "")),
                                    models.Q(
                                        ("left_on__isnull", False), models.Q(("left_reason", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="unit_left_with_reason",
                                violation_error_message="Une sortie du parc a une date et un motif.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "rpls_id",
                            models.CharField(
                                blank=True, db_collation="C", default="", verbose_name="identifiant au répertoire"
                            ),
                        ),
                        (
                            "landlord_ref",
                            models.CharField(
                                blank=True, db_collation="C", default="", verbose_name="référence du bailleur"
                            ),
                        ),
                        ("commune_code", models.CharField(blank=True, default="", verbose_name="code commune")),
                        ("postal_code", models.CharField(blank=True, default="", verbose_name="code postal")),
                        ("commune_name", models.CharField(blank=True, default="", verbose_name="commune")),
                        (
                            "street_number",
                            models.CharField(blank=True, default="", verbose_name="numéro de voirie"),
                        ),
                        (
                            "street_suffix",
                            models.CharField(blank=True, default="", verbose_name="indice de répétition"),
                        ),
                        ("street_type", models.CharField(blank=True, default="", verbose_name="type de voie")),
                        ("street_name", models.CharField(blank=True, default="", verbose_name="nom de voie")),
                        ("door", models.CharField(blank=True, default="", verbose_name="numéro d’appartement")),
                        ("mailbox", models.CharField(blank=True, default="", verbose_name="boîte aux lettres")),
                        (
                            "staircase_label",
                            models.CharField(blank=True, default="", verbose_name="escalier (fichier)"),
                        ),
                        ("corridor", models.CharField(blank=True, default="", verbose_name="couloir")),
                        ("floor", models.CharField(blank=True, default="", verbose_name="étage")),
                        (
                            "locator",
                            models.CharField(blank=True, default="", verbose_name="complément d’identification"),
                        ),
                        ("entrance", models.CharField(blank=True, default="", verbose_name="entrée")),
                        (
                            "building_label",
                            models.CharField(blank=True, default="", verbose_name="bâtiment (fichier)"),
                        ),
                        (
                            "block_label",
                            models.CharField(blank=True, default="", verbose_name="immeuble (fichier)"),
                        ),
                        (
                            "estate_label",
                            models.CharField(blank=True, default="", verbose_name="programme (fichier)"),
                        ),
                        ("locality", models.CharField(blank=True, default="", verbose_name="lieu-dit")),
                        (
                            "right",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Pleine propriété"),
                                    ("2", "Bail à réhabilitation"),
                                    ("3", "Bail emphytéotique"),
                                    ("4", "Usufruit"),
                                    ("5", "Bail à construction"),
                                ],
                                default="",
                                max_length=1,
                                verbose_name="droit du bailleur",
                            ),
                        ),
                        (
                            "priority_district",
                            models.BooleanField(null=True, verbose_name="quartier prioritaire (QPV)"),
                        ),
                        (
                            "construction",
                            models.CharField(
                                blank=True,
                                choices=[("C", "Collectif"), ("I", "Individuel"), ("E", "Étudiant")],
                                default="",
                                max_length=1,
                                verbose_name="type de construction",
                            ),
                        ),
                        (
                            "rooms",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="pièces principales"
                            ),
                        ),
                        (
                            "living_area",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="surface habitable (m²)"
                            ),
                        ),
                        (
                            "built_year",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="année de construction"
                            ),
                        ),
                        (
                            "first_let_year",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="première mise en location"
                            ),
                        ),
                        (
                            "acquired_year",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="entrée dans le patrimoine"
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Construit par l’organisme"),
                                    ("2", "Acquis avec travaux"),
                                    ("3", "Acquis sans travaux"),
                                    ("4", "Acquis en VEFA"),
                                ],
                                default="",
                                max_length=1,
                                verbose_name="mode d’entrée",
                            ),
                        ),
                        (
                            "previous_owner",
                            models.CharField(blank=True, default="", verbose_name="ancien propriétaire"),
                        ),
                        (
                            "previous_owner_siret",
                            models.CharField(
                                blank=True, default="", verbose_name="SIRET de l’ancien propriétaire"
                            ),
                        ),
                        (
                            "financing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("10", "PLAI"),
                                    ("11", "PLA LM / TS / insertion"),
                                    ("12", "PLA ordinaire"),
                                    ("13", "PLUS"),
                                    ("14", "PLS"),
                                    ("15", "PAP locatif"),
                                    ("16", "PLI"),
                                    ("17", "PCL"),
                                    ("49", "Autre (depuis 1977)"),
                                    ("50", "HBM"),
                                    ("51", "PLR / PSR"),
                                    ("52", "HLM/O"),
                                    ("53", "ILM"),
                                    ("54", "ILN"),
                                    ("55", "Prêts spéciaux CFF"),
                                    ("99", "Autre (avant 1977)"),
                                ],
                                default="",
                                max_length=2,
                                verbose_name="financement",
                            ),
                        ),
                        (
                            "financing_other",
                            models.CharField(blank=True, default="", verbose_name="autre financement"),
                        ),
                        ("apl_agreement", models.BooleanField(null=True, verbose_name="conventionné APL")),
                        (
                            "apl_number",
                            models.CharField(blank=True, default="", verbose_name="numéro de convention"),
                        ),
                        ("apl_from", models.DateField(blank=True, null=True, verbose_name="convention du")),
                        ("cus_ceiling", models.CharField(blank=True, default="", verbose_name="plafond CUS")),
                        (
                            "sru_expiry",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="expiration SRU"),
                        ),
                        ("sru_paragraph", models.CharField(blank=True, default="", verbose_name="alinéa SRU")),
                        ("segment_code", models.CharField(blank=True, default="", verbose_name="code segment")),
                        (
                            "segment_label",
                            models.CharField(blank=True, default="", verbose_name="segment de patrimoine"),
                        ),
                        (
                            "manager_id",
                            models.CharField(blank=True, default="", verbose_name="gestionnaire (IDENTGES)"),
                        ),
                        ("dpe_date", models.DateField(blank=True, null=True, verbose_name="date du DPE")),
                        (
                            "energy_class",
                            models.CharField(blank=True, default="", max_length=1, verbose_name="classe énergie"),
                        ),
                        (
                            "ghg_class",
                            models.CharField(blank=True, default="", max_length=1, verbose_name="classe GES"),
                        ),
                        (
                            "lost_kind",
                            models.CharField(blank=True, default="", verbose_name="logement disparu (OLDLOGT)"),
                        ),
                        (
                            "new_kind",
                            models.CharField(blank=True, default="", verbose_name="logement nouveau (NEWLOGT)"),
                        ),
                        ("buyer_kind", models.CharField(blank=True, default="", verbose_name="type de vente")),
                        ("put_on_sale", models.BooleanField(null=True, verbose_name="mis en commercialisation")),
                        (
                            "sale_price",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="prix de vente (€)"),
                        ),
                        (
                            "sale_income",
                            models.IntegerField(blank=True, null=True, verbose_name="produit financier net (€)"),
                        ),
                        (
                            "occupancy",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Loué"),
                                    ("2", "Vacant, proposé à la location"),
                                    ("3", "Vide (travaux, vente, démolition)"),
                                    ("4", "Pris en charge par une association"),
                                    ("5", "Occupé autrement (gardien…)"),
                                    ("9", "Sans objet"),
                                ],
                                default="",
                                max_length=1,
                                verbose_name="occupation",
                            ),
                        ),
                        (
                            "lease_month",
                            models.DateField(blank=True, null=True, verbose_name="bail en cours depuis"),
                        ),
                        (
                            "relet_month",
                            models.DateField(blank=True, null=True, verbose_name="dernière remise en location"),
                        ),
                        (
                            "rent_area_kind",
                            models.CharField(blank=True, default="", verbose_name="mode de surface"),
                        ),
                        (
                            "rent_area",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="surface du loyer (m²)"
                            ),
                        ),
                        (
                            "rent",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="loyer principal (€)"
                            ),
                        ),
                        (
                            "extra_rent",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="loyers accessoires (€)"
                            ),
                        ),
                        (
                            "savings_share",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="partage d’économies (€)"
                            ),
                        ),
                        (
                            "apl_max_rent",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="loyer maximal APL (€)"
                            ),
                        ),
                        (
                            "cus_max_rent",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="loyer maximal CUS (€)"
                            ),
                        ),
                        (
                            "nominator_quota",
                            models.CharField(blank=True, default="", verbose_name="contingent de réservation"),
                        ),
                        (
                            "comment",
                            models.CharField(blank=True, default="", verbose_name="commentaire (fichier)"),
                        ),
                        ("left_on", models.DateField(blank=True, null=True, verbose_name="sorti du parc le")),
                        (
                            "left_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Vendu à l’occupant"),
                                    ("2", "Vendu à un autre bailleur social"),
                                    ("3", "Vendu autrement"),
                                    ("4", "Démoli"),
                                    ("5", "Autre"),
                                    ("A", "Absent du dernier fichier"),
                                ],
                                default="",
                                max_length=1,
                                verbose_name="motif de sortie",
                            ),
                        ),
                        (
                            "stated_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="données au"),
                        ),
                        (
                            "landlord",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.landlord",
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
                                to="housing.unit",
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
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.staircase",
                                verbose_name="escalier",
                            ),
                        ),
                        (
                            "stated_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.stockimport",
                                verbose_name="dernier fichier",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ComponentKind",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                        ("label", models.CharField(max_length=80, unique=True, verbose_name="libellé")),
                        ("trade", models.CharField(blank=True, max_length=60, verbose_name="corps d’état")),
                        ("safety", models.BooleanField(default=False, verbose_name="composant de sécurité")),
                    ],
                    options={
                        "verbose_name": "type de composant",
                        "verbose_name_plural": "types de composant",
                        "ordering": ["label", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="ComponentLifetime",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("planning_years", models.PositiveSmallIntegerField(verbose_name="durée technique (ans)")),
                        (
                            "accounting_years",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="durée comptable (ans)"
                            ),
                        ),
                        (
                            "accounting_share",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                verbose_name="part du prix (%)",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="source")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lifetimes",
                                to="housing.componentkind",
                                verbose_name="type",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "durée de vie",
                        "verbose_name_plural": "durées de vie",
                        "ordering": ["kind", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("kind", "="), ("period", "&&")],
                                name="lifetime_one_at_a_time",
                                violation_error_message="Une autre durée vaut déjà pour cette période.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("planning_years__gt", 0)), name="lifetime_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Component",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("detail", models.CharField(blank=True, max_length=200, verbose_name="précision")),
                        (
                            "installed_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1800),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="posé en",
                            ),
                        ),
                        (
                            "condition",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("good", "Bon"),
                                    ("fair", "Moyen"),
                                    ("poor", "Mauvais"),
                                    ("dangerous", "Dangereux"),
                                ],
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("condition_on", models.DateField(blank=True, null=True, verbose_name="état constaté le")),
                        (
                            "expected_end_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Vide : année de pose plus durée de vie du type.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1800),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="fin de vie prévue",
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
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="components",
                                to="housing.componentkind",
                                verbose_name="type",
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
                        "verbose_name": "composant",
                        "ordering": ["kind__label", "pk"],
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
                                name="housing_component_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComponentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("detail", models.CharField(blank=True, max_length=200, verbose_name="précision")),
                        (
                            "installed_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1800),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="posé en",
                            ),
                        ),
                        (
                            "condition",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("good", "Bon"),
                                    ("fair", "Moyen"),
                                    ("poor", "Mauvais"),
                                    ("dangerous", "Dangereux"),
                                ],
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("condition_on", models.DateField(blank=True, null=True, verbose_name="état constaté le")),
                        (
                            "expected_end_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Vide : année de pose plus durée de vie du type.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1800),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="fin de vie prévue",
                            ),
                        ),
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
                                to="housing.component",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.componentkind",
                                verbose_name="type",
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
                    name="Equipment",
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
                                verbose_name="type",
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=60, verbose_name="référence")),
                        ("detail", models.CharField(blank=True, max_length=200, verbose_name="précision")),
                        (
                            "installed_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1800),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="mis en service en",
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
                        "verbose_name": "équipement",
                        "ordering": ["kind", "reference", "pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                django.contrib.postgres.indexes.OpClass("reference", name="varchar_pattern_ops"),
                                name="equipment_reference",
                            )
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
                                name="housing_equipment_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EquipmentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
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
                                verbose_name="type",
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=60, verbose_name="référence")),
                        ("detail", models.CharField(blank=True, max_length=200, verbose_name="précision")),
                        (
                            "installed_year",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1800),
                                    django.core.validators.MaxValueValidator(2200),
                                ],
                                verbose_name="mis en service en",
                            ),
                        ),
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
                                to="housing.equipment",
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
                    name="Document",
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
                                    ("diagnostic", "Diagnostic"),
                                    ("plan", "Plan"),
                                    ("warranty", "Garantie"),
                                    ("contract", "Contrat"),
                                    ("other", "Autre"),
                                ],
                                default="other",
                                max_length=12,
                                verbose_name="nature",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="titre")),
                        (
                            "file",
                            models.FileField(
                                max_length=200,
                                upload_to=housing.models.documents.document_path,
                                verbose_name="fichier",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200, verbose_name="nom d’origine")),
                        ("content_type", models.CharField(editable=False, max_length=100, verbose_name="type")),
                        ("size", models.PositiveBigIntegerField(editable=False, verbose_name="taille (octets)")),
                        ("sha256", models.CharField(editable=False, max_length=64)),
                        (
                            "added_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="ajouté le"
                            ),
                        ),
                        (
                            "added_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        "verbose_name": "document",
                        "ordering": ["-added_at", "-pk"],
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
                                name="housing_document_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StockImport",
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
                                blank=True, max_length=200, upload_to="imports/", verbose_name="fichier"
                            ),
                        ),
                        ("file_name", models.CharField(max_length=200, verbose_name="nom du fichier")),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("size", models.PositiveBigIntegerField(default=0, verbose_name="taille (octets)")),
                        ("layout", models.CharField(blank=True, max_length=20, verbose_name="format reconnu")),
                        ("encoding", models.CharField(blank=True, max_length=20, verbose_name="encodage")),
                        ("options", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("uploaded", "Déposé"),
                                    ("analysing", "Analyse en cours"),
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
                        ("dwellings", models.PositiveIntegerField(default=0, verbose_name="logements")),
                        ("rejected", models.PositiveIntegerField(default=0, verbose_name="lignes rejetées")),
                        ("created", models.PositiveIntegerField(default=0, verbose_name="nouveaux")),
                        ("changed", models.PositiveIntegerField(default=0, verbose_name="modifiés")),
                        ("unchanged", models.PositiveIntegerField(default=0, verbose_name="inchangés")),
                        ("gone", models.PositiveIntegerField(default=0, verbose_name="sortis du parc")),
                        ("report", models.JSONField(default=dict)),
                        ("error", models.TextField(blank=True, verbose_name="erreur")),
                        (
                            "requested_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="déposé le"),
                        ),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="terminé le")),
                        (
                            "landlord",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imports",
                                to="housing.landlord",
                                verbose_name="bailleur",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                help_text="The import whose rejected lines this file corrects.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="complements",
                                to="housing.stockimport",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "import du patrimoine",
                        "verbose_name_plural": "imports du patrimoine",
                        "ordering": ["-requested_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "lines_read",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("dwellings"), "+", models.F("rejected")
                                        ),
                                    )
                                ),
                                name="import_no_line_lost",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "dwellings",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("created"), "+", models.F("changed")
                                            ),
                                            "+",
                                            models.F("unchanged"),
                                        ),
                                    ),
                                    models.Q(("state", "applied"), _negated=True),
                                    _connector="OR",
                                ),
                                name="import_every_dwelling_counted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RejectedLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("line_number", models.PositiveIntegerField(verbose_name="ligne")),
                        ("reason", models.CharField(max_length=200, verbose_name="motif")),
                        ("raw", models.TextField(verbose_name="contenu")),
                        (
                            "stock_import",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rejected_lines",
                                to="housing.stockimport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne rejetée",
                        "verbose_name_plural": "lignes rejetées",
                        "ordering": ["line_number", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("stock_import"), models.F("line_number"), name="rejected_line_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlannedWork",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "state_since",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        ("reference", models.CharField(max_length=30, unique=True, verbose_name="référence")),
                        ("title", models.CharField(max_length=160, verbose_name="travaux")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("EC", "Entretien courant"),
                                    ("GE", "Gros entretien"),
                                    ("RC", "Remplacement de composant"),
                                    ("AM", "Amélioration"),
                                    ("RH", "Réhabilitation"),
                                    ("DEM", "Démolition"),
                                    ("VTE", "Vente"),
                                ],
                                max_length=3,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(2000),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="année prévue",
                            ),
                        ),
                        (
                            "quarter",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(4),
                                ],
                                verbose_name="trimestre",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="montant TTC (€)",
                            ),
                        ),
                        (
                            "unit_count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="logements concernés"),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("agency", "Proposition d’agence"),
                                    ("survey", "Diagnostic technique"),
                                    ("plan", "Plan précédent"),
                                    ("field", "Constat de terrain"),
                                    ("import", "Import"),
                                ],
                                default="plan",
                                max_length=10,
                                verbose_name="origine",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reported", "Signalé"),
                                    ("proposed", "Proposé"),
                                    ("studied", "À l’étude"),
                                    ("retained", "Retenu"),
                                    ("postponed", "Reporté"),
                                    ("refused", "Refusé"),
                                    ("budgeted", "Budgété"),
                                    ("scheduled", "Programmé"),
                                    ("tendering", "En consultation"),
                                    ("awarded", "Notifié"),
                                    ("running", "En cours"),
                                    ("received", "Réceptionné"),
                                    ("settled", "Soldé"),
                                    ("cancelled", "Annulé"),
                                ],
                                default="proposed",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="motif")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
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
                            "component",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="works",
                                to="housing.component",
                                verbose_name="composant",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="works",
                                to="housing.componentkind",
                                verbose_name="type de composant",
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
                        "verbose_name": "travaux programmés",
                        "verbose_name_plural": "travaux programmés",
                        "ordering": ["year", "quarter", "reference"],
                        "abstract": False,
                        "indexes": [models.Index(models.F("year"), models.F("state"), name="work_by_year")],
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
                                name="housing_plannedwork_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("year__range", (2000, 2100))), name="work_year"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quarter__isnull", True), ("quarter__range", (1, 4)), _connector="OR"
                                ),
                                name="work_quarter",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                                name="work_amount",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["refused", "cancelled", "postponed"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="work_reason",
                                violation_error_message="Donnez le motif.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlannedWorkEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state_since",
                            models.DateTimeField(
                                default=django.utils.timezone.now,
                                editable=False,
                                verbose_name="dans cet état depuis",
                            ),
                        ),
                        ("reference", models.CharField(max_length=30, verbose_name="référence")),
                        ("title", models.CharField(max_length=160, verbose_name="travaux")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("EC", "Entretien courant"),
                                    ("GE", "Gros entretien"),
                                    ("RC", "Remplacement de composant"),
                                    ("AM", "Amélioration"),
                                    ("RH", "Réhabilitation"),
                                    ("DEM", "Démolition"),
                                    ("VTE", "Vente"),
                                ],
                                max_length=3,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(2000),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="année prévue",
                            ),
                        ),
                        (
                            "quarter",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(4),
                                ],
                                verbose_name="trimestre",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="montant TTC (€)",
                            ),
                        ),
                        (
                            "unit_count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="logements concernés"),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("agency", "Proposition d’agence"),
                                    ("survey", "Diagnostic technique"),
                                    ("plan", "Plan précédent"),
                                    ("field", "Constat de terrain"),
                                    ("import", "Import"),
                                ],
                                default="plan",
                                max_length=10,
                                verbose_name="origine",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("reported", "Signalé"),
                                    ("proposed", "Proposé"),
                                    ("studied", "À l’étude"),
                                    ("retained", "Retenu"),
                                    ("postponed", "Reporté"),
                                    ("refused", "Refusé"),
                                    ("budgeted", "Budgété"),
                                    ("scheduled", "Programmé"),
                                    ("tendering", "En consultation"),
                                    ("awarded", "Notifié"),
                                    ("running", "En cours"),
                                    ("received", "Réceptionné"),
                                    ("settled", "Soldé"),
                                    ("cancelled", "Annulé"),
                                ],
                                default="proposed",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="motif")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
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
                            "component",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.component",
                                verbose_name="composant",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.componentkind",
                                verbose_name="type de composant",
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
                                to="housing.plannedwork",
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
                    name="PlannedWorkMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("move", models.CharField(max_length=20)),
                        (
                            "before",
                            models.CharField(
                                choices=[
                                    ("reported", "Signalé"),
                                    ("proposed", "Proposé"),
                                    ("studied", "À l’étude"),
                                    ("retained", "Retenu"),
                                    ("postponed", "Reporté"),
                                    ("refused", "Refusé"),
                                    ("budgeted", "Budgété"),
                                    ("scheduled", "Programmé"),
                                    ("tendering", "En consultation"),
                                    ("awarded", "Notifié"),
                                    ("running", "En cours"),
                                    ("received", "Réceptionné"),
                                    ("settled", "Soldé"),
                                    ("cancelled", "Annulé"),
                                ],
                                max_length=10,
                                verbose_name="de",
                            ),
                        ),
                        (
                            "after",
                            models.CharField(
                                choices=[
                                    ("reported", "Signalé"),
                                    ("proposed", "Proposé"),
                                    ("studied", "À l’étude"),
                                    ("retained", "Retenu"),
                                    ("postponed", "Reporté"),
                                    ("refused", "Refusé"),
                                    ("budgeted", "Budgété"),
                                    ("scheduled", "Programmé"),
                                    ("tendering", "En consultation"),
                                    ("awarded", "Notifié"),
                                    ("running", "En cours"),
                                    ("received", "Réceptionné"),
                                    ("settled", "Soldé"),
                                    ("cancelled", "Annulé"),
                                ],
                                max_length=10,
                                verbose_name="à",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="le")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="motif")),
                        (
                            "by",
                            models.ForeignKey(
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="timeline",
                                to="housing.plannedwork",
                                verbose_name="travaux",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "changement d’état",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PlanSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="fichier")),
                        ("rows", models.JSONField(verbose_name="lignes")),
                        (
                            "uploaded_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="envoyé le"),
                        ),
                        (
                            "applied_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="appliqué le"),
                        ),
                        ("created", models.PositiveIntegerField(default=0, editable=False, verbose_name="créés")),
                        (
                            "changed",
                            models.PositiveIntegerField(default=0, editable=False, verbose_name="modifiés"),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "classeur de travaux",
                        "verbose_name_plural": "classeurs de travaux",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="FieldStatement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("field", models.CharField(max_length=40, verbose_name="champ")),
                        ("value", models.CharField(blank=True, max_length=200, verbose_name="valeur")),
                        (
                            "replaced",
                            models.CharField(blank=True, max_length=200, verbose_name="valeur du fichier"),
                        ),
                        ("source", models.CharField(blank=True, max_length=200, verbose_name="d’après")),
                        (
                            "stated_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="le"),
                        ),
                        ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="remplacé le")),
                        (
                            "stated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="statements",
                                to="housing.unit",
                                verbose_name="logement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "correction",
                        "ordering": ["-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("unit"),
                                models.F("field"),
                                condition=models.Q(("ended_at__isnull", True)),
                                name="statement_one_standing",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExternalReference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("allocator", models.CharField(max_length=80, verbose_name="attribuée par")),
                        ("value", models.CharField(max_length=120, verbose_name="référence")),
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
                        "verbose_name": "référence externe",
                        "verbose_name_plural": "références externes",
                        "ordering": ["allocator", "value", "pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                django.contrib.postgres.indexes.OpClass("value", name="varchar_pattern_ops"),
                                name="reference_value",
                            )
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
                                name="housing_externalreference_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.UniqueConstraint(
                                models.F("allocator"),
                                models.F("value"),
                                name="reference_unique",
                                violation_error_message="Cette référence est déjà attribuée.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QualityAge",
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
                                    ("dpe", "Diagnostic de performance énergétique (DPE)"),
                                    ("condition", "État constaté d’un composant"),
                                ],
                                max_length=12,
                                verbose_name="donnée",
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("years", models.PositiveSmallIntegerField(verbose_name="âge maximal (ans)")),
                        (
                            "not_before",
                            models.DateField(
                                blank=True,
                                help_text="Plus ancienne, la donnée est périmée quel que soit son âge.",
                                null=True,
                                verbose_name="jamais avant",
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="source")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
                    ],
                    options={
                        "verbose_name": "âge maximal d’une donnée",
                        "verbose_name_plural": "âges maximaux des données",
                        "ordering": ["subject", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("subject", "="), ("period", "&&")],
                                name="quality_age_one_at_a_time",
                                violation_error_message="Un autre âge vaut déjà pour cette période.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("years__range", (1, 100))), name="quality_age_years"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResidenceQuality",
                    fields=[
                        (
                            "residence",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="quality",
                                serialize=False,
                                to="housing.residence",
                            ),
                        ),
                        ("gaps", models.PositiveIntegerField(default=0, verbose_name="à compléter")),
                        ("checks", models.PositiveIntegerField(default=0, verbose_name="points contrôlés")),
                        (
                            "completeness",
                            models.DecimalField(
                                decimal_places=2, default=100, max_digits=5, verbose_name="complétude (%)"
                            ),
                        ),
                        (
                            "rules",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                default=list,
                                size=None,
                                verbose_name="points en défaut",
                            ),
                        ),
                        ("computed_on", models.DateField(verbose_name="calculé le")),
                    ],
                    options={
                        "verbose_name": "qualité d’une résidence",
                        "verbose_name_plural": "qualité des résidences",
                        "indexes": [
                            models.Index(
                                models.F("completeness"), models.F("residence"), name="quality_worst_first"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("gaps__lte", models.F("checks"))),
                                name="quality_gaps_within_checks",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceAlert",
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
                                    ("asbestos", "Amiante"),
                                    ("lead", "Plomb"),
                                    ("warranty", "Garantie en cours"),
                                    ("structural", "Structure"),
                                    ("safety", "Sécurité"),
                                    ("access", "Accès"),
                                    ("other", "Autre"),
                                ],
                                max_length=12,
                                verbose_name="nature",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="titre")),
                        ("text", models.TextField(blank=True, verbose_name="consigne")),
                        (
                            "starts_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="à partir du"),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                        (
                            "must_acknowledge",
                            models.BooleanField(default=True, verbose_name="à confirmer avant toute commande"),
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
                        "verbose_name": "alerte",
                        "ordering": ["-starts_on", "-pk"],
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
                                name="housing_placealert_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="alert_ends_after_start",
                                violation_error_message="La fin vient avant le début.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlaceAlertEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("asbestos", "Amiante"),
                                    ("lead", "Plomb"),
                                    ("warranty", "Garantie en cours"),
                                    ("structural", "Structure"),
                                    ("safety", "Sécurité"),
                                    ("access", "Accès"),
                                    ("other", "Autre"),
                                ],
                                max_length=12,
                                verbose_name="nature",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="titre")),
                        ("text", models.TextField(blank=True, verbose_name="consigne")),
                        (
                            "starts_on",
                            models.DateField(default=django.utils.timezone.localdate, verbose_name="à partir du"),
                        ),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                        (
                            "must_acknowledge",
                            models.BooleanField(default=True, verbose_name="à confirmer avant toute commande"),
                        ),
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
                                to="housing.placealert",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="landlord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "housing_landlordevent" ("address_geographic", "address_locality", "address_recipient", "address_street", "address_town", "id", "ministry_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "siren", "siret", "trade_name") VALUES (OLD."address_geographic", OLD."address_locality", OLD."address_recipient", OLD."address_street", OLD."address_town", OLD."id", OLD."ministry_id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."siren", OLD."siret", OLD."trade_name"); RETURN NULL;',
                            hash="f7ea0329520673976c636ab75ecd1fb638499dbc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f95a5",
                            table="housing_landlord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="landlord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_landlordevent" ("address_geographic", "address_locality", "address_recipient", "address_street", "address_town", "id", "ministry_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "siren", "siret", "trade_name") VALUES (OLD."address_geographic", OLD."address_locality", OLD."address_recipient", OLD."address_street", OLD."address_town", OLD."id", OLD."ministry_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."siren", OLD."siret", OLD."trade_name"); RETURN NULL;',
                            hash="713f6f38108ab9aa944dce0c831d207d18c2308c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_77062",
                            table="housing_landlord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="landlordevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6210a0c34358a09006181ca39787e001922e6522",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_92952",
                            table="housing_landlordevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="residence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."agency_id" IS DISTINCT FROM (NEW."agency_id") OR OLD."commune_code" IS DISTINCT FROM (NEW."commune_code") OR OLD."commune_name" IS DISTINCT FROM (NEW."commune_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."landlord_id" IS DISTINCT FROM (NEW."landlord_id") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."postal_code" IS DISTINCT FROM (NEW."postal_code") OR OLD."source_key" IS DISTINCT FROM (NEW."source_key"))',
                            func='INSERT INTO "housing_residenceevent" ("agency_id", "commune_code", "commune_name", "id", "landlord_id", "latitude", "longitude", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "source_key") VALUES (OLD."agency_id", OLD."commune_code", OLD."commune_name", OLD."id", OLD."landlord_id", OLD."latitude", OLD."longitude", OLD."merged_into_id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."postal_code", OLD."source_key"); RETURN NULL;',
                            hash="764f545856694adbeb058efa0d7613fd2d4c5c6c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f9f17",
                            table="housing_residence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="residence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_residenceevent" ("agency_id", "commune_code", "commune_name", "id", "landlord_id", "latitude", "longitude", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "source_key") VALUES (OLD."agency_id", OLD."commune_code", OLD."commune_name", OLD."id", OLD."landlord_id", OLD."latitude", OLD."longitude", OLD."merged_into_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postal_code", OLD."source_key"); RETURN NULL;',
                            hash="aca835a00c138d5217446836d698fe86379371fe",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_738ee",
                            table="housing_residence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="residenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="87cd4ef5178a27548ee42fc2d3d8147dd4a4505b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e57dd",
                            table="housing_residenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="building",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "housing_buildingevent" ("id", "landlord_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "source_key") VALUES (OLD."id", OLD."landlord_id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."residence_id", OLD."source_key"); RETURN NULL;',
                            hash="32f8447595c8229ce52ecd58bd60b6d19957a544",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0e27c",
                            table="housing_building",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="building",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_buildingevent" ("id", "landlord_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "source_key") VALUES (OLD."id", OLD."landlord_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."residence_id", OLD."source_key"); RETURN NULL;',
                            hash="8d3e376eba85efcfe79c7ea6ddf3813d0e153172",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fce2c",
                            table="housing_building",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="buildingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a9ee6bb103764c2990255a36c505428b7e6fc94d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_da69e",
                            table="housing_buildingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staircase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."building_id" IS DISTINCT FROM (NEW."building_id") OR OLD."commune_name" IS DISTINCT FROM (NEW."commune_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."landlord_id" IS DISTINCT FROM (NEW."landlord_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."postal_code" IS DISTINCT FROM (NEW."postal_code") OR OLD."residence_id" IS DISTINCT FROM (NEW."residence_id") OR OLD."source_key" IS DISTINCT FROM (NEW."source_key") OR OLD."street" IS DISTINCT FROM (NEW."street") OR OLD."street_number" IS DISTINCT FROM (NEW."street_number"))',
                            func='INSERT INTO "housing_staircaseevent" ("building_id", "commune_name", "id", "landlord_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "residence_id", "source_key", "street", "street_number") VALUES (OLD."building_id", OLD."commune_name", OLD."id", OLD."landlord_id", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."postal_code", OLD."residence_id", OLD."source_key", OLD."street", OLD."street_number"); RETURN NULL;',
                            hash="fa969e11cf54f9a08240e9b2269e043bf02b5037",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_165ef",
                            table="housing_staircase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staircase",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_staircaseevent" ("building_id", "commune_name", "id", "landlord_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "residence_id", "source_key", "street", "street_number") VALUES (OLD."building_id", OLD."commune_name", OLD."id", OLD."landlord_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postal_code", OLD."residence_id", OLD."source_key", OLD."street", OLD."street_number"); RETURN NULL;',
                            hash="eb43b28ee4b6f2bbf22dc01099437a175feb5029",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_127ee",
                            table="housing_staircase",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staircaseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="218e003dbeac069138463cc48fe873c461a49a67",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7c547",
                            table="housing_staircaseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "housing_unitevent" ("acquired_year", "apl_agreement", "apl_from", "apl_max_rent", "apl_number", "block_label", "building_label", "built_year", "buyer_kind", "comment", "commune_code", "commune_name", "construction", "corridor", "cus_ceiling", "cus_max_rent", "door", "dpe_date", "energy_class", "entrance", "estate_label", "extra_rent", "financing", "financing_other", "first_let_year", "floor", "ghg_class", "id", "landlord_id", "landlord_ref", "lease_month", "left_on", "left_reason", "living_area", "locality", "locator", "lost_kind", "mailbox", "manager_id", "new_kind", "nominator_quota", "occupancy", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "previous_owner", "previous_owner_siret", "priority_district", "put_on_sale", "relet_month", "rent", "rent_area", "rent_area_kind", "residence_id", "right", "rooms", "rpls_id", "sale_income", "sale_price", "savings_share", "segment_code", "segment_label", "sru_expiry", "sru_paragraph", "staircase_id", "staircase_label", "stated_by_id", "stated_on", "street_name", "street_number", "street_suffix", "street_type") VALUES (OLD."acquired_year", OLD."apl_agreement", OLD."apl_from", OLD."apl_max_rent", OLD."apl_number", OLD."block_label", OLD."building_label", OLD."built_year", OLD."buyer_kind", OLD."comment", OLD."commune_code", OLD."commune_name", OLD."construction", OLD."corridor", OLD."cus_ceiling", OLD."cus_max_rent", OLD."door", OLD."dpe_date", OLD."energy_class", OLD."entrance", OLD."estate_label", OLD."extra_rent", OLD."financing", OLD."financing_other", OLD."first_let_year", OLD."floor", OLD."ghg_class", OLD."id", OLD."landlord_id", OLD."landlord_ref", OLD."lease_month", OLD."left_on", OLD."left_reason", OLD."living_area", OLD."locality", OLD."locator", OLD."lost_kind", OLD."mailbox", OLD."manager_id", OLD."new_kind", OLD."nominator_quota", OLD."occupancy", OLD."origin", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."postal_code", OLD."previous_owner", OLD."previous_owner_siret", OLD."priority_district", OLD."put_on_sale", OLD."relet_month", OLD."rent", OLD."rent_area", OLD."rent_area_kind", OLD."residence_id", OLD."right", OLD."rooms", OLD."rpls_id", OLD."sale_income", OLD."sale_price", OLD."savings_share", OLD."segment_code", OLD."segment_label", OLD."sru_expiry", OLD."sru_paragraph", OLD."staircase_id", OLD."staircase_label", OLD."stated_by_id", OLD."stated_on", OLD."street_name", OLD."street_number", OLD."street_suffix", OLD."street_type"); RETURN NULL;',
                            hash="a82a5cd1cf4f875e6c209321262adc13c28ae090",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_af69c",
                            table="housing_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_unitevent" ("acquired_year", "apl_agreement", "apl_from", "apl_max_rent", "apl_number", "block_label", "building_label", "built_year", "buyer_kind", "comment", "commune_code", "commune_name", "construction", "corridor", "cus_ceiling", "cus_max_rent", "door", "dpe_date", "energy_class", "entrance", "estate_label", "extra_rent", "financing", "financing_other", "first_let_year", "floor", "ghg_class", "id", "landlord_id", "landlord_ref", "lease_month", "left_on", "left_reason", "living_area", "locality", "locator", "lost_kind", "mailbox", "manager_id", "new_kind", "nominator_quota", "occupancy", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postal_code", "previous_owner", "previous_owner_siret", "priority_district", "put_on_sale", "relet_month", "rent", "rent_area", "rent_area_kind", "residence_id", "right", "rooms", "rpls_id", "sale_income", "sale_price", "savings_share", "segment_code", "segment_label", "sru_expiry", "sru_paragraph", "staircase_id", "staircase_label", "stated_by_id", "stated_on", "street_name", "street_number", "street_suffix", "street_type") VALUES (OLD."acquired_year", OLD."apl_agreement", OLD."apl_from", OLD."apl_max_rent", OLD."apl_number", OLD."block_label", OLD."building_label", OLD."built_year", OLD."buyer_kind", OLD."comment", OLD."commune_code", OLD."commune_name", OLD."construction", OLD."corridor", OLD."cus_ceiling", OLD."cus_max_rent", OLD."door", OLD."dpe_date", OLD."energy_class", OLD."entrance", OLD."estate_label", OLD."extra_rent", OLD."financing", OLD."financing_other", OLD."first_let_year", OLD."floor", OLD."ghg_class", OLD."id", OLD."landlord_id", OLD."landlord_ref", OLD."lease_month", OLD."left_on", OLD."left_reason", OLD."living_area", OLD."locality", OLD."locator", OLD."lost_kind", OLD."mailbox", OLD."manager_id", OLD."new_kind", OLD."nominator_quota", OLD."occupancy", OLD."origin", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postal_code", OLD."previous_owner", OLD."previous_owner_siret", OLD."priority_district", OLD."put_on_sale", OLD."relet_month", OLD."rent", OLD."rent_area", OLD."rent_area_kind", OLD."residence_id", OLD."right", OLD."rooms", OLD."rpls_id", OLD."sale_income", OLD."sale_price", OLD."savings_share", OLD."segment_code", OLD."segment_label", OLD."sru_expiry", OLD."sru_paragraph", OLD."staircase_id", OLD."staircase_label", OLD."stated_by_id", OLD."stated_on", OLD."street_name", OLD."street_number", OLD."street_suffix", OLD."street_type"); RETURN NULL;',
                            hash="901781cd12e523031dc43e3064185a900170780d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_22242",
                            table="housing_unit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="unitevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ecbbc4f80b7ce674ae4e5ec142b041e4e9b39ff2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6bdca",
                            table="housing_unitevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="component",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "housing_componentevent" ("building_id", "condition", "condition_on", "detail", "expected_end_year", "id", "installed_year", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "staircase_id", "unit_id") VALUES (OLD."building_id", OLD."condition", OLD."condition_on", OLD."detail", OLD."expected_end_year", OLD."id", OLD."installed_year", OLD."kind_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."residence_id", OLD."staircase_id", OLD."unit_id"); RETURN NULL;',
                            hash="157c4cf1f3f9636a0dcca7cdb41549149abec4f7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d66d3",
                            table="housing_component",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="component",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_componentevent" ("building_id", "condition", "condition_on", "detail", "expected_end_year", "id", "installed_year", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "staircase_id", "unit_id") VALUES (OLD."building_id", OLD."condition", OLD."condition_on", OLD."detail", OLD."expected_end_year", OLD."id", OLD."installed_year", OLD."kind_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."residence_id", OLD."staircase_id", OLD."unit_id"); RETURN NULL;',
                            hash="5221ee6a0a8e156340a0b6a07f2f2825fe44aee4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_41df8",
                            table="housing_component",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="componentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="46dc6d6d420e84042f675b40290e43291f2c2f31",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dc0f2",
                            table="housing_componentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="equipment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "housing_equipmentevent" ("building_id", "detail", "id", "installed_year", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "residence_id", "staircase_id", "unit_id") VALUES (OLD."building_id", OLD."detail", OLD."id", OLD."installed_year", OLD."kind", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reference", OLD."residence_id", OLD."staircase_id", OLD."unit_id"); RETURN NULL;',
                            hash="9fe5c79fa3fb03d6b57bbc9264a28bfb7b76b5c7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0420f",
                            table="housing_equipment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="equipment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_equipmentevent" ("building_id", "detail", "id", "installed_year", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "residence_id", "staircase_id", "unit_id") VALUES (OLD."building_id", OLD."detail", OLD."id", OLD."installed_year", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference", OLD."residence_id", OLD."staircase_id", OLD."unit_id"); RETURN NULL;',
                            hash="4a8e041e779321ffe440f28d9ac34fffafc19621",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8b345",
                            table="housing_equipment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="equipmentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bb499f0686bc6743e0d3a186c1dc8685b515eb46",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_50685",
                            table="housing_equipmentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plannedwork",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "housing_plannedworkevent" ("amount", "building_id", "component_id", "id", "kind_id", "nature", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "reason", "reference", "residence_id", "source", "staircase_id", "state", "state_since", "title", "unit_count", "unit_id", "year") VALUES (OLD."amount", OLD."building_id", OLD."component_id", OLD."id", OLD."kind_id", OLD."nature", OLD."note", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."quarter", OLD."reason", OLD."reference", OLD."residence_id", OLD."source", OLD."staircase_id", OLD."state", OLD."state_since", OLD."title", OLD."unit_count", OLD."unit_id", OLD."year"); RETURN NULL;',
                            hash="b6a97135869d5a0e2565bef7c104c8483aecba4b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_09e98",
                            table="housing_plannedwork",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plannedwork",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_plannedworkevent" ("amount", "building_id", "component_id", "id", "kind_id", "nature", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quarter", "reason", "reference", "residence_id", "source", "staircase_id", "state", "state_since", "title", "unit_count", "unit_id", "year") VALUES (OLD."amount", OLD."building_id", OLD."component_id", OLD."id", OLD."kind_id", OLD."nature", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quarter", OLD."reason", OLD."reference", OLD."residence_id", OLD."source", OLD."staircase_id", OLD."state", OLD."state_since", OLD."title", OLD."unit_count", OLD."unit_id", OLD."year"); RETURN NULL;',
                            hash="b45d680de9a4a3feaeec984e9a36decfb832aa62",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ae934",
                            table="housing_plannedwork",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plannedworkevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5523426826fa5fe0108abbb8370d62af2a43f34e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_499ca",
                            table="housing_plannedworkevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placealert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "housing_placealertevent" ("building_id", "ends_on", "id", "kind", "must_acknowledge", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "staircase_id", "starts_on", "text", "title", "unit_id") VALUES (OLD."building_id", OLD."ends_on", OLD."id", OLD."kind", OLD."must_acknowledge", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."residence_id", OLD."staircase_id", OLD."starts_on", OLD."text", OLD."title", OLD."unit_id"); RETURN NULL;',
                            hash="daa6e5673837bd8f5c6b2edf4cb528cadca55175",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b2ff7",
                            table="housing_placealert",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placealert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_placealertevent" ("building_id", "ends_on", "id", "kind", "must_acknowledge", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "staircase_id", "starts_on", "text", "title", "unit_id") VALUES (OLD."building_id", OLD."ends_on", OLD."id", OLD."kind", OLD."must_acknowledge", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."residence_id", OLD."staircase_id", OLD."starts_on", OLD."text", OLD."title", OLD."unit_id"); RETURN NULL;',
                            hash="79db6aee95dd5ce8bad30eee80960eaa98165f02",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_af064",
                            table="housing_placealert",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="placealertevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8e149fe43c4db8ada42560a703a4d12791c22a95",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c3cf4",
                            table="housing_placealertevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]

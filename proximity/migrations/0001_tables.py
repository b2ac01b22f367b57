from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import phonenumber_field.modelfields
from django.conf import settings
from django.db import migrations, models

import proximity.models.checklists
import proximity.models.contracts
import proximity.models.order_parts
from teams.schema import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("proximity", "0001_orders"),
        ("proximity", "0002_orders_keys"),
        ("proximity", "0003_orders_parameters"),
        ("proximity", "0004_orders_prices"),
        ("proximity", "0021_findings"),
        ("proximity", "0022_finding_keys"),
        ("proximity", "0023_inspections"),
        ("proximity", "0024_inspection_defaults"),
        ("proximity", "0041_cleaning"),
        ("proximity", "0042_cleaning_keys"),
        ("proximity", "0061_needs"),
        ("proximity", "0062_guard_order"),
        ("proximity", "0063_firm_contests"),
        ("proximity", "0063_photo_retention"),
        ("proximity", "0064_redos_and_remedies"),
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
                    name="Scale",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=30, unique=True, verbose_name="code")),
                        ("label", models.CharField(max_length=60, verbose_name="libellé")),
                    ],
                    options={
                        "verbose_name": "échelle",
                        "ordering": ["label", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Grade",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rank", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("label", models.CharField(max_length=30, verbose_name="libellé")),
                        (
                            "points",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="points sur 100"),
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
                        ("usual", models.BooleanField(default=False, verbose_name="donné par défaut")),
                        (
                            "scale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grades",
                                to="proximity.scale",
                                verbose_name="échelle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "note",
                        "ordering": ["scale", "rank"],
                        "constraints": [
                            models.UniqueConstraint(models.F("scale"), models.F("rank"), name="grade_rank_once"),
                            models.UniqueConstraint(
                                models.F("scale"), condition=models.Q(("usual", True)), name="grade_one_usual"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("points__isnull", True), ("points__lte", 100), _connector="OR"
                                ),
                                name="grade_points",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("condition", ""), ("points__isnull", True)),
                                    models.Q(
                                        ("condition__in", ["good", "fair", "poor", "dangerous"]),
                                        ("points__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="grade_counts_with_a_condition",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Checklist",
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
                                    ("round", "Tournée"),
                                    ("visit", "Visite de résidence"),
                                    ("technical", "Local technique"),
                                    ("safety", "Sécurité"),
                                    ("move_in", "État des lieux d’entrée"),
                                    ("move_out", "État des lieux de sortie"),
                                ],
                                max_length=10,
                                verbose_name="type",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("basis", models.CharField(max_length=200, verbose_name="source")),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="publié le"),
                        ),
                    ],
                    options={
                        "verbose_name": "modèle de visite",
                        "verbose_name_plural": "modèles de visite",
                        "ordering": ["kind", "-number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("kind"), models.F("number"), name="checklist_version_once"
                            ),
                            models.UniqueConstraint(
                                models.F("kind"),
                                condition=models.Q(("published_at__isnull", True)),
                                name="checklist_one_draft",
                                violation_error_message="Un brouillon de ce modèle existe déjà.",
                            ),
                            models.CheckConstraint(condition=models.Q(("number__gt", 0)), name="checklist_number"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.SlugField(
                                default=proximity.models.checklists.item_code,
                                editable=False,
                                max_length=40,
                                verbose_name="code",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ordre")),
                        ("section", models.CharField(max_length=60, verbose_name="partie ou pièce")),
                        ("label", models.CharField(max_length=120, verbose_name="point à contrôler")),
                        ("help", models.CharField(blank=True, max_length=200, verbose_name="comment regarder")),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(20),
                                ],
                                verbose_name="poids",
                            ),
                        ),
                        ("knock_out", models.BooleanField(default=False, verbose_name="éliminatoire")),
                        (
                            "wear",
                            models.SlugField(
                                blank=True, max_length=20, verbose_name="ligne de la grille de vétusté"
                            ),
                        ),
                        ("per_bedroom", models.BooleanField(default=False, verbose_name="une fois par chambre")),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="proximity.checklist",
                                verbose_name="modèle",
                            ),
                        ),
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
                            "reference",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coordination.picture",
                                verbose_name="image de référence",
                            ),
                        ),
                        (
                            "photo_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proximity.grade",
                                verbose_name="photo obligatoire à partir de",
                            ),
                        ),
                        (
                            "scale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proximity.scale",
                                verbose_name="échelle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "point à contrôler",
                        "verbose_name_plural": "points à contrôler",
                        "ordering": ["checklist", "position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("checklist"), models.F("code"), name="checklist_item_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weight__range", (1, 20))), name="checklist_item_weight"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inspection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="commencée le"),
                        ),
                        (
                            "finished_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="terminée le"
                            ),
                        ),
                        (
                            "dropped_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="abandonnée le"
                            ),
                        ),
                        ("remarks", models.TextField(blank=True, max_length=2000, verbose_name="remarques")),
                        (
                            "score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                editable=False,
                                max_digits=4,
                                null=True,
                                verbose_name="note",
                            ),
                        ),
                        (
                            "passed",
                            models.BooleanField(blank=True, editable=False, null=True, verbose_name="conforme"),
                        ),
                        (
                            "key",
                            models.UUIDField(blank=True, editable=False, null=True, verbose_name="clé d’envoi"),
                        ),
                        (
                            "end_key",
                            models.UUIDField(blank=True, editable=False, null=True, verbose_name="clé de fin"),
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
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "checklist",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="proximity.checklist",
                                verbose_name="modèle de visite",
                            ),
                        ),
                        (
                            "finished_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="terminée par",
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
                            "started_by",
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
                            "photos_erased_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="photos effacées le"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "visite",
                        "ordering": ["-started_at", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("started_at"), descending=True),
                                models.F("id"),
                                name="inspection_latest",
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
                                name="proximity_inspection_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.UniqueConstraint(models.F("key"), name="inspection_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finished_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"
                                ),
                                name="inspection_one_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finished_at__isnull", True),
                                    ("finished_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="inspection_ends_after",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score__isnull", True),
                                    models.Q(("finished_at__isnull", False), ("score__range", (0, 100))),
                                    _connector="OR",
                                ),
                                name="inspection_score",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InspectionPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="ordre")),
                        ("room", models.CharField(max_length=60, verbose_name="partie ou pièce")),
                        ("words", models.CharField(blank=True, max_length=500, verbose_name="précision")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="vu le")),
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
                            "grade",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proximity.grade",
                                verbose_name="note",
                            ),
                        ),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="points",
                                to="proximity.inspection",
                                verbose_name="visite",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proximity.checklistitem",
                                verbose_name="point à contrôler",
                            ),
                        ),
                        (
                            "pictures",
                            models.ManyToManyField(
                                blank=True,
                                related_name="inspection_points",
                                to="coordination.picture",
                                verbose_name="photos",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "point d’une visite",
                        "ordering": ["inspection", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("inspection"), models.F("position"), name="inspection_point_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("grade__isnull", True), ("answered_at__isnull", False), _connector="OR"
                                ),
                                name="inspection_point_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "party",
                            models.CharField(
                                choices=[
                                    ("landlord", "Pour le bailleur"),
                                    ("tenant", "Locataire"),
                                    ("company", "Entreprise"),
                                    ("bailiff", "Commissaire de justice"),
                                ],
                                max_length=10,
                                verbose_name="partie",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nom")),
                        ("absent", models.BooleanField(default=False, verbose_name="absent ou refuse de signer")),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="le")),
                        (
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signatures",
                                to="proximity.inspection",
                                verbose_name="visite",
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coordination.picture",
                                verbose_name="signature",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "signature",
                        "ordering": ["inspection", "party"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("inspection"), models.F("party"), name="signature_one_per_party"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("absent", True), ("picture__isnull", True)),
                                    models.Q(("absent", False), ("picture__isnull", False)),
                                    _connector="OR",
                                ),
                                name="signature_or_absent",
                                violation_error_message="Signez, ou cochez « absent ».",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=160, verbose_name="constat")),
                        (
                            "grade",
                            models.CharField(
                                choices=[
                                    ("good", "Bon"),
                                    ("fair", "Moyen"),
                                    ("poor", "Mauvais"),
                                    ("dangerous", "Dangereux"),
                                ],
                                default="poor",
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("words", models.TextField(blank=True, max_length=1000, verbose_name="précision")),
                        ("safety", models.BooleanField(default=False, verbose_name="danger pour les personnes")),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("one", "Un seul élément"),
                                    ("several", "Plusieurs éléments"),
                                    ("all", "Toute la résidence"),
                                ],
                                default="one",
                                max_length=10,
                                verbose_name="étendue",
                            ),
                        ),
                        ("seen_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="vu le")),
                        (
                            "key",
                            models.UUIDField(blank=True, editable=False, null=True, verbose_name="clé d’envoi"),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "component",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="findings",
                                to="housing.component",
                                verbose_name="composant",
                            ),
                        ),
                        (
                            "equipment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="findings",
                                to="housing.equipment",
                                verbose_name="équipement",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
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
                        (
                            "inspection",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="proximity.inspection",
                                verbose_name="visite",
                            ),
                        ),
                        (
                            "point",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="finding",
                                to="proximity.inspectionpoint",
                                verbose_name="point",
                            ),
                        ),
                        (
                            "photos_erased_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="photos effacées le"
                            ),
                        ),
                        (
                            "pictures",
                            models.ManyToManyField(
                                blank=True,
                                related_name="findings",
                                to="coordination.picture",
                                verbose_name="photos",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "constat",
                        "ordering": ["-seen_at", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                models.F("residence"),
                                models.F("kind"),
                                models.F("seen_at"),
                                name="finding_of_kind",
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
                                name="proximity_finding_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.UniqueConstraint(models.F("key"), name="finding_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(("grade__in", ["good", "fair", "poor", "dangerous"])),
                                name="finding_known_grade",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUp",
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
                                    ("note", "Noté"),
                                    ("need", "Besoin pour le plan"),
                                    ("request", "Demande"),
                                    ("order", "Commande"),
                                ],
                                max_length=10,
                                verbose_name="suite",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="le")),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follow_ups",
                                to="proximity.finding",
                                verbose_name="constat",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "suite d’un constat",
                        "ordering": ["at", "pk"],
                        "constraints": [
                            models.UniqueConstraint(models.F("finding"), models.F("kind"), name="follow_up_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind", "note"), ("case__isnull", False), _connector="OR"),
                                name="follow_up_has_its_case",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inventory",
                    fields=[
                        (
                            "inspection",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="inventory",
                                serialize=False,
                                to="proximity.inspection",
                                verbose_name="visite",
                            ),
                        ),
                        (
                            "tenant_name",
                            models.CharField(blank=True, max_length=160, verbose_name="nom du locataire"),
                        ),
                        (
                            "new_address",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="nouvelle adresse du locataire"
                            ),
                        ),
                        ("agent", models.CharField(blank=True, max_length=120, verbose_name="mandataire")),
                        (
                            "by_bailiff",
                            models.BooleanField(default=False, verbose_name="fait par commissaire de justice"),
                        ),
                        (
                            "works",
                            models.CharField(blank=True, editable=False, max_length=10, verbose_name="travaux"),
                        ),
                        (
                            "costed_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="chiffré le"),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exits",
                                to="proximity.inventory",
                                verbose_name="état des lieux d’entrée",
                            ),
                        ),
                        (
                            "tenant",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inventories",
                                to="messaging.contact",
                                verbose_name="locataire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "état des lieux",
                        "verbose_name_plural": "états des lieux",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MeterReading",
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
                                    ("cold", "Eau froide"),
                                    ("hot", "Eau chaude"),
                                    ("power", "Électricité"),
                                    ("gas", "Gaz"),
                                    ("heat", "Chauffage"),
                                ],
                                max_length=10,
                                verbose_name="compteur",
                            ),
                        ),
                        ("number", models.CharField(blank=True, max_length=40, verbose_name="numéro du compteur")),
                        (
                            "value",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                help_text="Vide : compteur inaccessible.",
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="relevé",
                            ),
                        ),
                        (
                            "inventory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="proximity.inventory",
                                verbose_name="état des lieux",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "relevé de compteur",
                        "ordering": ["inventory", "pk"],
                        "constraints": [
                            models.UniqueConstraint(models.F("inventory"), models.F("kind"), name="meter_once"),
                            models.CheckConstraint(
                                condition=models.Q(("value__isnull", True), ("value__gte", 0), _connector="OR"),
                                name="meter_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeyCount",
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
                                    ("door", "Porte palière"),
                                    ("hall", "Badge d’immeuble"),
                                    ("mailbox", "Boîte aux lettres"),
                                    ("cellar", "Cave"),
                                    ("remote", "Télécommande, parking"),
                                    ("other", "Autre"),
                                ],
                                max_length=10,
                                verbose_name="clé",
                            ),
                        ),
                        ("count", models.PositiveSmallIntegerField(verbose_name="nombre")),
                        (
                            "note",
                            models.CharField(blank=True, max_length=120, verbose_name="destination, remarque"),
                        ),
                        (
                            "inventory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="keys",
                                to="proximity.inventory",
                                verbose_name="état des lieux",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "clés",
                        "verbose_name_plural": "clés",
                        "ordering": ["inventory", "pk"],
                        "constraints": [
                            models.UniqueConstraint(models.F("inventory"), models.F("kind"), name="key_kind_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WearGrid",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="nom")),
                        ("valid_from", models.DateField(unique=True, verbose_name="en vigueur depuis le")),
                        ("basis", models.CharField(max_length=200, verbose_name="source")),
                    ],
                    options={
                        "verbose_name": "grille de vétusté",
                        "verbose_name_plural": "grilles de vétusté",
                        "ordering": ["-valid_from"],
                    },
                ),
                migrations.CreateModel(
                    name="WearRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=20, verbose_name="code")),
                        ("label", models.CharField(max_length=80, verbose_name="élément")),
                        ("life_years", models.PositiveSmallIntegerField(verbose_name="durée de vie (ans)")),
                        ("free_years", models.PositiveSmallIntegerField(verbose_name="franchise (ans)")),
                        (
                            "yearly",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=5,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="abattement par an (%)",
                            ),
                        ),
                        (
                            "residual",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=5,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="part résiduelle (%)",
                            ),
                        ),
                        (
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rules",
                                to="proximity.weargrid",
                                verbose_name="grille",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne de la grille",
                        "verbose_name_plural": "lignes de la grille",
                        "ordering": ["grid", "label"],
                        "constraints": [
                            models.UniqueConstraint(models.F("grid"), models.F("code"), name="wear_rule_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("free_years__lte", models.F("life_years")),
                                    ("residual__range", (0, 100)),
                                    ("yearly__range", (0, 100)),
                                ),
                                name="wear_rule_bounds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CostLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=160, verbose_name="travaux")),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("damage", "Dégradation"),
                                    ("neglect", "Défaut d’entretien"),
                                    ("cleaning", "Nettoyage, débarras"),
                                    ("missing", "Clé ou équipement manquant"),
                                    ("deliberate", "Dégradation volontaire"),
                                    ("wear", "Usure normale, vétusté"),
                                    ("defect", "Vice, malfaçon, force majeure"),
                                    ("contract", "Couvert par un contrat d’entretien"),
                                    ("claim", "Sinistre, effraction : à vérifier"),
                                ],
                                default="damage",
                                max_length=12,
                                verbose_name="cause",
                            ),
                        ),
                        (
                            "renovated_on",
                            models.DateField(blank=True, null=True, verbose_name="dernière réfection"),
                        ),
                        (
                            "quantity",
                            models.DecimalField(
                                decimal_places=2,
                                default=1,
                                max_digits=8,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                                verbose_name="quantité",
                            ),
                        ),
                        (
                            "unit_price",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=10,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="prix unitaire (€)",
                            ),
                        ),
                        (
                            "share",
                            models.DecimalField(
                                decimal_places=2,
                                editable=False,
                                max_digits=5,
                                verbose_name="part du locataire (%)",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, editable=False, max_digits=12, verbose_name="montant"
                            ),
                        ),
                        (
                            "tenant_amount",
                            models.DecimalField(
                                decimal_places=2, editable=False, max_digits=12, verbose_name="locataire"
                            ),
                        ),
                        (
                            "landlord_amount",
                            models.DecimalField(
                                decimal_places=2, editable=False, max_digits=12, verbose_name="bailleur"
                            ),
                        ),
                        (
                            "other_amount",
                            models.DecimalField(
                                decimal_places=2, editable=False, max_digits=12, verbose_name="contrat, assurance"
                            ),
                        ),
                        ("added_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        (
                            "point",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proximity.inspectionpoint",
                                verbose_name="point",
                            ),
                        ),
                        (
                            "rule",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proximity.wearrule",
                                verbose_name="vétusté",
                            ),
                        ),
                        (
                            "inventory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cost_lines",
                                to="proximity.inventory",
                                verbose_name="état des lieux",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne de chiffrage",
                        "verbose_name_plural": "lignes de chiffrage",
                        "ordering": ["inventory", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "amount",
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                models.F("tenant_amount"), "+", models.F("landlord_amount")
                                            ),
                                            "+",
                                            models.F("other_amount"),
                                        ),
                                    )
                                ),
                                name="cost_line_shares_sum",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("landlord_amount__gte", 0),
                                    ("other_amount__gte", 0),
                                    ("share__range", (0, 100)),
                                    ("tenant_amount__gte", 0),
                                ),
                                name="cost_line_bounds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckKind",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=12, unique=True, verbose_name="code")),
                        ("label", models.CharField(max_length=120, verbose_name="contrôle")),
                        ("subject", models.CharField(max_length=120, verbose_name="équipement ou lieu")),
                        (
                            "equipment",
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
                                verbose_name="type d’équipement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "type de contrôle",
                        "verbose_name_plural": "types de contrôle",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="CheckRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        (
                            "months",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="tous les (mois)"
                            ),
                        ),
                        (
                            "weeks",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="toutes les (semaines)"
                            ),
                        ),
                        ("mandatory", models.BooleanField(default=True, verbose_name="obligatoire")),
                        (
                            "from_due",
                            models.BooleanField(default=False, verbose_name="compter depuis l’échéance prévue"),
                        ),
                        (
                            "alert_days",
                            models.PositiveSmallIntegerField(
                                default=60, verbose_name="alerte avant l’échéance (jours)"
                            ),
                        ),
                        ("basis", models.CharField(max_length=200, verbose_name="base légale ou source")),
                        ("verified_on", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rules",
                                to="proximity.checkkind",
                                verbose_name="type de contrôle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "périodicité",
                        "ordering": ["kind", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("kind", "="), ("period", "&&")],
                                name="check_rule_one_at_a_time",
                                violation_error_message="Une autre périodicité vaut déjà pour cette période.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("months__isnull", True), ("months__gt", 0), _connector="OR"),
                                    models.Q(("weeks__isnull", True), ("weeks__gt", 0), _connector="OR"),
                                    models.Q(("months__isnull", True), ("weeks__isnull", True), _connector="OR"),
                                ),
                                name="check_rule_one_rhythm",
                                violation_error_message="Donnez des mois ou des semaines, pas les deux.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MandatoryCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="échéance")),
                        (
                            "done_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="dernier contrôle"
                            ),
                        ),
                        (
                            "result",
                            models.CharField(blank=True, editable=False, max_length=10, verbose_name="résultat"),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="plus dû depuis le")),
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
                            "case",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "equipment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="housing.equipment",
                                verbose_name="équipement",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="proximity.checkkind",
                                verbose_name="contrôle",
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
                        "verbose_name": "contrôle réglementaire",
                        "verbose_name_plural": "contrôles réglementaires",
                        "ordering": ["due_on", "pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                models.F("residence"),
                                condition=models.Q(("ended_on__isnull", True)),
                                name="check_of_residence",
                            ),
                            models.Index(
                                models.F("due_on"),
                                models.F("id"),
                                condition=models.Q(("ended_on__isnull", True)),
                                name="check_by_due",
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
                                name="proximity_mandatorycheck_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.UniqueConstraint(
                                models.F("kind"),
                                models.F("equipment"),
                                condition=models.Q(("ended_on__isnull", True), ("equipment__isnull", False)),
                                name="check_once_per_equipment",
                            ),
                            models.UniqueConstraint(
                                models.F("kind"),
                                models.F("residence"),
                                models.F("building"),
                                condition=models.Q(("ended_on__isnull", True), ("equipment__isnull", True)),
                                name="check_once_per_place",
                                nulls_distinct=False,
                                violation_error_message="Ce contrôle est déjà suivi ici.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MandatoryCheckEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="échéance")),
                        (
                            "done_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="dernier contrôle"
                            ),
                        ),
                        (
                            "result",
                            models.CharField(blank=True, editable=False, max_length=10, verbose_name="résultat"),
                        ),
                        ("ended_on", models.DateField(blank=True, null=True, verbose_name="plus dû depuis le")),
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
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "equipment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.equipment",
                                verbose_name="équipement",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="proximity.checkkind",
                                verbose_name="contrôle",
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
                                to="proximity.mandatorycheck",
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
                    name="CheckRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("done_on", models.DateField(verbose_name="fait le")),
                        (
                            "due_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="échéance qu’il tenait"
                            ),
                        ),
                        ("company", models.CharField(max_length=120, verbose_name="organisme ou entreprise")),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("good", "Conforme"),
                                    ("remarks", "Avec observations"),
                                    ("refused", "Non conforme"),
                                ],
                                default="good",
                                max_length=10,
                                verbose_name="résultat",
                            ),
                        ),
                        (
                            "observations",
                            models.TextField(blank=True, max_length=4000, verbose_name="observations"),
                        ),
                        (
                            "lifted_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="non-conformité levée le"
                            ),
                        ),
                        (
                            "recorded_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="saisi le"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(blank=True, editable=False, null=True, verbose_name="clé d’envoi"),
                        ),
                        (
                            "document",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="housing.document",
                                verbose_name="rapport",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                        (
                            "of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="proximity.mandatorycheck",
                                verbose_name="contrôle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "contrôle fait",
                        "verbose_name_plural": "contrôles faits",
                        "ordering": ["-done_on", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(models.F("key"), name="check_record_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lifted_on__isnull", True),
                                    models.Q(("lifted_on__gte", models.F("done_on")), ("result", "refused")),
                                    _connector="OR",
                                ),
                                name="check_record_lifted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CleaningGrid",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                        ("valid_from", models.DateField(unique=True, verbose_name="en vigueur à partir du")),
                        ("basis", models.CharField(max_length=300, verbose_name="source")),
                    ],
                    options={
                        "verbose_name": "grille de propreté",
                        "verbose_name_plural": "grilles de propreté",
                        "ordering": ["-number"],
                    },
                ),
                migrations.CreateModel(
                    name="CleaningGridEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveIntegerField(verbose_name="version")),
                        ("valid_from", models.DateField(verbose_name="en vigueur à partir du")),
                        ("basis", models.CharField(max_length=300, verbose_name="source")),
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
                                to="proximity.cleaninggrid",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CleaningZone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=6, verbose_name="code")),
                        ("label", models.CharField(max_length=80, verbose_name="zone")),
                        (
                            "weight",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)], verbose_name="poids"
                            ),
                        ),
                        ("front", models.BooleanField(default=False, verbose_name="reprise rapide")),
                        (
                            "usual_frequency",
                            models.CharField(blank=True, max_length=60, verbose_name="fréquence habituelle"),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="rang")),
                        (
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="zones",
                                to="proximity.cleaninggrid",
                                verbose_name="grille",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "zone",
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(models.F("grid"), models.F("code"), name="cleaning_zone_once"),
                            models.CheckConstraint(
                                condition=models.Q(("weight__gte", 1)), name="cleaning_zone_weighs"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CleaningItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=80, verbose_name="point")),
                        ("knock_out", models.BooleanField(default=False, verbose_name="éliminatoire")),
                        ("position", models.PositiveSmallIntegerField(default=0, verbose_name="rang")),
                        (
                            "zone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="proximity.cleaningzone",
                                verbose_name="zone",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "point de contrôle",
                        "verbose_name_plural": "points de contrôle",
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(models.F("zone"), models.F("label"), name="cleaning_item_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contractor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="raison sociale")),
                        (
                            "siren",
                            models.CharField(
                                max_length=9,
                                unique=True,
                                validators=[proximity.models.contracts.check_siren],
                                verbose_name="SIREN",
                            ),
                        ),
                        (
                            "contact_name",
                            models.CharField(blank=True, max_length=120, verbose_name="interlocuteur"),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="courriel")),
                        (
                            "phone",
                            phonenumber_field.modelfields.PhoneNumberField(
                                blank=True, max_length=128, region="FR", verbose_name="téléphone"
                            ),
                        ),
                        (
                            "mobile",
                            phonenumber_field.modelfields.PhoneNumberField(
                                blank=True, max_length=128, region="FR", verbose_name="mobile"
                            ),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="en activité")),
                    ],
                    options={
                        "verbose_name": "entreprise",
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("siren__regex", "^[0-9]{9}$")), name="contractor_siren"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContractorEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=120, verbose_name="raison sociale")),
                        (
                            "siren",
                            models.CharField(
                                max_length=9,
                                validators=[proximity.models.contracts.check_siren],
                                verbose_name="SIREN",
                            ),
                        ),
                        (
                            "contact_name",
                            models.CharField(blank=True, max_length=120, verbose_name="interlocuteur"),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="courriel")),
                        (
                            "phone",
                            phonenumber_field.modelfields.PhoneNumberField(
                                blank=True, max_length=128, region="FR", verbose_name="téléphone"
                            ),
                        ),
                        (
                            "mobile",
                            phonenumber_field.modelfields.PhoneNumberField(
                                blank=True, max_length=128, region="FR", verbose_name="mobile"
                            ),
                        ),
                        ("active", models.BooleanField(default=True, verbose_name="en activité")),
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
                                to="proximity.contractor",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Contract",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=40, unique=True, verbose_name="numéro")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("works", "Travaux"),
                                    ("upkeep", "Entretien d’équipements"),
                                    ("cleaning", "Nettoyage"),
                                    ("checks", "Contrôles et diagnostics"),
                                ],
                                max_length=10,
                                verbose_name="nature",
                            ),
                        ),
                        ("lot", models.CharField(max_length=120, verbose_name="lot")),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("covers_all", models.BooleanField(default=False, verbose_name="tout le patrimoine")),
                        (
                            "on_call",
                            phonenumber_field.modelfields.PhoneNumberField(
                                blank=True, max_length=128, region="FR", verbose_name="astreinte"
                            ),
                        ),
                        (
                            "cap_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="plafond des pénalités (%)",
                            ),
                        ),
                        (
                            "exempt_up_to",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="exonération jusqu’à (€)",
                            ),
                        ),
                        (
                            "observation_days",
                            models.PositiveSmallIntegerField(
                                default=15, verbose_name="délai d’observations (jours)"
                            ),
                        ),
                        (
                            "penalty_basis",
                            models.CharField(blank=True, max_length=200, verbose_name="texte des pénalités"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "contractor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contracts",
                                to="proximity.contractor",
                                verbose_name="entreprise",
                            ),
                        ),
                        (
                            "residences",
                            models.ManyToManyField(
                                related_name="contracts",
                                through="proximity.ContractSite",
                                to="housing.residence",
                                verbose_name="résidences",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "marché",
                        "verbose_name_plural": "marchés",
                        "ordering": ["number", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("id"), models.F("contractor"), name="contract_with_contractor"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("period__isempty", False),
                                    ("period__lower_inf", False),
                                    ("period__upper_inf", False),
                                ),
                                name="contract_has_an_end",
                                violation_error_message="Un marché a un début et une fin.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cap_percent__isnull", True),
                                    ("cap_percent__range", (0, 100)),
                                    _connector="OR",
                                ),
                                name="contract_cap",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("exempt_up_to__isnull", True), ("exempt_up_to__gte", 0), _connector="OR"
                                ),
                                name="contract_exemption",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContractEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=40, verbose_name="numéro")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("works", "Travaux"),
                                    ("upkeep", "Entretien d’équipements"),
                                    ("cleaning", "Nettoyage"),
                                    ("checks", "Contrôles et diagnostics"),
                                ],
                                max_length=10,
                                verbose_name="nature",
                            ),
                        ),
                        ("lot", models.CharField(max_length=120, verbose_name="lot")),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        ("covers_all", models.BooleanField(default=False, verbose_name="tout le patrimoine")),
                        (
                            "on_call",
                            phonenumber_field.modelfields.PhoneNumberField(
                                blank=True, max_length=128, region="FR", verbose_name="astreinte"
                            ),
                        ),
                        (
                            "cap_percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="plafond des pénalités (%)",
                            ),
                        ),
                        (
                            "exempt_up_to",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="exonération jusqu’à (€)",
                            ),
                        ),
                        (
                            "observation_days",
                            models.PositiveSmallIntegerField(
                                default=15, verbose_name="délai d’observations (jours)"
                            ),
                        ),
                        (
                            "penalty_basis",
                            models.CharField(blank=True, max_length=200, verbose_name="texte des pénalités"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="note")),
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
                                to="proximity.contract",
                            ),
                        ),
                        (
                            "contractor",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="proximity.contractor",
                                verbose_name="entreprise",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContractSite",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "monthly_price",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=10,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="prix mensuel HT (€)",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sites",
                                to="proximity.contract",
                                verbose_name="marché",
                            ),
                        ),
                        (
                            "residence",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contract_sites",
                                to="housing.residence",
                                verbose_name="résidence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "résidence du marché",
                        "verbose_name_plural": "résidences du marché",
                        "ordering": ["residence__name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("contract"), models.F("residence"), name="site_once_a_contract"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("monthly_price__isnull", True), ("monthly_price__gte", 0), _connector="OR"
                                ),
                                name="site_price",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResponseTime",
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
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="response_times",
                                to="proximity.contract",
                                verbose_name="marché",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "délai d’intervention",
                        "verbose_name_plural": "délais d’intervention",
                        "ordering": ["contract", "priority"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("contract"), models.F("priority"), name="response_once_a_priority"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)), name="response_positive"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("priority__in", [1, 2, 3, 4])), name="response_known_priority"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RedoRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
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
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="redo_rules",
                                to="proximity.contract",
                                verbose_name="marché",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nombre de reprises",
                        "verbose_name_plural": "nombres de reprises",
                        "ordering": ["contract", "-since"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("contract"), models.F("since"), name="redo_rule_once_a_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("most__gte", 1), models.Q(("basis", ""), _negated=True)),
                                name="redo_rule_values",
                            ),
                        ],
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
                        (
                            "contract",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="proximity.contract",
                                verbose_name="marché",
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
                                to="proximity.redorule",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PenaltyRule",
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
                                    ("event", "Forfait par manquement"),
                                    ("score", "Part du prix mensuel selon la note"),
                                    ("delay", "V × R / diviseur par jour de retard"),
                                ],
                                max_length=6,
                                verbose_name="règle",
                            ),
                        ),
                        ("code", models.SlugField(max_length=30, verbose_name="code")),
                        ("label", models.CharField(max_length=120, verbose_name="manquement")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="forfait (€)",
                            ),
                        ),
                        (
                            "per_day",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="puis par jour (€)",
                            ),
                        ),
                        (
                            "score_from",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="note à partir de",
                            ),
                        ),
                        (
                            "score_below",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="note inférieure à",
                            ),
                        ),
                        (
                            "percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="part du prix (%)",
                            ),
                        ),
                        ("divisor", models.PositiveIntegerField(blank=True, null=True, verbose_name="diviseur")),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="penalty_rules",
                                to="proximity.contract",
                                verbose_name="marché",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "règle de pénalité",
                        "verbose_name_plural": "règles de pénalité",
                        "ordering": ["contract", "kind", "-score_from", "code"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("contract"), models.F("code"), name="penalty_rule_code"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("amount__isnull", False),
                                        ("divisor__isnull", True),
                                        ("kind", "event"),
                                        ("percent__isnull", True),
                                    ),
                                    models.Q(
                                        ("amount__isnull", True),
                                        ("divisor__isnull", True),
                                        ("kind", "score"),
                                        ("percent__isnull", False),
                                        ("score_below__isnull", False),
                                        ("score_from__isnull", False),
                                    ),
                                    models.Q(
                                        ("amount__isnull", True),
                                        ("divisor__isnull", False),
                                        ("kind", "delay"),
                                        ("percent__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="penalty_rule_whole",
                                violation_error_message="Complétez la règle selon sa nature.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                                    models.Q(
                                        ("percent__isnull", True), ("percent__range", (0, 100)), _connector="OR"
                                    ),
                                    models.Q(("divisor__isnull", True), ("divisor__gt", 0), _connector="OR"),
                                    models.Q(
                                        ("score_from__isnull", True),
                                        ("score_below__isnull", True),
                                        ("score_below__gt", models.F("score_from")),
                                        _connector="OR",
                                    ),
                                ),
                                name="penalty_rule_values",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PenaltyRuleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("event", "Forfait par manquement"),
                                    ("score", "Part du prix mensuel selon la note"),
                                    ("delay", "V × R / diviseur par jour de retard"),
                                ],
                                max_length=6,
                                verbose_name="règle",
                            ),
                        ),
                        ("code", models.SlugField(db_index=False, max_length=30, verbose_name="code")),
                        ("label", models.CharField(max_length=120, verbose_name="manquement")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="forfait (€)",
                            ),
                        ),
                        (
                            "per_day",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=8,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="puis par jour (€)",
                            ),
                        ),
                        (
                            "score_from",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="note à partir de",
                            ),
                        ),
                        (
                            "score_below",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                verbose_name="note inférieure à",
                            ),
                        ),
                        (
                            "percent",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    django.core.validators.MaxValueValidator(100),
                                ],
                                verbose_name="part du prix (%)",
                            ),
                        ),
                        ("divisor", models.PositiveIntegerField(blank=True, null=True, verbose_name="diviseur")),
                        (
                            "contract",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="proximity.contract",
                                verbose_name="marché",
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
                                to="proximity.penaltyrule",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CleaningService",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                help_text="Vide : tout l’escalier.",
                                max_length=60,
                                verbose_name="espace",
                            ),
                        ),
                        (
                            "performer",
                            models.CharField(
                                choices=[
                                    ("company", "Entreprise"),
                                    ("staff", "Agent d’entretien"),
                                    ("caretaker", "Gardien"),
                                ],
                                max_length=10,
                                verbose_name="qui nettoie",
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
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
                            "contract",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cleaning_services",
                                to="proximity.contract",
                                verbose_name="marché",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cleaning_services",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="agent",
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
                        "verbose_name": "prestation de nettoyage",
                        "verbose_name_plural": "prestations de nettoyage",
                        "ordering": ["residence", "building", "staircase", "area", "pk"],
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
                                name="proximity_cleaningservice_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.UniqueConstraint(
                                models.F("id"), models.F("performer"), name="cleaning_service_performer"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__isnull", True)), name="cleaning_service_common_parts"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("contract__isnull", False),
                                        ("employee__isnull", True),
                                        ("performer", "company"),
                                    ),
                                    models.Q(
                                        ("contract__isnull", True), ("performer__in", ["staff", "caretaker"])
                                    ),
                                    _connector="OR",
                                ),
                                name="cleaning_service_by_whom",
                                violation_error_message="Une entreprise a un marché ; un agent ou un gardien n’en a pas.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("residence", "="),
                                    (django.db.models.functions.comparison.Coalesce("building", 0), "="),
                                    (django.db.models.functions.comparison.Coalesce("staircase", 0), "="),
                                    ("area", "="),
                                    ("period", "&&"),
                                ],
                                name="cleaning_service_one_at_a_time",
                                violation_error_message="Quelqu’un nettoie déjà cet endroit à cette période.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CleaningServiceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                help_text="Vide : tout l’escalier.",
                                max_length=60,
                                verbose_name="espace",
                            ),
                        ),
                        (
                            "performer",
                            models.CharField(
                                choices=[
                                    ("company", "Entreprise"),
                                    ("staff", "Agent d’entretien"),
                                    ("caretaker", "Gardien"),
                                ],
                                max_length=10,
                                verbose_name="qui nettoie",
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
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
                            "contract",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="proximity.contract",
                                verbose_name="marché",
                            ),
                        ),
                        (
                            "employee",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="agent",
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
                                to="proximity.cleaningservice",
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
                    name="CleaningCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "planned_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="prévu le"),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="commencé le")),
                        ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="clos le")),
                        ("not_done", models.BooleanField(default=False, verbose_name="prestation non réalisée")),
                        ("words", models.CharField(blank=True, max_length=500, verbose_name="remarques")),
                        (
                            "score",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="note"
                            ),
                        ),
                        (
                            "service_score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                verbose_name="note de la prestation",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("good", "Conforme"),
                                    ("fair", "À améliorer"),
                                    ("failed", "Non conforme"),
                                ],
                                max_length=6,
                                verbose_name="résultat",
                            ),
                        ),
                        (
                            "service_result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("good", "Conforme"),
                                    ("fair", "À améliorer"),
                                    ("failed", "Non conforme"),
                                ],
                                max_length=6,
                                verbose_name="résultat de la prestation",
                            ),
                        ),
                        ("knocked_out", models.BooleanField(default=False, verbose_name="point éliminatoire")),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("service", "Prestation"),
                                    ("usage", "Usage"),
                                    ("technical", "Technique"),
                                    ("third_party", "Tiers"),
                                    ("bulky", "Encombrants"),
                                ],
                                max_length=12,
                                verbose_name="cause",
                            ),
                        ),
                        ("front", models.BooleanField(default=False, verbose_name="zone à reprise rapide")),
                        ("signed_by", models.CharField(blank=True, max_length=80, verbose_name="signé par")),
                        (
                            "contest_until",
                            models.DateTimeField(blank=True, null=True, verbose_name="contestable jusqu’au"),
                        ),
                        (
                            "report_sent_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="compte rendu envoyé le"),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cleaning_checks",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "checker",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cleaning_checks",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="contrôlé par",
                            ),
                        ),
                        (
                            "previous",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="recheck",
                                to="proximity.cleaningcheck",
                                verbose_name="recontrôle de",
                            ),
                        ),
                        (
                            "request_case",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coordination.case",
                                verbose_name="demande technique",
                            ),
                        ),
                        (
                            "signature",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coordination.picture",
                                verbose_name="signature",
                            ),
                        ),
                        (
                            "grid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="proximity.cleaninggrid",
                                verbose_name="grille",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="proximity.cleaningservice",
                                verbose_name="prestation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "contrôle de propreté",
                        "verbose_name_plural": "contrôles de propreté",
                        "ordering": ["-planned_at", "-pk"],
                        "indexes": [
                            models.Index(fields=["service", "-closed_at", "-id"], name="cleaning_of_service"),
                            models.Index(models.F("result"), models.F("closed_at"), name="cleaning_by_result"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("service"),
                                condition=models.Q(("closed_at__isnull", True)),
                                name="cleaning_one_open",
                                violation_error_message="Un contrôle est déjà en cours ici.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("cause", ""),
                                        ("closed_at__isnull", True),
                                        ("contest_until__isnull", True),
                                        ("result", ""),
                                        ("score__isnull", True),
                                        ("service_result", ""),
                                    ),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("contest_until__isnull", False),
                                        ("score__isnull", False),
                                        models.Q(("result", ""), _negated=True),
                                        models.Q(("service_result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="cleaning_closed_is_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score__isnull", True), ("score__range", (0, 100)), _connector="OR"
                                ),
                                name="cleaning_score_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("service_score__isnull", True),
                                    ("service_score__range", (0, 100)),
                                    _connector="OR",
                                ),
                                name="cleaning_service_score_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("result", "failed"), models.Q(("cause", ""), _negated=True)),
                                    models.Q(models.Q(("result", "failed"), _negated=True), ("cause", "")),
                                    _connector="OR",
                                ),
                                name="cleaning_failed_has_cause",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", True),
                                    models.Q(("result", "failed"), _negated=True),
                                    ("case__isnull", False),
                                    _connector="OR",
                                ),
                                name="cleaning_failed_has_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signature__isnull", True),
                                    models.Q(("signed_by", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="cleaning_signed_by_someone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closed_at__isnull", True),
                                    ("closed_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="cleaning_in_order",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("checker__isnull", True),
                                        ("closed_at__isnull", True),
                                        ("started_at__isnull", True),
                                    ),
                                    models.Q(("checker__isnull", False), ("started_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="cleaning_started_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CleaningNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "note",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(3)],
                                verbose_name="note",
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("service", "Prestation"),
                                    ("usage", "Usage"),
                                    ("technical", "Technique"),
                                    ("third_party", "Tiers"),
                                    ("bulky", "Encombrants"),
                                ],
                                max_length=12,
                                verbose_name="cause",
                            ),
                        ),
                        (
                            "check_made",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="proximity.cleaningcheck",
                                verbose_name="contrôle",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proximity.cleaningitem",
                                verbose_name="point",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "note",
                        "ordering": ["item__zone__position", "item__position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("check_made"), models.F("item"), name="cleaning_note_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("note__isnull", True), ("note__lte", 3), _connector="OR"),
                                name="cleaning_note_range",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("note__isnull", True),
                                    ("note__gt", 1),
                                    models.Q(("cause", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="cleaning_bad_has_cause",
                                violation_error_message="Donnez la cause.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CleaningPhoto",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "check_made",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="proximity.cleaningcheck",
                                verbose_name="contrôle",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proximity.cleaningitem",
                                verbose_name="point",
                            ),
                        ),
                        (
                            "picture",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="coordination.picture",
                                verbose_name="image",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "photo d’un contrôle",
                        "verbose_name_plural": "photos d’un contrôle",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("check_made"),
                                models.F("item"),
                                models.F("picture"),
                                name="cleaning_photo_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CleaningContest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=1000, verbose_name="contestation")),
                        (
                            "received_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="reçue le"),
                        ),
                        ("upheld", models.BooleanField(blank=True, null=True, verbose_name="contrôle maintenu")),
                        ("answer", models.CharField(blank=True, max_length=1000, verbose_name="réponse")),
                        ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="répondu le")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="répondu par",
                            ),
                        ),
                        (
                            "check_made",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contest",
                                to="proximity.cleaningcheck",
                                verbose_name="contrôle",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="notée par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "contestation",
                        "ordering": ["-received_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""), ("answered_at__isnull", True), ("upheld__isnull", True)
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        ("upheld__isnull", False),
                                        models.Q(("answer", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="cleaning_contest_answered",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CleaningRedo",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.CharField(max_length=1000, verbose_name="à reprendre")),
                        (
                            "ordered_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="demandée le"),
                        ),
                        ("due_at", models.DateTimeField(verbose_name="à reprendre avant le")),
                        ("sent_to", models.EmailField(blank=True, max_length=254, verbose_name="envoyée à")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="envoyée le")),
                        ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="reprise le")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cleaning_redos",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "check_made",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="redo",
                                to="proximity.cleaningcheck",
                                verbose_name="contrôle",
                            ),
                        ),
                        (
                            "ordered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="demandée par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "demande de reprise",
                        "verbose_name_plural": "demandes de reprise",
                        "ordering": ["-ordered_at", "-pk"],
                        "indexes": [
                            models.Index(
                                models.F("due_at"),
                                condition=models.Q(("done_at__isnull", True)),
                                name="cleaning_redo_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("due_at__gt", models.F("ordered_at"))),
                                name="cleaning_redo_due_later",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("done_at__isnull", True),
                                    ("done_at__gte", models.F("ordered_at")),
                                    _connector="OR",
                                ),
                                name="cleaning_redo_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkOrder",
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
                        (
                            "number",
                            models.CharField(editable=False, max_length=20, unique=True, verbose_name="numéro"),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="objet")),
                        ("instructions", models.TextField(blank=True, verbose_name="consignes")),
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
                        (
                            "state",
                            models.CharField(
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
                        (
                            "version",
                            models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version"),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="montant HT (€)",
                            ),
                        ),
                        (
                            "override",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("safety", "Sécurité"),
                                    ("temporary", "Mesure provisoire"),
                                    ("accepted", "Écart au plan accepté"),
                                    ("other", "Autre raison"),
                                ],
                                max_length=10,
                                verbose_name="malgré le plan",
                            ),
                        ),
                        ("override_reason", models.CharField(blank=True, max_length=300, verbose_name="pourquoi")),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="préparé le"
                            ),
                        ),
                        (
                            "sent_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="envoyé le"),
                        ),
                        (
                            "acknowledge_by",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="accusé attendu avant"
                            ),
                        ),
                        (
                            "acknowledged_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="pris en compte le"
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="à faire avant"
                            ),
                        ),
                        (
                            "expected_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="prévu le"),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="commencé le"
                            ),
                        ),
                        (
                            "done_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="fini le"),
                        ),
                        (
                            "accepted_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="réceptionné le"
                            ),
                        ),
                        (
                            "invoice",
                            models.CharField(blank=True, editable=False, max_length=60, verbose_name="facture"),
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
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
                                related_name="orders",
                                to="messaging.contact",
                                verbose_name="personne à joindre",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="proximity.contract",
                                verbose_name="marché",
                            ),
                        ),
                        (
                            "contractor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="proximity.contractor",
                                verbose_name="entreprise",
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="proximity.workorder",
                                verbose_name="suite de",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="housing.componentkind",
                                verbose_name="composant",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
                            ),
                        ),
                        (
                            "planned_work",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to="housing.plannedwork",
                                verbose_name="travaux programmés",
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
                            "asks",
                            models.OneToOneField(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="asked_by_order",
                                to="coordination.case",
                                verbose_name="demande interne",
                            ),
                        ),
                        (
                            "ending",
                            models.CharField(
                                blank=True,
                                choices=[("stopped", "Arrêté en cours"), ("reduced", "Réfaction")],
                                editable=False,
                                max_length=10,
                                verbose_name="fin particulière",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ordre de service",
                        "verbose_name_plural": "ordres de service",
                        "ordering": ["-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(models.F("state"), models.F("due_at"), name="order_by_state"),
                            models.Index(models.F("contractor"), models.F("state"), name="order_of_contractor"),
                            models.Index(
                                models.F("residence"),
                                models.F("kind"),
                                models.F("made_at"),
                                name="order_of_component",
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
                                name="proximity_workorder_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__regex", "^OS-[0-9]{2}-[0-9]{6,}$")),
                                name="order_number",
                            ),
                            models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="order_amount"),
                            models.CheckConstraint(
                                condition=models.Q(("priority__in", [1, 2, 3, 4])), name="order_known_priority"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("prepared", "refused", "approved", "cancelled")),
                                    models.Q(("due_at__isnull", False), ("sent_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="order_left_is_sent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("done", "accepted", "invoiced")), _negated=True),
                                    ("done_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="order_done_has_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("accepted", "invoiced")), _negated=True),
                                    ("accepted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="order_accepted_has_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "invoiced"), models.Q(("invoice", ""), _negated=True)),
                                    models.Q(models.Q(("state", "invoiced"), _negated=True), ("invoice", "")),
                                    _connector="OR",
                                ),
                                name="order_invoiced_has_invoice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "booked"), _negated=True),
                                    ("expected_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="order_booked_has_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("started_at__isnull", True),
                                    ("done_at__isnull", True),
                                    ("done_at__gte", models.F("started_at")),
                                    _connector="OR",
                                ),
                                name="order_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("override", ""), ("override_reason", "")),
                                    models.Q(
                                        models.Q(("override", ""), _negated=True),
                                        models.Q(("override_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="order_override_has_a_reason",
                                violation_error_message="Dites pourquoi, malgré le plan.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WorkOrderEvent",
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
                        ("number", models.CharField(editable=False, max_length=20, verbose_name="numéro")),
                        ("title", models.CharField(max_length=200, verbose_name="objet")),
                        ("instructions", models.TextField(blank=True, verbose_name="consignes")),
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
                        (
                            "state",
                            models.CharField(
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
                        (
                            "version",
                            models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="version"),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                default=Decimal("0"),
                                max_digits=12,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="montant HT (€)",
                            ),
                        ),
                        (
                            "override",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("safety", "Sécurité"),
                                    ("temporary", "Mesure provisoire"),
                                    ("accepted", "Écart au plan accepté"),
                                    ("other", "Autre raison"),
                                ],
                                max_length=10,
                                verbose_name="malgré le plan",
                            ),
                        ),
                        ("override_reason", models.CharField(blank=True, max_length=300, verbose_name="pourquoi")),
                        (
                            "made_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="préparé le"
                            ),
                        ),
                        (
                            "sent_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="envoyé le"),
                        ),
                        (
                            "acknowledge_by",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="accusé attendu avant"
                            ),
                        ),
                        (
                            "acknowledged_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="pris en compte le"
                            ),
                        ),
                        (
                            "due_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="à faire avant"
                            ),
                        ),
                        (
                            "expected_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="prévu le"),
                        ),
                        (
                            "started_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="commencé le"
                            ),
                        ),
                        (
                            "done_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="fini le"),
                        ),
                        (
                            "accepted_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="réceptionné le"
                            ),
                        ),
                        (
                            "invoice",
                            models.CharField(blank=True, editable=False, max_length=60, verbose_name="facture"),
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
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="messaging.contact",
                                verbose_name="personne à joindre",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="proximity.contract",
                                verbose_name="marché",
                            ),
                        ),
                        (
                            "contractor",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="proximity.contractor",
                                verbose_name="entreprise",
                            ),
                        ),
                        (
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="proximity.workorder",
                                verbose_name="suite de",
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
                                verbose_name="composant",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                db_constraint=False,
                                editable=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="par",
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
                                to="proximity.workorder",
                            ),
                        ),
                        (
                            "planned_work",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.plannedwork",
                                verbose_name="travaux programmés",
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
                        (
                            "asks",
                            models.ForeignKey(
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
                        (
                            "ending",
                            models.CharField(
                                blank=True,
                                choices=[("stopped", "Arrêté en cours"), ("reduced", "Réfaction")],
                                editable=False,
                                max_length=10,
                                verbose_name="fin particulière",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrderMove",
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
                        (
                            "after",
                            models.CharField(
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
                        (
                            "via",
                            models.CharField(
                                choices=[
                                    ("staff", "Nos équipes"),
                                    ("contractor", "Entreprise"),
                                    ("tenant", "Locataire"),
                                ],
                                default="staff",
                                max_length=10,
                                verbose_name="dit par",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="le")),
                        (
                            "told_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="dit le"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
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
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="timeline",
                                to="proximity.workorder",
                                verbose_name="ordre de service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "étape de l’ordre",
                        "verbose_name_plural": "étapes de l’ordre",
                        "ordering": ["-at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("at__lte", models.F("told_at"))),
                                name="order_move_tells_the_past",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=30,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[\\w.\\-/]+$", "Lettres, chiffres, point, tiret ou barre, sans espace."
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("label", models.CharField(max_length=200, verbose_name="libellé")),
                        ("unit", models.CharField(max_length=20, verbose_name="unité")),
                        (
                            "price",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=10,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="prix HT (€)",
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="prices",
                                to="proximity.contract",
                                verbose_name="marché",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne de prix",
                        "verbose_name_plural": "lignes de prix",
                        "ordering": ["contract", "code", "-period", "pk"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[("contract", "="), ("code", "="), ("period", "&&")],
                                name="price_one_at_a_time",
                                violation_error_message="Un autre prix vaut déjà pour ce code à cette période.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("price__gte", 0)), name="price_not_negative"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.CharField(
                                max_length=30,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[\\w.\\-/]+$", "Lettres, chiffres, point, tiret ou barre, sans espace."
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("label", models.CharField(max_length=200, verbose_name="libellé")),
                        ("unit", models.CharField(max_length=20, verbose_name="unité")),
                        (
                            "price",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=10,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="prix HT (€)",
                            ),
                        ),
                        ("period", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="période")),
                        (
                            "contract",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="proximity.contract",
                                verbose_name="marché",
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
                                to="proximity.priceline",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PriceSheet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="fichier")),
                        ("starts_on", models.DateField(verbose_name="prix valables à partir du")),
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
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="price_sheets",
                                to="proximity.contract",
                                verbose_name="marché",
                            ),
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
                        "verbose_name": "classeur de prix",
                        "verbose_name_plural": "classeurs de prix",
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="OrderVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=12, verbose_name="montant HT (€)"),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="motif")),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="faite le"),
                        ),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("approved", "Validée"),
                                    ("refused", "Refusée"),
                                    ("dropped", "Abandonnée"),
                                ],
                                max_length=10,
                                verbose_name="décision",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="décidée le")),
                        ("decision_note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        (
                            "mailed_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="envoyée à l’entreprise le"
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="décidée par",
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
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="proximity.workorder",
                                verbose_name="ordre de service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "version de l’ordre",
                        "verbose_name_plural": "versions de l’ordre",
                        "ordering": ["order", "number"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("order"), models.F("number"), name="order_version_number"
                            ),
                            models.UniqueConstraint(
                                models.F("order"),
                                condition=models.Q(("decision", "")),
                                name="order_one_version_to_decide",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decision", "")),
                                    models.Q(
                                        models.Q(("decision", ""), _negated=True), ("decided_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="order_version_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="order_variation_has_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0), ("number__gte", 1)),
                                name="order_version_values",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("code", models.CharField(blank=True, max_length=30, verbose_name="code")),
                        ("label", models.CharField(max_length=200, verbose_name="libellé")),
                        ("unit", models.CharField(blank=True, max_length=20, verbose_name="unité")),
                        (
                            "quantity",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=9,
                                validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                                verbose_name="quantité",
                            ),
                        ),
                        (
                            "price",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=10,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="prix HT (€)",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="proximity.orderversion",
                                verbose_name="version",
                            ),
                        ),
                        (
                            "price_line",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="proximity.priceline",
                                verbose_name="ligne de prix",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne de l’ordre",
                        "verbose_name_plural": "lignes de l’ordre",
                        "ordering": ["version", "position"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("version"), models.F("position"), name="order_line_position"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("price__gte", 0), ("quantity__gt", 0)),
                                name="order_line_values",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Slot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="numéro")),
                        ("starts_at", models.DateTimeField(verbose_name="de")),
                        ("ends_at", models.DateTimeField(verbose_name="à")),
                        (
                            "offered_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="proposé le"),
                        ),
                        (
                            "via",
                            models.CharField(
                                choices=[
                                    ("staff", "Nos équipes"),
                                    ("contractor", "Entreprise"),
                                    ("tenant", "Locataire"),
                                ],
                                max_length=10,
                                verbose_name="proposé par",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("offered", "Proposé"),
                                    ("chosen", "Retenu"),
                                    ("left", "Non retenu"),
                                    ("moved", "Déplacé"),
                                    ("missed", "Sans accès"),
                                    ("kept", "Honoré"),
                                ],
                                default="offered",
                                max_length=8,
                                verbose_name="état",
                            ),
                        ),
                        ("chosen_at", models.DateTimeField(blank=True, null=True, verbose_name="retenu le")),
                        (
                            "chosen_via",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("staff", "Nos équipes"),
                                    ("contractor", "Entreprise"),
                                    ("tenant", "Locataire"),
                                ],
                                max_length=10,
                                verbose_name="retenu par",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="slots",
                                to="proximity.workorder",
                                verbose_name="ordre de service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "créneau",
                        "verbose_name_plural": "créneaux",
                        "ordering": ["order", "-offered_at", "number", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("order"), condition=models.Q(("state", "chosen")), name="slot_one_chosen"
                            ),
                            models.UniqueConstraint(
                                models.F("order"),
                                models.F("number"),
                                condition=models.Q(("state", "offered")),
                                name="slot_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="slot_lasts",
                                violation_error_message="La fin vient après le début.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "chosen"), _negated=True),
                                    models.Q(
                                        ("chosen_at__isnull", False), models.Q(("chosen_via", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="slot_chosen_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="le")),
                        (
                            "told_at",
                            models.DateTimeField(
                                default=django.utils.timezone.now, editable=False, verbose_name="dit le"
                            ),
                        ),
                        (
                            "via",
                            models.CharField(
                                choices=[
                                    ("staff", "Nos équipes"),
                                    ("contractor", "Entreprise"),
                                    ("tenant", "Locataire"),
                                ],
                                max_length=10,
                                verbose_name="dit par",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
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
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attempts",
                                to="proximity.workorder",
                                verbose_name="ordre de service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "passage sans accès",
                        "verbose_name_plural": "passages sans accès",
                        "ordering": ["-at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("at__lte", models.F("told_at"))), name="attempt_tells_the_past"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContractorLink",
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
                                default=proximity.models.order_parts.new_token,
                                editable=False,
                                max_length=48,
                                unique=True,
                            ),
                        ),
                        (
                            "made_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="fait le"),
                        ),
                        ("expires_at", models.DateTimeField(verbose_name="vaut jusqu’au")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="révoqué le")),
                        ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="utilisé le")),
                        (
                            "contractor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="proximity.contractor",
                                verbose_name="entreprise",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lien d’une entreprise",
                        "verbose_name_plural": "liens des entreprises",
                        "ordering": ["-made_at", "-pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("contractor"),
                                condition=models.Q(("revoked_at__isnull", True)),
                                name="contractor_one_link",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="contractor_link_lasts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Penalty",
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
                        ("performer", models.CharField(default="company", editable=False, max_length=10)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposée"),
                                    ("notified", "Notifiée"),
                                    ("observed", "Observations reçues"),
                                    ("confirmed", "Confirmée"),
                                    ("dropped", "Abandonnée"),
                                    ("applied", "Appliquée"),
                                ],
                                default="proposed",
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        ("facts", models.CharField(max_length=1000, verbose_name="faits")),
                        (
                            "full_amount",
                            models.DecimalField(decimal_places=2, max_digits=10, verbose_name="avant plafond (€)"),
                        ),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=10, verbose_name="montant (€)"),
                        ),
                        (
                            "proposed_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="proposée le"),
                        ),
                        ("notified_at", models.DateTimeField(blank=True, null=True, verbose_name="notifiée le")),
                        (
                            "notice_sent_at",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="envoyée au titulaire le"
                            ),
                        ),
                        (
                            "observe_until",
                            models.DateField(blank=True, null=True, verbose_name="observations jusqu’au"),
                        ),
                        ("observations", models.TextField(blank=True, verbose_name="observations du titulaire")),
                        (
                            "decision",
                            models.CharField(blank=True, max_length=500, verbose_name="motif de la décision"),
                        ),
                        ("invoice", models.CharField(blank=True, max_length=40, verbose_name="facture n°")),
                        ("applied_on", models.DateField(blank=True, null=True, verbose_name="appliquée le")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="penalties",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "check_made",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="penalty",
                                to="proximity.cleaningcheck",
                                verbose_name="contrôle",
                            ),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="penalties",
                                to="proximity.contract",
                                verbose_name="marché",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="proposée par",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="penalties",
                                to="proximity.cleaningservice",
                                verbose_name="prestation",
                            ),
                        ),
                        (
                            "base",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="au plus (€)"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
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
                        (
                            "order",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="charged",
                                to="proximity.workorder",
                                verbose_name="ordre de l’autre entreprise",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pénalité",
                        "ordering": ["-proposed_at", "-pk"],
                        "indexes": [
                            models.Index(models.F("contract"), models.F("state"), name="penalty_of_contract")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("performer", "company")),
                                name="penalty_on_companies_only",
                                violation_error_message="Seule une entreprise peut avoir une pénalité.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0), ("amount__lte", models.F("full_amount"))),
                                name="penalty_amount",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("base__isnull", True), ("kind", "penalty"), ("order__isnull", True)),
                                    models.Q(
                                        ("base__isnull", False), ("kind", "reduction"), ("order__isnull", True)
                                    ),
                                    models.Q(
                                        ("base__isnull", False), ("kind", "execution"), ("order__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="penalty_kind_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("base__isnull", True), ("full_amount__lte", models.F("base")), _connector="OR"
                                ),
                                name="penalty_within_base",
                            ),
                            models.UniqueConstraint(
                                models.F("order"),
                                condition=models.Q(("state", "dropped"), _negated=True),
                                name="penalty_order_charged_once",
                                violation_error_message="Cet ordre est déjà mis à la charge d’une entreprise.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("proposed", "dropped")),
                                    models.Q(("notified_at__isnull", False), ("observe_until__isnull", False)),
                                    _connector="OR",
                                ),
                                name="penalty_notified_first",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "observed"), _negated=True),
                                    models.Q(("observations", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="penalty_observed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dropped"), _negated=True),
                                    models.Q(("decision", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="penalty_dropped_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("applied_on__isnull", False),
                                        ("state", "applied"),
                                        models.Q(("invoice", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "applied"), _negated=True),
                                        ("applied_on__isnull", True),
                                        ("invoice", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="penalty_applied_on_invoice",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PenaltyLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(max_length=120, verbose_name="règle")),
                        ("reckoning", models.CharField(max_length=160, verbose_name="calcul")),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, max_digits=10, verbose_name="montant (€)"),
                        ),
                        (
                            "penalty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="proximity.penalty",
                                verbose_name="pénalité",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne de pénalité",
                        "verbose_name_plural": "lignes de pénalité",
                        "ordering": ["pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="penalty_line_not_negative"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PenaltyMove",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("move", models.CharField(max_length=10)),
                        (
                            "before",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposée"),
                                    ("notified", "Notifiée"),
                                    ("observed", "Observations reçues"),
                                    ("confirmed", "Confirmée"),
                                    ("dropped", "Abandonnée"),
                                    ("applied", "Appliquée"),
                                ],
                                max_length=10,
                                verbose_name="de",
                            ),
                        ),
                        (
                            "after",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposée"),
                                    ("notified", "Notifiée"),
                                    ("observed", "Observations reçues"),
                                    ("confirmed", "Confirmée"),
                                    ("dropped", "Abandonnée"),
                                    ("applied", "Appliquée"),
                                ],
                                max_length=10,
                                verbose_name="à",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="le")),
                        ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
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
                            "penalty",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="timeline",
                                to="proximity.penalty",
                                verbose_name="pénalité",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "étape de la pénalité",
                        "verbose_name_plural": "étapes de la pénalité",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Need",
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
                        (
                            "because",
                            models.CharField(
                                choices=[
                                    ("direct", "Signalé par une personne"),
                                    ("scope", "Toute la résidence est concernée"),
                                    ("repeated", "Constats répétés sur le même composant"),
                                    ("safety", "Composant de sécurité en mauvais état"),
                                ],
                                max_length=10,
                                verbose_name="origine",
                            ),
                        ),
                        ("safety", models.BooleanField(default=False, verbose_name="danger pour les personnes")),
                        (
                            "count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="nombre d’éléments"),
                        ),
                        (
                            "cost_low",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="coût, au moins (€ TTC)",
                            ),
                        ),
                        (
                            "cost_high",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="coût, au plus (€ TTC)",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "À décider"),
                                    ("studied", "À l’étude"),
                                    ("planned", "Programmé"),
                                    ("merged", "Regroupé"),
                                    ("refused", "Refusé"),
                                    ("done", "Réalisé"),
                                    ("void", "Sans suite"),
                                ],
                                default="waiting",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="année annoncée"),
                        ),
                        (
                            "opened_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="signalé le"),
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
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="need",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "component",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="needs",
                                to="housing.component",
                                verbose_name="composant",
                            ),
                        ),
                        (
                            "into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged",
                                to="proximity.need",
                                verbose_name="regroupé avec",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="needs",
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
                        (
                            "work",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="needs",
                                to="housing.plannedwork",
                                verbose_name="travaux",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "besoin",
                        "ordering": ["-opened_at", "-pk"],
                        "abstract": False,
                        "indexes": [models.Index(models.F("state"), models.F("opened_at"), name="need_by_state")],
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
                                name="proximity_need_whole_place",
                                violation_error_message="Un logement se donne avec son escalier et son bâtiment.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["waiting", "studied", "planned"])),
                                fields=("residence", "building", "kind"),
                                name="need_one_open",
                                nulls_distinct=False,
                                violation_error_message="Un besoin est déjà ouvert pour ce composant, ici.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("staircase", None), ("unit", None)), name="need_of_a_building"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cost_high", None), ("cost_low", None)),
                                    models.Q(("cost_high__gte", models.F("cost_low")), ("cost_low__gte", 0)),
                                    _connector="OR",
                                ),
                                name="need_cost_range",
                                violation_error_message="Le coût le plus bas vient d’abord.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("count", None), ("count__gt", 0), _connector="OR"),
                                name="need_counts_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "planned"), _negated=True),
                                    models.Q(("work__isnull", False), ("year__isnull", False)),
                                    _connector="OR",
                                ),
                                name="need_planned_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "merged"), _negated=True),
                                    models.Q(
                                        ("into__isnull", False), models.Q(("into", models.F("id")), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="need_merged_into",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NeedEvent",
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
                        (
                            "because",
                            models.CharField(
                                choices=[
                                    ("direct", "Signalé par une personne"),
                                    ("scope", "Toute la résidence est concernée"),
                                    ("repeated", "Constats répétés sur le même composant"),
                                    ("safety", "Composant de sécurité en mauvais état"),
                                ],
                                max_length=10,
                                verbose_name="origine",
                            ),
                        ),
                        ("safety", models.BooleanField(default=False, verbose_name="danger pour les personnes")),
                        (
                            "count",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="nombre d’éléments"),
                        ),
                        (
                            "cost_low",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="coût, au moins (€ TTC)",
                            ),
                        ),
                        (
                            "cost_high",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="coût, au plus (€ TTC)",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "À décider"),
                                    ("studied", "À l’étude"),
                                    ("planned", "Programmé"),
                                    ("merged", "Regroupé"),
                                    ("refused", "Refusé"),
                                    ("done", "Réalisé"),
                                    ("void", "Sans suite"),
                                ],
                                default="waiting",
                                editable=False,
                                max_length=10,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="année annoncée"),
                        ),
                        (
                            "opened_at",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="signalé le"),
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
                            "into",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="proximity.need",
                                verbose_name="regroupé avec",
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
                                to="proximity.need",
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
                        (
                            "work",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="housing.plannedwork",
                                verbose_name="travaux",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NeedMove",
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
                                    ("waiting", "À décider"),
                                    ("studied", "À l’étude"),
                                    ("planned", "Programmé"),
                                    ("merged", "Regroupé"),
                                    ("refused", "Refusé"),
                                    ("done", "Réalisé"),
                                    ("void", "Sans suite"),
                                ],
                                max_length=10,
                                verbose_name="de",
                            ),
                        ),
                        (
                            "after",
                            models.CharField(
                                choices=[
                                    ("waiting", "À décider"),
                                    ("studied", "À l’étude"),
                                    ("planned", "Programmé"),
                                    ("merged", "Regroupé"),
                                    ("refused", "Refusé"),
                                    ("done", "Réalisé"),
                                    ("void", "Sans suite"),
                                ],
                                max_length=10,
                                verbose_name="à",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="le")),
                        ("note", models.CharField(blank=True, max_length=1000, verbose_name="motif")),
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
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="timeline",
                                to="proximity.need",
                                verbose_name="besoin",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "réponse à un besoin",
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="GuardDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "choice",
                            models.CharField(
                                choices=[
                                    ("safety", "Mise en sécurité : la commande part"),
                                    ("temporary", "Mesure provisoire, en attendant les travaux"),
                                    ("attach", "Rattacher à l’opération : rien n’est commandé"),
                                    ("override", "Commander quand même, écart au plan"),
                                ],
                                max_length=10,
                                verbose_name="choix",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300, verbose_name="motif")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, verbose_name="montant de la commande HT (€)"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="année des travaux, ce jour-là")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("free", "Peut partir"),
                                    ("pending", "À approuver par le patrimoine"),
                                    ("declined", "Refusée par le patrimoine"),
                                    ("attached", "Attend l’opération"),
                                    ("released", "L’opération a changé"),
                                ],
                                max_length=10,
                                verbose_name="suite",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="le")),
                        (
                            "key",
                            models.UUIDField(
                                blank=True, editable=False, null=True, unique=True, verbose_name="clé d’envoi"
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guard_decisions",
                                to="coordination.case",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "check_case",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guarded",
                                to="coordination.case",
                                verbose_name="approbation",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="housing.componentkind",
                                verbose_name="type de composant",
                            ),
                        ),
                        (
                            "work",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guard_decisions",
                                to="housing.plannedwork",
                                verbose_name="travaux programmés",
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="guard",
                                to="proximity.workorder",
                                verbose_name="ordre de service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "commande sur un composant programmé",
                        "ordering": ["-at", "-pk"],
                        "indexes": [models.Index(models.F("work"), models.F("state"), name="guard_of_work")],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="guard_amount"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("choice__in", ["safety", "attach"]),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="guard_has_its_reason",
                                violation_error_message="Donnez le motif.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("choice", "safety"), _negated=True),
                                    ("state", "free"),
                                    _connector="OR",
                                ),
                                name="guard_never_stops_safety",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("choice", "attach"), ("state__in", ["attached", "released"])),
                                    models.Q(
                                        models.Q(("choice", "attach"), _negated=True),
                                        ("state__in", ["free", "pending", "declined"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="guard_state_of_choice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("choice", "attach"), _negated=True),
                                    ("order__isnull", True),
                                    _connector="OR",
                                ),
                                name="guard_attached_orders_nothing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "pending"), _negated=True),
                                    ("check_case__isnull", False),
                                    _connector="OR",
                                ),
                                name="guard_pending_has_its_case",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mandatorycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "proximity_mandatorycheckevent" ("building_id", "case_id", "done_on", "due_on", "ended_on", "equipment_id", "id", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "result", "staircase_id", "unit_id") VALUES (OLD."building_id", OLD."case_id", OLD."done_on", OLD."due_on", OLD."ended_on", OLD."equipment_id", OLD."id", OLD."kind_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."residence_id", OLD."result", OLD."staircase_id", OLD."unit_id"); RETURN NULL;',
                            hash="601400dac5036149927b0337bcea95733020cd1f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3e0eb",
                            table="proximity_mandatorycheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mandatorycheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "proximity_mandatorycheckevent" ("building_id", "case_id", "done_on", "due_on", "ended_on", "equipment_id", "id", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "result", "staircase_id", "unit_id") VALUES (OLD."building_id", OLD."case_id", OLD."done_on", OLD."due_on", OLD."ended_on", OLD."equipment_id", OLD."id", OLD."kind_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."residence_id", OLD."result", OLD."staircase_id", OLD."unit_id"); RETURN NULL;',
                            hash="e0d336d393307dcad34bb349029855407f4fe28c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_16876",
                            table="proximity_mandatorycheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mandatorycheckevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8f1774cfdc0fb16dfa7f82a5ec3a7e98612bc05f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1d531",
                            table="proximity_mandatorycheckevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleaninggrid",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "proximity_cleaninggridevent" ("basis", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (OLD."basis", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."valid_from"); RETURN NULL;',
                            hash="bf1164b07503b1211646e6dded294165e4a12e8b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bd5b4",
                            table="proximity_cleaninggrid",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleaninggrid",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "proximity_cleaninggridevent" ("basis", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from") VALUES (OLD."basis", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."valid_from"); RETURN NULL;',
                            hash="d7fd754853142ff6b85dbeae3d369801f9aa76cc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f4ed0",
                            table="proximity_cleaninggrid",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleaninggridevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6e752140c8763e0a0571fa0cf14e7d116bb2cfd3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5d7ec",
                            table="proximity_cleaninggridevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleaningitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="0e74b692491e479423050a0286d3f207a55ae402",
                            operation="UPDATE",
                            pgid="pgtrigger_kept_a1cb8",
                            table="proximity_cleaningitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "proximity_contractorevent" ("active", "contact_name", "email", "id", "mobile", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "siren") VALUES (OLD."active", OLD."contact_name", OLD."email", OLD."id", OLD."mobile", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone", OLD."siren"); RETURN NULL;',
                            hash="dc6509e176e960eed070af0ef75b59de3096475c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e2c27",
                            table="proximity_contractor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractor",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "proximity_contractorevent" ("active", "contact_name", "email", "id", "mobile", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "siren") VALUES (OLD."active", OLD."contact_name", OLD."email", OLD."id", OLD."mobile", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."siren"); RETURN NULL;',
                            hash="e2caf216b902c2e1d3e149c0b2136adca403d179",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_38508",
                            table="proximity_contractor",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractorevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="64fbbe21e5e996c40c727296676570a253bfbda8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d7e63",
                            table="proximity_contractorevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "proximity_contractevent" ("cap_percent", "contractor_id", "covers_all", "exempt_up_to", "id", "kind", "lot", "note", "number", "observation_days", "on_call", "penalty_basis", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."cap_percent", OLD."contractor_id", OLD."covers_all", OLD."exempt_up_to", OLD."id", OLD."kind", OLD."lot", OLD."note", OLD."number", OLD."observation_days", OLD."on_call", OLD."penalty_basis", OLD."period", _pgh_attach_context(), NOW(), \'update\', OLD."id"); RETURN NULL;',
                            hash="41167e2d71f1e854ab2a8cad0d334c7456c9dc96",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b74b9",
                            table="proximity_contract",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contract",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "proximity_contractevent" ("cap_percent", "contractor_id", "covers_all", "exempt_up_to", "id", "kind", "lot", "note", "number", "observation_days", "on_call", "penalty_basis", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."cap_percent", OLD."contractor_id", OLD."covers_all", OLD."exempt_up_to", OLD."id", OLD."kind", OLD."lot", OLD."note", OLD."number", OLD."observation_days", OLD."on_call", OLD."penalty_basis", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="e15353e89f5a76e6d47bd011925d43df9f699e3d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_06db2",
                            table="proximity_contract",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contractevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="da5054691788874b0379a45c4ef34558c8f38663",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7bc73",
                            table="proximity_contractevent",
                            when="BEFORE",
                        ),
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
                pgtrigger.migrations.AddTrigger(
                    model_name="penaltyrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "proximity_penaltyruleevent" ("amount", "code", "contract_id", "divisor", "id", "kind", "label", "per_day", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score_below", "score_from") VALUES (OLD."amount", OLD."code", OLD."contract_id", OLD."divisor", OLD."id", OLD."kind", OLD."label", OLD."per_day", OLD."percent", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."score_below", OLD."score_from"); RETURN NULL;',
                            hash="e6d093960e6939edbe2c4cfb0b5ead2dd3b813d6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b08cb",
                            table="proximity_penaltyrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="penaltyrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "proximity_penaltyruleevent" ("amount", "code", "contract_id", "divisor", "id", "kind", "label", "per_day", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "score_below", "score_from") VALUES (OLD."amount", OLD."code", OLD."contract_id", OLD."divisor", OLD."id", OLD."kind", OLD."label", OLD."per_day", OLD."percent", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."score_below", OLD."score_from"); RETURN NULL;',
                            hash="cf6a72d5086994d9f7f82af29376f5ff67dde287",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cd6cb",
                            table="proximity_penaltyrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="penaltyruleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="28d98f24e114757093692a2e3a853b74282e8366",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4e278",
                            table="proximity_penaltyruleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleaningservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "proximity_cleaningserviceevent" ("area", "building_id", "contract_id", "employee_id", "id", "performer", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "staircase_id", "unit_id") VALUES (OLD."area", OLD."building_id", OLD."contract_id", OLD."employee_id", OLD."id", OLD."performer", OLD."period", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."residence_id", OLD."staircase_id", OLD."unit_id"); RETURN NULL;',
                            hash="dcc3dc2db57002881448fc2464efcabe98d518e8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2a92f",
                            table="proximity_cleaningservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleaningservice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "proximity_cleaningserviceevent" ("area", "building_id", "contract_id", "employee_id", "id", "performer", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "staircase_id", "unit_id") VALUES (OLD."area", OLD."building_id", OLD."contract_id", OLD."employee_id", OLD."id", OLD."performer", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."residence_id", OLD."staircase_id", OLD."unit_id"); RETURN NULL;',
                            hash="d920103dd6343bd481fb633f50a21093059ea617",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_494ad",
                            table="proximity_cleaningservice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleaningserviceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="433c4bc0009a2eae20fda42e4c15246a5043365c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_13eb3",
                            table="proximity_cleaningserviceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleaningcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="photos_of_bad_notes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NEW.closed_at IS NOT NULL AND EXISTS (\n        SELECT FROM proximity_cleaningnote n WHERE n.check_made_id = NEW.id AND n.note <= 1 AND NOT EXISTS (\n            SELECT FROM proximity_cleaningphoto p WHERE p.check_made_id = NEW.id AND p.item_id = n.item_id\n        )\n    ) THEN\n        RAISE EXCEPTION 'A bad note has a photo'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'cleaning_bad_note_has_photo';\n    END IF;\n    RETURN NEW;\n",
                            hash="521114271e76000525b4785decd8443c9078dd26",
                            operation='UPDATE OF "closed_at"',
                            pgid="pgtrigger_photos_of_bad_notes_deaee",
                            table="proximity_cleaningcheck",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleaningnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (SELECT FROM proximity_cleaningcheck WHERE id = OLD.check_made_id AND closed_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'Notes of a closed check are kept'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'cleaning_notes_are_kept';\n    END IF;\n    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n",
                            hash="a028cd6125f455dc2188e30f5e0c7caa2b696d21",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_kept_3efc6",
                            table="proximity_cleaningnote",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cleaningphoto",
                    trigger=pgtrigger.compiler.Trigger(
                        name="kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (SELECT FROM proximity_cleaningcheck WHERE id = OLD.check_made_id AND closed_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'Notes of a closed check are kept'\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'cleaning_notes_are_kept';\n    END IF;\n    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;\n",
                            hash="4ac7dc77028a0998540af8797e5c3e29d66f5070",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_kept_229f9",
                            table="proximity_cleaningphoto",
                            when="BEFORE",
                        ),
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
                pgtrigger.migrations.AddTrigger(
                    model_name="workorderevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d65188801ffc2e56df1b832be6bca29b740a7c8b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_10992",
                            table="proximity_workorderevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="priceline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "proximity_pricelineevent" ("code", "contract_id", "id", "label", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "unit") VALUES (OLD."code", OLD."contract_id", OLD."id", OLD."label", OLD."period", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."price", OLD."unit"); RETURN NULL;',
                            hash="1ff3a4f2d11486e8c471265d9cdcaaa6ac856844",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e8781",
                            table="proximity_priceline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="priceline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "proximity_pricelineevent" ("code", "contract_id", "id", "label", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price", "unit") VALUES (OLD."code", OLD."contract_id", OLD."id", OLD."label", OLD."period", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."price", OLD."unit"); RETURN NULL;',
                            hash="930a1da1305d2061cf3963526f4f5da59e5efd67",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e5caf",
                            table="proximity_priceline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pricelineevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a5a2f1567ca3bdf6065a98c42d73b84d8b698539",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_01d8b",
                            table="proximity_pricelineevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="need",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "proximity_needevent" ("because", "building_id", "case_id", "component_id", "cost_high", "cost_low", "count", "id", "into_id", "kind_id", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "safety", "staircase_id", "state", "state_since", "unit_id", "work_id", "year") VALUES (OLD."because", OLD."building_id", OLD."case_id", OLD."component_id", OLD."cost_high", OLD."cost_low", OLD."count", OLD."id", OLD."into_id", OLD."kind_id", OLD."opened_at", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."residence_id", OLD."safety", OLD."staircase_id", OLD."state", OLD."state_since", OLD."unit_id", OLD."work_id", OLD."year"); RETURN NULL;',
                            hash="cb6586b9fa3b7f50e41d1b7d29a3943cd4143d44",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a91be",
                            table="proximity_need",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="need",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "proximity_needevent" ("because", "building_id", "case_id", "component_id", "cost_high", "cost_low", "count", "id", "into_id", "kind_id", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "safety", "staircase_id", "state", "state_since", "unit_id", "work_id", "year") VALUES (OLD."because", OLD."building_id", OLD."case_id", OLD."component_id", OLD."cost_high", OLD."cost_low", OLD."count", OLD."id", OLD."into_id", OLD."kind_id", OLD."opened_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."residence_id", OLD."safety", OLD."staircase_id", OLD."state", OLD."state_since", OLD."unit_id", OLD."work_id", OLD."year"); RETURN NULL;',
                            hash="a59b9b8ba845f1ba904f1ae99ce76c16dfe6690c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a741e",
                            table="proximity_need",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="needevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3bc6ca7958a45a19768e2a0c573d9d76ddd4e175",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_04cba",
                            table="proximity_needevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]

"""Landlord → residence → building → staircase. Homes hang on staircases (`unit.py`).

Each level repeats the keys of the levels above, held together by composite foreign keys with
ON UPDATE CASCADE (migration 0002): moving a building to another residence moves its staircases and
homes in the same statement, and no row can point at two residences.
"""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse

from teams.models import Agency
from teams.visibility import VisibleQuerySet

from ..words import Lexemes, Plain, plain_of


@pghistory.track()
class Landlord(models.Model):
    """A bailleur social, with what the header of its yearly RPLS declaration says of it."""

    name = models.CharField("raison sociale", max_length=100, unique=True)
    trade_name = models.CharField("enseigne", max_length=50, blank=True)
    siren = models.CharField(
        "SIREN", max_length=9, blank=True, validators=[RegexValidator(r"^\d{9}$", "Neuf chiffres.")]
    )
    siret = models.CharField(
        "SIRET", max_length=14, blank=True, validators=[RegexValidator(r"^\d{14}$", "Quatorze chiffres.")]
    )
    ministry_id = models.CharField("numéro au répertoire (IDENTPRO)", max_length=9, blank=True)
    address_recipient = models.CharField("complément destinataire", max_length=38, blank=True)
    address_geographic = models.CharField("complément géographique", max_length=38, blank=True)
    address_street = models.CharField("numéro et voie", max_length=38, blank=True)
    address_locality = models.CharField("lieu-dit ou service de distribution", max_length=38, blank=True)
    address_town = models.CharField("code postal et localité", max_length=38, blank=True)

    class Meta:
        verbose_name = "bailleur"
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name


ONLY_BUILDING, ONLY_STAIRCASE = "Bâtiment unique", "Escalier unique"


class ResidenceQuerySet(VisibleQuerySet):
    PERIMETER = "agency"

    def current(self):
        """Without those merged into another."""
        return self.filter(merged_into__isnull=True)


@pghistory.track(
    exclude=["unit_count", "energy_classes", "built_from", "built_to", "has_priority_district", "words"]
)
class Residence(models.Model):
    """A programme or group of buildings that people know by one name.

    `unit_count` to `has_priority_district` are facts of its present homes, kept by
    `housing.facts.refresh` in the transaction of every change, so that lists filter and sort at any size.
    """

    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="residences", verbose_name="bailleur")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="residences", verbose_name="agence")
    name = models.CharField("nom", max_length=120)
    commune_code = models.CharField("code commune", max_length=5, blank=True)
    commune_name = models.CharField("commune", max_length=60, blank=True)
    postal_code = models.CharField("code postal", max_length=5, blank=True)
    latitude = models.FloatField(
        "latitude", null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        "longitude", null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    source_key = models.UUIDField(
        "clé de regroupement", null=True, editable=False,
        help_text="md5 of what the register's lines share (docs/rpls.md); new homes find their residence by it.",
    )  # fmt: skip
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="merged", null=True, blank=True, editable=False
    )

    unit_count = models.PositiveIntegerField("logements", default=0, editable=False)
    energy_classes = ArrayField(models.CharField(max_length=1), default=list, editable=False)
    built_from = models.PositiveSmallIntegerField("construit à partir de", null=True, editable=False)
    built_to = models.PositiveSmallIntegerField("construit jusqu’à", null=True, editable=False)
    has_priority_district = models.BooleanField("en quartier prioritaire", default=False, editable=False)
    words = models.GeneratedField(
        expression=plain_of("name", "commune_name", "postal_code"), output_field=models.TextField(),
        db_persist=True, editable=False,
    )  # fmt: skip

    objects = ResidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "résidence"
        ordering = ["words", "pk"]
        constraints = [
            models.UniqueConstraint("landlord", "source_key", name="residence_source_key"),
            models.UniqueConstraint("id", "landlord", name="residence_with_landlord"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="residence_whole_position",
                violation_error_message="Donnez la latitude et la longitude, ou aucune des deux.",
            ),
        ]
        indexes = [
            models.Index("name", "id", name="residence_by_name"),
            models.Index("words", "id", name="residence_by_words"),
            models.Index(Plain("commune_name"), "words", "id", name="residence_by_commune"),
            GinIndex(OpClass("words", name="gin_trgm_ops"), name="residence_words"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("housing:residence", args=[self.pk])


class BuildingQuerySet(VisibleQuerySet):
    PERIMETER = "residence__agency"


@pghistory.track()
class Building(models.Model):
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="buildings", verbose_name="résidence", db_constraint=False
    )
    name = models.CharField("nom", max_length=120, blank=True)
    source_key = models.UUIDField("clé de regroupement", null=True, editable=False)

    objects = BuildingQuerySet.as_manager()

    class Meta:
        verbose_name = "bâtiment"
        ordering = ["residence", "name", "pk"]
        constraints = [
            models.UniqueConstraint("landlord", "source_key", name="building_source_key"),
            models.UniqueConstraint("id", "residence", name="building_with_residence"),
            models.UniqueConstraint("id", "residence", "landlord", name="building_with_landlord"),
        ]

    def __str__(self):
        return self.name or ONLY_BUILDING


class StaircaseQuerySet(VisibleQuerySet):
    PERIMETER = "residence__agency"


@pghistory.track(exclude=["search_text"])
class Staircase(models.Model):
    """A staircase or entrance with its postal address. A building without stairs has one, unnamed.

    `search_text` (normalised by the SQL function `palier_plain`) holds every word one may say of the
    place; it is kept by `housing.facts.refresh`.
    """

    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="staircases", verbose_name="résidence", db_constraint=False
    )
    building = models.ForeignKey(
        Building, models.PROTECT, related_name="staircases", verbose_name="bâtiment", db_constraint=False
    )
    name = models.CharField("nom", max_length=120, blank=True)
    street_number = models.CharField("numéro", blank=True, max_length=60)
    street = models.CharField("voie", blank=True, max_length=160)
    postal_code = models.CharField("code postal", max_length=5, blank=True)
    commune_name = models.CharField("commune", max_length=60, blank=True)
    source_key = models.UUIDField("clé de regroupement", null=True, editable=False)
    search_text = models.TextField(default="", editable=False)

    objects = StaircaseQuerySet.as_manager()

    class Meta:
        verbose_name = "escalier"
        ordering = ["building", "name", "pk"]
        constraints = [
            models.UniqueConstraint("landlord", "source_key", name="staircase_source_key"),
            models.UniqueConstraint("id", "residence", name="staircase_with_residence"),
            models.UniqueConstraint("id", "residence", "landlord", name="staircase_with_landlord"),
        ]
        indexes = [GinIndex(Lexemes("search_text"), name="staircase_words")]

    def __str__(self):
        return self.name or ONLY_STAIRCASE

    @property
    def address(self) -> str:
        """« 12 rue des Lilas, 20200 Bastia »."""
        street = f"{self.street_number} {self.street}".strip()
        return ", ".join(part for part in (street, f"{self.postal_code} {self.commune_name}".strip()) if part)

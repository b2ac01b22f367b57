"""The home (logement): one line of the national register (RPLS)."""

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from teams.visibility import VisibleQuerySet

from .stock import Landlord, Residence, Staircase

NAMES = ("door", "locator", "mailbox", "landlord_ref", "rpls_id")


def label_of(*names: str | None, pk: int) -> str:
    """What `Unit.label` says, of its `NAMES`."""
    name = next(filter(None, names), "")
    return f"Logement {name}" if name else f"Logement n° {pk}"


class UnitQuerySet(VisibleQuerySet):
    PERIMETER = "residence__agency"

    def in_stock(self):
        """Without the homes that left the stock."""
        return self.filter(left_on__isnull=True)


@pghistory.track()
class Unit(models.Model):
    """A home, with the 64 fields of the yearly declaration (`data/reference/rpls_declaration_logement_64.csv`).

    Labels are kept as the file writes them; the readable place is its staircase, building and residence.
    An empty text or NULL means that no source says it. Areas in m², rents in whole euros a month.
    """

    class Right(models.TextChoices):
        FULL = "1", "Pleine propriété"
        REHABILITATION = "2", "Bail à réhabilitation"
        EMPHYTEUTIC = "3", "Bail emphytéotique"
        USUFRUCT = "4", "Usufruit"
        CONSTRUCTION = "5", "Bail à construction"

    class Construction(models.TextChoices):
        COLLECTIVE = "C", "Collectif"
        INDIVIDUAL = "I", "Individuel"
        STUDENT = "E", "Étudiant"

    class Origin(models.TextChoices):
        BUILT = "1", "Construit par l’organisme"
        BOUGHT_WORKS = "2", "Acquis avec travaux"
        BOUGHT = "3", "Acquis sans travaux"
        VEFA = "4", "Acquis en VEFA"

    class Financing(models.TextChoices):
        PLAI = "10", "PLAI"
        PLA_LM = "11", "PLA LM / TS / insertion"
        PLA = "12", "PLA ordinaire"
        PLUS = "13", "PLUS"
        PLS = "14", "PLS"
        PAP = "15", "PAP locatif"
        PLI = "16", "PLI"
        PCL = "17", "PCL"
        OTHER_SINCE_1977 = "49", "Autre (depuis 1977)"
        HBM = "50", "HBM"
        PLR = "51", "PLR / PSR"
        HLMO = "52", "HLM/O"
        ILM = "53", "ILM"
        ILN = "54", "ILN"
        CFF = "55", "Prêts spéciaux CFF"
        OTHER_BEFORE_1977 = "99", "Autre (avant 1977)"

    class Occupancy(models.TextChoices):
        LET = "1", "Loué"
        OFFERED = "2", "Vacant, proposé à la location"
        EMPTY = "3", "Vide (travaux, vente, démolition)"
        ASSOCIATION = "4", "Pris en charge par une association"
        OTHERWISE = "5", "Occupé autrement (gardien…)"
        NOT_APPLICABLE = "9", "Sans objet"

    class Exit(models.TextChoices):
        SOLD_TO_OCCUPANT = "1", "Vendu à l’occupant"
        SOLD_TO_LANDLORD = "2", "Vendu à un autre bailleur social"
        SOLD = "3", "Vendu autrement"
        DEMOLISHED = "4", "Démoli"
        OTHER = "5", "Autre"
        ABSENT = "A", "Absent du dernier fichier"

    # --- where it hangs: (staircase, residence, landlord) is one composite foreign key, migration 0002
    landlord = models.ForeignKey(Landlord, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="units", verbose_name="résidence", db_constraint=False
    )
    staircase = models.ForeignKey(
        Staircase, models.PROTECT, related_name="units", verbose_name="escalier", db_constraint=False
    )
    # --- identity: IDENT_REP, IDENT_INT
    rpls_id = models.CharField("identifiant au répertoire", blank=True, default="", db_collation="C")
    landlord_ref = models.CharField("référence du bailleur", blank=True, default="", db_collation="C")
    # --- address and place as the file writes them: DEPCOM … LIEUDIT
    commune_code = models.CharField("code commune", blank=True, default="")
    postal_code = models.CharField("code postal", blank=True, default="")
    commune_name = models.CharField("commune", blank=True, default="")
    street_number = models.CharField("numéro de voirie", blank=True, default="")
    street_suffix = models.CharField("indice de répétition", blank=True, default="")
    street_type = models.CharField("type de voie", blank=True, default="")
    street_name = models.CharField("nom de voie", blank=True, default="")
    door = models.CharField("numéro d’appartement", blank=True, default="")
    mailbox = models.CharField("boîte aux lettres", blank=True, default="")
    staircase_label = models.CharField("escalier (fichier)", blank=True, default="")
    corridor = models.CharField("couloir", blank=True, default="")
    floor = models.CharField("étage", blank=True, default="")
    locator = models.CharField("complément d’identification", blank=True, default="")
    entrance = models.CharField("entrée", blank=True, default="")
    building_label = models.CharField("bâtiment (fichier)", blank=True, default="")
    block_label = models.CharField("immeuble (fichier)", blank=True, default="")
    estate_label = models.CharField("programme (fichier)", blank=True, default="")
    locality = models.CharField("lieu-dit", blank=True, default="")
    # --- the home: DROIT, QPV, TYPECONST, NBPIECE, SURFHAB
    right = models.CharField("droit du bailleur", max_length=1, choices=Right, blank=True, default="")
    priority_district = models.BooleanField("quartier prioritaire (QPV)", null=True)
    construction = models.CharField(
        "type de construction", max_length=1, choices=Construction, blank=True, default=""
    )
    rooms = models.PositiveSmallIntegerField("pièces principales", null=True, blank=True)
    living_area = models.PositiveSmallIntegerField("surface habitable (m²)", null=True, blank=True)
    # --- history: CONSTRUCT, LOCAT, PATRIMOINE, ORIGINE, RSEXPRO, SIRETEXPRO
    built_year = models.PositiveSmallIntegerField("année de construction", null=True, blank=True)
    first_let_year = models.PositiveSmallIntegerField("première mise en location", null=True, blank=True)
    acquired_year = models.PositiveSmallIntegerField("entrée dans le patrimoine", null=True, blank=True)
    origin = models.CharField("mode d’entrée", max_length=1, choices=Origin, blank=True, default="")
    previous_owner = models.CharField("ancien propriétaire", blank=True, default="")
    previous_owner_siret = models.CharField("SIRET de l’ancien propriétaire", blank=True, default="")
    # --- financing and agreement: FINAN … DATCONV, CUS, SRU, segment
    financing = models.CharField("financement", max_length=2, choices=Financing, blank=True, default="")
    financing_other = models.CharField("autre financement", blank=True, default="")
    apl_agreement = models.BooleanField("conventionné APL", null=True)
    apl_number = models.CharField("numéro de convention", blank=True, default="")
    apl_from = models.DateField("convention du", null=True, blank=True)
    cus_ceiling = models.CharField("plafond CUS", blank=True, default="")
    sru_expiry = models.PositiveSmallIntegerField("expiration SRU", null=True, blank=True)
    sru_paragraph = models.CharField("alinéa SRU", blank=True, default="")
    segment_code = models.CharField("code segment", blank=True, default="")
    segment_label = models.CharField("segment de patrimoine", blank=True, default="")
    manager_id = models.CharField("gestionnaire (IDENTGES)", blank=True, default="")
    # --- energy: DPEDATE, DPEENERGIE, DPESERRE
    dpe_date = models.DateField("date du DPE", null=True, blank=True)
    energy_class = models.CharField("classe énergie", max_length=1, blank=True, default="")
    ghg_class = models.CharField("classe GES", max_length=1, blank=True, default="")
    # --- changes of the stock: SORTIEPATRIM, OLDLOGT, NEWLOGT and the sale
    lost_kind = models.CharField("logement disparu (OLDLOGT)", blank=True, default="")
    new_kind = models.CharField("logement nouveau (NEWLOGT)", blank=True, default="")
    buyer_kind = models.CharField("type de vente", blank=True, default="")
    put_on_sale = models.BooleanField("mis en commercialisation", null=True)
    sale_price = models.PositiveIntegerField("prix de vente (€)", null=True, blank=True)
    sale_income = models.IntegerField("produit financier net (€)", null=True, blank=True)
    # --- occupancy and rent on 1 January: shown by role (domain.md §10.4), replaced by `leasing` later
    occupancy = models.CharField("occupation", max_length=1, choices=Occupancy, blank=True, default="")
    lease_month = models.DateField("bail en cours depuis", null=True, blank=True)
    relet_month = models.DateField("dernière remise en location", null=True, blank=True)
    rent_area_kind = models.CharField("mode de surface", blank=True, default="")
    rent_area = models.PositiveSmallIntegerField("surface du loyer (m²)", null=True, blank=True)
    rent = models.PositiveSmallIntegerField("loyer principal (€)", null=True, blank=True)
    extra_rent = models.PositiveSmallIntegerField("loyers accessoires (€)", null=True, blank=True)
    savings_share = models.PositiveSmallIntegerField("partage d’économies (€)", null=True, blank=True)
    apl_max_rent = models.PositiveSmallIntegerField("loyer maximal APL (€)", null=True, blank=True)
    cus_max_rent = models.PositiveSmallIntegerField("loyer maximal CUS (€)", null=True, blank=True)
    nominator_quota = models.CharField("contingent de réservation", blank=True, default="")
    comment = models.CharField("commentaire (fichier)", blank=True, default="")
    # --- life in the stock and provenance
    left_on = models.DateField("sorti du parc le", null=True, blank=True)
    left_reason = models.CharField("motif de sortie", max_length=1, choices=Exit, blank=True, default="")
    stated_by = models.ForeignKey(
        "housing.StockImport", models.PROTECT, related_name="+", null=True, db_constraint=False, db_index=False,
        verbose_name="dernier fichier",
    )  # fmt: skip
    stated_on = models.DateField("données au", default=timezone.localdate)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "logement"
        ordering = ["residence", "staircase", "floor", "door", "pk"]
        constraints = [
            models.UniqueConstraint(
                "landlord", "landlord_ref", condition=~Q(landlord_ref=""), name="unit_landlord_ref",
                violation_error_message="Cette référence désigne déjà un autre logement.",
            ),
            models.UniqueConstraint(
                "landlord", "rpls_id", condition=~Q(rpls_id=""), name="unit_rpls_id",
                violation_error_message="Cet identifiant du répertoire désigne déjà un autre logement.",
            ),
            models.CheckConstraint(
                condition=Q(energy_class__in=["", *"ABCDEFG"], ghg_class__in=["", *"ABCDEFG"]),
                name="unit_energy_classes", violation_error_message="Classes de A à G.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_reason="")
                | (Q(left_on__isnull=False) & ~Q(left_reason="")),
                name="unit_left_with_reason",
                violation_error_message="Une sortie du parc a une date et un motif.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("housing:unit", args=[self.pk])

    @property
    def typology(self) -> str:
        """T1 … T9, or « T? » when no source gives the number of rooms."""
        return f"T{self.rooms}" if self.rooms else "T?"

    @property
    def label(self) -> str:
        """The shortest words that name the door: « Logement 12 », else its reference."""
        return label_of(*(getattr(self, name) for name in NAMES), pk=self.pk)

    @property
    def address(self) -> str:
        number = f"{self.street_number}{' ' if self.street_suffix else ''}{self.street_suffix}"
        street = " ".join(part for part in (number, self.street_type, self.street_name) if part)
        return ", ".join(part for part in (street, f"{self.postal_code} {self.commune_name}".strip()) if part)

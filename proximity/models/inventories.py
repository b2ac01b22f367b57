"""État des lieux: what the décret asks for beside the rooms (domain.md §1.7), and what changed since the entry."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from messaging.models import Contact
from teams.visibility import VisibleQuerySet
from teams.workflow import MoveRefused

from ..inspection_access import MAY_SEE_INVENTORIES
from .checklists import Checklist
from .inspections import Inspection, InspectionPoint, Signature

Kind = Checklist.Kind


class InventoryQuerySet(VisibleQuerySet):
    PERIMETER = "inspection__residence__agency"

    def visible_to(self, user):
        found = super().visible_to(user)
        return found if user.has_role(*MAY_SEE_INVENTORIES) else found.none()

    def last_entry(self, unit, before):
        """The finished inventory of entry that an exit on that day is compared with."""
        rows = self.filter(
            inspection__unit=unit, inspection__checklist__kind=Kind.MOVE_IN,
            inspection__finished_at__isnull=False, inspection__started_at__lt=before,
        )  # fmt: skip
        return rows.order_by("-inspection__started_at", "-pk").first()


class Inventory(models.Model):
    """The parties and their words. Its rooms are the points of its inspection.

    `entry`: the inventory of entry that an exit is compared with. `works` to `costed_at`: what the field says it
    costs, line by line (`CostLine`).
    """

    inspection = models.OneToOneField(
        Inspection, models.CASCADE, related_name="inventory", primary_key=True, verbose_name="visite"
    )
    entry = models.ForeignKey(
        "self", models.PROTECT, related_name="exits", verbose_name="état des lieux d’entrée", null=True, blank=True
    )
    tenant = models.ForeignKey(
        Contact, models.PROTECT, related_name="inventories", verbose_name="locataire", null=True, blank=True
    )
    tenant_name = models.CharField("nom du locataire", max_length=160, blank=True)
    new_address = models.CharField("nouvelle adresse du locataire", max_length=200, blank=True)
    agent = models.CharField("mandataire", max_length=120, blank=True)
    by_bailiff = models.BooleanField("fait par commissaire de justice", default=False)
    works = models.CharField("travaux", max_length=10, blank=True, editable=False)
    costed_at = models.DateTimeField("chiffré le", null=True, blank=True, editable=False)

    objects = InventoryQuerySet.as_manager()

    class Meta:
        verbose_name = "état des lieux"
        verbose_name_plural = "états des lieux"
        ordering = ["-pk"]

    def __str__(self):
        return str(self.inspection)

    def get_absolute_url(self):
        return reverse("proximity:inspection", args=[self.pk])

    @property
    def is_exit(self) -> bool:
        return self.inspection.checklist.kind == Kind.MOVE_OUT

    # --- what must be there before it ends

    def must_be_whole(self) -> None:
        """MoveRefused, which says what the décret asks for and is not there yet."""
        for missing, told in (
            (not self.tenant_name, "Donnez le nom du locataire."),
            (not self.readings.exists(), "Relevez au moins un compteur, ou notez qu’il est inaccessible."),
            (not self.keys.exists(), "Comptez les clés."),
        ):
            if missing:
                raise MoveRefused(told)
        signed = set(self.inspection.signatures.values_list("party", flat=True))
        party = Signature.Party
        if party.LANDLORD not in signed and party.BAILIFF not in signed:
            raise MoveRefused("Il manque la signature du bailleur.")
        if party.TENANT not in signed and party.BAILIFF not in signed:
            raise MoveRefused("Il manque la signature du locataire : faites signer, ou notez « absent ».")


class MeterReading(models.Model):
    class Kind(models.TextChoices):
        COLD = "cold", "Eau froide"
        HOT = "hot", "Eau chaude"
        POWER = "power", "Électricité"
        GAS = "gas", "Gaz"
        HEAT = "heat", "Chauffage"

    inventory = models.ForeignKey(
        Inventory, models.CASCADE, related_name="readings", verbose_name="état des lieux"
    )
    kind = models.CharField("compteur", max_length=10, choices=Kind)
    number = models.CharField("numéro du compteur", max_length=40, blank=True)
    value = models.DecimalField(
        "relevé", max_digits=12, decimal_places=3, null=True, blank=True, validators=[MinValueValidator(0)],
        help_text="Vide : compteur inaccessible.",
    )  # fmt: skip

    class Meta:
        verbose_name = "relevé de compteur"
        ordering = ["inventory", "pk"]
        constraints = [
            models.UniqueConstraint("inventory", "kind", name="meter_once"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gte=0), name="meter_not_negative"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} : {self.told}"

    @property
    def told(self) -> str:
        """« 581,25 », or that nobody could read it."""
        if self.value is None:
            return "inaccessible"
        return f"{self.value.normalize():f}".replace(".", ",")


class KeyCount(models.Model):
    class Kind(models.TextChoices):
        DOOR = "door", "Porte palière"
        HALL = "hall", "Badge d’immeuble"
        MAILBOX = "mailbox", "Boîte aux lettres"
        CELLAR = "cellar", "Cave"
        REMOTE = "remote", "Télécommande, parking"
        OTHER = "other", "Autre"

    inventory = models.ForeignKey(Inventory, models.CASCADE, related_name="keys", verbose_name="état des lieux")
    kind = models.CharField("clé", max_length=10, choices=Kind)
    count = models.PositiveSmallIntegerField("nombre")
    note = models.CharField("destination, remarque", max_length=120, blank=True)

    class Meta:
        verbose_name = "clés"
        verbose_name_plural = "clés"
        ordering = ["inventory", "pk"]
        constraints = [models.UniqueConstraint("inventory", "kind", name="key_kind_once")]

    def __str__(self):
        return f"{self.get_kind_display()} : {self.count}"


@dataclass(frozen=True)
class Pair:
    """The same point at entry and at exit. `worse`: it lost points."""

    exit: InspectionPoint | None
    entry: InspectionPoint | None

    @property
    def room(self) -> str:
        return (self.exit or self.entry).room  # type: ignore[union-attr]

    @property
    def label(self) -> str:
        return (self.exit or self.entry).item.label  # type: ignore[union-attr]

    @property
    def worse(self) -> bool:
        before, after = _points(self.entry), _points(self.exit)
        return before is not None and after is not None and after < before


def _points(point: InspectionPoint | None) -> Decimal | int | None:
    return point.grade.points if point and point.grade else None


def compare(after: Inspection, before: Inspection | None) -> list[Pair]:
    """Every point of the exit beside the same of the entry, then what was there at entry only. Two queries."""
    rows = InspectionPoint.objects.filter(inspection__in=[one.pk for one in (after, before) if one])
    points = rows.select_related("item", "grade").prefetch_related("pictures").order_by("position", "pk")
    left = {_same(one): one for one in points if one.inspection_id != after.pk}
    pairs = [Pair(one, left.pop(_same(one), None)) for one in points if one.inspection_id == after.pk]
    return pairs + [Pair(None, one) for one in left.values()]


def _same(point: InspectionPoint) -> tuple[str, str]:
    return point.room, point.item.code

"""What putting a home back in order costs, line by line, and who pays: the wear grid applied to each."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from coordination.costing import Line
from teams.workflow import MoveRefused

from ..wear import Wear, age, amount_of, split, tenant_share
from .inspections import InspectionPoint
from .inventories import Inventory


class WearGridQuerySet(models.QuerySet["WearGrid"]):
    def on(self, day):
        """The grid in force on that day."""
        return self.filter(valid_from__lte=day).order_by("-valid_from", "-pk").first()


class WearGrid(models.Model):
    """A grid of wear: of a collective agreement, from a day on. It never changes; a new one follows it."""

    name = models.CharField("nom", max_length=120)
    valid_from = models.DateField("en vigueur depuis le", unique=True)
    basis = models.CharField("source", max_length=200)

    objects = WearGridQuerySet.as_manager()

    class Meta:
        verbose_name = "grille de vétusté"
        verbose_name_plural = "grilles de vétusté"
        ordering = ["-valid_from"]

    def __str__(self):
        return self.name

    @transaction.atomic
    def save_with(self, rules: list["WearRule"]) -> None:
        """The grid and its lines, together."""
        self.save(force_insert=True)
        for rule in rules:
            rule.grid = self
        WearRule.objects.bulk_create(rules)


PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class WearRule(models.Model):
    """One element of a grid."""

    grid = models.ForeignKey(WearGrid, models.CASCADE, related_name="rules", verbose_name="grille")
    code = models.SlugField("code", max_length=20)
    label = models.CharField("élément", max_length=80)
    life_years = models.PositiveSmallIntegerField("durée de vie (ans)")
    free_years = models.PositiveSmallIntegerField("franchise (ans)")
    yearly = models.DecimalField("abattement par an (%)", max_digits=5, decimal_places=2, validators=PERCENT)
    residual = models.DecimalField("part résiduelle (%)", max_digits=5, decimal_places=2, validators=PERCENT)

    class Meta:
        verbose_name = "ligne de la grille"
        verbose_name_plural = "lignes de la grille"
        ordering = ["grid", "label"]
        constraints = [
            models.UniqueConstraint("grid", "code", name="wear_rule_once"),
            models.CheckConstraint(
                condition=Q(yearly__range=(0, 100), residual__range=(0, 100), free_years__lte=F("life_years")),
                name="wear_rule_bounds",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def wear(self) -> Wear:
        return Wear(self.free_years, self.yearly, self.residual)


class CostLine(models.Model):
    """One thing to put right. Its shares are worked out (`price`) and sum to its amount: the database checks."""

    class Cause(models.TextChoices):
        DAMAGE = "damage", "Dégradation"
        NEGLECT = "neglect", "Défaut d’entretien"
        CLEANING = "cleaning", "Nettoyage, débarras"
        MISSING = "missing", "Clé ou équipement manquant"
        DELIBERATE = "deliberate", "Dégradation volontaire"
        WEAR = "wear", "Usure normale, vétusté"
        DEFECT = "defect", "Vice, malfaçon, force majeure"
        CONTRACT = "contract", "Couvert par un contrat d’entretien"
        CLAIM = "claim", "Sinistre, effraction : à vérifier"

    WITH_WEAR = (Cause.DAMAGE, Cause.NEGLECT)
    FULL = (Cause.CLEANING, Cause.MISSING, Cause.DELIBERATE)
    ELSEWHERE = (Cause.CONTRACT, Cause.CLAIM)

    inventory = models.ForeignKey(
        Inventory, models.CASCADE, related_name="cost_lines", verbose_name="état des lieux"
    )
    point = models.ForeignKey(
        InspectionPoint, models.PROTECT, related_name="+", verbose_name="point", null=True, blank=True
    )
    label = models.CharField("travaux", max_length=160)
    cause = models.CharField("cause", max_length=12, choices=Cause, default=Cause.DAMAGE)
    rule = models.ForeignKey(
        WearRule, models.PROTECT, related_name="+", verbose_name="vétusté", null=True, blank=True
    )
    renovated_on = models.DateField("dernière réfection", null=True, blank=True)
    quantity = models.DecimalField(
        "quantité", max_digits=8, decimal_places=2, default=1, validators=[MinValueValidator(Decimal("0.01"))]
    )
    unit_price = models.DecimalField(
        "prix unitaire (€)", max_digits=10, decimal_places=2, validators=[MinValueValidator(0)]
    )
    share = models.DecimalField("part du locataire (%)", max_digits=5, decimal_places=2, editable=False)
    amount = models.DecimalField("montant", max_digits=12, decimal_places=2, editable=False)
    tenant_amount = models.DecimalField("locataire", max_digits=12, decimal_places=2, editable=False)
    landlord_amount = models.DecimalField("bailleur", max_digits=12, decimal_places=2, editable=False)
    other_amount = models.DecimalField("contrat, assurance", max_digits=12, decimal_places=2, editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "ligne de chiffrage"
        verbose_name_plural = "lignes de chiffrage"
        ordering = ["inventory", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=F("tenant_amount") + F("landlord_amount") + F("other_amount")),
                name="cost_line_shares_sum",
            ),
            models.CheckConstraint(
                condition=Q(
                    share__range=(0, 100), tenant_amount__gte=0, landlord_amount__gte=0, other_amount__gte=0
                ),
                name="cost_line_bounds",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def payer(self) -> str:
        if self.cause in self.ELSEWHERE:
            return "Contrat" if self.cause == self.Cause.CONTRACT else "À vérifier"
        if self.share == 100:
            return "Locataire"
        return "Locataire et bailleur" if self.share else "Bailleur"

    @property
    def as_costed(self) -> Line:
        return Line(self.label, self.amount, tenant=self.tenant_amount, other=self.other_amount)

    def price(self, *, by_month: bool = False) -> None:
        """Work out share and amounts of a line that is not saved yet, or changed."""
        self.amount = amount_of(Decimal(self.quantity), Decimal(self.unit_price))
        self.share = self._share(by_month)
        shares = split(self.amount, self.share, to_other=self.cause in self.ELSEWHERE)
        self.tenant_amount, self.landlord_amount, self.other_amount = shares.tenant, shares.landlord, shares.other

    def _share(self, by_month: bool) -> Decimal:
        """Wear counts from the last renovation: without its date nothing can be asked of the tenant."""
        if self.cause in self.FULL:
            return Decimal(100)
        if self.cause not in self.WITH_WEAR:
            return Decimal(0)
        if self.rule is None:
            return Decimal(100)
        if self.renovated_on is None:
            raise MoveRefused("Donnez la date de la dernière réfection : la vétusté court depuis ce jour.")
        left_on = timezone.localdate(self.inventory.inspection.started_at)
        years = age(self.renovated_on, left_on, by_month=by_month)
        return tenant_share(self.rule.wear, years).quantize(Decimal("0.01"))

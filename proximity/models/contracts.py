"""Who works for the landlord, and what each contract (marché) says: sites, response times, penalties."""

import datetime as dt

import pghistory
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from phonenumber_field.modelfields import PhoneNumberField

from coordination.clock import Unit
from coordination.models import Priority
from housing.models import Residence
from teams.visibility import VisibleQuerySet

NOT_NEGATIVE = [MinValueValidator(0)]
A_PERCENTAGE = [MinValueValidator(0), MaxValueValidator(100)]


def check_siren(siren: str) -> None:
    """Nine digits whose Luhn sum is a multiple of ten."""
    digits = [int(digit) for digit in siren if digit.isdigit()]
    doubled = [sum(divmod(digit * (1 + place % 2), 10)) for place, digit in enumerate(digits)]
    if len(siren) != 9 or len(digits) != 9 or sum(doubled) % 10:
        raise ValidationError("Ce numéro SIREN n’existe pas : neuf chiffres, sans espace.")


class ContractorQuerySet(VisibleQuerySet):
    def visible_to(self, user):
        """A firm works for the landlord: everybody knows it. Its contracts and orders have perimeters."""
        return self if user.is_active else self.none()

    def active(self):
        return self.filter(active=True)


@pghistory.track()
class Contractor(models.Model):
    """A firm, and how it is reached. `email` gets the orders."""

    name = models.CharField("raison sociale", max_length=120)
    siren = models.CharField("SIREN", max_length=9, unique=True, validators=[check_siren])
    contact_name = models.CharField("interlocuteur", max_length=120, blank=True)
    email = models.EmailField("courriel")
    phone = PhoneNumberField("téléphone", region="FR", blank=True)
    mobile = PhoneNumberField("mobile", region="FR", blank=True)
    active = models.BooleanField("en activité", default=True)

    objects = ContractorQuerySet.as_manager()

    class Meta:
        verbose_name = "entreprise"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(siren__regex=r"^[0-9]{9}$"), name="contractor_siren"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("proximity:contractor", args=[self.pk])


class ContractQuerySet(VisibleQuerySet):
    def visible_to(self, user):
        """Those of the whole stock, those that cover a residence of the person's agencies, and those that cover
        nothing yet."""
        if not user.is_active or user.sees_everything:
            return super().visible_to(user)
        sites = ContractSite.objects.filter(contract=OuterRef("pk"))
        mine = sites.filter(residence__agency__in=user.agency_ids())
        return self.filter(Q(covers_all=True) | Exists(mine) | ~Exists(sites))

    def on(self, day: dt.date):
        """In force on that day, of a firm that still works."""
        return self.filter(period__contains=day, contractor__active=True)

    def covering(self, residence: Residence):
        site = ContractSite.objects.filter(contract=OuterRef("pk"), residence=residence)
        return self.filter(Q(covers_all=True) | Exists(site))

    def ending_before(self, day: dt.date):
        """Still in force today, and over on that day."""
        return self.filter(period__contains=timezone.localdate(), period__endswith__lte=day)


@pghistory.track()
class Contract(models.Model):
    """A contract with a firm for a lot, for a period. What it says of delays, penalties and prices are rows.

    Penalties are capped at `cap_percent` of the amount and dropped when they do not exceed `exempt_up_to`; both
    empty: no cap, no exemption. `observation_days`: how long the firm has to answer before one is applied.
    """

    class Kind(models.TextChoices):
        WORKS = "works", "Travaux"
        UPKEEP = "upkeep", "Entretien d’équipements"
        CLEANING = "cleaning", "Nettoyage"
        CHECKS = "checks", "Contrôles et diagnostics"

    number = models.CharField("numéro", max_length=40, unique=True)
    contractor = models.ForeignKey(Contractor, models.PROTECT, related_name="contracts", verbose_name="entreprise")
    kind = models.CharField("nature", max_length=10, choices=Kind)
    lot = models.CharField("lot", max_length=120)
    period = DateRangeField("période")
    covers_all = models.BooleanField("tout le patrimoine", default=False)
    residences = models.ManyToManyField(
        Residence, through="ContractSite", related_name="contracts", verbose_name="résidences"
    )
    on_call = PhoneNumberField("astreinte", region="FR", blank=True)
    cap_percent = models.DecimalField(
        "plafond des pénalités (%)", max_digits=5, decimal_places=2, null=True, blank=True, validators=A_PERCENTAGE
    )
    exempt_up_to = models.DecimalField(
        "exonération jusqu’à (€)", max_digits=10, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    observation_days = models.PositiveSmallIntegerField("délai d’observations (jours)", default=15)
    penalty_basis = models.CharField("texte des pénalités", max_length=200, blank=True)
    note = models.TextField("note", blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = "marché"
        verbose_name_plural = "marchés"
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint("id", "contractor", name="contract_with_contractor"),
            models.CheckConstraint(
                condition=Q(period__isempty=False, period__lower_inf=False, period__upper_inf=False),
                name="contract_has_an_end", violation_error_message="Un marché a un début et une fin.",
            ),
            models.CheckConstraint(
                condition=Q(cap_percent__isnull=True) | Q(cap_percent__range=(0, 100)), name="contract_cap"
            ),
            models.CheckConstraint(
                condition=Q(exempt_up_to__isnull=True) | Q(exempt_up_to__gte=0), name="contract_exemption"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.number} {self.lot}"

    def get_absolute_url(self):
        return reverse("proximity:contract", args=[self.pk])

    @property
    def last_day(self) -> dt.date:
        return self.period.upper - dt.timedelta(days=1)

    @property
    def is_running(self) -> bool:
        return timezone.localdate() in self.period


class ContractSite(models.Model):
    """A residence that a contract covers. `monthly_price`: what cleaning it costs each month (€, before tax)."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="sites", verbose_name="marché")
    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="contract_sites", verbose_name="résidence"
    )
    monthly_price = models.DecimalField(
        "prix mensuel HT (€)", max_digits=10, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )

    class Meta:
        verbose_name = "résidence du marché"
        verbose_name_plural = "résidences du marché"
        ordering = ["residence__name", "pk"]
        constraints = [
            models.UniqueConstraint("contract", "residence", name="site_once_a_contract"),
            models.CheckConstraint(
                condition=Q(monthly_price__isnull=True) | Q(monthly_price__gte=0), name="site_price"
            ),
        ]

    def __str__(self):
        return str(self.residence)


class ResponseTime(models.Model):
    """Within how long the firm comes, by urgency. Without a row the deadline is the case's own."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="response_times", verbose_name="marché")
    priority = models.PositiveSmallIntegerField("urgence", choices=Priority)
    amount = models.DecimalField("délai", max_digits=6, decimal_places=2)
    unit = models.CharField("unité", max_length=20, choices=Unit)

    class Meta:
        verbose_name = "délai d’intervention"
        verbose_name_plural = "délais d’intervention"
        ordering = ["contract", "priority"]
        constraints = [
            models.UniqueConstraint("contract", "priority", name="response_once_a_priority"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="response_positive"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="response_known_priority"),
        ]

    def __str__(self):
        return f"{self.amount.normalize():f} {self.get_unit_display()}"


@pghistory.track()
class RedoRule(models.Model):
    """From `since` on, how many times the firm may clean again before a penalty; `basis`: the clause that says so.
    Without a row, the landlord's own rule holds (`cleaning.redos`)."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="redo_rules", verbose_name="marché")
    since = models.DateField("à partir du")
    most = models.PositiveSmallIntegerField("reprises avant pénalité", validators=[MinValueValidator(1)])
    basis = models.CharField("texte", max_length=200)

    class Meta:
        verbose_name = "nombre de reprises"
        verbose_name_plural = "nombres de reprises"
        ordering = ["contract", "-since"]
        constraints = [
            models.UniqueConstraint("contract", "since", name="redo_rule_once_a_day"),
            models.CheckConstraint(condition=Q(most__gte=1) & ~Q(basis=""), name="redo_rule_values"),
        ]

    def __str__(self):
        return f"{self.most} à partir du {self.since:%d/%m/%Y}"


@pghistory.track()
class PenaltyRule(models.Model):
    """One line of the penalty regime (domain.md §7.4): so much per event (and per day that it lasts), a share of
    the site's monthly price for a band of scores, or V × R / `divisor` for R days of delay."""

    class Kind(models.TextChoices):
        EVENT = "event", "Forfait par manquement"
        SCORE = "score", "Part du prix mensuel selon la note"
        DELAY = "delay", "V × R / diviseur par jour de retard"

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="penalty_rules", verbose_name="marché")
    kind = models.CharField("règle", max_length=6, choices=Kind)
    code = models.SlugField("code", max_length=30)
    label = models.CharField("manquement", max_length=120)
    amount = models.DecimalField(
        "forfait (€)", max_digits=8, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    per_day = models.DecimalField(
        "puis par jour (€)", max_digits=8, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    score_from = models.DecimalField("note à partir de", max_digits=5, decimal_places=2, null=True, blank=True)
    score_below = models.DecimalField("note inférieure à", max_digits=5, decimal_places=2, null=True, blank=True)
    percent = models.DecimalField(
        "part du prix (%)", max_digits=5, decimal_places=2, null=True, blank=True, validators=A_PERCENTAGE
    )
    divisor = models.PositiveIntegerField("diviseur", null=True, blank=True)

    class Meta:
        verbose_name = "règle de pénalité"
        verbose_name_plural = "règles de pénalité"
        ordering = ["contract", "kind", "-score_from", "code"]
        constraints = [
            models.UniqueConstraint("contract", "code", name="penalty_rule_code"),
            models.CheckConstraint(
                condition=Q(kind="event", amount__isnull=False, percent__isnull=True, divisor__isnull=True)
                | Q(kind="score", percent__isnull=False, score_from__isnull=False, score_below__isnull=False,
                    amount__isnull=True, divisor__isnull=True)
                | Q(kind="delay", divisor__isnull=False, amount__isnull=True, percent__isnull=True),
                name="penalty_rule_whole", violation_error_message="Complétez la règle selon sa nature.",
            ),
            models.CheckConstraint(
                condition=(Q(amount__isnull=True) | Q(amount__gte=0))
                & (Q(percent__isnull=True) | Q(percent__range=(0, 100)))
                & (Q(divisor__isnull=True) | Q(divisor__gt=0))
                & (Q(score_from__isnull=True) | Q(score_below__isnull=True) | Q(score_below__gt=F("score_from"))),
                name="penalty_rule_values",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.label

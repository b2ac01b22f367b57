"""The lease of a home: who holds it, since when, on which terms."""

import datetime as dt
import uuid
from decimal import Decimal

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import IntegrityError, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from coordination import parameters
from housing.models import Placed
from teams.workflow import MoveRefused

from .. import occupancies
from ..parameters import SIX_WEEKS
from .lease_queryset import DAY, LeaseQuerySet
from .lines import LeaseLine
from .parties import LeaseParty

TAKEN = "Ce logement est déjà loué sur cette période."
NUMBERED = "Un autre bail porte déjà ce numéro."
HANDS_OVER = "Le titulaire part avec le bail : enregistrez son congé, ou nommez un autre titulaire."
PARTY = ("role", "since", "until")


@pghistory.track()
class Lease(Placed):
    """The lease of a home. `period` runs from its effect date until its last day; without end while nobody gave
    notice. Its parties and its period say who lives there (`occupancies.keep`)."""

    class Kind(models.TextChoices):
        APL = "apl", "HLM conventionné APL"
        PLAIN = "plain", "HLM non conventionné"
        ILM = "ilm", "Loyer moyen (ILM)"
        STUDENT = "student", "Étudiant"
        OTHER = "other", "Autre"

    class Financier(models.TextChoices):
        TENANT = "tenant", "Locataire"
        LOCAPASS = "locapass", "Loca-Pass (Action Logement)"
        FSL = "fsl", "FSL"
        OTHER = "other", "Autre"

    class Term(models.TextChoices):
        ARREARS = "arrears", "Terme échu"
        ADVANCE = "advance", "Terme à échoir"

    class Mode(models.TextChoices):
        DEBIT = "debit", "Prélèvement"
        TRANSFER = "transfer", "Virement"
        CARD = "card", "Carte"
        CHEQUE = "cheque", "Chèque"
        CASH = "cash", "Espèces"

    class Resolution(models.TextChoices):
        TWO_MONTHS = "two_months", "Deux mois"
        SIX_WEEKS = "six_weeks", "Six semaines"

    number = models.CharField(
        "n° de bail", max_length=40, unique=True, db_collation="C", error_messages={"unique": NUMBERED}
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("type de bail", max_length=10, choices=Kind, default=Kind.APL)
    period = DateRangeField("période")
    signed_on = models.DateField("signé le", null=True, blank=True)
    occupants = models.PositiveSmallIntegerField("occupants", null=True, blank=True)
    deposit = models.DecimalField(
        "dépôt de garantie (€)", max_digits=10, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    deposit_from = models.CharField(
        "versé par", max_length=10, choices=Financier, blank=True, default=Financier.TENANT
    )
    payment_term = models.CharField("échéance", max_length=10, choices=Term, default=Term.ARREARS)
    payment_mode = models.CharField("mode de paiement", max_length=10, choices=Mode, blank=True)
    payment_day = models.PositiveSmallIntegerField("jour du prélèvement", null=True, blank=True)
    resolution_delay = models.CharField("délai de la clause résolutoire", max_length=12, choices=Resolution)
    insurance_received_on = models.DateField("attestation d’assurance reçue le", null=True, blank=True)
    insured_until = models.DateField("assuré jusqu’au", null=True, blank=True)
    annexes = models.CharField("annexes", max_length=200, blank=True)

    objects = LeaseQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Placed.Meta):
        verbose_name = "bail"
        verbose_name_plural = "baux"
        ordering = ["-pk"]
        constraints = [
            *Placed.Meta.constraints,
            ExclusionConstraint(
                name="lease_one_per_home",
                expressions=[("unit", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                violation_error_message=TAKEN,
            ),
            models.CheckConstraint(condition=Q(unit__isnull=False), name="lease_of_a_home"),
            models.CheckConstraint(
                condition=Q(period__isempty=False) & Q(period__startswith__isnull=False), name="lease_has_a_start",
                violation_error_message="La fin précède la date d’effet.",
            ),
            models.CheckConstraint(
                condition=Q(payment_day__isnull=True) | Q(payment_day__range=(1, 31)), name="lease_payment_day",
                violation_error_message="Un jour du mois, de 1 à 31.",
            ),
            models.CheckConstraint(
                condition=Q(deposit__isnull=True) | Q(deposit__gte=0), name="lease_deposit_not_negative"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"Bail {self.number}"

    def get_absolute_url(self):
        return reverse("leasing:lease", args=[self.pk])

    @staticmethod
    def resolution_on(day: dt.date) -> str:
        """What a lease signed that day says of the command to pay (trap 6): asked of dated parameters."""
        short = parameters.value(SIX_WEEKS, day)
        return Lease.Resolution.SIX_WEEKS if short else Lease.Resolution.TWO_MONTHS

    # --- its period

    @property
    def starts_on(self) -> dt.date:
        return self.period.lower

    @property
    def last_day(self) -> dt.date | None:
        return self.period.upper and self.period.upper - DAY

    @property
    def is_running(self) -> bool:
        return timezone.localdate() in self.period

    @property
    def has_ended(self) -> bool:
        return self.last_day is not None and self.last_day < timezone.localdate()

    @property
    def notice(self):
        """The notice that stands, if any; `with_people` reads it along."""
        known = self.__dict__.get("notices_now")
        return next(iter(self.notices.filter(is_current=True) if known is None else known), None)

    @property
    def holders(self) -> list[LeaseParty]:
        """Holder and co-holders (`with_people` reads them along)."""
        return [one for one in self.people if one.role in LeaseParty.HOLDERS]  # type: ignore[attr-defined]

    @property
    def monthly(self) -> Decimal:
        """What is due this month (`with_amounts` reads it along)."""
        return sum((line.amount for line in self.amounts_now), Decimal())  # type: ignore[attr-defined]

    @property
    def rent(self) -> Decimal | None:
        """The main rent of today (`with_amounts` reads it along)."""
        known = [line.amount for line in self.amounts_now if line.nature == "rent"]  # type: ignore[attr-defined]
        return known[0] if known else None

    @property
    def insurance(self) -> str:
        """In a word: good, gone, none."""
        if self.insured_until is None:
            return "none"
        return "gone" if self.insured_until < timezone.localdate() else "good"

    @property
    def state(self) -> str:
        """In a word: to come, running, under notice, ended."""
        if self.has_ended:
            return "ended"
        if not self.is_running:
            return "to_come"
        return "notice" if self.notice else "running"

    # --- verbs

    def write(self) -> None:
        """Save it; what the database refuses is said in French."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as error:
            for name, words in (("lease_one_per_home", TAKEN), ("leasing_lease_number", NUMBERED)):
                if name in str(error):
                    raise MoveRefused(words) from None
            raise

    @transaction.atomic
    def run_until(self, day: dt.date | None) -> None:
        """The lease ends that day, or has no end any more; whoever lives there follows."""
        if day is not None and day < self.starts_on:
            raise MoveRefused("Cette fin précède la date d’effet du bail.")
        self.period = DateRange(self.starts_on, day and day + DAY)
        self.write()
        occupancies.keep([self.pk])

    @transaction.atomic
    def set_parties(self, parties) -> None:
        """These people, by (contact, role) or (contact, role, since, until); without dates, those who stay keep
        theirs. Who holds the lease leaves with it, or hands it over first."""
        wanted = {contact.pk: dict(zip(PARTY, told, strict=False)) for contact, *told in parties}
        holders = [one for one in wanted.values() if one["role"] == LeaseParty.Role.HOLDER]
        if not holders:
            raise MoveRefused("Un bail a un titulaire.")
        if any(one.get("until") for one in holders):
            raise MoveRefused(HANDS_OVER)
        self.parties.exclude(contact__in=wanted).delete()
        for contact, said in wanted.items():
            self.parties.update_or_create(contact_id=contact, defaults=said)
        occupancies.keep([self.pk])

    @transaction.atomic
    def set_amount(self, nature: str, amount: Decimal | None, *, since: dt.date, label: str = "") -> bool:
        """This much a month from that day on; nothing when None. False when it is so already.

        A line that starts that very day is corrected; one that starts later is refused.
        """
        known = list(
            self.lines.filter(nature=nature, label=label, period__endswith=None).select_for_update()
            | self.lines.filter(nature=nature, label=label, period__endswith__gt=since).select_for_update()
        )
        if len(known) > 1 or any(line.period.lower > since for line in known):
            raise MoveRefused("Un montant commence déjà après cette date.")
        held = known[0] if known else None
        if (held.amount if held else None) == amount:
            return False
        self._replace_line(held, nature, amount, since, label)
        return True

    def _replace_line(self, held, nature, amount, since, label) -> None:
        if held and held.period.lower == since:
            held.delete()
        elif held:
            held.period = DateRange(held.period.lower, since)
            held.save(update_fields=["period"])
        if amount is not None:
            self.lines.create(
                nature=nature, label=label, amount=amount, period=DateRange(since, None),
                recoverable=nature in LeaseLine.RECOVERABLE,
            )  # fmt: skip

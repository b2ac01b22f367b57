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
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from coordination import parameters
from housing.models import Placed
from housing.models.places import PlacedQuerySet
from messaging.models import Contact
from teams.workflow import MoveRefused

from .. import occupancies
from ..parameters import SIX_WEEKS

DAY = dt.timedelta(days=1)
TAKEN = "Ce logement est déjà loué sur cette période."
NUMBERED = "Un autre bail porte déjà ce numéro."


class LeaseQuerySet(PlacedQuerySet):
    def running_on(self, day: dt.date):
        return self.filter(period__contains=day)

    def running(self):
        return self.running_on(timezone.localdate())

    def ended(self, day: dt.date | None = None):
        return self.filter(period__fully_lt=DateRange(day or timezone.localdate(), None))

    def to_come(self, day: dt.date | None = None):
        return self.filter(period__startswith__gt=day or timezone.localdate())

    def under_notice(self):
        """Running, and somebody gave notice."""
        return self.running().filter(self._notice())

    def without_insurance(self, day: dt.date | None = None):
        """Running without a certificate that holds on that day."""
        day = day or timezone.localdate()
        return self.running_on(day).filter(Q(insured_until=None) | Q(insured_until__lt=day))

    @staticmethod
    def _notice():
        from .notices import Notice

        return Exists(Notice.objects.filter(lease=OuterRef("pk"), is_current=True))

    def matching(self, query: str):
        """Leases of whom these words tell: number, people, home (`Contact.objects.matching`)."""
        if not query.strip():
            return self
        people = Contact.objects.matching(query)
        parties = LeaseParty.objects.filter(contact__in=people.order_by()).values("lease")
        return self.filter(Q(pk__in=parties) | Q(number__istartswith=query.strip()))

    def with_people(self):
        """With `people`, holders first, and `notices_now`: two queries more for all."""
        from .notices import Notice

        parties = LeaseParty.objects.select_related("contact").in_order()
        current = Notice.objects.filter(is_current=True)
        return self.prefetch_related(
            Prefetch("parties", parties, to_attr="people"), Prefetch("notices", current, to_attr="notices_now")
        )

    @transaction.atomic
    def sign(self, unit, *, parties, starts_on: dt.date, ends_on: dt.date | None = None, amounts=None, **terms):
        """A new lease of this home. `parties`: (contact, role). `amounts`: nature → euros a month. Refused where the
        home is let then, or the number is taken."""
        stairs = unit.staircase
        terms.setdefault("resolution_delay", Lease.resolution_on(terms.get("signed_on") or starts_on))
        lease = self.model(
            residence_id=unit.residence_id, building_id=stairs.building_id, staircase_id=stairs.pk, unit=unit,
            period=DateRange(starts_on, ends_on and ends_on + DAY), **terms,
        )  # fmt: skip
        lease.write()
        LeaseParty.objects.bulk_create(
            LeaseParty(lease=lease, contact=contact, role=role) for contact, role in parties
        )
        for nature, amount in (amounts or {}).items():
            lease.set_amount(nature, amount, since=starts_on)
        occupancies.keep([lease.pk])
        return lease


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
        """These people, by (contact, role); those who stay keep their dates."""
        wanted = {contact.pk: role for contact, role in parties}
        if not {LeaseParty.Role.HOLDER} & set(wanted.values()):
            raise MoveRefused("Un bail a un titulaire.")
        self.parties.exclude(contact__in=wanted).delete()
        for contact, role in wanted.items():
            self.parties.update_or_create(contact_id=contact, defaults={"role": role})
        occupancies.keep([self.pk])

    @transaction.atomic
    def set_amount(self, nature: str, amount: Decimal | None, *, since: dt.date, label: str = "") -> bool:
        """This much a month from that day on; nothing when None. What held before ends; False when it is so already.

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


class LeasePartyQuerySet(models.QuerySet["LeaseParty"]):
    def in_order(self):
        """Holder, co-holders, occupants, guarantors."""
        order = [models.When(role=role, then=rank) for rank, role in enumerate(LeaseParty.Role)]
        return self.order_by(models.Case(*order, output_field=models.IntegerField()), "pk")


@pghistory.track()
class LeaseParty(models.Model):
    """A person named on a lease."""

    class Role(models.TextChoices):
        HOLDER = "holder", "Titulaire"
        CO_HOLDER = "co_holder", "Cotitulaire"
        OCCUPANT = "occupant", "Occupant"
        GUARANTOR = "guarantor", "Garant"

    lease = models.ForeignKey(Lease, models.CASCADE, related_name="parties", verbose_name="bail")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="leases", verbose_name="personne")
    role = models.CharField("qualité", max_length=10, choices=Role)
    since = models.DateField("depuis", null=True, blank=True)
    until = models.DateField("jusqu’au", null=True, blank=True)

    objects = LeasePartyQuerySet.as_manager()

    class Meta:
        verbose_name = "personne du bail"
        verbose_name_plural = "personnes du bail"
        ordering = ["lease", "pk"]
        constraints = [
            models.UniqueConstraint(
                "lease", "contact", name="party_once_per_lease",
                violation_error_message="Cette personne est déjà au bail.",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="party_in_order",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.contact}, {self.get_role_display().lower()}"


@pghistory.track()
class LeaseLine(models.Model):
    """What is due each month for a while (domain.md §5.2). RLS and APL are what others pay: never above zero."""

    class Nature(models.TextChoices):
        RENT = "rent", "Loyer principal"
        EXTRA = "extra", "Loyer accessoire"
        CHARGES = "charges", "Provision pour charges"
        HEATING = "heating", "Provision pour chauffage"
        WATER = "water", "Provision pour eau"
        SLS = "sls", "Supplément de loyer (SLS)"
        RLS = "rls", "Réduction de loyer (RLS)"
        APL = "apl", "APL versée au bailleur"

    RECOVERABLE = frozenset({Nature.CHARGES, Nature.HEATING, Nature.WATER})
    """Charges that the tenant pays back (décret 82-955)."""
    DEDUCTED = (Nature.RLS, Nature.APL)

    lease = models.ForeignKey(Lease, models.CASCADE, related_name="lines", verbose_name="bail")
    nature = models.CharField("nature", max_length=10, choices=Nature)
    label = models.CharField("libellé", max_length=60, blank=True)
    amount = models.DecimalField("montant par mois (€)", max_digits=10, decimal_places=2)
    recoverable = models.BooleanField("récupérable", default=False)
    period = DateRangeField("période")

    class Meta:
        verbose_name = "ligne de quittance"
        verbose_name_plural = "lignes de quittance"
        ordering = ["lease", "nature", "label", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="line_one_at_a_time",
                expressions=[
                    ("lease", RangeOperators.EQUAL), ("nature", RangeOperators.EQUAL),
                    ("label", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Un autre montant vaut déjà pour cette période.",
            ),
            models.CheckConstraint(
                condition=Q(nature__in=("rls", "apl"), amount__lte=0)
                | (~Q(nature__in=("rls", "apl")) & Q(amount__gte=0)),
                name="line_right_sign", violation_error_message="Un loyer n’est pas négatif ; une aide se déduit.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_nature_display()} : {self.amount}"

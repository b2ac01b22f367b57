"""The people we write to, how they are reached, and where they live."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Func, Prefetch, Q, Value
from django.urls import reverse
from django.utils import timezone
from phonenumber_field.modelfields import PhoneNumberField

from housing.models import Placed
from housing.models.places import PlacedQuerySet
from housing.words import plain_words
from teams.models import Agency
from teams.visibility import VisibleQuerySet
from teams.workflow import MoveRefused

from ..numbers import national_digits, takes_sms, telephone_in
from .contact_sql import REFRESH


class Purpose(models.TextChoices):
    REQUESTS = "requests", "Interventions"
    REMINDERS = "reminders", "Rappels"
    SURVEYS = "surveys", "Enquêtes"
    COLLECTIVE = "collective", "Informations collectives"


class Channel(models.TextChoices):
    SMS = "sms", "SMS"
    EMAIL = "email", "Courriel"
    LETTER = "letter", "Courrier"


NO_MESSAGE = "none"
PREFERENCES = [*Channel.choices, (NO_MESSAGE, "Aucun message")]


class ContactQuerySet(VisibleQuerySet):
    def of_number(self, number: str) -> "Contact | None":
        """Whose telephone this is, if it is one person's."""
        found: list[Any] = list(self.filter(phones__number=number).distinct().order_by("pk")[:2])
        return found[0] if len(found) == 1 else None

    def matching(self, query: str):
        """People of whom these words tell: beginnings of their names, of a lease's number, of words of the place
        where they live; a telephone number however it is written. Everybody when nothing is asked."""
        if not query.strip():
            return self
        typed = telephone_in(query)
        found = self._telling(plain_words(query))
        if typed:
            found |= self._telling([*plain_words(query.replace(typed, " ")), national_digits(typed)])
        return self.filter(found)

    def _telling(self, words: list[str]) -> Q:
        """« 0639 » may be a lease or the beginning of a telephone number, which is kept without its zero."""
        found = Q() if words else Q(pk__in=[])
        for word in words:
            said = Q(search_text__contains=f" {word}")
            if re.fullmatch(r"0\d{3,}", word):
                said |= Q(search_text__contains=f" {word[1:]}")
            found &= said
        return found

    def forget_former_homes(self, day: dt.date | None = None) -> None:
        """Every night: whoever left yesterday (or in the week before) is no longer found by that home."""
        today = day or timezone.localdate()
        with connection.cursor() as cursor:
            cursor.execute(REFRESH, {"today": today, "since": today - dt.timedelta(days=8)})

    def living_in(self, places: Iterable[models.Model], *, on: dt.date | None = None):
        """People whose home on that day (today) is one of these homes, staircases, buildings or residences, or in
        one."""
        inside = Q(pk__in=[])
        for place in places:
            inside |= Q(**{place._meta.model_name or "": place})
        homes = Occupancy.objects.current(on).filter(inside)
        return self.filter(pk__in=homes.order_by().values("contact"))

    def with_home(self):
        """With where they live today (`homes`): one query more for all."""
        today = Occupancy.objects.current().with_where("residence__name", "staircase__street_number",
            "staircase__street", "staircase__postal_code",
            "staircase__commune_name").select_related("residence")  # fmt: skip
        return self.prefetch_related(Prefetch("occupancies", today.order_by("-since", "-pk"), to_attr="homes"))


@pghistory.track(exclude=["search_text"])
class Contact(models.Model):
    """A person: a tenant, or somebody of the household."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="contacts", verbose_name="agence")
    last_name = models.CharField("nom", max_length=80)
    first_name = models.CharField("prénom", max_length=80, blank=True)
    email = models.EmailField("courriel", blank=True)
    language = models.CharField("langue", max_length=5, default="fr")
    access_note = models.CharField("accès", max_length=200, blank=True)
    needs_care = models.BooleanField("attention particulière", default=False)
    care_instruction = models.CharField("consigne", max_length=200, blank=True)
    birth_date = models.DateField("date de naissance", null=True, blank=True)
    search_text = models.TextField(default="", editable=False)
    """Names, telephones, leases and present homes as plain words, kept by triggers (`contact_sql`)."""

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contact"
        ordering = ["last_name", "first_name", "pk"]
        indexes = [
            models.Index("last_name", "first_name", "id", name="contact_by_name"),
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="contact_search"),
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip()

    def get_absolute_url(self):
        return reverse("messaging:contact", args=[self.pk])

    def channel_for(self, purpose: str) -> str:
        """What the person chose for this purpose; empty when nothing was."""
        return next((one.channel for one in self.choices.all() if one.purpose == purpose), "")

    def refuses(self, purpose: str) -> bool:
        """The person wants nothing of this kind, by any way (domain.md §11)."""
        return self.channel_for(purpose) == NO_MESSAGE

    @property
    def sms_number(self) -> str:
        """The first telephone that takes texts (E.164); empty when there is none."""
        known = [str(phone.number) for phone in self.phones.all() if phone.unreachable_since is None]
        return next(filter(takes_sms, known), "")

    def set_phones(self, numbers: list[str]) -> None:
        """These telephones, the one that gets texts first; what is known of those that stay is kept."""
        with transaction.atomic():
            self.phones.exclude(number__in=numbers).delete()
            for position, number in enumerate(numbers):
                self.phones.update_or_create(number=number, defaults={"position": position})

    def set_choices(self, channels: dict[str, str]) -> None:
        """By which channel for each purpose; none: as usual."""
        with transaction.atomic():
            for purpose, channel in channels.items():
                if channel:
                    self.choices.update_or_create(purpose=purpose, defaults={"channel": channel})
                else:
                    self.choices.filter(purpose=purpose).delete()

    def move_in(self, unit, *, since: dt.date, lease_number: str = "") -> "Occupancy":
        """The person lives in this home from that day on; refused where it is said already."""
        stairs = unit.staircase
        try:
            with transaction.atomic():
                return self.occupancies.create(
                    residence_id=unit.residence_id, building_id=stairs.building_id, staircase=stairs, unit=unit,
                    since=since, lease_number=lease_number,
                )  # fmt: skip
        except IntegrityError as error:
            if "occupancy_one_at_a_time" not in str(error):
                raise
            raise MoveRefused("Cette personne habite déjà ce logement à cette période.") from None

    @property
    def home(self) -> "Occupancy | None":
        """Where the person lives today, the latest if several: `with_home` reads them along."""
        homes = self.__dict__.get("homes")
        if homes is None:
            homes = self.occupancies.current().order_by("-since", "-pk")[:1]
        return next(iter(homes), None)


class PhoneQuerySet(models.QuerySet["Phone"]):
    def unreachable(self, number: str) -> int:
        """The provider says that this number takes no SMS."""
        return self.filter(number=number, unreachable_since=None).update(unreachable_since=timezone.now())


@pghistory.track()
class Phone(models.Model):
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="phones", verbose_name="contact")
    number = PhoneNumberField("numéro", region="FR", db_index=True)
    position = models.PositiveSmallIntegerField("rang", default=0)
    unreachable_since = models.DateTimeField("ne reçoit pas de SMS depuis", null=True, blank=True)

    objects = PhoneQuerySet.as_manager()

    class Meta:
        verbose_name = "téléphone"
        ordering = ["contact", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "contact", "number", name="phone_once_per_contact",
                violation_error_message="Ce contact a déjà ce numéro.",
            )
        ]  # fmt: skip

    def __str__(self):
        return f"Téléphone {self.position + 1}"


class ChannelChoice(models.Model):
    """By which channel a person wants to be told, for a purpose; or that they do not want to be."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="choices", verbose_name="contact")
    purpose = models.CharField("finalité", max_length=20, choices=Purpose)
    channel = models.CharField("canal", max_length=10, choices=PREFERENCES)

    class Meta:
        verbose_name = "préférence"
        ordering = ["contact", "purpose"]
        constraints = [
            models.UniqueConstraint("contact", "purpose", name="choice_once_per_purpose"),
            models.CheckConstraint(
                condition=~Q(purpose=Purpose.REQUESTS, channel=NO_MESSAGE), name="choice_requests_are_told",
                violation_error_message="Ce qui touche une demande en cours est toujours dit.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_purpose_display()} : {self.get_channel_display()}"


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


class OccupancyQuerySet(PlacedQuerySet):
    def not_over(self):
        """Those of today and those to come."""
        return self.filter(Q(until=None) | Q(until__gte=timezone.localdate()))

    def current(self, day: dt.date | None = None):
        day = day or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


@pghistory.track()
class Occupancy(Placed):
    """Who lives where, in which period; the lease that says so is known by its number."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="occupancies", verbose_name="contact")
    lease_number = models.CharField("n° de bail", max_length=40, blank=True)
    since = models.DateField("depuis")
    until = models.DateField("jusqu’au", null=True, blank=True)

    objects = OccupancyQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Placed.Meta):
        verbose_name = "occupation"
        ordering = ["-since", "-pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="occupancy_in_order",
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(condition=Q(unit__isnull=False), name="occupancy_of_a_home"),
            ExclusionConstraint(
                name="occupancy_one_at_a_time",
                expressions=[
                    ("contact", RangeOperators.EQUAL), ("unit", RangeOperators.EQUAL),
                    (DateRange("since", "until", Value("[]")), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Cette personne habite déjà ce logement à cette période.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.contact} depuis le {self.since:%d/%m/%Y}"

    @property
    def is_to_come(self) -> bool:
        return self.since > timezone.localdate()

    @property
    def has_ended(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()

    def end(self, on: dt.date) -> None:
        """The person leaves; once."""
        ended = type(self).objects.filter(pk=self.pk, since__lte=on).filter(Q(until=None) | Q(until__gt=on))
        if not ended.update(until=on):
            raise MoveRefused("Cette occupation a déjà pris fin, ou commence après cette date.")
        self.refresh_from_db(fields=["until"])

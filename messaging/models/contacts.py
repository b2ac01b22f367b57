"""The people we write to, how they are reached, and where they live."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from phonenumber_field.modelfields import PhoneNumberField

from housing.models import Placed
from teams.models import Agency
from teams.visibility import VisibleQuerySet


class Purpose(models.TextChoices):
    REQUESTS = "requests", "Interventions"
    REMINDERS = "reminders", "Rappels"
    SURVEYS = "surveys", "Enquêtes"
    COLLECTIVE = "collective", "Informations collectives"


class Channel(models.TextChoices):
    SMS = "sms", "SMS"
    EMAIL = "email", "Courriel"
    LETTER = "letter", "Courrier"


class ContactQuerySet(VisibleQuerySet):
    def of_number(self, number: str) -> "Contact | None":
        """Whose telephone this is, if it is one person's."""
        found: list[Any] = list(self.filter(phones__number=number).distinct().order_by("pk")[:2])
        return found[0] if len(found) == 1 else None


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

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = "contact"
        ordering = ["last_name", "first_name", "pk"]
        indexes = [models.Index("last_name", "first_name", name="contact_by_name")]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip()

    def channel_for(self, purpose: str) -> str:
        """What the person chose for this purpose; empty when nothing was."""
        return self.choices.filter(purpose=purpose).values_list("channel", flat=True).first() or ""

    @property
    def sms_number(self) -> str:
        """The first telephone that takes texts (E.164); empty when there is none."""
        found = self.phones.filter(unreachable_since=None).order_by("position", "pk").first()
        return found.number.as_e164 if found else ""


class PhoneQuerySet(models.QuerySet["Phone"]):
    def unreachable(self, number: str) -> int:
        """The provider says that this number takes no SMS."""
        return self.filter(number=number, unreachable_since=None).update(unreachable_since=timezone.now())


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
    """By which channel a person wants to be told, for a purpose."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="choices", verbose_name="contact")
    purpose = models.CharField("finalité", max_length=20, choices=Purpose)
    channel = models.CharField("canal", max_length=10, choices=Channel)

    class Meta:
        verbose_name = "préférence"
        ordering = ["contact", "purpose"]
        constraints = [models.UniqueConstraint("contact", "purpose", name="choice_once_per_purpose")]

    def __str__(self):
        return f"{self.get_purpose_display()} : {self.get_channel_display()}"


class Occupancy(Placed):
    """Who lives where, in which period; the lease that says so is known by its number."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="occupancies", verbose_name="contact")
    lease_number = models.CharField("n° de bail", max_length=40, blank=True)
    since = models.DateField("depuis")
    until = models.DateField("jusqu’au", null=True, blank=True)

    class Meta(Placed.Meta):
        verbose_name = "occupation"
        ordering = ["-since", "-pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="occupancy_in_order"
            ),
            models.CheckConstraint(condition=Q(unit__isnull=False), name="occupancy_of_a_home"),
        ]

    def __str__(self):
        return f"{self.contact} depuis le {self.since:%d/%m/%Y}"

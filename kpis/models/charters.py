"""What a landlord commits to, before tenants or its own people: measured, proven, and published by somebody."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from housing.models import Landlord
from teams.workflow import MoveRefused

if TYPE_CHECKING:
    from teams.models import User


class CharterQuerySet(models.QuerySet):
    """Commitments are the landlord's: everybody who works there reads them."""

    def visible_to(self, user: "User"):
        return self if user.is_active else self.none()


@pghistory.track()
class Charter(models.Model):
    """A set of commitments. It claims no label and no conformity."""

    landlord = models.ForeignKey(Landlord, models.CASCADE, related_name="charters", verbose_name="bailleur")
    name = models.CharField("nom", max_length=80)
    words = models.TextField("présentation", max_length=1000, blank=True)

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = "charte d’engagements"
        verbose_name_plural = "chartes d’engagements"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "landlord", "name", name="charter_name", violation_error_message="Cette charte existe déjà."
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("kpis:charter", args=[self.pk])

    @property
    def standing(self) -> "Publication | None":
        """What the public reads now."""
        return self.publications.filter(withdrawn_at=None).select_related("published_by").first()

    def publish(self, content: dict, *, by: "User") -> "Publication":
        """Put this in the place of what the public reads; what stood is kept as withdrawn."""
        if not content.get("lines"):
            raise MoveRefused("Rien à publier : cette charte n’a pas d’engagement envers les locataires.")
        with transaction.atomic():
            Charter.objects.select_for_update(no_key=True).get(pk=self.pk)
            now = timezone.now()
            self.publications.filter(withdrawn_at=None).update(withdrawn_at=now, withdrawn_by=by)
            return self.publications.create(content=content, published_by=by, published_at=now)


@pghistory.track()
class Commitment(models.Model):
    """One promise. Its figure is a measure's, or comes from surveys that somebody notes (`SurveyReading`)."""

    class Population(models.TextChoices):
        TENANTS = "tenants", "Locataires"
        STAFF = "staff", "Collaborateurs"

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="commitments", verbose_name="charte")
    code = models.CharField("code", max_length=12)
    text = models.CharField("engagement", max_length=300)
    population = models.CharField("envers", max_length=8, choices=Population, default=Population.TENANTS)
    measure = models.CharField("indicateur", max_length=10, blank=True)
    question = models.CharField("question d’enquête", max_length=200, blank=True)
    target = models.DecimalField(
        "cible", max_digits=10, decimal_places=2, null=True, blank=True,
        help_text="Vide : la cible de l’indicateur. Pour une question : part de réponses favorables (%).",
    )  # fmt: skip
    proof = models.CharField("preuve", max_length=300, blank=True, help_text="Ce qui montre que c’est tenu, où.")

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = "engagement"
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(
                "charter", "code", name="commitment_code",
                violation_error_message="Ce code est déjà pris dans cette charte.",
            ),
            models.CheckConstraint(
                condition=Q(measure="") & ~Q(question="") | ~Q(measure="") & Q(question=""),
                name="commitment_measured_once",
                violation_error_message="Donnez un indicateur ou une question d’enquête, l’un des deux.",
            ),
            models.CheckConstraint(condition=Q(target__isnull=True) | Q(target__gte=0), name="commitment_target"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.code} {self.text}"

    def get_absolute_url(self):
        return self.charter.get_absolute_url()


class SurveyReading(models.Model):
    """What a survey said of a commitment on a day, and where that is written."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="readings", verbose_name="engagement")
    on = models.DateField("le", default=timezone.localdate)
    favourable = models.PositiveIntegerField("réponses favorables")
    answers = models.PositiveIntegerField("réponses")
    source = models.CharField("enquête", max_length=200)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="noté par", editable=False
    )

    class Meta:
        verbose_name = "résultat d’enquête"
        verbose_name_plural = "résultats d’enquête"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answers__gt=0, favourable__lte=F("answers")), name="reading_counts",
                violation_error_message="Au moins une réponse, et pas plus de favorables que de réponses.",
            ),
            models.UniqueConstraint(
                "commitment", "on", name="reading_once_a_day",
                violation_error_message="Un résultat est déjà noté ce jour-là.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.favourable} sur {self.answers}"

    def clean(self):
        if self.on and self.on > timezone.localdate():
            raise ValidationError({"on": "Aujourd’hui au plus tard."})

    @property
    def share(self) -> Decimal:
        return Decimal(self.favourable) / self.answers * 100


def proof_path(proof, name: str) -> str:
    """By content: no name leaks a person."""
    return f"proofs/{proof.sha256[:2]}/{proof.sha256}"


class Proof(models.Model):
    """A file that shows a commitment is kept. Read by the staff, never published."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="proofs", verbose_name="engagement")
    title = models.CharField("titre", max_length=120)
    file = models.FileField("fichier", upload_to=proof_path, max_length=200)
    file_name = models.CharField("nom d’origine", max_length=200, editable=False)
    content_type = models.CharField("type", max_length=100, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ajoutée par", editable=False
    )
    added_at = models.DateTimeField("ajoutée le", default=timezone.now, editable=False)

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = "preuve"
        ordering = ["-added_at", "-pk"]

    def __str__(self):
        return self.title

    def remove(self) -> None:
        """Delete the row, and its file once no other proof has the same content."""
        name, storage = self.file.name, self.file.storage
        with transaction.atomic():
            self.delete()
            if not Proof.objects.filter(sha256=self.sha256).exists():
                transaction.on_commit(lambda: storage.delete(str(name)))


class PublicationQuerySet(CharterQuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


class Publication(models.Model):
    """What the public reads: the commitments to tenants and their figures as they were on that day, by whom. It
    holds no name of a tenant and is never computed again."""

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="publications", verbose_name="charte")
    content = models.JSONField("contenu")
    published_at = models.DateTimeField("publié le", default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="publié par"
    )
    withdrawn_at = models.DateTimeField("retiré le", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="retiré par",
        null=True,
        blank=True,
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "publication"
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "charter", condition=Q(withdrawn_at__isnull=True), name="publication_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__gte=F("published_at"), withdrawn_by__isnull=False),
                name="publication_withdrawn_by_someone",
            ),
        ]

    def __str__(self):
        return f"{self.charter}, publiée le {timezone.localtime(self.published_at):%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("kpis:charter_public", args=[self.pk])

    def withdraw(self, *, by: "User", at: dt.datetime | None = None) -> None:
        """The public reads it no more. Of two people at once the second is told."""
        still = Publication.objects.standing().filter(pk=self.pk)
        if not still.update(withdrawn_at=at or timezone.now(), withdrawn_by=by):
            raise MoveRefused("Cette publication est déjà retirée.")

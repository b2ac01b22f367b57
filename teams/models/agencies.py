import pghistory
from django.db import models, transaction

from ..roles import Role
from ..visibility import VisibleQuerySet


class InUse(Exception):
    """Something still belongs to it: it cannot be deleted."""


class AgencyQuerySet(VisibleQuerySet):
    PERIMETER = "pk"

    def with_counts(self):
        return self.annotate(
            people=models.Count("users", distinct=True), team_count=models.Count("teams", distinct=True)
        )

    def visible_to(self, user):
        """One's own agencies; an administrator, who gives perimeters to others, sees them all."""
        return self if user.has_role(Role.ADMIN) else super().visible_to(user)


class PhoneRegion(models.TextChoices):
    """Whose numbering plan a number without country code belongs to."""

    FR = "FR", "France métropolitaine (+33)"
    GP = "GP", "Guadeloupe, Saint-Martin, Saint-Barthélemy (+590)"
    MQ = "MQ", "Martinique (+596)"
    GF = "GF", "Guyane (+594)"
    RE = "RE", "La Réunion (+262)"
    YT = "YT", "Mayotte (+262)"
    PM = "PM", "Saint-Pierre-et-Miquelon (+508)"
    NC = "NC", "Nouvelle-Calédonie (+687)"
    PF = "PF", "Polynésie française (+689)"


@pghistory.track()
class Agency(models.Model):
    """A territory's office. Every residence belongs to one, every perimeter is made of some."""

    name = models.CharField("nom", max_length=100, unique=True)
    phone_region = models.CharField(
        "numéros de téléphone", max_length=2, choices=PhoneRegion, default=PhoneRegion.FR,
        db_default=PhoneRegion.FR,
        help_text="« 06 92… » sans indicatif est lu selon ce territoire.",
    )  # fmt: skip

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "agence"
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def discard(self) -> None:
        """Delete it; InUse when people, teams or residences belong to it."""
        _discard(self, "users")


class TeamQuerySet(VisibleQuerySet):
    def with_counts(self):
        return self.annotate(people=models.Count("members"))

    def visible_to(self, user):
        """The teams of one's agencies and those of the whole landlord; all of them for an administrator."""
        if user.has_role(Role.ADMIN):
            return self
        if not user.is_active or user.sees_everything:
            return super().visible_to(user)
        return self.filter(models.Q(agency=None) | models.Q(agency__in=user.agency_ids()))


@pghistory.track()
class Team(models.Model):
    """People who share a trade, at one agency or for the whole landlord (`agency` empty)."""

    class Service(models.TextChoices):
        LEASING = "leasing", "Gestion locative"
        PROXIMITY = "proximity", "Proximité"
        MAINTENANCE = "maintenance", "Maintenance"
        ASSETS = "assets", "Patrimoine"
        CUSTOMER = "customer", "Relation client"
        SOCIAL = "social", "Action sociale et recouvrement"
        DIRECTION = "direction", "Direction"

    name = models.CharField("nom", max_length=100)
    service = models.CharField("service", max_length=20, choices=Service)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="teams", verbose_name="agence", null=True, blank=True
    )
    manager = models.ForeignKey(
        "teams.User",
        models.PROTECT,
        related_name="managed_teams",
        verbose_name="responsable",
        null=True,
        blank=True,
    )
    """The direct manager of its members: besides each of them, who reads what they did (`kpis/activity.py`)."""

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = "équipe"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "agency", "name", name="team_one_name_per_agency", nulls_distinct=False,
                violation_error_message="Cette agence a déjà une équipe de ce nom.",
            )
        ]  # fmt: skip

    def __str__(self):
        return self.name

    def discard(self) -> None:
        """Delete it; InUse when people or work belong to it."""
        _discard(self, "members")


def _discard(record, people: str) -> None:
    with transaction.atomic():
        type(record)._base_manager.select_for_update().get(pk=record.pk)
        if getattr(record, people).exists():
            raise InUse(f"« {record} » a encore des utilisateurs.")
        try:
            record.delete()
        except models.ProtectedError as error:
            raise InUse(f"« {record} » sert encore ailleurs.") from error

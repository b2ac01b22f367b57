import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .places import Placed, PlacedQuerySet


class PlaceAlertQuerySet(PlacedQuerySet):
    def in_force(self, day):
        return self.filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))


@pghistory.track()
class PlaceAlert(Placed):
    """What whoever works at a place must know first: asbestos, a warranty, a structural risk.

    `must_acknowledge`: where work is ordered, the order waits until the person says « vu ».
    """

    class Kind(models.TextChoices):
        ASBESTOS = "asbestos", "Amiante"
        LEAD = "lead", "Plomb"
        WARRANTY = "warranty", "Garantie en cours"
        STRUCTURAL = "structural", "Structure"
        SAFETY = "safety", "Sécurité"
        ACCESS = "access", "Accès"
        OTHER = "other", "Autre"

    kind = models.CharField("nature", max_length=12, choices=Kind)
    title = models.CharField("titre", max_length=120)
    text = models.TextField("consigne", blank=True)
    starts_on = models.DateField("à partir du", default=timezone.localdate)
    ends_on = models.DateField("jusqu’au", null=True, blank=True)
    must_acknowledge = models.BooleanField("à confirmer avant toute commande", default=True)

    objects = PlaceAlertQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Placed.Meta):
        verbose_name = "alerte"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="alert_ends_after_start",
                violation_error_message="La fin vient avant le début.",
            ),
        ]

    def __str__(self):
        return self.title

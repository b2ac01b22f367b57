from django.db import models

from teams.roles import Role

from ..processes import ProcessSteps, declared


class ProcessQuerySet(models.QuerySet["Process"]):
    def chains(self) -> list[ProcessSteps]:
        """What the apps declare, in the landlord's order."""
        position = {code: number for number, code in enumerate(self.values_list("pk", flat=True))}
        return sorted(declared(), key=lambda one: position.get(one.code, len(position)))


class Process(models.Model):
    """A kind of work that crosses teams. Its steps are declared in code (`coordination.processes`)."""

    code = models.SlugField("code", max_length=20, primary_key=True)
    label = models.CharField("libellé", max_length=80, unique=True)
    owner = models.CharField("rôle pilote", max_length=20, choices=Role)
    position = models.PositiveSmallIntegerField("rang", default=0)

    objects = ProcessQuerySet.as_manager()

    class Meta:
        verbose_name = "processus"
        verbose_name_plural = "processus"
        ordering = ["position", "code"]
        constraints = [models.CheckConstraint(condition=models.Q(owner__in=Role.values), name="process_owner")]

    def __str__(self):
        return self.label

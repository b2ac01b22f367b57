"""Cleanliness: what checks found, how fast it was put right, what it cost the companies (domain.md §2.4)."""

from django.db.models import Case as Choice
from django.db.models import F, When

from proximity.models import CleaningCheck, CleaningRedo, Penalty
from teams.roles import Role

from .base import Direction, Measure, Part, Unit, measure
from .expressions import Hours, day, settled

FAMILY = "Propreté"


def checks():
    return CleaningCheck.objects.standing()


class _Checks(Measure):
    unit, direction, owner, family, noun = (
        Unit.PERCENT,
        Direction.HIGHER,
        Role.PROXIMITY_MANAGER,
        FAMILY,
        "contrôle",
    )
    exclusions = "Contrôles annulés après contestation."

    def of(self, numerator) -> list[Part]:
        return [Part(checks, on=day("closed_at"), numerator=numerator, residence="service__residence", case=None)]


@measure
class Clean(_Checks):
    code, name = "PRO01", "Conformité de la propreté"
    formula = "Contrôles conformes, sur les contrôles clos dans la période."

    def parts(self):
        return self.of(Choice(When(result=CleaningCheck.Result.GOOD, then=1), default=0))


@measure
class CleanScore(_Checks):
    code, name = "PRO01N", "Note moyenne de propreté"
    formula = "Moyenne des notes des lieux, sur les contrôles clos dans la période."
    unit = Unit.POINTS

    def parts(self):
        return self.of(F("score"))


class _Redos(Measure):
    owner, family, noun = Role.PROXIMITY_MANAGER, FAMILY, "reprise"
    exclusions = "Contrôles annulés après contestation, dossiers confidentiels."
    place = {"residence": "check_made__service__residence", "case": "case"}

    def redos(self):
        return CleaningRedo.objects.filter(case__confidential=False).exclude(check_made__contest__upheld=False)


@measure
class RedoDelay(_Redos):
    code, name = "PRO03", "Délai de reprise"
    formula = "Heures entre la demande de reprise et la reprise, sur les reprises de la période."
    unit = Unit.HOURS

    def parts(self):
        done = lambda: self.redos().filter(done_at__isnull=False)  # noqa: E731
        return [Part(done, on=day("done_at"), numerator=Hours("done_at", "ordered_at"), **self.place)]


@measure
class RedoInTime(_Redos):
    code, name = "PRO03T", "Reprises faites dans le délai"
    formula = "Reprises faites à temps, sur celles-ci et les reprises dont le délai est passé dans la période."
    unit, direction = Unit.PERCENT, Direction.HIGHER

    def parts(self):
        in_time = Choice(When(done_at__lte=F("due_at"), then=1), default=0)
        return [Part(self.redos, on=settled("done_at", "due_at"), numerator=in_time, **self.place)]


@measure
class Penalties(Measure):
    code, name = "PRO04", "Pénalités appliquées"
    formula = "Montant des pénalités de propreté appliquées sur une facture dans la période."
    exclusions = "Réfactions, exécutions aux frais du titulaire, pénalités non appliquées, dossiers confidentiels."
    unit, direction, owner, family, noun = Unit.EUROS, Direction.NEUTRAL, Role.CONTRACT_MANAGER, FAMILY, "pénalité"
    decimals, is_sum = 0, True

    def parts(self):
        applied = lambda: Penalty.objects.filter(  # noqa: E731
            kind=Penalty.Kind.PENALTY, state=Penalty.State.APPLIED, case__confidential=False
        )
        return [Part(applied, on=F("applied_on"), numerator=F("amount"), residence="service__residence")]

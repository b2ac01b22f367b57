"""Vacancy and turnover, on a day or over a period (domain.md §2.1)."""

from django.db.models import Case as Choice
from django.db.models import DateField, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from leasing.models import Candidate, Vacancy
from teams.roles import Role

from .. import parameters
from .base import Direction, Measure, Part, Unit, measure
from .expressions import Later, whole
from .homes import NOT_OFFERED, all_homes, offered_homes
from .reletting import LEFT, vacancies

FAMILY = "Vacance et rotation"
OVER = Choice(When(outcome=Vacancy.Outcome.LET, then=F("move_in_on")), default=F("ended_on"),
              output_field=DateField())  # fmt: skip


def left():
    """Vacancies whose home is empty at some time: without notices that were taken back."""
    return vacancies().exclude(outcome=Vacancy.Outcome.WITHDRAWN).annotate(
        vacant_from=Later(LEFT, whole(1)), over_on=OVER
    )  # fmt: skip


def offered():
    """Of homes offered for letting, and that the asset plan never froze."""
    return left().exclude(unit__occupancy__in=NOT_OFFERED).filter(freezes=None)


class _Rate(Measure):
    unit, owner, family = Unit.PERCENT, Role.AGENCY_MANAGER, FAMILY
    exclusions = "Congés retirés, logements gelés par le patrimoine ou non proposés, dossiers confidentiels."
    decimals = 2


@measure
class Vacant(_Rate):
    code, name = "VAC01", "Taux de vacance"
    formula = "Logements vacants, sur les logements proposés à la location, le dernier jour de la période."

    def parts(self):
        return [Part(offered, on=F("vacant_from"), until=F("over_on"), denominator=0), offered_homes()]


@measure
class VacantReady(_Rate):
    code, name = "VAC02", "Taux de vacance commerciale"
    formula = "Logements prêts sans candidat qui ait accepté, sur les logements proposés, le dernier jour."

    def parts(self):
        def ready():
            accepted = Candidate.objects.filter(vacancy=OuterRef("pk"), state=Candidate.State.ACCEPTED)
            last = accepted.order_by("-answered_on", "-pk").values("answered_on")[:1]
            return offered().filter(ready_on__isnull=False).annotate(
                starts=Greatest("ready_on", "vacant_from"), taken=Coalesce(Subquery(last), "over_on")
            )  # fmt: skip

        return [Part(ready, on=F("starts"), until=F("taken"), denominator=0), offered_homes()]


@measure
class VacantTechnical(_Rate):
    code, name = "VAC03", "Taux de vacance technique"
    formula = "Logements vides et pas encore « bons à louer », sur tous les logements, le dernier jour."
    exclusions = "Congés retirés, dossiers confidentiels."

    def parts(self):
        until = Coalesce("ready_on", "over_on")
        return [Part(left, on=F("vacant_from"), until=until, denominator=0), all_homes()]


@measure
class VacantLong(_Rate):
    code, name = "VAC04", "Taux de vacance de plus de trois mois"
    formula = "Logements vacants depuis plus de trois mois, sur les logements proposés, le dernier jour."

    def parts(self):
        def long():
            days = parameters.threshold(parameters.LONG_VACANCY)
            return offered().annotate(long_from=Later("vacant_from", days))

        return [Part(long, on=F("long_from"), until=F("over_on"), denominator=0), offered_homes()]


@measure
class Turnover(Measure):
    code, name = "ROT01", "Taux de rotation"
    formula = "Départs de la période, sur les logements du parc à sa fin. Se lit sur douze mois glissants."
    exclusions = "Congés retirés, fins de travaux, dossiers confidentiels."
    unit, direction, owner, family = Unit.PERCENT, Direction.NEUTRAL, Role.AGENCY_MANAGER, FAMILY

    def parts(self):
        gone = lambda: left().exclude(origin=Vacancy.Origin.WORKS)  # noqa: E731
        return [Part(gone, on=LEFT, denominator=0), all_homes()]

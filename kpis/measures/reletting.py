"""Reletting: how long, whose days, at what cost (domain.md §2.1). Days are split as `leasing.vacant_days` splits
them; here the database counts, there a reader sees each day."""

from django.db.models import Case as Choice
from django.db.models import DateField, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, Greatest, Least

from leasing.models import Candidate, Nomination, Vacancy, VacancyFreeze
from teams.roles import Role

from .. import parameters
from .base import AMOUNT, Direction, Measure, Part, Unit, measure
from .expressions import CommonDays, Days, DaysApart, Earlier, Later, day, whole

FAMILY = "Relocation"
OUTSIDE = "Premières locations, fins de gros travaux, jours gelés par le patrimoine, dossiers confidentiels."
LEFT = Coalesce(
    Earlier(F("lease__period__endswith"), whole(1)), "keys_on", "expected_exit", output_field=DateField()
)
"""The last day of whoever lived there."""


def vacancies():
    return Vacancy.objects.filter(case__confidential=False)


def relet():
    """Let again, with the bounds of the days that are counted."""
    accepted = Candidate.objects.filter(vacancy=OuterRef("pk"), state=Candidate.State.ACCEPTED)
    last = accepted.order_by("-answered_on", "-pk").values("answered_on")[:1]
    found = vacancies().let().filter(move_in_on__isnull=False).exclude(origin=Vacancy.Origin.WORKS)
    return found.annotate(
        vacant_from=Later(LEFT, whole(1)), ready=Coalesce("ready_on", "move_in_on"),
        accepted=Coalesce(Subquery(last), "move_in_on"),
    )  # fmt: skip


def within(starts, ends):
    """Relets with, as `counted`, their days in [starts, ends) that the asset plan did not keep from letting."""
    frozen = VacancyFreeze.objects.filter(vacancy=OuterRef("pk")).order_by().values("vacancy")
    kept = frozen.annotate(n=Sum(CommonDays("period", OuterRef("starts"), OuterRef("ends")))).values("n")
    found = relet().annotate(starts=starts, ends=ends)
    return found.annotate(
        counted=Greatest(Days("ends", "starts"), whole(0), output_field=IntegerField())
        - Coalesce(Subquery(kept, output_field=IntegerField()), whole(0))
    )


class _RelettingDays(Measure):
    unit = Unit.DAYS
    owner = Role.AGENCY_MANAGER
    family = FAMILY
    exclusions = OUTSIDE
    starts: object = F("vacant_from")
    ends: object = F("move_in_on")

    def parts(self):
        return [Part(lambda: within(self.starts, self.ends), on=F("move_in_on"), numerator=F("counted"))]


@measure
class RelettingDelay(_RelettingDays):
    code, name = "REL01", "Délai moyen de relocation"
    formula = "Jours entre la fin du bail et l’entrée suivante, sur les logements reloués dans la période."


@measure
class TechnicalDelay(_RelettingDays):
    code, name = "REL02T", "Délai technique de relocation"
    formula = "Jours de la fin du bail jusqu’au « bon à louer », par logement reloué."
    ends = Least("ready", "move_in_on")


@measure
class CommercialDelay(_RelettingDays):
    code, name = "REL02C", "Délai commercial de relocation"
    formula = "Jours entre le « bon à louer » et l’acceptation d’un candidat, par logement reloué."
    starts = Greatest("ready", "vacant_from")
    ends = Least("accepted", "move_in_on")


@measure
class AdministrativeDelay(_RelettingDays):
    code, name = "REL02A", "Délai administratif de relocation"
    formula = "Jours entre l’acceptation (logement prêt) et l’entrée, par logement reloué."
    starts = Greatest("ready", "accepted", "vacant_from")


@measure
class DelayOfVisit(Measure):
    code, name = "REL03", "Délai du congé à la visite conseil"
    formula = "Jours entre la réception du congé et la visite conseil, sur les visites de la période."
    unit, owner, family = Unit.DAYS, Role.PROXIMITY_MANAGER, FAMILY

    def parts(self):
        return [Part(
            lambda: vacancies().filter(notice__isnull=False, visited_on__isnull=False), on=F("visited_on"),
            numerator=Greatest(Days("visited_on", "notice__received_on"), whole(0), output_field=IntegerField()),
        )]  # fmt: skip


@measure
class NoticesVisited(Measure):
    code, name = "REL04", "Congés avec visite conseil"
    formula = "Départs précédés d’une visite conseil, sur les départs de la période."
    exclusions = "Congés retirés, préavis trop courts pour une visite, dossiers confidentiels."
    unit, direction, owner, family = Unit.PERCENT, Direction.HIGHER, Role.PROXIMITY_MANAGER, FAMILY

    def parts(self):
        def leaving():
            least = parameters.threshold(parameters.NOTICE_LEAST)
            found = vacancies().filter(notice__isnull=False).exclude(outcome=Vacancy.Outcome.WITHDRAWN)
            notice = Days("notice__ends_on", "notice__received_on")
            return found.alias(notice_days=notice).filter(notice_days__gte=least)

        visited = Choice(When(visited_on__isnull=False, then=1), default=0)
        return [Part(leaving, on=Coalesce("keys_on", "expected_exit"), numerator=visited)]


def _money(*names: str):
    total = sum((Coalesce(name, Value(0, AMOUNT)) for name in names[1:]), Coalesce(names[0], Value(0, AMOUNT)))
    return Cast(total, AMOUNT)


class _Cost(Measure):
    unit, owner, family = Unit.EUROS, Role.AGENCY_MANAGER, FAMILY
    exclusions = "Logements sans chiffrage, fins de gros travaux, dossiers confidentiels."
    decimals = 0

    def costed(self):
        return relet().filter(Q(works_cost__isnull=False) | Q(diagnostics_cost__isnull=False))


@measure
class GrossCost(_Cost):
    code, name = "REL05", "Coût brut d’une relocation"
    formula = "Travaux et diagnostics des logements reloués, par logement."

    def parts(self):
        return [Part(self.costed, on=F("move_in_on"), numerator=_money("works_cost", "diagnostics_cost"))]


@measure
class NetCost(_Cost):
    code, name = "REL06", "Coût net d’une relocation"
    formula = "Travaux et diagnostics, moins la part du locataire sortant, par logement reloué."

    def parts(self):
        net = _money("works_cost", "diagnostics_cost") - _money("tenant_share")
        return [Part(self.costed, on=F("move_in_on"), numerator=net)]


@measure
class ChargedBack(_Cost):
    code, name = "REL07", "Part refacturée au locataire sortant"
    formula = "Part imputée au locataire sortant, sur le coût brut des logements reloués."
    unit, direction, counts_files = Unit.PERCENT, Direction.NEUTRAL, False

    def parts(self):
        return [Part(self.costed, on=F("move_in_on"), numerator=_money("tenant_share"),
                     denominator=_money("works_cost", "diagnostics_cost"))]  # fmt: skip


@measure
class ReadyDateHeld(Measure):
    code, name = "REL10", "Fiabilité de la date de disponibilité"
    formula = "Logements prêts à la date annoncée lors de la visite conseil, à quelques jours près."
    unit, direction, owner, family = Unit.PERCENT, Direction.HIGHER, Role.PROXIMITY_MANAGER, FAMILY
    exclusions = "Relocations sans visite conseil ou sans date annoncée ce jour-là, dossiers confidentiels."

    def parts(self):
        def ready():
            from coordination.models import Promise

            told = Promise.objects.filter(case=OuterRef("case")).annotate(told_on=day("made_at"))
            first = told.filter(told_on__lte=OuterRef("visited_on")).order_by("-pk").values("on")[:1]
            found = vacancies().filter(ready_on__isnull=False, visited_on__isnull=False)
            found = found.annotate(announced=Subquery(first), gap=DaysApart("ready_on", Subquery(first)))
            most = parameters.threshold(parameters.READY_DATE_GAP)
            return found.filter(announced__isnull=False).annotate(
                held=Choice(When(gap__lte=most, then=1), default=0, output_field=IntegerField())
            )

        return [Part(ready, on=F("ready_on"), numerator=F("held"))]


@measure
class NominatedInTime(Measure):
    code, name = "ATT01", "Désignations dans le délai du réservataire"
    formula = "Désignations finies sans que le délai soit passé, sur les désignations finies dans la période."
    unit, direction, owner, family = Unit.PERCENT, Direction.HIGHER, Role.LEASING_OFFICER, FAMILY

    def parts(self):
        in_time = Choice(When(lapsed=False, then=1), default=0)
        return [Part(
            lambda: Nomination.objects.filter(ended_on__isnull=False, vacancy__case__confidential=False),
            on=F("ended_on"), numerator=in_time, residence="vacancy__case__residence", case="vacancy__case",
        )]  # fmt: skip


@measure
class Refusals(Measure):
    code, name = "ATT02", "Refus des candidats"
    formula = "Offres refusées, sur les offres auxquelles un candidat a répondu dans la période."
    unit, owner, family = Unit.PERCENT, Role.LEASING_OFFICER, FAMILY

    def parts(self):
        answered = (Candidate.State.ACCEPTED, Candidate.State.DECLINED)
        refused = Choice(When(state=Candidate.State.DECLINED, then=1), default=0)
        return [Part(
            lambda: Candidate.objects.filter(state__in=answered, answered_on__isnull=False,
                                             vacancy__case__confidential=False),
            on=F("answered_on"), numerator=refused, residence="vacancy__case__residence", case="vacancy__case",
        )]  # fmt: skip

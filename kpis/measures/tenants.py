"""Tenants' requests: how fast, how well, how many wait (domain.md §2.3)."""

from typing import Any

from django.db.models import Case as Choice
from django.db.models import DateTimeField, Exists, F, FloatField, IntegerField, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from coordination.models import Entry, Task
from requests_app.models import Request, Survey
from teams.roles import Role

from .. import parameters
from .base import Direction, Measure, Part, Unit, measure
from .expressions import Hours, Later, day, paused_hours, whole
from .homes import all_homes

FAMILY = "Demandes des locataires"
NO_WORK = ("duplicate", "void")
OUTSIDE = "Doublons, demandes sans objet, dossiers confidentiels."
HOURS_PER_DAY = 24.0


def handled_by(case: str):
    """The team of the last task of treatment."""
    tasks = Task.objects.filter(case=OuterRef(case), step="handling").order_by("-opened_at", "-pk")
    return Subquery(tasks.values("team")[:1])


TEAM = handled_by("case")
OF_REQUEST: dict[str, Any] = {"team": TEAM, "category": "category"}
OF_SURVEY: dict[str, Any] = {
    "residence": "request__case__residence", "team": handled_by("request__case"), "case": "request__case",
    "category": "request__category",
}  # fmt: skip


def requests():
    return Request.objects.filter(case__confidential=False).exclude(case__outcome__in=NO_WORK)


def closed():
    """With `worked_until`: when the tenant was asked to confirm; waiting for the answer is no work of ours."""
    asked = Task.objects.filter(case=OuterRef("case"), step="confirmation").order_by("-opened_at", "-pk")
    return requests().closed().annotate(
        worked_until=Coalesce(Subquery(asked.values("opened_at")[:1]), "case__closed_at")
    )  # fmt: skip


class _Requests(Measure):
    unit, owner, family, noun = Unit.DAYS, Role.PROXIMITY_MANAGER, FAMILY, "demande"
    exclusions = OUTSIDE


@measure
class FirstAnswer(_Requests):
    code, name = "REQ01", "Délai de première prise en charge"
    formula = "Heures entre la demande et sa première prise en charge par une personne."
    unit = Unit.HOURS

    def parts(self):
        def taken():
            tasks = Task.objects.filter(case=OuterRef("case"), step__in=("capture", "handling")).order_by()
            first = Min(Coalesce("acknowledged_at", "done_at", output_field=DateTimeField()))
            by_person = tasks.filter(Q(acknowledged_at__isnull=False) | Q(done_by__isnull=False)).values("case")
            found = requests().annotate(taken_at=Subquery(by_person.annotate(first=first).values("first")))
            hours = Greatest(Hours("taken_at", "case__opened_at"), 0.0, output_field=FloatField())
            return found.annotate(hours=hours)

        return [Part(taken, on=day("taken_at"), numerator=F("hours"), **OF_REQUEST)]


@measure
class GrossDelay(_Requests):
    code, name = "REQ02B", "Délai de traitement brut"
    formula = "Jours entre la demande et sa clôture, attentes comprises, sur les demandes closes."

    def parts(self):
        days = Hours("case__closed_at", "case__opened_at") / HOURS_PER_DAY
        return [Part(closed, on=day("case__closed_at"), numerator=days, **OF_REQUEST)]


@measure
class NetDelay(_Requests):
    code, name = "REQ02", "Délai de traitement net"
    formula = "Jours entre la demande et la fin de notre travail, sans les attentes du locataire."

    def parts(self):
        def net():
            worked = Hours("worked_until", "case__opened_at")
            paused = paused_hours("case", OuterRef("worked_until"))
            return closed().annotate(net=Greatest(worked - paused, 0.0, output_field=FloatField()) / HOURS_PER_DAY)

        return [Part(net, on=day("case__closed_at"), numerator=F("net"), **OF_REQUEST)]


@measure
class InTime(_Requests):
    code, name = "REQ03", "Demandes traitées dans le délai"
    formula = "Demandes dont le travail a fini avant leur échéance, sur les demandes closes qui en avaient une."
    unit, direction = Unit.PERCENT, Direction.HIGHER

    def parts(self):
        in_time = Choice(When(worked_until__lte=F("case__due_at"), then=1), default=0)
        return [Part(
            lambda: closed().filter(case__due_at__isnull=False), on=day("case__closed_at"), numerator=in_time,
            **OF_REQUEST,
        )]  # fmt: skip


@measure
class Overdue(_Requests):
    code, name = "REQ03R", "Demandes ouvertes en retard"
    formula = "Demandes ouvertes dont l’échéance est passée, le dernier jour de la période."
    unit, decimals = Unit.FILES, 0

    def parts(self):
        late = lambda: requests().filter(case__due_at__isnull=False).annotate(due_on=day("case__due_at"))  # noqa: E731
        return [Part(late, on=Later("due_on", whole(1)), until=day("case__closed_at"), **OF_REQUEST)]


@measure
class Reopened(_Requests):
    code, name = "REQ04", "Taux de réouverture"
    formula = "Clôtures suivies d’une réouverture dans le délai, sur les clôtures de la période."
    unit = Unit.PERCENT

    def parts(self):
        def closings():
            days = parameters.threshold(parameters.REOPENED_WITHIN)
            again = Entry.objects.filter(case=OuterRef("case"), kind=Entry.Kind.REOPENED, at__gte=OuterRef("at"))
            soon = again.annotate(on=day("at")).filter(on__lte=Later(OuterRef("closed_on"), days))
            ended = Q(kind=Entry.Kind.CLOSED) | Q(kind=Entry.Kind.FINISHED) & ~Q(data__closed="")
            found = Entry.objects.filter(ended, case__process="request", case__confidential=False)
            found = found.exclude(case__outcome__in=NO_WORK).annotate(closed_on=day("at"))
            return found.annotate(soon=Exists(soon))

        return [Part(closings, on=F("closed_on"), numerator=Choice(When(soon=True, then=1), default=0), team=TEAM,
                     category="case__request__category")]  # fmt: skip


@measure
class OpenRequests(_Requests):
    code, name = "REQ05", "Demandes ouvertes"
    formula = "Demandes ouvertes le dernier jour de la période."
    unit, decimals = Unit.FILES, 0

    def parts(self):
        return [Part(requests, on=day("case__opened_at"), until=day("case__closed_at"), **OF_REQUEST)]


@measure
class OldRequests(_Requests):
    code, name = "REQ05A", "Demandes ouvertes anciennes"
    formula = "Demandes ouvertes depuis plus de trente jours, sur les demandes ouvertes, le dernier jour."
    unit = Unit.PERCENT

    def parts(self):
        def old():
            days = parameters.threshold(parameters.OLD_REQUEST)
            return requests().annotate(old_from=Later(day("case__opened_at"), days + 1))

        closed_on = day("case__closed_at")
        return [
            Part(old, on=F("old_from"), until=closed_on, denominator=0, **OF_REQUEST),
            Part(requests, on=day("case__opened_at"), until=closed_on, numerator=0, **OF_REQUEST),
        ]


@measure
class Frequency(_Requests):
    code, name = "REQ06", "Demandes pour 100 logements"
    formula = "Demandes reçues dans la période, pour 100 logements du parc."
    unit, direction = Unit.PER_HUNDRED, Direction.NEUTRAL

    def parts(self):
        return [Part(requests, on=day("case__opened_at"), denominator=0, category="category"), all_homes()]


class _Surveys(Measure):
    unit, direction, owner, family = Unit.PERCENT, Direction.HIGHER, Role.CONTACT_CENTRE, FAMILY

    def surveys(self):
        return Survey.objects.filter(request__case__confidential=False)


@measure
class Satisfied(_Surveys):
    code, name = "REQ08", "Satisfaction après intervention"
    formula = "Réponses « très » ou « plutôt » satisfait, sur les réponses reçues dans la période."

    def parts(self):
        def answered():
            least = parameters.threshold(parameters.SATISFIED_FROM)
            good = Choice(When(score__gte=least, then=1), default=0, output_field=IntegerField())
            return self.surveys().filter(answered_at__isnull=False).annotate(good=good)

        return [Part(
            answered, on=day("answered_at"), numerator=F("good"), **OF_SURVEY
        )]  # fmt: skip


@measure
class Answered(_Surveys):
    code, name = "REQ08T", "Taux de réponse à l’enquête"
    formula = "Enquêtes auxquelles le locataire a répondu, sur les enquêtes envoyées dans la période."

    def parts(self):
        return [Part(
            self.surveys, on=day("asked_at"), numerator=Choice(When(answered_at__isnull=False, then=1), default=0),
            **OF_SURVEY
        )]  # fmt: skip

"""Dates that were told, and tasks that teams had: of every process."""

from django.db.models import Case as Choice
from django.db.models import F, OuterRef, Subquery, When

from coordination.models import Case, Promise, Task
from teams.roles import Role

from .base import Direction, Measure, Part, Unit, measure
from .expressions import Hours, Later, day, whole

FAMILY = "Promesses et tâches"
HOURS_PER_DAY = 24.0
TAKEN_ON = ("reassigned", "handed_over", "closed")
"""Ends of a task that are nobody's work done."""


def last_team(case: str):
    """The team that had the case last; a task that only waits is no team's work."""
    return Subquery(
        Task.objects.filter(case=OuterRef(case), waits=False).order_by("-opened_at", "-pk").values("team")[:1]
    )


def cases():
    return Case.objects.filter(confidential=False, promised_on__isnull=False)


class _Cases(Measure):
    unit, owner, family = Unit.PERCENT, Role.AGENCY_MANAGER, FAMILY
    exclusions = "Dossiers sans date annoncée, dossiers confidentiels."


@measure
class PromiseHeld(_Cases):
    code, name = "PRM01", "Promesses tenues"
    formula = "Dossiers clos au plus tard à la dernière date annoncée, sur les dossiers clos dans la période."
    direction = Direction.HIGHER

    def parts(self):
        def ended():
            return cases().closed().annotate(closed_on=day("closed_at"))

        held = Choice(When(closed_on__lte=F("promised_on"), then=1), default=0)
        return [Part(ended, on=F("closed_on"), numerator=held, residence="residence", team=last_team("pk"),
                     case=None)]  # fmt: skip


@measure
class PromisePassed(_Cases):
    code, name = "PRM02", "Promesses dépassées"
    formula = "Dossiers ouverts dont la date annoncée est passée, sur les dossiers ouverts, le dernier jour."

    def parts(self):
        place = {"residence": "residence", "team": last_team("pk"), "case": None, "until": day("closed_at")}
        return [
            Part(cases, on=Later("promised_on", whole(1)), denominator=0, **place),
            Part(cases, on=day("opened_at"), numerator=0, **place),
        ]


@measure
class Slips(Measure):
    code, name = "PRM03", "Dates repoussées"
    formula = "Dates annoncées plus tard que la précédente, dans la période."
    unit, owner, family, decimals, noun = Unit.FILES, Role.AGENCY_MANAGER, FAMILY, 0, "date"

    def parts(self):
        slips = lambda: Promise.objects.slips().filter(case__confidential=False)  # noqa: E731
        return [Part(slips, on=day("made_at"), team=last_team("case"))]


class _Tasks(Measure):
    owner, family, noun = Role.AGENCY_MANAGER, FAMILY, "tâche"
    exclusions = "Tâches transmises ou réaffectées, tâches qui attendent autre chose, dossiers confidentiels."

    def done(self):
        found = Task.objects.filter(confidential=False, waits=False, done_at__isnull=False)
        return found.exclude(outcome__in=TAKEN_ON).exclude(done_by=None)


@measure
class TaskInTime(_Tasks):
    code, name = "TSK01", "Tâches faites dans le délai"
    formula = "Tâches finies avant leur échéance, sur les tâches à échéance finies dans la période."
    unit, direction = Unit.PERCENT, Direction.HIGHER

    def parts(self):
        in_time = Choice(When(done_at__lte=F("due_at"), then=1), default=0)
        return [Part(lambda: self.done().filter(due_at__isnull=False), on=day("done_at"), numerator=in_time,
                     team="team")]  # fmt: skip


@measure
class TaskLength(_Tasks):
    code, name = "TSK02", "Durée moyenne d’une tâche"
    formula = "Jours entre l’arrivée de la tâche dans l’équipe et sa fin, sur les tâches finies dans la période."
    unit = Unit.DAYS

    def parts(self):
        days = Hours("done_at", "received_at") / HOURS_PER_DAY
        return [Part(self.done, on=day("done_at"), numerator=days, team="team")]


@measure
class TaskLate(_Tasks):
    code, name = "TSK03", "Tâches en retard"
    formula = "Tâches ouvertes dont l’échéance est passée, sur les tâches ouvertes, le dernier jour."
    exclusions = "Tâches qui attendent autre chose, dossiers confidentiels."
    unit = Unit.PERCENT

    def parts(self):
        tasks = lambda: Task.objects.filter(confidential=False, waits=False, due_at__isnull=False)  # noqa: E731
        return [
            Part(tasks, on=Later(day("due_at"), whole(1)), until=day("done_at"), denominator=0, team="team"),
            Part(tasks, on=day("opened_at"), until=day("done_at"), numerator=0, team="team"),
        ]

"""Questions about many tasks: « Mon travail » asks most of them."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Cast, Extract

from housing.models.places import WHERE

from .. import clock
from .scope import CaseScopedQuerySet

CASE_SAYS = (
    "reference", "title", "priority", "process", "agency", "confidential", "opened_at", "opened_by", "closed_at",
    "promised_on", "due_at",
    "residence__name", "residence__commune_name", *WHERE,
)  # fmt: skip
NAME = ("first_name", "last_name", "email")
SAID = (
    *(f"case__{column}" for column in CASE_SAYS),
    *(f"assignee__{column}" for column in NAME),
    *(f"given_by__{column}" for column in NAME),
    "team__name", "process__label", "process__owner", "process__position", "rule__accountable",
)  # fmt: skip


class Median(models.Aggregate):
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


class Pair(models.Func):
    """Two numbers that the database compares as one: the least first, and what belongs to it."""

    template = "ARRAY[%(expressions)s]"
    output_field = ArrayField(models.FloatField())


class TaskQuerySet(CaseScopedQuerySet):
    CONFIDENTIAL = "confidential"

    def open(self):
        return self.filter(done_at=None)

    def open_for(self, user):
        """What this person has to do: given to them, or to their role and team and taken by nobody."""
        teams = list(user.teams.values_list("pk", flat=True))
        to_role = Q(assignee=None, role__in=user.roles) & (Q(team=None) | Q(team__in=teams))
        return self.open().filter(waits=False).visible_to(user).filter(Q(assignee=user) | to_role)

    def waited_for_by(self, user):
        """What this person gave to others and is not done."""
        return self.open().filter(waits=False).visible_to(user).filter(given_by=user).exclude(assignee=user)

    def asked_by_colleagues(self, user):
        """Given by another person, who waits."""
        return self.exclude(given_by=None).exclude(given_by=user)

    def to_take(self):
        """« Je m’en occupe » not said yet."""
        return self.filter(acknowledged_at=None)

    def late(self, now: dt.datetime):
        """A due time or the promised day is over."""
        return self.filter(endangered_at__lt=now)

    def counted(self, user, now: dt.datetime) -> list[dict]:
        """One row per process: all of them, late, due today, new since yesterday, asked by colleagues, to take."""
        today = clock.day_of(now)
        return list(
            self.order_by()
            .values("process")
            .annotate(
                count=models.Count("pk"),
                late=models.Count("pk", filter=Q(endangered_at__lt=now)),
                today=models.Count(
                    "pk", filter=Q(endangered_at__gte=now, endangered_at__lt=clock.starts(today + clock.DAY))
                ),
                new=models.Count("pk", filter=Q(opened_at__gte=clock.starts(today - clock.DAY))),
                asked=models.Count("pk", filter=Q(given_by__isnull=False) & ~Q(given_by=user)),
                to_take=models.Count("pk", filter=Q(acknowledged_at=None)),
            )
        )

    def with_case(self):
        """With what a list says of each: its case, where it is, who has it; of these, nothing else."""
        own = [column.name for column in self.model._meta.concrete_fields]
        related = {said.rpartition("__")[0] for said in SAID}
        return self.select_related(*sorted(related)).only(*own, *SAID)

    def most_endangered_first(self):
        """The earliest of the team's clock, the tenant's clock and the promised day; then what has none."""
        return self.order_by(F("endangered_at").asc(nulls_last=True), "pk")

    def arrived_since(self, day: dt.date):
        return self.filter(opened_at__gte=clock.starts(day))

    def corrected(self):
        """Given on to another team or role than the matrix had named; a colleague's turn is no correction."""
        elsewhere = self.model._base_manager.filter(
            case=OuterRef("case"), step=OuterRef("step"), opened_at=OuterRef("done_at"), continues=None
        )
        return self.filter(outcome="reassigned").filter(Exists(elsewhere))

    def given_by_rules(self, since: dt.date | None = None):
        found = self.filter(rule__isnull=False)
        return found.filter(opened_at__gte=clock.starts(since)) if since else found

    def use_of_rules(self, since: dt.date) -> dict[int, tuple[int, int]]:
        """Per rule: of how many cases it gave a task since then, and how many of these were corrected."""
        given = self.given_by_rules(since).order_by()
        counts = given.values_list("rule").annotate(models.Count("case", distinct=True))
        wrong = dict(given.corrected().values_list("rule").annotate(models.Count("case", distinct=True)))
        return {rule: (count, wrong.get(rule, 0)) for rule, count in counts}

    def per_step(self, now: dt.datetime) -> list[dict]:
        """Per step: tasks there, late ones, the median time since the task arrived, day and night, and `oldest`:
        when the one that waits longest arrived (in seconds) and its case."""
        late = Q(endangered_at__lt=now, waits=False)
        arrival = Extract("received_at", "epoch", output_field=models.FloatField())
        case = Cast("case_id", models.FloatField())
        return list(
            self.order_by()
            .values("process", "step")
            .annotate(
                count=models.Count("pk"),
                late=models.Count("pk", filter=late),
                wait=Median(models.Value(now) - F("received_at"), output_field=models.DurationField()),
                oldest=models.Min(Pair(arrival, case)),
            )
        )

    def per_process(self):
        """How many tasks of each process: [("request", 12), …]."""
        return self.order_by().values_list("process").annotate(models.Count("pk"))

"""Questions about many tasks: « Mon travail » asks most of them."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from .. import clock
from .scope import CaseScopedQuerySet


class TaskQuerySet(CaseScopedQuerySet):
    CONFIDENTIAL = "confidential"

    def open(self):
        return self.filter(done_at=None)

    def open_for(self, user):
        """What this person has to do: given to them, or to their role and team and taken by nobody."""
        teams = list(user.teams.values_list("pk", flat=True))
        to_role = Q(assignee=None, role__in=user.roles) & (Q(team=None) | Q(team__in=teams))
        return self.open().visible_to(user).filter(Q(assignee=user) | to_role)

    def waited_for_by(self, user):
        """What this person gave to others and is not done."""
        return self.open().visible_to(user).filter(given_by=user).exclude(assignee=user)

    def most_endangered_first(self):
        """The earliest of the team's clock, the tenant's clock and the promised day; then what has none."""
        return self.order_by(F("endangered_at").asc(nulls_last=True), "pk")

    def arrived_since(self, day: dt.date):
        return self.filter(opened_at__gte=dt.datetime.combine(day, dt.time(), clock.PARIS))

    def per_process(self):
        """How many tasks of each process: [("request", 12), …]."""
        return self.order_by().values_list("process").annotate(models.Count("pk"))

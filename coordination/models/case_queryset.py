"""Questions about many cases."""

import datetime as dt

from django.db import models

from housing.models.places import PlacedQuerySet

from .scope import CaseScopedQuerySet


class CaseQuerySet(CaseScopedQuerySet, PlacedQuerySet):  # type: ignore[override]
    PERIMETER = "agency"
    CASE = ""
    CONFIDENTIAL = "confidential"

    def open(self):
        return self.filter(closed_at=None)

    def closed(self):
        return self.filter(closed_at__isnull=False)

    def promise_passed(self, day: dt.date):
        """Open, and the day told is over."""
        return self.open().filter(promised_on__lt=day)

    def without_promise(self):
        return self.open().filter(promised_on=None)

    def with_ball(self):
        """What a list says of each: where it is, and in `ball` its open tasks with who has them."""
        from .tasks import Task

        tasks = Task.objects.open().select_related("assignee", "team").order_by("opened_at", "pk")
        named = ("process__label", "residence__name", "residence__commune_name", "agency__name")
        related = ("process", "residence", "agency", "building", "staircase", "unit")
        found = self.with_where(*named).select_related(*related)
        return found.prefetch_related(models.Prefetch("tasks", tasks, to_attr="ball"))

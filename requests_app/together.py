"""Requests that look like one breakdown: of one kind, at one place, within hours of each other."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from coordination import parameters
from coordination.models import Task
from housing.models import Residence

from .incidents import JOINABLE
from .models import Category, Request
from .parameters import TOGETHER, TWINS_WITHIN

LEVELS = ("staircase", "building", "residence")
"""From the narrowest: a breakdown of one staircase is not told to the whole residence."""
ALONE = ("A1", "A2", "S2", "Q1")
"""Families about one tenant's own business: rent, lease, social matters, complaints."""


@dataclass(frozen=True)
class Group:
    """« 4 demandes semblables ». `level` and `place_id` say where they are together."""

    category: Category
    level: str
    place_id: int
    residence: Residence
    where: str
    requests: tuple[Request, ...]

    @property
    def count(self) -> int:
        return len(self.requests)

    @property
    def place(self):
        """Of the requests, read along."""
        return getattr(self.requests[0].case, self.level)


def recent(requests, now: dt.datetime | None = None):
    """Of these, the ones that an incident could take: open, being handled, young, not confidential."""
    now = now or timezone.now()
    hours = float(parameters.value(TWINS_WITHIN))
    at_work = Exists(Task.objects.open().filter(case=OuterRef("case"), step__in=JOINABLE))
    found = requests.filter(
        at_work, case__opened_at__gte=now - dt.timedelta(hours=hours), case__closed_at=None,
        case__confidential=False, category__restricted=False,
    ).exclude(category__family__in=ALONE)  # fmt: skip
    related = ("category", "contact", "case__residence", "case__building", "case__staircase", "case__unit")
    return found.select_related(*related).order_by("case__opened_at", "pk")


def groups(requests, now: dt.datetime | None = None) -> list[Group]:
    """Those of at least so many requests; each request is in one of them. Two queries, the largest first."""
    enough = int(parameters.value(TOGETHER))
    left = list(recent(requests, now))
    found: list[Group] = []
    for level in LEVELS:
        gathered: dict[tuple, list[Request]] = defaultdict(list)
        for request in left:
            if place := getattr(request.case, f"{level}_id"):
                gathered[request.category_id, place].append(request)
        for members in gathered.values():
            if len(members) >= enough:
                found.append(_group(level, members))
        taken = {request.pk for group in found for request in group.requests}
        left = [request for request in left if request.pk not in taken]
    return sorted(found, key=lambda group: (-group.count, group.requests[0].pk))


def _group(level: str, members: list[Request]) -> Group:
    case = members[0].case
    levels = LEVELS[LEVELS.index(level) : -1]
    where = " · ".join(str(getattr(case, one)) for one in reversed(levels)) or "Toute la résidence"
    return Group(members[0].category, level, getattr(case, f"{level}_id"), case.residence, where, tuple(members))

"""Whose figures: of one's whole perimeter, an agency, a residence or a team; the same page for each."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from housing.models import Residence
from teams.models import Agency, Team, User

from .measures import Measure
from .models import Balance, DailyFact, DayTotal

PLACES = ("agence", "residence", "equipe")
DIGITS = 18


@dataclass(frozen=True)
class Level:
    user: User = field(repr=False)
    agency: Agency | None = None
    residence: Residence | None = None
    team: Team | None = None

    @classmethod
    def read(cls, request, agencies: QuerySet, teams: QuerySet) -> "Level":
        """`?agence=`, `?residence=`, `?equipe=`; what this person may not see does not exist. Agencies and teams
        are those that the page offers anyway."""
        asked = {name: _number(request.GET[name]) for name in PLACES if request.GET.get(name)}
        residence = agency = None
        if "residence" in asked:
            known = Residence.objects.visible_to(request.user).select_related("agency")
            residence = get_object_or_404(known, pk=asked["residence"])
            agency = residence.agency
        elif "agence" in asked:
            agency = _among(agencies, asked["agence"])
        team = _among(teams, asked["equipe"]) if "equipe" in asked else None
        return cls(request.user, agency, residence, team)

    @property
    def name(self) -> str:
        if self.team and not self.residence:
            return str(self.team)
        return str(self.place) if self.place else self.root

    @property
    def place(self) -> Residence | Agency | None:
        return self.residence or self.agency

    @property
    def place_slug(self) -> str:
        """As `place_of` reads it."""
        kind = "residence" if self.residence else "agence"
        return f"{kind}-{self.place.pk}" if self.place else "bailleur"

    @property
    def root(self) -> str:
        return "Toutes les agences" if self.user.sees_everything else "Mon périmètre"

    @property
    def query(self) -> str:
        """As `read` reads it."""
        asked: dict[str, Any] = {"residence": self.residence, "equipe": self.team}
        if not self.residence:
            asked["agence"] = self.agency
        return urlencode({name: one.pk for name, one in asked.items() if one})

    @property
    def path(self) -> list[tuple[str, str]]:
        """From the top down to here: (name, query)."""
        found = [(self.root, "")]
        if self.agency:
            found.append((str(self.agency), f"agence={self.agency.pk}"))
        if self.residence:
            found.append((str(self.residence), f"residence={self.residence.pk}"))
        if self.team:
            found.append((f"Équipe {self.team}", self.query))
        return found

    def facts(self) -> QuerySet:
        found = self._here(DailyFact.objects.visible_to(self.user)).order_by()
        return found.filter(team=self.team) if self.team else found

    def _here(self, found: QuerySet) -> QuerySet:
        if self.residence:
            return found.filter(residence=self.residence)
        return found.filter(residence__agency=self.agency) if self.agency else found

    def sums(self) -> QuerySet:
        """As `facts`, where nobody asks of which residence."""
        return DayTotal.objects.visible_to(self.user).order_by() if self.is_everything else self.facts()

    @property
    def is_everything(self) -> bool:
        return self.user.sees_everything and not (self.agency or self.residence or self.team)

    def balances(self, key: str) -> QuerySet | None:
        """What all facts add up to, by residence or by category; None where nobody keeps it."""
        if self.team or (key == "category" and not self.is_everything):
            return None
        found = self._here(Balance.objects.visible_to(self.user))
        return found.filter(**{f"{key}__isnull": False}).order_by()

    def files(self, measure: Measure, side: str, period) -> QuerySet:
        """The rows that a number of this level counts, as many as it says."""
        part = measure.part(side)
        found = measure.files(side, period.start, period.end)
        if self.residence:
            found = found.filter(**{part.residence: self.residence})
        elif self.agency:
            found = found.filter(**{f"{part.residence}__agency": self.agency})
        if self.team:
            found = found.filter(fact_team=self.team.pk)
        subject = part.case or "pk"
        return found.filter(**{f"{subject}__in": self.subjects(measure, side).values("pk")})

    def subjects(self, measure: Measure, side: str) -> QuerySet:
        """Cases, homes, orders, checks that this person may see."""
        rows: Any = measure.part(side).subject._default_manager
        return rows.visible_to(self.user).order_by()


def place_of(slug: str) -> tuple[type[Agency] | type[Residence] | None, int]:
    """« agence-3 », « residence-12 »: the model and the key; anything else is no place."""
    kind, _, pk = slug.partition("-")
    kinds: dict[str, type[Agency] | type[Residence]] = {"agence": Agency, "residence": Residence}
    return kinds.get(kind), _number(pk)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < DIGITS else 0


def _among(offered: QuerySet, pk: int):
    for one in offered:
        if one.pk == pk:
            return one
    raise Http404

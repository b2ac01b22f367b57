"""A believable ten-year plan: what wears out is replaced, the worst homes are renovated, one building goes.

Works of the years behind are settled, those of this year run, later ones are decided less and less; each has
the moves that led it there.
"""

import datetime as dt
from collections import deque
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import cycle
from random import Random
from typing import NamedTuple

from django.db import connection

from housing.models import Component, PlannedWork, PlannedWorkMove

from .components import Kind, kinds
from .places import BATCH, Estate
from .sites import HOUSES

Nature, Source, State = PlannedWork.Nature, PlannedWork.Source, PlannedWork.State


class Task(NamedTuple):
    title: str
    nature: str
    per_home: int
    """Euros, all taxes, for each home."""


TASKS = {
    "menuiseries-exterieures": Task("Remplacement des menuiseries extérieures", Nature.REPLACEMENT, 7400),
    "chauffage-collectif": Task("Remplacement de la production de chauffage", Nature.REPLACEMENT, 3200),
    "chaudiere-individuelle": Task("Remplacement des chaudières individuelles", Nature.REPLACEMENT, 4100),
    "etancheite": Task("Réfection de l’étanchéité des toitures-terrasses", Nature.REPLACEMENT, 2600),
    "couverture-tuile": Task("Réfection de la couverture", Nature.REPLACEMENT, 5900),
    "ravalement": Task("Ravalement des façades", Nature.MAJOR, 4500),
    "electricite": Task("Mise en sécurité électrique des logements", Nature.REPLACEMENT, 4700),
    "plomberie": Task("Réfection des salles de bains et des réseaux", Nature.REPLACEMENT, 5200),
    "ascenseur": Task("Remplacement des ascenseurs", Nature.REPLACEMENT, 2300),
    "portes-hall": Task("Remplacement des portes de hall", Nature.REPLACEMENT, 550),
    "interphone": Task("Remplacement de l’interphonie", Nature.REPLACEMENT, 450),
    "vmc": Task("Remplacement des caissons de ventilation", Nature.REPLACEMENT, 1300),
    "colonnes-eau": Task("Remplacement des colonnes d’eau", Nature.MAJOR, 2800),
    "garde-corps": Task("Remplacement des garde-corps", Nature.MAJOR, 1900),
    "peinture-communs": Task("Peinture des parties communes", Nature.MAJOR, 620),
    "sols-communs": Task("Réfection des sols des parties communes", Nature.MAJOR, 740),
    "eclairage-communs": Task("Éclairage des parties communes à diodes", Nature.IMPROVEMENT, 260),
    "portail": Task("Remplacement du portail", Nature.ROUTINE, 480),
    "enrobes": Task("Réfection de la voirie et des stationnements", Nature.MAJOR, 1150),
}
WORKS_PER_RESIDENCE = 7
# Years from now → states met there, in turn.
STATES = {
    -2: "settled settled received cancelled",
    -1: "settled received settled cancelled",
    0: "running awarded received tendering running settled",
    1: "scheduled budgeted tendering scheduled postponed",
    2: "retained budgeted studied postponed",
    3: "retained studied proposed refused",
}
LATER = "proposed studied reported retained proposed"
REASONS = {
    "postponed": ("Budget de l’exercice consommé", "Appel d’offres infructueux"),
    "refused": ("Composant encore en bon état", "Compris dans une opération plus large"),
    "cancelled": ("Immeuble inscrit au programme de démolition", "Travaux faits avec ceux de la réhabilitation"),
}  # fmt: skip
FROM_FIELD = (Source.FIELD, Source.AGENCY)


@cache
def path_to(state: str, start: str) -> tuple[str, ...]:
    """The shortest way through the moves of a planned work."""
    queue: deque[tuple[str, tuple[str, ...]]] = deque([(start, ())])
    seen = {start}
    while queue:
        here, path = queue.popleft()
        if here == state:
            return path
        for name, move in PlannedWork.MOVES.items():
            if here in move.sources and move.target not in seen:
                seen.add(move.target)
                queue.append((move.target, (*path, name)))
    raise ValueError(f"no way from {start} to {state}")


def plan(found: list[Estate], components: list[Component], seed: int, today: dt.date, by) -> int:
    """Create the works and their timelines; return how many works."""
    turns = {offset: cycle(states.split()) for offset, states in STATES.items()} | {"later": cycle(LATER.split())}
    worn = _worn(components, kinds(today))
    works = []
    for estate in found:
        rng = Random(f"{seed}/plan/{estate.site.number}")
        for fields in _works(estate, worn.get(estate.residence.pk, {}), rng, today):
            offset = fields["year"] - today.year
            state = next(turns[offset if offset in STATES else "later"])
            works.append(_work(estate, fields, state, rng, today))
    moves = []
    for work, number in zip(works, _numbers(len(works)), strict=True):
        timeline = _timeline(work, Random(f"{seed}/moves/{number}"), by)
        opened = timeline[0].at if timeline else work.state_since
        work.reference = f"PSP-{opened.year}-{number:05}"
        moves += timeline
    PlannedWork.objects.bulk_create(works, BATCH)
    PlannedWorkMove.objects.bulk_create(moves, BATCH)
    return len(works)


def _numbers(wanted: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('housing_plannedwork_reference') FROM generate_series(1, %s)", [wanted])
        return [number for (number,) in cursor.fetchall()]


def _worn(components: list[Component], known: dict[str, Kind]) -> dict[int, dict[str, tuple[int, Component]]]:
    """For each residence, the end of life of each kind of component: its earliest, with the component."""
    worn: dict[int, dict[str, tuple[int, Component]]] = {}
    for component in components:
        code = component.kind.code
        if code in TASKS and component.installed_year:
            end = component.installed_year + known[code].years
            ends = worn.setdefault(component.residence_id, {})
            ends[code] = min(ends.get(code, (end, component)), (end, component), key=lambda pair: pair[0])
    return worn


def _works(estate: Estate, worn: dict, rng: Random, today: dt.date) -> Iterator[dict]:
    site = estate.site
    if site.emptied:
        last = estate.buildings[-1]
        homes = estate.homes_per_building()
        yield {
            "title": f"Démolition : {last}", "building": last, "nature": Nature.DEMOLITION,
            "year": today.year + 2, "unit_count": homes, "amount": homes * 21_000, "source": Source.PLAN,
        }  # fmt: skip
    elif site.year < 1983 and not site.renovated and site.number % 2 == 0:
        yield {
            "title": "Réhabilitation thermique, objectif classe C", "nature": Nature.REHABILITATION,
            "year": today.year + rng.randint(1, 6), "unit_count": site.homes, "amount": site.homes * 42_000,
            "source": Source.SURVEY,
        }  # fmt: skip
    if site.kind == HOUSES and site.year < 1990:
        yield {
            "title": "Vente des pavillons aux occupants", "nature": Nature.SALE, "year": today.year + 4,
            "unit_count": site.homes, "amount": None, "source": Source.PLAN,
        }  # fmt: skip
    near = [(end, code, component) for code, (end, component) in worn.items() if end <= today.year + 9]
    rng.shuffle(near)
    for end, code, component in sorted(near[:WORKS_PER_RESIDENCE], key=lambda one: one[:2]):
        yield _renewal(estate, code, component, _planned_year(end, today, rng), rng)


def _planned_year(end: int, today: dt.date, rng: Random) -> int:
    """Around the end of life; what is overdue waits for a year of the near past or future."""
    year = min(end + rng.randint(-1, 2), today.year + 9)
    return year if year > today.year else today.year + rng.choice((-2, -1, 0, 0, 0, 0, 1, 1, 2))


def _renewal(estate: Estate, code: str, component: Component, year: int, rng: Random) -> dict:
    site, task = estate.site, TASKS[code]
    amount = round(site.homes * task.per_home * rng.uniform(0.85, 1.25), -3) + 500 * rng.randint(0, 1)
    alone = len(estate.buildings) == 1
    return {
        "title": task.title, "nature": task.nature, "kind": component.kind,
        "component": component if alone else None, "building": component.building if alone else None,
        "year": year, "unit_count": site.homes,
        "amount": None if rng.random() < 0.04 else amount, "source": rng.choice(list(Source)[:4]),
    }  # fmt: skip


def _work(estate: Estate, fields: dict, state: str, rng: Random, today: dt.date) -> PlannedWork:
    amount = fields.pop("amount")
    quarter = rng.randint(1, 4) if abs(fields["year"] - today.year) <= 1 else None
    day = today - dt.timedelta(days=rng.randint(3, 240))
    if fields["year"] < today.year:
        day = dt.date(fields["year"], rng.randint(5, 12), rng.randint(1, 28))
    since = dt.datetime.combine(day, dt.time(rng.randint(7, 16), rng.randint(0, 59)), dt.UTC)
    if state == State.REPORTED:
        fields["source"] = rng.choice(FROM_FIELD)
    return PlannedWork(
        residence=estate.residence, **fields, amount=Decimal(amount) if amount else None, quarter=quarter,
        state=state, state_since=since, reason=rng.choice(REASONS[state]) if state in REASONS else "",
    )  # fmt: skip


def _timeline(work: PlannedWork, rng: Random, by) -> list[PlannedWorkMove]:
    """The moves that led to the state, the last one at `state_since`, the first ones months before."""
    start = State.REPORTED if work.source in FROM_FIELD or work.state == State.REPORTED else State.PROPOSED
    names = path_to(work.state, start)
    at = work.state_since
    moves = []
    befores = [start, *(PlannedWork.MOVES[name].target for name in names)]
    for before, name in reversed(list(zip(befores, names, strict=False))):
        after = PlannedWork.MOVES[name].target
        note = work.reason if after == work.state else ""
        moves.append(PlannedWorkMove(work=work, move=name, before=before, after=after, by=by, at=at, note=note))
        earlier = at.date() - dt.timedelta(days=rng.randint(20, 90))
        at = dt.datetime.combine(earlier, dt.time(rng.randint(7, 16), rng.randint(0, 59)), dt.UTC)
    return moves[::-1]

"""The files behind a number: as many as it counts."""

from dataclasses import dataclass

from django.db.models import F, Model
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.models import Case
from housing.models import PlannedWork, Unit
from proximity.models import CleaningCheck, MandatoryCheck, WorkOrder
from teams.guards import require_role

from ..access import MAY_READ
from ..causes import narrowed
from ..measures import Side
from .dashboard import measure_named, read_level


@dataclass(frozen=True)
class Shown:
    """How a row is named in a list: by which words, and where its residence is."""

    noun: str
    reference: str = "reference"
    title: str = "title"
    residence: str = "residence"

    def of(self, row) -> dict:
        place = row
        for name in self.residence.split("__"):
            place = getattr(place, name)
        title = getattr(row, self.title) if self.title else str(row)
        return {"reference": getattr(row, self.reference, ""), "title": title, "place": place}


SUBJECTS: dict[type[Model], Shown] = {
    Case: Shown("Dossier"),
    Unit: Shown("Logement", "landlord_ref", "label"),
    WorkOrder: Shown("Commande", "number"),
    CleaningCheck: Shown("Contrôle", residence="service__residence"),
    MandatoryCheck: Shown("Contrôle", title=""),
    PlannedWork: Shown("Opération"),
}
COLUMNS = {"jour": ["fact_on"], "valeur": ["fact_numerator"]}
SHEET = [("Dossier", 14), ("Objet", 40), ("Résidence", 30), ("Jour", 12), ("Valeur", 12)]


def _named(found: dict, rows) -> list[dict]:
    """With the case, home, order or check of each row: one query."""
    known = found["level"].subjects(found["measure"], found["side"]).select_related(found["shown"].residence)
    subjects = known.in_bulk([row["subject"] for row in rows])
    named = [(row, subjects[row["subject"]]) for row in rows if row["subject"] in subjects]
    return [{**row, "subject": one, **found["shown"].of(one)} for row, one in named]


def _read(request, code: str) -> dict:
    measure = measure_named(code)
    here = read_level(request)
    side = Side(request.GET["cote"]) if request.GET.get("cote") in Side.values else Side.DENOMINATOR
    part = measure.part(side)
    rows, only = narrowed(part, here["level"].files(measure, side, here["period"]), request.GET)
    sorting = Sorting.read(request, COLUMNS, default="-jour")
    subject = F(f"{part.case}__pk" if part.case else "pk")
    value = F("fact_numerator" if side == Side.NUMERATOR or part.numerator != 0 else "fact_denominator")
    rows = sorting.apply(rows).values("fact_on", subject=subject, value=value)
    return {
        **here,
        "measure": measure,
        "side": side,
        "only": only,
        "sorting": sorting,
        "rows": rows,
        "shown": SUBJECTS[part.subject],
    }


@require_role(*MAY_READ)
@require_safe
def index(request, code):
    found = _read(request, code)
    page = paginate(found.pop("rows"), request)
    context = {**found, "page": page, "named": _named(found, list(page))}
    return render(request, partial(request, "kpis/files.html", "rows"), context)


@require_role(*MAY_READ)
@require_safe
def export(request, code):
    found = _read(request, code)
    rows = _named(found, list(found["rows"]))
    return excel(
        found["measure"].code, SHEET,
        ((row["reference"], row["title"], row["place"].name, row["fact_on"], row["value"]) for row in rows),
    )  # fmt: skip

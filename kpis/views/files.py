"""The files behind a number: as many as it counts."""

from django.db.models import F
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from teams.guards import require_role

from ..access import MAY_READ
from ..measures import Side
from .dashboard import measure_named, read_level

COLUMNS = {"jour": ["fact_on"], "valeur": ["fact_numerator"]}
SHEET = [("Dossier", 14), ("Objet", 40), ("Résidence", 30), ("Jour", 12), ("Valeur", 12)]


def _read(request, code: str) -> dict:
    measure = measure_named(code)
    here = read_level(request)
    side = Side(request.GET["cote"]) if request.GET.get("cote") in Side.values else Side.DENOMINATOR
    part = measure.part(side)
    rows = here["level"].files(measure, side, here["period"])
    sorting = Sorting.read(request, COLUMNS, default="-jour")
    subject = F("pk") if part.case in (None, "self") else F(f"{part.case}__pk")
    value = F("fact_numerator" if side == Side.NUMERATOR or part.numerator != 0 else "fact_denominator")
    rows = sorting.apply(rows).values("fact_on", subject=subject, value=value)
    return {
        **here,
        "measure": measure,
        "side": side,
        "sorting": sorting,
        "rows": rows,
        "is_homes": part.case is None,
    }


def _named(found: dict, rows) -> list[dict]:
    """With the case or home of each row: one query."""
    known = found["level"].subjects(found["measure"], found["side"]).select_related("residence")
    subjects = known.in_bulk([row["subject"] for row in rows])
    return [{**row, "subject": subjects[row["subject"]]} for row in rows if row["subject"] in subjects]


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
    return excel(found["measure"].code, SHEET, (_row(row, found["is_homes"]) for row in rows))


def _row(row: dict, is_homes: bool):
    one = row["subject"]
    named = (one.landlord_ref, one.label) if is_homes else (one.reference, one.title)
    return (*named, one.residence.name, row["fact_on"], row["value"])

"""Fair comparison of residences: a funnel, a ranking, and the table that says the same."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import paginate
from config.web.sheets import excel
from teams.guards import require_role

from ..access import MAY_READ
from ..comparing import WHY_NOT, Compared, Comparison, compare
from .dashboard import measure_named, read_level

SHEET = [
    ("Résidence", 34), ("Agence", 26), ("Dossiers", 10), ("Valeur", 12), ("Attendue", 12), ("Comparable", 12),
    ("Constat", 22),
]  # fmt: skip
STEPS = 60
MOST_RANKED = 40


def _read(request, code: str) -> dict:
    measure = measure_named(code)
    here = read_level(request)
    return {**here, "teams": [], "measure": measure, "found": compare(here["level"], measure, here["period"])}


@require_role(*MAY_READ)
@require_safe
def index(request, code):
    here = _read(request, code)
    found = here["found"]
    rows = found.rows if found else []
    context = {
        **here, "page": paginate(rows, request), "why_not": WHY_NOT,
        "few": sum(one.few for one in rows), "worse": [one for one in rows if one.verdict == "worse"],
        "chart": _chart(found, here["measure"], here["period"].query) if rows else None,
    }  # fmt: skip
    return render(request, partial(request, "kpis/comparison.html", "rows"), context)


@require_role(*MAY_READ)
@require_safe
def export(request, code):
    found = _read(request, code)["found"]
    return excel(f"Comparaison {code}", SHEET, (_row(one) for one in (found.rows if found else [])))


def _row(one: Compared):
    told = "trop peu de dossiers" if one.few else one.in_words
    return (
        one.residence.name, one.residence.agency.name, one.count, one.value, one.expected, one.adjusted, told,
    )  # fmt: skip


def _chart(found: Comparison, measure, query: str) -> dict:
    """Dots with their addresses, and the limits from one file to the most there are."""
    address = f"{reverse('kpis:measure', args=[measure.code])}?residence={{}}&{query}"
    most = max(one.count for one in found.rows)
    counts = sorted({max(1, round(most * number / STEPS)) for number in range(1, STEPS + 1)})
    ranked = [one for one in found.rows if not one.few]
    if len(ranked) > MOST_RANKED:
        ranked = [*ranked[: MOST_RANKED // 2], *ranked[-MOST_RANKED // 2 :]]
    return {
        "dots": [_dot(one, address) for one in found.rows],
        "ranked": [_dot(one, address) for one in ranked],
        "counts": counts, "limits": [found.limits(one) for one in counts],
        "mean": round(found.funnel.mean * found.factor, 3), "unit": measure.unit.label, "name": measure.name,
    }  # fmt: skip


def _dot(one: Compared, address: str) -> dict:
    return {
        "name": one.residence.name, "x": one.count, "y": round(float(one.adjusted), 2),
        "kind": "few" if one.few else one.verdict or "usual", "url": address.format(one.residence.pk),
    }  # fmt: skip

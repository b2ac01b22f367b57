"""The stock's residences: as a list, a workbook, a map."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel

from ..filters import ResidenceFilter
from ..models import Residence

COLUMNS = {
    "nom": ["words"],
    "commune": ["commune_plain", "words"],
    "agence": ["agency__name", "words"],
    "logements": ["unit_count", "words"],
    "annee": ["built_from", "words"],
}
SHEET = [
    ("Résidence", 32), ("Agence", 22), ("Bailleur", 26), ("Code postal", 11), ("Commune", 22),
    ("Code commune", 13), ("Logements", 11), ("Classes énergie", 15),
    ("Construite à partir de", 13), ("Construite jusqu’à", 13), ("Quartier prioritaire", 12),
    ("Latitude", 12), ("Longitude", 12),
]  # fmt: skip
MOST_POINTS = 10_000
"""Beyond, a browser's map is slow and unreadable: the page asks to filter."""


def _found(request) -> tuple[ResidenceFilter, Sorting]:
    found = ResidenceFilter(request.GET, Residence.objects.visible_to(request.user).current(), request=request)
    return found, Sorting.read(request, COLUMNS, default="nom")


@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(found.qs.select_related("agency")), request)
    context = {"filter": found, "page": page, "sorting": sorting}
    return render(request, partial(request, "housing/residences.html", "rows"), context)


@require_safe
def export(request):
    found, sorting = _found(request)
    rows = sorting.apply(found.qs.select_related("agency", "landlord")).iterator(chunk_size=2000)
    return excel("Résidences", SHEET, (_row(residence) for residence in rows))


def _row(residence):
    return (
        residence.name, residence.agency.name, residence.landlord.name, residence.postal_code,
        residence.commune_name, residence.commune_code, residence.unit_count, " ".join(residence.energy_classes),
        residence.built_from, residence.built_to, residence.has_priority_district, residence.latitude,
        residence.longitude,
    )  # fmt: skip


@require_safe
def on_map(request):
    """The same set, drawn by static/js/stock-map.js from `points`."""
    found, _ = _found(request)
    placed = found.qs.filter(latitude__isnull=False).count()
    context = {"filter": found, "placed": placed, "unplaced": found.qs.count() - placed, "most": MOST_POINTS}
    return render(request, partial(request, "housing/residences_map.html", "map"), context)


@require_safe
def points(request):
    """GeoJSON of the residences that have a position."""
    found, _ = _found(request)
    rows = found.qs.filter(latitude__isnull=False).order_by("pk")[:MOST_POINTS]
    columns = rows.values_list("pk", "name", "commune_name", "unit_count", "latitude", "longitude")
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            "properties": {"id": pk, "name": name, "commune": commune, "homes": homes},
        }
        for pk, name, commune, homes, latitude, longitude in columns
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})

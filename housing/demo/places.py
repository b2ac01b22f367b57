"""The made-up residences as the importer made them, each with its site; and what a file cannot tell of them."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from housing import corrections
from housing.models import (
    Building,
    Document,
    ExternalReference,
    Landlord,
    PlaceAlert,
    Residence,
    Staircase,
    Unit,
)

from .declaration import Declaration
from .sites import HOUSES, STUDENT, TOWER, TOWN, Site

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Estate:
    """A residence of the database and the site it was made from."""

    residence: Residence
    site: Site
    buildings: tuple[Building, ...]
    staircases: tuple[Staircase, ...]

    def homes_per_building(self) -> int:
        return self.site.homes // self.site.buildings


def estates(landlord: Landlord, declaration: Declaration) -> Iterator[Estate]:
    known = {(residence.name, residence.commune_code): residence for residence in landlord.residences.all()}
    buildings, staircases = defaultdict(list), defaultdict(list)
    for building in Building.objects.filter(landlord=landlord).order_by("name", "pk"):
        buildings[building.residence_id].append(building)
    for staircase in Staircase.objects.filter(landlord=landlord).order_by("name", "pk"):
        staircases[staircase.residence_id].append(staircase)
    for site in declaration.sites():
        if residence := known.get((site.name, site.commune.code)):
            yield Estate(residence, site, tuple(buildings[residence.pk]), tuple(staircases[residence.pk]))


def locate(found: list[Estate]) -> None:
    """Where residences stand. One bought building of three is not on the map yet."""
    placed = [estate for estate in found if estate.site.kind != TOWN or estate.site.number % 3 != 2]
    for estate in placed:
        estate.residence.latitude, estate.residence.longitude = estate.site.latitude, estate.site.longitude
    Residence.objects.bulk_update([estate.residence for estate in placed], ["latitude", "longitude"], BATCH // 4)


def warn(found: list[Estate], seed: int, today: dt.date) -> None:
    """The alerts that whoever works there must know."""
    alerts = []
    for estate in found:
        rng = Random(f"{seed}/alerts/{estate.site.number}")
        for kind, title, text, since, until, must in _alerts(estate.site, rng, today):
            alert = PlaceAlert(kind=kind, title=title, text=text, starts_on=since, ends_on=until)
            alert.residence, alert.must_acknowledge = estate.residence, must
            alerts.append(alert)
    PlaceAlert.objects.bulk_create(alerts, BATCH)


def _alerts(site: Site, rng: Random, today: dt.date) -> Iterator[tuple]:
    kind = PlaceAlert.Kind
    survey = dt.date(rng.randint(2013, today.year - 1), rng.randint(1, 12), rng.randint(1, 28))
    if site.year < 1997 and site.kind != HOUSES and rng.random() < 0.75:
        where = rng.choice(("dalles de sol des paliers", "conduits des gaines techniques", "joints de chaufferie"))
        text = "Ne pas percer, poncer ni déposer sans l’avis du service patrimoine."
        yield kind.ASBESTOS, where.capitalize(), text, survey, None, True
    if site.year >= today.year - 9:
        text = "Déclarer tout désordre à l’assureur avant d’intervenir."
        until = dt.date(site.year + 10, 6, 30)
        yield kind.WARRANTY, "Décennale de l’opération", text, dt.date(site.year, 7, 1), until, True
    if site.has_fragile_rails:
        text = "Scellements corrodés constatés. Interdire l’appui, baliser, ne pas accrocher de charge."
        yield kind.STRUCTURAL, "Garde-corps des balcons fragiles", text, today - dt.timedelta(days=47), None, True
    if site.kind == TOWER:
        text = "Clé au local du gardien. Deux personnes au moins, harnais obligatoire."
        yield kind.ACCESS, "Toiture réglementée", text, survey, None, False
    if site.kind == STUDENT:
        text = "Prévenir l’accueil avant toute coupure de l’alarme."
        yield kind.SAFETY, "Établissement sous alarme incendie", text, survey, None, True
    if site.renovated and site.renovated >= today.year - 10 and rng.random() < 0.5:
        until = dt.date(site.renovated + 2, 12, 31)
        text = "Radiateurs et robinets posés à la réhabilitation."
        since = dt.date(site.renovated, 12, 31)
        yield kind.WARRANTY, "Bon fonctionnement des équipements", text, since, until, False


def refer(found: list[Estate]) -> None:
    """What others call these places."""
    rows = []
    for estate in found:
        number, residence = estate.site.number, estate.residence
        old = ExternalReference(allocator="Ancien logiciel de gestion", value=f"P{number:05}")
        meters = [
            ExternalReference(
                building=building, allocator="Réseau électrique (point de livraison)",
                value=f"9600{number:06}{rank:04}",
            )
            for rank, building in enumerate(estate.buildings, start=1)
        ]  # fmt: skip
        for row in (old, *meters):
            row.residence = residence
            rows.append(row)
    ExternalReference.objects.bulk_create(rows, BATCH)


def correct(found: list[Estate], by) -> None:
    """Somebody went and measured: corrections that stand over what the file says."""
    missing = Unit.objects.filter(residence__in=[estate.residence for estate in found[:24]], living_area=None)
    for unit in missing.order_by("landlord_ref")[:3]:
        corrections.state(unit, "living_area", 18 * (unit.rooms or 3) + 7, by=by, source="Mesuré sur place")


def file_documents(found: list[Estate], seed: int, today: dt.date, by) -> int:
    """A few short PDF files, for some twenty residences whatever the size."""
    from weasyprint import HTML  # half a second to load, needed here only

    documents = []
    for estate in found[:24]:
        rng = Random(f"{seed}/documents/{estate.site.number}")
        for kind, title, text in _documents(estate.site):
            if rng.random() < 0.5:
                continue
            on = today - dt.timedelta(days=rng.randint(20, 900))
            page = PAGE.format(title=title, residence=estate.site.name, text=text, day=f"{on:%d/%m/%Y}")
            content = HTML(string=page).write_pdf()
            documents.append(_document(estate, kind, title, content, on, by))
    Document.objects.bulk_create(documents)
    return len(documents)


def _documents(site: Site) -> Iterator[tuple]:
    kind = Document.Kind
    yield (
        kind.DIAGNOSTIC,
        "Diagnostic de performance énergétique collectif",
        "Par bâtiment.",
    )
    if site.year < 1997:
        yield kind.DIAGNOSTIC, "Dossier technique amiante", "Repérage des listes A et B, consignes de sécurité."
    if site.year >= 2012:
        yield kind.WARRANTY, "Attestation d’assurance dommages-ouvrage", "Garantie décennale de l’opération."
    if site.has_lift:
        yield kind.CONTRACT, "Contrat de maintenance des ascenseurs", "Étendue, délais d’intervention, pénalités."
    yield kind.PLAN, "Plan de masse", "Bâtiments, entrées, locaux communs, réseaux."


PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>
<style>@page {{ size: A4; margin: 3cm }} body {{ font-family: sans-serif }}</style></head>
<body><h1>{title}</h1><h2>{residence}</h2><p>{text}</p><p>Établi le {day}.</p>
<p>Document fictif : le bailleur, la résidence et l’adresse n’existent pas.</p></body></html>"""


def _document(estate: Estate, kind: str, title: str, content: bytes, on: dt.date, by) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    document = Document(
        residence=estate.residence, kind=kind, title=title, file_name=f"{title}.pdf", sha256=digest,
        content_type="application/pdf", size=len(content), added_by=by,
        added_at=dt.datetime.combine(on, dt.time(10), dt.UTC),
    )  # fmt: skip
    path = Document._meta.get_field("file").generate_filename(document, document.file_name)
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    document.file.name = path
    return document

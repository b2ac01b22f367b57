"""Builds the demo's stock: the declaration is written, imported as any other, and furnished."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from housing import facts, rpls
from housing.models import Landlord, StockImport

from . import components, names, places, plan
from .declaration import Declaration

AGENCY_FIELD = "LIBSEGPATRIM"


def is_built() -> bool:
    return Landlord.objects.filter(siren=names.SIREN).exists()


def build(declaration: Declaration, folder: Path, today: dt.date, by, say: Callable[[str], None]) -> StockImport:
    """`by`: the planner in whose name it is done."""
    landlord = Landlord.objects.create(
        name=names.LANDLORD, trade_name=names.TRADE_NAME, siren=names.SIREN, siret=names.SIRET,
        ministry_id=names.MINISTRY_ID, address_street="1 place du Confluent", address_town="96000 Montorvel",
    )  # fmt: skip
    done = _import(landlord, declaration, folder, by)
    say(f"{done.dwellings} logements importés, {done.rejected} lignes rejetées")
    found = list(places.estates(landlord, declaration))
    places.locate(found)
    places.warn(found, declaration.seed, today)
    places.refer(found)
    made = components.install(found, declaration.seed, today)
    components.equip(found, declaration.seed, today)
    say(f"{len(found)} résidences, {len(made)} composants")
    works = plan.plan(found, made, declaration.seed, today, by)
    documents = places.file_documents(found, declaration.seed, today, by)
    places.correct(found, by)
    facts.refresh(None)
    say(f"{works} travaux au plan, {documents} documents")
    return done


def _import(landlord: Landlord, declaration: Declaration, folder: Path, by) -> StockImport:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / declaration.file_name
    declaration.write(path)
    stock_import = StockImport.objects.create(
        landlord=landlord, file_name=path.name, size=path.stat().st_size, options={"agency_from": AGENCY_FIELD},
        requested_by=by,
    )  # fmt: skip
    rpls.run_import(stock_import, path, apply=True)
    stock_import.refresh_from_db()
    return stock_import

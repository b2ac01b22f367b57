"""What the preview and the final page show (`StockImport.report`)."""

import re

from housing.models import Landlord, StockImport

from .layout import Layout
from .matching import MOVED, STANDING, differences
from .staging import rows, value

SHOWN = 100
SHOWN_RESIDENCES = 200

PAIRS = "rpls_match match JOIN rpls_typed typed USING (n) JOIN rpls_stock stock ON stock.id = match.unit"
DOOR = "coalesce({0}door, ''), coalesce({0}locator, ''), coalesce({0}landlord_ref, ''), coalesce({0}rpls_id, '')"
ADDRESS = (
    "concat_ws(', ', nullif(btrim(concat_ws(' ', {0}.street_number, {0}.street_type, {0}.street_name)), ''),"
    " btrim(concat_ws(' ', {0}.postal_code, {0}.commune_name)))"
)


def grouping(stock_import: StockImport) -> dict:
    """What the rule made of the file. A residence we already know is shown as it is now."""
    counted = rows("""
        SELECT count(DISTINCT residence_key), count(DISTINCT building_key), count(DISTINCT staircase_key)
        FROM rpls_place
    """)[0]
    sample = rows(
        """
        SELECT coalesce(known.name, min(place.residence)), coalesce(known.commune_name, min(place.commune)),
            coalesce(agency.name, min(wanted.name)), count(DISTINCT building_key), count(DISTINCT staircase_key),
            sum(place.units)::int
        FROM rpls_place place
        LEFT JOIN housing_residence known ON known.landlord_id = %(landlord)s AND known.source_key = residence_key
        LEFT JOIN teams_agency agency ON agency.id = known.agency_id
        LEFT JOIN rpls_agency wanted USING (residence_key)
        GROUP BY residence_key, known.name, known.commune_name, agency.name
        ORDER BY 6 DESC, 1 LIMIT %(shown)s
        """,
        {"landlord": stock_import.landlord_id, "shown": SHOWN_RESIDENCES},
    )
    names = ("residence", "commune", "agency", "buildings", "staircases", "units")
    return {
        **dict(zip(("residences", "buildings", "staircases"), counted, strict=True)),
        "sample": [dict(zip(names, row, strict=True)) for row in sample],
    }


def label(*names: str) -> str:
    name = next((name for name in names if name), "")
    return f"Logement {name}" if name else "Logement sans numéro"


def new_sample(layout: Layout, *, matched: bool) -> list[dict]:
    known = "AND NOT EXISTS (SELECT FROM rpls_match m WHERE m.n = line.n)" if matched else ""
    columns = [layout.column(code) for code in ("NUMAPPT", "COMPLIDENT", "IDENT_INT", "IDENT_REP")]
    sample = rows(f"""
        SELECT line.n, place.street_number, place.street, place.postal_code, place.commune, {", ".join(columns)}
        FROM (SELECT * FROM rpls_line line WHERE problem IS NULL {known} LIMIT {SHOWN}) line
        JOIN rpls_home home ON home.n = line.n JOIN rpls_place place ON place.place = home.place
        ORDER BY line.n
    """)
    return [
        {
            "line": line,
            "address": ", ".join(x for x in (f"{number} {street}".strip(), f"{postal} {commune}".strip()) if x),
            "label": label(*names),
        }
        for line, number, street, postal, commune, *names in sample
    ]


def changes(layout: Layout) -> dict:
    """How many homes change, per field, and the first of them with old and new values."""
    told = differences(layout)
    counts = rows(
        f"SELECT {', '.join(f'count(*) FILTER (WHERE {sql})' for sql in [*told.values(), MOVED])}"
        f" FROM {PAIRS} WHERE match.changed"
    )[0]
    fields = {name: count for name, count in zip([*told, "left_reason"], counts, strict=True) if count}
    returned = value(
        f"SELECT count(*) FROM {PAIRS} WHERE match.changed AND typed.exit = '' AND stock.left_reason <> ''"
    )
    return {"changed_fields": fields, "changed_sample": _changed_sample(told, fields), "returned": returned}


def _changed_sample(told: dict[str, str], fields: dict[str, int]) -> list[dict]:
    names = [name for name in told if name in fields]
    moved = [f"typed.exit, stock.left_reason, {MOVED}"]
    columns = ", ".join([f'typed."{name}"::text, stock."{name}"::text, {told[name]}' for name in names] + moved)
    sample = rows(f"""
        SELECT unit.id, {DOOR.format("unit.")}, {columns}
        FROM {PAIRS} JOIN housing_unit unit ON unit.id = match.unit
        WHERE match.changed ORDER BY match.n LIMIT {SHOWN}
    """)
    found = []
    for pk, door, locator, landlord_ref, rpls_id, *values in sample:
        triples = zip([*names, "left_reason"], values[::3], values[1::3], values[2::3], strict=True)
        told_fields = {name: [old or "", new or ""] for name, new, old, differs in triples if differs}
        found.append({"unit": pk, "label": label(door, locator, landlord_ref, rpls_id), "fields": told_fields})
    return found


def gone_sample(gone: str) -> list[dict]:
    sample = rows(f"""
        SELECT unit.id, {DOOR.format("unit.")}, {ADDRESS.format("unit")} FROM housing_unit unit
        WHERE id IN ({gone}) ORDER BY id LIMIT {SHOWN}
    """)
    return [
        {"unit": pk, "label": label(door, locator, reference, rpls_id), "address": address}
        for pk, door, locator, reference, rpls_id, address in sample
    ]


def kept_corrections(layout: Layout) -> int:
    """Corrections that outlive this file: it says again what they replaced."""
    told = " ".join(f"WHEN '{name}' THEN NOT coalesce({sql}, false)" for name, sql in differences(layout).items())
    return value(f"""
        SELECT count(*) FROM ({STANDING.format(what="unit_id, field")}) standing
        JOIN rpls_match pair ON pair.unit = standing.unit_id
        JOIN rpls_typed typed ON typed.n = pair.n JOIN rpls_stock stock ON stock.id = pair.unit
        WHERE CASE standing.field {told} ELSE true END
    """)


def address_changes(layout: Layout) -> int:
    told = differences(layout)
    moved = [
        told[name] for name in ("commune_code", "street_number", "street_type", "street_name") if name in told
    ]
    return value(f"SELECT count(*) FROM {PAIRS} WHERE match.changed AND ({' OR '.join(moved) or 'false'})")


HEADER = {
    "siret": 14, "ministry_id": 9, "trade_name": 50, "address_recipient": 38, "address_geographic": 38,
    "address_street": 38, "address_locality": 38, "address_town": 38,
}  # fmt: skip
"""Fields of `Landlord` that the declaration's header tells, and their length."""


def learn(landlord: Landlord, header: dict) -> bool:
    """Fill what we did not know of the landlord from the declaration's header."""
    known = False
    for name, longest in HEADER.items():
        text = header.get(name, "")[:longest]
        if name == "siret" and not re.fullmatch(r"\d{14}", text):
            continue
        if text and not getattr(landlord, name):
            setattr(landlord, name, text)
            known = True
    if landlord.siret and not landlord.siren:
        landlord.siren, known = landlord.siret[:9], True
    return known

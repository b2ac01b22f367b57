"""Which home of the stock each line is about (docs/rpls.md).

By the landlord's own reference, else by the register's identifier, else, for homes without a key on one of
the two sides, by what is said of them: first everything the file states, as multisets (two homes that read
the same stay two), then their place, and only where the pairing leaves no choice.

    rpls_typed   the accepted lines with the type of each field
    rpls_stock   the landlord's homes, each field as the last file stated it
    rpls_match   line, home, and what changes
"""

from housing.models import Landlord, Unit

from .layout import Layout
from .staging import exit_reason, reject, rows, run, typed, value

IDENTITY = ("landlord_ref", "rpls_id")
WHERE = (
    "commune_code", "street_number", "street_suffix", "street_type", "street_name", "building_label",
    "block_label", "estate_label", "staircase_label", "entrance", "corridor", "floor", "door", "mailbox",
    "locator", "locality",
)  # fmt: skip
DOORS = ("door", "mailbox", "locator")
SIZE = ("construction", "rooms", "living_area", "built_year")
LOANS = ("financing", "apl_number", "first_let_year")


def compare(layout: Layout, landlord: Landlord) -> None:
    """Pair lines and homes. Afterwards `rpls_match` holds every line that is a home we know."""
    _type_lines(layout)
    _take_stock(layout, landlord)
    run("CREATE TEMP TABLE rpls_match (n int, unit bigint, changed boolean DEFAULT false) ON COMMIT DROP")
    for name in IDENTITY:
        run(f"""
            INSERT INTO rpls_match (n, unit)
            SELECT typed.n, stock.id FROM rpls_typed typed JOIN rpls_stock stock USING ({name})
            WHERE {name} <> '' AND {_free("typed", "stock")}
        """)
    run("ANALYZE rpls_match")
    for lines, homes in (("keyless", "true"), ("NOT keyless", "keyless")):
        if value(f"SELECT EXISTS (SELECT FROM rpls_typed typed WHERE {lines} AND {_free('typed')})"):
            _by_description(layout, lines, homes)
    _reject_taken(layout)
    _mark_changed(layout)


def _reject_taken(layout: Layout) -> None:
    """A line may not take the register's identifier of another home that keeps it.

    A home keeps its identifier when its own line is rejected: look again until no line is.
    """
    while reject(layout, TAKEN):
        run("DELETE FROM rpls_match WHERE n IN (SELECT n FROM rpls_reject)")
        run("DELETE FROM rpls_typed WHERE n IN (SELECT n FROM rpls_reject)")


TAKEN = """
    SELECT typed.n, 'IDENT_REP « ' || typed.rpls_id || ' » : déjà celui d’un autre logement'
    FROM rpls_typed typed
    JOIN rpls_stock other ON other.rpls_id = typed.rpls_id
    LEFT JOIN rpls_match mine ON mine.n = typed.n
    LEFT JOIN rpls_match theirs ON theirs.unit = other.id
    LEFT JOIN rpls_typed said ON said.n = theirs.n
    WHERE typed.rpls_id <> '' AND other.id IS DISTINCT FROM mine.unit AND coalesce(said.rpls_id, '') = ''
"""


def _type_lines(layout: Layout) -> None:
    columns = ", ".join(f'{sql} AS "{name}"' for name, sql in typed(layout).items())
    run(f"""
        CREATE TEMP TABLE rpls_typed ON COMMIT DROP AS
            SELECT n, {exit_reason(layout)} AS exit,
                landlord_mark IS NULL AND rpls_mark IS NULL AS keyless, {columns}
            FROM rpls_home home JOIN rpls_line line USING (n);
        CREATE INDEX ON rpls_typed (n);
        ANALYZE rpls_typed
    """)


def _take_stock(layout: Layout, landlord: Landlord) -> None:
    """Copy what is compared; where a person corrected a field, take back the value the file had given."""
    columns = ", ".join(f'"{name}"' for name in dict.fromkeys([*IDENTITY, "commune_code", *_names(layout)]))
    run(
        f"""
        CREATE TEMP TABLE rpls_stock ON COMMIT DROP AS
            SELECT id, left_on, left_reason, residence_id, landlord_ref = '' AND rpls_id = '' AS keyless, {columns}
            FROM housing_unit WHERE landlord_id = %(landlord)s;
        CREATE INDEX ON rpls_stock (id);
        ANALYZE rpls_stock
        """,
        {"landlord": landlord.pk},
    )
    for (name,) in rows(STANDING.format(what="DISTINCT field")):
        if name in _names(layout):
            run(f"""
                UPDATE rpls_stock stock SET "{name}" = {_from_text(name, "told.replaced")}
                FROM ({STANDING.format(what="unit_id, replaced")} AND field = '{name}') told
                WHERE told.unit_id = stock.id
            """)


STANDING = """
    SELECT {what} FROM housing_fieldstatement statement JOIN rpls_stock ON rpls_stock.id = unit_id
    WHERE ended_at IS NULL
"""


def _names(layout: Layout) -> list[str]:
    return [field.name for field in layout.held]


def _from_text(name: str, source: str) -> str:
    """SQL: a statement's text as the field's type."""
    kind = Unit._meta.get_field(name).get_internal_type()
    if kind == "CharField":
        return source
    if kind == "BooleanField":
        return f"CASE lower({source}) WHEN 'true' THEN true WHEN 'false' THEN false END"
    if kind == "DateField":
        return f"CASE WHEN {source} ~ '^\\d{{4}}-\\d\\d-\\d\\d$' THEN {source}::date END"
    return f"CASE WHEN {source} ~ '^-?\\d{{1,9}}$' THEN {source}::integer END"


def _free(lines: str = "", homes: str = "") -> str:
    """SQL: not yet matched."""
    told = [f"NOT EXISTS (SELECT FROM rpls_match m WHERE m.n = {lines}.n)"] if lines else []
    told += [f"NOT EXISTS (SELECT FROM rpls_match m WHERE m.unit = {homes}.id)"] if homes else []
    return " AND ".join(told)


def _by_description(layout: Layout, lines: str, homes: str) -> None:
    names = [name for name in _names(layout) if name not in IDENTITY]
    told = [name for name in WHERE if name in names]
    size = [name for name in SIZE if name in names]
    loans = [name for name in LOANS if name in names]
    _pair(names, lines, homes, "true")
    certain = f"(held = offered OR {_door(told)})"
    _pair([*told, *size, *loans], lines, homes, certain)
    _pair([*told, *size], lines, homes, certain)
    _pair(told, lines, homes, f"held = 1 AND offered = 1 AND {_door(told)}")


def _door(names: list[str]) -> str:
    """SQL: the key names one door of the landing."""
    doors = [f"btrim(\"{name}\", '0 ') <> ''" for name in DOORS if name in names]
    return f"({' OR '.join(doors)})" if doors else "false"


def _pair(names: list[str], lines: str, homes: str, certain: str) -> None:
    """Pair the n-th line that says this with the n-th home that says this, homes present first."""
    key = "md5(concat_ws(E'\\x1f', " + ", ".join(f"coalesce(\"{name}\"::text, '')" for name in names) + "))"
    door = _door(names)
    run(f"""
        INSERT INTO rpls_match (n, unit)
        SELECT line.n, home.id FROM (
            SELECT n, {key} AS key, {door} AS door, row_number() OVER (PARTITION BY {key} ORDER BY n) AS rank,
                count(*) OVER (PARTITION BY {key}) AS offered
            FROM rpls_typed typed WHERE {lines} AND {_free("typed")}
        ) line JOIN (
            SELECT id, {key} AS key, count(*) OVER (PARTITION BY {key}) AS held,
                row_number() OVER (PARTITION BY {key} ORDER BY left_on NULLS FIRST, id) AS rank
            FROM rpls_stock stock WHERE {homes} AND left_reason IN ('', 'A') AND {_free(homes="stock")}
        ) home USING (key, rank)
        WHERE {certain.replace(door, "door")}
    """)


def differences(layout: Layout, lines: str = "typed", homes: str = "stock") -> dict[str, str]:
    """Per field: SQL that says whether the line states something new. An identifier is never taken away."""
    found = {name: f'{lines}."{name}" IS DISTINCT FROM {homes}."{name}"' for name in _names(layout)}
    for name in IDENTITY:
        if name in found:
            found[name] = f"({lines}.{name} <> '' AND {found[name]})"
    return found


MOVED = "typed.exit <> stock.left_reason"
"""Left, come back, or left for another reason."""


def _mark_changed(layout: Layout) -> None:
    named = _names(layout)
    told = ", ".join(f'typed."{name}"' for name in named if name not in IDENTITY)
    held = told.replace("typed.", "stock.")
    keys = [sql for name, sql in differences(layout).items() if name in IDENTITY]
    run(f"""
        UPDATE rpls_match match SET changed = true FROM rpls_typed typed, rpls_stock stock
        WHERE typed.n = match.n AND stock.id = match.unit
            AND (({told}) IS DISTINCT FROM ({held}) OR {" OR ".join([*keys, MOVED])});
        CREATE INDEX ON rpls_match (n);
        CREATE INDEX ON rpls_match (unit);
        ANALYZE rpls_match
    """)

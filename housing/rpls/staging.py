"""The file in temporary tables: its lines, what each line is worth, where its home belongs.

rpls_line    every line as read: number, reason of rejection, raw line, one text per column (f0 … fn)
rpls_reject  rejected lines: number, reason, raw line
rpls_home    the accepted lines: number, keys, place, agency
rpls_place   the distinct places of the homes, with the keys and names of `places.place_of`
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.db import DatabaseError, connection, transaction
from psycopg._acompat import Queue
from psycopg.copy import QueuedLibpqWriter

from .fields import BY_CODE, HELD
from .layout import Layout
from .places import LABELS, Labels, place_of

TABLES = ("line", "reject", "home", "place", "typed", "stock", "match", "agency", "spot")
COPY_OPTIONS = "(DELIMITER ';', NULL '')"
"""PostgreSQL's own format: it takes a tenth less than its CSV."""
MARKS = {"IDENT_INT": "landlord_mark", "IDENT_REP": "rpls_mark"}
BATCH = 5000
FIRST_LINE = 2
"""The first line is the header."""


class _Ahead(QueuedLibpqWriter):
    """The next blocks are read while the server works on this one."""

    def __init__(self, cursor):
        super().__init__(cursor)
        self._queue = Queue(maxsize=12)  # psycopg's own would hold a whole file in memory


def run(sql: str, params: dict | None = None) -> int:
    """Execute one statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def rows(sql: str, params: dict | list | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def value(sql: str, params: dict | list | None = None):
    return rows(sql, params)[0][0]


def prepare() -> None:
    """Settings of this transaction, and no table left by an import before it.

    Every statement takes whole sets: a nested loop is always the planner's mistake about a fresh table.
    """
    run("""
        SET LOCAL work_mem = '128MB'; SET LOCAL datestyle = 'ISO, DMY'; SET LOCAL statement_timeout = 0;
        SET LOCAL enable_nestloop = off; SET LOCAL default_statistics_target = 10
    """)
    # A session that has used temporary tables before keeps the buffers it has.
    with suppress(DatabaseError), transaction.atomic():
        run("SET LOCAL temp_buffers = '64MB'")
    drop()


def finish() -> None:
    """Leave the transaction as it was found: whoever goes on in it joins small tables to large ones."""
    drop()
    run("SET LOCAL enable_nestloop = on")


def drop() -> None:
    run("".join(f"DROP TABLE IF EXISTS pg_temp.rpls_{name};" for name in TABLES))
    run("DROP SEQUENCE IF EXISTS pg_temp.rpls_number")


def load(layout: Layout, blocks: Iterable[bytes]) -> None:
    """COPY the staging lines, the columns looked at most first: a reader of a row stops at the last it needs."""
    names = [f"f{position}" for position in range(len(layout.codes))]
    looked_at = [layout.column(code) for code in (*MARKS, *LABELS) if layout.position(code) is not None]
    types = {
        name: BY_CODE[code].kind.staged if code in BY_CODE else "text"
        for name, code in zip(names, layout.codes, strict=True)
    }
    columns = ", ".join(f"{name} {types[name]}" for name in dict.fromkeys([*looked_at, *names]))
    run(f"""
        CREATE TEMP SEQUENCE rpls_number START {FIRST_LINE} CACHE 10000;
        CREATE TEMP TABLE rpls_line
            (n int DEFAULT nextval('pg_temp.rpls_number'), problem text, raw text, {columns}) ON COMMIT DROP
    """)
    told = f"COPY rpls_line (problem, raw, {', '.join(names)}) FROM STDIN {COPY_OPTIONS}"
    with connection.connection.cursor() as cursor, cursor.copy(told, writer=_Ahead(cursor)) as copy:
        for block in blocks:
            copy.write(block)


def sort_out(layout: Layout, agency_from: str, rejected: int) -> None:
    """Homes on one side, rejected lines on the other."""
    labels = ", ".join(layout.column(code) for code in LABELS[:-2])
    house = f"CASE WHEN {layout.column('TYPECONST')} = 'I' THEN {layout.column('CONSTRUCT')} END"
    agency = f"{layout.column(agency_from)}::text"
    run(f"""
        CREATE TEMP TABLE rpls_reject ON COMMIT DROP AS
            SELECT n, problem AS reason, coalesce(raw, '') AS raw FROM rpls_line WHERE problem IS NOT NULL
            LIMIT {rejected};
        CREATE TEMP TABLE rpls_home ON COMMIT DROP AS
            SELECT n, {_mark(layout, "IDENT_INT")} AS landlord_mark, {_mark(layout, "IDENT_REP")} AS rpls_mark,
                hash_record_extended(ROW({labels}, {layout.column("TYPECONST")}, {house}), 0) AS place,
                {agency} AS agency
            FROM rpls_line WHERE problem IS NULL
    """)
    run("ANALYZE rpls_home (n, place)")


def _mark(layout: Layout, code: str) -> str:
    """SQL: a number for the key, to look for twins without carrying the text about."""
    return f"hashtextextended({layout.column(code)}, 0)"


def _keys_with_twins(source, layout: Layout) -> list[str]:
    """The keys that more than one home has. Takes a connection: it is asked from a thread."""
    codes = [code for code in MARKS if layout.position(code) is not None]
    if not codes:
        return []
    told = (f"(SELECT count({MARKS[code]}) > count(DISTINCT {MARKS[code]}) FROM rpls_home)" for code in codes)
    found = source.execute(f"SELECT {', '.join(told)}").fetchone()
    return [code for code, has_twins in zip(codes, found, strict=True) if has_twins]


def _reject_twins(layout: Layout, code: str) -> None:
    """A key seen twice rejects the later line."""
    key, mark = layout.column(code), MARKS[code]
    alike = f"SELECT {mark} FROM rpls_home WHERE {mark} IS NOT NULL GROUP BY 1 HAVING count(*) > 1"
    ranked = f"""
        SELECT line.n, {key} AS key, min(line.n) OVER (PARTITION BY {key}) AS first
        FROM ({alike}) alike JOIN rpls_home USING ({mark}) JOIN rpls_line line USING (n)
    """
    reason = f"'{code} « ' || left(key, 40) || ' » : déjà à la ligne ' || first"
    reject(layout, f"SELECT n, {reason} FROM ({ranked}) twin WHERE n > first")


def reject(layout: Layout, selection: str) -> int:
    """Turn homes into rejected lines. `selection` gives their number and the reason."""
    raw = " || ';' || ".join(
        f"CASE WHEN f{i}::text ~ '[;\"]' THEN '\"' || replace(f{i}::text, '\"', '\"\"') || '\"'"
        f" ELSE coalesce(f{i}::text, '') END"
        for i in range(len(layout.codes))
    )
    count = run(f"""
        INSERT INTO rpls_reject SELECT n, reason, {raw}
        FROM ({selection}) AS told (n, reason) JOIN rpls_line USING (n)
    """)
    if count:
        run("DELETE FROM rpls_home USING rpls_reject WHERE rpls_reject.n = rpls_home.n")
    return count


def find_places(layout: Layout) -> None:
    """Apply the grouping rule to each distinct set of labels, in the order of the file, once no home has the key
    of another."""
    if twins := _place(layout, beside=_keys_with_twins):
        for code in twins:
            _reject_twins(layout, code)
        _place(layout)
    run("ANALYZE rpls_place (place, n, residence_key, building_key, staircase_key)")


def _place(layout: Layout, beside: Callable[..., list[str]] | None = None) -> list[str]:
    """The server does `beside` while we name the first places; if that finds anything, they are not written."""
    run("""
        DROP TABLE IF EXISTS pg_temp.rpls_spot, pg_temp.rpls_place;
        CREATE TEMP TABLE rpls_spot ON COMMIT DROP AS
            SELECT place, min(n) AS n, max(n) AS last, count(*)::int AS units FROM rpls_home GROUP BY place;
        CREATE TEMP TABLE rpls_place (place bigint, n int, units int, residence_key uuid, building_key uuid,
            staircase_key uuid, residence text, building text, staircase text, street_number text, street text,
            commune_code text, commune text, postal_code text, words text) ON COMMIT DROP;
        ANALYZE rpls_spot
    """)
    labels = ", ".join(f"coalesce({layout.column(code)}::text, '')" for code in LABELS)
    source = connection.connection.cursor(name="rpls_places")
    with source, connection.cursor() as target, ThreadPoolExecutor(1) as aside:
        source.execute(
            f"SELECT place, spot.n, units, {labels} FROM rpls_spot spot JOIN rpls_line line USING (n) ORDER BY n"
        )
        while batch := source.fetchmany(BATCH):
            asked = aside.submit(beside, connection.connection, layout) if beside else None
            places = [(*spot[:3], *place_of(Labels._make(spot[3:]))) for spot in batch]
            if asked and (found := asked.result()):
                return found
            beside = None
            with target.copy("COPY rpls_place FROM STDIN") as copy:
                for place in places:
                    copy.write_row(place)
    return []


def typed(layout: Layout, alias: str = "line") -> dict[str, str]:
    """For each field of `Unit` a file may state: the SQL that types its staged text (defaults included)."""
    texts = {field.name: "''" for field in HELD if "coalesce" in field.kind.typed}
    found = {field.name: texts.get(field.name, "NULL") for field in HELD}
    for field in layout.held:
        found[field.name] = field.kind.typed.format(f"{alias}.{layout.column(field.code)}")
    return found


def exit_reason(layout: Layout, alias: str = "line") -> str:
    """SORTIEPATRIM, where 9 and nothing mean that the home is still there."""
    if layout.position("SORTIEPATRIM") is None:
        return "''"
    return f"coalesce(nullif({alias}.{layout.column('SORTIEPATRIM')}, '9'), '')"

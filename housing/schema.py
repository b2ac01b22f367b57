"""Database objects that Django's models cannot say: composite keys that keep a place whole, plain words."""

from django.db.migrations.operations import RunSQL

# Lower case, no accents, words separated and framed by one space: `LIKE '% lil%'` finds a word by its start.
# What is one space already is left alone: the same words, at a quarter of the time.
# `unaccent` is only STABLE because its dictionary may change; ours never does, so indexes may use it.
PLAIN = """
CREATE FUNCTION palier_plain(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ' ' || trim(regexp_replace(
        lower(public.unaccent('public.unaccent', value)), ' *[^a-z0-9 ][^a-z0-9]*|  +', ' ', 'g'
    )) || ' '
$$
"""
DROP_PLAIN = "DROP FUNCTION palier_plain(text)"

WORK_NUMBERS = "CREATE SEQUENCE housing_plannedwork_reference"
DROP_WORK_NUMBERS = "DROP SEQUENCE housing_plannedwork_reference"

# A residence is counted anew whenever its homes change: room beside each row spares its indexes.
ROOM = "ALTER TABLE housing_residence SET (fillfactor = 50)"
FULL = "ALTER TABLE housing_residence RESET (fillfactor)"


def composite_key(table: str, columns: list[str], target: str, target_columns: list[str]) -> RunSQL:
    """A foreign key on several columns that follows its target when that moves (ON UPDATE CASCADE)."""
    name = f"{table}_{'_'.join(columns)}_whole"[:63]
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({', '.join(columns)}) "
        f"REFERENCES {target} ({', '.join(target_columns)}) ON UPDATE CASCADE",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def placed_keys(table: str) -> list[RunSQL]:
    """The keys of a `Placed` model: its building and staircase belong to its residence, and move with it."""
    return [
        composite_key(table, ["building_id", "residence_id"], "housing_building", ["id", "residence_id"]),
        composite_key(table, ["staircase_id", "residence_id"], "housing_staircase", ["id", "residence_id"]),
    ]

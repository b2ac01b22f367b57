"""Database objects that Django's models cannot say: composite keys that keep a place whole."""

from django.db.migrations.operations import RunSQL


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

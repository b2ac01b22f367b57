"""The stock written from the staging tables, set by set: places, new homes, changed homes, gone homes."""

from django.utils import timezone

from housing import facts
from housing.models import StockImport

from .filling import BIG, filled
from .layout import Layout
from .matching import differences
from .staging import exit_reason, run, typed, value

RESIDENCES = """
INSERT INTO housing_residence (landlord_id, agency_id, name, commune_code, commune_name, postal_code, source_key,
    unit_count, energy_classes, has_priority_district)
SELECT %(landlord)s, agency.id, first.residence, first.commune_code, first.commune, left(first.postal_code, 5),
    residence_key, 0, '{}', false
FROM (
    SELECT DISTINCT ON (residence_key) place.* FROM rpls_place place
    WHERE {wanted}
    ORDER BY residence_key, place.n
) first JOIN rpls_agency agency USING (residence_key)
WHERE NOT EXISTS (
    SELECT FROM housing_residence known WHERE known.landlord_id = %(landlord)s AND known.source_key = residence_key
)
ORDER BY first.n
"""

# A residence merged into another sends what comes later to that other, however long the chain.
BUILDINGS = """
WITH RECURSIVE target (residence_key, id, merged_into_id) AS (
    SELECT source_key, id, merged_into_id FROM housing_residence
    WHERE landlord_id = %(landlord)s AND source_key IN (SELECT residence_key FROM rpls_place)
    UNION
    SELECT residence_key, next.id, next.merged_into_id FROM target JOIN housing_residence next
        ON next.id = target.merged_into_id
)
INSERT INTO housing_building (landlord_id, residence_id, name, source_key)
SELECT %(landlord)s, target.id, first.building, building_key
FROM (
    SELECT DISTINCT ON (building_key) place.* FROM rpls_place place
    WHERE {wanted}
    ORDER BY building_key, place.n
) first JOIN target USING (residence_key)
WHERE target.merged_into_id IS NULL AND NOT EXISTS (
    SELECT FROM housing_building known WHERE known.landlord_id = %(landlord)s AND known.source_key = building_key
)
ORDER BY first.n
"""

STAIRCASES = """
INSERT INTO housing_staircase (landlord_id, residence_id, building_id, name, street_number, street, postal_code,
    commune_name, source_key, search_text)
SELECT %(landlord)s, building.residence_id, building.id, staircase.name, staircase.street_number, staircase.street,
    staircase.postal_code, staircase.commune_name, staircase_key, {words}
FROM (
    SELECT DISTINCT ON (staircase_key) n, building_key, staircase_key, staircase AS name, street_number, street,
        left(postal_code, 5) AS postal_code, commune AS commune_name
    FROM rpls_place place
    WHERE {wanted}
    ORDER BY staircase_key, n
) staircase
JOIN (
    SELECT staircase_key, string_agg(words, ' ' ORDER BY words) AS words
    FROM (SELECT DISTINCT staircase_key, words FROM rpls_place) told GROUP BY staircase_key
) label USING (staircase_key)
JOIN housing_building building
    ON building.landlord_id = %(landlord)s AND building.source_key = staircase.building_key
JOIN housing_residence residence ON residence.id = building.residence_id
WHERE NOT EXISTS (
    SELECT FROM housing_staircase known WHERE known.landlord_id = %(landlord)s AND known.source_key = staircase_key
)
ORDER BY staircase.n
"""


RESIDENCE, BUILDING, STAIRCASE, UNIT = (
    f"housing_{name}" for name in ("residence", "building", "staircase", "unit")
)  # fmt: skip
LOOKED_AT = {
    RESIDENCE: "id, landlord_id, agency_id, source_key",
    BUILDING: "id, landlord_id, residence_id, source_key",
    STAIRCASE: "id, landlord_id, residence_id, building_id, source_key",
    UNIT: "landlord_id, residence_id, staircase_id, landlord_ref, left_on",
}
"""What the planner needs of them at once; autovacuum sees to the other columns."""
TIDY = "SELECT coalesce(sum(last - n + 1) < 1.5 * sum(units), true) FROM rpls_spot"
"""The file tells its homes place by place: no need to sort them."""


class Writer:
    def __init__(self, layout: Layout, stock_import: StockImport, *, matched: bool):
        self.layout, self.stock_import, self.matched = layout, stock_import, matched
        self.params = {
            "landlord": stock_import.landlord_id, "import": stock_import.pk, "today": timezone.localdate(),
        }  # fmt: skip
        self.looked_at = False
        """Whether the planner knows the homes as they are now."""

    @staticmethod
    def look(*tables: str) -> None:
        """Have the planner look at these tables; at all of them when none is named."""
        run("ANALYZE " + ", ".join(f"{table} ({LOOKED_AT[table]})" for table in tables or LOOKED_AT))

    @property
    def _new(self) -> str:
        """SQL: the line is no home we know."""
        return "NOT EXISTS (SELECT FROM rpls_match m WHERE m.n = home.n)" if self.matched else "true"

    def places(self) -> None:
        """Create the residences, buildings and staircases that new homes need and nobody has yet."""
        wanted = f"EXISTS (SELECT FROM rpls_home home WHERE home.place = place.place AND {self._new})"
        wanted = wanted if self.matched else "true"
        with filled(RESIDENCE, self.stock_import.created, LOOKED_AT[RESIDENCE], foreign=False):
            run(RESIDENCES.replace("{wanted}", wanted), self.params)
        run(BUILDINGS.replace("{wanted}", wanted), self.params)
        if self.stock_import.created > BIG:
            self.look(BUILDING)
        with filled(STAIRCASE, self.stock_import.created, LOOKED_AT[STAIRCASE]):
            run(STAIRCASES.replace("{wanted}", wanted).replace("{words}", facts.WORDS), self.params)

    def create(self) -> int:
        with filled(UNIT, self.stock_import.created, LOOKED_AT[UNIT]) as self.looked_at:
            return self._create()

    def _create(self) -> int:
        columns = typed(self.layout)
        order = "" if value(TIDY) else "ORDER BY staircase.residence_id, staircase.id, home.n"
        names = ", ".join(f'"{name}"' for name in columns)
        reason = exit_reason(self.layout)
        return run(
            f"""
            INSERT INTO housing_unit (landlord_id, residence_id, staircase_id, stated_by_id, stated_on, left_on,
                left_reason, {names})
            SELECT %(landlord)s, staircase.residence_id, staircase.id, %(import)s, %(today)s,
                CASE WHEN {reason} <> '' THEN %(today)s::date END, {reason}, {", ".join(columns.values())}
            FROM rpls_home home
            JOIN rpls_line line USING (n)
            JOIN rpls_place place USING (place)
            JOIN housing_staircase staircase
                ON staircase.landlord_id = %(landlord)s AND staircase.source_key = place.staircase_key
            WHERE {self._new}
            {order}
            """,
            self.params,
        )

    def change(self) -> int:
        """Write what the file says anew; a person's correction stands while the file repeats itself."""
        assigned = ", ".join(
            f'"{name}" = CASE WHEN {sql} THEN typed."{name}" ELSE unit."{name}" END'
            for name, sql in differences(self.layout).items()
        )
        self._end_statements()
        self._free_identifiers()
        return run(
            f"""
            UPDATE housing_unit unit SET {assigned}, stated_by_id = %(import)s, stated_on = %(today)s,
                left_on = CASE WHEN typed.exit = '' THEN NULL
                    WHEN unit.left_reason = typed.exit THEN unit.left_on ELSE %(today)s END,
                left_reason = typed.exit
            FROM rpls_match match JOIN rpls_typed typed USING (n) JOIN rpls_stock stock ON stock.id = match.unit
            WHERE match.changed AND unit.id = match.unit
            """,
            self.params,
        )

    def _end_statements(self) -> None:
        """The file gives a new value: the correction has done its time."""
        for name, sql in differences(self.layout).items():
            run(
                f"""
                UPDATE housing_fieldstatement statement SET ended_at = now()
                FROM rpls_match match JOIN rpls_typed typed USING (n)
                JOIN rpls_stock stock ON stock.id = match.unit
                WHERE statement.unit_id = match.unit AND statement.ended_at IS NULL AND statement.field = '{name}'
                    AND match.changed AND {sql}
                """
            )

    def _free_identifiers(self) -> None:
        """Two homes may exchange an identifier: let go before taking."""
        for name in ("rpls_id", "landlord_ref"):
            if name in differences(self.layout):
                run(f"""
                    UPDATE housing_unit unit SET {name} = ''
                    FROM rpls_match match JOIN rpls_typed typed USING (n)
                    JOIN rpls_stock other ON other.{name} = typed.{name} AND other.id <> match.unit
                    WHERE typed.{name} <> '' AND match.changed AND unit.id = other.id
                """)

    def leave(self, gone: str) -> int:
        """Homes absent from the file left the stock; they are never deleted."""
        return run(
            f"""
            UPDATE housing_unit SET left_on = %(today)s, left_reason = 'A', stated_by_id = %(import)s,
                stated_on = %(today)s
            WHERE id IN ({gone})
            """,
            self.params,
        )

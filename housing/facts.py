"""Facts of places kept beside them, so that lists filter, sort and search at any size.

`Residence.unit_count` to `has_priority_district` count the homes present in the stock; `Staircase.search_text`
holds every word one may say of the place. Whatever changes a home, a name or an address calls `refresh` in the
same transaction. Rows that are already right are not written.
"""

from collections.abc import Iterable

from django.db import connection

from . import quality

CLASSES = ", ".join(
    f"CASE WHEN homes.classes & {1 << place} > 0 THEN '{letter}'::varchar END"
    for place, letter in enumerate("ABCDEFG")
)

RESIDENCES = """
UPDATE housing_residence residence
SET unit_count = fact.unit_count, energy_classes = fact.energy_classes, built_from = fact.built_from,
    built_to = fact.built_to, has_priority_district = fact.has_priority_district
FROM (
    SELECT known.id, coalesce(unit_count, 0) AS unit_count,
        array_remove(ARRAY[{classes}], NULL) AS energy_classes, homes.built_from, homes.built_to,
        coalesce(homes.has_priority_district, false) AS has_priority_district
    FROM (SELECT id FROM housing_residence WHERE {residence_filter}) known
    LEFT JOIN (
        SELECT residence_id, count(*) AS unit_count,
            bit_or(1 << ascii(energy_class) - ascii('A')) FILTER (WHERE energy_class <> '') AS classes,
            min(built_year) AS built_from, max(built_year) AS built_to,
            bool_or(priority_district) AS has_priority_district
        FROM housing_unit
        WHERE left_on IS NULL AND {unit_filter}
        GROUP BY residence_id
    ) homes ON homes.residence_id = known.id
) fact
WHERE fact.id = residence.id
    AND (residence.unit_count, residence.energy_classes, residence.built_from, residence.built_to,
         residence.has_priority_district)
        IS DISTINCT FROM
        (fact.unit_count, fact.energy_classes, fact.built_from, fact.built_to, fact.has_priority_district)
"""

WORDS = """coalesce(palier_plain(concat_ws(' ', residence.name, building.name, staircase.name,
    staircase.street_number, staircase.street, staircase.postal_code, staircase.commune_name,
    residence.commune_name, label.words)), '')"""
"""SQL of a staircase's `search_text`, from rows so named; `label.words` are the file's names for the place."""

STAIRCASES = """
WITH label AS (
    SELECT staircase_id, string_agg(concat_ws(' ', estate_label, locality), ' ' ORDER BY estate_label, locality)
        AS words
    FROM (SELECT DISTINCT staircase_id, estate_label, locality FROM housing_unit WHERE {unit_filter}) told
    GROUP BY staircase_id
), said AS (
    SELECT staircase.id, {words} AS words
    FROM housing_staircase staircase
    JOIN housing_building building ON building.id = staircase.building_id
    JOIN housing_residence residence ON residence.id = staircase.residence_id
    LEFT JOIN label ON label.staircase_id = staircase.id
    WHERE {staircase_filter}
)
UPDATE housing_staircase staircase SET search_text = said.words
FROM said
WHERE said.id = staircase.id AND staircase.search_text <> said.words
"""


def refresh(residence_ids: Iterable[int] | None) -> None:
    """Recompute the facts of these residences and of their staircases; of all when None."""
    ids = None if residence_ids is None else list(residence_ids)
    count_homes(ids)
    say_staircases(ids)


def count_homes(ids: list[int] | None) -> None:
    """The facts of the residences alone, and how complete their data are."""
    if ids is not None and len(ids) > quality.MANY:
        ids = None
    _run(RESIDENCES, ids)
    quality.refresh(ids)


def say_staircases(ids: list[int] | None) -> None:
    """The words of these residences' staircases alone."""
    _run(STAIRCASES, ids)


def _run(sql: str, ids: list[int] | None) -> None:
    if ids is not None and not ids:
        return
    filters = {
        "residence_filter": "true" if ids is None else "id = ANY(%(ids)s)",
        "unit_filter": "true" if ids is None else "residence_id = ANY(%(ids)s)",
        "staircase_filter": "true" if ids is None else "staircase.residence_id = ANY(%(ids)s)",
    }
    with connection.cursor() as cursor:
        cursor.execute(sql.format(classes=CLASSES, words=WORDS, **filters), {"ids": ids})

from django.db import migrations

from housing.schema import composite_key, placed_keys

# Lower case, no accents, words separated and framed by one space: `LIKE '% lil%'` finds a word by its start.
# `unaccent` is only STABLE because its dictionary may change; ours never does, so indexes may use it.
PLAIN = """
CREATE FUNCTION palier_plain(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ' ' || trim(regexp_replace(lower(public.unaccent('public.unaccent', value)), '[^a-z0-9]+', ' ', 'g')) || ' '
$$
"""


class Migration(migrations.Migration):
    dependencies = [("housing", "0002_initial")]

    operations = [
        migrations.RunSQL(PLAIN, "DROP FUNCTION palier_plain(text)"),
        composite_key(
            "housing_building", ["residence_id", "landlord_id"], "housing_residence", ["id", "landlord_id"]
        ),
        composite_key(
            "housing_staircase",
            ["building_id", "residence_id", "landlord_id"],
            "housing_building",
            ["id", "residence_id", "landlord_id"],
        ),
        composite_key(
            "housing_unit",
            ["staircase_id", "residence_id", "landlord_id"],
            "housing_staircase",
            ["id", "residence_id", "landlord_id"],
        ),
        *[
            key
            for name in ("component", "equipment", "plannedwork", "placealert", "document", "externalreference")
            for key in placed_keys(f"housing_{name}")
        ],
    ]

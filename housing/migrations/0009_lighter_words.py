from django.db import migrations

# What is one space already is left alone: the same words, at a quarter of the time.
PLAIN = """
CREATE OR REPLACE FUNCTION palier_plain(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ' ' || trim(regexp_replace(
        lower(public.unaccent('public.unaccent', value)), ' *[^a-z0-9 ][^a-z0-9]*|  +', ' ', 'g'
    )) || ' '
$$
"""
BEFORE = """
CREATE OR REPLACE FUNCTION palier_plain(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ' ' || trim(regexp_replace(lower(public.unaccent('public.unaccent', value)), '[^a-z0-9]+', ' ', 'g')) || ' '
$$
"""
# A residence is counted anew whenever its homes change: room beside each row spares its indexes.
ROOM = "ALTER TABLE housing_residence SET (fillfactor = 50)"
FULL = "ALTER TABLE housing_residence RESET (fillfactor)"


class Migration(migrations.Migration):
    dependencies = [("housing", "0008_words_of_staircases")]

    operations = [migrations.RunSQL(PLAIN, BEFORE), migrations.RunSQL(ROOM, FULL)]

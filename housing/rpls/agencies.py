"""Where new residences go: the agency of each, by the column of the file that was chosen."""

from teams.models import Agency

from . import staging
from .layout import Layout
from .naming import plain, readable

HEAD_OFFICE = "Siège"


def find(layout: Layout, options: dict) -> list[str]:
    """The agency of each residence of the file, its most frequent one; warnings in French."""
    staging.run("CREATE TEMP TABLE rpls_agency (residence_key uuid, name text, id bigint) ON COMMIT DROP")
    default = options.get("agency") or HEAD_OFFICE
    staging.run(
        """
        INSERT INTO rpls_agency (residence_key, name)
        SELECT DISTINCT ON (residence_key) residence_key, coalesce(agency, %(default)s) FROM (
            SELECT residence_key, agency, count(*) AS homes FROM rpls_home JOIN rpls_place USING (place)
            GROUP BY residence_key, agency
        ) told ORDER BY residence_key, agency IS NULL, homes DESC, agency
        """,
        {"default": default},
    )
    names = {plain(name): name for name in Agency.objects.values_list("name", flat=True)}
    told = [name for (name,) in staging.rows("SELECT DISTINCT name FROM rpls_agency ORDER BY name")]
    known = [names.setdefault(plain(name), readable(name, 100) or default) for name in told]
    staging.run(
        """
        UPDATE rpls_agency SET name = known.name
        FROM unnest(%(told)s::text[], %(known)s::text[]) AS known (told, name)
        WHERE rpls_agency.name = known.told
        """,
        {"told": told, "known": known},
    )
    agency_from = options.get("agency_from")
    if agency_from and layout.position(agency_from) is None:
        return [f"Le fichier n’a pas de colonne {agency_from} : l’agence est « {default} »."]
    return []


def create(landlord: int) -> None:
    """Those that residences nobody knows yet need."""
    staging.run(
        """
        INSERT INTO teams_agency (name) SELECT DISTINCT name FROM rpls_agency wanted
        WHERE NOT EXISTS (
            SELECT FROM housing_residence known WHERE known.landlord_id = %(landlord)s
                AND known.source_key = wanted.residence_key
        )
        ON CONFLICT DO NOTHING
        """,
        {"landlord": landlord},
    )
    staging.run(
        "UPDATE rpls_agency SET id = agency.id FROM teams_agency agency WHERE agency.name = rpls_agency.name"
    )

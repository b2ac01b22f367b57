"""A stock of any size put straight into the tables, for benches that read: no import, no history."""

from django.contrib.auth import get_user_model
from django.db import connection

WORDS = """
ARRAY['lilas','tilleuls','genêts','cyprès','platanes','arbousiers','acacias','chênes','magnolias','orangers','cèdres',
'pins','oliviers','lauriers','érables','bouleaux','saules','mûriers','églantines','coquelicots','bleuets','iris',
'marronniers','peupliers','noisetiers','pommiers','cerisiers','amandiers','figuiers','rosiers']
"""
KINDS = """
ARRAY['Résidence les','Les jardins des','Cité des','Le clos des','Hameau des','Les','Square des','Le parc des']
"""
STREETS = """
ARRAY['rue des Lilas','avenue de la République','rue Jean Jaurès','boulevard Victor Hugo','rue de la Gare',
'chemin du Stade','allée Pasteur','rue du Port','place de l''Église','rue de l''Été','impasse des Œillets']
"""
COMMUNES = """
(ARRAY['Bellecombe','Saint-Étienne','Villeneuve','Le Châtelet','Évry','Montreuil','Bastia','Borgo'])
    [1 + least(7, floor(-ln(1 - random()) * 1.6))::int]
"""


def fill(homes: int, houses: bool = False) -> None:
    """A stock of so many homes: 25 a staircase, or one house a staircase; 40 agencies, one landlord."""
    per_stair = 1 if houses else 25
    per_residence = 40 if houses else 50
    told = {
        "homes": homes,
        "stair": per_stair,
        "residences": homes // per_residence,
        "of": per_residence // per_stair,
    }
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE housing_landlord, teams_agency CASCADE")
        cursor.execute("SELECT setseed(0.42)")
        for statement in FILL.split(";"):
            cursor.execute(statement, told)
        cursor.execute("VACUUM ANALYZE")


FILL = f"""
INSERT INTO housing_landlord (id, name, trade_name, siren, siret, ministry_id, address_recipient,
    address_geographic,
    address_street, address_locality, address_town) VALUES (1, 'Mesure', '', '', '', '', '', '', '', '', '');
INSERT INTO teams_agency (id, name) SELECT n, 'Agence ' || n FROM generate_series(1, 40) n;
INSERT INTO housing_residence (id, landlord_id, agency_id, name, commune_code, commune_name, postal_code,
    unit_count,
    energy_classes, built_from, built_to, has_priority_district, latitude, longitude)
SELECT n, 1, 1 + n * 40 / (%(residences)s + 1),
    ({KINDS})[1 + floor(random() * 8)::int] || ' ' || ({WORDS})[1 + floor(random() * 30)::int] || ' ' || n / 240,
    lpad((n %% 300)::text, 5, '2'), {COMMUNES} || CASE WHEN n %% 5 = 0 THEN ' ' || n %% 300 ELSE '' END,
    (20000 + n %% 300)::text, 0, ARRAY[]::varchar[], 1970, 1975, n %% 7 = 0, 42 + random(), 3 + random()
FROM generate_series(1, %(residences)s) n;
INSERT INTO housing_building (id, landlord_id, residence_id, name)
SELECT n, 1, n, 'Bâtiment ' || chr(65 + n %% 4) FROM generate_series(1, %(residences)s) n;
INSERT INTO housing_staircase (id, landlord_id, residence_id, building_id, name, street_number, street,
    postal_code,
    commune_name, search_text)
SELECT (n - 1) * %(of)s + s, 1, n, n, CASE WHEN %(of)s < 10 THEN 'Escalier ' || s ELSE '' END,
    (1 + (n * 7 + s * 2) %% 160)::text, ({STREETS})[1 + floor(random() * 11)::int], residence.postal_code,
    residence.commune_name, ''
FROM generate_series(1, %(residences)s) n JOIN housing_residence residence ON residence.id = n,
    generate_series(1, %(of)s) s;
UPDATE housing_staircase staircase SET search_text = palier_plain(concat_ws(' ', residence.name, building.name,
    staircase.name, staircase.street_number, staircase.street, staircase.postal_code, staircase.commune_name))
FROM housing_residence residence, housing_building building
WHERE residence.id = staircase.residence_id AND building.id = staircase.building_id;
INSERT INTO housing_unit (id, landlord_id, residence_id, staircase_id, rpls_id, landlord_ref, commune_code,
    postal_code,
    commune_name, street_number, street_suffix, street_type, street_name, door, mailbox, staircase_label,
    corridor,
    floor, locator, entrance, building_label, block_label, estate_label, locality, "right", construction, rooms,
    living_area, built_year, origin, previous_owner, previous_owner_siret, financing, financing_other,
    apl_number,
    cus_ceiling, sru_paragraph, segment_code, segment_label, manager_id, energy_class, ghg_class, lost_kind,
    new_kind,
    buyer_kind, occupancy, rent_area_kind, nominator_quota, comment, left_reason, stated_on, rent)
SELECT n, 1, s.residence_id, s.id, lpad(n::text, 9, '0'), 'L' || lpad(n::text, 7, '0'), '20000', s.postal_code,
    s.commune_name, s.street_number, '', '', s.street,
    CASE WHEN %(stair)s = 1 THEN '' ELSE chr(65 + n %% 4) || (n %% 25 + 1)::text END, '', '', '',
    CASE WHEN %(stair)s = 1 THEN '' ELSE (n %% 25 / 4)::text END, '', '', '', '', '', '', '1', 'C', 1 + n %% 5,
    50, 1970, '1', '', '', '13', '', '', '', '', '', '', '', 'D', 'D', '', '', '', '1', '', '', '', '',
    '2026-01-01', 400
FROM generate_series(1, %(homes)s) n JOIN housing_staircase s ON s.id = (n - 1) / %(stair)s + 1;
UPDATE housing_residence residence SET unit_count = %(of)s * %(stair)s, energy_classes = ARRAY['D']::varchar[]
"""


def people():
    """A director who sees everything, and a caretaker of one agency in forty."""
    users = get_user_model().objects
    director, _ = users.get_or_create(
        email="mesure.direction@exemple.fr",
        defaults={"first_name": "D", "last_name": "M", "roles": ["director"], "all_agencies": True},
    )
    caretaker, _ = users.get_or_create(
        email="mesure.gardien@exemple.fr",
        defaults={"first_name": "G", "last_name": "M", "roles": ["caretaker"], "all_agencies": False},
    )
    caretaker.agencies.set([7])
    return {"director": director, "caretaker": caretaker}

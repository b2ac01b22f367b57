"""The first grid of cleanliness (domain.md §7.2): a proposal, to be edited as new versions."""

import datetime as dt

FROM = dt.date(2000, 1, 1)
BASIS = "Zones relevées chez des bailleurs et au CCTP type propreté ; pondération de Palier, à valider"
KNOCK_OUT, PLAIN = True, False
ZONES = [
    ("Z1", "Entrée, hall", 20, True, "3 à 5 fois par semaine", [
        ("Sol", PLAIN), ("Vitrerie, porte", PLAIN), ("Boîtes aux lettres", PLAIN), ("Tapis", PLAIN),
        ("Murs, tags", PLAIN), ("Affichage", PLAIN), ("Interphone", PLAIN),
    ]),
    ("Z2", "Ascenseur", 15, True, "3 à 5 fois par semaine", [
        ("Sol", PLAIN), ("Parois", PLAIN), ("Miroir", PLAIN), ("Boutons", PLAIN), ("Rails", PLAIN),
    ]),
    ("Z3", "Escaliers et paliers", 20, False, "1 fois par semaine", [
        ("Marches", PLAIN), ("Paliers", PLAIN), ("Rampes", PLAIN), ("Vitres", PLAIN),
        ("Toiles d’araignée", PLAIN), ("Issues libres d’encombrants", KNOCK_OUT),
    ]),
    ("Z4", "Local poubelles, conteneurs", 15, True, "1 à 2 fois par semaine", [
        ("Sol", PLAIN), ("Bacs", PLAIN), ("Odeurs", PLAIN), ("Tri", PLAIN), ("Sortie et rentrée des bacs", PLAIN),
        ("Verre, débris coupants", KNOCK_OUT),
    ]),
    ("Z5", "Caves, locaux communs, parking", 10, False, "1 fois par mois", [
        ("Sol", PLAIN), ("Encombrants", PLAIN), ("Éclairage", PLAIN),
    ]),
    ("Z6", "Abords, espaces verts", 15, False, "chaque jour ou 1 fois par semaine", [
        ("Papiers", PLAIN), ("Encombrants", PLAIN), ("Déjections", KNOCK_OUT), ("Entrée", PLAIN),
    ]),
    ("Z7", "Vide-ordures, vitrerie haute, traitement", 5, False, "chaque trimestre", [
        ("Vide-ordures", PLAIN), ("Vitrerie haute", PLAIN), ("Traitement des nuisibles", PLAIN),
    ]),
]  # fmt: skip


def seed_grid(apps, schema_editor=None):
    """Write the first version where there is none."""
    grids = apps.get_model("proximity", "CleaningGrid").objects
    if grids.exists():
        return
    grid = grids.create(number=1, valid_from=FROM, basis=BASIS)
    items = apps.get_model("proximity", "CleaningItem")
    for rank, (code, label, weight, front, often, points) in enumerate(ZONES):
        zone = grid.zones.create(
            code=code, label=label, weight=weight, front=front, usual_frequency=often, position=rank
        )
        items.objects.bulk_create(
            items(zone=zone, label=point, knock_out=knock_out, position=place)
            for place, (point, knock_out) in enumerate(points)
        )

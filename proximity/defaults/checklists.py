"""First version of each checklist, its scales, the grid of wear (domain.md §1.7, §3.4): to be edited."""

import datetime as dt

from django.utils import timezone

PROPOSED = "Proposition de Palier, à valider"
DECREE = "Décret n° 2016-382, art. 2 ; liste des points : proposition de Palier, à valider"

# code, label, grades: label, points, condition; * marks the usual one
SCALES = [
    ("conformity", "Conforme ou non", [
        ("*Conforme", 100, "good"), ("À surveiller", 60, "fair"), ("Non conforme", 0, "poor"),
        ("Dangereux", 0, "dangerous"), ("Sans objet", None, ""),
    ]),
    ("presence", "Oui ou non", [("*Oui", 100, "good"), ("Non", 0, "poor"), ("Sans objet", None, "")]),
    ("state", "État du logement", [
        ("Neuf", 100, "good"), ("*Bon", 85, "good"), ("Usé", 60, "fair"), ("Mauvais", 25, "poor"),
        ("Hors service", 0, "poor"), ("Sans objet", None, ""),
    ]),
]  # fmt: skip

# section → points: label, weight, knock-out, kind of component
VISIT = [
    ("Abords", [
        ("Voirie, cheminements, stationnements", 2, False, "enrobes"), ("Espaces verts, arbres", 1, False, ""),
        ("Portail, clôtures", 2, False, "portail"), ("Local poubelles, encombrants", 3, False, ""),
    ]),
    ("Façades et toiture", [
        ("Façades", 2, False, "ravalement"), ("Garde-corps et balcons", 5, True, "garde-corps"),
        ("Toiture, évacuations d’eau", 2, False, "etancheite"),
        ("Menuiseries extérieures", 2, False, "menuiseries-exterieures"),
    ]),
    ("Hall et circulations", [
        ("Porte de hall, contrôle d’accès", 3, False, "portes-hall"),
        ("Interphone", 2, False, "interphone"), ("Boîtes aux lettres, affichage", 1, False, ""),
        ("Éclairage", 3, False, "eclairage-communs"), ("Murs et plafonds", 1, False, "peinture-communs"),
        ("Sols et escaliers", 2, False, "sols-communs"), ("Ascenseur", 3, False, "ascenseur"),
    ]),
    ("Sous-sols et locaux", [
        ("Caves et couloirs dégagés", 2, False, ""), ("Gaines et locaux techniques fermés", 3, True, ""),
        ("Traces d’eau, odeurs, nuisibles", 2, False, "plomberie"),
    ]),
]  # fmt: skip
ROUND = [
    ("Entrée", [
        ("Porte de hall fermée", 3, False, "portes-hall"), ("Éclairage allumé", 2, False, "eclairage-communs"),
        ("Hall propre, rien n’encombre", 2, False, ""),
    ]),
    ("Montée", [
        ("Ascenseur en marche", 3, False, "ascenseur"), ("Paliers et escaliers dégagés", 3, True, ""),
        ("Rien de cassé", 2, False, ""),
    ]),
    ("Dehors", [("Bacs et local poubelles", 2, False, ""), ("Abords propres et sûrs", 2, False, "enrobes")]),
]  # fmt: skip
TECHNICAL = [
    ("Accès", [("Porte fermée à clé", 3, False, ""), ("Éclairage, propreté", 1, False, "")]),
    ("Installation", [
        ("Absence de fuite", 4, False, "chauffage-collectif"),
        ("Pressions et températures normales", 3, False, ""),
        ("Voyants et alarmes au repos", 3, False, "electricite"),
        ("Coffrets électriques fermés", 4, True, "electricite"),
    ]),
    ("Papiers", [("Livret ou carnet à jour", 2, False, ""), ("Consignes affichées", 1, False, "")]),
]  # fmt: skip
SAFETY = [
    ("Incendie", [
        ("Portes coupe-feu qui se ferment", 5, True, ""), ("Désenfumage accessible", 4, True, ""),
        ("Extincteurs en place, vérifiés", 3, False, ""), ("Blocs de secours allumés", 3, False, "electricite"),
        ("Circulations dégagées", 4, True, ""), ("Colonne sèche accessible", 3, False, ""),
    ]),
    ("Chutes", [
        ("Garde-corps solides", 5, True, "garde-corps"), ("Mains courantes et marches", 3, False, "sols-communs"),
    ]),
    ("Électricité et gaz", [
        ("Gaines fermées", 4, True, "electricite"), ("Locaux gaz ventilés et signalés", 4, True, ""),
    ]),
]  # fmt: skip

# room, for each bedroom?, points: label, row of the wear grid
SURFACES = [("Sol", "DALLES"), ("Murs", "PEINTURE"), ("Plafond", "PEINTURE")]
OPENINGS = [
    ("Fenêtres, volets", "VOLETS"), ("Porte", "MENUISERIES"), ("Prises, interrupteurs", "ELEC"),
    ("Radiateurs", "CHAUFFAGE"),
]  # fmt: skip
WET = [("Sol", "DALLES_HUM"), ("Murs, faïence", "CARRELAGE"), ("Plafond", "PEINTURE")]
HOME = [
    ("Entrée", False, [*SURFACES, ("Porte palière, serrure", "QUINCAILLERIE"), ("Placards", "MENUISERIES"),
                       ("Interphone", "ELEC"), ("Détecteur de fumée (DAAF)", ""), ("Tableau électrique", "ELEC")]),
    ("Séjour", False, [*SURFACES, *OPENINGS]),
    ("Chambre", True, [*SURFACES, *OPENINGS]),
    ("Cuisine", False, [*WET, *OPENINGS, ("Évier, robinetterie", "ROBINETTERIE"), ("Meuble évier", "MEUBLE_EVIER"),
                        ("Plaques, arrivée de gaz", "APPAREILS"), ("Placards", "MENUISERIES")]),
    ("Salle de bains", False, [*WET, *OPENINGS[1:], ("Baignoire ou douche", "SANITAIRES"),
                               ("Vasque, robinetterie", "ROBINETTERIE"), ("Bouche de ventilation", "")]),
    ("WC", False, [*WET, ("Cuvette, chasse d’eau", "SANITAIRES"), ("Bouche de ventilation", "")]),
]  # fmt: skip

GRID = "Grille de vétusté du logement social (modèle)"
GRID_BASIS = "Modèle publié par des organismes HLM ; à remplacer par l’accord collectif local"
# code, label, life, free years, yearly %, residual %
WEAR = [
    ("PARQUET", "Parquet", 20, 5, 5, 25), ("MOQUETTE", "Moquette", 7, 1, 15, 10),
    ("CARRELAGE", "Carrelage, faïence", 20, 5, 5, 25), ("PAPIER", "Papiers peints", 7, 1, 15, 10),
    ("PEINTURE", "Peintures", 7, 1, 15, 10), ("DALLES", "Dalles plastiques", 15, 5, 8, 20),
    ("DALLES_HUM", "Dalles plastiques, pièces humides", 10, 2, 10, 20),
    ("PLOMBERIE", "Plomberie, canalisations", 15, 5, 8, 20), ("CHAUFFAGE", "Chauffage", 25, 5, 4, 20),
    ("ELEC", "Réseau électrique", 20, 5, 5, 25),
    ("APPAREILS", "Appareils électriques ou gaz de chauffage", 15, 5, 8, 20),
    ("QUINCAILLERIE", "Quincaillerie", 10, 2, 10, 20), ("SANITAIRES", "Appareils sanitaires", 20, 5, 5, 25),
    ("ROBINETTERIE", "Robinetterie", 10, 2, 10, 20), ("MENUISERIES", "Menuiseries intérieures", 20, 5, 5, 25),
    ("VOLETS", "Volets", 15, 5, 8, 20), ("MEUBLE_EVIER", "Meuble évier", 10, 2, 10, 20),
]  # fmt: skip


def seed(apps, schema_editor=None) -> None:
    """Write what is missing; what somebody changed is left alone."""
    scales = _scales(apps)
    for kind, sections in (("round", ROUND), ("visit", VISIT), ("technical", TECHNICAL), ("safety", SAFETY)):
        items = [
            (section, False, {"label": label, "weight": weight, "knock_out": out, "component": component})
            for section, points in sections
            for label, weight, out, component in points
        ]
        _checklist(apps, kind, PROPOSED, scales["conformity"], items)
    rooms = [(room, each, {"label": label, "wear": wear}) for room, each, points in HOME for label, wear in points]
    for kind in ("move_in", "move_out"):
        _checklist(apps, kind, DECREE, scales["state"], rooms)
    grids = apps.get_model("proximity", "WearGrid").objects
    if not grids.exists():
        grid = grids.create(name=GRID, valid_from=dt.date(2000, 1, 1), basis=GRID_BASIS)
        names = ("code", "label", "life_years", "free_years", "yearly", "residual")
        rules = apps.get_model("proximity", "WearRule").objects
        rules.bulk_create(rules.model(grid=grid, **dict(zip(names, row, strict=True))) for row in WEAR)


def _scales(apps) -> dict:
    """Each scale with its grades, the worst that wants no picture left out."""
    known = {}
    grades = apps.get_model("proximity", "Grade").objects
    for code, label, steps in SCALES:
        scale, new = apps.get_model("proximity", "Scale").objects.get_or_create(
            code=code, defaults={"label": label}
        )
        if new:
            for rank, (name, points, condition) in enumerate(steps, 1):
                grades.create(
                    scale=scale, rank=rank, label=name.removeprefix("*"), points=points, condition=condition,
                    usual=name.startswith("*"),
                )  # fmt: skip
        known[code] = scale
    return known


def _checklist(apps, kind: str, basis: str, scale, items) -> None:
    """Published at once. A picture is due from the first bad grade on."""
    lists = apps.get_model("proximity", "Checklist").objects
    if lists.filter(kind=kind).exists():
        return
    bad = (
        apps.get_model("proximity", "Grade").objects.filter(scale=scale, condition="poor").order_by("rank").first()
    )
    kinds = dict(apps.get_model("housing", "ComponentKind").objects.values_list("code", "pk"))
    made = lists.create(kind=kind, number=1, basis=basis, published_at=timezone.now())
    rows = apps.get_model("proximity", "ChecklistItem").objects
    rows.bulk_create(
        rows.model(
            checklist=made, code=f"p{position:03}", position=position, section=section, per_bedroom=each,
            scale=scale, photo_from=bad, label=said["label"], weight=said.get("weight", 1),
            knock_out=said.get("knock_out", False), wear=said.get("wear", ""),
            kind_id=kinds.get(said.get("component", "")),
        )
        for position, (section, each, said) in enumerate(items, 1)
    )  # fmt: skip

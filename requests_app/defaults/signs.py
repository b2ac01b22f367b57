"""Signs of urgency (domain.md §6.2): what makes a request more, or less, urgent than its category usually is."""

from typing import Any

LEVELS = "Niveaux d’urgence d’un bailleur social (moins de 4 h, moins de 24 h, 5 jours ouvrés), à valider"
PROPOSAL = "Proposition de Palier, à valider"
NOW, TODAY, WEEK = 1, 2, 3
OCTOBER, APRIL = 10, 4

# category, label, urgency, words, basis
ALL_YEAR = [
    ("fuite-eau", "L’eau coule beaucoup", NOW,
     ["importante", "inond", "gros fuite", "grosse fuite", "deborde", "coule partout", "flots", "jaillit",
      "a flot",
      "beaucoup eau"], LEVELS),
    ("fuite-eau", "Impossible de couper l’eau", NOW,
     ["impossible couper", "coupe pas", "arrive pas couper", "peux pas couper", "vanne bloque", "robinet arret"],
     LEVELS),
    ("fuite-eau", "L’eau coule près de l’électricité", NOW,
     ["prise", "disjonct", "electri", "plafonnier", "tableau", "luminaire"], PROPOSAL),
    ("fuite-eau", "Goutte à goutte, récupéré dans un seau", WEEK, ["goutte", "suint", "perle", "petite fuite"],
     LEVELS),
    ("pas-eau", "Tout l’immeuble est sans eau", NOW, ["tout immeuble", "voisins", "tous"], PROPOSAL),
    ("engorgement", "Écoulement totalement bloqué, l’eau remonte", NOW,
     ["remont", "deborde", "totalement", "refoul", "reflu"], LEVELS),
    ("wc", "Seul WC du logement, inutilisable", NOW, ["seul", "inutilisable", "totalement", "deborde"], LEVELS),
    ("odeur-gaz", "Odeur de gaz maintenant", NOW, ["odeur", "sent", "fuite"], LEVELS),
    ("vmc", "Chaudière raccordée à la VMC, maux de tête", NOW, ["vmc gaz", "monoxyde", "maux tete"], PROPOSAL),
    ("electricite-totale", "Rien ne fonctionne dans le logement", NOW,
     ["total", "plus rien", "aucune lumiere", "plus courant", "noir"], LEVELS),
    ("electricite-partielle", "Odeur de brûlé, étincelles, fils nus", NOW,
     ["brul", "etincelle", "fume", "fils nu", "electrocut", "decharge"], PROPOSAL),
    ("electricite-partielle", "La moitié du logement est sans courant", TODAY, ["moitie", "plusieurs pieces"],
     LEVELS),
    ("prise", "Prise arrachée, fils nus accessibles", NOW, ["arrach", "fils", "brul", "etincelle", "decharge"],
     PROPOSAL),
    ("porte-paliere", "La porte ne ferme plus", NOW,
     ["ferme plus", "ferme pas", "fermer", "forcee", "fracture", "defonce"], LEVELS),
    ("porte-paliere", "La personne est enfermée ou à la rue", NOW,
     ["bloque", "enferme", "dehors", "rentrer", "sortir"], LEVELS),
    ("fenetre", "Le logement ne se ferme plus au rez-de-chaussée", TODAY, ["ferme plus", "ferme pas", "rez"],
     PROPOSAL),
    ("fenetre", "L’ouvrant menace de tomber", NOW, ["tomber", "tombe", "decroch"], PROPOSAL),
    ("vitre", "Éclats à terre ou vitre prête à tomber", TODAY, ["tomber", "eclats", "coup"], PROPOSAL),
    ("plafond-mur", "Morceaux qui tombent, plafond qui s’affaisse", NOW,
     ["tombe", "effondr", "affaiss", "menace"], PROPOSAL),
    ("infiltration", "L’eau goutte dans une pièce", TODAY, ["goutte", "coule", "plafond"], PROPOSAL),
    ("garde-corps", "Le garde-corps bouge ou manque", NOW, ["bouge", "manque", "tombe", "descell", "arrach"],
     LEVELS),
    ("eclairage-commun", "Tout l’escalier est dans le noir", TODAY, ["noir", "tout", "rien", "total"], LEVELS),
    ("porte-hall", "La porte ne ferme plus, on entre librement", TODAY, ["ferme plus", "ferme pas", "ouverte"],
     PROPOSAL),
    ("porte-hall", "La porte bloquée empêche d’entrer ou de sortir", NOW, ["bloque", "sortir", "rentrer"],
     PROPOSAL),
    ("toiture", "Tuiles ou éléments qui tombent", NOW, ["tombe", "tomber", "envol", "arrach"], PROPOSAL),
    ("portail", "Un véhicule est bloqué, ou le portail menace de tomber", TODAY, ["bloque", "tomber", "coinc"],
     PROPOSAL),
    ("ascenseur-bloque", "Quelqu’un est dans la cabine", NOW, ["personne", "quelqu un", "dedans", "cabine"],
     LEVELS),
    ("ascenseur-panne", "Quelqu’un est bloqué dans la cabine", NOW,
     ["bloquee dans", "bloque dans", "coince dans", "coincee dans", "enferme"], LEVELS),
    ("ascenseur-panne", "Portes ouvertes sur le vide, bruit anormal", NOW, ["vide", "porte ouverte", "choc"],
     PROPOSAL),
    ("tags", "Tag injurieux, raciste ou menaçant", TODAY,
     ["injur", "insult", "racis", "menac", "antisem", "homophob", "croix gamm"], LEVELS),
    ("proprete", "Verre, seringue, sang, excréments", TODAY, ["verre", "seringue", "sang", "excrement", "vomi"],
     PROPOSAL),
    ("encombrants", "Les encombrants barrent une issue ou ont brûlé", TODAY,
     ["barre", "issue", "passage", "feu", "brul"], PROPOSAL),
    ("arbre", "L’arbre ou une branche menace de tomber", NOW, ["menace", "tomber", "tombe", "cass"], PROPOSAL),
    ("punaises", "Enfants ou literie infestés", TODAY, ["enfant", "bebe", "piqure", "literie"], PROPOSAL),
    ("conflit", "Danger immédiat : appeler le 17", NOW, ["danger", "arme", "couteau", "menac", "frapp", "mort"],
     LEVELS),
    ("violence", "Danger immédiat : appeler le 17", NOW, ["danger", "arme", "couteau", "frapp", "maintenant"],
     LEVELS),
    ("degat-des-eaux", "L’eau coule encore", NOW, ["coule", "encore", "inond"], LEVELS),
    ("degat-des-eaux", "Plafond gonflé ou électricité touchée", NOW, ["gonfl", "electri", "plafond"], PROPOSAL),
    ("incendie", "Feu ou fumée maintenant : appeler le 18", NOW, ["feu", "flamme", "fumee", "brul"], LEVELS),
]  # fmt: skip
COLD = [
    ("chauffage", "Aucun chauffage dans tout le logement", NOW,
     ["total", "plus chauffage", "pas chauffage", "aucun", "froid", "rien chauff"], LEVELS),
    ("chaudiere", "Aucun chauffage dans tout le logement", NOW,
     ["plus chauffage", "pas chauffage", "aucun chauff", "froid"], LEVELS),
]  # fmt: skip


def _row(category, label, priority, words, basis, months=(None, None)) -> dict[str, Any]:
    return {
        "category": category, "label": label, "priority": priority, "words": words, "basis": basis,
        "from_month": months[0], "to_month": months[1],
    }  # fmt: skip


SIGNS = [*(_row(*row) for row in ALL_YEAR), *(_row(*row, months=(OCTOBER, APRIL)) for row in COLD)]

"""What tenants call about: words as they are typed at the desk, in the proportions that a landlord knows."""

from random import Random
from typing import NamedTuple

HOME, COMMON, OUTSIDE = "home", "common", "outside"


class Story(NamedTuple):
    """`about`: a fragment of the category's label. `weight`: how often, of a thousand."""

    family: str
    about: str
    zone: str
    weight: int
    told: tuple[str, ...]
    picture: str = ""


STORIES = (
    Story(
        "T1",
        "fuite",
        HOME,
        120,
        (
            "Fuite sous l’évier de la cuisine, le placard est mouillé.",
            "Le joint de la baignoire fuit, l’eau arrive dans le couloir.",
            "Goutte à goutte au plafond de la salle de bains, ça vient d’au-dessus.",
            "Fuite au robinet d’arrêt des toilettes, une bassine est dessous.",
        ),
        "leak",
    ),
    Story(
        "T1",
        "bouchés",
        HOME,
        60,
        (
            "L’évier ne se vide plus, déjà débouché deux fois ce mois-ci.",
            "Les toilettes débordent quand les voisins tirent la chasse.",
        ),
    ),
    Story("T1", "chasse", HOME, 35, ("La chasse d’eau coule sans arrêt.", "Le mécanisme de la chasse est cassé.")),
    Story("T1", "eau chaude", HOME, 45, ("Plus d’eau chaude depuis ce matin.", "L’eau chaude est tiède le soir.")),
    Story(
        "T2",
        "chauffage",
        HOME,
        80,
        (
            "Le radiateur du séjour reste froid, 16 degrés dans la pièce.",
            "Chauffage en panne dans tout le logement depuis hier soir.",
            "Radiateur de la chambre bloqué à fond.",
        ),
    ),
    Story(
        "T2",
        "ventilation",
        HOME,
        25,
        ("La VMC fait un bruit de moteur la nuit.", "La bouche d’aération ne tire plus."),
    ),
    Story(
        "T3", "prise", HOME, 40, ("La prise de la cuisine a noirci.", "Deux prises du séjour ne marchent plus.")
    ),
    Story("T3", "panne", HOME, 30, ("Le disjoncteur saute dès que la plaque est allumée.",)),
    Story("T4", "porte", HOME, 45, ("La porte d’entrée frotte et ferme mal.", "La serrure tourne dans le vide.")),
    Story("T4", "volet", HOME, 35, ("Volet roulant de la chambre bloqué en bas.", "La sangle du volet a lâché.")),
    Story("T4", "fenêtre", HOME, 30, ("La fenêtre du salon ne ferme plus, l’air passe.",)),
    Story(
        "T5",
        "humidité",
        HOME,
        50,
        (
            "Taches noires dans l’angle de la chambre des enfants.",
            "Papier décollé et moisissures derrière l’armoire.",
        ),
        "damp",
    ),
    Story(
        "T5",
        "cafards",
        HOME,
        30,
        ("Des cafards dans la cuisine depuis une semaine.", "Punaises de lit dans la chambre."),
    ),
    Story(
        "C1",
        "éclairage",
        COMMON,
        60,
        ("Plus de lumière au 3e étage.", "La minuterie du hall ne s’allume plus."),
        "dark",
    ),
    Story(
        "C1",
        "hall",
        COMMON,
        45,
        ("La porte du hall ne se ferme plus.", "La gâche de la porte du hall est cassée."),
        "door",
    ),
    Story("C1", "interphone", COMMON, 35, ("L’interphone sonne mais on n’entend rien.",)),
    Story("C1", "garde-corps", COMMON, 12, ("Un barreau du garde-corps du palier est descellé.",), "rail"),
    Story(
        "C2",
        "ascenseur",
        COMMON,
        40,
        ("Ascenseur arrêté au 2e.", "L’ascenseur s’arrête entre deux étages."),
        "lift",
    ),
    Story("C3", "encombrants", COMMON, 40, ("Un canapé et des cartons devant le local poubelles.",), "bulky"),
    Story(
        "C3",
        "propreté",
        COMMON,
        40,
        ("L’escalier n’a pas été nettoyé cette semaine.", "Odeurs dans le local poubelles."),
    ),
    Story("C3", "tag", COMMON, 15, ("Un tag sur la porte du hall.",), "tag"),
    Story("C4", "stationnement", OUTSIDE, 25, ("Une voiture sans roues occupe ma place depuis un mois.",)),
    Story("C4", "espaces verts", OUTSIDE, 15, ("Une branche est tombée sur l’allée.",)),
    Story("V1", "bruit", HOME, 40, ("Musique forte au-dessus tous les soirs après 23 h.",)),
    Story(
        "A1",
        "quittance",
        HOME,
        35,
        ("Besoin d’une attestation de loyer pour la CAF.", "Je n’ai pas reçu ma quittance."),
    ),
    Story("A1", "charges", HOME, 20, ("Je ne comprends pas la régularisation de charges.",)),
    Story("A2", "assurance", HOME, 15, ("J’envoie mon attestation d’assurance.",)),
    Story("S1", "dégât", HOME, 12, ("Dégât des eaux venu de chez le voisin, constat rempli.",), "leak"),
    Story("Q1", "service", HOME, 8, ("Troisième appel pour la même chose, personne ne rappelle.",)),
)

AVAILABLE = (
    "le matin avant 10 h",
    "après 17 h",
    "mercredi toute la journée",
    "à tout moment, prévenir avant",
    "lundi ou jeudi après-midi",
    "",
)
WORKERS_SAY = (
    "Pièce commandée, je repasse dès qu’elle arrive.",
    "Passé voir : à faire par l’entreprise.",
    "Vu avec le locataire, rendez-vous à fixer.",
    "Coupé l’arrivée en attendant, plus de risque.",
    "Photo prise, devis demandé.",
)
TO_TENANT = (
    "Nous avons la pièce, nous passons demain matin.",
    "L’entreprise vous appelle aujourd’hui pour convenir d’une heure.",
    "Le gardien passe dans la journée.",
)
TENANTS_ASK = (
    "Bonjour, vous avez une date ?",
    "Je serai là demain matin.",
    "C’est de pire en pire, merci de faire vite",
    "Personne n’est venu hier",
    "Mon numéro d’interphone est le 12",
)
NOT_SOLVED = ("2", "2 ça coule encore", "non toujours pas réglé", "2")
DECLINED = (
    "Le joint est à remplacer par l’occupant (décret 87-712, annexe IV a).",
    "Ampoule dans le logement : à la charge du locataire (décret 87-712, annexe V).",
)
DELAYS = (
    ("pièce en commande", "maintenance"),
    ("entreprise indisponible", "maintenance"),
    ("météo", "proximity"),
    ("absence de l’agent", "proximity"),
)


def draw(dice: Random, among: list[Story]) -> Story:
    return dice.choices(among, [story.weight for story in among])[0]

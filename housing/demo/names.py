"""Made-up places. No commune bears these names, department 96 does not exist, nor do its postal codes."""

from typing import NamedTuple


class Commune(NamedTuple):
    name: str
    code: str
    postal_code: str
    latitude: float
    longitude: float


LANDLORD = "Office Habitat des Deux Vallées"
TRADE_NAME = "Habitat Deux Vallées"
SIREN = "000096017"
SIRET = SIREN + "00019"
MINISTRY_ID = "960000017"

MONTORVEL = Commune("Montorvel", "96001", "96000", 46.2140, 5.0030)
VILLENEUVE = Commune("Villeneuve-sur-Orvelle", "96014", "96120", 46.2715, 4.9280)
SAINT_CYPRIN = Commune("Saint-Cyprin-d’Orvelle", "96022", "96130", 46.3090, 4.9015)
AULNETTES = Commune("Les Aulnettes", "96005", "96120", 46.2460, 4.8790)
PONT_TRESSINE = Commune("Pont-Tressine", "96031", "96210", 46.1385, 5.0890)
CASTELVERT = Commune("Castelvert-la-Combe", "96037", "96220", 46.0975, 5.1420)
ROCHE_TRESSINE = Commune("Roche-Tressine", "96040", "96210", 46.1160, 5.0605)

_FIRST = (
    "Mont", "Ville", "Pont", "Roche", "Castel", "Bois", "Val", "Font", "Clair", "Haut", "Champ", "Bourg", "Mas",
    "Puy", "Clos", "Grand", "Vaux", "Aigue", "Berge", "Noir",
)  # fmt: skip
_LAST = (
    "aubran", "orvel", "essine", "ombrac", "ignol", "ardeau", "ouvrin", "elstre", "impré", "azenc", "olivan",
    "ustrac", "érolle", "avrain", "ondrel",
)  # fmt: skip

TREES = (
    "Les Tilleuls", "Les Lilas", "Les Acacias", "Les Peupliers", "Les Érables", "Les Cèdres", "Les Platanes",
    "Les Bouleaux", "Les Cerisiers", "Les Noyers", "Les Marronniers", "Les Charmilles", "Les Genêts",
    "Les Bruyères", "Les Bleuets", "Les Coquelicots", "Les Glycines", "Les Mésanges", "Les Hirondelles",
    "Les Alouettes", "Le Grand Pré", "Le Clos des Vignes", "Le Moulin", "Le Parc", "Le Verger", "Le Belvédère",
    "Le Lavoir", "La Roseraie", "La Fontaine", "La Prairie", "La Garenne", "La Pommeraie", "La Tuilerie",
    "Bellevue", "Beausoleil", "Bel Air", "Mirabeau", "Cité Jean-Moulin", "Cité du Rail", "Les Minimes",
    "Les Jardins", "Les Terrasses", "Les Vergers", "Les Remparts", "Les Capucins", "Les Fontaines",
    "Les Quatre Vents", "Les Hauts de la Côte", "Les Rives", "Les Allées du Lac", "Place du Marché", "L’Octroi",
    "L’Orangerie", "L’Arboretum", "Les Sorbiers", "Les Pervenches", "Les Primevères", "Les Violettes",
)  # fmt: skip

STREETS = (
    ("rue", "des Tilleuls"), ("rue", "des Lilas"), ("avenue", "de la République"), ("rue", "du 8 Mai 1945"),
    ("allée", "des Acacias"), ("boulevard", "Gambetta"), ("rue", "Jean Jaurès"), ("rue", "Louise Michel"),
    ("chemin", "du Moulin"), ("place", "du Marché"), ("rue", "Victor Hugo"), ("avenue", "Jean Moulin"),
    ("square", "Olympe de Gouges"), ("rue", "de l’Église"), ("impasse", "des Vignes"), ("rue", "Marie Curie"),
    ("rue", "des Écoles"), ("allée", "des Peupliers"), ("rue", "Pasteur"), ("avenue", "de la Gare"),
    ("rue", "Joséphine Baker"), ("rue", "du Stade"), ("chemin", "des Prés"), ("rue", "Georges Brassens"),
)  # fmt: skip


def commune(index: int) -> Commune:
    """The commune of this rank, of 300, on a grid of two valleys."""
    name = f"{_FIRST[index % 20]}{_LAST[index // 20]}"
    river = "Orvelle" if index % 2 else "Tressine"
    return Commune(
        f"{name}-sur-{river}", f"96{100 + index}", f"96{10 * (10 + index % 80):03}",
        round(45.2 + index // 20 * 0.13 + index % 3 * 0.03, 4), round(4.1 + index % 20 * 0.11, 4),
    )  # fmt: skip

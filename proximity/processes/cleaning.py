"""Steps of a cleanliness check that failed (domain.md §7.3)."""

from coordination.processes import Fact, ProcessSteps, Step

CLEANER = Fact(
    "cleaner", "qui nettoie", (("company", "Entreprise"), ("staff", "Agent d’entretien"), ("caretaker", "Gardien"))
)
CAUSE = Fact(
    "cause",
    "cause",
    (
        ("service", "Prestation"),
        ("usage", "Usage"),
        ("technical", "Technique"),
        ("third_party", "Tiers"),
        ("bulky", "Encombrants"),
    ),
)
RECURRENCE = Fact(
    "recurrence",
    "récurrence",
    (("first", "Première fois"), ("not_done", "Prestation non réalisée"), ("repeated", "3 fois en 3 mois")),
)
ZONE = Fact("zone", "zone", (("front", "Hall, ascenseur, local poubelles"), ("other", "Autre")))

CLEANING = ProcessSteps(
    "cleaning",
    "Propreté",
    (
        Step("check", "Contrôle", (CLEANER,)),
        Step("response", "Non-conformité : première action", (CLEANER, CAUSE, RECURRENCE, ZONE)),
        Step("recheck", "Nouveau contrôle", (CLEANER,)),
        Step("penalty", "Proposition de pénalité"),
        Step("sanction", "Décision", (CLEANER, RECURRENCE)),
        Step("contract", "Contrat de nettoyage"),
    ),
)

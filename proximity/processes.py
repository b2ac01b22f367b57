"""Steps of cleanliness checks (domain.md §7.3), needs for the asset plan (§8.2) and mandatory checks (§9)."""

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
AMOUNT = Fact("amount", "montant")

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
NEED = ProcessSteps(
    "need",
    "Besoins pour le plan",
    (
        Step("finding", "Signalement"),
        Step("decision", "Décision du plan"),
        Step("order_check", "Commande sur un composant programmé", (AMOUNT,)),
    ),
)
INSPECTION = ProcessSteps("inspection", "Contrôles réglementaires", (Step("check", "Contrôle"),))

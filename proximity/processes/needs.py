"""Steps of a need that the asset plan must answer (domain.md §8.2)."""

from coordination.processes import Fact, ProcessSteps, Step

AMOUNT = Fact("amount", "montant")
NEED = ProcessSteps(
    "need",
    "Besoins pour le plan",
    (
        Step("finding", "Signalement"),
        Step("decision", "Décision du plan"),
        Step("order_check", "Commande sur un composant programmé", (AMOUNT,)),
    ),
)

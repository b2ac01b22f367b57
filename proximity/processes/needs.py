"""Steps of a need that the asset plan must answer, and of an order it must approve (domain.md §8.2).

The answer to a need is said on its own forms, which say the year, the works or the reason with it.
"""

from coordination.processes import Fact, Outcome, ProcessSteps, Step

AMOUNT = Fact("amount", "montant")
ANSWERS = (
    Outcome("planned", "Programmé", next=("planned",)),
    Outcome("merged", "Regroupé avec un autre besoin", ends="merged", asks=True),
    Outcome("refused", "Refusé", ends="refused", asks=True),
    Outcome("more", "Complément demandé au terrain", next=("finding",), asks=True),
)
STUDIED = Outcome("studied", "À l’étude", next=("study",))
CLOSINGS = (
    ("done", "Travaux réalisés"),
    ("answered", "Réponse donnée et lue"),
    ("merged", "Regroupé avec un autre besoin"),
    ("refused", "Refusé"),
    ("approved", "Commande approuvée"),
    ("declined", "Commande refusée"),
    ("void", "Sans suite"),
)
NEED = ProcessSteps(
    "need",
    "Besoins pour le plan",
    (
        Step(
            "finding", "Signalement à compléter",
            outcomes=(Outcome("completed", "Complété", next=("decision",), asks=True),),
        ),
        Step("decision", "Décision du plan", outcomes=(STUDIED, *ANSWERS)),
        Step("study", "Étude", outcomes=ANSWERS),
        Step(
            "planned", "Attend les travaux programmés", waits=True,
            outcomes=(
                Outcome("done", "Travaux réalisés", close="done"),
                Outcome("back", "À décider de nouveau", next=("decision",), asks=True),
            ),
        ),
        Step(
            "answer", "Réponse du plan à lire", outcomes=(Outcome("read", "Lue", ends="answered"),), blocks=False
        ),
        Step(
            "order_check", "Commande sur un composant programmé", (AMOUNT,),
            outcomes=(
                Outcome("approved", "Approuvée", close="approved"),
                Outcome("declined", "Refusée", close="declined", asks=True),
            ),
        ),
    ),
    CLOSINGS,
)  # fmt: skip

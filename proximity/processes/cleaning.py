"""Steps of a cleanliness check and of what follows when it fails (domain.md §7.3).

One case goes from the check to the end: first action, new check, then for a company a penalty that it may answer
to, for the landlord's own people coaching. The ends of steps that only the facts make true are refused elsewhere
(`proximity.cleaning_following`): nobody says « redone » of what was never asked for.
"""

from coordination.processes import Fact, Outcome, ProcessSteps, Step

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

PLACE_STEPS = ("check", "response", "recheck")
"""While a case is here, the place itself waits for something: no other case opens for it. Afterwards only money or
words are pending, and the place is checked as usual."""

CLEANING = ProcessSteps(
    "cleaning",
    "Propreté",
    (
        Step(
            "check", "Contrôle", (CLEANER,),
            outcomes=(
                Outcome("passed", "Conforme ou à améliorer", close="passed"),
                Outcome("failed", "Non conforme", next=("response",)),
                Outcome("void", "Contrôle sans objet", close="void", asks=True),
            ),
        ),
        Step(
            "response", "Non-conformité : première action", (CLEANER, CAUSE, RECURRENCE, ZONE),
            outcomes=(
                Outcome("redone", "Repris : à recontrôler", next=("recheck",)),
                Outcome("overdue", "Délai de reprise passé : à recontrôler", next=("recheck",)),
                Outcome("treated", "Cause traitée (usage, tiers, encombrants)", close="treated", asks=True),
                Outcome("repaired", "Demande technique finie", close="treated"),
                Outcome("unfounded", "Contrôle annulé après contestation", close="unfounded", asks=True),
            ),
        ),
        Step(
            "recheck", "Nouveau contrôle", (CLEANER,),
            outcomes=(
                Outcome("passed", "Repris : conforme", close="redone"),
                Outcome("failed", "Toujours non conforme : pénalité à proposer", next=("penalty",)),
                Outcome("again", "Toujours non conforme : nouvelle reprise", next=("response",)),
                Outcome("failed_in_house", "Toujours non conforme : à voir avec l’agent", next=("sanction",)),
                Outcome("other_cause", "Non conforme pour une autre cause", next=("response",)),
            ),
        ),
        Step(
            "penalty", "Proposition de pénalité",
            outcomes=(
                Outcome("proposed", "Proposée : pénalité, réfaction ou exécution aux frais", next=("sanction",)),
                Outcome("waived", "Pas de pénalité", close="no_penalty", asks=True),
            ),
        ),
        Step(
            "sanction", "Décision", (CLEANER, RECURRENCE),
            outcomes=(
                Outcome("applied", "Pénalité appliquée", close="penalty"),
                Outcome("reduced", "Réfaction appliquée", close="reduced"),
                Outcome("executed", "Exécution aux frais et risques appliquée", close="executed"),
                Outcome("dropped", "Pénalité abandonnée", close="no_penalty", asks=True),
                Outcome("exempt", "Sous le seuil d’exonération", close="no_penalty"),
                Outcome("formal_notice", "Mise en demeure", next=("contract",), asks=True),
                Outcome("coached", "Agent accompagné, planning revu", close="coached", asks=True),
            ),
        ),
        Step(
            "contract", "Contrat de nettoyage",
            outcomes=(
                Outcome("kept", "Contrat maintenu", close="contract_kept", asks=True),
                Outcome("ended", "Contrat résilié", close="contract_ended", asks=True),
            ),
        ),
    ),
    (
        ("passed", "Conforme"), ("redone", "Repris"), ("treated", "Cause traitée"),
        ("unfounded", "Contrôle annulé"), ("penalty", "Pénalité appliquée"), ("no_penalty", "Sans pénalité"),
        ("reduced", "Réfaction"), ("executed", "Exécution aux frais et risques"),
        ("coached", "Accompagnement"), ("contract_kept", "Contrat maintenu"),
        ("contract_ended", "Contrat résilié"), ("void", "Sans objet"),
    ),
)  # fmt: skip

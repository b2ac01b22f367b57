"""Steps of reletting (domain.md §1.3) and of arrears (§4).

A vacancy has two branches that run beside each other, from the notice until they meet at the check-in. The
settlement with whoever left, the visit to whoever came and the alarms about dates go along and block neither.
"""

from coordination.processes import ByOrder, Fact, Outcome, ProcessSteps, Step

WORKS = Fact("works", "travaux", (("light", "Légers"), ("medium", "Moyens"), ("heavy", "Lourds")))
NO_WORKS = "none"
CHAIN = ("advice_visit", "check_out", "costing", "works_order", "works", "acceptance")
"""The technical branch, in its order; `diagnostics` go beside it and must be known before works are ordered."""
TECHNICAL = (*CHAIN, "diagnostics")
COMMERCIAL = ("marketing", "committee", "offer", "answer", "signing")
TOGETHER = ("check_in",)

VACANCY = ProcessSteps(
    "vacancy",
    "Relocation",
    (
        Step(
            "notice", "Congé, préavis",
            outcomes=(
                Outcome("registered", "Départ confirmé", next=("advice_visit", "marketing")),
                Outcome("withdrawn", "Congé retiré", close="withdrawn", asks=True),
            ),
        ),
        Step(
            "advice_visit", "Visite conseil",
            outcomes=(
                Outcome("done", "Visite faite", next=("check_out",)),
                Outcome("diagnostics", "Visite faite, diagnostics à commander", next=("check_out", "diagnostics")),
                Outcome("missed", "Visite refusée ou impossible", next=("check_out",), asks=True),
            ),
        ),
        Step("diagnostics", "Diagnostics", outcomes=(Outcome("done", "Diagnostics reçus", joins=TOGETHER),)),
        Step(
            "check_out", "État des lieux de sortie",
            outcomes=(
                Outcome("done", "Fait, clés rendues", next=("costing", "settlement")),
                Outcome("bailiff", "À faire par commissaire de justice", next=("check_out",), asks=True),
            ),
        ),
        Step(
            "costing", "Chiffrage, imputation",
            outcomes=(
                Outcome("works", "Chiffré : travaux à commander", next=("works_order",)),
                Outcome("none", "Aucun travaux : à réceptionner", next=("acceptance",)),
            ),
        ),
        Step(
            "works_order", "Commande des travaux",
            outcomes=(Outcome("ordered", "Travaux commandés", next=("works",)),), by_order=ByOrder(sent="ordered"),
        ),
        Step("works", "Travaux de remise en état", (WORKS,),
             outcomes=(
                 Outcome("done", "Travaux finis", next=("acceptance",)),
                 Outcome("again", "Travaux à commander de nouveau", next=("works_order",)),
             ), by_order=ByOrder(done="done", off="again")),
        Step(
            "acceptance", "Réception, bon à louer",
            outcomes=(
                Outcome("good", "Bon à louer", joins=TOGETHER),
                Outcome("reserves", "Réserves : travaux à reprendre", next=("works",), asks=True),
            ),
            by_order=ByOrder(reserves="reserves"),
        ),
        Step(
            "ready_date", "Date de disponibilité à revoir",
            outcomes=(Outcome("seen", "Vue : date tenue ou changée", asks=True),), blocks=False,
        ),
        Step(
            "marketing", "Commercialisation",
            outcomes=(
                Outcome("candidates", "Candidats présentés en commission", next=("committee",)),
                Outcome("direct", "Attribution directe : offre à envoyer", next=("offer",), asks=True),
            ),
        ),
        Step(
            "committee", "Commission d’attribution (CALEOL)",
            outcomes=(
                Outcome("awarded", "Attribué", next=("offer",)),
                Outcome("not_awarded", "Non attribué", next=("marketing",), asks=True),
            ),
        ),
        Step("offer", "Notification de la décision",
             outcomes=(Outcome("sent", "Offre envoyée", next=("answer",)),)),
        Step(
            "answer", "Réponse du candidat",
            outcomes=(
                Outcome("accepted", "Acceptée", next=("signing",)),
                Outcome("next_rank", "Refusée : offre au rang suivant", next=("offer",), asks=True),
                Outcome("declined", "Refusée : plus de candidat", next=("marketing",), asks=True),
            ),
            waits=True,
        ),
        Step(
            "move_in", "Nouvelle date : prévenir, replanifier",
            outcomes=(Outcome("told", "Candidat prévenu, entrée replanifiée", asks=True),), blocks=False,
        ),
        Step(
            "signing", "Signature du bail",
            outcomes=(
                Outcome("signed", "Bail signé", joins=TOGETHER),
                Outcome("given_up", "Le candidat renonce : rang suivant", next=("offer",), asks=True),
                Outcome("nobody", "Le candidat renonce : plus de candidat", next=("marketing",), asks=True),
            ),
        ),
        Step(
            "nominator", "Réservataire sans candidat",
            outcomes=(
                Outcome("reminded", "Réservataire relancé"),
                Outcome("released", "Logement repris par le bailleur"),
            ),
            blocks=False,
        ),
        Step("check_in", "État des lieux d’entrée",
             outcomes=(Outcome("done", "Clés remises", next=("courtesy_visit",)),)),
        Step(
            "courtesy_visit", "Visite de courtoisie",
            outcomes=(
                Outcome("done", "Visite faite", ends="let"),
                Outcome("missed", "Visite impossible ou refusée", ends="let", asks=True),
            ),
            blocks=False,
        ),
        Step("settlement", "Solde de tout compte, dépôt",
             outcomes=(Outcome("done", "Solde réglé", ends="let"),), blocks=False),
    ),
    (
        ("let", "Reloué"), ("withdrawn", "Congé retiré"), ("frozen", "Retiré de la location"),
        ("void", "Sans suite"),
    ),
)  # fmt: skip
ARREARS = ProcessSteps(
    "arrears", "Impayés", (Step("amicable", "Phase amiable"), Step("litigation", "Contentieux"))
)

"""Steps of a tenant's request and of a collective incident (domain.md §6). The family decides who handles it.

A request is confirmed by the tenant before it is closed. While it waits for planned works, or goes along with a
collective incident, it stays open: somebody answers for it, and its promised date is kept.
"""

from coordination.processes import ByOrder, Fact, Outcome, ProcessSteps, Step

FAMILY = Fact(
    "family",
    "famille",
    (
        ("T1", "Plomberie, sanitaire"),
        ("T2", "Chauffage, VMC"),
        ("T3", "Électricité"),
        ("T4", "Menuiseries, serrurerie"),
        ("T5", "Revêtements, humidité, nuisibles"),
        ("C1", "Parties communes"),
        ("C2", "Ascenseur"),
        ("C3", "Propreté, encombrants"),
        ("C4", "Espaces extérieurs, stationnement"),
        ("V1", "Troubles de voisinage"),
        ("A1", "Loyer, charges, quittance"),
        ("A2", "Bail, occupants, congé"),
        ("S1", "Sinistre"),
        ("S2", "Situation sociale"),
        ("Q1", "Qualité de service"),
    ),
)
FAMILIES = dict(FAMILY.values)
REPAIRS = frozenset({"T1", "T2", "T3", "T4", "T5", "C1", "C2", "C3", "C4", "S1"})
"""Families in which something may have to be paid."""
ASK_TENANT = ("confirmation",)
CLOSINGS = (
    ("confirmed", "Réglée, confirmée par le locataire"),
    ("unconfirmed", "Réglée, sans confirmation"),
    ("internal", "Réglée, signalée par nos équipes"),
    ("declined", "Refusée"),
    ("no_access", "Sans accès au logement"),
    ("duplicate", "Doublon"),
    ("void", "Sans objet"),
)
DECLINED = Outcome(
    "declined", "Refusée (à charge du locataire, hors de notre ressort)", close="declined", asks=True
)
VOID = Outcome("void", "Sans objet", close="void", asks=True)
NO_ACCESS = Outcome("no_access", "Sans accès au logement après plusieurs passages", close="no_access", asks=True)

REQUEST = ProcessSteps(
    "request",
    "Demandes des locataires",
    (
        Step(
            "capture", "À qualifier",
            outcomes=(
                Outcome("qualified", "Qualifiée : à traiter", next=("handling",)),
                Outcome("duplicate", "Doublon d’une autre demande", close="duplicate", asks=True),
                DECLINED, VOID,
            ),
        ),
        Step(
            "handling", "Traitement", (FAMILY,),
            outcomes=(
                Outcome("done", "Réglée : demander au locataire de confirmer", next=ASK_TENANT),
                DECLINED, NO_ACCESS, VOID,
            ),
            by_order=ByOrder(done="done"),
        ),
        Step(
            "information", "Information du locataire", (FAMILY,),
            outcomes=(Outcome("told", "Le locataire est informé", asks=True),),
        ),
        Step(
            "confirmation", "Confirmation par le locataire",
            outcomes=(
                Outcome("confirmed", "C’est réglé, dit le locataire", close="confirmed"),
                Outcome("not_solved", "Ce n’est pas réglé : à reprendre", next=("handling",), asks=True),
                Outcome("unconfirmed", "Pas de réponse : clore sans confirmation", close="unconfirmed"),
                Outcome("internal", "Signalée par nos équipes : clore", close="internal"),
            ),
            waits=True, by_order=ByOrder(reserves="not_solved"),
        ),
        Step(
            "planned", "Reportée au plan de travaux",
            outcomes=(
                Outcome("back", "À traiter sans attendre les travaux", next=("handling",), asks=True),
                Outcome("done", "Travaux faits : demander au locataire de confirmer", next=ASK_TENANT),
            ),
            waits=True,
        ),
        Step(
            "joined", "Suivie avec un incident collectif",
            outcomes=(
                Outcome("solved", "Incident réglé : demander au locataire de confirmer", next=ASK_TENANT),
                Outcome("left", "À traiter à part", next=("handling",), asks=True),
            ),
            waits=True,
        ),
    ),
    CLOSINGS,
)  # fmt: skip
INCIDENT = ProcessSteps(
    "incident",
    "Incidents collectifs",
    (
        Step(
            "handling", "Traitement de l’incident", (FAMILY,),
            outcomes=(
                Outcome("done", "Réglé : chacun est prié de confirmer", close="done"),
                Outcome("void", "Fausse alerte", close="void", asks=True),
            ),
            by_order=ByOrder(accepted="done"),
        ),
    ),
)  # fmt: skip

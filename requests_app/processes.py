"""Steps of a tenant's request (domain.md §6). The family decides who handles it."""

from coordination.processes import Fact, ProcessSteps, Step

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
REQUEST = ProcessSteps(
    "request",
    "Demandes des locataires",
    (
        Step("capture", "Enregistrement"),
        Step("handling", "Traitement", (FAMILY,)),
        Step("information", "Information du locataire", (FAMILY,)),
        Step("confirmation", "Confirmation par le locataire"),
    ),
)

"""Steps of reletting (domain.md §1.3) and of arrears (§4)."""

from coordination.processes import Fact, ProcessSteps, Step

WORKS = Fact("works", "travaux", (("light", "Légers"), ("medium", "Moyens"), ("heavy", "Lourds")))
VACANCY = ProcessSteps(
    "vacancy",
    "Relocation",
    (
        Step("notice", "Congé, préavis"),
        Step("advice_visit", "Visite conseil"),
        Step("check_out", "État des lieux de sortie"),
        Step("costing", "Chiffrage, imputation"),
        Step("works_order", "Commande des travaux"),
        Step("works", "Travaux de remise en état", (WORKS,)),
        Step("acceptance", "Réception, bon à louer"),
        Step("ready_date", "Date de disponibilité publiée"),
        Step("marketing", "Commercialisation, CALEOL"),
        Step("signing", "Signature du bail"),
        Step("check_in", "État des lieux d’entrée"),
        Step("settlement", "Solde de tout compte, dépôt"),
    ),
)
ARREARS = ProcessSteps(
    "arrears", "Impayés", (Step("amicable", "Phase amiable"), Step("litigation", "Contentieux"))
)

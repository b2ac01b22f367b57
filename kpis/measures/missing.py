"""Measures of the trade that cannot be counted yet: said, never faked."""

from .base import Missing

LEDGER = "Le quittancement et les encaissements."
MISSING = [
    Missing("REL07E", "Taux d’encaissement des réparations locatives", LEDGER),
    Missing("REL08", "Perte financière de vacance", "Le loyer de chaque jour vacant, à rapprocher du quittancé."),
    Missing("REL09", "Logements conformes à l’état des lieux d’entrée", "La conformité relevée à l’entrée."),
    Missing("VAC05", "Taux de vacance financière", LEDGER),
    Missing("ROT02", "Taux de mobilité (RPLS)", "L’ancienneté de mise en location, au jour près."),
    Missing("ATT01D", "Délai du réservataire", "Le jour où chaque candidat a été désigné."),
    *(Missing(f"IMP0{number}", name, LEDGER) for number, name in enumerate((
        "Taux d’impayés", "Taux de recouvrement", "Ménages en retard", "Ménages à trois mois de dette ou plus",
        "Ménages à plus de douze mois", "Dette des locataires partis", "Plans d’apurement respectés",
        "Délai du premier impayé au premier contact", "Conversion en procédures",
    ), 1)),
    Missing("REQ07", "Locataires informés à chaque étape", "Le rapprochement des messages et des étapes dues."),
    Missing("MNT04", "Ratio préventif/curatif", "Le caractère préventif ou curatif de chaque commande."),
    Missing("MNT05", "Disponibilité des ascenseurs", "Les heures de panne et de remise en service."),
    Missing("PRO02", "Couverture des contrôles", "Les lieux qui devaient être contrôlés chaque mois passé."),
    Missing("PRO04P", "Pénalités dans le montant du marché", "Le montant facturé de chaque marché, par période."),
    Missing("PRO05", "Satisfaction sur la propreté", "Une enquête auprès des locataires."),
    Missing("SAT01", "Satisfaction globale", "L’enquête triennale."),
]  # fmt: skip

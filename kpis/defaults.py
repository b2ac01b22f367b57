"""Targets of a landlord that has set none yet (domain.md §2): all to be confirmed."""

PROPOSED = "Proposition de Palier, à valider"
PROXIMITY = [
    ("MNT01", "95", PROPOSED), ("MNT02", "75", PROPOSED), ("PRO01", "90", PROPOSED), ("PRO03", "48", PROPOSED),
    ("REG01", "100", "Obligation légale"), ("PSP02", "0", "Ne pas payer deux fois un composant programmé"),
    ("PSP03", "95", PROPOSED),
]  # fmt: skip
TARGETS = [
    ("REL01", "60", "Usage du secteur : un à trois mois ; 30 jours en zone tendue. À valider"),
    ("REL02T", "15", PROPOSED), ("REL02C", "12", PROPOSED), ("REL02A", "3", PROPOSED), ("REL03", "15", PROPOSED),
    ("REL04", "90", PROPOSED), ("REL10", "80", PROPOSED),
    ("VAC01", "2.9", "Moyenne nationale, RPLS 1er janvier 2019"), ("VAC02", "1.5", PROPOSED),
    ("VAC04", "1.4", "Moyenne nationale, RPLS 1er janvier 2019"),
    ("REQ01", "48", "Engagement relevé chez d’autres bailleurs. À valider"),
    ("REQ03", "90", PROPOSED), ("REQ04", "5", PROPOSED), ("REQ08", "80", PROPOSED),
    ("PRM01", "90", PROPOSED), ("TSK01", "90", PROPOSED), *PROXIMITY,
]  # fmt: skip

"""What a fresh installation starts with."""

from teams.models import Team

S = Team.Service
CAUSES = [
    ("R01", "Visite conseil non réalisée", S.PROXIMITY, ""),
    ("R02", "État des lieux de sortie tardif, clés non rendues", S.PROXIMITY, ""),
    ("R03", "Logement encombré, débarras, nuisibles", S.PROXIMITY, ""),
    ("R04", "Chiffrage, validation du budget", S.MAINTENANCE, ""),
    ("R05", "Diagnostic en attente", S.MAINTENANCE, ""),
    ("R06", "Entreprise en retard", S.MAINTENANCE, "Entreprise"),
    ("R07", "Travaux supplémentaires découverts", S.MAINTENANCE, ""),
    ("R08", "Fluides : compteur, Consuel, gaz", S.PROXIMITY, ""),
    ("R09", "Réservataire sans candidat dans le délai", S.LEASING, "Réservataire"),
    ("R10", "Refus du candidat", S.LEASING, ""),
    ("R11", "Report ou non-attribution en CALEOL", S.LEASING, "CALEOL"),
    ("R12", "Dossier incomplet, garantie", S.LEASING, ""),
    ("R13", "Candidat en fin de préavis", S.LEASING, ""),
    ("R14", "Sinistre, squat, procédure", S.LEASING, ""),
    ("R15", "Logement gelé : vente, démolition, réhabilitation", S.ASSETS, ""),
]


def seed_causes(apps, schema_editor=None):
    """Write what is missing; what somebody changed is left alone."""
    for code, label, service, actor in CAUSES:
        apps.get_model("leasing", "DelayCause").objects.get_or_create(
            code=code, defaults={"label": label, "service": service, "actor": actor}
        )

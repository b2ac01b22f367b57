"""Mandatory and preventive checks of residential buildings (domain.md §9), with their basis: to be verified."""

import datetime as dt

from django.db.backends.postgresql.psycopg_any import DateRange

FROM = dt.date(2000, 1, 1)
VERIFY = ", à vérifier"
USE = "Politique du bailleur, à valider"
LIFTS = "CCH, art. R. 134-6 et suivants ; arrêté du 18/11/2004"
FIRE = "Arrêté du 31/01/1986, art. 101"
GAMES = "Décret n° 96-1136 ; NF EN 1176-7"
LIFT, GATE, FIRE_SAFETY = "lift", "gate", "fire_safety"

# code, check, equipment or place, type of equipment, months, weeks, mandatory, from the due date, basis
CHECKS = [
    ("ASC1", "Visite d’entretien", "Ascenseur", LIFT, None, 6, True, False, LIFTS),
    ("ASC2", "Câbles, chaînes, freins, antidérive", "Ascenseur", LIFT, 6, None, True, False, LIFTS),
    ("ASC3", "Cuvette, toit, machinerie, parachute", "Ascenseur", LIFT, 12, None, True, False, LIFTS + VERIFY),
    ("ASC4", "Contrôle technique", "Ascenseur", LIFT, 60, None, True, True, "CCH, art. R. 134-11 à R. 134-13"),
    ("PGA", "Entretien et vérification", "Portail ou porte automatique", GATE, 6, None, True, False,
     "CCH, ancien art. R. 125-5 ; arrêté du 12/11/1990"),
    ("INC1", "Vérification détection, désenfumage, colonnes sèches", "Sécurité incendie", FIRE_SAFETY, 12, None,
     True, False, FIRE),
    ("INC2", "Portes coupe-feu et ferme-portes", "Parties communes", "", 12, None, True, False, FIRE),
    ("INC3", "Vérification des extincteurs", "Parkings et chaufferies", "", 12, None, True, False,
     f"Arrêté du 31/01/1986 ; NF S61-919{VERIFY}"),
    ("INC4", "Éclairage de sécurité (BAES)", "Parties communes", "", 12, None, True, False, f"Usage{VERIFY}"),
    ("INC5", "Épreuve de la colonne sèche", "Colonne sèche", "", 60, None, True, False, f"Norme{VERIFY}"),
    ("DAAF", "Remplacement des détecteurs de fumée", "Logements", "", 120, None, True, False,
     f"CCH, art. L. 142-2 et R. 142-2 ; périodicité{VERIFY}"),
    ("CH1", "Entretien annuel et attestation", "Chaudière individuelle", "boiler", 12, None, True, False,
     "Code de l’environnement, art. R. 224-41-4"),
    ("CH1C", "Entretien annuel et attestation", "Chaufferie", "collective_boiler", 12, None, True, False,
     "Code de l’environnement, art. R. 224-41-4 (4 à 400 kW)"),
    ("CH2", "Entretien pompe à chaleur, climatisation", "PAC (4 à 70 kW)", "", 24, None, True, False,
     f"Décret n° 2020-912{VERIFY}"),
    ("CH3", "Rendement et émissions", "Chaufferie de plus de 400 kW", "", 24, None, True, False,
     f"Code de l’environnement, art. R. 224-31 et suivants{VERIFY}"),
    ("VG1", "Vérification annuelle VMC-gaz", "VMC-gaz", "", 12, None, True, False, "Arrêté du 25/04/1985 modifié"),
    ("VG2", "Nettoyage complet du réseau VMC-gaz", "VMC-gaz", "", 60, None, True, False,
     "Arrêté du 25/04/1985 modifié"),
    ("VMC", "Vérification et nettoyage", "VMC", "ventilation", 12, None, False, False, USE),
    ("RAM", "Ramonage", "Conduits de fumée", "", 12, None, True, False, f"Décret n° 2023-641 ; RSD{VERIFY}"),
    ("GAZ", "Diagnostic installation intérieure", "Gaz, plus de 15 ans", "", 72, None, True, False,
     "Décret n° 2016-1104"),
    ("ELE", "Diagnostic installation intérieure", "Électricité, plus de 15 ans", "", 72, None, True, False,
     "Décret n° 2016-1105"),
    ("DPEC", "DPE collectif", "Bâtiment", "", 120, None, True, False, "Loi Climat ; CCH, art. L. 126-31"),
    ("CREP", "Constat de risque d’exposition au plomb", "Construction d’avant 1949", "", 72, None, True, False,
     "Code de la santé publique, art. L. 1334-7"),
    ("AMI1", "Dossier technique amiante et fiche récapitulative", "Permis d’avant juillet 1997", "", None, None,
     True, False, "Code de la santé publique, art. R. 1334-29-5"),
    ("AMI3", "Évaluation périodique des matériaux amiantés", "Liste A, score 1", "", 36, None, True, False,
     "Code de la santé publique, art. R. 1334-27"),
    ("EAU1", "Analyse légionelles, eau chaude collective", "Eau chaude collective", "", 12, None, False, False,
     f"{USE} ; guide ARS"),
    ("EAU2", "Vérification du disconnecteur", "Disconnecteur", "", 12, None, True, False,
     f"Arrêté du 10/09/2021{VERIFY}"),
    ("ANC", "Contrôle SPANC", "Assainissement non collectif", "", 120, None, True, False, f"CGCT{VERIFY}"),
    ("AJX1", "Contrôle visuel de routine", "Aire de jeux", "", 1, None, True, False, GAMES),
    ("AJX2", "Contrôle fonctionnel", "Aire de jeux", "", 3, None, True, False, GAMES),
    ("AJX3", "Contrôle principal", "Aire de jeux", "", 12, None, True, False, GAMES),
    ("BUT", "Contrôle des buts et paniers", "Équipements sportifs", "", 12, None, True, False,
     "Décret n° 2016-481 ; code du sport"),
    ("TER", "Visite et nettoyage", "Toiture-terrasse", "", 12, None, False, False, f"DTU 43.1{VERIFY}"),
    ("LDV", "Vérification lignes de vie, ancrages", "Toiture", "", 12, None, True, False,
     f"Code du travail, art. R. 4323-99{VERIFY}"),
    ("GC", "Contrôle visuel des garde-corps", "Garde-corps", "", 12, None, False, False, f"{USE} ; NF P01-012"),
    ("NUI", "Dératisation, désinsectisation", "Parties communes", "", 12, None, False, False, f"RSD{VERIFY}"),
    ("ARB", "Diagnostic des arbres", "Espaces verts", "", 36, None, False, False, USE),
]  # fmt: skip
SOON = {"ASC1": 14, "AJX1": 10, "AJX2": 20}
"""Days of alert where sixty would be longer than the rhythm."""


def seed(apps, schema_editor=None) -> None:
    """Write what is missing; what somebody changed is left alone."""
    kinds, rules = (apps.get_model("proximity", name).objects for name in ("CheckKind", "CheckRule"))
    for code, label, subject, equipment, months, weeks, mandatory, from_due, basis in CHECKS:
        kind, new = kinds.get_or_create(
            code=code, defaults={"label": label, "subject": subject, "equipment": equipment}
        )
        if new:
            rules.create(
                kind=kind, period=DateRange(FROM, None), months=months, weeks=weeks, mandatory=mandatory,
                from_due=from_due, alert_days=SOON.get(code, 60), basis=basis,
            )  # fmt: skip

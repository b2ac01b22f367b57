"""Component kinds and their lifetimes, and the ages beyond which data are too old, on a fresh installation.

The accounting table of avis CNC 2004-11 was not seen: what is cited from memory says so in its basis, and
`verified_on` stays empty until somebody checks it. Where practice gives a range of technical lives, the rounded
down middle is kept and the range is told.
"""

import datetime as dt
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange

CNC = "Avis CNC 2004-11, de mémoire, à vérifier"
PRACTICE = "usage, à vérifier"
FROM_CNC, FROM_PRACTICE = dt.date(2004, 11, 1), dt.date(2000, 1, 1)

# code, label, trade, safety, technical years, basis of the technical life, accounting years and share (%)
KINDS = [
    ("structure", "Structure et ouvrages assimilés", "Gros œuvre", False, 50, "durée comptable", 50, "77.7"),
    ("menuiseries-exterieures", "Menuiseries extérieures", "Menuiserie", False, 30, "PVC 30 ans", 25, "3.3"),
    ("chauffage-collectif", "Chauffage collectif", "Chauffage", False, 22, "chaufferie 20 à 25 ans", 25, "3.2"),
    ("chaudiere-individuelle", "Chauffage individuel", "Chauffage", False, 15, "chaudière 15 ans", 15, "3.2"),
    ("etancheite", "Étanchéité (toiture-terrasse)", "Étanchéité", False, 22, "20 à 25 ans", 15, "1.1"),
    ("ravalement", "Ravalement", "Façade", False, 12, "façade peinture 10 à 15 ans", 15, "2.1"),
    ("electricite", "Électricité", "Électricité", False, 25, "durée comptable", 25, "5.2"),
    ("plomberie", "Plomberie et sanitaires", "Plomberie", False, 25, "durée comptable", 25, "4.6"),
    ("ascenseur", "Ascenseur", "Ascenseur", True, 30, "remplacement 30 ans", 15, "2.8"),
    ("ascenseur-modernisation", "Ascenseur (modernisation)", "Ascenseur", True, 17, "15 à 20 ans", None, None),
    ("couverture-tuile", "Couverture en tuile", "Couverture", False, 45, "40 à 50 ans", None, None),
    ("isolation-exterieure", "Isolation par l’extérieur (ITE)", "Façade", False, 30, "30 ans", None, None),
    ("portes-hall", "Portes de hall", "Métallerie", False, 17, "15 à 20 ans", None, None),
    ("interphone", "Interphone", "Courants faibles", False, 15, "15 ans", None, None),
    ("radiateurs", "Radiateurs", "Chauffage", False, 40, "40 ans", None, None),
    ("vmc", "Ventilation (VMC)", "Ventilation", False, 17, "caisson 15 à 20 ans", None, None),
    ("colonnes-eau", "Colonnes d’eau", "Plomberie", False, 40, "40 ans", None, None),
    ("garde-corps", "Garde-corps", "Métallerie", True, 35, "30 à 40 ans", None, None),
    ("peinture-communs", "Peinture des parties communes", "Peinture", False, 10, "10 ans", None, None),
    ("sols-communs", "Sols des parties communes", "Sols", False, 17, "15 à 20 ans", None, None),
    (
        "eclairage-communs", "Éclairage des parties communes", "Électricité", False, 12, "LED 10 à 15 ans",
        None, None,
    ),
    ("portail", "Portail", "Métallerie", True, 15, "15 ans", None, None),
    ("detecteurs-fumee", "Détecteurs de fumée (DAAF)", "Sécurité incendie", True, 10, "10 ans", None, None),
    ("enrobes", "Voirie et enrobés", "VRD", False, 20, "20 ans", None, None),
]  # fmt: skip

# subject, from, until, years, not before, basis
AGES = [
    ("dpe", dt.date(2000, 1, 1), dt.date(2025, 1, 1), 10, None, "CCH art. D. 126-19 : un DPE vaut dix ans"),
    (
        "dpe", dt.date(2025, 1, 1), None, 10, dt.date(2021, 7, 1),
        "CCH art. D. 126-19 : dix ans ; les DPE d’avant juillet 2021 ne valent plus depuis le 31/12/2024",
    ),
    (
        "condition", dt.date(2000, 1, 1), None, 3, None,
        "Usage : état revu à chaque mise à jour du plan, à vérifier",
    ),
]  # fmt: skip


def seed(apps, schema_editor=None):
    kinds, lifetimes, ages = (
        apps.get_model("housing", name) for name in ("ComponentKind", "ComponentLifetime", "QualityAge")
    )
    for code, label, trade, safety, years, life, accounting, share in KINDS:
        kind, _ = kinds.objects.get_or_create(
            code=code, defaults={"label": label, "trade": trade, "safety": safety}
        )
        if lifetimes.objects.filter(kind=kind).exists():
            continue
        lifetimes.objects.create(
            kind=kind,
            period=DateRange(FROM_CNC if accounting else FROM_PRACTICE, None),
            planning_years=years,
            accounting_years=accounting,
            accounting_share=Decimal(share) if share else None,
            basis=f"Technique : {life} ({PRACTICE})." + (f" Comptable : {CNC}." if accounting else ""),
        )
    for subject, start, end, years, not_before, basis in AGES:
        ages.objects.get_or_create(
            subject=subject,
            period=DateRange(start, end),
            defaults={"years": years, "not_before": not_before, "basis": basis},
        )

"""Réparations locatives (décret 87-712, annex): written from memory of the annex, to be proof-read on Légifrance.

`verified_on` stays empty until somebody does. What the décret does not name comes with a basis of its own.
"""

from typing import Any

ANNEX = "Décret 87-712 du 26 août 1987, annexe, {heading}"
OUTSIDE, OPENINGS, INSIDE = "Extérieur privatif", "Ouvertures", "Intérieur"
PLUMBING, POWER, OTHERS = "Plomberie", "Électricité", "Autres équipements"
HEADINGS = {
    OUTSIDE: "I. Parties extérieures dont le locataire a l’usage exclusif",
    OPENINGS: "II. Ouvertures intérieures et extérieures",
    INSIDE: "III. Parties intérieures",
    PLUMBING: "IV. Installations de plomberie",
    POWER: "V. Équipements d’installations d’électricité",
    OTHERS: "VI. Autres équipements mentionnés au contrat",
}

# code, area, element, tenant's part, landlord's part
LISTED = [
    ("1a", OUTSIDE, "Jardin privatif",
     "Entretien courant des allées, pelouses, massifs, bassins ; taille, élagage, échenillage ; remplacement "
     "d’arbustes ; installations mobiles d’arrosage.", "Abattage d’un arbre dangereux, clôture vétuste."),
    ("1b", OUTSIDE, "Auvents, terrasses, marquises", "Enlèvement de la mousse et des végétaux.",
     "Étanchéité, structure."),
    ("1c", OUTSIDE, "Descentes d’eaux pluviales, chéneaux, gouttières", "Dégorgement des conduits.",
     "Remplacement, fixation."),
    ("2a", OPENINGS, "Portes et fenêtres",
     "Graissage des gonds, paumelles et charnières ; menues réparations des boutons, poignées, gonds, crémones, "
     "espagnolettes ; boulons, clavettes, targettes.", "Menuiserie vétuste, joints d’étanchéité usés."),
    ("2b", OPENINGS, "Vitrages", "Réfection des mastics ; remplacement des vitres détériorées.",
     "Double vitrage embué (vice, vétusté), bris par un tiers identifié."),
    ("2c", OPENINGS, "Stores, jalousies, volets roulants",
     "Graissage ; cordes, poulies, quelques lames ; sangle, manivelle.", "Moteur, tablier complet vétuste."),
    ("2d", OPENINGS, "Serrures, verrous", "Graissage ; petites pièces ; clés égarées ou détériorées.",
     "Serrure vétuste."),
    ("2e", OPENINGS, "Grilles", "Nettoyage, graissage ; boulons, clavettes, targettes.", "Remplacement."),
    ("3a", INSIDE, "Plafonds, murs, cloisons",
     "Maintien en propreté ; menus raccords de peinture et de tapisserie ; quelques éléments de faïence ou de "
     "mosaïque ; rebouchage des trous.", "Réfection pour vétusté, fissures, infiltration."),
    ("3b", INSIDE, "Parquets, moquettes, sols",
     "Encaustiquage, entretien de la vitrification ; quelques lames ; raccords (taches, trous).",
     "Sol usé ou décollé par le temps, sinistre."),
    ("3c", INSIDE, "Placards, plinthes, baguettes, moulures",
     "Tablettes, tasseaux, fermeture ; raccords, pointes.", "Remplacement complet."),
    ("4a", PLUMBING, "Canalisations d’eau", "Dégorgement ; joints, colliers.", "Canalisation encastrée, colonne."),
    ("4b", PLUMBING, "Canalisations de gaz",
     "Entretien des robinets, siphons, ouvertures d’aération ; remplacement périodique du tuyau souple.",
     "Conduite fixe."),
    ("4c", PLUMBING, "Fosses septiques, puisards, fosses d’aisance", "Vidange.",
     "Réhabilitation de l’assainissement."),
    ("4d", PLUMBING, "Chauffage, eau chaude, robinetterie",
     "Bilames, pistons, membranes, allumage, clapets et joints des appareils à gaz ; rinçage des corps de "
     "chauffe ; joints, clapets, presse-étoupes des robinets ; joints, flotteurs des chasses d’eau ; entretien "
     "annuel de la chaudière individuelle.", "Remplacement de l’appareil, corps de chauffe, mitigeur vétuste."),
    ("4e", PLUMBING, "Éviers, appareils sanitaires", "Nettoyage du calcaire ; flexibles de douche.",
     "Remplacement pour vétusté."),
    ("5", POWER, "Équipements d’électricité",
     "Interrupteurs, prises, coupe-circuits, fusibles, ampoules, tubes ; baguettes, gaines.",
     "Tableau, câblage, mise en sécurité, convecteur hors service."),
    ("6a", OTHERS, "Équipements mentionnés au bail",
     "Entretien courant et menues réparations : électroménager, hotte, adoucisseur, antenne individuelle, "
     "meubles scellés, cheminée, glaces.", "Remplacement."),
    ("6b", OTHERS, "Bourrelets", "Menues réparations nécessitées par la dépose.", ""),
    ("6c", OTHERS, "Vidoirs (vide-ordures)", "Graissage, joints.", "Remplacement."),
    ("6d", OTHERS, "Conduits de fumée, de gaz, de ventilation", "Ramonage.", "Tubage, VMC (caisson, moteur)."),
]  # fmt: skip

# code, area, element, tenant's part, landlord's part, basis
BESIDE = [
    ("ASC", "Parties communes", "Ascenseur", "Charges récupérables du contrat d’entretien.",
     "Grosses pièces, remplacement, vandalisme.", "Décret 82-955 du 9 novembre 1982 (HLM), titre I"),
    ("DAAF", "Sécurité", "Détecteur de fumée", "Entretien courant : test, piles.",
     "Fourniture, pose, remplacement.", "Code de la construction et de l’habitation, détecteurs de fumée"),
    ("VENT", "Ventilation", "Bouches et entrées d’air", "Nettoyage.", "Moteur, débits.",
     "Usage ; loi 89-462 du 6 juillet 1989, art. 7 d"),
]  # fmt: skip


def _row(code, area, label, tenant_part, landlord_part, basis, listed) -> dict[str, Any]:
    return {
        "code": code, "area": area, "label": label, "tenant_part": tenant_part, "landlord_part": landlord_part,
        "basis": basis, "listed": listed,
    }  # fmt: skip


REPAIRS = [
    *(_row(*row, ANNEX.format(heading=HEADINGS[row[1]]), True) for row in LISTED),
    *(_row(*row, False) for row in BESIDE),
]

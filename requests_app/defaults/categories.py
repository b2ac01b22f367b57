"""The second level of the nomenclature (domain.md §6.1). Tenants read the labels, in their language."""

from typing import Any

from django.utils.translation import gettext_noop as _

HOME, COMMON, OUTSIDE = ["home"], ["common"], ["outside"]
SHARED = ["common", "outside"]
ANYWHERE = ["home", "common", "outside"]
U1, U2, U3, U4 = 1, 2, 3, 4
GAS = (
    "Gaz : n’allumer ni lumière ni appareil, fermer le robinet, ouvrir, sortir, puis appeler depuis l’extérieur "
    "Urgence Gaz, 0 800 47 33 33 (gratuit, jour et nuit)."
)
LIFT = (
    "Personne bloquée : le bouton d’appel de la cabine joint l’ascensoriste jour et nuit. Malaise ou danger : "
    "appeler le 18. Ne pas forcer les portes."
)
FIRE = "Feu ou fumée : appeler le 18 (ou le 112), sortir sans prendre l’ascenseur, fermer les portes derrière soi."
DANGER = "Danger immédiat : appeler le 17 (ou le 112). Le bailleur intervient après les secours."
WATER = (
    "Couper l’eau au robinet d’arrêt du logement. Loin de l’eau : couper aussi le disjoncteur si elle le touche."
)
CLAIM = (
    "Déclarer le sinistre à son assurance habitation sous 5 jours ouvrés ; prendre des photos, garder les biens."
)
POWER = (
    "Vérifier le disjoncteur et le compteur. Tout le quartier est dans le noir : appeler Enedis (sur la facture)."
)

# code, family, label, where, usual urgency, repair item, kind of component, equipment, words
TECHNICAL = [
    ("fuite-eau", "T1", _("Fuite d’eau"), HOME, U2, "4a", "plomberie", "",
     "fuit,fuite eau,coule,goutte,inond,mouille,flaque,eau partout,joint evier,sous evier"),
    ("pas-eau", "T1", _("Plus d’eau"), HOME, U2, "4a", "colonnes-eau", "",
     "plus eau,pas eau,sans eau,coupure eau,pression,debit,eau potable"),
    ("engorgement", "T1", _("Évier, lavabo ou douche bouchés"), HOME, U2, "4a", "plomberie", "",
     "bouch,engorg,evacuation,ecoul,refoul,debouch,siphon,canalisation,eau stagn,mauvais odeur"),
    ("wc", "T1", _("WC, chasse d’eau"), HOME, U2, "4d", "plomberie", "",
     "wc,wc bouch,toilettes,chasse,cuvette,reservoir,sanibroyeur"),
    ("robinet", "T1", _("Robinet, mitigeur"), HOME, U3, "4d", "plomberie", "",
     "robinet,mitigeur,mousseur,robinet goutte,robinet fuit"),
    ("sanitaires", "T1", _("Lavabo, baignoire, douche abîmés"), HOME, U3, "4e", "plomberie", "",
     "lavabo,baignoir,bac douche,evier,flexible,pommeau,faience,salle bain,sanitair,cuisine"),
    ("eau-chaude", "T1", _("Plus d’eau chaude"), HOME, U2, "4d", "", "",
     "eau chaude,eau froide,ballon,chauffe eau,cumulus,eau tiede"),
    ("chauffage", "T2", _("Panne de chauffage"), HOME, U2, "4d", "chauffage-collectif", "collective_boiler",
     "chauffag,panne chauff,pas chauff,froid,chauff pas,difficile chauff,temperature"),
    ("chaudiere", "T2", _("Chaudière individuelle en panne"), HOME, U2, "4d", "chaudiere-individuelle", "boiler",
     "chaudier,chaudier panne,bruleur,thermostat,code erreur"),
    ("radiateur", "T2", _("Radiateur"), HOME, U3, "4d", "radiateurs", "",
     "radiateur,convecteur,purge,robinet thermost"),
    ("vmc", "T2", _("Ventilation (VMC)"), HOME, U3, "VENT", "vmc", "ventilation",
     "vmc,ventil,aeration,bouche,extract,caisson,conduit"),
    ("odeur-gaz", "T2", _("Odeur de gaz"), ANYWHERE, U1, "4b", "", "",
     "gaz,odeur gaz,sent gaz,fuite gaz,monoxyde"),
    ("electricite-totale", "T3", _("Plus d’électricité du tout"), HOME, U1, "5", "electricite", "",
     "panne courant,plus courant,plus electri,pas electri,coupure courant,coupure electri,disjonct saut,"
     "plus rien,disjonct,compteur"),
    ("electricite-partielle", "T3", _("Panne d’électricité partielle"), HOME, U2, "5", "electricite", "",
     "electri,courant,moitie,fusible,disjonct,lumiere,tableau,court circuit"),
    ("prise", "T3", _("Prise, interrupteur, éclairage du logement"), HOME, U3, "5", "electricite", "",
     "prise,interrupteur,douille,ampoule,plafonnier,fils,prise electr"),
    ("detecteur", "T3", _("Détecteur de fumée"), HOME, U3, "DAAF", "detecteurs-fumee", "fire_safety",
     "detecteur,daaf,bip,alarme,pile"),
    ("porte-paliere", "T4", _("Porte d’entrée du logement, serrure"), HOME, U2, "2d", "", "",
     "serrure,porte palier,porte entree,cle,cles,verrou,porte log,claque porte,barillet,porte"),
    ("fenetre", "T4", _("Fenêtre, porte-fenêtre"), HOME, U3, "2a", "menuiseries-exterieures", "",
     "fenetre,porte fenetre,poignee,cremone,courant air,velux,baie"),
    ("vitre", "T4", _("Vitre cassée"), HOME, U3, "2b", "menuiseries-exterieures", "",
     "vitre,carreau cass,vitrage,vitre cass,vitre bris"),
    ("volet", "T4", _("Volet, store"), HOME, U3, "2c", "menuiseries-exterieures", "",
     "volet,store,persienne,sangle,manivelle,jalousie"),
    ("porte-interieure", "T4", _("Porte intérieure, placard"), HOME, U3, "3c", "", "",
     "placard,porte interieur,porte chambre,porte cuisine,plinthe,charniere"),
    ("boite-lettres", "T4", _("Boîte aux lettres"), COMMON, U3, "", "", "",
     "boite lettre,boite aux lettres,bal,courrier vol"),
    ("humidite", "T5", _("Humidité, moisissures"), HOME, U3, "3a", "", "",
     "humid,moisi,champignon,condens,salpetre,taches noires,moisissure"),
    ("infiltration", "T5", _("Infiltration d’eau"), HOME, U2, "", "etancheite", "",
     "infiltr,aureole,tache plafond,eau plafond,etanch,pluie,pleut"),
    ("plafond-mur", "T5", _("Mur, plafond, cloison"), HOME, U3, "3a", "", "",
     "fissur,plafond,cloison,platre,mur,peinture,papier peint,plomb,amiant,structure"),
    ("sol", "T5", _("Sol, parquet, carrelage"), HOME, U3, "3b", "", "",
     "parquet,carrelag,lino,dalle,sol,plancher,moquette"),
    ("cafards", "T5", _("Cafards, blattes"), ANYWHERE, U3, "", "", "",
     "cafard,blatte,nuisible,insecte,fourmi,guepe,frelon"),
    ("punaises", "T5", _("Punaises de lit"), HOME, U3, "", "", "", "punaise,punaise lit,piqure"),
    ("rongeurs", "T5", _("Rats, souris"), ANYWHERE, U3, "", "", "", "rat,souris,rongeur,derat,pigeon"),
    ("eclairage-commun", "C1", _("Éclairage des parties communes"), SHARED, U2, "", "eclairage-communs", "",
     "eclairage,lumiere escalier,lumiere hall,lumiere couloir,minuterie,ampoule hall,ampoule escalier,lampe,"
     "lampadaire,ampoule"),
    ("porte-hall", "C1", _("Porte du hall"), COMMON, U2, "", "portes-hall", "gate",
     "porte hall,porte immeuble,porte entree immeuble,groom,badge,ventouse,porte coupe feu,porte cave"),
    ("interphone", "C1", _("Interphone, badge"), ["home", "common"], U3, "", "interphone", "intercom",
     "interphone,visiophone,digicode,badge,code entree,sonnette,combine,platine"),
    ("toiture", "C1", _("Toiture, gouttière, façade"), SHARED, U2, "1c", "couverture-tuile", "",
     "toit,toiture,tuile,gouttiere,facade,descente,cheneau,eau pluie,batiment"),
    ("garde-corps", "C1", _("Garde-corps, rampe, balcon"), ANYWHERE, U2, "", "garde-corps", "",
     "garde corps,rambard,rembard,balcon,rampe,main courante,escalier danger,balustrad"),
    ("canalisation-commune", "C1", _("Fuite ou canalisation des parties communes"), SHARED, U2, "",
     "colonnes-eau", "pump",
     "fuite hall,fuite cave,fuite escalier,fuite parking,colonne,fuite couloir,egout,eau cave,eaux usees"),
    ("communs-degrades", "C1", _("Parties communes dégradées"), COMMON, U3, "", "peinture-communs", "",
     "communes degrad,partie commune,marche,vitre hall,cass hall,degrad,materiel cass,petites reparations,rampes"),
    ("ascenseur-panne", "C2", _("Ascenseur en panne"), COMMON, U2, "ASC", "ascenseur", "lift",
     "ascens,ascenseur panne,ascenseur bloqu,cabine,ascenseur danger"),
    ("ascenseur-bloque", "C2", _("Personne bloquée dans l’ascenseur"), COMMON, U1, "ASC", "ascenseur", "lift",
     "personne ascens,bloquee ascens,coince ascens,enferm ascens,dans ascens bloqu"),
    ("proprete", "C3", _("Propreté des parties communes"), SHARED, U3, "", "", "",
     "sale,salete,proprete,menage,nettoy,urine,odeur hall,excrement,pipi,crotte,dechet train"),
    ("ordures", "C3", _("Ordures, local poubelles"), SHARED, U3, "", "", "",
     "poubelle,ordure,local poubelle,bac,container,conteneur,tri,dechet,vide ordure,sac"),
    ("encombrants", "C3", _("Encombrants"), SHARED, U3, "", "", "",
     "encombr,matelas,meuble,canape,caddie,epave frigo,passage encombr"),
    ("tags", "C3", _("Tags, graffitis"), SHARED, U3, "", "", "", "tag,graff,inscription,croix gamm"),
    ("espaces-verts", "C4", _("Espaces verts, jeux"), OUTSIDE, U3, "", "", "",
     "pelouse,herbe,haie,jardin,espace vert,tonte,jeux,aire jeu,taille haie,toboggan"),
    ("arbre", "C4", _("Arbre, branche"), OUTSIDE, U3, "1a", "", "", "arbre,branche,racine,elagu,elagage"),
    ("stationnement", "C4", _("Stationnement gênant, parking"), OUTSIDE, U3, "", "enrobes", "",
     "parking,stationn,place occup,gare devant,box,garage,nid poule"),
    ("epave", "C4", _("Véhicule abandonné"), OUTSIDE, U3, "", "", "",
     "epave,voiture abandon,vehicule abandon,voiture ventouse,voiture brul"),
    ("portail", "C4", _("Portail, barrière, clôture"), OUTSIDE, U2, "", "portail", "gate",
     "portail,barriere,cloture,telecommande,portillon,grille,borne"),
    ("exterieur-eclairage", "C4", _("Éclairage extérieur"), OUTSIDE, U2, "", "", "",
     "lampadaire,eclairage exterieur,lumiere parking,candelabre,eclairage autour,eclairage parking"),
]  # fmt: skip
OTHERS = [
    ("bruit", "V1", _("Bruit, tapage"), ANYWHERE, U3,
     "bruit,tapage,musique,aboie,aboiement,fete,crie,bruyant,entend voisin,"
     "bruit voisin"),
    ("conflit", "V1", _("Conflit de voisinage, incivilités"), ANYWHERE, U3,
     "voisin,incivil,dispute,conflit,insult,menac,fumee voisin,jette,chien,odeur voisin"),
    ("violence", "V1", _("Violence, trafic, occupation du hall"), ANYWHERE, U2,
     "violence,trafic,agress,squat,deal,drogue,frapp,arme,occup hall,bagarre,rassemblement"),
    ("loyer", "A1", _("Loyer, charges"), HOME, U4,
     "loyer,charges,regularis,facture,provision,montant,prelev,payer,paiement,rib,sls,surloyer,avis echeance"),
    ("quittance", "A1", _("Quittance, attestation"), HOME, U4,
     "quittance,attestation,duplicata,document,justificatif"),
    ("apl", "A1", _("APL, aides au logement"), HOME, U4, "apl,caf,aide log,msa,allocation"),
    ("bail", "A2", _("Bail, occupants du logement"), HOME, U4,
     "avenant,contrat location,titulaire,colocat,mariage,divorce,separation,naissance,occupant,heberg,mon bail,"
     "pas assez grand,trop petit"),
    ("mutation", "A2", _("Changer de logement"), HOME, U4,
     "mutation,changer log,autre log,plus grand,plus petit,echange,demande log,adapt log,inadapt"),
    ("conge", "A2", _("Départ, congé"), HOME, U4,
     "conge,preavis,depart,demenag,quitter,etat lieux,depot garantie,caution"),
    ("assurance", "A2", _("Assurance habitation"), HOME, U4, "assurance,attestation assur,assureur,multirisque"),
    ("degat-des-eaux", "S1", _("Dégât des eaux"), ANYWHERE, U2,
     "degat eau,degat eaux,sinistre,constat amiable,eau voisin,fuite voisin,vient dessus,voisin dessus"),
    ("incendie", "S1", _("Incendie, explosion"), ANYWHERE, U1, "incend,feu,flamme,fumee,brule,explos,pompier"),
    ("social", "S2", _("Situation sociale"), HOME, U3,
     "assistante social,difficult financ,aide social,impay,dette,syllogom,expuls,precari,accumulation dechet"),
    ("contestation", "Q1", _("Réclamation, contestation"), ANYWHERE, U4,
     "reclam,contest,mecontent,plainte,insatisf,pas repond,toujours rien,personne vient,rappel,relance,avocat"),
    ("remerciement", "Q1", _("Suggestion, remerciement"), ANYWHERE, U4, "remerci,suggest,felicit,idee"),
]  # fmt: skip
ADVICE = {
    "fuite-eau": WATER, "wc": WATER,
    "canalisation-commune": "Ne pas toucher aux vannes communes : nous les fermons.",
    "odeur-gaz": GAS, "chaudiere": "Relever le code affiché. Odeur de gaz : Urgence Gaz, 0 800 47 33 33.",
    "electricite-totale": POWER, "electricite-partielle": POWER,
    "prise": "Ne pas toucher, couper le disjoncteur de la pièce.",
    "detecteur": "Un bip par minute : la pile est à changer. Alarme continue : sortir et appeler le 18.",
    "porte-paliere": "Effraction : déposer plainte et garder le récépissé ; ne rien déplacer avant.",
    "punaises": "Ne rien jeter ni déplacer ; pas d’insecticide du commerce avant notre passage.",
    "humidite": "Aérer dix minutes par jour, ne pas boucher les entrées d’air.",
    "ascenseur-bloque": LIFT, "ascenseur-panne": LIFT,
    "garde-corps": "S’éloigner, ne pas s’appuyer, prévenir les enfants.",
    "infiltration": CLAIM, "degat-des-eaux": f"{WATER} {CLAIM}", "incendie": FIRE,
    "bruit": DANGER, "conflit": DANGER, "violence": DANGER,
    "epave": "Relever l’immatriculation et la place, sans nom de personne.",
}  # fmt: skip
RESTRICTED = {"social"}


def _rows() -> list[dict[str, Any]]:
    whole = [*TECHNICAL, *((*row[:5], "", "", "", row[5]) for row in OTHERS)]
    names = ("code", "family", "label", "zones", "priority", "item", "kind", "equipment_kind", "words")
    rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in whole]
    for position, row in enumerate(rows):
        row |= {
            "words": row["words"].split(","), "position": position, "advice": ADVICE.get(row["code"], ""),
            "restricted": row["code"] in RESTRICTED,
        }  # fmt: skip
    return rows


CATEGORIES = _rows()

"""The grouping rule on labels as real tools write them: (labels) → residence, building, staircase."""

import pytest

from housing.rpls.naming import readable
from housing.rpls.places import LABELS, Labels, place_of

BASTIA = {"DEPCOM": "2B033", "CODEPOSTAL": "20600", "LIBCOM": "BASTIA", "TYPECONST": "C", "CONSTRUCT": "1974"}


def place(**labels):
    return place_of(Labels(*({**BASTIA, **labels}.get(code, "") for code in LABELS)))


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (
            {"COMPLGEO": "LES SALINES 1", "BAT": "BATIMENT K", "ESC": "15", "NOMVOIE": "RUE PAUL GIACOBBI"},
            ("Les Salines 1", "Bâtiment K", "Escalier 15"),
        ),
        (
            {"COMPLGEO": "SAINT JEAN BAT. Q", "TYPVOIE": "RUE", "NOMVOIE": "LA GRAVONA"},
            ("Saint Jean", "Bâtiment Q", ""),
        ),
        (
            {
                "COMPLGEO": "RESIDENCE CASTELLUCCIO",
                "NOMVOIE": "BATIMENT A ESCALIER 1",
                "IMMEU": "0000-1061-A000-A001",
            },
            ("Résidence Castelluccio", "Bâtiment A", "Escalier 1"),
        ),
        (
            {"COMPLGEO": "DOMAINE DES AULNES", "BAT": "BATIMENT", "ESC": "E3"},
            ("Domaine des Aulnes", "Bâtiment E3", ""),
        ),
        (
            {"COMPLGEO": "RESIDENCE - PETRA VERDE", "BAT": "ENTREE", "ESC": "02"},
            ("Résidence - Petra Verde", "", "Entrée 2"),
        ),
        (
            {"IMMEU": "334 HLM  CITE DES ARBRES BASTIA", "BAT": "BT 31.LES CHATAIGNIERS   BASTIA", "NOMVOIE": "X"},
            ("HLM Cité des Arbres", "Bâtiment 31 – Les Chataigniers", ""),
        ),
        (
            {
                "COMPLGEO": "0140",
                "IMMEU": "0140",
                "BAT": "0140H",
                "ENTREE": "H2",
                "TYPVOIE": "ROUTE",
                "NOMVOIE": "IMPERIALE",
                "COMPLIDENT": "LOT 024",
            },
            ("Route Imperiale (0140)", "Bâtiment H", "Entrée H2"),
        ),
        (
            {"IMMEU": "R", "BAT": "r", "NUMVOIE": "23", "TYPVOIE": "RUE", "NOMVOIE": "ST JOSEPH"},
            ("23 Rue St Joseph", "", ""),
        ),
        ({"NOMVOIE": "12 RUE CARDINAL FESCH"}, ("12 Rue Cardinal Fesch", "", "")),
        (
            {"LIBSEGPATRIM": "Agence de Toulon", "NUMVOIE": "7", "NOMVOIE": "COURS PAOLI"},
            ("7 Cours Paoli", "", ""),
        ),
        ({"LIBSEGPATRIM": "RESIDENCE HESTIA"}, ("Résidence Hestia", "", "")),
        (
            {"COMPLIDENT": "RESIDENCE FUNTANA DI SARTE", "NOMVOIE": "BATIMENT C"},
            ("Résidence Funtana di Sarte", "Bâtiment C", ""),
        ),
        (
            {"TYPECONST": "I", "TYPVOIE": "RUE", "NOMVOIE": "ST JOSEPH", "NUMVOIE": "22", "CONSTRUCT": "1998"},
            ("Maisons Rue St Joseph (1998)", "Maisons individuelles", ""),
        ),
        (
            {"COMPLGEO": "A LICCIONA", "BAT": "VILLA", "ESC": "18"},
            ("A Licciona", "Maisons individuelles", "Maison 18"),
        ),
        ({"LIEUDIT": "FECCIAJO"}, ("Fecciajo", "", "")),
        ({}, ("Bastia, sans adresse", "", "")),
    ],
)
def test_labels_become_a_place_a_landlord_recognises(labels, expected):
    found = place(**labels)
    assert (found.residence, found.building, found.staircase) == expected


def test_spellings_of_one_residence_share_their_key():
    keys = {
        place(COMPLGEO=name).residence_key
        for name in (
            "RESIDENCE CASA D'ARUTOLI",
            "Casa d’Arutoli",
            "CASA D ARUTOLI BATIMENT A",
            "RES. CASA-D'ARUTOLI",
        )
    }
    assert len(keys) == 1


def test_the_same_name_in_another_commune_is_another_residence():
    assert place(COMPLGEO="LES LILAS").residence_key != place(COMPLGEO="LES LILAS", DEPCOM="2A004").residence_key


def test_houses_of_one_programme_are_one_residence_with_a_staircase_each():
    first, second = (place(TYPECONST="I", TYPVOIE="RUE", NOMVOIE="DU PORT", NUMVOIE=number) for number in "24")
    assert first.building_key == second.building_key
    assert first.staircase_key != second.staircase_key


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("RES. U SAN GABRIELLU", "Résidence U San Gabriellu"),
        ("LES  LOGIS DE MONTESORO 1", "Les Logis de Montesoro 1"),
        ("RESIDENCE L'OLMU", "Résidence l'Olmu"),
        ("MONTE E MARE II", "Monte E Mare II"),
        ("Porte du lagon 3", "Porte du lagon 3"),
        ("FOYER LE C.R.O.U.S", "Foyer le C.R.O.U.S"),
    ],
)
def test_names_are_cleaned_for_reading(label, name):
    assert readable(label) == name

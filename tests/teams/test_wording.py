"""Free text: what it should not say of a person is seen while one types, counted, never refused, never kept."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from coordination.forms import NoteForm
from teams.models import WordingWarning
from teams.wording import Category, findings
from tests.coordination.conftest import *  # noqa: F403 - the cast of a case

LABELS = Path("/work/shared/data/defects")


def categories(text):
    return {finding.category for finding in findings(text)}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Encore ce CAS SOCIAL du 3e", "judgement"), ("mauvais payeur connu", "judgement"), ("quelle connasse",
        "judgement"), ("la locataire est très sale", "judgement"), ("Mme Martin est folle", "judgement"),
        ("Il est schizophrène", "health"), ("locataire malade, ne sort plus", "health"),
        ("M. Dupont est handicapé", "health"), ("elle est dépressive", "health"), ("cancer en cours", "health"),
        ("alcoolique notoire", "addiction"), ("il était ivre", "addiction"), ("famille musulmane", "religion"),
        ("femme voilée", "religion"), ("des voisins algériens", "origin"), ("d’origine malienne", "origin"),
        ("encore des gitans", "origin"), ("délégué CGT, méfiance", "politics"), ("vote RN", "politics"),
        ("couple homosexuel", "sexuality"), ("sort de prison", "offence"), ("c’est un dealer", "offence"),
        ("violences conjugales", "family"), ("NIR 1 85 05 78 006 084 91", "nir"), ("1 85 05 2A 006 084 35", "nir"),
        ("IBAN FR76 3000 6000 0112 3456 7890 189, merci", "bank"), ("fr1420041010050500013m02606", "bank"),
        ("carte 4111-1111-1111-1111", "bank"),
    ],
)  # fmt: skip
def test_what_should_not_be_written_is_found(text, category):
    assert category in categories(text)


@pytest.mark.parametrize(
    "text",
    [
        "chien dans le logement : prévenir", "personne âgée : appeler avant", "fuite malade sous l’évier",
        "absent au RDV du 12/03 à 9h", "porte palière forcée", "joint de baignoire à refaire",
        "mur d’enceinte fissuré", "bruit sourd dans la colonne", "badge invalide", "la porte est condamnée",
        "WC à la turque bouchés", "syndicat de copropriété à prévenir",
        "le hall est sale, les escaliers sont sales", "la cage : elle est très sale", "place handicapé occupée",
        "rampe d’accès handicapés", "VMC en dépression", "canalisation bouchée, elle est bourrée",
        "mur aveugle à repeindre", "tapette à souris posée", "corps étranger dans la pompe",
        "dépôt clandestin d’encombrants", "porte d’origine", "clés détenues par le gardien",
        "porte condamnée pour travaux", "Mme Noire, M. Gay et Mme Turc", "rue de l’Église", "fils noirs et bleus",
        "panneau voilé", "tri des ordures", "parasites : cafards au 3e", "colonne montante à reprendre",
        "gilet jaune obligatoire", "Téléphone 06 39 98 12 34, dossier D-26-000042", "compteur 1234567890123456",
        "FR76 n’est pas un numéro", "1 85 05 78 006 084 92", "FR76 3000 6000 0112 3456 7890 188",
    ],
)  # fmt: skip
def test_ordinary_sentences_of_the_trade_pass(text):
    assert categories(text) == set()


@pytest.mark.skipif(not LABELS.exists(), reason="the public list of defects is not here")
def test_the_official_words_for_defects_pass():
    """But for the one that names a pregnant woman."""
    text = "\n".join(path.read_text() for path in LABELS.glob("*.yml"))
    labels = [label for label in re.findall(r"label\w*:\s*(.+)", text, re.IGNORECASE) if len(label) > 4]
    assert len(labels) > 100
    assert [label for label in labels if findings(label) and "enceinte" not in label] == []


@given(st.text(max_size=300))
def test_whatever_is_typed_the_check_answers(text):
    assert categories(text) <= set(Category)


@pytest.mark.django_db
def test_the_warning_comes_while_typing_and_keeps_nothing(agent, sign_in):
    answer = sign_in(agent).post(reverse("teams:wording"), {"text": "alcoolique et schizo"})
    assert "santé" in answer.content.decode()
    assert "addiction" in answer.content.decode()
    assert not WordingWarning.objects.exists()
    assert sign_in(agent).post(reverse("teams:wording"), {"text": "Fuite sous l’évier"}).content.strip() == b""


def test_a_form_of_free_text_reminds_and_sends_only_its_words_to_the_check():
    html = str(NoteForm())
    assert "Écrivez comme si le locataire lisait" in html
    assert 'hx-params="text"' in html
    assert f'hx-post="{reverse("teams:wording")}"' in html


@pytest.mark.django_db
def test_a_note_is_accepted_in_spite_of_the_warning_and_counted_without_its_words(case, keeper, sign_in, capsys):
    page = reverse("coordination:case_note", args=[case.reference])
    key = "0b6f8a3e-4f5e-4f6d-9d35-0d6f6c0d3a11"
    assert sign_in(keeper).post(page, {"text": "M. Martin est alcoolique", "key": key}).status_code == 302
    assert case.entries.filter(text__contains="alcoolique").exists()
    warning = WordingWarning.objects.get()
    assert (warning.by, warning.where, warning.categories) == (
        keeper,
        "coordination:case_note:text",
        ["addiction"],
    )
    call_command("wording_counts")
    told = capsys.readouterr().out
    assert re.fullmatch(r"\d{4}-\d{2}\s+1\s+addiction\n", told)


@pytest.mark.django_db
def test_a_form_that_comes_back_counts_nothing(case, keeper, sign_in):
    page = reverse("coordination:case_note", args=[case.reference])
    assert sign_in(keeper).post(page, {"text": "alcoolique", "key": "no key"}).status_code == 422
    assert not WordingWarning.objects.exists()

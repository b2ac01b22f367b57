"""What words say to « est-elle réglée ? »: in doubt, a person reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.meaning import says_solved

SOLVED = [
    "1", "Oui", "oui merci", "C’est réglé", "c'est réglé merci beaucoup", "Oui c'est bon", "Tout fonctionne",
    "réparé", "fixed, thanks", "It is fixed", "ça marche", "1 merci",
]  # fmt: skip
NOT_SOLVED = [
    "2", "non", "Non !", "ça coule encore", "toujours pas", "Toujours en panne", "2 ça fuit toujours", "pas réglé",
    "ce n'est pas réglé", "Ça ne marche pas", "ça marche toujours pas", "encore en panne", "la fuite est revenue",
    "still leaking", "not fixed", "It doesn't work", "personne n'est passé", "Ça coule.", "no, still broken",
    "Le radiateur ne chauffe plus", "ça recommence",
]  # fmt: skip
FOR_A_PERSON = [
    "plus de fuite", "ça ne coule plus", "Je serai là jeudi", "merci encore", "Pas de problème, c'est réglé",
    "Quand passez-vous ?", "", "👍", "le plombier revient jeudi", "Oui mais il faut repeindre", "3",
]  # fmt: skip


@pytest.mark.parametrize("words", SOLVED)
def test_words_that_say_it_is_solved(words):
    assert says_solved(words) is True


@pytest.mark.parametrize("words", NOT_SOLVED)
def test_words_that_say_it_is_not(words):
    assert says_solved(words) is False


@pytest.mark.parametrize("words", FOR_A_PERSON)
def test_words_that_a_person_has_to_read(words):
    assert says_solved(words) is None


@given(st.text(max_size=200))
def test_any_text_is_read(words):
    assert says_solved(words) in (True, False, None)

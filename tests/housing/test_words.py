import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from housing.models import Residence
from housing.words import highlight, plain_words, starting_with
from tests.housing.factories import ResidenceFactory

FRENCH = st.text("abcdefghij ABCXYZ éèêëàâùûüîïôöçœæÉÀÇŒ 0123456789 -'’.,/°()", max_size=60)


class PlainWords(TestCase):
    @given(FRENCH)
    def test_python_and_the_database_read_the_same_words(self, text):
        with connection.cursor() as cursor:
            cursor.execute("SELECT palier_plain(%s)", [text])
            words = cursor.fetchone()[0].split()
        assert plain_words(text) == list(dict.fromkeys(words))[:8]


@pytest.mark.django_db
def test_a_residence_is_found_by_the_beginning_of_its_words_whatever_the_accents():
    residence = ResidenceFactory(name="Clos de l’Été", commune_name="Évry")
    ResidenceFactory(name="Les Tilleuls")
    found = starting_with(Residence.objects.all(), "words", plain_words("EVRY ete"))
    assert list(found) == [residence]


def test_matches_are_marked_and_the_rest_is_escaped():
    assert highlight("Clos <b> de l’Été", ["et", "clo"]) == "<mark>Clo</mark>s &lt;b&gt; de l’<mark>Ét</mark>é"


def test_the_zeros_before_a_number_do_not_hide_it():
    assert highlight("Logement 002", ["2"]) == "Logement <mark>002</mark>"

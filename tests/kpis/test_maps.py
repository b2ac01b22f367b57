"""A measure on the map, and the page of figures on paper."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from kpis import mapping, rollup
from kpis.figures import Figure, Place
from kpis.measures import MEASURES
from kpis.models import Target
from messaging.letters import NoPango

pytestmark = pytest.mark.django_db
ROLLING = "?periode=12mois"
TONES = ("good", "bad")


@pytest.fixture
def figured(town):
    for number, residence in enumerate(town):
        residence.latitude, residence.longitude = 43 + number, 3
        residence.save()
    rollup.run(rebuild=True)
    return town


def features(client, code="REQ05", more="") -> dict:
    found = client.get(reverse("kpis:map_points", args=[code]) + ROLLING + more).json()["features"]
    return {one["properties"]["name"]: one["properties"] for one in found}


def test_each_residence_has_its_value_and_a_letter(figured, sign_in, director):
    found = features(sign_in(director))
    assert set(found) == {"R0", "R1", "R2", "R3"}
    assert {one["tone"] for one in found.values()} == {"good", "middle", "bad"}
    assert all(one["letter"] in "ABC" and one["value"] for one in found.values())
    open_requests = {tone: [int(one["value"]) for one in found.values() if one["tone"] == tone] for tone in TONES}
    assert max(open_requests["good"]) <= min(open_requests["bad"])


def test_the_map_opens_the_residence_among_figures(figured, sign_in, director):
    client = sign_in(director)
    query = features(client)["R0"]["query"]
    assert client.get(f"{reverse('kpis:measure', args=['REQ05'])}?{query}").status_code == 200


def test_the_legend_counts_what_is_drawn_in_words(figured, sign_in, director):
    page = sign_in(director).get(reverse("kpis:map", args=["REQ05"]) + ROLLING).content.decode()
    assert "4 résidences avec un résultat" in page
    assert all(words in page for words in ("Meilleur tiers", "Moins bon tiers", "Trop peu de dossiers"))


def test_with_a_target_there_are_two_classes(figured, sign_in, director):
    Target.objects.create(measure="REQ05", value=1, basis="Essai", period=(dt.date(2020, 1, 1), None))
    found = features(sign_in(director))
    assert {one["tone"] for one in found.values()} <= {"good", "bad"}
    page = sign_in(director).get(reverse("kpis:map", args=["REQ05"]) + ROLLING).content.decode()
    assert "Cible atteinte" in page


def test_too_few_files_have_no_colour(figured):
    place = Place(1, "R", Figure(MEASURES["REL01"], (5, 1)), "")
    assert mapping.tones([place], MEASURES["REL01"], None) == {1: mapping.FEW}


def test_a_manager_sees_the_residences_of_the_own_agency_only(figured, sign_in, agent, other_agent, agency):
    assert set(features(sign_in(agent))) == {"R0", "R1"}
    points = reverse("kpis:map_points", args=["REQ05"])
    assert sign_in(other_agent).get(f"{points}?agence={agency.pk}").status_code == 404


def test_a_caretaker_sees_neither_map_nor_sheet(sign_in, caretaker):
    client = sign_in(caretaker)
    for name, args in (("map", ["REQ05"]), ("map_points", ["REQ05"]), ("dashboard_pdf", [])):
        assert client.get(reverse(f"kpis:{name}", args=args)).status_code == 403


def test_the_page_of_figures_is_a_sheet_too(figured, sign_in, director):
    answer = sign_in(director).get(reverse("kpis:dashboard_pdf") + ROLLING)
    assert answer["Content-Type"] == "application/pdf"
    assert f"{timezone.localdate():%Y-%m-%d}" in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")


def test_a_machine_that_makes_no_pdf_says_so(figured, sign_in, director, monkeypatch):
    def missing(*args):
        raise NoPango("Pango manque.")

    monkeypatch.setattr("kpis.views.maps.pdf", missing)
    answer = sign_in(director).get(reverse("kpis:dashboard_pdf") + ROLLING, follow=True)
    assert "Pango manque." in answer.content.decode()

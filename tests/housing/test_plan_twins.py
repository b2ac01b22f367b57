"""A workbook sent twice without references: the preview says which lines look like works already planned."""

import pytest
from django.urls import reverse

from housing import plan_sheets
from housing.models import PlannedWork
from housing.plan_twins import mark_twins
from tests.housing.factories import PlannedWorkFactory, ResidenceFactory
from tests.housing.test_plan_sheets import judged, new_line, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def residence(agency):
    return ResidenceFactory(agency=agency, name="Les Lilas")


@pytest.fixture
def known(residence):
    return PlannedWorkFactory(residence=residence, title="Réfection de l’étanchéité", year=2030)


@pytest.mark.parametrize(
    ("cell", "looks_like_it"),
    [
        ({}, True),
        ({"Travaux": "refection de l'etancheite"}, True),
        ({"Travaux": "Ravalement"}, False),
        ({"Année": 2031}, False),
        ({"Résidence": "Les Tilleuls"}, False),
        ({"Nature": "Amélioration"}, True),
    ],
)
def test_the_same_residence_title_and_year_look_alike(asset_planner, agency, known, cell, looks_like_it):
    ResidenceFactory(agency=agency, name="Les Tilleuls")
    verdicts = judged(asset_planner, [new_line(**{"Travaux": known.title} | cell)])
    assert [verdict.status for verdict in verdicts] == ["new"]
    assert mark_twins(verdicts, asset_planner) == looks_like_it
    assert verdicts[0].twin == (known if looks_like_it else None)


def test_a_line_with_its_reference_is_no_twin(asset_planner, known):
    verdicts = judged(asset_planner, [new_line(Référence=known.reference, Travaux=known.title, **{"Année": 2030})])
    assert mark_twins(verdicts, asset_planner) == 0


def test_works_out_of_one_s_perimeter_are_not_told(asset_planner, other_agent, known):
    verdicts = judged(asset_planner, [new_line(Travaux=known.title)])
    assert mark_twins(verdicts, other_agent) == 0


def test_the_second_sending_warns_and_leaves_the_person_to_decide(sign_in, asset_planner, residence):
    client = sign_in(asset_planner)
    plan_sheets.apply(sheet_of(asset_planner, [new_line(), new_line(Travaux="Ascenseur")]), asset_planner)
    again = sheet_of(asset_planner, [new_line(), new_line(Travaux="Portail")])
    url = reverse("housing:plan_sheet", args=[again.pk])
    reference = PlannedWork.objects.get(title="Ravalement").reference
    page = client.get(url).content.decode()
    assert "1 ligne ressemble à des travaux déjà au plan" in page
    shown = client.get(url, {"voir": "ressemblants"})
    assert [verdict.line for verdict in shown.context["page"]] == [2]
    assert f">{reference}</a>" in shown.content.decode()
    client.post(reverse("housing:plan_sheet_confirm", args=[again.pk]))
    assert PlannedWork.objects.filter(title="Ravalement").count() == 2
    assert "ressemble à des travaux" not in client.get(url).content.decode()

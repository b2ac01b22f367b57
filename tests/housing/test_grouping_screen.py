import pytest
from django.urls import reverse

from housing import facts, grouping
from housing.models import Residence
from teams.roles import Role
from tests.housing.factories import BuildingFactory, ResidenceFactory, StaircaseFactory, UnitFactory
from tests.teams.factories import UserFactory


@pytest.fixture
def lilas(agency):
    residence = ResidenceFactory(agency=agency, name="Les Lilas")
    for name in ("A", "B"):
        UnitFactory(staircase=StaircaseFactory(building=BuildingFactory(residence=residence, name=name)))
    facts.refresh([residence.pk])
    return residence


@pytest.fixture
def etes(lilas):
    return ResidenceFactory(agency=lilas.agency, landlord=lilas.landlord, name="Résidence des Étés")


@pytest.fixture
def client(asset_planner, sign_in):
    return sign_in(asset_planner)


def url(name, pk):
    return reverse(f"housing:{name}", args=[pk])


def test_the_page_lists_buildings_with_their_counts(client, lilas):
    page = client.get(url("grouping", lilas.pk)).content.decode()
    assert page.count('name="buildings"') == 2
    assert "12 rue des Lilas, 20600 Bastia" in page


def test_the_target_is_found_without_accents_and_nothing_is_written(client, lilas, etes):
    other = ResidenceFactory(agency=lilas.agency, name="Étés d’un autre bailleur")
    answer = client.get(url("residence_merge", lilas.pk), {"q": "etes"}, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert f"?vers={etes.pk}" in page
    assert f"?vers={other.pk}" not in page
    assert "<html" not in page


def test_the_preview_says_what_will_move_then_merging_does_it(client, lilas, etes):
    preview = client.get(url("residence_merge", lilas.pk), {"vers": etes.pk}).content.decode()
    assert "2 bâtiments" in " ".join(preview.split())
    answer = client.post(url("residence_merge", lilas.pk), {"vers": etes.pk})
    assert answer.url == etes.get_absolute_url()
    lilas.refresh_from_db()
    assert lilas.merged_into == etes
    again = client.post(url("residence_merge", lilas.pk), {"vers": etes.pk})
    assert again.url == etes.get_absolute_url()


def test_a_merged_residence_sends_to_the_one_that_took_it(client, lilas, etes, asset_planner):
    grouping.merge(lilas, etes, by=asset_planner)
    assert client.get(url("grouping", lilas.pk)).url == url("grouping", etes.pk)


def test_a_merge_that_makes_no_sense_says_why(client, lilas, agency):
    stranger = ResidenceFactory(agency=agency)
    answer = client.post(url("residence_merge", lilas.pk), {"vers": stranger.pk})
    assert answer.status_code == 422
    assert "bailleur" in answer.content.decode()
    nothing = client.post(url("residence_merge", lilas.pk), {})
    assert nothing.status_code == 422
    assert "Choisissez" in nothing.content.decode()


def test_splitting_makes_a_residence_of_the_ticked_buildings(client, lilas):
    building = lilas.buildings.get(name="B")
    data = {"buildings": [building.pk], "name": "Lilas Nord"}
    answer = client.post(url("residence_split", lilas.pk), data)
    new = Residence.objects.get(name="Lilas Nord")
    assert answer.url == new.get_absolute_url()
    assert new.buildings.get() == building
    again = client.post(url("residence_split", lilas.pk), data)
    assert again.status_code == 422
    assert Residence.objects.count() == 2


@pytest.mark.parametrize(
    ("ticked", "name", "said"),
    [(0, "Nord", "Cochez"), (2, "Nord", "Il doit rester"), (1, "", "obligatoire")],
)
def test_a_split_that_is_refused_keeps_what_was_typed(client, lilas, ticked, name, said):
    picked = list(lilas.buildings.values_list("pk", flat=True))[:ticked]
    answer = client.post(url("residence_split", lilas.pk), {"buildings": picked, "name": name})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert page.count("checked") == ticked
    assert f'value="{name}"' in page or not name


def test_moving_a_building(client, lilas, etes):
    building = lilas.buildings.get(name="A")
    assert "1 logement" in " ".join(
        client.get(url("building_move", building.pk), {"vers": etes.pk}).content.decode().split()
    )
    for _ in range(2):
        assert client.post(url("building_move", building.pk), {"vers": etes.pk}).url == etes.get_absolute_url()
    building.refresh_from_db()
    assert building.residence == etes


def test_a_stranger_does_not_learn_the_residence_exists(lilas, etes, other_agency, sign_in):
    client = sign_in(UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[other_agency]))
    building = lilas.buildings.first()
    for name, pk in [("grouping", lilas.pk), ("residence_merge", lilas.pk), ("building_move", building.pk)]:
        assert client.get(url(name, pk)).status_code == 404
    assert client.post(url("residence_merge", lilas.pk), {"vers": etes.pk}).status_code == 404
    assert client.post(url("residence_split", lilas.pk), {}).status_code == 404


def test_nobody_sends_homes_into_a_residence_they_do_not_see(client, lilas, other_agency):
    hidden = ResidenceFactory(agency=other_agency, landlord=lilas.landlord, name="Cachée")
    for name, pk in [("residence_merge", lilas.pk), ("building_move", lilas.buildings.first().pk)]:
        assert client.post(url(name, pk), {"vers": hidden.pk}).status_code == 404
        assert client.get(url(name, pk), {"vers": hidden.pk}).status_code == 404
        assert "Cachée" not in client.get(url(name, pk), {"q": "cach"}).content.decode()


def test_a_caretaker_may_not_regroup(lilas, caretaker, sign_in):
    client = sign_in(caretaker)
    assert client.get(url("grouping", lilas.pk)).status_code == 403
    assert client.post(url("residence_merge", lilas.pk)).status_code == 403

"""The list of residences, its workbook and its map."""

import io

import openpyxl
import pytest
from django.urls import reverse

from housing.models import Residence
from tests.housing.factories import ResidenceFactory

pytestmark = pytest.mark.django_db
LIST, MAP, POINTS = "/residences/", "/residences/carte/", "/residences/points.geojson"


def facts(residence, **values):
    Residence.objects.filter(pk=residence.pk).update(**values)
    return residence


@pytest.fixture
def lilas(agency):
    residence = ResidenceFactory(agency=agency, name="Les Lilas", latitude=42.7, longitude=9.45)
    return facts(residence, unit_count=12, energy_classes=["C", "F"], built_from=1968, built_to=1972)


@pytest.fixture
def ete(agency):
    residence = ResidenceFactory(agency=agency, name="Clos de l’Été", commune_name="Évry", commune_code="91228")
    return facts(residence, unit_count=3, energy_classes=["B"], built_from=2001, built_to=2001,
                 has_priority_district=True)  # fmt: skip


def names(response):
    return [residence.name for residence in response.context["page"]]


def test_people_see_the_residences_of_their_perimeter(sign_in, agent, other_agent, lilas):
    assert names(sign_in(agent).get(LIST)) == ["Les Lilas"]
    stranger = sign_in(other_agent).get(LIST)
    assert names(stranger) == []
    assert "Aucune résidence dans votre périmètre" in stranger.content.decode()


def test_residences_merged_into_another_are_not_listed(sign_in, agent, lilas, ete):
    Residence.objects.filter(pk=ete.pk).update(merged_into=lilas)
    assert names(sign_in(agent).get(LIST)) == ["Les Lilas"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=ETE evry", ["Clos de l’Été"]),
        ("q=lil", ["Les Lilas"]),
        ("q=absent", []),
        ("commune=evr", ["Clos de l’Été"]),
        ("commune=91228", ["Clos de l’Été"]),
        ("commune=vry", []),
        ("energie=F&energie=G", ["Les Lilas"]),
        ("depuis=1970&jusqua=1980", ["Les Lilas"]),
        ("depuis=1973", ["Clos de l’Été"]),
        ("jusqua=1967", []),
        ("qpv=oui", ["Clos de l’Été"]),
        ("qpv=non", ["Les Lilas"]),
        ("position=sans", ["Clos de l’Été"]),
        ("position=avec", ["Les Lilas"]),
        ("tri=-logements", ["Les Lilas", "Clos de l’Été"]),
        ("tri=inconnu", ["Clos de l’Été", "Les Lilas"]),
    ],
)
def test_filters_and_order_are_in_the_address(sign_in, agent, lilas, ete, query, expected):
    assert names(sign_in(agent).get(f"{LIST}?{query}")) == expected


def test_names_are_sorted_as_people_read_them(sign_in, agent, agency):
    for name, commune in (("Les Tilleuls", "Évry"), ("Les Érables", "Zicavo"), ("les Cèdres", "Bastia")):
        ResidenceFactory(agency=agency, name=name, commune_name=commune)
    client = sign_in(agent)
    assert names(client.get(LIST)) == ["les Cèdres", "Les Érables", "Les Tilleuls"]
    assert names(client.get(f"{LIST}?tri=commune")) == ["les Cèdres", "Les Tilleuls", "Les Érables"]
    assert names(client.get(f"{LIST}?tri=-commune")) == ["Les Érables", "Les Tilleuls", "les Cèdres"]


def test_the_agency_filter_knows_the_perimeter_only(sign_in, agent, agency, other_agency, lilas):
    ResidenceFactory(agency=other_agency)
    client = sign_in(agent)
    assert names(client.get(f"{LIST}?agence={agency.pk}")) == ["Les Lilas"]
    response = client.get(f"{LIST}?agence={other_agency.pk}")
    assert other_agency.name not in response.content.decode()


def test_the_fragment_is_the_page_s_own_table(sign_in, agent, lilas):
    client = sign_in(agent)
    fragment = client.get(LIST, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert fragment.strip() in client.get(LIST).content.decode()


def test_the_list_costs_the_same_for_one_residence_and_fifty(
    sign_in, agent, agency, lilas, django_assert_max_num_queries
):
    client = sign_in(agent)
    ResidenceFactory.create_batch(49, agency=agency)
    with django_assert_max_num_queries(7):
        client.get(LIST)


def test_the_workbook_holds_the_filtered_set(sign_in, agent, lilas, ete):
    response = sign_in(agent).get(f"{reverse('housing:residences_export')}?q=lilas")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Résidence", "Les Lilas"]
    assert rows[1][6:11] == (12, "C F", 1968, 1972, "non")


def test_the_map_shows_the_same_set_and_counts_those_without_a_position(sign_in, agent, lilas, ete):
    client = sign_in(agent)
    page = client.get(MAP)
    assert (page.context["placed"], page.context["unplaced"]) == (1, 1)
    assert "?position=sans" in page.content.decode()
    points = client.get(POINTS).json()["features"]
    assert [point["geometry"]["coordinates"] for point in points] == [[9.45, 42.7]]
    assert points[0]["properties"] == {"id": lilas.pk, "name": "Les Lilas", "commune": "Bastia", "homes": 12}
    assert client.get(f"{POINTS}?q=evry").json()["features"] == []


def test_strangers_get_no_point(sign_in, other_agent, lilas):
    assert sign_in(other_agent).get(POINTS).json()["features"] == []

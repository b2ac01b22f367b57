from decimal import Decimal

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.web.templatetags.palier import euros
from housing.models import PlannedWork
from housing.plan_filter import PlanFilter
from housing.plan_matrix import matrix
from tests.housing.factories import (
    BuildingFactory,
    ComponentFactory,
    PlannedWorkFactory,
    ResidenceFactory,
    StaircaseFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def residence(agency):
    return ResidenceFactory(agency=agency, name="Les Lilas")


@pytest.fixture
def work(residence):
    return PlannedWorkFactory(residence=residence, amount=Decimal("125000"), state="retained")


def asked(user, **query):
    request = RequestFactory().get("/", query)
    request.user = user
    return PlanFilter(request.GET, PlannedWork.objects.visible_to(user), request=request).qs


def form_of(**fields):
    return {"title": "Ravalement", "nature": "GE", "year": "2030", "source": "plan"} | fields


def test_the_plan_shows_live_works_unless_asked_otherwise(director, residence):
    for state, reason in [("proposed", ""), ("refused", "Trop cher"), ("settled", ""), ("cancelled", "Vendu")]:
        PlannedWorkFactory(residence=residence, state=state, reason=reason)
    assert [work.state for work in asked(director)] == ["proposed"]
    assert asked(director, etat="tous").count() == 4
    assert [work.state for work in asked(director, etat="refused")] == ["refused"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"de": "2029"}, 1),
        ({"a": "2028"}, 1),
        ({"nature": "RC"}, 1),
        ({"q": "lilas etanche"}, 1),
        ({"q": "psp-lilas"}, 1),
        ({"q": "rosiers"}, 0),
        ({"de": "n’importe"}, 2),
        ({"de": "2029", "a": "2027"}, 1),
        ({"type": "987654"}, 2),
    ],
)
def test_each_filter_narrows_the_plan_and_nonsense_is_ignored(director, residence, query, found):
    PlannedWorkFactory(
        residence=residence, year=2030, nature="GE", title="Étanchéité de la terrasse", reference="PSP-LILAS"
    )
    PlannedWorkFactory(residence__name="Le Parc", year=2028, nature="RC")
    assert asked(director, **query).count() == found


WORKS = st.lists(
    st.tuples(
        st.integers(2000, 2100),
        st.sampled_from(PlannedWork.Nature.values),
        st.none() | st.decimals(0, 10**9, places=2),
        st.sampled_from(["proposed", "retained", "settled"]),
    ),
    max_size=12,
)
YEARS = st.none() | st.integers(2000, 2100)


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=WORKS, first=YEARS, last=YEARS)
def test_every_number_of_the_matrix_is_the_sum_of_the_list_it_opens(director, residence, rows, first, last):
    PlannedWork.objects.all().delete()
    PlannedWork.objects.bulk_create(
        PlannedWork(
            residence=residence, reference=f"R{n}", title="Travaux", year=year, nature=nature, amount=amount,
            state=state,
        )
        for n, (year, nature, amount, state) in enumerate(rows)
    )  # fmt: skip
    query = {word: str(value) for word, value in (("de", first), ("a", last)) if value is not None}
    works = asked(director, **query)
    if first and last:
        first, last = min(first, last), max(first, last)
    table = matrix(works, 2026, first, last)
    params = QueryDict(mutable=True)
    params.update(query)
    table.link(params, "/")
    assert table.totals.total.count == works.count()
    for line in (*table.lines, table.totals):
        assert sum(cell.amount for cell in line.cells) == line.total.amount
        for cell in (*line.cells, line.total):
            opened = asked(director, **QueryDict(cell.url.split("?")[1]).dict()).totals()
            assert (opened["count"], opened["amount"]) == (cell.count, cell.amount)


def test_both_views_and_the_workbook_open_and_a_swap_is_part_of_the_page(sign_in, director, work):
    client = sign_in(director)
    for name in ("housing:plan", "housing:planned_works"):
        page = client.get(reverse(name)).content.decode()
        swap = client.get(reverse(name), headers={"HX-Request": "true"}).content.decode()
        assert "Les Lilas" in page or "125" in page
        assert "<html" not in swap
        assert swap.strip() in page
    assert b"".join(client.get(reverse("housing:plan_export")).streaming_content).startswith(b"PK")


def test_an_empty_plan_says_what_to_do_next(sign_in, director, asset_planner):
    assert "Le plan est vide" in sign_in(director).get(reverse("housing:plan")).content.decode()
    assert "Importer un classeur" in sign_in(asset_planner).get(reverse("housing:planned_works")).content.decode()


@pytest.mark.parametrize("name", ["housing:plan", "housing:planned_works"])
def test_the_views_ask_as_much_of_the_database_for_one_work_as_for_thirty(
    sign_in, director, residence, name, django_assert_max_num_queries
):
    client = sign_in(director)
    for count in (1, 30):
        for _ in range(count):
            PlannedWorkFactory(residence__agency=residence.agency, nature="GE")
        with django_assert_max_num_queries(9):
            client.get(reverse(name))


def test_a_stranger_agency_does_not_learn_the_works_exist(sign_in, other_agent, work):
    assert sign_in(other_agent).get(work.get_absolute_url()).status_code == 404
    assert work.reference not in sign_in(other_agent).get(reverse("housing:planned_works")).content.decode()


@pytest.mark.parametrize("name", ["planned_work_change", "planned_work_state"])
def test_an_agent_may_read_but_not_change_the_plan(sign_in, agent, work, name):
    client = sign_in(agent)
    assert client.get(work.get_absolute_url()).status_code == 200
    assert client.post(reverse(f"housing:{name}", args=[work.pk]), form_of()).status_code == 403
    assert client.get(reverse("housing:planned_work_create", args=[work.residence_id])).status_code == 403


def test_works_added_take_the_next_reference(sign_in, asset_planner, residence):
    client = sign_in(asset_planner)
    address = reverse("housing:planned_work_create", args=[residence.pk])
    for _ in range(2):
        assert client.post(address, form_of(amount="12000,50")).status_code == 302
    first, second = PlannedWork.objects.order_by("pk")
    assert first.reference.startswith("PSP-20")
    assert int(second.reference[-5:]) == int(first.reference[-5:]) + 1
    assert (first.amount, first.state) == (Decimal("12000.50"), "proposed")


def test_a_reference_typed_by_somebody_is_never_given_again(residence):
    taken = PlannedWorkFactory(residence=residence, reference="").reference
    number = int(taken[-5:])
    PlannedWorkFactory(residence=residence, reference=f"{taken[:-5]}{number + 1:05}")
    assert PlannedWorkFactory(residence=residence, reference="").reference == f"{taken[:-5]}{number + 2:05}"


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(sign_in, asset_planner, residence):
    address = reverse("housing:planned_work_create", args=[residence.pk])
    response = sign_in(asset_planner).post(address, form_of(year="1899", title="Toiture neuve"))
    assert response.status_code == 422
    assert "Toiture neuve" in response.content.decode()
    assert not PlannedWork.objects.exists()


def test_the_staircase_says_the_building_and_the_component_says_its_kind(sign_in, asset_planner, residence):
    stair = StaircaseFactory(building__residence=residence)
    component = ComponentFactory(residence=residence)
    address = reverse("housing:planned_work_create", args=[residence.pk])
    client = sign_in(asset_planner)
    client.post(address, form_of(staircase=stair.pk, component=component.pk))
    work = PlannedWork.objects.get()
    assert (work.building, work.staircase, work.kind) == (stair.building, stair, component.kind)
    elsewhere = BuildingFactory(residence=residence)
    assert client.post(address, form_of(staircase=stair.pk, building=elsewhere.pk)).status_code == 422
    assert client.post(address, form_of(building=BuildingFactory().pk)).status_code == 422


def test_works_are_never_added_outside_the_perimeter(sign_in, asset_planner):
    stranger = ResidenceFactory()
    address = reverse("housing:planned_work_create", args=[stranger.pk])
    assert sign_in(asset_planner).post(address, form_of()).status_code == 404
    found = sign_in(asset_planner).get(reverse("housing:planned_work_choose"), {"q": stranger.name})
    assert "Aucune résidence de ce nom" in found.content.decode()


def test_the_page_tells_what_was_changed_and_by_whom(sign_in, asset_planner, work):
    client = sign_in(asset_planner)
    address = reverse("housing:planned_work_change", args=[work.pk])
    client.post(address, form_of(title=work.title, nature="RC", year="2028", amount="99000"))
    page = client.get(work.get_absolute_url()).content.decode()
    assert euros(125000) in page
    assert euros(99000) in page
    assert str(asset_planner) in page

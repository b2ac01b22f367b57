"""The pages of figures: every number opens as many files as it counts, at every level."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from kpis import figures, rollup
from kpis.causes import causes, decomposition
from kpis.levels import Level
from kpis.measures import IN_ORDER, MEASURES, Side
from kpis.models import DailyFact
from kpis.periods import Period
from tests.housing.factories import ResidenceFactory
from tests.teams.factories import TeamFactory

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="([^"]+)"\s+data-count="(-?\d+)"')
TOTAL = re.compile(r'data-total="(\d+)"')


@pytest.fixture
def figured(town):
    rollup.run(rebuild=True)
    return town


def links(client, address) -> list[tuple[str, str]]:
    page = client.get(address).content.decode()
    return [(url.replace("&amp;", "&"), count) for url, count in LINK.findall(page)]


def walk(client, address) -> int:
    """Open each number; how many there were that count something."""
    found = links(client, address)
    assert found
    for url, count in found:
        page = client.get(url).content.decode()
        assert TOTAL.search(page).group(1) == count, url
    return sum(count != "0" for _, count in found)


@pytest.mark.parametrize("period", ["12mois", "mois", "annee"])
def test_every_number_opens_the_files_it_counts(figured, sign_in, director, period):
    client = sign_in(director)
    assert walk(client, reverse("kpis:dashboard") + f"?periode={period}") >= 10


def test_so_it_is_for_an_agency_a_residence_and_a_team(figured, sign_in, director, agency, field_team):
    client = sign_in(director)
    home = reverse("kpis:dashboard")
    for asked in (f"agence={agency.pk}", f"residence={figured[2].pk}", f"equipe={field_team.pk}"):
        assert walk(client, f"{home}?{asked}&periode=12mois") >= 5


def test_each_residence_and_each_cause_of_a_measure_opens_its_files(figured, sign_in, director):
    client = sign_in(director)
    for code in ("REL01", "REL02T", "REQ02", "REQ05", "VAC01", "TSK01"):
        walk(client, reverse("kpis:measure", args=[code]) + "?periode=12mois")


@pytest.mark.parametrize("level", ["", "agence", "equipe"])
def test_families_and_categories_of_every_measure_of_requests_open_their_files_and_add_up(
    figured, sign_in, director, agency, field_team, level
):
    client, today = sign_in(director), timezone.localdate()
    period = Period.read({"periode": "12mois"}, today)
    place = Level(director, **{"": {}, "agence": {"agency": agency}, "equipe": {"team": field_team}}[level])
    told = [one for one in IN_ORDER if one.part(Side.DENOMINATOR).category]
    assert {one.code for one in told} >= {"REQ01", "REQ02", "REQ03R", "REQ04", "REQ05A", "REQ08"}
    for measure in told:
        whole = figures.one(place, measure, period, today)
        groups = decomposition(place, measure, period)
        for group in groups:
            assert sum(one.count for one in group.rows) == whole.sums[1], measure.code
            for one in group.rows:
                files = f"{reverse('kpis:files', args=[measure.code])}?{place.query}&{period.query}&{one.query}"
                assert TOTAL.search(client.get(files).content.decode()).group(1) == str(one.count), files
        assert bool(groups) == bool(whole.sums[1])
    assert [len(group.rows) for group in decomposition(place, MEASURES["REQ05"], period)] == [2, 2]


def test_the_figures_of_agencies_add_up_to_those_of_the_landlord(figured, director, agency, other_agency, sign_in):
    client = sign_in(director)
    home = reverse("kpis:dashboard") + "?periode=12mois"
    whole = [int(count) for _, count in links(client, home)]
    parts = [
        [int(count) for _, count in links(client, f"{home}&agence={one.pk}")] for one in (agency, other_agency)
    ]
    assert [sum(pair) for pair in zip(*parts, strict=True)] == whole


def test_a_manager_sees_the_figures_of_the_own_agency_only(figured, sign_in, agent):
    client = sign_in(agent)
    home = reverse("kpis:dashboard")
    page = client.get(f"{reverse('kpis:measure', args=['REQ06'])}?periode=12mois").content.decode()
    assert ">R0<" in page
    assert ">R3<" not in page
    assert walk(client, f"{home}?periode=12mois") >= 5


def test_a_stranger_does_not_learn_that_the_agency_exists(figured, sign_in, other_agent, agency):
    client = sign_in(other_agent)
    for asked in (f"agence={agency.pk}", f"residence={figured[0].pk}", "residence=abc"):
        assert client.get(f"{reverse('kpis:dashboard')}?{asked}").status_code == 404
    team = TeamFactory(agency=agency)
    assert client.get(f"{reverse('kpis:files', args=['REQ05'])}?equipe={team.pk}").status_code == 404


def test_a_caretaker_does_not_read_figures(sign_in, caretaker):
    assert sign_in(caretaker).get(reverse("kpis:dashboard")).status_code == 403


def test_a_measure_that_does_not_exist_is_not_found(sign_in, director):
    assert sign_in(director).get(reverse("kpis:measure", args=["REL99"])).status_code == 404


def test_the_dashboard_costs_eight_queries_at_most(
    figured, sign_in, director, agency, field_team, django_assert_max_num_queries
):
    levels = ("", f"&agence={agency.pk}", f"&residence={figured[0].pk}", f"&equipe={field_team.pk}")
    pages = [
        reverse("kpis:dashboard"),
        *(reverse("kpis:measure", args=[code]) for code in ("REL01", "REQ02", "REQ05")),
    ]
    client = sign_in(director)
    for page in pages:
        for asked in levels:
            with django_assert_max_num_queries(8):
                assert client.get(f"{page}?periode=12mois{asked}").status_code == 200


def test_definitions_name_every_measure_and_what_cannot_be_counted_yet(sign_in, director):
    page = sign_in(director).get(reverse("kpis:definitions")).content.decode()
    assert all(code in page for code in MEASURES)
    assert "Pas encore mesurables" in page
    assert "PRO01" in page


def test_workbooks_hold_the_figures_and_the_files(figured, sign_in, director):
    client = sign_in(director)
    for address in (reverse("kpis:dashboard_export"), reverse("kpis:files_export", args=["REQ05"])):
        response = client.get(f"{address}?periode=12mois")
        assert response["Content-Type"].endswith("sheet")
        assert b"".join(response.streaming_content).startswith(b"PK")


def test_before_the_first_counting_the_page_says_so(sign_in, director):
    page = sign_in(director).get(reverse("kpis:dashboard")).content.decode()
    assert "Aucun calcul pour l’instant" in page


def test_a_cause_is_a_step_a_service_a_family_or_a_category(figured, sign_in, director):
    client = sign_in(director)
    page = client.get(reverse("kpis:measure", args=["REL01"]) + "?periode=12mois").content.decode()
    assert all(f"{name}=" in page for name in ("etape", "service"))
    page = client.get(reverse("kpis:measure", args=["REQ02"]) + "?periode=12mois").content.decode()
    assert all(f"{name}=" in page for name in ("famille", "categorie"))


def test_each_step_of_each_service_opens_its_files(figured, sign_in, director):
    client, today = sign_in(director), timezone.localdate()
    period = Period.read({"periode": "12mois"}, today)
    found = causes(Level(director), MEASURES["REL01"], period)
    assert all(one.service for one in found)
    for one in found:
        page = client.get(f"{reverse('kpis:files', args=['REL01'])}?{period.query}&{one.query}").content.decode()
        assert TOTAL.search(page).group(1) == str(one.count)
    assert found


def test_a_cause_that_does_not_exist_leaves_all_files(figured, sign_in, director):
    client = sign_in(director)
    unknown = ["etape=nothing", "service=x", "famille=x", "categorie=99999999", "categorie=x"]
    for code in ("REL01", "REQ02", "VAC01"):
        files = f"{reverse('kpis:files', args=[code])}?periode=12mois"
        pages = [client.get(f"{files}&{asked}").content.decode() for asked in ("", *unknown)]
        assert len({TOTAL.search(page).group(1) for page in pages}) == 1


def test_the_page_begins_with_what_got_worse_and_the_targets_that_are_missed(figured, sign_in, director):
    found = figures.figures(
        Level(director), Period.read({"periode": "12mois"}, timezone.localdate()), timezone.localdate()
    )
    worse, missed, better = figures.first_to_read(found)
    assert worse[2] == sum(one.verdict == "worse" for one in found)
    assert missed[2] == sum(one.on_target is False for one in found) > 0
    assert [one.missed for one in missed[1]] == sorted((one.missed for one in found), reverse=True)[
        : len(missed[1])
    ]
    assert not {one.measure.code for one in worse[1]} & {one.measure.code for one in better[1]}
    page = sign_in(director).get(reverse("kpis:dashboard") + "?periode=12mois").content.decode()
    assert f"Cibles non atteintes ({missed[2]})" in page
    assert page.index("À regarder d’abord") < page.index(missed[1][0].measure.name) < page.index('id="famille-1"')


@pytest.mark.parametrize(("code", "worst_first"), [("REL01", [40, 20, 10, 90]), ("REQ03", [10, 20, 40, 90])])
def test_the_worst_residence_comes_first_and_those_with_few_files_last(agency, director, code, worst_first):
    """Days are worse when they are many, a share when it is low."""
    measure, today = MEASURES[code], timezone.localdate()
    for value in (20, 90, 10, 40):
        count = 1 if value == 90 else measure.minimum
        sums = {"numerator": value * count / (100 if measure.has_two_counts else 1), "denominator": count}
        DailyFact.objects.create(measure=code, residence=ResidenceFactory(agency=agency), day=today, **sums)
    found = [one.figure for one in figures.places(Level(director), measure, Period.read({}, today))]
    assert [one.value for one in found] == worst_first
    assert [one.is_small for one in found] == [False, False, False, True]

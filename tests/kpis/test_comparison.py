"""The page that compares residences: figures of the files, expected figures, links, budget."""

import pytest
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from kpis import rollup
from kpis.comparing import compare, spread_of
from kpis.levels import Level
from kpis.measures import MEASURES
from kpis.models import DailyFact
from kpis.periods import Period

pytestmark = pytest.mark.django_db
YEAR = {"periode": "12mois"}


@pytest.fixture
def period():
    return Period.read(YEAR, timezone.localdate())


def test_the_comparison_is_of_the_files_that_the_figures_count(town, director, period):
    rollup.run(rebuild=True)
    for code in ("REL01", "REQ03", "TSK01", "VAC01"):
        found = compare(Level(director), MEASURES[code], period)
        facts = DailyFact.objects.filter(measure=code, day__lte=period.end)
        if not MEASURES[code].stocks[1]:
            facts = facts.filter(day__gte=period.start)
        sums = facts.values("residence").annotate(Sum("denominator")).values_list("residence", "denominator__sum")
        assert {one.residence.pk: one.count for one in found.rows} == {pk: count for pk, count in sums if count}
        assert found.rows


def test_whatever_the_measure_what_is_expected_adds_up(town, director, period):
    known = [one for one in MEASURES.values() if spread_of(one)]
    assert len(known) > 20
    for one in known:
        rows = compare(Level(director), one, period).rows
        expected = sum(float(row.expected) * row.count for row in rows)
        observed = sum(float(row.value) * row.count for row in rows)
        assert expected == pytest.approx(observed, abs=0.02 * max(1, sum(row.count for row in rows))), one.code


def test_the_page_shows_both_charts_and_links_each_residence(town, sign_in, director):
    page = sign_in(director).get(reverse("kpis:comparison", args=["TSK01"]), YEAR).content.decode()
    assert "data-funnel-chart" in page
    assert "data-ranking-chart" in page
    for residence in town:
        assert f"{reverse('kpis:measure', args=['TSK01'])}?residence={residence.pk}&amp;periode=12mois" in page


def test_few_files_are_greyed_with_the_reason(town, sign_in, director):
    page = sign_in(director).get(reverse("kpis:comparison", args=["REQ04"]), YEAR).content.decode()
    assert "trop peu de dossiers" in page
    assert "avec moins de 5 dossiers" in page


def test_a_plain_count_is_not_compared_and_the_page_says_why(sign_in, director):
    page = sign_in(director).get(reverse("kpis:comparison", args=["PRM03"])).content.decode()
    assert "Pas de comparaison pour cet indicateur" in page


def test_without_files_the_page_says_what_to_do(sign_in, director):
    page = sign_in(director).get(reverse("kpis:comparison", args=["REL01"])).content.decode()
    assert "Choisissez une période plus longue." in page


def test_a_manager_compares_the_own_residences_only(town, sign_in, agent, agency, other_agency):
    client = sign_in(agent)
    page = client.get(reverse("kpis:comparison", args=["TSK01"]), YEAR).content.decode()
    assert ">R0<" in page
    assert ">R3<" not in page
    asked = {**YEAR, "agence": other_agency.pk}
    assert client.get(reverse("kpis:comparison", args=["TSK01"]), asked).status_code == 404


def test_an_agency_is_held_against_the_whole_perimeter(town, director, period, agency):
    whole = {one.residence: one for one in compare(Level(director), MEASURES["TSK01"], period).rows}
    own = compare(Level(director, agency), MEASURES["TSK01"], period).rows
    assert {one.residence.agency for one in own} == {agency}
    assert all(one.expected == whole[one.residence].expected for one in own)


def test_a_caretaker_does_not_compare(sign_in, caretaker):
    client = sign_in(caretaker)
    for name in ("kpis:comparison", "kpis:comparison_export"):
        assert client.get(reverse(name, args=["REL01"])).status_code == 403


def test_it_costs_eight_queries_at_most(town, sign_in, director, django_assert_max_num_queries):
    client = sign_in(director)
    for code in ("REL01", "VAC01"):
        with django_assert_max_num_queries(8):
            assert client.get(reverse("kpis:comparison", args=[code]), YEAR).status_code == 200


def test_the_workbook_holds_the_residences(town, sign_in, director):
    response = sign_in(director).get(reverse("kpis:comparison_export", args=["TSK01"]), YEAR)
    assert b"".join(response.streaming_content).startswith(b"PK")

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from housing.defaults import seed
from housing.models import Component, ComponentKind, ComponentLifetime, QualityAge
from housing.models.dated import succeed
from tests.housing.factories import ComponentFactory, ComponentKindFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


def lifetime(kind, start, years):
    return ComponentLifetime.objects.create(
        kind=kind, period=DateRange(start, None), planning_years=years, basis="Usage"
    )


def test_every_kind_has_one_lifetime_in_force_and_says_where_it_comes_from():
    for kind in ComponentKind.objects.exclude(code="essai"):
        found = kind.lifetimes.get(period__contains=TODAY)
        assert found.basis
        assert "à vérifier" in found.basis
        assert found.verified_on is None


def test_the_accounting_shares_of_a_collective_building_add_up_to_one_hundred():
    """Either heating, never both."""
    shares = dict(ComponentLifetime.objects.values_list("kind__code", "accounting_share"))
    assert sum(share for share in shares.values() if share) - shares["chaudiere-individuelle"] == Decimal(100)


def test_seeding_twice_changes_nothing():
    before = ComponentLifetime.objects.count(), QualityAge.objects.count()
    seed(apps)
    assert (ComponentLifetime.objects.count(), QualityAge.objects.count()) == before


def test_a_new_lifetime_ends_the_former_on_its_first_day():
    kind = ComponentKindFactory()
    former = lifetime(kind, dt.date(2000, 1, 1), 20)
    new = ComponentLifetime(kind=kind, planning_years=30, basis="Retour d’expérience")
    succeed(kind.lifetimes.all(), new, TODAY)
    former.refresh_from_db()
    assert former.period == DateRange(dt.date(2000, 1, 1), TODAY)
    assert new.period == DateRange(TODAY, None)
    ComponentFactory(kind=kind, installed_year=2010)
    for day, end in [(TODAY - dt.timedelta(days=1), 2030), (TODAY, 2040)]:
        assert Component.objects.with_end_of_life(day).get().end_year == end


def test_what_has_begun_since_is_not_rewritten():
    kind = ComponentKindFactory()
    lifetime(kind, TODAY, 20)
    with pytest.raises(ValidationError):
        succeed(kind.lifetimes.all(), ComponentLifetime(kind=kind, planning_years=30, basis="x"), TODAY)
    assert kind.lifetimes.get().planning_years == 20


@pytest.mark.parametrize(
    ("day", "limit"),
    [
        (dt.date(2024, 12, 31), dt.date(2014, 12, 31)),
        (dt.date(2025, 1, 1), dt.date(2021, 7, 1)),
        (dt.date(2032, 2, 29), dt.date(2022, 3, 1)),
    ],
)
def test_a_dpe_lasts_ten_years_except_those_of_before_july_2021(day, limit):
    assert QualityAge.objects.limits(day).dpe == limit


def test_a_subject_without_a_rule_is_never_too_old(db):
    QualityAge.objects.all().delete()
    assert QualityAge.objects.limits(TODAY).condition == dt.date.min


class TestScreens:
    @pytest.fixture
    def kind(self):
        kind = ComponentKindFactory()
        lifetime(kind, dt.date(2000, 1, 1), 20)
        return kind

    def test_everybody_reads_the_kinds(self, sign_in, caretaker, kind):
        client = sign_in(caretaker)
        page = client.get(reverse("housing:kinds"), {"q": "essai", "tri": "-duree"}).content.decode()
        assert "20 ans" in page
        assert "depuis le 1 janvier 2000" in client.get(reverse("housing:kind", args=[kind.pk])).content.decode()
        assert b"".join(client.get(reverse("housing:kinds_export")).streaming_content).startswith(b"PK")

    def test_the_planner_gives_a_new_lifetime_and_others_may_not(self, sign_in, asset_planner, caretaker, kind):
        address = reverse("housing:lifetime_create", args=[kind.pk])
        entry = {"starts_on": "2026-01-01", "planning_years": "25", "basis": "Retour d’expérience"}
        assert sign_in(caretaker).post(address, entry).status_code == 403
        client = sign_in(asset_planner)
        assert client.post(address, entry).status_code == 302
        assert [life.planning_years for life in kind.lifetimes.order_by("period")] == [20, 25]
        again = client.post(address, entry | {"basis": "Encore"})
        assert again.status_code == 422
        assert "Encore" in again.content.decode()
        assert kind.lifetimes.count() == 2

    @pytest.mark.parametrize("years", ["0", "-3", "longtemps"])
    def test_a_lifetime_is_at_least_a_year(self, sign_in, asset_planner, kind, years):
        address = reverse("housing:lifetime_create", args=[kind.pk])
        entry = {"starts_on": "2026-01-01", "planning_years": years, "basis": "x"}
        assert sign_in(asset_planner).post(address, entry).status_code == 422
        assert kind.lifetimes.count() == 1

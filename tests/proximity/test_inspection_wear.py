"""Wear, and who pays at the exit: the vectors of domain.md §3.4, and what holds for any grid."""

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from proximity.defaults.checklists import WEAR
from proximity.wear import Wear, age, amount_of, split, tenant_share

PAINT = Wear(1, Decimal(15), Decimal(10))
cents = st.decimals(0, 100_000, places=2)
percent = st.decimals(0, 100, places=2)


@pytest.mark.parametrize(
    ("years", "share"), [(0, 100), (1, 100), (2, 85), (3, 70), (4, 55), (5, 40), (6, 25), (7, 10), (12, 10)]
)
def test_paint_wears_as_published(years, share):
    assert tenant_share(PAINT, Decimal(years)) == share


@pytest.mark.parametrize("row", WEAR, ids=lambda row: row[0])
def test_each_row_of_the_first_grid_ends_at_its_residual_value(row):
    _, _, life, free, yearly, residual = row
    assert (life - free) * yearly + residual == 100
    wear = Wear(free, Decimal(yearly), Decimal(residual))
    assert tenant_share(wear, Decimal(life)) == residual


@pytest.mark.parametrize(
    ("renovated", "left", "years", "months"),
    [
        ("2020-06-15", "2026-06-14", 5, 71),
        ("2020-06-15", "2026-06-15", 6, 72),
        ("2024-02-29", "2025-02-28", 0, 11),
        ("2026-01-01", "2025-01-01", 0, 0),
    ],
)
def test_years_are_completed_ones_or_counted_to_the_month(renovated, left, years, months):
    first, last = dt.date.fromisoformat(renovated), dt.date.fromisoformat(left)
    assert age(first, last) == years
    assert age(first, last, by_month=True) == Decimal(months) / 12


@given(st.integers(0, 30), percent, percent, st.decimals(0, 200, places=2))
def test_the_share_of_the_tenant_is_between_nothing_and_all_and_never_grows_with_age(
    free, yearly, residual, years
):
    wear = Wear(free, yearly, residual)
    now, later = tenant_share(wear, years), tenant_share(wear, years + 1)
    assert 0 <= residual <= now <= 100
    assert later <= now


@given(cents, percent, st.booleans())
def test_the_shares_of_an_amount_sum_to_it(amount, share, to_other):
    shares = split(amount, share, to_other=to_other)
    assert shares.tenant + shares.landlord + shares.other == amount
    assert min(shares.tenant, shares.landlord, shares.other) >= 0


def test_half_a_cent_goes_up():
    assert split(Decimal("0.01"), Decimal(50)).tenant == Decimal("0.01")
    assert amount_of(Decimal("1.5"), Decimal("0.33")) == Decimal("0.50")


@pytest.mark.django_db
def test_the_first_grid_is_there_with_its_source():
    grid = apps.get_model("proximity", "WearGrid").objects.on(dt.date(2026, 1, 1))
    assert grid.basis
    assert grid.rules.count() == len(WEAR)


@pytest.mark.django_db
def test_a_new_grid_follows_the_last_one_from_a_day_on(sign_in, admin):
    client, where = sign_in(admin), reverse("proximity:wear_create")
    form = client.get(where).context["rules"]
    sent = {"lignes-TOTAL_FORMS": len(form.forms), "lignes-INITIAL_FORMS": form.initial_form_count()}
    for number, line in enumerate(form.initial):
        sent |= {f"lignes-{number}-{name}": value for name, value in line.items()}
    last = len(form.initial)
    sent |= {"lignes-0-DELETE": "on", f"lignes-{last}-code": "STORES", f"lignes-{last}-label": "Stores"}
    numbers = {"life_years": 10, "free_years": 12, "yearly": 10, "residual": 20}
    sent |= {f"lignes-{last}-{name}": value for name, value in numbers.items()}
    today = timezone.localdate()
    sent |= {"name": "Accord local", "valid_from": today.isoformat(), "basis": "Accord du 3 mars"}
    assert "dépasse la durée de vie" in client.post(where, sent).content.decode()
    yesterday = (today - dt.timedelta(days=1)).isoformat()
    assert client.post(where, {**sent, f"lignes-{last}-free_years": 2, "valid_from": yesterday}).status_code == 422
    client.post(where, {**sent, f"lignes-{last}-free_years": 2})
    grid = apps.get_model("proximity", "WearGrid").objects.on(today)
    assert (grid.name, grid.rules.count()) == ("Accord local", len(WEAR))
    assert grid.rules.get(code="STORES").free_years == 2
    assert "Accord local" in client.get(reverse("proximity:wear")).content.decode()

"""Over which days figures are read, and what they are compared with."""

import datetime as dt

import pytest

from kpis.periods import Period

FIRST = dt.date(2026, 6, 1)


def days(period: Period) -> tuple[str, str]:
    return f"{period.start}", f"{period.end}"


@pytest.mark.parametrize(("asked", "read", "before"), [
    ({}, ("2026-05-05", "2026-06-01"), ("2026-04-07", "2026-05-04")),
    ({"periode": "4semaines"}, ("2026-05-05", "2026-06-01"), ("2026-04-07", "2026-05-04")),
    ({"periode": "autre"}, ("2026-05-05", "2026-06-01"), ("2026-04-07", "2026-05-04")),
    ({"periode": "mois"}, ("2026-06-01", "2026-06-01"), ("2026-05-01", "2026-05-01")),
    ({"mois": "2026-05"}, ("2026-05-01", "2026-05-31"), ("2026-04-01", "2026-04-30")),
    ({"periode": "12mois"}, ("2025-06-02", "2026-06-01"), ("2024-06-02", "2025-06-01")),
    ({"periode": "annee"}, ("2026-01-01", "2026-06-01"), ("2025-01-01", "2025-06-01")),
])  # fmt: skip
def test_a_period_and_the_one_before_on_the_first_of_a_month(asked, read, before):
    period = Period.read(asked, FIRST)
    assert (days(period), days(period.previous)) == (read, before)


def test_a_period_is_read_again_from_its_own_address():
    for asked in ({}, {"mois": "2026-05"}, {"periode": "12mois"}, {"periode": "annee"}):
        period = Period.read(asked, FIRST)
        again = dict(part.split("=") for part in period.query.split("&"))
        assert Period.read(again, FIRST) == period

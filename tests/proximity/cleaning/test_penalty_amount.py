"""What a contract's rules make: the written vector, each kind of rule, and the cap for any amounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proximity.models import PenaltyRule
from proximity.penalty_amount import Facts, capped, exempt, lines

BANDS = [(70, 85, 0), (60, 70, 5), (50, 60, 10), (0, 50, 20)]


def rule(kind, **said):
    return PenaltyRule(kind=kind, code=said.pop("code", kind), label="Règle", **said)


def bands():
    return [
        rule("score", code=f"s{low}", score_from=Decimal(low), score_below=Decimal(high), percent=Decimal(percent))
        for low, high, percent in BANDS
    ]


def total(rules, *, price=None, score=None, days=0, events=()):
    facts = Facts(price and Decimal(price), None if score is None else Decimal(score), days, events)
    return sum((line.amount for line in lines(rules, facts)), Decimal(0))


def test_the_vector_of_the_domain_v_times_r_over_1000():
    assert total([rule("delay", divisor=1000)], price=1200, days=3) == Decimal("3.60")


@pytest.mark.parametrize(
    ("score", "amount"), [("84.9", 0), ("70", 0), ("69.9", 60), ("60", 60), ("59.9", 120), ("50", 120), ("0", 240)]
)
def test_a_score_takes_its_share_of_the_monthly_price(score, amount):
    assert total(bands(), price=1200, score=score) == amount


@pytest.mark.parametrize(("days", "amount"), [(0, 50), (1, 100), (3, 200)])
def test_a_redo_that_was_not_made_costs_so_much_and_so_much_a_day(days, amount):
    redo = rule("event", code="redo", amount=Decimal(50), per_day=Decimal(50))
    assert total([redo], days=days, events=["redo"]) == amount


def test_a_lapse_that_nobody_ticked_costs_nothing():
    assert total([rule("event", code="bins", amount=Decimal(80))], events=["redo"]) == 0


def test_without_a_monthly_price_only_fixed_amounts_count():
    rules = [*bands(), rule("delay", divisor=1000), rule("event", code="bins", amount=Decimal(80))]
    assert total(rules, score=10, days=4, events=["bins"]) == 80


money = st.decimals(min_value=0, max_value=100_000, places=2)


@given(st.lists(money, min_size=1, max_size=30), money)
def test_however_many_there_are_penalties_never_pass_the_cap(amounts, cap):
    taken = Decimal(0)
    for amount in amounts:
        due = capped(amount, cap=cap, already=taken)
        assert 0 <= due <= amount
        taken += due
    assert taken <= cap
    assert taken == min(cap, sum(amounts))


@given(money, money)
def test_without_a_cap_the_whole_amount_is_due(amount, already):
    assert capped(amount, cap=None, already=already) == amount


@given(money, money)
def test_nothing_is_due_up_to_the_exemption_and_everything_beyond(cumulated, exemption):
    assert exempt(cumulated, exemption) == (cumulated <= exemption)
    assert not exempt(cumulated, None)

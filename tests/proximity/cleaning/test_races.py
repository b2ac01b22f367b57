"""Two people at once: one check, one case, one redo, and never more than the cap."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import transaction

from coordination.models import Case
from proximity import cleaning_checking, cleaning_redo, cleaning_remedies, cleaning_schedule, penalty_procedure
from proximity.models import CleaningCheck, CleaningRedo, CleaningService, Penalty, RedoRule
from tests.coordination.test_races import at_once, refusals
from tests.proximity.cleaning.factories import (
    BAD_HALL,
    a_check,
    a_contract,
    a_service,
    failed_twice,
    fresh,
    noted,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def service(residence):
    return a_service(residence)


def copies(service, count=3):
    return [CleaningService.objects.with_place().get(pk=service.pk) for _ in range(count)]


def test_a_place_gets_one_check_whoever_starts(service, caretaker, agent):
    people = (caretaker, agent, caretaker)
    pairs = zip(copies(service), people, strict=True)
    at_once(*(lambda one=one, by=by: cleaning_checking.start(one, by=by) for one, by in pairs))
    assert CleaningCheck.objects.count() == 1


def test_two_nights_at_once_open_one_case(service):
    at_once(cleaning_schedule.open_due, cleaning_schedule.open_due)
    assert Case.objects.filter(process="cleaning").count() == 1
    assert CleaningCheck.objects.count() == 1


def test_a_failed_check_closed_twice_at_once_opens_one_case(service, caretaker, agent, agency_manager):
    check = noted(cleaning_checking.start(service, by=caretaker), BAD_HALL)
    pairs = [(fresh(check), by) for by in (caretaker, agent, agency_manager)]
    results = at_once(*(lambda one=one, by=by: cleaning_checking.close(one, by=by) for one, by in pairs))
    assert Case.objects.filter(process="cleaning").count() == 1
    assert len(refusals(results)) == 2


def test_a_redo_is_ordered_once_whoever_clicks(service, caretaker, agent):
    check = a_check(service, caretaker, BAD_HALL)
    cases = [Case.objects.get(pk=check.case_id) for _ in range(3)]
    results = at_once(*(lambda one=one: cleaning_redo.order(one, words="Hall", by=agent) for one in cases))
    assert len(refusals(results)) == 2
    assert CleaningRedo.objects.count() == 1


def test_another_redo_is_ordered_once_whoever_clicks(residence, caretaker, agent):
    service = a_service(residence, contract=a_contract(residence))
    RedoRule.objects.create(contract=service.contract, most=2, since=dt.date(2026, 1, 1), basis="CCAP, art. 12")
    again = failed_twice(service, caretaker, agent)
    cases = [Case.objects.get(pk=again.case_id) for _ in range(3)]
    results = at_once(*(lambda one=one: cleaning_redo.order(one, words="Hall", by=agent) for one in cases))
    assert len(refusals(results)) == 2
    assert CleaningRedo.objects.filter(check_made=again).count() == 1


def test_of_a_penalty_and_a_lower_price_one_is_proposed(residence, caretaker, agent, agency_manager):
    service = a_service(residence, contract=a_contract(residence, price=100))
    again = failed_twice(service, caretaker, agent)
    case, same = (Case.objects.get(pk=again.case_id) for _ in range(2))
    results = at_once(
        lambda: penalty_procedure.propose(case, events=["reprise"], text="", by=agent),
        lambda: cleaning_remedies.reduce(same, percent=Decimal(10), text="Mal fait", by=agency_manager),
    )
    assert len(refusals(results)) == 1
    assert Penalty.objects.count() == 1


def test_two_penalties_confirmed_at_once_stay_under_the_cap(residence, caretaker, agent, contract_manager):
    # 1 € a month over 36 months: 36 € at most, whoever is first.
    contract = a_contract(residence, price=1, cap_percent=100)
    for _ in range(2):
        again = failed_twice(a_service(residence, contract=contract), caretaker, agent)
        penalty_procedure.propose(again.case, events=["reprise"], text="", by=agent)
    found = list(Penalty.objects.select_related("case", "contract", "check_made"))
    with transaction.atomic():
        for one in found:
            penalty_procedure.notify(one, by=contract_manager)
            penalty_procedure.observe(one, words="Non", by=contract_manager)
    at_once(*(lambda one=one: penalty_procedure.confirm(one, words="", by=contract_manager) for one in found))
    assert sorted(Penalty.objects.owed().values_list("amount", flat=True)) == [0, 36]

"""How urgent it looks, and who pays: every branch, and what holds whatever is told."""

import datetime as dt
import itertools

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from coordination.models import Priority
from requests_app import payer, triage
from requests_app.models import Category, Cause, ItemCover, Payer, RepairItem, UrgencySign, Zone
from tests.housing.factories import ResidenceFactory

LISTED = RepairItem(code="4d", label="Robinetterie", tenant_part="Joints.", basis="Décret 87-712", listed=True)
BESIDE = RepairItem(code="VENT", label="Bouches", landlord_part="Moteur.", basis="Usage", listed=False)
COVER = ItemCover(contract="Robinetterie, société Martin")
LEAK = Category(pk=1, code="leak", family="T1", label="Fuite d’eau", priority=Priority.URGENT)
SHUTTER = Category(pk=2, code="shutter", family="T4", label="Volet", priority=Priority.NORMAL)
QUITTANCE = Category(pk=3, code="receipt", family="A1", label="Quittance", priority=Priority.LOW)


def a_sign(pk, label, priority, words=(), months=(None, None)):
    return UrgencySign(
        pk=pk, label=label, priority=priority, words=list(words), from_month=months[0], to_month=months[1]
    )


BIG = a_sign(1, "L’eau coule beaucoup", Priority.EMERGENCY, ["grosse fuite"])
DRIP = a_sign(2, "Goutte à goutte", Priority.NORMAL, ["goutte"])
COLD = a_sign(3, "Aucun chauffage", Priority.EMERGENCY, months=(10, 4))


def test_without_signs_it_is_as_urgent_as_usual():
    found = triage.urgency(LEAK, [BIG, DRIP], month=6)
    assert (found.priority, found.reasons) == (2, ["« Fuite d’eau » : U2 d’habitude."])


def test_a_ticked_sign_makes_it_more_or_less_urgent_and_the_gravest_counts():
    assert triage.urgency(LEAK, [BIG, DRIP], ticked=[1], month=6).priority == 1
    assert triage.urgency(LEAK, [BIG, DRIP], ticked=[2], month=6).priority == 3
    assert triage.urgency(LEAK, [BIG, DRIP], ticked=[1, 2], month=6).priority == 1


def test_words_can_make_it_more_urgent_never_less_and_say_so():
    found = triage.urgency(LEAK, [BIG, DRIP], text="Grosse fuite, puis goutte à goutte", month=6)
    assert found.priority == 1
    assert found.heard == [BIG, DRIP]
    assert "d’après les mots saisis : U1. À vérifier." in found.reasons[-1]
    assert triage.urgency(LEAK, [DRIP], text="goutte à goutte", month=6).priority == 2


def test_no_heating_counts_from_october_to_april():
    counts = [
        month for month in range(1, 13) if triage.urgency(LEAK, [COLD], ticked=[3], month=month).priority == 1
    ]
    assert counts == [1, 2, 3, 4, 10, 11, 12]
    assert "ne compte que d’octobre à avril" in triage.urgency(LEAK, [COLD], ticked=[3], month=7).reasons[1]


def test_care_is_one_level_but_no_emergency_and_nothing_for_papers():
    assert triage.urgency(SHUTTER, month=6, needs_care=True).priority == Priority.URGENT
    assert triage.urgency(LEAK, month=6, needs_care=True).priority == Priority.URGENT
    assert triage.urgency(QUITTANCE, month=6, needs_care=True).priority == Priority.LOW


@given(
    st.lists(st.sampled_from([BIG, DRIP, COLD]), unique=True), st.sets(st.integers(1, 3)),
    st.text(alphabet="gross fuitedchaé", max_size=60), st.integers(1, 12), st.booleans(),
)  # fmt: skip
def test_whatever_is_told_there_is_a_level_with_its_reasons(signs, ticked, text, month, care):
    found = triage.urgency(LEAK, signs, ticked=ticked, text=text, month=month, needs_care=care)
    assert found.priority in Priority.values
    assert found.reasons
    if BIG in signs and BIG.pk in ticked:
        assert found.priority == Priority.EMERGENCY
    assert found.priority <= triage.urgency(LEAK, signs, ticked=ticked, month=month).priority


@pytest.mark.parametrize(
    ("item", "cause", "cover", "zone", "expected", "basis"),
    [
        (LISTED, Cause.WEAR, COVER, Zone.HOME, Payer.LANDLORD, "art. 7 d"),
        (LISTED, Cause.WORKMANSHIP, None, Zone.HOME, Payer.LANDLORD, "art. 7 d"),
        (LISTED, Cause.DEFECT, None, Zone.HOME, Payer.LANDLORD, "art. 7 d"),
        (LISTED, Cause.FORCE_MAJEURE, None, Zone.HOME, Payer.LANDLORD, "art. 7 d"),
        (LISTED, Cause.CHANCE, None, Zone.HOME, Payer.LANDLORD, "art. 7 d"),
        (LISTED, Cause.DAMAGE, COVER, Zone.HOME, Payer.CONTRACT, "82-955"),
        (LISTED, Cause.UNKNOWN, COVER, Zone.HOME, Payer.CONTRACT, "82-955"),
        (LISTED, Cause.DAMAGE, None, Zone.HOME, Payer.TENANT, "art. 7 c"),
        (None, Cause.NEGLECT, None, Zone.HOME, Payer.TENANT, "art. 7 c"),
        (LISTED, Cause.DISASTER, None, Zone.HOME, Payer.TO_CHECK, "Assurances"),
        (LISTED, Cause.BREAK_IN, None, Zone.HOME, Payer.TO_CHECK, "Assurances"),
        (LISTED, Cause.UNKNOWN, None, Zone.HOME, Payer.TENANT, "Décret 87-712 (4d)"),
        (LISTED, Cause.UNKNOWN, None, Zone.COMMON, Payer.LANDLORD, "art. 6"),
        (BESIDE, Cause.UNKNOWN, None, Zone.HOME, Payer.LANDLORD, "Usage"),
        (None, Cause.UNKNOWN, None, Zone.HOME, Payer.LANDLORD, "art. 6"),
        (None, Cause.UNKNOWN, None, Zone.COMMON, Payer.LANDLORD, "art. 6"),
    ],
)
def test_who_pays(item, cause, cover, zone, expected, basis):
    verdict = payer.decide(item, cause, cover, zone)
    assert verdict.payer == expected
    assert basis in verdict.basis
    assert verdict.reason.endswith(".")


def test_every_situation_has_one_of_four_answers_and_what_the_landlord_answers_for_wins():
    for item, cause, cover, zone in itertools.product(
        [None, LISTED, BESIDE], Cause.values, [None, COVER], Zone.values
    ):
        verdict = payer.decide(item, cause, cover, zone)
        assert verdict.payer in Payer.values
        assert verdict.basis
        if cause in payer.THE_LANDLORDS:
            assert verdict.payer == Payer.LANDLORD
        elif cover:
            assert verdict.payer == Payer.CONTRACT


@given(st.text(max_size=20), st.booleans(), st.sampled_from(Zone.values))
def test_a_cause_nobody_knows_of_is_never_held_against_the_tenant(cause, covered, zone):
    verdict = payer.decide(BESIDE, cause, COVER if covered else None, zone)
    if cause not in Cause.values:
        assert verdict.payer in (Payer.LANDLORD, Payer.CONTRACT)


@pytest.mark.django_db
def test_a_contract_counts_for_its_residence_and_its_period_only():
    item = RepairItem.objects.create(
        code="X1", area="Test", label="Robinetterie", tenant_part="Joints.", basis="Décret"
    )
    here, there = ResidenceFactory(), ResidenceFactory()
    today = timezone.localdate()
    cover = ItemCover.objects.create(item=item, residence=here, contract="Martin", period=DateRange(today, None))
    category = Category.objects.create(
        code="x1", family="T1", label="Essai", zones=["home"], priority=3, item=item
    )

    def who(residence, day):
        told = payer.suggest(category, cause="", zone=Zone.HOME, residence=residence, day=day)
        return told.payer

    assert who(here, today) == Payer.CONTRACT
    assert who(there, today) == Payer.TENANT
    assert who(here, today - dt.timedelta(days=1)) == Payer.TENANT
    assert cover.end(today)
    assert not ItemCover.objects.get().end(today + dt.timedelta(days=2))
    assert who(here, today) == Payer.CONTRACT
    assert who(here, today + dt.timedelta(days=1)) == Payer.TENANT


@pytest.mark.django_db
def test_papers_and_neighbours_cost_nobody_and_a_disaster_is_to_be_checked():
    known = {"cause": "", "zone": Zone.HOME, "residence": None, "day": timezone.localdate()}
    assert payer.suggest(QUITTANCE, **known) is None
    disaster = Category(code="d", family="S1", label="Dégât des eaux", priority=2)
    assert payer.suggest(disaster, **known).payer == Payer.TO_CHECK

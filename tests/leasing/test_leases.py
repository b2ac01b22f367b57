"""A lease is signed, changed and ended; whoever it names lives in its home meanwhile."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from leasing.models import Lease, LeaseLine, LeaseParty
from messaging.models import Contact, Occupancy
from teams.workflow import MoveRefused
from tests.housing.factories import UnitFactory
from tests.leasing.factories import a_lease
from tests.messaging.factories import a_contact

Role = LeaseParty.Role
D = dt.date
pytestmark = pytest.mark.django_db


def homes(contact: Contact):
    return list(contact.occupancies.order_by("since").values_list("unit", "since", "until", "lease_number"))


def test_whoever_is_named_lives_there_guarantors_excepted(home, agency, tenant):
    guarantor = a_contact(agency)
    Lease.objects.sign(
        home, number="B1", starts_on=D(2024, 3, 1), parties=[(tenant, Role.HOLDER), (guarantor, Role.GUARANTOR)]
    )
    assert homes(tenant) == [(home.pk, D(2024, 3, 1), None, "B1")]
    assert homes(guarantor) == []
    assert list(Contact.objects.matching("B1")) == [tenant]


def test_two_leases_of_a_home_never_run_at_once(home, lease, agency):
    with pytest.raises(MoveRefused, match="déjà loué"):
        a_lease(home, starts_on=D(2026, 1, 1))
    assert Lease.objects.count() == 1
    lease.run_until(D(2025, 12, 31))
    a_lease(home, starts_on=D(2026, 1, 1))


def test_the_database_refuses_two_leases_whoever_writes(home, lease):
    with pytest.raises(IntegrityError, match="lease_one_per_home"), transaction.atomic():
        Lease.objects.bulk_create([Lease(
            number="B2", unit=home, residence=home.residence, staircase=home.staircase,
            building=home.staircase.building, period=DateRange(D(2026, 1, 1), None), resolution_delay="six_weeks",
        )])  # fmt: skip


def test_a_number_names_one_lease(home, lease):
    with pytest.raises(MoveRefused, match="ce numéro"):
        a_lease(UnitFactory(staircase=home.staircase), number=lease.number)


def test_whoever_leaves_the_lease_leaves_the_home(lease, tenant, agency):
    partner = a_contact(agency)
    lease.set_parties([(tenant, Role.HOLDER), (partner, Role.CO_HOLDER)])
    assert [row[0] for row in homes(partner)] == [lease.unit_id]
    lease.set_parties([(tenant, Role.HOLDER)])
    assert homes(partner) == []


def test_one_who_came_later_and_left_earlier_lives_there_between_these_days(lease, tenant, agency):
    partner = a_contact(agency)
    dates = (D(2022, 1, 1), D(2023, 6, 30))
    lease.set_parties([(tenant, Role.HOLDER), (partner, Role.CO_HOLDER, *dates)])
    [occupancy] = partner.occupancies.all()
    assert (occupancy.since, occupancy.until) == dates
    lease.set_parties([(tenant, Role.HOLDER), (partner, Role.OCCUPANT)])
    assert lease.parties.get(contact=partner).until == dates[1]


def test_the_holder_leaves_with_the_lease(lease, tenant, agency):
    partner = a_contact(agency)
    with pytest.raises(MoveRefused, match="part avec le bail"):
        lease.set_parties([(tenant, Role.HOLDER, None, D(2026, 1, 1)), (partner, Role.CO_HOLDER)])
    lease.set_parties([(tenant, Role.OCCUPANT, None, D(2026, 1, 1)), (partner, Role.HOLDER)])
    assert lease.parties.get(role="holder").contact == partner


def test_a_lease_keeps_a_holder(lease, tenant):
    with pytest.raises(MoveRefused, match="titulaire"):
        lease.set_parties([(tenant, Role.OCCUPANT)])


def test_an_end_before_the_start_is_refused(lease):
    with pytest.raises(MoveRefused, match="précède"):
        lease.run_until(D(2019, 1, 1))


def test_a_home_somebody_typed_is_taken_over_by_the_lease(home, tenant):
    tenant.move_in(home, since=D(2021, 5, 1))
    a_lease(home, tenant, number="B7", starts_on=D(2021, 6, 1))
    assert homes(tenant) == [(home.pk, D(2021, 6, 1), None, "B7")]


def test_the_command_to_pay_follows_the_day_of_signature(home, agency):
    former = a_lease(home, signed_on=D(2023, 7, 28), starts_on=D(2023, 8, 1))
    assert former.resolution_delay == Lease.Resolution.TWO_MONTHS
    later = a_lease(UnitFactory(staircase=home.staircase), signed_on=D(2023, 7, 29), starts_on=D(2023, 8, 1))
    assert later.resolution_delay == Lease.Resolution.SIX_WEEKS


def test_a_new_amount_ends_the_former(lease):
    assert lease.set_amount("rent", Decimal("420"), since=D(2026, 1, 1))
    assert not lease.set_amount("rent", Decimal("420"), since=D(2026, 2, 1))
    kept = lease.lines.filter(nature="rent").order_by("period").values_list("amount", "period")
    assert list(kept) == [
        (Decimal("412.00"), DateRange(D(2020, 6, 1), D(2026, 1, 1))),
        (Decimal("420.00"), DateRange(D(2026, 1, 1), None)),
    ]
    with pytest.raises(MoveRefused, match="après cette date"):
        lease.set_amount("rent", Decimal("400"), since=D(2025, 1, 1))


def test_an_amount_may_stop(lease):
    lease.set_amount("charges", None, since=D(2026, 1, 1))
    assert lease.lines.get(nature="charges").period.upper == D(2026, 1, 1)


@pytest.mark.parametrize(("nature", "amount"), [("rent", -1), ("apl", 10), ("charges", -5)])
def test_an_amount_has_the_sign_of_its_nature(lease, nature, amount):
    with pytest.raises(IntegrityError, match="line_right_sign"):
        LeaseLine.objects.create(lease=lease, nature=nature, amount=amount, period=DateRange(D(2026, 1, 1), None))


def test_who_is_not_insured_is_found(lease, home, agency):
    insured = a_lease(UnitFactory(staircase=home.staircase), insured_until=D(2999, 1, 1))
    gone = a_lease(UnitFactory(staircase=home.staircase), insured_until=D(2020, 1, 1))
    assert set(Lease.objects.without_insurance()) == {lease, gone}
    assert [one.insurance for one in (lease, gone, insured)] == ["none", "gone", "good"]


class AnyLeases(TestCase):
    """Whatever is signed and ended, in any order: one lease a home, and occupancies that say the same."""

    @settings(max_examples=40)
    @given(
        st.lists(st.tuples(st.integers(0, 400), st.one_of(st.none(), st.integers(0, 200))), min_size=1, max_size=6)
    )
    def test_occupancies_say_what_leases_say(self, drawn):
        Occupancy.objects.all().delete()
        Lease.objects.all().delete()
        unit = UnitFactory()
        for start, length in drawn:
            starts_on = D(2024, 1, 1) + dt.timedelta(days=start)
            ends_on = None if length is None else starts_on + dt.timedelta(days=length)
            try:
                a_lease(unit, starts_on=starts_on, ends_on=ends_on)
            except MoveRefused:
                overlapping = Lease.objects.filter(
                    unit=unit, period__overlap=(starts_on, ends_on and ends_on + dt.timedelta(days=1))
                )
                assert overlapping.exists()
        said = {(one.number, one.starts_on, one.last_day) for one in Lease.objects.filter(unit=unit)}
        lived = set(Occupancy.objects.filter(unit=unit).values_list("lease_number", "since", "until"))
        assert lived == said

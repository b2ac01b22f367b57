"""People: found by any of their words, in the home where they live, reached on the right number."""

import datetime as dt

import pytest
from django.utils import timezone

from housing import facts
from housing.models import Staircase
from messaging.models import Contact, Phone
from messaging.numbers import checked, national_digits
from teams.workflow import MoveRefused
from tests.housing.factories import BuildingFactory, ResidenceFactory, StaircaseFactory, UnitFactory
from tests.messaging.factories import ContactFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 25)


@pytest.fixture
def lilas(agency):
    return ResidenceFactory(agency=agency, name="Les Lilas")


@pytest.fixture
def home(lilas):
    unit = UnitFactory(staircase=StaircaseFactory(building=BuildingFactory(residence=lilas)), door="12")
    facts.refresh([lilas.pk])
    unit.staircase.refresh_from_db()
    return unit


@pytest.fixture
def tenant(agency, home):
    contact = ContactFactory(agency=agency, last_name="Ben Salah", first_name="Éléonore")
    Phone.objects.create(contact=contact, number="+33639981234")
    contact.move_in(home, since=dt.date(2020, 1, 1), lease_number="B-2020/117")
    ContactFactory(agency=agency, last_name="Martin")
    return contact


def found(words):
    return list(Contact.objects.matching(words))


@pytest.mark.parametrize(
    "words",
    [
        "ben salah", "SALAH eleon", "Éléonore Ben", "lilas salah", "ben salah lilas", "rue des lilas 12 salah",
        "06 39 98 12 34", "0639981234", "+33 6 39 98 12 34", "+33 (0)6.39.98.12.34", "0033639981234",
        "06-39-98-12", "639981234", "0639", "salah 06 39 98", "B-2020/117", "b 2020 117", "bastia 20600 salah",
    ],
)  # fmt: skip
def test_a_person_is_found_by_any_of_their_words(tenant, words):
    assert found(words) == [tenant]


@pytest.mark.parametrize("words", ["lah", "salah martin", "06 39 98 12 35", "!!", "roses salah"])
def test_other_words_find_nobody(tenant, words):
    assert found(words) == []


def test_no_words_find_everybody(tenant):
    assert len(found("  ")) == 2


def test_a_changed_name_number_lease_or_address_is_found_and_the_former_is_not(tenant, home, lilas):
    Contact.objects.filter(pk=tenant.pk).update(last_name="Durand")
    tenant.phones.update(number="+262692123456")
    tenant.occupancies.update(lease_number="C-9")
    Staircase.objects.filter(pk=home.staircase_id).update(street="allée des Roses")
    lilas.name = "Le Parc"
    lilas.save()
    facts.refresh([lilas.pk])
    for words in ("durand", "0692 12 34 56", "+262692123456", "c 9", "roses", "parc"):
        assert tenant in found(words), words
    for words in ("salah", "0639981234", "2020/117", "lilas"):
        assert found(words) == [], words
    tenant.phones.all().delete()
    assert found("0692123456") == []


def test_who_has_left_is_no_longer_found_by_the_home(tenant):
    tenant.occupancies.get().end(timezone.localdate() - dt.timedelta(days=1))
    assert found("lilas") == []
    assert found("b-2020/117") == [tenant]


def test_who_leaves_later_is_taken_out_in_the_night_after(tenant):
    day = timezone.localdate()
    tenant.occupancies.get().end(day - dt.timedelta(days=1))
    Contact.objects.filter(pk=tenant.pk).update(search_text=" ben salah lilas ")  # as it was the day before
    assert found("lilas") == [tenant]
    Contact.objects.forget_former_homes()
    assert found("lilas") == []
    assert found("salah") == [tenant]


def test_people_of_a_residence_that_changes_agency_go_along(tenant, lilas, other_agency):
    lilas.agency = other_agency
    lilas.save()
    tenant.refresh_from_db()
    assert tenant.agency == other_agency


def test_one_lives_once_in_a_home_at_a_time(tenant, home):
    with pytest.raises(MoveRefused, match="habite déjà"):
        tenant.move_in(home, since=TODAY)
    tenant.occupancies.get().end(dt.date(2026, 10, 31))
    tenant.move_in(home, since=TODAY)
    assert tenant.occupancies.count() == 2


def test_an_occupancy_ends_once_and_not_before_it_began(tenant):
    occupancy = tenant.occupancies.get()
    with pytest.raises(MoveRefused):
        occupancy.end(dt.date(2019, 1, 1))
    occupancy.end(dt.date(2026, 10, 31))
    with pytest.raises(MoveRefused):
        occupancy.end(dt.date(2026, 11, 30))
    assert occupancy.until == dt.date(2026, 10, 31)


def test_people_are_told_by_home_staircase_building_or_residence(tenant, home, lilas, agency):
    neighbour, elsewhere = ContactFactory(agency=agency), ContactFactory(agency=agency)
    next_door = UnitFactory(staircase=home.staircase)
    neighbour.move_in(next_door, since=dt.date(2021, 1, 1))
    other = UnitFactory(staircase=StaircaseFactory(building=BuildingFactory(residence=lilas)))
    elsewhere.move_in(other, since=dt.date(2021, 1, 1))

    def living(*places, **when):
        return set(Contact.objects.living_in(places, **when))

    assert living(home) == {tenant}
    assert living(home.staircase) == living(home.staircase.building) == {tenant, neighbour}
    assert living(lilas) == living(home, next_door, other) == {tenant, neighbour, elsewhere}
    assert living() == set()
    assert living(lilas, on=dt.date(2020, 6, 1)) == {tenant}
    neighbour.occupancies.get().end(dt.date(2022, 1, 1))
    assert living(home.staircase) == {tenant}


def test_present_homes_are_read_along(tenant, home, agency, django_assert_num_queries):
    with django_assert_num_queries(2):
        homes = {one.last_name: one.home and one.home.unit for one in Contact.objects.with_home()}
    assert homes["Ben Salah"] == home
    assert homes["Martin"] is None
    assert Contact.objects.get(pk=tenant.pk).home.residence == home.residence


@pytest.mark.parametrize(
    ("typed", "region", "number"),
    [
        ("0692 12 34 56", "RE", "+262692123456"), ("0692 12 34 56", "FR", None), ("0690 30 12 34", "GP",
        "+590690301234"), ("0694 20 12 34", "GF", "+594694201234"), ("0696 20 12 34", "MQ", "+596696201234"),
        ("0639 01 23 45", "YT", "+262639012345"), ("+262 692 12 34 56", "FR", "+262692123456"),
        ("06 12 34 56 78", "FR", "+33612345678"), ("06 39 98 12 34", "FR", "+33639981234"), ("12", "FR", None),
        ("bonjour", "FR", None),
    ],
)  # fmt: skip
def test_a_number_is_read_in_the_plan_of_the_agency(typed, region, number):
    assert checked(typed, region) == number


@pytest.mark.parametrize("typed", ["06 39 98 12 34", "+33 (0)6 39 98 12 34", "0033639981234", "639981234"])
def test_all_ways_of_writing_a_number_are_one(typed):
    assert national_digits(typed) == "639981234"


def test_a_text_goes_to_the_first_telephone_that_takes_one(agency):
    contact = ContactFactory(agency=agency)
    contact.set_phones(["+33142345678", "+33639981234", "+33639981235"])
    assert contact.sms_number == "+33639981234"
    Phone.objects.unreachable("+33639981234")
    assert contact.sms_number == "+33639981235"
    contact.set_phones(["+33142345678"])
    assert contact.sms_number == ""

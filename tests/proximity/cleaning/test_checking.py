"""Making a check: drafts on the server, bad notes with cause and photo, signing, who may not."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from proximity import cleaning_checking
from proximity.cleaning_checking import Found
from proximity.models import CleaningCheck, CleaningNote, CleaningService
from teams.roles import Role
from teams.workflow import MoveRefused
from tests.proximity.cleaning.factories import BAD_HALL, a_check, a_service, fresh, grid, noted
from tests.requests_app.pictures import a_photo
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(residence):
    return a_service(residence)


def zone(code="Z1"):
    return grid().zones.prefetch_related("items").get(code=code)


def of(one, note=3, **said):
    return {item.pk: Found(note, **said) for item in one.items.all()}


def test_a_check_that_is_begun_is_resumed_on_another_device_and_by_a_colleague(service, caretaker, agent):
    first = cleaning_checking.start(service, by=caretaker)
    assert cleaning_checking.start(service, by=caretaker) == first
    assert cleaning_checking.start(service, by=agent) == first


def test_nobody_checks_their_own_work(residence, caretaker, agent):
    service = a_service(residence, "caretaker", employee=caretaker)
    with pytest.raises(MoveRefused, match="propre travail"):
        cleaning_checking.start(service, by=caretaker)
    check = cleaning_checking.start(service, by=agent)
    assert check.checker == agent
    with pytest.raises(MoveRefused, match="propre travail"):
        cleaning_checking.note_zone(check, zone(), of(zone()), by=caretaker)


def test_who_closes_answers_for_the_check(service, caretaker, agent):
    check = noted(cleaning_checking.start(service, by=caretaker))
    assert cleaning_checking.close(check, by=agent).checker == agent


def test_a_service_that_is_over_is_not_checked(service, caretaker):
    service.ends(timezone.localdate(), by=caretaker)
    with pytest.raises(MoveRefused, match="pas en cours"):
        cleaning_checking.start(service, by=caretaker)


def test_what_is_noted_is_kept_after_each_zone_and_may_be_corrected(service, caretaker):
    check = cleaning_checking.start(service, by=caretaker)
    cleaning_checking.note_zone(check, zone(), of(zone(), 2), by=caretaker)
    cleaning_checking.note_zone(check, zone(), of(zone(), 3), by=caretaker)
    assert set(CleaningNote.objects.filter(check_made=check).values_list("note", flat=True)) == {3}
    assert check.notes.count() == 7


@pytest.mark.parametrize(("said", "lacks"), [({}, "la cause et une photo"), ({"cause": "service"}, "une photo")])
def test_a_bad_note_has_a_cause_and_a_photo(service, caretaker, said, lacks):
    check = cleaning_checking.start(service, by=caretaker)
    with pytest.raises(MoveRefused, match=lacks):
        cleaning_checking.note_zone(check, zone(), of(zone(), 1, **said), by=caretaker)
    assert check.notes.count() == 0


def test_the_same_photo_sent_twice_is_kept_once(service, caretaker):
    check = cleaning_checking.start(service, by=caretaker)
    item = zone().items.first()
    for _ in range(2):
        cleaning_checking.note_zone(check, zone(), {item.pk: Found(0, "service", [a_photo()])}, by=caretaker)
    assert check.photos.count() == 1


def test_a_zone_of_another_grid_is_refused(service, caretaker):
    check = cleaning_checking.start(service, by=caretaker)
    other = zone("Z2")
    with pytest.raises(MoveRefused, match="pas de ce contrôle"):
        cleaning_checking.note_zone(check, zone(), of(other), by=caretaker)


def test_a_check_closes_once_every_point_is_noted(service, caretaker):
    check = cleaning_checking.start(service, by=caretaker)
    cleaning_checking.note_zone(check, zone(), of(zone()), by=caretaker)
    with pytest.raises(MoveRefused, match="Il reste des points à noter : Ascenseur"):
        cleaning_checking.close(check, by=caretaker)


def test_nothing_applies_is_no_check(service, caretaker):
    check = noted(cleaning_checking.start(service, by=caretaker), default=None)
    with pytest.raises(MoveRefused, match="au moins un point"):
        cleaning_checking.close(check, by=caretaker)


def test_a_clean_place_closes_without_any_case(service, caretaker, check_now):
    check = a_check(service, caretaker, signed_by="Mme Petit", signature=a_photo())
    assert (check.score, check.result, check.case) == (100, "good", None)
    assert check.signature is not None
    assert check.contest_until - check.closed_at == dt.timedelta(hours=48)
    check_now()


def test_closed_twice_it_is_closed_once(service, caretaker):
    check = a_check(service, caretaker)
    again = cleaning_checking.close(CleaningCheck.objects.get(pk=check.pk), by=caretaker)
    assert again.closed_at == check.closed_at


def test_a_closed_check_takes_no_more_notes(service, caretaker):
    check = a_check(service, caretaker)
    with pytest.raises(MoveRefused, match="clos"):
        cleaning_checking.note_zone(fresh(check), zone(), of(zone()), by=caretaker)
    with pytest.raises(IntegrityError, match="Notes of a closed check are kept"), transaction.atomic():
        check.notes.update(note=1, cause="usage")


def test_a_photo_that_went_missing_keeps_the_check_open(service, caretaker):
    check = noted(cleaning_checking.start(service, by=caretaker), BAD_HALL)
    check.photos.first().delete()
    with pytest.raises(MoveRefused, match="n’a pas de photo"), transaction.atomic():
        cleaning_checking.close(check, by=caretaker)
    assert fresh(check).is_open


def test_two_checks_are_never_open_at_one_place(service, caretaker):
    first = cleaning_checking.start(service, by=caretaker)
    with pytest.raises(IntegrityError, match="cleaning_one_open"), transaction.atomic():
        CleaningCheck.objects.create(service=service, grid=first.grid)


def test_work_that_was_not_done_fails_whatever_the_notes(service, caretaker):
    check = a_check(service, caretaker, not_done=True)
    assert (check.score, check.result, check.cause) == (100, "failed", "service")
    assert check.case.facts["recurrence"] == "not_done"


def test_one_place_has_one_cleaner_at_a_time(residence, service):
    with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
        a_service(residence, staircase=service.staircase, contract=service.contract)
    assert a_service(residence, staircase=service.staircase, contract=service.contract, area="Abords")


@pytest.mark.parametrize("performer", ["staff", "caretaker"])
def test_only_a_company_has_a_contract(service, performer):
    with pytest.raises(IntegrityError, match="by_whom"), transaction.atomic():
        CleaningService.objects.filter(pk=service.pk).update(performer=performer)


def test_a_stranger_sees_none_of_it(service, caretaker, other_agent, agent):
    check = a_check(service, caretaker)
    assert CleaningCheck.objects.visible_to(agent).get() == check
    assert not CleaningCheck.objects.visible_to(other_agent).exists()
    assert not CleaningService.objects.visible_to(other_agent).exists()


def test_a_check_is_seen_by_the_whole_landlord_only_with_that_perimeter(service, caretaker):
    a_check(service, caretaker)
    everywhere = UserFactory(roles=[Role.DIRECTOR], all_agencies=True)
    assert CleaningCheck.objects.visible_to(everywhere).count() == 1

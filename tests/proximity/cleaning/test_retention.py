"""Photos of checks go in time: later after a dispute, never while something about them is open."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from coordination.models import CasePhoto, Picture
from proximity import (
    cleaning_contest,
    cleaning_redo,
    cleaning_remedies,
    cleaning_retention,
    penalty_procedure,
    tasks,
)
from proximity.models import CleaningPhoto, Penalty
from tests.coordination.factories import a_case
from tests.proximity.cleaning.factories import BAD_HALL, a_check, a_service, failed_twice, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def service(residence):
    return a_service(residence)


def purge(months: int) -> int:
    return cleaning_retention.purge(timezone.now() + dt.timedelta(days=31 * months))


def redone(service, caretaker, agent):
    """Failed, cleaned again: the case is closed."""
    check = a_check(service, caretaker, BAD_HALL)
    cleaning_redo.order(check.case, words="Hall", by=agent)
    cleaning_redo.done(check.case, text="Refait", by=agent)
    a_check(service, caretaker)
    return fresh(check)


def test_photos_go_a_year_after_the_check_from_its_case_too_and_its_page_says_so(
    service, caretaker, agent, sign_in
):
    check = redone(service, caretaker, agent)
    kept = [Path(one.file.path) for one in Picture.objects.all()]
    shown = CleaningPhoto.objects.count() + CasePhoto.objects.count()
    assert purge(11) == 0
    assert (purge(13), purge(13)) == (shown, 0)
    assert "leur durée de conservation est passée" in sign_in(agent).get(check.get_absolute_url()).content.decode()
    assert check.notes.filter(note=0).exists()
    assert all(path.exists() for path in kept)
    tasks.purge_photos()
    assert Picture.objects.exists()
    Picture.objects.update(kept_at=timezone.now() - dt.timedelta(days=3))
    tasks.purge_photos()
    assert not any(path.exists() for path in kept)


def test_an_open_case_keeps_them(service, caretaker):
    a_check(service, caretaker, BAD_HALL)
    assert purge(120) == 0


def test_the_photo_of_a_small_defect_goes_without_any_case(service, caretaker):
    check = a_check(service, caretaker, {"Sol": (1, "usage")})
    shown = CleaningPhoto.objects.count()
    assert (check.case, purge(13)) == (None, shown)
    assert shown
    assert fresh(check).photos_erased_at


def test_a_contest_keeps_them_until_its_answer_then_three_years(service, caretaker, agent):
    check = a_check(service, caretaker, {"Sol": (1, "usage")})
    contest = cleaning_contest.contest(check, words="Propre à 8 h", by=None)
    assert purge(120) == 0
    cleaning_contest.answer(contest, upheld=True, words="Photos à l’appui", by=agent)
    assert purge(35) == 0
    assert purge(38)


def test_a_penalty_keeps_them_until_it_is_settled_then_three_years(service, caretaker, agent, contract_manager):
    again = failed_twice(service, caretaker, agent)
    made = cleaning_remedies.reduce(again.case, percent=Decimal(30), text="Hall rayé", by=agent)
    penalty_procedure.drop(made, words="Erreur de lieu", by=contract_manager)
    assert fresh(again).case.closed_at
    assert purge(35) == 0
    Penalty.objects.update(state="confirmed", notified_at=timezone.now(), observe_until=timezone.localdate())
    assert purge(120) == 0
    Penalty.objects.update(state="dropped")
    assert purge(38)
    assert not CasePhoto.objects.exists()


def test_the_request_for_what_was_broken_keeps_its_own(service, caretaker, agent, residence):
    redone(service, caretaker, agent)
    asked = a_case(residence, by=agent)
    asked.add_photo(Picture.objects.order_by("pk")[0], by=agent)
    purge(13)
    assert list(CasePhoto.objects.values_list("case", flat=True)) == [asked.pk]


def test_the_database_lets_no_photo_go_before_its_check_says_so(service, caretaker):
    check = a_check(service, caretaker, BAD_HALL)
    with pytest.raises(IntegrityError, match="kept"), transaction.atomic():
        check.photos.all().delete()
    type(check).objects.filter(pk=check.pk).update(photos_erased_at=timezone.now())
    assert check.photos.all().delete()[0]

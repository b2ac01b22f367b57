"""Photos of visits are erased in time: never those of an open case, nor of an inventory one may still dispute."""

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from coordination.models import Case, Picture
from proximity import findings, inspection_retention, inventorying
from proximity.models import Finding
from tests.coordination.factories import a_case
from tests.proximity.inspecting import Kind, a_home, a_picture, a_visit, an_inventory, fresh, grade, signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def in_months(months: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(days=31 * months)


def purge(months: int) -> tuple[int, int]:
    return inspection_retention.purge(in_months(months))


def finished(agency, by, **values):
    """A visit with a bad point, its photo and the finding it made."""
    visit = a_visit(agency, by, **values)
    grade(visit, "Rien de cassé", "Non conforme", by=by, pictures=[a_picture("red")])
    visit.answer_rest(by=by)
    visit.finish(by=by)
    return visit


def files() -> list[Path]:
    return [Path(file.path) for picture in Picture.objects.all() for file in (picture.file, picture.thumbnail)]


def test_photos_go_a_year_after_the_visit_and_its_page_says_so(agency, caretaker, sign_in):
    visit, kept = finished(agency, caretaker), files()
    assert purge(11) == (0, 0)
    assert purge(13) == (2, 1)
    assert not Picture.objects.exists()
    assert not any(path.exists() for path in kept)
    assert fresh(visit).photos_erased_at
    client = sign_in(caretaker)
    for page in (visit.get_absolute_url(), Finding.objects.get().get_absolute_url()):
        assert "leur durée de conservation est passée" in client.get(page).content.decode()
    assert purge(13) == (0, 0)


def test_a_visit_without_photos_says_nothing(agency, caretaker):
    visit = a_visit(agency, caretaker)
    visit.answer_rest(by=caretaker)
    visit.finish(by=caretaker)
    assert purge(13) == (0, 0)
    assert fresh(visit).photos_erased_at is None


def test_an_open_case_keeps_them(agency, caretaker, residence):
    case = a_case(residence, by=caretaker)
    visit = a_visit(agency, caretaker, case=case)
    grade(visit, "Rien de cassé", "Non conforme", by=caretaker, pictures=[a_picture("red")])
    visit.drop(by=caretaker)
    alone = findings.observe(residence, label="Vitre", grade="poor", by=caretaker, pictures=[a_picture("blue")])
    alone.link_order(case, by=caretaker)
    assert purge(60) == (0, 0)
    case.close("void", text="Erreur", by=caretaker)
    assert purge(60) == (2, 2)


def test_a_finding_of_a_visit_in_an_open_case_keeps_those_of_the_visit(agency, caretaker, residence):
    finished(agency, caretaker)
    case = a_case(residence, by=caretaker)
    Finding.objects.get().link_order(case, by=caretaker)
    assert purge(60) == (0, 0)


def test_inventories_keep_theirs_until_they_cannot_be_disputed_any_more(agency, caretaker):
    home = a_home(agency)
    entry = an_inventory(home, caretaker, Kind.MOVE_IN)
    grade(entry.inspection, "Cuvette, chasse d’eau", "Usé", by=caretaker, pictures=[a_picture("red")])
    inventorying.finish(signed(entry, caretaker), by=caretaker)
    signatures = Picture.objects.count() - 1
    assert purge(120) == (0, 0)
    leaving = an_inventory(home, caretaker)
    grade(leaving.inspection, "Cuvette, chasse d’eau", "Usé", by=caretaker, pictures=[a_picture("blue")])
    assert leaving.entry == entry
    assert purge(120) == (0, 0)
    inventorying.finish(signed(leaving, caretaker), by=caretaker)
    Case.objects.update(closed_at=timezone.now(), outcome="void")
    assert purge(35) == (0, 0)
    assert purge(38) == (2, 2)
    assert Picture.objects.count() == signatures


def test_a_picture_that_something_else_shows_stays(agency, caretaker, residence):
    finished(agency, caretaker)
    a_case(residence, by=caretaker).add_photo(Picture.objects.get(), by=caretaker)
    assert purge(13) == (2, 0)
    assert Picture.objects.get().file.storage.exists(Picture.objects.get().file.name)

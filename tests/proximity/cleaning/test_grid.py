"""The grid: a change is a version from a day to come; what was checked keeps its own."""

import datetime as dt
import uuid

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from proximity import cleaning_checking
from proximity.models import CleaningGrid, CleaningItem
from proximity.models.cleaning_grid import ZoneSaid
from teams.workflow import MoveRefused
from tests.proximity.cleaning.factories import a_service, fresh, grid

pytestmark = pytest.mark.django_db
ONE = [ZoneSaid("Hall", 10, True, "", [("Sol", False), ("Issue libre", True)])]


def tomorrow():
    return timezone.localdate() + dt.timedelta(days=1)


def form(**said):
    known = {"valid_from": tomorrow(), "basis": "Essai", "key": uuid.uuid4()}
    hall = {
        "label_0": "Hall",
        "weight_0": 10,
        "front_0": "on",
        "often_0": "",
        "points_0": "Sol\n! Issue libre\n\n",
    }
    return known | hall | said


def test_a_version_comes_into_force_on_its_day_and_checks_keep_theirs(residence, caretaker):
    check = cleaning_checking.start(a_service(residence), by=caretaker)
    made = CleaningGrid.publish(ONE, valid_from=tomorrow(), basis="Essai")
    assert grid().number == 1
    assert CleaningGrid.objects.in_force(tomorrow()) == made
    assert fresh(check).grid.number == 1


@pytest.mark.parametrize(
    ("zones", "days", "why"),
    [
        (ONE, 0, "demain ou plus tard"),
        ([], 1, "des zones"),
        ([ZoneSaid("Hall", 10, True, "", [])], 1, "des points"),
        ([ZoneSaid("Hall", 10, True, "", [("Sol", False), ("Sol", False)])], 1, "écrit deux fois"),
    ],
)
def test_a_version_that_is_late_or_empty_is_refused(zones, days, why):
    on = timezone.localdate() + dt.timedelta(days=days)
    with pytest.raises(MoveRefused, match=why):
        CleaningGrid.publish(zones, valid_from=on, basis="Essai")
    assert CleaningGrid.objects.count() == 1


def test_a_point_is_never_said_in_other_words():
    item = CleaningItem.objects.first()
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        CleaningItem.objects.filter(pk=item.pk).update(label="Autre chose")


def test_whoever_may_writes_the_next_version(agency_manager, sign_in):
    client = sign_in(agency_manager)
    address = reverse("proximity:cleaning_grid_create")
    assert "! Déjections".replace(" ", "") in client.get(address).content.decode().replace(" ", "")
    assert client.post(address, form()).status_code == 302
    made = CleaningGrid.objects.with_points().get(number=2)
    (zone,) = made.zones.all()
    assert [(one.label, one.knock_out) for one in zone.items.all()] == [("Sol", False), ("Issue libre", True)]


def test_a_zone_without_weight_comes_back_with_what_was_typed(agency_manager, sign_in):
    response = sign_in(agency_manager).post(reverse("proximity:cleaning_grid_create"), form(weight_0=""))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Donnez son poids." in page
    assert "Issue libre" in page


def test_others_read_the_grid_and_do_not_change_it(caretaker, sign_in):
    client = sign_in(caretaker)
    page = client.get(reverse("proximity:cleaning_grid")).content.decode()
    assert reverse("proximity:cleaning_grid_create") not in page
    assert client.get(reverse("proximity:cleaning_grid_create")).status_code == 403

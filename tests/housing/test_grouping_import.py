"""What people grouped by hand stays so when the next file of the register comes."""

import contextlib
import threading

import pytest
from django.db import connection, connections, transaction

from housing import grouping
from housing.grouping import GroupingRefused
from housing.models import Residence, Unit
from housing.rpls.importing import LOCK
from tests.housing.factories import LandlordFactory, ResidenceFactory
from tests.housing.rpls import counts, declaration, declared, take
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db


def home(ref, estate, building, **values):
    street = {"LILAS": "12", "ROSES": "40"}[estate]
    return declared(
        IDENT_INT=ref,
        COMPLGEO=f"RESIDENCE LES {estate}",
        BAT=building,
        NUMVOIE=street,
        NOMVOIE=f"DES {estate}",
        **values,
    )


HOMES = [
    home("L1", "LILAS", "BATIMENT A"),
    home("L2", "LILAS", "BATIMENT B"),
    home("R1", "ROSES", "BATIMENT A"),
    home("R2", "ROSES", "BATIMENT B"),
]


@pytest.fixture
def landlord(db):
    return LandlordFactory(siren="")


@pytest.fixture
def lilas(landlord):
    take(declaration(*HOMES), landlord)
    return Unit.objects.get(landlord_ref="L1").residence


@pytest.fixture
def roses(lilas):
    return Unit.objects.get(landlord_ref="R1").residence


def where(ref):
    return Unit.objects.get(landlord_ref=ref).residence


def test_after_a_merge_the_same_file_changes_nothing(landlord, lilas, roses, admin):
    grouping.merge(lilas, roses, by=admin)
    assert counts(take(declaration(*HOMES), landlord)) == (0, 0, 4, 0)
    assert {where(home["IDENT_INT"]) for home in HOMES} == {roses}


def test_after_a_merge_new_homes_go_to_the_residence_that_remains(landlord, lilas, roses, admin):
    grouping.merge(lilas, roses, by=admin)
    new = [home("L3", "LILAS", "BATIMENT A", NUMAPPT="3"), home("L4", "LILAS", "BATIMENT C")]
    row = take(declaration(*HOMES, *new), landlord)
    assert counts(row) == (2, 0, 4, 0)
    assert (where("L3"), where("L4")) == (roses, roses)
    assert Residence.objects.count() == 2
    lilas.refresh_from_db()
    roses.refresh_from_db()
    assert (lilas.unit_count, roses.unit_count) == (0, 6)


def test_after_a_split_homes_of_a_known_building_go_where_it_went(landlord, lilas, admin):
    building = Unit.objects.get(landlord_ref="L2").staircase.building
    new = grouping.split(lilas, [building], name="Lilas Nord", by=admin)
    more = [home("L3", "LILAS", "BATIMENT B", NUMAPPT="3"), home("L4", "LILAS", "BATIMENT C")]
    take(declaration(*HOMES, *more), landlord)
    assert (where("L2"), where("L3"), where("L4")) == (new, new, lilas)


def test_after_a_building_moved_its_new_homes_follow(landlord, lilas, roses, admin):
    building = Unit.objects.get(landlord_ref="L2").staircase.building
    grouping.move(building, roses, by=admin)
    take(declaration(*HOMES, home("L3", "LILAS", "BATIMENT B", NUMAPPT="3", ESC="2")), landlord)
    assert (where("L2"), where("L3")) == (roses, roses)


@contextlib.contextmanager
def meanwhile(sql, *params):
    """Another session that ran this in a transaction and has not ended it."""
    begun, over = threading.Event(), threading.Event()

    def other():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
            begun.set()
            over.wait()
        connections.close_all()

    thread = threading.Thread(target=other)
    thread.start()
    begun.wait()
    try:
        yield
    finally:
        over.set()
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_regrouped_while_an_import_of_the_landlord_runs():
    by, lilas = UserFactory(), ResidenceFactory()
    roses = ResidenceFactory(landlord=lilas.landlord)
    with (
        meanwhile("SELECT pg_advisory_xact_lock(%s, %s)", LOCK, lilas.landlord_id),
        pytest.raises(GroupingRefused, match="import"),
    ):
        grouping.merge(lilas, roses, by=by)
    grouping.merge(lilas, roses, by=by)


@pytest.mark.django_db(transaction=True)
def test_a_residence_that_somebody_is_changing_is_refused_politely():
    by, lilas = UserFactory(), ResidenceFactory()
    roses = ResidenceFactory(landlord=lilas.landlord)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    try:
        with (
            meanwhile("UPDATE housing_residence SET name = name WHERE id = %s", roses.pk),
            pytest.raises(GroupingRefused, match="Quelqu’un d’autre"),
        ):
            grouping.merge(lilas, roses, by=by)
    finally:
        connection.close()

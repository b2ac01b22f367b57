import threading
import time

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, connections

from housing import importing, tasks
from housing.importing import Busy, NotNow
from housing.models import StockImport, Unit
from housing.rpls.importing import LOCK
from teams.roles import Role
from tests.housing.factories import LandlordFactory
from tests.housing.rpls import declaration, declared
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
State = StockImport.State

TEN = declaration(*(declared(IDENT_INT=f"L{n}", NUMAPPT=str(n)) for n in range(10)))


@pytest.fixture(autouse=True)
def _nothing_told():
    cache.clear()


@pytest.fixture
def landlord(db):
    return LandlordFactory(siren="")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run what waits for the commit, tasks included."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def analysed(landlord, admin, committed):
    return deposit(landlord, admin, committed)


def deposit(landlord, by, committed, content=TEN, **options):
    with committed():
        row, _ = importing.receive(ContentFile(content, "parc 2026.csv"), landlord, by=by, options=options)
    row.refresh_from_db()
    return row


def quiet_since(row, minutes):
    cache.set(importing._key(row.pk), ("Lecture du fichier", 0.2, time.time() - minutes * 60))


def test_a_deposited_file_is_analysed_and_nothing_is_written(analysed):
    assert (analysed.state, analysed.dwellings, analysed.created) == (State.READY, 10, 10)
    assert not Unit.objects.exists()
    assert analysed.file.name == f"imports/{analysed.key.hex}"
    assert importing.progress_of(analysed).percent == 100


def test_confirming_applies_it_and_says_who(analysed, admin, committed):
    with committed():
        importing.confirm(analysed, by=admin)
    analysed.refresh_from_db()
    assert (analysed.state, Unit.objects.count()) == (State.APPLIED, 10)
    assert analysed.options["confirmed_by"] == admin.pk
    assert default_storage.exists(analysed.file.name)


def test_the_same_content_under_way_is_not_taken_twice(analysed, landlord, admin, committed):
    again, new = importing.receive(ContentFile(TEN, "copie.csv"), landlord, by=admin, options={})
    assert (again, new) == (analysed, False)
    _, new = importing.receive(ContentFile(TEN, "x.csv"), LandlordFactory(siren=""), by=admin, options={})
    assert new
    with committed():
        importing.drop(analysed)
    assert importing.receive(ContentFile(TEN, "parc.csv"), landlord, by=admin, options={})[1]


def test_a_second_confirmation_is_refused_and_starts_nothing(analysed, admin, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as first:
        importing.confirm(analysed, by=admin)
    with django_capture_on_commit_callbacks() as second, pytest.raises(NotNow):
        importing.confirm(analysed, by=admin)
    assert (len(first), len(second)) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_confirm_at_once_exactly_one_starts_it():
    admin, landlord = UserFactory(roles=[Role.ADMIN], all_agencies=True), LandlordFactory(siren="")
    row, _ = importing.receive(ContentFile(TEN, "parc.csv"), landlord, by=admin, options={})
    start, outcomes = threading.Barrier(2), []

    def click():
        seen = StockImport.objects.get(pk=row.pk)
        start.wait()
        try:
            importing.confirm(seen, by=admin)
            outcomes.append("started")
        except NotNow:
            outcomes.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    row.refresh_from_db()
    assert sorted(outcomes) == ["started", "told"]
    assert (row.state, Unit.objects.count()) == (State.APPLIED, 10)


def test_a_task_delivered_twice_does_nothing_more(analysed, admin, committed):
    with committed():
        importing.confirm(analysed, by=admin)
    tasks.run_stock_import(analysed.pk)
    analysed.refresh_from_db()
    assert (analysed.state, analysed.created, Unit.objects.count()) == (State.APPLIED, 10, 10)


@pytest.mark.parametrize(("state", "then", "homes"), [("analysing", "ready", 0), ("applying", "applied", 10)])
def test_a_task_of_a_killed_worker_starts_over(analysed, state, then, homes):
    StockImport.objects.filter(pk=analysed.pk).update(state=state)
    tasks.run_stock_import(analysed.pk)
    analysed.refresh_from_db()
    assert (analysed.state, Unit.objects.count()) == (then, homes)


@pytest.mark.django_db(transaction=True)
def test_a_worker_leaves_a_landlord_that_another_one_works_for():
    landlord = LandlordFactory(siren="")
    row = StockImport.objects.create(landlord=landlord, file_name="parc.csv", state=State.APPLYING)
    held, done = threading.Event(), threading.Event()

    def other_worker():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, landlord.pk])
            held.set()
            done.wait()
        connections.close_all()

    thread = threading.Thread(target=other_worker)
    thread.start()
    held.wait()
    quiet_since(row, 16)
    try:
        with pytest.raises(Busy):
            importing.run(row.pk)
        with pytest.raises(NotNow, match="en cours"):
            importing.drop(row)
    finally:
        done.set()
        thread.join()
    row.refresh_from_db()
    assert row.state == State.APPLYING


def test_an_import_that_says_nothing_for_a_quarter_of_an_hour_may_be_restarted(analysed, committed):
    StockImport.objects.filter(pk=analysed.pk).update(state=State.APPLYING)
    analysed.refresh_from_db()
    quiet_since(analysed, 14)
    with pytest.raises(NotNow):
        importing.restart(analysed)
    quiet_since(analysed, 16)
    with committed():
        importing.restart(analysed)
    analysed.refresh_from_db()
    assert (analysed.state, Unit.objects.count()) == (State.APPLIED, 10)
    quiet_since(analysed, 16)
    with pytest.raises(NotNow):
        importing.restart(analysed)


def test_dropping_deletes_the_file_and_keeps_the_row(analysed, committed):
    name = analysed.file.name
    with committed():
        importing.drop(analysed)
    analysed.refresh_from_db()
    assert (analysed.state, analysed.file.name, analysed.lines_read) == (State.DROPPED, "", 10)
    assert not default_storage.exists(name)


def test_an_import_at_work_or_done_cannot_be_dropped(analysed, admin, committed):
    StockImport.objects.filter(pk=analysed.pk).update(state=State.APPLYING)
    analysed.refresh_from_db()
    with pytest.raises(NotNow):
        importing.drop(analysed)
    StockImport.objects.filter(pk=analysed.pk).update(state=State.APPLIED)
    with pytest.raises(NotNow):
        importing.drop(analysed)
    assert default_storage.exists(analysed.file.name)


def test_a_stalled_import_can_be_dropped(analysed, committed):
    StockImport.objects.filter(pk=analysed.pk).update(state=State.ANALYSING)
    analysed.refresh_from_db()
    quiet_since(analysed, 16)
    with committed():
        importing.drop(analysed)
    analysed.refresh_from_db()
    assert analysed.state == State.DROPPED


def test_a_file_that_is_not_of_the_register_is_refused_with_the_reason(landlord, admin, committed):
    row = deposit(landlord, admin, committed, content=b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert row.state == State.FAILED
    assert row.error
    assert not Unit.objects.exists()


def test_a_file_that_disappeared_is_said(analysed, admin, committed):
    default_storage.delete(analysed.file.name)
    with committed():
        importing.confirm(analysed, by=admin)
    analysed.refresh_from_db()
    assert (analysed.state, "disparu" in analysed.error) == (State.FAILED, True)


def test_many_gone_homes_need_a_second_word(analysed, landlord, admin, committed):
    with committed():
        importing.confirm(analysed, by=admin)
    eight = declaration(*(declared(IDENT_INT=f"L{n}", NUMAPPT=str(n)) for n in range(8)))
    less = deposit(landlord, admin, committed, content=eight)
    assert (less.gone, importing.too_many_gone(less)) == (2, True)
    with pytest.raises(NotNow, match="Cochez"):
        importing.confirm(less, by=admin)
    with committed():
        importing.confirm(less, by=admin, confirm_gone=True)
    less.refresh_from_db()
    assert (less.state, Unit.objects.in_stock().count(), Unit.objects.count()) == (State.APPLIED, 8, 10)

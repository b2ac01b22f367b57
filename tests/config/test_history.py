"""A database that stopped half-way through the old migrations is told so; any other goes on."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config import history

pytestmark = pytest.mark.django_db
TABLES = ("kpis", "0001_tables")


@pytest.fixture
def recorder():
    return MigrationRecorder(connection)


@pytest.fixture
def replaced():
    loader = history.MigrationLoader(None)
    return loader.disk_migrations[TABLES].replaces


def test_a_database_of_today_goes_on():
    assert history.known(databases=["default"]) == []


def test_one_that_has_run_all_the_old_ones_goes_on(recorder):
    recorder.record_unapplied(*TABLES)
    assert history.known(databases=["default"]) == []


def test_one_that_stopped_between_them_is_refused_before_anything_is_done(recorder, replaced):
    recorder.record_unapplied(*TABLES)
    recorder.record_unapplied(*replaced[-1])
    before = recorder.applied_migrations()
    with pytest.raises(SystemCheckError, match="version plus ancienne"):
        call_command("migrate", skip_checks=False, verbosity=0)
    assert recorder.applied_migrations() == before


def test_an_empty_database_goes_on(recorder):
    recorder.migration_qs.all().delete()
    assert history.known(databases=["default"]) == []

"""Tests that commit empty the database behind them: they run last, and find what migrations put there.

Order is otherwise random: without this, whichever test came after one of them would miss processes, parameters
and categories. Both go row by row, past triggers and foreign keys: a few milliseconds, where Django's TRUNCATE of
all tables takes half a second, to make their files and those of their indexes anew.
"""

import pytest
from django.db import connection, connections, transaction
from django.db.backends.base.creation import BaseDatabaseCreation
from django.test import TransactionTestCase

COMMITTING = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def _commits(item) -> bool:
    mark = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or (mark and mark.kwargs.get("transaction")))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    committing = [item for item in items if _commits(item)]
    for item in committing:
        item.add_marker(COMMITTING, append=False)
    last = set(committing)
    items[:] = [*(item for item in items if item not in last), *committing]


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    found = yield
    if fixturedef.argname == "django_db_setup":
        with request.getfixturevalue("django_db_blocker").unblock():
            _keep()
    return found


def _keep() -> None:
    """Put aside what migrations wrote, in a schema of its own: copied back in one go, where Django would save row
    by row for each test.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace('pristine')")
        (kept,) = cursor.fetchone()
        if not kept:
            cursor.execute(f"CREATE SCHEMA pristine; {_all(cursor, COPY)}")
        # As TRUNCATE does, wait for whoever still writes: a request that the browser did not wait for.
        empty = _all(cursor, "LOCK TABLE public.{table}; DELETE FROM public.{table}")
        restore = _all(cursor, BACK)
    # For all connections: under the event loop of Playwright, a thread has more than one.
    connections["default"].__class__._test_serialized_contents = "pristine"
    BaseDatabaseCreation.deserialize_db_from_string = lambda self, data: _past_triggers(restore)
    TransactionTestCase._fixture_teardown = lambda self: _past_triggers(empty)
    if kept:  # --reuse-db: the last run may have ended with tests that commit
        _past_triggers(empty)
        _past_triggers(restore)


def _past_triggers(statements: str) -> None:
    """Foreign keys too: they were kept when the rows were written."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL session_replication_role = replica; {statements}")


COPY = "CREATE TABLE pristine.{table} AS TABLE public.{table}"
BACK = (
    "INSERT INTO public.{table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM pristine.{table}"
    " ON CONFLICT DO NOTHING"
)
"""The first test that commits finds them in place."""
TABLES = """
    SELECT quote_ident(relname), (
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    )
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'django_migrations'
    ORDER BY relname
"""


def _all(cursor, statement: str) -> str:
    cursor.execute(TABLES)
    return "; ".join(statement.format(table=table, columns=columns) for table, columns in cursor.fetchall())

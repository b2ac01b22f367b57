"""Tests that commit empty the database behind them: they run last, and find what migrations put there.

Order is otherwise random: without this, whichever test came after one of them would miss processes, parameters
and categories.
"""

import pgtrigger
import pytest
from django.db import connection

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
def pytest_fixture_setup(fixturedef):
    """What migrations put there comes back past the triggers that keep it from changing.

    Django keeps it on its connection, and brings it back there; a database made from a template lacks it.
    """
    if fixturedef.argname != "_django_db_helper":
        return (yield)
    with pgtrigger.ignore():
        found = yield
    if not hasattr(connection, "_test_serialized_contents"):
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()
    return found

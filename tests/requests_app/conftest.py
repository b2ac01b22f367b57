import pytest
from django.core.cache import cache

from tests.coordination.conftest import (  # noqa: F401
    case,
    check_now,
    desk,
    field_team,
    keeper,
    other_keeper,
    residence,
    task,
)
from tests.housing.factories import BuildingFactory, StaircaseFactory, UnitFactory
from tests.messaging.factories import a_contact
from tests.requests_app.factories import a_tenant_request


@pytest.fixture
def unit(residence):  # noqa: F811
    return UnitFactory(staircase=StaircaseFactory(building=BuildingFactory(residence=residence)))


@pytest.fixture
def tenant(agency):
    """Somebody with a mobile, who lives in `unit` for tests that say so."""
    return a_contact(agency, first_name="Leïla", last_name="Ben Salah")


@pytest.fixture
def request_(unit, tenant, desk, keeper, other_keeper):  # noqa: F811
    """A leak that Leïla Ben Salah told by telephone, with the caretakers."""
    return a_tenant_request(unit, by=desk, contact=tenant)


@pytest.fixture(autouse=True)
def _no_rate_from_before():
    """Each test counts its own tries."""
    cache.clear()

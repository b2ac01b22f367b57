import pytest
from django.core.cache import cache

from proximity import mandatory
from teams.roles import Role
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
from tests.housing.factories import BuildingFactory, EquipmentFactory, StaircaseFactory, UnitFactory
from tests.messaging.factories import a_contact
from tests.proximity.inspecting import a_visit
from tests.proximity.order_factories import an_order
from tests.requests_app.factories import a_tenant_request
from tests.teams.factories import UserFactory


@pytest.fixture(autouse=True)
def _no_rate_from_before():
    """Each test counts its own tries."""
    cache.clear()


@pytest.fixture
def unit(residence):  # noqa: F811
    return UnitFactory(staircase=StaircaseFactory(building=BuildingFactory(residence=residence)))


@pytest.fixture
def tenant(agency):
    return a_contact(agency, first_name="Leïla", last_name="Ben Salah")


@pytest.fixture
def request_(unit, tenant, desk, keeper, other_keeper):  # noqa: F811
    """A leak that Leïla Ben Salah told by telephone, with the caretakers."""
    return a_tenant_request(unit, by=desk, contact=tenant)


@pytest.fixture
def planner(agency):
    """Who orders works: the sector's manager, up to 1 500 €."""
    return UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency])


@pytest.fixture
def buyer(agency):
    """The manager of contracts."""
    return UserFactory(roles=[Role.CONTRACT_MANAGER], agencies=[agency])


@pytest.fixture
def manager(agency):
    return UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[agency])


@pytest.fixture
def technician(agency):
    return UserFactory(roles=[Role.TECHNICIAN], agencies=[agency])


@pytest.fixture
def visit(agency, caretaker):
    """A round that has begun."""
    return a_visit(agency, caretaker)


@pytest.fixture
def lift(residence):  # noqa: F811
    """With the checks it owes."""
    machine = EquipmentFactory(residence=residence, reference="ASC-1")
    mandatory.owe()
    return machine


@pytest.fixture
def order(request_, planner, tenant):
    """An order for the leak, not yet approved."""
    return an_order(request_.case, planner, contact=tenant)

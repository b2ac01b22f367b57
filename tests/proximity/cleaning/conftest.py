import pytest
from django.apps import apps

from coordination import parameters
from coordination.defaults import seed
from proximity.cleaning_parameters import FIRST_VALUES
from proximity.defaults.cleaning import seed_grid
from proximity.parameters import FIRST_VALUES as OF_ORDERS
from teams.roles import Role
from tests.housing.factories import ResidenceFactory
from tests.teams.factories import UserFactory


@pytest.fixture(autouse=True)
def _defaults(request):
    """The defaults, also after a test that emptied the tables."""
    if {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_django_db_helper")
        seed(apps)
        parameters.seed(apps, [*FIRST_VALUES, *OF_ORDERS])
        seed_grid(apps)


@pytest.fixture
def residence(agency):
    return ResidenceFactory(agency=agency, name="Les Lilas")


@pytest.fixture
def contract_manager(agency):
    return UserFactory(roles=[Role.CONTRACT_MANAGER], agencies=[agency])


@pytest.fixture
def agency_manager(agency):
    return UserFactory(roles=[Role.AGENCY_MANAGER], agencies=[agency])


@pytest.fixture
def check_now():
    """`check_now()` runs the checks that the database makes at commit."""
    from django.db import connection

    def check():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return check

import pytest
from django.db import connection

from teams.models import Team
from teams.roles import Role
from tests.housing.factories import BuildingFactory, ResidenceFactory
from tests.teams.factories import TeamFactory, UserFactory


@pytest.fixture
def residence(agency):
    return ResidenceFactory(agency=agency, name="Les Lilas")


@pytest.fixture
def building(residence):
    return BuildingFactory(residence=residence, name="A")


@pytest.fixture
def manager(agency):
    """Of the field team, as the matrix names her."""
    user = UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency], last_name="Costa")
    TeamFactory(name="Proximité Nord", agency=agency, service=Team.Service.PROXIMITY).members.add(user)
    return user


@pytest.fixture
def keeper(agency):
    return UserFactory(roles=[Role.CARETAKER], agencies=[agency], last_name="Diallo")


@pytest.fixture
def planner(agency):
    user = UserFactory(roles=[Role.ASSET_PLANNER], agencies=[agency], last_name="Roche")
    TeamFactory(name="Patrimoine", agency=None, service=Team.Service.ASSETS).members.add(user)
    return user


@pytest.fixture
def check_now():
    """`check_now()` runs the checks that the database makes at commit."""

    def check():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    return check

"""The cast of every test: an agent, a stranger of another agency, a caretaker, a director, an administrator."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings

from teams.roles import Role
from tests.teams.factories import AgencyFactory, UserFactory

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
"""A machine that is busy elsewhere refuses no test."""
pytest_plugins = ["tests.guards", "tests.committing"]


def pytest_sessionstart(session):
    """The catalogues as Django reads them: each worker would compile what changed, whoever comes first."""
    from config import catalogue

    catalogue.compile_all()


@pytest.fixture
def agency(db):
    return AgencyFactory(name="Agence Nord")


@pytest.fixture
def other_agency(db):
    return AgencyFactory(name="Agence Sud")


@pytest.fixture
def agent(agency):
    """A proximity manager of the agency."""
    return UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency])


@pytest.fixture
def other_agent(other_agency):
    """The same job in another agency: the stranger."""
    return UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[other_agency])


@pytest.fixture
def caretaker(agency):
    return UserFactory(roles=[Role.CARETAKER], agencies=[agency])


@pytest.fixture
def asset_planner(agency):
    return UserFactory(roles=[Role.ASSET_PLANNER], agencies=[agency])


@pytest.fixture
def director(db):
    return UserFactory(roles=[Role.DIRECTOR], all_agencies=True)


@pytest.fixture
def admin(db):
    return UserFactory(roles=[Role.ADMIN], all_agencies=True)


@pytest.fixture
def sign_in():
    """`sign_in(user)` → a client already signed in."""

    def make(user):
        client = Client()
        client.force_login(user)
        return client

    return make

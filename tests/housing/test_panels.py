"""The panels that apps add to the page of a place."""

import pytest

from housing import panels
from housing.models import Residence
from housing.panels import Panel
from teams.roles import Role
from tests.housing.factories import ResidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    """Panels registered by a test leave with it."""
    keys = []

    def make(**told):
        panel = Panel(**{"key": "essai", "title": "Demandes", "template": "housing/panels/plan.html",
                         "read": lambda place, request: {"any": False}, **told})  # fmt: skip
        panels.register(Residence, panel)
        keys.append(panel.key)

    yield make
    for key in keys:
        panels.unregister(Residence, key)


def keys(response):
    return [drawn.panel.key for drawn in response.context["panels"]]


def test_an_app_adds_a_panel_at_its_place(sign_in, agent, agency, register):
    register(order=15)
    response = sign_in(agent).get(ResidenceFactory(agency=agency).get_absolute_url())
    shown = keys(response)
    assert shown.index("alertes") < shown.index("essai") < shown.index("logements")
    assert "Demandes" in response.content.decode()


def test_a_panel_is_for_its_roles_only(sign_in, agent, caretaker, agency, register):
    register(roles=frozenset({Role.CARETAKER}))
    url = ResidenceFactory(agency=agency).get_absolute_url()
    assert "essai" in keys(sign_in(caretaker).get(url))
    assert "essai" not in keys(sign_in(agent).get(url))


def test_a_panel_with_nothing_to_say_is_left_out(sign_in, agent, agency, register):
    register(read=lambda place, request: None)
    assert "essai" not in keys(sign_in(agent).get(ResidenceFactory(agency=agency).get_absolute_url()))

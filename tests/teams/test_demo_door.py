import pytest

from teams.demo import DOMAIN, PEOPLE, address
from tests.teams.factories import UserFactory
from tests.teams.test_sign_in import signed_in

pytestmark = pytest.mark.django_db
DOOR = "/demo/entrer/"


@pytest.fixture
def caretaker_of_the_demo(agency):
    return UserFactory(email=f"gardien{DOMAIN}", roles=["caretaker"], agencies=[agency])


def test_the_door_does_not_exist_outside_the_demo(client, caretaker_of_the_demo):
    assert client.post(DOOR, {"compte": caretaker_of_the_demo.pk}).status_code == 404
    assert not signed_in(client)
    assert "démonstration" not in client.get("/compte/login/").content.decode()


def test_one_click_opens_a_demo_account(client, settings, caretaker_of_the_demo):
    settings.DEMO = True
    page = client.get("/compte/login/").content.decode()
    assert "Gardien" in page
    assert "palier-demo" in page
    client.post(DOOR, {"compte": caretaker_of_the_demo.pk})
    assert signed_in(client)


@pytest.mark.parametrize("asked", ["", "0", "abc", "-1", "²"])
def test_the_door_knows_no_other_account(client, settings, agent, asked):
    settings.DEMO = True
    assert client.post(DOOR, {"compte": asked or agent.pk}).status_code == 404
    assert not signed_in(client)


def test_the_door_does_not_open_by_a_link(client, settings, caretaker_of_the_demo):
    settings.DEMO = True
    assert client.get(DOOR, {"compte": caretaker_of_the_demo.pk}).status_code == 405


def test_a_deactivated_demo_account_is_closed(client, settings, caretaker_of_the_demo):
    settings.DEMO = True
    caretaker_of_the_demo.is_active = False
    caretaker_of_the_demo.save()
    assert client.post(DOOR, {"compte": caretaker_of_the_demo.pk}).status_code == 404


def test_the_page_offers_one_account_for_each_role(client, settings):
    settings.DEMO = True
    for person in PEOPLE:
        UserFactory(email=address(person), roles=[person.role])
    assert client.get("/compte/login/").content.decode().count('name="compte"') == 13

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import openpyxl
import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from teams.models import LastAdmin, User
from teams.roles import Role
from tests.teams.factories import TeamFactory, UserFactory
from tests.teams.test_sign_in import enter, signed_in

pytestmark = pytest.mark.django_db
PEOPLE = "/equipe/utilisateurs/"
NEW = "une phrase que personne ne devine"


def account(agency, **changes):
    """What the form of a person sends."""
    sent = {
        "first_name": "Nina", "last_name": "Faure", "email": "nina.faure@exemple.fr",
        "roles": [Role.CARETAKER], "agencies": [agency.pk],
    }  # fmt: skip
    return {**sent, **changes}


def link_of(message) -> str:
    return next(word for word in message.body.split() if "/password/reset/key/" in word)


def choose_password(client, link, password=NEW):
    page = client.get(link, follow=True)
    return page, client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})


@pytest.fixture
def office(admin, sign_in):
    return sign_in(admin)


@pytest.fixture
def invited(office, agency):
    office.post(f"{PEOPLE}inviter/", account(agency))
    return User.objects.get(email="nina.faure@exemple.fr")


def test_an_invited_person_chooses_a_password_and_is_in(invited, client, agency):
    assert invited.state_label == "Invité"
    page, response = choose_password(client, link_of(mail.outbox[0]))
    assert "Bienvenue, Nina" in page.content.decode()
    assert response.status_code == 302
    assert signed_in(client)
    invited.refresh_from_db()
    assert invited.state_label == "Actif"
    assert invited.agency_ids() == [agency.pk]


def test_the_link_of_an_invitation_works_once(invited, client):
    link = link_of(mail.outbox[0])
    choose_password(client, link)
    assert "Ce lien ne marche plus" in Client().get(link, follow=True).content.decode()


def test_a_new_invitation_replaces_the_first(invited, office, client):
    office.post(f"{PEOPLE}{invited.pk}/invitation/")
    first, second = (link_of(message) for message in mail.outbox)
    assert "Ce lien ne marche plus" in client.get(first, follow=True).content.decode()
    assert "Bienvenue" in Client().get(second, follow=True).content.decode()


def test_who_has_come_is_not_invited_again(office, agent):
    User.objects.filter(pk=agent.pk).update(last_login="2026-11-20 09:00+00:00")
    office.post(f"{PEOPLE}{agent.pk}/invitation/")
    agent.refresh_from_db()
    assert not mail.outbox
    assert agent.has_usable_password()


def test_the_invitation_survives_a_mail_server_that_is_down(office, agency, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = office.post(f"{PEOPLE}inviter/", account(agency), follow=True).content.decode()
    assert "le mail n’est pas parti" in page
    assert "Renvoyer l’invitation" in page


def test_two_accounts_cannot_share_an_address_whatever_its_case(office, agent, agency):
    response = office.post(f"{PEOPLE}inviter/", account(agency, email=agent.email.upper()))
    assert response.status_code == 422
    assert "a déjà un compte" in response.content.decode()
    assert "Nina" in response.content.decode()


def test_somebody_works_somewhere_and_does_something(office, agency):
    response = office.post(f"{PEOPLE}inviter/", account(agency, agencies=[], roles=[]))
    assert response.status_code == 422
    assert "Choisissez au moins une agence, ou toutes." in response.content.decode()


def test_roles_agencies_and_teams_change_together(office, agent, other_agency):
    team = TeamFactory(agency=other_agency)
    sent = account(other_agency, email=agent.email, roles=[Role.TECHNICIAN, Role.CARETAKER], teams=[team.pk])
    assert office.post(f"{PEOPLE}{agent.pk}/modifier/", sent).status_code == 302
    agent = User.objects.get(pk=agent.pk)
    assert agent.roles == [Role.CARETAKER, Role.TECHNICIAN]
    assert list(agent.agencies.all()) == [other_agency]
    assert list(agent.teams.all()) == [team]


def test_a_new_address_is_the_one_to_sign_in_with(office, agent, agency, client):
    office.post(f"{PEOPLE}{agent.pk}/modifier/", account(agency, email="Neuve@exemple.fr"))
    agent.refresh_from_db()
    enter(client, agent)
    assert signed_in(client)
    assert agent.emailaddress_set.get().email == "neuve@exemple.fr"


def test_deactivating_ends_the_sessions_even_if_the_account_comes_back(office, agent, sign_in):
    open_session = sign_in(agent)
    office.post(f"{PEOPLE}{agent.pk}/desactivation/")
    assert not signed_in(open_session)
    office.post(f"{PEOPLE}{agent.pk}/reactivation/")
    assert not signed_in(open_session)
    agent.refresh_from_db()
    assert agent.is_active


def test_one_does_not_deactivate_oneself(office, admin):
    UserFactory(roles=[Role.ADMIN])
    office.post(f"{PEOPLE}{admin.pk}/desactivation/")
    admin.refresh_from_db()
    assert admin.is_active


def test_the_last_administrator_stays_one(office, admin, agency):
    response = office.post(f"{PEOPLE}{admin.pk}/modifier/", account(agency, email=admin.email))
    assert response.status_code == 422
    assert "au moins un administrateur" in response.content.decode()
    assert User.objects.get(pk=admin.pk).roles == [Role.ADMIN]


def test_an_administrator_who_never_came_does_not_count(admin, agency):
    User.objects.invite(
        first_name="A", last_name="B", email="ab@exemple.fr", roles=[Role.ADMIN], all_agencies=True,
        agencies=[], teams=[],
    )  # fmt: skip
    with pytest.raises(LastAdmin):
        admin.deactivate()
    admin.refresh_from_db()
    assert admin.is_active


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_deactivate_each_other_at_once_one_remains():
    pair = [UserFactory(roles=[Role.ADMIN]) for _ in range(2)]
    together = Barrier(2)

    def deactivate(person):
        together.wait()
        try:
            person.deactivate()
        except LastAdmin:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(deactivate, pair))
    assert outcomes == ["done", "refused"]
    assert User.objects.administrators().count() == 1


def test_the_list_finds_people_by_words_role_agency_and_state(office, admin, agent, other_agent, invited):
    def found(query):
        return {person.pk for person in office.get(f"{PEOPLE}?{query}").context["page"]}

    UserFactory(first_name="Éloïse", last_name="Lefèvre", roles=[Role.DIRECTOR])
    assert len(found("q=eloise+lefevre")) == 1
    assert found("role=caretaker") == {invited.pk}
    assert found(f"agence={other_agent.agencies.get().pk}") == {other_agent.pk}
    assert found("etat=invite") == {invited.pk}
    assert found("etat=desactive") == set()
    assert found("q=" + agent.email) == {agent.pk}


def test_the_list_swaps_its_rows_and_costs_the_same_for_many(office, agency, django_assert_max_num_queries):
    UserFactory.create_batch(30, agencies=[agency])
    with django_assert_max_num_queries(9):
        rows = office.get(f"{PEOPLE}?tri=-nom", headers={"hx-request": "true"}).content.decode()
    assert "<html" not in rows
    assert rows.count("<tr>") >= 31


def test_the_workbook_holds_the_same_people_as_the_list(office, agent, invited):
    response = office.get(f"{PEOPLE}excel/?role=caretaker")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[2] for row in rows[1:]] == [invited.email]
    assert rows[1][6] == "Invité"


def test_an_unknown_person_is_not_found(office):
    assert office.get(f"{PEOPLE}999999/").status_code == 404
    assert office.post(f"{PEOPLE}999999/desactivation/").status_code == 404


@pytest.mark.parametrize("act", ["", "modifier/"])
def test_who_does_not_administer_sees_nobody_s_account(agent, other_agent, sign_in, act):
    assert sign_in(agent).get(f"{PEOPLE}{other_agent.pk}/{act}").status_code == 403


@pytest.mark.parametrize(
    "act", ["modifier", "invitation", "desactivation", "reactivation", "double-authentification"]
)
def test_who_does_not_administer_changes_nobody_s_account(agent, other_agent, sign_in, act):
    assert sign_in(agent).post(f"{PEOPLE}{other_agent.pk}/{act}/").status_code == 403

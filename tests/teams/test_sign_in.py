import pytest
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from structlog.testing import capture_logs

from teams.models import User
from teams.roles import Role
from tests.teams.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/compte/login/"


def enter(client, user, password=PASSWORD, **headers):
    return client.post(LOGIN, {"login": user.email, "password": password}, headers=headers)


def signed_in(client) -> bool:
    return client.get("/mon-compte/").status_code == 200


def test_the_right_password_opens_the_door(client, agent):
    assert enter(client, agent).url == "/"
    assert signed_in(client)


def test_the_address_is_read_in_any_case(client):
    UserFactory(email="lea.martin@exemple.fr")
    client.post(LOGIN, {"login": "Lea.MARTIN@exemple.fr", "password": PASSWORD})
    assert signed_in(client)


def test_a_wrong_password_stays_outside_and_keeps_what_was_typed(client, agent):
    page = enter(client, agent, "autre chose").content.decode()
    assert "L’adresse e-mail ou le mot de passe sont incorrects." in page
    assert f'value="{agent.email}"' in page
    assert not signed_in(client)


def test_a_sixth_wrong_password_in_five_minutes_is_refused_and_so_is_the_right_one(client, agent):
    for _ in range(5):
        enter(client, agent, "autre chose")
    assert "Trop d’essais" in enter(client, agent).content.decode()
    assert not signed_in(client)


def test_a_forwarded_address_is_believed_only_behind_our_proxy(client, agent, settings):
    """Without a proxy of ours, changing the header does not give new tries; with one, it tells people apart."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/ip"}
    for number in range(3):
        page = enter(client, agent, "autre chose", x_forwarded_for=f"192.0.2.{number}")
    assert "Trop d’essais" in page.content.decode()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(3):
        page = enter(client, agent, "autre chose", x_forwarded_for=f"198.51.100.{number}")
    assert "Trop d’essais" not in page.content.decode()


def test_a_deactivated_person_stays_outside(client, agent):
    User.objects.filter(pk=agent.pk).update(is_active=False)
    enter(client, agent)
    assert not signed_in(client)


def test_nobody_signs_up(client):
    for name in ("account_signup", "socialaccount_signup"):
        path = reverse(name)
        assert client.get(path).status_code == 404
        assert client.post(path, {"email": "x@exemple.fr", "password1": PASSWORD}).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("mfa_signup_webauthn")
    assert not User.objects.exists()


def test_changing_the_password_ends_the_other_sessions_only(agent, sign_in):
    here, elsewhere = sign_in(agent), sign_in(agent)
    new = "une autre phrase bien longue"
    here.post("/compte/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert signed_in(here)
    assert not signed_in(elsewhere)


def test_a_forgotten_password_is_chosen_again_by_a_link_good_once(client, agent):
    client.post("/compte/password/reset/", {"email": agent.email})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    page = client.get(link, follow=True)
    new = "une autre phrase bien longue"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})
    assert enter(Client(), agent, new).status_code == 302
    assert "Ce lien ne marche plus" in Client().get(link, follow=True).content.decode()


def test_asking_for_an_unknown_address_says_the_same_and_sends_nothing(client):
    page = client.post("/compte/password/reset/", {"email": "inconnu@exemple.fr"}, follow=True)
    assert "Si cette adresse a un compte" in page.content.decode()
    assert not mail.outbox


def test_the_log_says_who_by_key_and_never_what_was_typed(client, agent):
    with capture_logs() as lines:
        enter(client, agent, "autre chose")
        enter(client, agent)
    assert {"event": "sign_in_failed", "log_level": "warning"} in lines
    assert {"event": "signed_in", "user": agent.pk, "log_level": "info"} in lines
    assert agent.email not in str(lines)


def test_one_s_own_account_says_who_one_is(agent, sign_in):
    page = sign_in(agent).get("/mon-compte/").content.decode()
    for fact in (agent.email, "Responsable de secteur", "Agence Nord"):
        assert fact in page


def test_the_first_administrator_is_made_on_the_command_line(client):
    User.objects.create_superuser("Premier@Exemple.fr", PASSWORD, first_name="Ada", last_name="Renaud")
    first = User.objects.get_by_natural_key("premier@exemple.fr")
    assert first.has_role(Role.ADMIN)
    assert first.sees_everything
    enter(client, first)
    assert signed_in(client)

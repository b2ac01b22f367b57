"""Secrets of second factors in the database."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from teams import sealing
from tests.teams.test_second_factor import AUTHENTICATE, code, confirmed, recovery_codes, secret  # noqa: F401
from tests.teams.test_sign_in import enter, signed_in

pytestmark = pytest.mark.django_db
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def stored(agent, kind="totp") -> dict:
    return Authenticator.objects.get(user=agent, type=kind).data


@given(text=st.text())
def test_what_is_sealed_opens_again_and_is_never_the_same_twice(text):
    assert sealing.unseal(sealing.seal(text)) == text
    assert sealing.seal(text) != sealing.seal(text)


def test_the_database_holds_neither_secret_nor_seed(agent, secret):  # noqa: F811
    assert secret not in str(stored(agent))
    assert stored(agent)["secret"].startswith(sealing.SEALED)
    assert stored(agent, "recovery_codes")["seed"].startswith(sealing.SEALED)


def test_a_secret_written_in_clear_by_an_older_version_still_signs_in(agent, secret, client):  # noqa: F811
    Authenticator.objects.filter(user=agent, type="totp").update(data={"secret": secret})
    enter(client, agent)
    client.post(AUTHENTICATE, {"code": code(secret, later=1)})
    assert signed_in(client)


def test_a_key_given_later_leaves_the_phones_and_the_codes_as_they_are(
    agent, secret, confirmed, client, settings  # noqa: F811
):  # fmt: skip
    codes = recovery_codes(confirmed)
    settings.MFA_ENCRYPTION_KEYS = [OLD]
    call_command("reseal_second_factors")
    settings.MFA_ENCRYPTION_KEYS = [NEW, OLD]
    call_command("reseal_second_factors")
    settings.MFA_ENCRYPTION_KEYS, settings.SECRET_KEY = [NEW], "another secret key of more than forty characters"
    assert sealing.unseal(stored(agent)["secret"]) == secret
    assert RecoveryCodes(Authenticator.objects.get(user=agent, type="recovery_codes")).get_unused_codes() == codes
    enter(client, agent)
    client.post(AUTHENTICATE, {"code": code(secret, later=1)})
    assert signed_in(client)


def test_resealing_seals_what_was_in_clear(agent, secret):  # noqa: F811
    Authenticator.objects.filter(user=agent, type="totp").update(data={"secret": secret})
    call_command("reseal_second_factors")
    assert stored(agent)["secret"].startswith(sealing.SEALED)
    assert sealing.unseal(stored(agent)["secret"]) == secret


def test_a_lost_key_opens_nothing(settings):
    settings.MFA_ENCRYPTION_KEYS = [OLD]
    sealed = sealing.seal("JBSWY3DPEHPK3PXP")
    settings.MFA_ENCRYPTION_KEYS = [NEW]
    with pytest.raises(InvalidToken):
        sealing.unseal(sealed)


def test_a_key_that_is_none_is_refused(settings):
    settings.MFA_ENCRYPTION_KEYS = ["short"]
    with pytest.raises(ImproperlyConfigured, match="MFA_ENCRYPTION_KEYS"):
        sealing.check_keys()

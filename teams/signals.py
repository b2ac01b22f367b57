"""One line of log for each event of safety: the person's key, never a name, an address or what was typed."""

import structlog
from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

log = structlog.get_logger(__name__)


@receiver(user_logged_in)
def signed_in(user, **kwargs):
    log.info("signed_in", user=user.pk)


@receiver(user_logged_out)
def signed_out(user, **kwargs):
    if user:
        log.info("signed_out", user=user.pk)


@receiver(user_login_failed)
def sign_in_failed(**kwargs):
    log.warning("sign_in_failed")


@receiver(password_changed)
@receiver(password_reset)
def password_set(user, **kwargs):
    log.info("password_changed", user=user.pk)


@receiver(authenticator_added)
@receiver(authenticator_reset)
def second_factor_added(user, authenticator, **kwargs):
    log.info("second_factor_added", user=user.pk, kind=authenticator.type)


@receiver(authenticator_removed)
def second_factor_removed(user, authenticator, **kwargs):
    log.info("second_factor_removed", user=user.pk, kind=authenticator.type)


@receiver(authentication_failed)
def second_factor_failed(user, **kwargs):
    log.warning("second_factor_failed", user=user.pk)

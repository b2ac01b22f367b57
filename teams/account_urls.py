"""The sign-in library's pages that we use, under its own names. Sign-up has names and no page."""

from allauth.account import views as account
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount import views as single_sign_on
from django.http import Http404
from django.urls import include, path, re_path


@login_not_required
def closed(request):
    """Nobody signs up: an administrator invites."""
    raise Http404


urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", closed, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("3rdparty/login/cancelled/", single_sign_on.login_cancelled, name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", single_sign_on.login_error, name="socialaccount_login_error"),
    path("3rdparty/signup/", closed, name="socialaccount_signup"),
]

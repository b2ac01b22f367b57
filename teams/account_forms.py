"""The sign-in library's forms in our words, without the placeholders that repeat the labels."""

from typing import ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

AGAIN = "Le même, encore une fois"


class Plain:
    LABELS: ClassVar[dict[str, str]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label = self.LABELS.get(name, field.label)


class SignInForm(Plain, account.LoginForm):
    LABELS: ClassVar = {"login": "Adresse e-mail"}


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    LABELS: ClassVar = {"email": "Adresse e-mail"}


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    LABELS: ClassVar = {"password1": "Mot de passe", "password2": AGAIN}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    LABELS: ClassVar = {
        "oldpassword": "Mot de passe actuel",
        "password1": "Nouveau mot de passe",
        "password2": AGAIN,
    }


class SetPasswordForm(Plain, account.SetPasswordForm):
    LABELS: ClassVar = {"password1": "Mot de passe", "password2": AGAIN}


class ConfirmPasswordForm(Plain, account.ReauthenticateForm):
    pass


class CodeForm(Plain, second_factor.AuthenticateForm):
    LABELS: ClassVar = {"code": "Code à 6 chiffres, ou code de secours"}


class ConfirmCodeForm(Plain, second_factor.ReauthenticateForm):
    LABELS: ClassVar = CodeForm.LABELS


class ActivateAppForm(Plain, totp.ActivateTOTPForm):
    LABELS: ClassVar = {"code": "Code à 6 chiffres affiché par l’application"}


class AddKeyForm(Plain, webauthn.AddWebAuthnForm):
    LABELS: ClassVar = {"name": "Nom de la clé", "passwordless": "Entrer sans mot de passe avec cette clé"}


class EditKeyForm(Plain, webauthn.EditWebAuthnForm):
    LABELS: ClassVar = {"name": "Nom de la clé"}

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import pghistory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import OuterRef
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ..roles import Role
from .agencies import Agency, Team


class LastAdmin(Exception):
    """The change would leave the landlord without an administrator who can sign in."""


INVITED = models.Q(last_login=None, password__startswith=UNUSABLE_PASSWORD_PREFIX)
"""Never signed in, and has no password yet."""


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People are administered by administrators; others know themselves only."""
        return self if user.has_role(Role.ADMIN) else self.filter(pk=user.pk)

    def active(self):
        return self.filter(is_active=True)

    def holding(self, *roles: Role):
        return self.filter(roles__overlap=list(roles))

    def managed_by(self, user):
        """The members of the teams that this person is the manager of."""
        return self.active().filter(teams__manager=user).exclude(pk=user.pk).distinct()

    def with_perimeter(self):
        """With the agencies of each (`agency_ids`), in the same query."""
        own = User.agencies.through.objects.filter(user=OuterRef("pk")).order_by("agency")
        return self.annotate(_agency_ids=ArraySubquery(own.values("agency")))

    def administrators(self):
        """Those who can sign in and administer."""
        return self.active().holding(Role.ADMIN).exclude(INVITED)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """An administrator who sees everything: the first account of an installation."""
        fields = {"roles": [Role.ADMIN], "all_agencies": True, "is_superuser": True, **fields}
        return self.create_user(email, password, **fields)

    def invite(self, **account):
        """An account without a password: the link of the invitation sets it. Takes what `User.apply` takes."""
        user = self.model()
        user.set_unusable_password()
        user.apply(**account)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    @contextmanager
    def keeping_an_admin(self) -> Iterator[None]:
        """A transaction that leaves an administrator if there was one, or LastAdmin: of two at once, one waits."""
        with transaction.atomic():
            before = list(self.administrators().order_by("pk").select_for_update().values_list("pk"))
            yield
            if before and not self.administrators().exists():
                raise LastAdmin("Il faut garder au moins un administrateur actif.")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(),
    exclude=["password", "last_login", "session_epoch"],
)
class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff: who they are, what they do (roles), where (agencies)."""

    email = models.EmailField("adresse e-mail", unique=True)
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    roles = ArrayField(models.CharField(max_length=20, choices=Role), verbose_name="rôles", default=list)
    agencies = models.ManyToManyField(Agency, verbose_name="agences", related_name="users", blank=True)
    teams = models.ManyToManyField(Team, verbose_name="équipes", related_name="members", blank=True)
    all_agencies = models.BooleanField("toutes les agences", default=False)
    is_active = models.BooleanField("actif", default=True)
    date_joined = models.DateTimeField("créé le", default=timezone.now, editable=False)
    session_epoch = models.PositiveIntegerField(
        default=0, editable=False, help_text="Part of each session's seal: adding one ends them all."
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    objects = UserManager()

    class Meta:
        verbose_name = "utilisateur"
        ordering = ["last_name", "first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_any_case",
                violation_error_message="Cette adresse e-mail a déjà un compte.",
            ),
            models.CheckConstraint(
                condition=models.Q(roles__contained_by=Role.values), name="user_known_roles",
                violation_error_message="Rôle inconnu.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.get_full_name()

    def save(self, *args, update_fields=None, **kwargs):
        super().save(*args, update_fields=update_fields, **kwargs)
        if update_fields is None or "email" in update_fields:
            self.keep_address()

    def _get_session_auth_hash(self, secret=None):
        seal = f"{self.password}:{self.session_epoch}"
        return salted_hmac("teams.User.session", seal, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self):
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self):
        return self.first_name or self.email

    @property
    def sees_everything(self) -> bool:
        return self.all_agencies

    @cached_property
    def _agency_ids(self):
        return list(self.agencies.values_list("pk", flat=True))

    def agency_ids(self) -> list[int]:
        """Primary keys of the perimeter's agencies, read once per instance (once per request)."""
        return self._agency_ids

    def has_role(self, *roles: Role) -> bool:
        """True when the person holds one of `roles`."""
        return self.is_active and not set(roles).isdisjoint(self.roles)

    @property
    def role_labels(self) -> list[str]:
        """In the order of `Role`, whatever the order they were given in."""
        return [role.label for role in Role if role in self.roles]

    @property
    def is_invited(self) -> bool:
        """Invited, has not come yet."""
        return self.last_login is None and not self.has_usable_password()

    @property
    def state_label(self) -> str:
        if not self.is_active:
            return "Désactivé"
        return "Invité" if self.is_invited else "Actif"

    def keep_address(self) -> None:
        """The sign-in library's address follows `email`: an administrator vouches for it, so it is verified."""
        address = {"email": self.email.lower(), "verified": True, "primary": True}
        if not EmailAddress.objects.filter(user=self, **address).exists():
            EmailAddress.objects.filter(user=self).delete()
            EmailAddress.objects.create(user=self, **address)

    def apply(self, *, agencies, teams, **fields) -> None:
        """Change who the person is, what they do and where. LastAdmin when nobody could administer any more."""
        with type(self).objects.keeping_an_admin():
            for name, value in fields.items():
                setattr(self, name, value)
            self.roles = [role for role in Role if role in self.roles]
            self.save()
            self.agencies.set(agencies)
            self.teams.set(teams)

    def deactivate(self) -> None:
        """The person can no longer sign in; open sessions end, also if the account comes back later."""
        with type(self).objects.keeping_an_admin():
            self.is_active = False
            self.save(update_fields=["is_active"])
            self.end_sessions()

    def reactivate(self) -> None:
        self.is_active = True
        self.save(update_fields=["is_active"])

    def end_sessions(self) -> None:
        type(self).objects.filter(pk=self.pk).update(session_epoch=models.F("session_epoch") + 1)
        self.refresh_from_db(fields=["session_epoch"])

    def second_factors(self):
        """Recovery codes come with one, they are not one."""
        return Authenticator.objects.filter(user=self).exclude(type=Authenticator.Type.RECOVERY_CODES)

    def forget_second_factors(self) -> int:
        """For someone who lost the phone: password alone until they enrol again. Returns how many went."""
        with transaction.atomic():
            gone, _ = Authenticator.objects.filter(user=self).delete()
            self.end_sessions()
        return gone

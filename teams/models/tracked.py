"""Rows that say something about a person and live in other tables: their comings and goings are kept."""

import pghistory
from allauth.mfa.models import Authenticator

from .users import User

COMES_AND_GOES = (pghistory.InsertEvent(), pghistory.DeleteEvent())


@pghistory.track(*COMES_AND_GOES, obj_field=None, model_name="UserAgencyEvent")
class UserAgency(User.agencies.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(*COMES_AND_GOES, obj_field=None, model_name="UserTeamEvent")
class UserTeam(User.teams.through):  # type: ignore[name-defined]
    class Meta:
        proxy = True


@pghistory.track(*COMES_AND_GOES, obj_field=None, fields=["user", "type"], model_name="UserSecondFactorEvent")
class UserSecondFactor(Authenticator):
    """A second factor: that it came or went is kept, never its secret."""

    class Meta:
        proxy = True

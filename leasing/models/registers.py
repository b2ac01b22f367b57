"""Registers that the whole landlord shares: read by everybody, never emptied, no longer proposed instead."""

from django.db import models


class RegisterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """They name organisms and causes, nobody's data."""
        return self if user.is_active else self.none()

    def proposed(self):
        return self.filter(active=True)

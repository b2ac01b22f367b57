"""The only door from a view to data: `Model.objects.visible_to(user)` (DESIGN §4)."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from .models import User


class VisibleQuerySet(models.QuerySet):
    """Rows of the user's agencies. `PERIMETER` is the lookup from the model to its agency."""

    PERIMETER = "agency"

    def visible_to(self, user: "User") -> Self:
        if not user.is_active:
            return self.none()
        if user.sees_everything:
            return self
        return self.filter(**{f"{self.PERIMETER}__in": user.agency_ids()})

"""Who sees a case and what hangs on it: one rule for all of them."""

from django.db.models import Q

from teams.roles import Role
from teams.visibility import VisibleQuerySet


class CaseScopedQuerySet(VisibleQuerySet):
    """`CASE` is the lookup from the model to its case, `CONFIDENTIAL` to what says so of it.

    A confidential case (domain.md §10.4) is seen by social workers, by whoever opened it and by whoever it was
    given to, in their perimeter; by nobody else, management included.
    """

    CASE = "case__"
    CONFIDENTIAL = "case__confidential"

    def visible_to(self, user):
        found = super().visible_to(user)
        if not user.is_active or user.has_role(Role.SOCIAL_WORKER):
            return found
        from .cases import Case
        from .tasks import Task

        # Confidential cases are few, and have indexes of their own: apart, they cost the rest nothing.
        opened = Case._base_manager.filter(confidential=True, opened_by=user).values("pk")
        given = Task._base_manager.filter(confidential=True, assignee=user).values("case")
        case = f"{self.CASE}pk__in"
        return found.filter(Q(**{self.CONFIDENTIAL: False}) | Q(**{case: opened}) | Q(**{case: given}))

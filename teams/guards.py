"""Right perimeter but missing role → 403. Wrong perimeter is a 404 and belongs to `visible_to`."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied

from .roles import Role


def require_role(*roles: Role) -> Callable:
    """Let only people who hold one of `roles` call the view. Anonymous people are sent to sign-in before."""

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
            if not request.user.has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.required_roles = roles  # type: ignore[attr-defined]
        return guarded

    return decorate

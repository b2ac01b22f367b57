"""A mail leaves once: its row is claimed before it is sent, and given back when it was not."""

from collections.abc import Callable

from django.utils import timezone


def once(rows, column: str, send: Callable[[], object]) -> bool:
    """Send for the one row of `rows`, whose `column` says when its mail left; whether this call did.

    Two deliveries of the same task send once. A process killed between the claim and the mail loses that mail.
    """
    pk = rows.values_list("pk", flat=True).first()
    if not rows.update(**{column: timezone.now()}):
        return False
    try:
        send()
    except Exception:
        rows.model._base_manager.filter(pk=pk).update(**{column: None})
        raise
    return True

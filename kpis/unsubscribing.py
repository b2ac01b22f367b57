"""The way out of the weekly letter: a signed address, of use to nobody else and for nothing else."""

from django.core import signing
from django.urls import reverse

from teams.models import User

from .measures import MEASURES
from .models import EVERYTHING, MutedMeasure

SALT = "kpis.digest"


def path(user: User, measure: str) -> str:
    return reverse("kpis:unsubscribe", args=[signing.dumps([user.pk, measure], salt=SALT)])


def read(token: str) -> tuple[User, str] | None:
    """Whose address it is and for which measure; None for one that we did not sign."""
    try:
        pk, measure = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.active().filter(pk=pk).first()
    return (user, measure) if user and (measure == EVERYTHING or measure in MEASURES) else None


def mute(user: User, measure: str) -> None:
    MutedMeasure.objects.get_or_create(user=user, measure=measure)


def choose(user: User, *, wanted: set[str], letter: bool) -> None:
    """What this person wants to read, said at once."""
    muted = {code for code in MEASURES if code not in wanted} | (set() if letter else {EVERYTHING})
    MutedMeasure.objects.filter(user=user).exclude(measure__in=muted).delete()
    MutedMeasure.objects.bulk_create(
        (MutedMeasure(user=user, measure=code) for code in sorted(muted)), ignore_conflicts=True
    )

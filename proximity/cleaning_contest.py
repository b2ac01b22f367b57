"""A check is contested by whoever cleans, and answered by somebody who did not make it."""

import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from coordination.models import Entry
from coordination.photos import attach_all
from teams.workflow import MoveRefused

from .models import CleaningCheck, CleaningContest, Penalty

TOO_LATE = "Le délai pour contester ce contrôle est passé."
ONCE = "Ce contrôle a déjà été contesté."


@transaction.atomic
def contest(
    check: CleaningCheck, *, words: str, photos: Sequence = (), by, key: uuid.UUID | None = None
) -> CleaningContest:
    """Note what the cleaner says against it, in time. `by` None: the firm wrote it itself; the same `key` twice is
    one contest."""
    _hold(check)
    if key and Entry.objects.filter(key=key, case=check.case, by=by).exists():
        return CleaningContest.objects.get(check_made=check)
    if check.is_open:
        raise MoveRefused("Ce contrôle n’est pas clos.")
    if CleaningContest.objects.filter(check_made=check).exists():
        raise MoveRefused(ONCE)
    if not check.may_be_contested():
        raise MoveRefused(TOO_LATE)
    try:
        with transaction.atomic():
            made = CleaningContest.objects.create(check_made=check, words=words, recorded_by=by)
    except IntegrityError:
        raise MoveRefused(ONCE) from None
    if check.case:
        check.case.note(f"Contrôle contesté par {check.service.cleaner} : {words}", by=by, key=key)
        attach_all(check.case, photos, caption="Contestation du contrôle", by=by, key=key)
    return made


@transaction.atomic
def answer(made: CleaningContest, *, upheld: bool, words: str, by) -> None:
    """The check stands, or it is annulled with everything that came of it."""
    check = made.check_made
    _hold(check)
    if check.checker_id == by.pk:
        raise MoveRefused("Qui a fait le contrôle ne répond pas à sa contestation.")
    still = CleaningContest.objects.filter(pk=made.pk, upheld=None)
    if not still.update(upheld=upheld, answer=words, answered_at=timezone.now(), answered_by=by):
        raise MoveRefused("Cette contestation a déjà sa réponse.")
    made.refresh_from_db()
    if check.case is None:
        return
    told = "maintenu" if upheld else "annulé"
    check.case.note(f"Contrôle {told} après contestation : {words}", by=by)
    if not upheld:
        _undo(check, words, by=by)


def _hold(check: CleaningCheck) -> None:
    if check.case:
        check.case.hold()
    check.service.hold()
    check.refresh_from_db()


def _undo(check: CleaningCheck, words: str, *, by) -> None:
    """Nothing is left to be done about a check that was wrong; money already applied is beyond this."""
    penalty = Penalty.objects.live().filter(case=check.case).first()
    if penalty:
        penalty.move("drop", by=by, note=words[:500], decision=words[:500])
    if check.case and check.case.is_open:
        check.case.close("unfounded", text=words, by=by)

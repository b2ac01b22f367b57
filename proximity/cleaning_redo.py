"""A failed check is answered: the work is ordered again, done again or not, and looked at again."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from coordination import clock, parameters
from coordination import photos as pictures
from coordination.models import Case, Entry, Task
from teams.workflow import MoveRefused

from . import cleaning_posting as posting
from .cleaning_outcome import open_task
from .cleaning_parameters import REDO_FRONT, REDO_OTHER
from .cleaning_score import SERVICE
from .models import CleaningCheck, CleaningRedo


def failure_of(case: Case) -> CleaningCheck | None:
    """The last check of this case that failed and stands."""
    found = CleaningCheck.objects.failed().filter(case=case).with_place()
    return found.order_by("-closed_at", "-pk").first()


def response_of(case: Case) -> Task:
    """The open first action; refused when there is none."""
    task = open_task(case, "response")
    if task is None:
        raise MoveRefused("La première action n’est pas en cours : rechargez la page.")
    return task


@transaction.atomic
def order(
    case: Case, *, words: str, by, key: uuid.UUID | None = None, at: dt.datetime | None = None
) -> CleaningRedo:
    """Ask whoever cleans to do it again, sooner for what everybody sees first. The same `key` twice asks once."""
    case.hold()
    failed = failure_of(case)
    if key and (known := Entry.objects.filter(key=key, case=case, by=by).first()):
        return CleaningRedo.objects.get(pk=known.data["redo"])
    task = response_of(case)
    if failed is None or failed.cause != SERVICE:
        raise MoveRefused("Il n’y a rien à faire reprendre : la cause n’est pas la prestation.")
    if CleaningRedo.objects.filter(check_made=failed).exists():
        raise MoveRefused("La reprise est déjà demandée.")
    now = at or timezone.now()
    firm = failed.service.contract.contractor if failed.service.contract else None
    redo = CleaningRedo.objects.create(
        check_made=failed, case=case, words=words, ordered_at=now, ordered_by=by, due_at=deadline(failed, now),
        sent_to=firm.email if firm else "",
    )  # fmt: skip
    due = timezone.localtime(redo.due_at)
    told = f"Reprise demandée à {failed.service.cleaner} avant le {due:%d/%m/%Y %H:%M}. {words}"
    case.note(told.strip(), task=task, data={"redo": redo.pk}, by=by, key=key, at=at)
    if task.expected_on != due.date():
        task.expect(due.date(), by=by, at=at)
    if firm:
        posting.post(posting.REDO, redo.pk)
    return redo


def deadline(failed: CleaningCheck, since: dt.datetime) -> dt.datetime:
    allowed = parameters.value(REDO_FRONT if failed.front else REDO_OTHER, clock.day_of(since))
    return since + dt.timedelta(hours=float(allowed))


def done(case: Case, *, text: str, by, key: uuid.UUID | None = None, at: dt.datetime | None = None) -> Entry:
    """Somebody says that it was cleaned again: it is looked at once more."""
    if redone := Entry.objects.repeated(key, kind=Entry.Kind.FINISHED, by=by, case=case):
        return redone
    return response_of(case).answer("redone", text=text, by=by, key=key, at=at)


@transaction.atomic
def told_by_firm(redo: CleaningRedo, *, words: str, photos: Sequence = (), key: uuid.UUID) -> None:
    """The company says on its page that it cleaned again, with pictures: it is looked at once more. The same `key`
    twice says it once."""
    redo.case.hold()
    if Entry.objects.repeated(key, kind=Entry.Kind.NOTED, by=None, case=redo.case):
        return
    if not redo.is_expected:
        raise MoveRefused("Cette reprise n’est plus attendue : le dossier a avancé depuis.")
    told = f"Reprise faite, dit {redo.check_made.service.cleaner}. {words}"
    inside = Entry.Visibility.INTERNAL
    pictures.write_note(redo.case, text=told, photos=photos, key=key, visibility=inside, by=None)
    done(redo.case, text="", by=None)


def overtake(now: dt.datetime | None = None) -> int:
    """Each hour: the time to clean again is over and nobody said it was done. Look at it all the same."""
    now = now or timezone.now()
    late = CleaningRedo.objects.waiting().filter(due_at__lt=now, case__closed_at=None)
    moved = 0
    for redo in late.select_related("case").order_by("pk"):
        with transaction.atomic():
            redo.case.hold()
            task, failed = open_task(redo.case, "response"), failure_of(redo.case)
            if task and failed and failed.pk == redo.check_made_id:
                task.answer("overdue", by=None)
                moved += 1
    return moved

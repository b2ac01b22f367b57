"""Making a check: begun, noted zone by zone, signed and closed. What follows is `cleaning_outcome`'s."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from coordination import clock, parameters, photos
from coordination.models import Picture
from teams.workflow import MoveRefused

from . import cleaning_outcome
from .cleaning_parameters import CONTEST_WITHIN, FAIR, GOOD
from .cleaning_score import BAD, SERVICE, Limits, Mark, Result, Verdict, judge
from .models import CleaningCheck, CleaningGrid, CleaningNote, CleaningPhoto, CleaningService, CleaningZone

OWN_WORK = "On ne contrôle pas son propre travail : demandez à votre responsable de secteur."
NO_GRID = "Aucune grille de propreté n’est en vigueur."
CLOSED = "Ce contrôle est clos : rien n’y change plus."


@dataclass
class Found:
    """What was seen of one point."""

    note: int | None
    cause: str = ""
    photos: list[UploadedFile] = field(default_factory=list)


@transaction.atomic
def start(service: CleaningService, *, by) -> CleaningCheck:
    """Begin the check that waits here, go on with the one that is begun, or make one on the spot."""
    service.hold()
    if service.employee_id == by.pk:
        raise MoveRefused(OWN_WORK)
    check = service.checks.open().first()
    if check and not check.is_planned:
        return check
    now = timezone.now()
    grid = CleaningGrid.objects.in_force(clock.day_of(now))
    if not service.is_running or grid is None:
        raise MoveRefused("Cette prestation n’est pas en cours." if grid else NO_GRID)
    if check is None:
        return CleaningCheck.objects.create(service=service, grid=grid, checker=by, started_at=now)
    CleaningCheck.objects.filter(pk=check.pk).update(grid=grid, checker=by, started_at=now)
    check.refresh_from_db()
    return check


def plan(service: CleaningService, *, case, previous=None, drawn=False) -> CleaningCheck:
    """A check that a case waits for; one that somebody has begun of their own accord becomes it."""
    service.hold()
    check = service.checks.open().first()
    if check is None:
        grid = CleaningGrid.objects.in_force(timezone.localdate())
        if grid is None:
            raise MoveRefused(NO_GRID)
        return CleaningCheck.objects.create(service=service, grid=grid, case=case, previous=previous, drawn=drawn)
    CleaningCheck.objects.filter(pk=check.pk).update(case=case, previous=previous)
    check.refresh_from_db()
    return check


def held(check: CleaningCheck, *, by) -> CleaningCheck:
    """The check read again, its place locked; refused once it is closed, and to whoever cleans there."""
    check.service.hold()
    check.refresh_from_db()
    if check.service.employee_id == by.pk:
        raise MoveRefused(OWN_WORK)
    if not check.is_open:
        raise MoveRefused(CLOSED)
    if check.is_planned:
        raise MoveRefused("Ce contrôle n’est pas commencé.")
    return check


@transaction.atomic
def note_zone(check: CleaningCheck, zone: CleaningZone, found: dict[int, Found], *, by) -> None:
    """Keep what was seen of one zone. Sent again it says the same; a bad note has a cause and a photo."""
    held(check, by=by)
    items = {item.pk: item for item in zone.items.all()}
    if zone.grid_id != check.grid_id or set(found) - set(items):
        raise MoveRefused("Cette zone n’est pas de ce contrôle. Rechargez la page.")
    for pk, one in found.items():
        for upload in one.photos:
            CleaningPhoto.objects.get_or_create(check_made=check, item_id=pk, picture=photos.keep(upload))
    shown = set(check.photos.filter(item__in=items).values_list("item_id", flat=True))
    for pk, one in found.items():
        bad = one.note is not None and one.note <= BAD
        if bad and (not one.cause or pk not in shown):
            lacking = "une photo" if one.cause else "la cause et une photo"
            raise MoveRefused(f"« {items[pk]} » noté {one.note} : il faut {lacking}.")
        cause = one.cause if one.note is not None and one.note <= BAD + 1 else ""
        CleaningNote.objects.update_or_create(
            check_made=check, item_id=pk, defaults={"note": one.note, "cause": cause}
        )


@transaction.atomic
def close(
    check: CleaningCheck, *, by, signed_by="", signature: UploadedFile | None = None, not_done=False, words="",
) -> CleaningCheck:  # fmt: skip
    """Sign and close: the score, what it means, and who has what to do now. Sent twice it is closed once. Who
    closes answers for the check, whoever began it."""
    # The case first, then the place: the order of everybody who needs both.
    if case := check.case or cleaning_outcome.case_at_place(check.service):
        case.hold()
    check.service.hold()
    check.refresh_from_db()
    if check.closed_at and check.checker == by:
        return check
    held(check, by=by)
    marks = marks_of(check)
    verdict = verdict_of(check, marks, not_done=not_done)
    now = timezone.now()
    for name, value in {
        "closed_at": now, "checker": by, "not_done": not_done, "words": words, "signed_by": signed_by.strip(),
        "signature": _kept(signature) if signed_by.strip() else None, "score": verdict.score,
        "service_score": verdict.service_score, "result": verdict.result.value,
        "service_result": verdict.service_result.value, "knocked_out": verdict.knocked_out,
        "cause": verdict.cause, "front": verdict.front, "contest_until": contest_end(now),
    }.items():  # fmt: skip
        setattr(check, name, value)
    try:
        cleaning_outcome.follow(check, marks, by=by)
    except IntegrityError as broken:
        if "A bad note has a photo" not in str(broken):
            raise
        raise MoveRefused("Une note de 0 ou 1 n’a pas de photo : complétez sa zone.") from broken
    return check


def _kept(signature: UploadedFile | None) -> Picture | None:
    return photos.keep(signature) if signature else None


def contest_end(since: dt.datetime) -> dt.datetime:
    allowed = parameters.delay(CONTEST_WITHIN, clock.day_of(since))
    return since + dt.timedelta(hours=float(allowed.amount))


def marks_of(check: CleaningCheck) -> list[Mark]:
    """Every point of the grid as it was found; refused while one is missing."""
    notes = {note.item_id: note for note in check.notes.all()}
    marks, missing = [], []
    for zone in check.grid.zones.prefetch_related("items"):
        share = zone.share
        for item in zone.items.all():
            note = notes.get(item.pk)
            if note is None:
                missing.append(zone.label)
                continue
            marks.append(Mark(
                f"{zone.label}, {item.label.lower()}", share, note.note, note.cause, item.knock_out, zone.front
            ))  # fmt: skip
    if missing:
        zones = ", ".join(dict.fromkeys(missing))
        raise MoveRefused(f"Il reste des points à noter : {zones}.")
    return marks


def verdict_of(check: CleaningCheck, marks: list[Mark], *, not_done: bool) -> Verdict:
    """What the notes say under the thresholds of the day. Work that was not done at all fails in any case."""
    day = clock.day_of(timezone.now())
    limits = parameters.values([GOOD, FAIR], day)
    verdict = judge(marks, Limits(limits[GOOD], limits[FAIR]))
    if verdict is None:
        raise MoveRefused("Notez au moins un point.")
    if not_done:
        failed = Result.FAILED
        front = verdict.front or any(mark.front and mark.note is not None for mark in marks)
        return Verdict(
            verdict.score, verdict.service_score, failed, failed, verdict.knocked_out, SERVICE, front
        )  # fmt: skip
    return verdict

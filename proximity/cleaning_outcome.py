"""What follows a check that is closed: nothing, or one case whose one owner the matrix names (domain.md §7.3)."""

import datetime as dt
from typing import Any

from django.utils import timezone

from coordination import parameters
from coordination.models import Case, Task
from coordination.opening import open_case

from . import cleaning_posting as posting
from . import signals
from .cleaning_parameters import REDOS, REPEATED, REPEATED_WITHIN
from .cleaning_score import BEST, SERVICE, Mark
from .models import CleaningCheck, CleaningRedo
from .processes.cleaning import PLACE_STEPS

SHOWN = 8
"""Points that the journal names; the page of the check has them all."""
TECHNICAL = CleaningCheck.Cause.TECHNICAL


def follow(check: CleaningCheck, marks: list[Mark], *, by) -> None:
    """Save the check as it was closed, and give the ball to whoever has it now. Within the closing transaction."""
    words = in_words(check, marks)
    if check.result != CleaningCheck.Result.FAILED:
        check.save()
        _passed(check, words, by=by)
    elif check.case and (task := open_task(check.case, "recheck" if check.is_recheck else "check")):
        check.save()
        task.answer(failure(check), text=words, facts=facts_of(check), by=by)
    else:
        check.case = _case_for(check, words, by=by)
        check.save()
    _add_photos(check, by=by)
    if any(mark.is_bad and mark.cause == TECHNICAL for mark in marks):
        _ask_for_repair(check, marks, by=by)
    if check.service.is_company:
        posting.post(posting.REPORT, check.pk)


def _ask_for_repair(check: CleaningCheck, marks: list[Mark], *, by) -> None:
    """What is broken is for the technicians: the app that takes requests opens one, and both journals say so."""
    words = technical_words(check, marks)
    answers: Any = signals.technical_defect.send(CleaningCheck, check=check, words=words, by=by)
    asked = next((case for _, case in answers if isinstance(case, Case)), None)
    if asked is None:
        return
    CleaningCheck.objects.filter(pk=check.pk).update(request_case=asked)
    check.request_case = asked
    if check.case:
        check.case.note(f"Demande technique ouverte : {asked.reference}.", data={"case": asked.pk}, by=by)
        asked.note(
            f"Suite d’un contrôle de propreté : {check.case.reference}.", data={"case": check.case.pk}, by=by
        )


def _passed(check: CleaningCheck, words: str, *, by) -> None:
    if check.case and (task := open_task(check.case, "recheck" if check.is_recheck else "check")):
        task.answer("passed", text=words, by=by)


def failure(check: CleaningCheck) -> str:
    """Only what the cleaner did leads to a penalty or a talk; anything else starts again with its own owner."""
    if not check.is_recheck:
        return "failed"
    if check.cause != SERVICE:
        return "other_cause"
    if not check.service.is_company:
        return "failed_in_house"
    return "again" if may_redo(check) else "failed"


def may_redo(check: CleaningCheck) -> bool:
    """Whether the contract gives the company another try before a penalty."""
    today, contract = timezone.localdate(), check.service.contract
    rule = contract.redo_rules.filter(since__lte=today).order_by("-since").first() if contract else None
    most = rule.most if rule else parameters.value(REDOS, today)
    return CleaningRedo.objects.filter(case=check.case_id).count() < most


def _case_for(check: CleaningCheck, words: str, *, by) -> Case:
    """The case that is already about this place, else a new one: never two."""
    known = case_at_place(check.service)
    if known:
        known.note(words, by=by)
        return known
    place = check.service.place
    return open_case(
        "cleaning", "response", place, title=title_of(check.service), facts=facts_of(check), text=words, by=by
    )


def title_of(service) -> str:
    return f"Propreté : {service.spot}"


def case_at_place(service) -> Case | None:
    """The open case that waits for this place to be clean. Its service must be held."""
    tasks = Task.objects.open().filter(process="cleaning", step__in=PLACE_STEPS)
    found = Case.objects.open().filter(cleaning_checks__service=service, tasks__in=tasks)
    return found.order_by("-pk").first()


def open_task(case: Case, step: str) -> Task | None:
    return case.tasks.open().filter(step=step).select_related("rule", "team", "assignee").first()


def facts_of(check: CleaningCheck) -> dict[str, str]:
    """What the owner of each step depends on."""
    return {
        "cleaner": check.service.performer, "cause": check.cause, "recurrence": recurrence_of(check),
        "zone": "front" if check.front else "other",
    }  # fmt: skip


def recurrence_of(check: CleaningCheck) -> str:
    """How often this cleaner failed in this residence: a check and the ones that look at its redo count once."""
    if check.cause != SERVICE:
        return "first"
    rule = parameters.values([REPEATED, REPEATED_WITHIN])
    since = timezone.now() - dt.timedelta(days=int(rule[REPEATED_WITHIN]))
    earlier = same_cleaner(check).exclude(pk=check.pk).filter(closed_at__gte=since, previous=None)
    failures = earlier.filter(cause=SERVICE).count() + (not check.is_recheck)
    if failures >= rule[REPEATED]:
        return "repeated"
    return "not_done" if check.not_done else "first"


def same_cleaner(check: CleaningCheck):
    """Failed checks of whoever cleans here, in the whole residence."""
    service = check.service
    found = CleaningCheck.objects.failed().filter(service__residence=service.residence_id)
    if service.contract_id:
        return found.filter(service__contract=service.contract_id)
    if service.employee_id:
        return found.filter(service__employee=service.employee_id)
    return found.filter(service=service)


def in_words(check: CleaningCheck, marks: list[Mark]) -> str:
    """« Note 62,3 % : non conforme. Entrée, sol : 1 (prestation) ; … »."""
    told = f"Note {number(check.score)} : {check.get_result_display().lower()}."
    if check.not_done:
        told += " Prestation non réalisée."
    lacking = sorted((mark for mark in marks if mark.is_bad), key=lambda mark: (mark.note, -mark.lost))
    causes = dict(CleaningCheck.Cause.choices)
    points = [f"{mark.zone} : {mark.note} ({causes[mark.cause].lower()})" for mark in lacking[:SHOWN]]
    if len(lacking) > SHOWN:
        points.append(f"et {len(lacking) - SHOWN} autres points")
    return " ".join(filter(None, [told, " ; ".join(points), check.words]))


def number(score) -> str:
    return f"{score:.1f}".replace(".", ",") if score is not None else "—"


def technical_words(check: CleaningCheck, marks: list[Mark]) -> str:
    points = [mark.zone for mark in marks if mark.cause == TECHNICAL and (mark.note or 0) < BEST]
    return f"Vu au contrôle de propreté : {' ; '.join(points)}."


def _add_photos(check: CleaningCheck, *, by) -> None:
    """A picture of each bad zone, in the case of whoever must act on them; the page of the check has them all."""
    if check.case is None or check.result != CleaningCheck.Result.FAILED or not check.case.is_open:
        return
    photos = check.photos.select_related("picture", "item__zone").order_by("item__zone_id", "item__position", "pk")
    for photo in photos.distinct("item__zone_id"):
        caption = f"{photo.item.zone}, {photo.item.label.lower()}"
        check.case.add_photo(photo.picture, caption=caption, by=by)

"""Mandatory checks: what each machine owes, what was done, what is given to somebody because it is due."""

import datetime as dt
import uuid
from collections.abc import Iterator
from itertools import groupby

from django.db import connection, transaction
from django.utils import timezone

from coordination import parameters
from coordination.models import Case, Entry
from coordination.opening import open_case
from housing.models import Condition, Document
from teams.workflow import MoveRefused

from .inspection_parameters import CHECK_LEAD
from .models import CheckRecord, CheckRule, Finding, MandatoryCheck

Result = CheckRecord.Result
REFUSED = Result.REFUSED
MOST_OBSERVATIONS = 30
MOST_GROUPS = 100
UNPROVEN = "Aucune preuve au registre : retrouvez le dernier rapport, ou faites faire le contrôle."
OWED = """
    INSERT INTO proximity_mandatorycheck
      (kind_id, equipment_id, residence_id, building_id, staircase_id, unit_id, result)
    SELECT kind.id, machine.id, machine.residence_id, machine.building_id, machine.staircase_id,
      machine.unit_id, ''
    FROM housing_equipment machine
    JOIN proximity_checkkind kind ON kind.equipment = machine.kind AND kind.equipment <> ''
    WHERE EXISTS (SELECT FROM proximity_checkrule rule WHERE rule.kind_id = kind.id AND rule.period @> %s)
      AND NOT EXISTS (
        SELECT FROM proximity_mandatorycheck owed WHERE owed.kind_id = kind.id AND owed.equipment_id = machine.id
      )
    ON CONFLICT DO NOTHING
"""
"""A check that somebody ended (« plus dû ») does not come back."""


def owe(today: dt.date | None = None) -> int:
    """What each machine must be checked for; how many were missing from the register."""
    with connection.cursor() as cursor:
        cursor.execute(OWED, [today or timezone.localdate()])
        return cursor.rowcount


@transaction.atomic
def record(
    check: MandatoryCheck, *, done_on: dt.date, result: str, company: str, document: Document | None = None,
    observations: str = "", by, key: uuid.UUID | None = None,
) -> CheckRecord:  # fmt: skip
    """A check was done: the next one has its date, each observation is a finding, the case that waited ends."""
    held = MandatoryCheck.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    check.refresh_from_db(fields=["due_on", "done_on", "result", "case", "ended_on"], from_queryset=held)
    if key and (known := CheckRecord.objects.filter(key=key).first()):
        return known
    if done_on > timezone.localdate():
        raise MoveRefused("Ce contrôle n’a pas encore eu lieu.")
    if check.ended_on:
        raise MoveRefused("Ce contrôle n’est plus dû ici.")
    if result == REFUSED and not observations.strip():
        raise MoveRefused("Non conforme : dites en quoi, une observation par ligne.")
    rule = CheckRule.objects.filter(kind=check.kind_id, period__contains=done_on).first()
    made = CheckRecord.objects.create(
        of=check, done_on=done_on, due_on=check.due_on, company=company, result=result, document=document,
        observations=observations.strip(), recorded_by=by, key=key,
    )  # fmt: skip
    _find(check, made, by)
    if check.done_on is None or done_on >= check.done_on:
        check.due_on = rule.next_due(done_on, check.due_on) if rule else None
        check.done_on, check.result = done_on, result
        case, check.case = check.case, None
        check.save(update_fields=["due_on", "done_on", "result", "case"])
        if case:
            _close(case, made, by)
    return made


@transaction.atomic
def lift(check: MandatoryCheck, *, on: dt.date, text: str, by) -> None:
    """What was not in order has been put right: the register says when."""
    last = check.records.select_for_update().filter(result=REFUSED, lifted_on=None).order_by("-done_on").first()
    if last is None:
        raise MoveRefused("Aucune non-conformité n’est à lever.")
    if on < last.done_on or on > timezone.localdate():
        raise MoveRefused("La levée vient après le contrôle, et au plus tard aujourd’hui.")
    last.lifted_on = on
    last.observations = f"{last.observations}\nLevée le {on:%d/%m/%Y} : {text}".strip()
    last.save(update_fields=["lifted_on", "observations"])
    still = check.records.filter(result=REFUSED, lifted_on=None).exists()
    check.result = REFUSED if still else Result.REMARKS
    check.save(update_fields=["result"])


@transaction.atomic
def end(check: MandatoryCheck, *, on: dt.date, by) -> None:
    """The machine is gone, or the duty."""
    held = MandatoryCheck.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    check.refresh_from_db(fields=["case", "ended_on"], from_queryset=held)
    if check.ended_on:
        raise MoveRefused("Ce contrôle n’est déjà plus dû.")
    case, check.ended_on, check.case = check.case, on, None
    check.save(update_fields=["ended_on", "case"])
    if case and case.is_open and not case.checks.exists():
        case.close("void", text="Plus rien à contrôler.", by=by)


def give_out(today: dt.date | None = None) -> int:
    """Every night: what is due soon or late has an open case, one for each kind of check of a residence."""
    today = today or timezone.localdate()
    owe(today)
    until = today + dt.timedelta(days=int(parameters.value(CHECK_LEAD, today)))
    due = MandatoryCheck.objects.standing().filter(case=None, due_on__lte=until)
    return sum(bool(_give(checks, today)) for checks in _groups(due))


def give_out_unproven(checks, *, by, today: dt.date | None = None) -> tuple[int, int]:
    """A person decides that somebody looks for the proofs: (checks now in hand, groups left for another time).

    At most `MOST_GROUPS` at once, so that it is done while one waits. Asked again it goes on with the rest.
    """
    groups = list(_groups(checks.unproven()))
    given = sum(_give(one, today or timezone.localdate(), by=by) for one in groups[:MOST_GROUPS])
    return given, len(groups[MOST_GROUPS:])


def _groups(checks) -> Iterator[list[MandatoryCheck]]:
    """Those of one kind in one residence together."""
    rows = checks.select_related("kind", "residence").order_by("residence", "kind", "due_on", "pk")
    for _, group in groupby(rows, key=lambda one: (one.residence_id, one.kind_id)):
        yield list(group)


def _give(checks: list[MandatoryCheck], today: dt.date, by=None) -> int:
    """One case for these checks, or the one that is open for others of their kind here; how many were taken, none
    when somebody was faster."""
    first = checks[0]
    due = f"Contrôle dû le {first.due_on:%d/%m/%Y}." if first.due_on else UNPROVEN
    with transaction.atomic():
        free = MandatoryCheck.objects.select_for_update(of=("self",), no_key=True).filter(
            pk__in=[one.pk for one in checks], case=None, ended_on=None
        )
        taken = list(free.order_by("pk"))
        if not taken:
            return 0
        if case := _same(first):
            case.note(f"{len(taken)} de plus. {due}", by=by)
        else:
            count = f" ({len(taken)})" if len(taken) > 1 else ""
            title = f"{first.kind.label}, {first.kind.subject}{count}"
            case = open_case("inspection", "check", first.residence, by=by, text=due, title=title)
            if first.due_on and first.due_on >= today:
                case.tasks.get().expect(first.due_on, by=by)
        MandatoryCheck.objects.filter(pk__in=[one.pk for one in taken]).update(case=case)
    return len(taken)


def _same(check: MandatoryCheck) -> Case | None:
    """The case that is open for checks of this kind in this residence, locked."""
    theirs = MandatoryCheck.objects.filter(residence=check.residence_id, kind=check.kind_id)
    case = Case.objects.open().filter(pk__in=theirs.values("case")).order_by("pk").first()
    held = case and case.hold()
    return held if held and held.is_open else None


def _close(case: Case, made: CheckRecord, by) -> None:
    """The last check of the case was recorded."""
    if case.is_open and not case.checks.exists():
        case.close("done", text=f"{made}, {made.company}.", by=by)


def _find(check: MandatoryCheck, made: CheckRecord, by) -> None:
    lines = [line.strip(" -•\t") for line in made.observations.splitlines()]
    grade = Condition.POOR if made.result == REFUSED else Condition.FAIR
    for line in list(filter(None, lines))[:MOST_OBSERVATIONS]:
        Finding.objects.create(
            residence_id=check.residence_id, building_id=check.building_id, staircase_id=check.staircase_id,
            unit_id=check.unit_id, equipment=check.equipment, label=line[:160], words=line if line[160:] else "",
            grade=grade, by=by, case_id=check.case_id,
        )  # fmt: skip


def follow(sender, entry: Entry, **kwargs) -> None:
    """Receiver of `entry_written`: a check is ended in the register, not by a click elsewhere."""
    if entry.case.process_id != "inspection" or entry.kind not in (Entry.Kind.FINISHED, Entry.Kind.CLOSED):
        return
    if MandatoryCheck.objects.filter(case=entry.case_id).exists():
        raise MoveRefused("Enregistrez le contrôle et son rapport au registre : le dossier se ferme alors seul.")

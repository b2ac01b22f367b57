"""When planned works slip or are given up, what waits for them comes back: needs to be decided, orders to be made.

What the plan says is read again each time: the task that follows a change may run twice, late, or be made up for
by the next one. Requests do the same for themselves (`requests_app.parking`).
"""

from django.db import transaction
from django.db.models import F, Q

from coordination import clock
from housing.models import PlannedWork

from . import guard, needs_answering, needs_telling, tasks
from .models import GuardDecision, Need

State = PlannedWork.State
DONE = (State.RECEIVED, State.SETTLED)
GIVEN_UP = (State.REFUSED, State.CANCELLED)
BATCH = 200


def plan_changed(sender, work: PlannedWork, **kwargs) -> None:
    """Receiver of `planned_work_changed`, which comes after commit."""
    transaction.on_commit(lambda: tasks.follow_plan.delay(work.pk), robust=True)


def changed(work_id: int) -> int:
    """After a change of the plan: each need and each order that waits for these works. How many moved."""
    needs = needs_out_of_step().filter(work=work_id).order_by("pk").values_list("pk", flat=True)
    orders = orders_out_of_step().filter(work=work_id).order_by("pk").values_list("pk", flat=True)
    return sum(_need(pk) for pk in needs) + sum(_order(pk) for pk in orders)


def review() -> int:
    """What a lost task left behind, whatever the works."""
    needs = needs_out_of_step().order_by("pk").values_list("pk", flat=True)[:BATCH]
    orders = orders_out_of_step().order_by("pk").values_list("pk", flat=True)[:BATCH]
    return sum(_need(pk) for pk in needs) + sum(_order(pk) for pk in orders)


def needs_out_of_step():
    moved = Q(work__state__in=(*DONE, *GIVEN_UP)) | ~Q(work__year=F("year"))
    return Need.objects.filter(moved, state=Need.State.PLANNED)


def orders_out_of_step():
    moved = Q(work__state__in=(*DONE, *GIVEN_UP)) | Q(work__year__gt=F("year"))
    return GuardDecision.objects.filter(moved, state=GuardDecision.State.ATTACHED)


@transaction.atomic
def _need(pk: int) -> bool:
    need = Need.objects.select_related("case").get(pk=pk)
    case = need.case.hold()
    found = needs_out_of_step().filter(pk=pk).select_related("work").first()
    task = case.tasks.open().filter(step="planned").first()
    if found is None or task is None:
        return False
    need, work = found, found.work
    need.case = task.case = case
    assert work  # noqa: S101 - a constraint says so
    if work.state in DONE:
        task.answer("done", text="Travaux réceptionnés.", by=None)
        return True
    if work.state not in GIVEN_UP and work.year < (need.year or 0):
        _sooner(need, work)
        return True
    told = f"Travaux abandonnés ({work.get_state_display().lower()})."
    if work.state not in GIVEN_UP:
        told = f"Travaux reportés de {need.year} à {work.year}. {work.reason}".strip()
    task.answer("back", text=told, by=None)
    need.refresh_from_db()
    need.case = case
    needs_telling.tell(need, by=None)
    arrived = case.tasks.open().get(step="decision")
    if arrived.due_at:
        needs_answering.promise(need, clock.day_of(arrived.due_at), told[:200], by=None)
    return True


def _sooner(need: Need, work: PlannedWork) -> None:
    Need.objects.filter(pk=need.pk).update(year=work.year)
    need.case.note(f"Travaux avancés de {need.year} à {work.year}.", by=None)
    need.year = work.year
    needs_answering.promise(need, work.ends_on, f"Travaux avancés à {work.year}", by=None)
    needs_telling.tell(need, by=None)


@transaction.atomic
def _order(pk: int) -> bool:
    decision = GuardDecision.objects.select_related("case").get(pk=pk)
    case = decision.case.hold()
    decision = orders_out_of_step().filter(pk=pk).select_related("work", "by").first()
    if decision is None:
        return False
    decision.case = case
    work = decision.work
    if work.state in DONE:
        told = f"Travaux réceptionnés ({work.reference}) : vérifier que la commande prévue n’est plus utile."
    elif work.state in GIVEN_UP:
        told = f"Travaux abandonnés ({work.reference}) : la commande qui y était rattachée est à faire."
    else:
        told = f"Travaux reportés à {work.year} ({work.reference}) : décider à nouveau de la commande."
    guard.release(decision, told)
    return True

"""What an order asks of colleagues: a case of its own, whose owner the matrix names, with a due date.

Beyond the limit of whoever prepared it, somebody who may commit so much approves it; declined by the firm, whoever
prepared it finds another one.
"""

from decimal import Decimal

from config.web.templatetags.palier import euros
from coordination import matrix, parameters
from coordination.models import Case, Entry, Task
from coordination.opening import open_case
from teams.models import User
from teams.roles import Role
from teams.workflow import MoveRefused

from .models import WorkOrder
from .parameters import LIMITS, limit_of

FROM_ORDER = "Validez ou refusez sur la page de l’ordre : c’est ce qui termine cette tâche."
NOBODY = (
    "Personne, parmi ceux qui voient ce dossier confidentiel, ne peut valider {} HT : confiez-en d’abord une "
    "tâche à une personne dont la limite suffit."
)
APPROVAL, REPLACE = "approval", "replace"


def ask_approval(order: WorkOrder, amount: Decimal, *, by) -> None:
    """Nothing is asked of whoever may approve it alone; what was asked before is over."""
    withdraw(order, by=by)
    if amount <= limit_of(by):
        return
    role, person = approver_of(order, amount)
    _ask(
        order, APPROVAL, by=by, to=person, facts={"approver": role.value}, priority=order.priority,
        confidential=order.case.confidential,
        title=f"Valider {order.number} : {euros(amount)} HT, {order.contractor}",
        text=f"{order.number}, dossier {order.case.reference} : {euros(amount)} HT dépassent la limite de {by}.",
    )  # fmt: skip


def approver_of(order: WorkOrder, amount: Decimal) -> tuple[Role, User | None]:
    """The role with the lowest sufficient limit that somebody holds there; else the highest limit. What a
    confidential case orders is asked of one person by name, who sees it already."""
    limits = parameters.values(LIMITS.values())
    ranked = sorted(LIMITS, key=lambda role: limits[LIMITS[role]])
    secret = order.case.confidential
    for role in ranked:
        if limits[LIMITS[role]] >= amount and (people := _who_see(order, role)):
            return role, people[0] if secret else None
    if secret:
        raise MoveRefused(NOBODY.format(euros(amount)))
    return ranked[-1], None


def _who_see(order: WorkOrder, role: Role) -> list[User]:
    people = sorted(matrix.candidates_at(order.case.agency_id, role, None), key=lambda one: one.pk)
    if not order.case.confidential:
        return people
    here = WorkOrder.objects.filter(pk=order.pk)
    return [one for one in people if here.visible_to(one).exists()]


def ask_another_firm(order: WorkOrder, why: str) -> None:
    """To whoever prepared the order, if they still see its place."""
    person = order.made_by
    sees = person.is_active and (person.sees_everything or order.case.agency_id in person.agency_ids())
    _ask(
        order, REPLACE, by=None, to=person if sees else None,
        title=f"{order.number} décliné par {order.contractor}",
        text=f"{order.number}, dossier {order.case.reference} : {why}",
        priority=order.priority, confidential=order.case.confidential,
    )  # fmt: skip


def _ask(order: WorkOrder, step: str, *, title: str, **said) -> None:
    asked = open_case("order", step, order.case.place, title=title[:200], **said)
    WorkOrder.objects.filter(pk=order.pk).update(asks=asked)
    order.asks = asked


def settle(order: WorkOrder, outcome: str, *, text: str = "", by) -> None:
    """What was asked is done: its task ends, whoever did it. Nothing happens when nothing is asked."""
    case = _open_case_of(order)
    task = case and case.tasks.open().select_related("team", "assignee", "rule").first()
    if case and task:
        task.case = case
        task.answer(outcome, text=text, by=by)


def withdraw(order: WorkOrder, *, by) -> None:
    """Nothing is left to decide of it: the order was changed, or given up."""
    case = _open_case_of(order)
    task = case and case.tasks.open().filter(step=APPROVAL).first()
    if case and task:
        WorkOrder.objects.filter(pk=order.pk).update(asks=None)
        order.asks, task.case = None, case
        task.answer("withdrawn", by=by)


def _open_case_of(order: WorkOrder) -> Case | None:
    asked = WorkOrder.objects.filter(pk=order.pk, asks__closed_at=None).values("asks")
    return Case.objects.filter(pk__in=asked).first()


def page_of(task: Task) -> str:
    """The page of the order that asks."""
    order = WorkOrder.objects.filter(asks=task.case_id).first()
    return order.get_absolute_url() if order else ""


def follow(sender, entry: Entry, **kwargs) -> None:
    """Receiver of `entry_written`: an order is not approved by a word of somebody who may not commit so much."""
    if entry.case.process_id != "order" or entry.kind not in (Entry.Kind.FINISHED, Entry.Kind.CLOSED):
        return
    order = WorkOrder.objects.filter(asks=entry.case_id).first()
    if order is None:
        return
    waits = order.is_live and order.versions.pending().exists()
    if entry.task and entry.task.step == REPLACE:
        if entry.task.outcome == "replaced" and not order.followed_by.exists():
            raise MoveRefused("Préparez d’abord l’ordre de l’autre entreprise, depuis celui-ci.")
    elif waits:
        raise MoveRefused(FROM_ORDER)

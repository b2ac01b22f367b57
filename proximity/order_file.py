"""The page of an order, read at once: where it stands, what was ordered, what happened, what one may do now."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from config.web.templatetags.palier import euros
from coordination import marks
from coordination.models import Case, CasePhoto, Entry
from housing.panels import Panel, register
from messaging.models import Contact

from .access import MAY_APPROVE, MAY_ORDER, MAY_SEE_ORDERS
from .models import Attempt, Contract, OrderMove, OrderVersion, Slot, WorkOrder
from .ordering import MAY_VARY
from .parameters import limit_of

NOTES, FEW, OTHERS = 6, 3, 2
State = WorkOrder.State
NEXT = {
    State.PREPARED: ("approve", "refuse"), State.APPROVED: ("send",),
    State.SENT: ("choose", "offer", "acknowledge", "book"), State.ACKNOWLEDGED: ("choose", "offer", "book"),
    State.BOOKED: ("complete", "miss", "book"), State.STARTED: ("complete",), State.RESERVES: ("book", "complete"),
    State.DONE: ("accept", "reserve", "reduce"), State.ACCEPTED: ("invoice",),
}  # fmt: skip
"""What usually comes next: shown first, the rest behind « Autres actions »."""
BY_MOVE = {
    "approve": "Valider", "refuse": "Refuser", "send": "Envoyer à l’entreprise",
    "acknowledge": "Noter la prise en compte", "book": "Fixer le rendez-vous", "start": "Noter le début",
    "complete": "Noter la fin", "miss": "Passage sans accès", "accept": "Réceptionner",
    "reserve": "Refuser avec réserves", "invoice": "Noter la facture", "cancel": "Annuler",
    "decline": "L’entreprise décline", "stop": "Arrêter les travaux",
}  # fmt: skip


@dataclass(frozen=True)
class Act:
    """`page`: a page of its own, no dialog."""

    name: str
    label: str
    url: str
    page: bool = False


@dataclass(frozen=True)
class File:
    versions: list[OrderVersion]
    in_force: OrderVersion
    pending: OrderVersion | None
    slots: list[Slot]
    attempts: list[Attempt]
    timeline: list[OrderMove]
    photos: list[CasePhoto]
    notes: list[Entry]
    contact: Contact | None
    acts: list[Act] = field(default_factory=list)
    waits_for_more: str = ""

    @property
    def invoiced(self) -> OrderMove | None:
        return self._last("invoice")

    @property
    def accepted(self) -> OrderMove | None:
        """Who said that it is paid for: not always who noted the invoice."""
        return self._last("accept", "close")

    def _last(self, *moves: str) -> OrderMove | None:
        return next((one for one in self.timeline if one.move in moves and one.by_id), None)

    @property
    def first_acts(self) -> list[Act]:
        return self.acts[:FEW]

    @property
    def other_acts(self) -> list[Act]:
        return self.acts[FEW:]


def read(order: WorkOrder, user) -> File:
    """Nine queries, whatever happened."""
    versions = list(
        order.versions.select_related("made_by", "decided_by").prefetch_related("lines").order_by("-number")
    )
    approved = [one for one in versions if one.decision == OrderVersion.Decision.APPROVED]
    pending = next((one for one in versions if not one.decision), None)
    slots = list(order.slots.order_by("-offered_at", "number", "pk"))
    said = order.case.entries.visible_to(user).filter(kind__in=(Entry.Kind.OPENED, Entry.Kind.NOTED))
    entries = said.exclude(text="").exclude(data__has_key="order")
    beyond = _beyond(pending, user)
    return File(
        versions=versions, in_force=(approved or versions)[0], pending=pending, slots=slots,
        attempts=list(order.attempts.select_related("by").order_by("-at", "-pk")),
        timeline=list(order.timeline.select_related("by")),
        photos=list(order.case.photos.visible_to(user).select_related("picture")[:12]),
        notes=list(entries.select_related("by")[:NOTES]),
        contact=_contact(order),
        acts=_acts(order, user, pending, slots, bool(beyond)), waits_for_more=beyond,
    )  # fmt: skip


def _contact(order: WorkOrder) -> Contact | None:
    found = Contact.objects.prefetch_related("phones").filter(orders=order)
    return found.first() if order.contact_id else None


def _beyond(pending: OrderVersion | None, user) -> str:
    """Why this person may not approve what waits; empty when they may."""
    limit = limit_of(user)
    if pending is None or pending.amount <= limit:
        return ""
    return f"{euros(pending.amount)} HT dépassent votre limite d’engagement ({euros(limit)})."


def _acts(order: WorkOrder, user, pending, slots, beyond: bool) -> list[Act]:
    """What one may do now, what usually comes next before the rest."""
    moves = order.moves_for(user)
    found = [_act(order, name, label) for name, label in BY_MOVE.items() if name in moves]
    if pending and order.state != State.PREPARED and user.has_role(*MAY_APPROVE):
        found = [
            _act(order, "approve", "Valider l’avenant"), _act(order, "refuse", "Refuser l’avenant"), *found,
        ]  # fmt: skip
    if beyond:
        found = [act for act in found if act.name != "approve"]
    if user.has_role(*MAY_ORDER):
        found += _of_planner(order, slots, moves)
    first = ("approve", "refuse", *NEXT.get(State(order.state), ()))
    return sorted(found, key=lambda act: first.index(act.name) if act.name in first else len(first))


def _of_planner(order: WorkOrder, slots, moves) -> list[Act]:
    """What is no move: slots, other lines, one order after another."""
    found = []
    if "book" in moves and order.contact_id:
        offered = any(slot.state == Slot.State.OFFERED for slot in slots)
        found.append(
            _act(order, "choose", "Réponse du locataire") if offered
            else _act(order, "offer", "Proposer des créneaux")
        )  # fmt: skip
    if "accept" in moves:
        found.append(_act(order, "reduce", "Réceptionner avec réfaction"))
    if order.state in MAY_VARY:
        lines = reverse("proximity:order_vary", args=[order.number])
        found.append(Act("vary", "Modifier les lignes", lines, page=True))
    if order.case.is_open:
        found += _another(order)
    return found


def _another(order: WorkOrder) -> list[Act]:
    """One order after this one; of an order that the firm declined, one with each other firm of the lot here."""
    again = f"{reverse('proximity:order_create', args=[order.case.reference])}?suite={order.number}"
    if order.state != State.DECLINED:
        return [Act("follow", "Ordre de suite", again, page=True)] if order.has_left else []
    if order.followed_by.exists():
        return []
    others = [Act("another", f"Confier à {one.contractor}", f"{again}&marche={one.pk}", page=True)
              for one in others_of_lot(order)[:OTHERS]]  # fmt: skip
    return [*others, Act("follow", "Choisir une autre entreprise", again, page=True)]


def others_of_lot(order: WorkOrder):
    """Contracts of other firms for the same lot that hold here today."""
    if order.contract is None:
        return Contract.objects.none()
    known = Contract.objects.on(timezone.localdate()).covering(order.residence).filter(lot=order.contract.lot)
    others = known.exclude(contractor=order.contractor_id)
    return others.select_related("contractor").order_by("contractor__name", "pk")


def _act(order: WorkOrder, name: str, label: str) -> Act:
    url = reverse(f"proximity:order_{name}", args=[order.number])
    return Act(name, label, f"{url}?retour={order.get_absolute_url()}")


def first_values(case: Case, people: list[Contact], follows: WorkOrder | None, contract: str = "") -> dict:
    """What a new order starts with: the words of the case, or those of the order that it follows."""
    place = f"{case.place._meta.model_name}-{case.place.pk}"
    if follows is None:
        known = {"title": case.title, "priority": case.priority, "place": place}
        return {**known, "contact": str(people[0].pk) if len(people) == 1 else ""}
    declined = follows.state == State.DECLINED
    signed = int(contract) if contract.isdecimal() else None if declined else follows.contract_id
    firm = None if signed or declined else follows.contractor_id
    title = follows.title if declined else f"Suite de {follows.number} : {follows.title}"
    return {
        "title": title[:200], "priority": follows.priority,
        "place": place,
        "contract": signed, "contractor": firm,
        "kind": follows.kind_id, "contact": follows.contact_id and str(follows.contact_id),
        "instructions": follows.instructions,
    }  # fmt: skip


def of_case(case: Case, request) -> dict | None:
    """The panel of a case: its orders, and the way to one more for those who order. One query."""
    rows = (
        WorkOrder.objects.visible_to(request.user).filter(Q(case=case) | Q(asks=case)).select_related("contractor")
    )
    found = list(rows.order_by("pk"))
    may = case.is_open and case.process_id != "order" and request.user.has_role(*MAY_ORDER)
    if not (found or may):
        return None
    new = reverse("proximity:order_create", args=[case.reference]) if may else ""
    return {"orders": found, "new": new}


def to_follow(case_ids) -> set[int]:
    """Of these cases, those with an order to approve or to accept, or that the firm leaves unanswered or late: one
    query for a whole list."""
    now = timezone.now()
    waits = (
        Q(state__in=(State.PREPARED, State.DONE))
        | Q(state=State.DECLINED, followed_by=None)
        | Q(versions__decision="", state__in=WorkOrder.UNDER_WAY)
    )
    late = Q(state=State.SENT, acknowledge_by__lt=now) | Q(state__in=WorkOrder.WITH_CONTRACTOR, due_at__lt=now)
    rows = WorkOrder.objects.filter(waits | late, case__in=list(case_ids)).order_by()
    return set(rows.values_list("case", flat=True))


def register_all() -> None:
    marks.register(marks.Mark("order", "Ordre à suivre", "hammer", to_follow))
    register(Case, Panel(
        "ordres", "Ordres de service", "proximity/orders/_case.html", of_case, order=8,
        roles=frozenset(MAY_SEE_ORDERS),
    ))  # fmt: skip

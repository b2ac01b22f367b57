"""The page of an order, read at once: where it stands, what was ordered, what happened, what one may do now."""

from dataclasses import dataclass, field

from django.urls import reverse

from coordination.models import Case, CasePhoto, Entry
from messaging.models import Contact

from .access import MAY_SEE_ORDERS
from .models import Attempt, OrderMove, OrderVersion, Slot, WorkOrder
from .ordering import MAY_VARY
from .parameters import limit_of

NOTES = 6
STAGES = (("sent_at", "Envoyé"), ("acknowledged_at", "Pris en compte"), ("expected_on", "Rendez-vous"),
          ("started_at", "Commencé"), ("done_at", "Fini"), ("accepted_at", "Réceptionné"))  # fmt: skip
State = WorkOrder.State
BY_MOVE = {
    "approve": ("order_approve", "Valider"), "refuse": ("order_refuse", "Refuser"),
    "send": ("order_send", "Envoyer à l’entreprise"), "accept": ("order_accept", "Réceptionner"),
    "reserve": ("order_reserve", "Refuser avec réserves"), "invoice": ("order_invoice", "Noter la facture"),
    "acknowledge": ("order_acknowledge", "Noter la prise en compte"),
    "book": ("order_book", "Fixer le rendez-vous"), "start": ("order_start", "Noter le début"),
    "complete": ("order_complete", "Noter la fin"), "miss": ("order_miss", "Passage sans accès"),
    "cancel": ("order_cancel", "Annuler"),
}  # fmt: skip


@dataclass(frozen=True)
class Act:
    """`page`: a page of its own, no dialog."""

    label: str
    url: str
    main: bool = False
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
    def offered(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.state == Slot.State.OFFERED]


def read(order: WorkOrder, user) -> File:
    """Nine queries, whatever happened."""
    versions = list(
        order.versions.select_related("made_by", "decided_by").prefetch_related("lines").order_by("-number")
    )
    approved = [one for one in versions if one.decision == OrderVersion.Decision.APPROVED]
    pending = next((one for one in versions if not one.decision), None)
    slots = list(order.slots.order_by("-offered_at", "number", "pk"))
    entries = order.case.entries.visible_to(user).filter(kind=Entry.Kind.NOTED).exclude(data__has_key="order")
    limit = limit_of(user)
    beyond = bool(pending and pending.amount > limit)
    return File(
        versions=versions, in_force=(approved or versions[-1:])[0], pending=pending, slots=slots,
        attempts=list(order.attempts.select_related("by").order_by("-at", "-pk")),
        timeline=list(order.timeline.select_related("by").order_by("-told_at", "-pk")),
        photos=list(order.case.photos.visible_to(user).select_related("picture")[:12]),
        notes=list(entries.select_related("by")[:NOTES]),
        contact=Contact.objects.prefetch_related("phones").filter(pk=order.contact_id).first(),
        acts=_acts(order, user, pending, slots, beyond),
        waits_for_more=_who_approves(pending, limit) if beyond else "",
    )  # fmt: skip


def _who_approves(pending: OrderVersion, limit) -> str:
    return f"{pending.amount:.2f} € dépassent votre limite d’engagement ({limit:.2f} €)."


def _acts(order: WorkOrder, user, pending, slots, beyond: bool) -> list[Act]:
    """What comes next first; the one that usually follows is the main one."""
    moves = order.moves_for(user)
    names = [name for name in BY_MOVE if name in moves and not (name == "approve" and beyond)]
    found = [_act(order, *BY_MOVE[name]) for name in names]
    if pending and order.state != State.PREPARED and user.has_role(*WorkOrder.MOVES["approve"].roles):
        decide = [] if beyond else [_act(order, "order_approve", "Valider l’avenant")]
        found = [*decide, _act(order, "order_refuse", "Refuser l’avenant"), *found]
    if not user.has_role(*WorkOrder.MOVES["send"].roles):
        return _first_is_main(found)
    if "book" in moves and order.contact_id:
        if any(slot.state == Slot.State.OFFERED for slot in slots):
            found.insert(0, _act(order, "order_choose", "Réponse du locataire"))
        else:
            found.insert(0, _act(order, "order_offer", "Proposer des créneaux"))
    if order.state in MAY_VARY:
        found.append(Act("Modifier les lignes", reverse("proximity:order_vary", args=[order.number]), page=True))
    if order.has_left and order.case.is_open:
        again = reverse("proximity:order_create", args=[order.case.reference])
        found.append(Act("Ordre de suite", f"{again}?suite={order.number}", page=True))
    return _first_is_main(found)


def _act(order: WorkOrder, name: str, label: str) -> Act:
    here = reverse("proximity:order", args=[order.number])
    return Act(label, f"{reverse(f'proximity:{name}', args=[order.number])}?retour={here}")


def _first_is_main(acts: list[Act]) -> list[Act]:
    return [Act(act.label, act.url, place == 0, act.page) for place, act in enumerate(acts)]


def first_values(case: Case, follows: WorkOrder | None) -> dict:
    """What a new order starts with: the words of the case, or those of the order that it follows."""
    place = f"{case.place._meta.model_name}-{case.place.pk}"
    if follows is None:
        return {"title": case.title, "priority": case.priority, "place": place}
    return {
        "title": f"Suite de {follows.number} : {follows.title}"[:200], "priority": follows.priority,
        "place": place,
        "contract": follows.contract_id, "contractor": None if follows.contract_id else follows.contractor_id,
        "kind": follows.kind_id, "contact": follows.contact_id and str(follows.contact_id),
        "instructions": follows.instructions,
    }  # fmt: skip


def of_case(case: Case, request) -> dict | None:
    """The panel of a case: its orders, and the way to one more for those who order. One query."""
    rows = WorkOrder.objects.visible_to(request.user).filter(case=case).select_related("contractor")
    found = list(rows.order_by("pk"))
    may = case.is_open and request.user.has_role(*WorkOrder.MOVES["send"].roles)
    if not (found or may):
        return None
    new = reverse("proximity:order_create", args=[case.reference]) if may else ""
    return {"orders": found, "new": new}


def register_all() -> None:
    from housing.panels import Panel, register

    register(Case, Panel(
        "ordres", "Ordres de service", "proximity/orders/_case.html", of_case, order=8,
        roles=frozenset(MAY_SEE_ORDERS),
    ))  # fmt: skip

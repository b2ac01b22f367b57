"""Panels of the round on the pages of a case and of planned works: visits, waiting for works, incidents."""

from django.utils import timezone

from coordination.models import Case
from housing import panels
from housing.models import PlannedWork

from . import informing, together, visits
from .models import Incident, Membership, Parking, Request

MEMBERS_SHOWN = 60
FEW = 5


def register_all() -> None:
    for key, title, read, order in (
        ("visits", "Rendez-vous et passages", of_visits, 12),
        ("parking", "Plan de travaux", of_parking, 14),
        ("incident", "Incident collectif", of_incident, 16),
        ("members", "Demandes rattachées", of_members, 10),
        ("inform", "Informer les occupants", of_informing, 11),
    ):
        template = f"requests_app/panels/{key}.html"
        panels.register(Case, panels.Panel(key=key, title=title, template=template, read=read, order=order))
    panels.register(
        PlannedWork,
        panels.Panel(
            key="parked", title="Demandes qui attendent ces travaux", template="requests_app/panels/parked.html",
            read=of_work, order=10,
        ),
    )  # fmt: skip


def _asked(case: Case) -> Request | None:
    """The tenant's request of a case, read once for all panels."""
    return getattr(case, "request", None) if case.process_id == "request" else None


def _open_task(case: Case, request):
    """Its open task with whether this person may move it, read once for all panels."""
    if "_round_task" not in case.__dict__:
        tasks = case.tasks.open().exclude(step="information").select_related("process", "rule").order_by("-pk")
        task = tasks.first()
        if task:
            task.can_move = task.may_be_moved_by(request.user)
        case.__dict__["_round_task"] = task
    return case.__dict__["_round_task"]


def of_visits(case: Case, request):
    asked = _asked(case)
    if asked is None:
        return None
    task = _open_task(case, request)
    acts = bool(task and task.can_move and task.step == "handling")
    slots = list(asked.appointments.select_related("made_by")[:FEW])
    doors = list(asked.no_accesses.select_related("by")[:FEW])
    if not (acts or slots or doors):
        return None
    count = visits.attempts(asked) if doors else 0
    return {
        "acts": acts, "reference": case.reference, "standing": next((one for one in slots if not one.end), None),
        "now": timezone.now(),
        "slots": [one for one in slots if one.end], "doors": doors, "count": count,
        "may_close": acts and count >= visits.missed_most(),
    }  # fmt: skip


def of_parking(case: Case, request):
    asked = _asked(case)
    if asked is None:
        return None
    task = _open_task(case, request)
    known = list(asked.parkings.select_related("work")[:FEW])
    may_park = bool(task and task.can_move and task.step == "handling")
    if not (known or may_park):
        return None
    standing = next((one for one in known if not one.end), None)
    return {
        "reference": case.reference, "standing": standing, "former": [one for one in known if one.end],
        "may_park": may_park, "may_unpark": bool(standing and task and task.can_move),
    }  # fmt: skip


def of_incident(case: Case, request):
    """Of a request: the incident it goes along with, those it could join, the others like it."""
    asked = _asked(case)
    if asked is None or not case.is_open or case.confidential:
        return None
    task = _open_task(case, request)
    joined = Membership.objects.visible_to(request.user).filter(request=asked, ended_at=None)
    membership = joined.select_related("incident__case", "incident__category").first()
    may = bool(task and task.can_move)
    if membership:
        return {"reference": case.reference, "incident": membership.incident, "may": may}
    if not (may and task.step in ("capture", "handling")):
        return None
    near = Request.objects.visible_to(request.user).filter(
        case__residence=case.residence_id, category=asked.category_id
    )
    groups = together.groups(near)
    group = next((one for one in groups if any(each.pk == asked.pk for each in one.requests)), None)
    others = Incident.objects.visible_to(request.user).open().filter(case__residence=case.residence_id).exists()
    if not (group or others):
        return None
    return {"reference": case.reference, "incident": None, "group": group, "others": others, "may": may}


def _incident(case: Case) -> Incident | None:
    return getattr(case, "incident", None) if case.process_id == "incident" else None


def of_members(case: Case, request):
    incident = _incident(case)
    if incident is None:
        return None
    read = ("request__case__unit", "request__case__staircase", "request__case__building", "request__contact")
    members = Membership.objects.visible_to(request.user).filter(incident=incident)
    shown = list(members.select_related(*read, "request__case__residence")[: MEMBERS_SHOWN + 1])
    states = Request.objects.visible_to(request.user).with_state()
    known = {one.pk: one.state_label for one in states.filter(pk__in=[one.request_id for one in shown])}
    for one in shown:
        one.state_label = known.get(one.request_id, "")
    task = _open_task(case, request)
    return {
        "members": shown[:MEMBERS_SHOWN], "more": len(shown) > MEMBERS_SHOWN,
        "may": bool(task and task.can_move), "covered": informing.covered(incident),
    }  # fmt: skip


def of_informing(case: Case, request):
    incident = _incident(case)
    if incident is None:
        return None
    sent = list(incident.broadcasts.select_related("by")[:FEW])
    may = case.is_open and request.user.has_role(*informing.MAY_INFORM)
    if not (sent or may):
        return None
    return {"reference": case.reference, "sent": sent, "may": may}


def of_work(work: PlannedWork, request):
    """Of planned works: the requests that wait for them."""
    waiting = Parking.objects.visible_to(request.user).standing().filter(work=work)
    read = (
        "request__case__unit",
        "request__case__staircase",
        "request__case__building",
        "request__case__residence",
    )
    found = list(waiting.select_related(*read).order_by("since", "pk")[: MEMBERS_SHOWN + 1])
    return {"waiting": found[:MEMBERS_SHOWN], "more": len(found) > MEMBERS_SHOWN} if found else None

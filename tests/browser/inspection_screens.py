"""Screens of visits, inventories, findings, checklists and mandatory checks, for `tests.browser.screens`."""

import datetime as dt
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from proximity import findings, inspecting, inventorying, mandatory
from proximity.models import CheckKind, Checklist, CostLine, MandatoryCheck, Scale
from teams.roles import Role
from tests.housing.factories import EquipmentFactory
from tests.proximity.inspecting import Kind, a_picture, an_inventory, grade, signed


def a_visit(place):
    """Half done: a bad point with its picture, one that lacks its own."""
    visit = inspecting.start(Kind.VISIT, place.residence, by=place.user)
    visit.answer_rest(by=place.user, room="Abords")
    grade(visit, "Garde-corps et balcons", "Dangereux", by=place.user, words="Fixation descellée au 3e étage",
          pictures=[a_picture("gray")])  # fmt: skip
    grade(visit, "Façades", "Non conforme", by=place.user)
    return visit


def running(place):
    return a_visit(place).get_absolute_url()


def finished(place):
    visit = a_visit(place)
    grade(visit, "Façades", "À surveiller", by=place.user)
    visit.answer_rest(by=place.user)
    visit.finish(by=place.user)
    return visit


def found(place):
    return finished(place).findings.get().get_absolute_url()


def listed(name):
    def address(place):
        finished(place)
        return reverse(f"proximity:{name}")

    return address


def drawing(place):
    visit = a_visit(place)
    point = visit.points.get(item__label="Garde-corps et balcons")
    return reverse("proximity:inspection_draw", args=[visit.pk, point.pk, point.pictures.get().sha256])


def an_exit(place):
    entry = signed(an_inventory(place.unit, place.user, Kind.MOVE_IN), place.user)
    inventorying.finish(entry, by=place.user)
    leaving = inventorying.start(Kind.MOVE_OUT, place.unit, by=place.user)
    leaving.inspection.answer_rest(by=place.user)
    grade(leaving.inspection, "Cuvette, chasse d’eau", "Hors service", by=place.user, pictures=[a_picture()])
    return leaving


def inventory(place):
    return an_exit(place).get_absolute_url()


def comparison(place):
    return reverse("proximity:inventory_comparison", args=[an_exit(place).pk])


def costing(place):
    leaving = an_exit(place)
    for label, cause in (("Peinture du séjour", "cleaning"), ("Remplacement de la cuvette", "wear")):
        line = CostLine(label=label, cause=cause, quantity=1, unit_price=Decimal(240))
        inventorying.add_line(leaving, line)
    return reverse("proximity:costing", args=[leaving.pk])


def draft(place):
    return Checklist.objects.for_use(Kind.SAFETY).draft_next().get_absolute_url()


def draft_item(place):
    item = Checklist.objects.for_use(Kind.SAFETY).draft_next().items.first()
    return reverse("proximity:checklist_item", args=[item.pk])


def the_checks(place):
    """One of each state."""
    for number in range(3):
        EquipmentFactory(residence=place.residence, reference=f"ASC-{number}")
    mandatory.owe()
    today = timezone.localdate()
    rows = list(MandatoryCheck.objects.order_by("pk"))
    for row, days in zip(rows, (-12, 20, 300, None), strict=False):
        row.due_on = None if days is None else today + dt.timedelta(days=days)
        row.save()
    mandatory.record(rows[4], done_on=today, result="refused", company="Contrôle Val", by=place.user,
                     observations="Parachute à remplacer")  # fmt: skip
    return rows


def without_proof(place):
    the_checks(place)
    return reverse("proximity:checks_give_out")


def checks(place):
    the_checks(place)
    return f"{reverse('proximity:checks')}?residence={place.residence.pk}"


def check(place):
    return the_checks(place)[4].get_absolute_url()


def recording(place):
    return reverse("proximity:check_record", args=[the_checks(place)[0].pk])


def observed(place):
    """A finding nobody has followed yet."""
    said = {"label": "Vitre fendue", "grade": "poor", "by": place.user}
    return findings.observe(place.residence, **said).get_absolute_url()


INSPECTION_SCREENS = {
    "visits": (listed("inspections"), Role.CARETAKER),
    "new visit": (
        lambda place: f"{reverse('proximity:inspection_create')}?residence={place.residence.pk}", Role.CARETAKER,
    ),
    "visit on the tablet": (running, Role.CARETAKER),
    "report of a visit": (lambda place: finished(place).get_absolute_url(), Role.CARETAKER),
    "drawing on a picture": (drawing, Role.CARETAKER),
    "findings": (listed("findings"), Role.PROXIMITY_MANAGER),
    "finding": (found, Role.PROXIMITY_MANAGER),
    "finding without a follow-up": (observed, Role.PROXIMITY_MANAGER),
    "inventory on the tablet": (inventory, Role.CARETAKER),
    "entry and exit": (comparison, Role.CARETAKER),
    "costing of an exit": (costing, Role.TECHNICIAN),
    "grid of wear": (lambda place: reverse("proximity:wear"), Role.TECHNICIAN),
    "new grid of wear": (lambda place: reverse("proximity:wear_create"), Role.ADMIN),
    "checklists": (lambda place: reverse("proximity:checklists"), Role.CARETAKER),
    "draft of a checklist": (draft, Role.AGENCY_MANAGER),
    "point of a checklist": (draft_item, Role.AGENCY_MANAGER),
    "scales": (lambda place: reverse("proximity:scales"), Role.AGENCY_MANAGER),
    "new scale": (
        lambda place: f"{reverse('proximity:scale_create')}?copie={Scale.objects.get(code='state').pk}",
        Role.AGENCY_MANAGER,
    ),
    "checks without proof": (without_proof, Role.TECHNICIAN),
    "new kind of check": (lambda place: reverse("proximity:check_kind_begin"), Role.ADMIN),
    "mandatory checks": (checks, Role.TECHNICIAN),
    "mandatory check": (check, Role.TECHNICIAN),
    "recording a check": (recording, Role.TECHNICIAN),
    "kinds of checks": (lambda place: reverse("proximity:check_kinds"), Role.TECHNICIAN),
    "rhythm of a check": (
        lambda place: reverse("proximity:check_kind", args=[CheckKind.objects.get(code="ASC4").pk]), Role.ADMIN,
    ),
}  # fmt: skip

"""Visits and inventories brought to where a test wants them."""

import io
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from coordination import photos
from proximity import inspecting, inventorying
from proximity.models import Checklist, Inspection, InspectionPoint, Inventory, KeyCount, MeterReading
from tests.housing.factories import ResidenceFactory, StaircaseFactory, UnitFactory

Kind = Checklist.Kind
JSON = {"Accept": "application/json"}


def url(name, *args) -> str:
    return reverse(f"proximity:{name}", args=args)


def key() -> str:
    return str(uuid.uuid4())


def an_upload(colour="red", name="photo.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def a_picture(colour="red"):
    return photos.keep(an_upload(colour))


def a_home(agency, **values):
    residence = ResidenceFactory(agency=agency, name="Les Lilas")
    return UnitFactory(staircase=StaircaseFactory(building__residence=residence), **values)


def a_visit(agency, by, kind=Kind.ROUND, **values) -> Inspection:
    return inspecting.start(kind, ResidenceFactory(agency=agency, name="Les Lilas"), by=by, **values)


def fresh(inspection: Inspection) -> Inspection:
    return Inspection.objects.select_related("checklist", "residence", "unit", "case").get(pk=inspection.pk)


def point_of(inspection, label: str) -> InspectionPoint:
    return inspection.points.select_related("item__scale", "item__photo_from").get(item__label=label)


def grade_of(point, label: str):
    return point.item.scale.grades.get(label=label)


def grade(inspection, label: str, told: str, *, by, **said) -> InspectionPoint:
    point = point_of(inspection, label)
    inspection.answer(point, grade=grade_of(point, told), by=by, **said)
    return point


def an_inventory(unit, by, kind=Kind.MOVE_OUT, case=None, name="Nadia Petit") -> Inventory:
    """Begun, with its parties, meters and keys; nobody has signed."""
    inventory = inventorying.start(kind, unit, by=by, case=case)
    inventory.tenant_name = name
    inventory.save()
    MeterReading.objects.create(inventory=inventory, kind="cold", number="A12", value="123.4")
    KeyCount.objects.create(inventory=inventory, kind="door", count=3)
    return inventory


def signed(inventory: Inventory, by) -> Inventory:
    """All is usual, both parties signed; the tenant was not there."""
    inspection = inventory.inspection
    inspection.answer_rest(by=by)
    inventorying.sign(inspection, party="landlord", name=str(by), picture=a_picture("black"))
    inventorying.sign(inspection, party="tenant", name="Nadia Petit", absent=True)
    return inventory

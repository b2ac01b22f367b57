"""Every night: photos of visits and findings that nobody needs any more (domain.md §10.3).

Those of a case that is open stay, and those of an inventory while one may still dispute it. What was erased is
counted in the log and told on the page of each visit and finding.
"""

import datetime as dt

import structlog
from django.db import transaction
from django.utils import timezone

from coordination import parameters, photos
from messaging.retention import months_before

from .inspection_parameters import KEEP_INVENTORY_PHOTOS, KEEP_PHOTOS
from .models import Finding, Inspection, InspectionPoint

BATCH = 500
log = structlog.get_logger(__name__)


def purge(now: dt.datetime | None = None) -> tuple[int, int]:
    """(photos taken off, files erased)."""
    now = now or timezone.now()
    before = months_before(now, int(parameters.value(KEEP_PHOTOS)))
    inventories = months_before(now, int(parameters.value(KEEP_INVENTORY_PHOTOS)))
    taken_off = 0
    while (count := _visits(before, inventories, now)) is not None:
        taken_off += count
    while (count := _findings(before, now)) is not None:
        taken_off += count
    files = photos.erase_unused(now)
    log.info("photos_erased", taken_off=taken_off, files=files)
    return taken_off, files


@transaction.atomic
def _visits(before: dt.datetime, inventories: dt.datetime, now: dt.datetime) -> int | None:
    """Photos of so many visits, their findings' among them; None when none is left."""
    found = Inspection.objects.with_old_photos(before, inventories).order_by("pk")
    visits = list(found.values_list("pk", flat=True)[:BATCH])
    if not visits:
        return None
    points = InspectionPoint.pictures.through.objects.filter(inspectionpoint__inspection__in=visits)
    findings = Finding.objects.filter(inspection__in=visits)
    count = points.delete()[0] + _of_findings(list(findings.values_list("pk", flat=True)), now)
    Inspection.objects.filter(pk__in=visits).update(photos_erased_at=now)
    return count


@transaction.atomic
def _findings(before: dt.datetime, now: dt.datetime) -> int | None:
    """Photos of so many findings seen in passing."""
    found = Finding.objects.with_old_photos(before).order_by("pk")
    findings = list(found.values_list("pk", flat=True)[:BATCH])
    return _of_findings(findings, now) if findings else None


def _of_findings(findings: list[int], now: dt.datetime) -> int:
    shown = Finding.pictures.through.objects.filter(finding__in=findings)
    Finding.objects.filter(pk__in=shown.values("finding")).update(photos_erased_at=now)
    return shown.delete()[0]

"""Every night: photos of cleanliness checks that nobody needs any more (domain.md §10.3).

Those of a case that is open stay, and those of a contest or a penalty until it is decided, then for the time of a
dispute. The check keeps its notes, and says when its photos went.
"""

import datetime as dt

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from coordination import parameters
from coordination.models import CasePhoto
from messaging.retention import months_before

from .cleaning_parameters import KEEP_DISPUTED, KEEP_PHOTOS
from .models import CleaningCheck, CleaningPhoto

BATCH = 500
log = structlog.get_logger(__name__)


def purge(now: dt.datetime | None = None) -> int:
    """Photos taken off; their files go with those of visits (`inspection_retention`)."""
    now = now or timezone.now()
    kept = parameters.values([KEEP_PHOTOS, KEEP_DISPUTED], timezone.localdate(now))
    before, disputed = (months_before(now, int(kept[code])) for code in (KEEP_PHOTOS, KEEP_DISPUTED))
    taken_off = 0
    while (count := _checks(before, disputed, now)) is not None:
        taken_off += count
    log.info("cleaning_photos_taken_off", taken_off=taken_off)
    return taken_off


@transaction.atomic
def _checks(before: dt.datetime, disputed: dt.datetime, now: dt.datetime) -> int | None:
    """Photos of so many checks, and of a case once all its checks gave up theirs; None when none is left."""
    found = CleaningCheck.objects.with_old_photos(before, disputed).order_by("pk")
    checks = list(found.values_list("pk", flat=True)[:BATCH])
    if not checks:
        return None
    CleaningCheck.objects.filter(pk__in=checks).update(photos_erased_at=now)
    count = CleaningPhoto.objects.filter(check_made__in=checks).delete()[0]
    others = CleaningCheck.objects.filter(case=OuterRef("case"), photos_erased_at=None)
    of_cases = CasePhoto.objects.filter(case__process="cleaning", case__cleaning_checks__in=checks)
    return count + of_cases.exclude(Exists(others)).delete()[0]

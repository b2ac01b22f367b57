"""Pictures of visits and findings, in one's perimeter."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from coordination.views.photos import jpeg

from .. import pictures
from ..models import ChecklistItem, Finding, Inspection


@require_safe
def of_inspection(request, pk, sha256, size="file"):
    inspection = get_object_or_404(Inspection.objects.visible_to(request.user), pk=pk)
    return _file(pictures.of_inspection(inspection, sha256), size)


@require_safe
def of_finding(request, pk, sha256, size="file"):
    finding = get_object_or_404(Finding.objects.visible_to(request.user), pk=pk)
    return _file(pictures.of_finding(finding, sha256), size)


@require_safe
def of_item(request, pk):
    """The reference picture of a checklist: nobody's data."""
    item = get_object_or_404(ChecklistItem.objects.select_related("reference"), pk=pk)
    return _file(item.reference, "file")


def _file(picture, size: str):
    if picture is None:
        raise Http404
    return jpeg(getattr(picture, size))

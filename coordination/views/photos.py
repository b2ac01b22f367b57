"""A photo of a case leaves only through the perimeter of its reader."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ..models import CasePhoto


@require_safe
def show(request, pk):
    return jpeg(_photo(request, pk).picture.file)


@require_safe
def thumbnail(request, pk):
    return jpeg(_photo(request, pk).picture.thumbnail)


def _photo(request, pk) -> CasePhoto:
    return get_object_or_404(CasePhoto.objects.visible_to(request.user).select_related("picture"), pk=pk)


def jpeg(kept) -> FileResponse:
    """A JPEG that we wrote ourselves and that never changes: the browser may keep it, for itself."""
    try:
        answer = FileResponse(kept.open("rb"), content_type="image/jpeg")
    except FileNotFoundError as missing:
        raise Http404 from missing
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    return answer

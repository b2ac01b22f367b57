"""Documents of places: sent, read, removed. A file leaves only through the perimeter of its reader."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.downloads import attachment
from teams.guards import require_role

from ..models import Document
from ..placed_forms import DocumentForm
from ..stock_panels import DOCUMENT_ROLES
from .placed import answer, page_of, place_asked


@require_role(*DOCUMENT_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request, pk):
    residence, home = place_asked(request, pk)
    form = DocumentForm(request.POST or None, request.FILES or None, residence=residence, home=home)
    if form.is_valid():
        form.instance.added_by = request.user
        form.save()
        messages.success(request, "Document ajouté.")
        return redirect(home or residence)
    return answer(request, form, home or residence, "Ajouter un document", "Ajouter")


def _document(request, pk) -> Document:
    found = Document.objects.visible_to(request.user).select_related("residence", "unit")
    return get_object_or_404(found, pk=pk)


@require_safe
def show(request, pk):
    document = _document(request, pk)
    return attachment(document.file, document.file_name, document.content_type)


@require_role(*DOCUMENT_ROLES)
@require_POST
def delete(request, pk):
    document = _document(request, pk)
    place = page_of(document)
    document.remove()
    messages.success(request, "Document supprimé.")
    return redirect(place)

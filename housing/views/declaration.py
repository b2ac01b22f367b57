"""The yearly declaration, written from the stock."""

import tempfile

from django.db import connection, transaction
from django.http import FileResponse, Http404, HttpResponseBadRequest
from django.views.decorators.http import require_safe

from teams.guards import require_role

from ..import_forms import DeclarationForm
from ..rpls import export_declaration
from ..rpls.exporting import file_name
from .imports import MAY_IMPORT


@require_role(*MAY_IMPORT)
@require_safe
def download(request):
    """`?landlord=1&year=2026`: the file the ministry wants. It tells of every agency, rents included."""
    if not request.user.sees_everything:
        raise Http404
    form = DeclarationForm(request.GET)
    if not form.is_valid():
        return HttpResponseBadRequest("Donnez un bailleur et une année entre 2000 et 2100.")
    landlord, year = form.cleaned_data["landlord"], form.cleaned_data["year"]
    out = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '5min'")  # a large stock takes longer than a page
        export_declaration(landlord, year, out)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=file_name(landlord, year), content_type="text/csv")

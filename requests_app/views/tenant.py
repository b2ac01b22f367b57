"""The page of a request, behind the address in the tenant's texts (`/s/…`)."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from .. import doors, tenant_page
from ..tenant_forms import AvailabilityForm, FactorForm, MessageForm, RateForm
from .public import LANGUAGE, gone, limited, of_link, public, recognised, remember, to_page, too_many


@of_link
@require_safe
def show(request, link):
    return page(request, link)


def page(request, link, status=200, **forms):
    """The page, with the form that comes back among `forms`."""
    known = recognised(request, link)
    shown = tenant_page.read(link, translation.get_language(), recognised=known)
    availability = {"availability": link.request.availability}
    context = {
        "page": shown, "link": link, "recognised": known, "has_factor": doors.has_factor(link),
        "message_form": MessageForm(), "availability_form": AvailabilityForm(initial=availability),
        "rate_form": RateForm(), "factor_form": FactorForm(), **forms,
    }  # fmt: skip
    return render(request, "tenant/page.html", context, status=status)


@public
@require_POST
def language(request):
    """Kept for the visit; back to the page it was asked from."""
    chosen = request.POST.get("langue", "")
    if chosen in dict(settings.LANGUAGES):
        request.session[LANGUAGE] = chosen
    kind, token = request.POST.get("page", ""), request.POST.get("cle", "")
    return redirect("requests_app:report" if kind == "affiche" else "requests_app:tenant", token=token or "-")


@of_link
@require_POST
def opened(request, link):
    """Told by a script of the page: a robot that looks at the address in a text runs none."""
    doors.opened(link)
    return HttpResponse(status=204)


@of_link
def identify(request, link):
    if request.method != "POST":
        return to_page(link)
    if refused := limited(request, "tenant_factor", link.token):
        return refused
    form = FactorForm(request.POST)
    if not form.is_valid():
        return page(request, link, 422, factor_form=form)
    try:
        if doors.recognise(link, form.cleaned_data["answer"]):
            remember(request, link)
            doors.opened(link)
            return to_page(link)
    except doors.Locked:
        return too_many(request)
    form.add_error(
        "answer", translation.gettext("Ce n’est pas ce que nous connaissons de vous. Vérifiez, ou appelez-nous.")
    )
    return page(request, link, 422, factor_form=form)


@of_link
@require_safe
def photo(request, link, pk):
    """Only for who was recognised: a stranger does not learn that there is one."""
    found = doors.photo_of(link, pk) if recognised(request, link) else None
    if found is None:
        raise Http404
    try:
        kept = found.picture.thumbnail if "petite" in request.GET else found.picture.file
        return FileResponse(
            kept.open("rb"), content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"}
        )
    except FileNotFoundError as missing:
        raise Http404 from missing


@public
@require_POST
def new_link(request, token):
    """A new address to the number we know, if there is reason; the answer is always the same."""
    if refused := limited(request, "tenant_link", token):
        return refused
    doors.send_again(token)
    return gone(request, token, sent=True)

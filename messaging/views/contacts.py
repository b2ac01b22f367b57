"""The people we write to: found, read, recorded; where they live."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from housing.models import Unit
from housing.panels import draw
from teams.free_text import note_wording
from teams.guards import require_role
from teams.roles import Role
from teams.workflow import MoveRefused

from ..contact_forms import ContactForm, MoveInForm, MoveOutForm, phone_rows
from ..filters import ContactFilter
from ..models import Contact, Occupancy
from ..numbers import readable
from ..people import MAY_SEE, reached

MAY_CHANGE = (
    Role.LEASING_OFFICER, Role.TENANCY_OFFICER, Role.PROXIMITY_MANAGER, Role.CONTACT_CENTRE, Role.ADMIN,
)  # fmt: skip
MAY_EXPORT = (Role.AGENCY_MANAGER, Role.DIRECTOR, Role.ADMIN)
METHODS = ("GET", "HEAD", "POST")
COLUMNS = {"nom": ["last_name", "first_name"], "agence": ["agency__name", "last_name", "first_name"]}
SHEET = [
    ("Nom", 24), ("Prénom", 20), ("Agence", 22), ("Résidence", 28), ("Adresse", 40), ("Logement", 28),
    ("N° de bail", 16), ("Téléphones", 30), ("Courriel", 30), ("Langue", 10),
]  # fmt: skip


def _found(request) -> tuple[ContactFilter, Sorting]:
    known = Contact.objects.visible_to(request.user).select_related("agency").with_home()
    found = ContactFilter(request.GET, known.prefetch_related("phones"), request=request)
    return found, Sorting.read(request, COLUMNS, default="nom")


@require_role(*MAY_SEE)
@require_safe
def index(request):
    found, sorting = _found(request)
    context = {
        "filter": found, "sorting": sorting, "page": paginate(sorting.apply(found.qs), request),
        "can_change": request.user.has_role(*MAY_CHANGE), "can_export": request.user.has_role(*MAY_EXPORT),
    }  # fmt: skip
    return render(request, partial(request, "messaging/contacts.html", "rows"), context)


@require_role(*MAY_EXPORT)
@require_safe
def export(request):
    found, sorting = _found(request)
    return excel("Contacts", SHEET, map(_row, sorting.apply(found.qs).iterator(chunk_size=1000)))


def _row(contact):
    home = contact.home
    numbers = ", ".join(readable(str(phone.number)) for phone in contact.phones.all())
    return (
        contact.last_name, contact.first_name, str(contact.agency), home and home.residence.name,
        home and home.staircase.address, home and home.where, home and home.lease_number, numbers, contact.email,
        contact.language,
    )  # fmt: skip


def _contact(request, pk, *related):
    known = Contact.objects.visible_to(request.user).select_related("agency")
    return get_object_or_404(known.prefetch_related(*related), pk=pk)


@require_role(*MAY_SEE)
@require_safe
def show(request, pk):
    homes = Occupancy.objects.visible_to(request.user).with_where("residence__name").select_related("residence")
    contact = _contact(request, pk, "phones", "choices", Prefetch("occupancies", homes, to_attr="lived_in"))
    context = {
        "contact": contact, "reached": reached(contact), "panels": draw(contact, request),
        "leaving": MoveOutForm(), "today": timezone.localdate(), "can_change": request.user.has_role(*MAY_CHANGE),
    }  # fmt: skip
    return render(request, "messaging/contact.html", context)


@require_role(*MAY_CHANGE)
@require_http_methods(METHODS)
def create(request):
    agencies = request.user.agency_ids()
    return _edit(request, Contact(agency_id=agencies[0] if len(agencies) == 1 else None), "Fiche créée.")


@require_role(*MAY_CHANGE)
@require_http_methods(METHODS)
def change(request, pk):
    return _edit(request, _contact(request, pk), "Fiche enregistrée.")


def _edit(request, contact, done):
    phones = phone_rows(contact, request.POST or None)
    form = ContactForm(request.POST or None, instance=contact, user=request.user, phones=phones)
    if form.is_valid():
        contact = form.save()
        note_wording(request, form)
        messages.success(request, done)
        return redirect(contact)
    context = {"form": form, "phones": phones, "contact": contact}
    return render(request, "messaging/contact_form.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_CHANGE)
@require_http_methods(METHODS)
def move_in(request, pk):
    """`?logement=` names the home one comes from."""
    contact = _contact(request, pk)
    asked = request.GET.get("logement", "")
    home = Unit.objects.visible_to(request.user).filter(pk=asked).first() if asked.isdecimal() else None
    form = MoveInForm(
        request.POST or None, user=request.user, initial={"words": home.landlord_ref if home else ""}
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            contact.move_in(data["unit"], since=data["since"], lease_number=data["lease_number"])
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Logement ajouté.")
            return redirect(contact)
    context = {"contact": contact, "form": form}
    return render(request, "messaging/move_in.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_CHANGE)
@require_POST
def move_out(request, pk, key):
    contact = _contact(request, pk)
    lived = get_object_or_404(Occupancy.objects.visible_to(request.user).filter(contact=contact), pk=key)
    form = MoveOutForm(request.POST)
    try:
        if not form.is_valid():
            raise MoveRefused("Donnez la date de fin.")
        lived.end(form.cleaned_data["until"])
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Occupation terminée le {lived.until:%d/%m/%Y}.")
    return redirect(contact)

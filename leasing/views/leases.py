"""Leases: found, read, signed, changed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from housing.models import Unit
from housing.panels import draw
from teams.guards import require_role
from teams.workflow import MoveRefused

from ..access import MAY_IMPORT, MAY_SEE, MAY_SET_ZONES, MAY_WRITE, sees_money
from ..filters import LeaseFilter
from ..history import of_lease
from ..lease_forms import AmountForm, LeaseForm, TermsForm
from ..models import Lease, Notice
from ..person_forms import PersonRow, person_rows

METHODS = ("GET", "HEAD", "POST")
COLUMNS = {
    "numero": ["number"], "effet": ["period"], "residence": ["residence__words", "unit"],
    "assurance": ["insured_until"],
}  # fmt: skip
SHEET = [
    ("N° de bail", 16), ("Titulaires", 34), ("Résidence", 28), ("Logement", 30), ("Agence", 24), ("Type", 22),
    ("Date d’effet", 12), ("Fin", 12), ("Congé reçu le", 12), ("Assuré jusqu’au", 12),
]  # fmt: skip
MONEY = [("Loyer (€)", 12), ("Total par mois (€)", 12), ("Dépôt (€)", 12)]


def _leases(request):
    around = ("residence__name", "residence__agency__name")
    return Lease.objects.visible_to(request.user).with_where(*around).select_related("residence__agency")


def lease_of(request, pk) -> Lease:
    return get_object_or_404(_leases(request), pk=pk)


def _found(request):
    found = LeaseFilter(request.GET, _leases(request).with_people().with_amounts(), request=request)
    return found, Sorting.read(request, COLUMNS, default="-effet")


@require_role(*MAY_SEE)
@require_safe
def index(request):
    found, sorting = _found(request)
    context = {
        "filter": found, "sorting": sorting, "page": paginate(sorting.apply(found.qs), request),
        "money": sees_money(request.user), "can_write": request.user.has_role(*MAY_WRITE),
        "can_import": request.user.has_role(*MAY_IMPORT), "can_set_zones": request.user.has_role(*MAY_SET_ZONES),
    }  # fmt: skip
    return render(request, partial(request, "leasing/leases.html", "rows"), context)


@require_role(*MAY_SEE)
@require_safe
def export(request):
    found, sorting = _found(request)
    money = sees_money(request.user)
    rows = sorting.apply(found.qs).iterator(chunk_size=1000)
    return excel("Baux", SHEET + MONEY if money else SHEET, (_row(lease, money) for lease in rows))


def _row(lease, money: bool) -> tuple:
    holders = ", ".join(str(one.contact) for one in lease.holders)
    notice = lease.notice
    told = (
        lease.number, holders, lease.residence.name, lease.where, lease.residence.agency.name,
        lease.get_kind_display(), lease.starts_on, lease.last_day, notice and notice.received_on,
        lease.insured_until,
    )  # fmt: skip
    return (*told, lease.rent, lease.monthly, lease.deposit) if money else told


@require_role(*MAY_SEE)
@require_safe
def show(request, pk):
    lease = get_object_or_404(_leases(request).with_people().with_amounts(), pk=pk)
    notices = Notice.objects.visible_to(request.user).filter(lease=lease)
    money = sees_money(request.user)
    context = {
        "lease": lease, "money": money, "can_write": request.user.has_role(*MAY_WRITE),
        "notices": notices.select_related("recorded_by", "withdrawal__by"),
        "lines": lease.lines.order_by("nature", "label", "-period") if money else [],
        "panels": draw(lease, request), "changes": of_lease(lease, money), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "leasing/lease.html", context)


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def create(request):
    """`?logement=` names the home one comes from."""
    asked = request.GET.get("logement", "")
    home = Unit.objects.visible_to(request.user).filter(pk=asked).first() if asked.isdecimal() else None
    terms = TermsForm(request.POST or None)
    form = LeaseForm(
        request.POST or None, user=request.user, terms=terms, initial={"words": home.landlord_ref if home else ""}
    )
    people = person_rows(request.user, request.POST or None)
    if form.is_valid() & people.is_valid():
        try:
            lease = form.sign(people.parties)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bail enregistré.")
            return redirect(lease)
    context = {"form": form, "terms": terms, "people": people, "home": home}
    return render(request, "leasing/lease_create.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def change(request, pk):
    lease = lease_of(request, pk)
    form = TermsForm(
        request.POST or None, instance=get_object_or_404(Lease.objects.visible_to(request.user), pk=pk)
    )
    if form.is_valid():
        form.save()
        messages.success(request, "Bail modifié.")
        return redirect(lease)
    return _form(request, lease, form, "Modifier le bail", "Enregistrer")


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def people(request, pk):
    lease = lease_of(request, pk)
    rows = person_rows(request.user, request.POST or None, lease)
    refused = ""
    if rows.is_valid():
        try:
            lease.set_parties(rows.parties)
        except MoveRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, "Personnes du bail enregistrées.")
            return redirect(lease)
    context = {"lease": lease, "people": rows, "refused": refused}
    return render(request, "leasing/lease_people.html", context, status=422 if rows.is_bound else 200)


@require_role(*MAY_WRITE)
@require_safe
def person(request):
    """The people whom the words of a row may mean, while one types: `?rang=2`."""
    rank = request.GET.get("rang", "")
    prefix = f"personne-{rank if rank.isdecimal() else 0}"
    row = PersonRow(request.GET, prefix=prefix, user=request.user)
    return render(request, "leasing/_person.html#choices", {"row": row, "live": True})


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def amount(request, pk):
    lease = lease_of(request, pk)
    form = AmountForm(request.POST or None, lease=lease)
    if form.is_valid():
        data = form.cleaned_data
        try:
            changed = lease.set_amount(data["nature"], data["amount"], since=data["since"], label=data["label"])
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Montant enregistré." if changed else "Ce montant valait déjà.")
            return redirect(lease)
    return _form(request, lease, form, "Changer un montant", "Enregistrer")


def _form(request, lease, form, title, button):
    context = {"lease": lease, "form": form, "title": title, "button": button}
    return render(request, "leasing/form.html", context, status=422 if form.is_bound else 200)

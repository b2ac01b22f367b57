"""« Nouvelle demande »: recorded in under thirty seconds, from the keyboard, with or without scripts.

Names, telephones and words travel by POST and are kept nowhere until the request is saved; an address holds keys.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from messaging.models import Message
from messaging.views.sorting import MAY_SORT
from teams.free_text import note_wording
from teams.guards import require_role
from teams.workflow import MoveRefused

from .. import capturing, finding
from ..desk import MAY_CAPTURE
from ..desk_forms import KEPT, CaptureForm
from ..models import Category, Channel, Request, UrgencySign

PAGE = "requests_app/capture.html"


@require_role(*MAY_CAPTURE)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    if request.method != "POST":
        where, initial = _prefilled(request)
        return _page(request, _form(request, where, initial=initial))
    if twin := request.POST.get("same"):
        return _same(request, twin)
    if request.POST.get("act") != "save":
        where, initial = _so_far(request)
        return _page(request, _form(request, where, initial=initial))
    return _save(request, _form(request, finding.where(request.POST.get("who", ""), request.user), bound=True))


@require_role(*MAY_CAPTURE)
@require_POST
def find(request):
    """What answers the words of the search field, while they are typed."""
    query = request.POST.get("q", "")
    context = {"query": query, "hits": finding.find(query, request.user)}
    return render(request, f"{PAGE}#found", context)


@require_role(*MAY_CAPTURE)
@require_POST
def look(request):
    """The side panel and the suggestions; with `pick`, the place and the caller too. Nothing is written."""
    where, initial = _so_far(request)
    part = "picked" if "pick" in request.POST else "look"
    return render(request, f"{PAGE}#{part}", _context(request, _form(request, where, initial=initial)))


def _form(request, where, *, initial=None, bound=False) -> CaptureForm:
    known = {
        "user": request.user, "where": where,
        "categories": list(Category.objects.active().select_related("item", "kind")),
        "signs": list(UrgencySign.objects.order_by("category", "priority", "pk")),
    }  # fmt: skip
    if bound:
        return CaptureForm(request.POST, request.FILES, **known)
    return CaptureForm(initial=initial, **known)


def _prefilled(request):
    """`?contact=`, `?logement=`, `?residence=`, `?escalier=`, `?message=`: keys of what one came from."""
    names = (("contact", "c"), ("logement", "u"), ("escalier", "s"), ("residence", "r"))
    given = [(letter, request.GET[name]) for name, letter in names if request.GET.get(name, "").isdecimal()]
    message, initial = _message(request), {}
    if message:
        initial = {"message": message.pk, "description": message.body[:1000], "channel": Channel.SMS}
        if message.contact_id and not given:
            given = [("c", message.contact_id)]
    where = finding.where("".join(f"{letter}{pk}" for letter, pk in given[:2]), request.user)
    if not (message and message.contact_id is None):
        finding.presume_caller(where, request.user)
    return where, {"zone": where.zone, "equipment": where.equipment, **initial}


def _message(request) -> Message | None:
    pk = request.GET.get("message", "")
    if not pk.isdecimal() or not request.user.has_role(*MAY_SORT):
        return None
    return get_object_or_404(Message.objects.visible_to(request.user).to_sort(), pk=pk)


def _so_far(request):
    """What was typed, and the place picked now or before."""
    typed = {name: request.POST[name] for name in KEPT if name in request.POST}
    typed |= {"signs": request.POST.getlist("signs")}
    if pick := request.POST.get("pick"):
        where = finding.where(pick, request.user)
        finding.presume_caller(where, request.user)
        kept = {name: value for name, value in typed.items() if name not in ("staircase", "equipment")}
        machine = where.equipment.pk if where.equipment else None
        return where, {**kept, "zone": where.zone, "equipment": machine}
    return finding.where(request.POST.get("who", ""), request.user), typed


def _context(request, form: CaptureForm) -> dict:
    data = form.cleaned_data if form.is_bound else _known(form)
    found = capturing.look(form, data, request.user)
    query = request.POST.get("q", "")
    asked = request.POST.get("act") == "find"
    return {
        "form": form, "where": form.where, "look": found, "query": query if asked else "",
        "hits": finding.find(query, request.user) if asked else [],
        "callers": form.where.callers(request.user),
        "message": form["message"].value(),
        "priority": _chosen(request, "priority", found.urgency and found.urgency.priority),
        "payer": _chosen(request, "payer", found.verdict and found.verdict.payer),
    }  # fmt: skip


def _known(form: CaptureForm) -> dict:
    """What an unbound form holds, read as its fields read it; what is not valid counts for nothing yet."""
    data = {}
    for name in ("zone", "staircase", "equipment", "category", "description", "cause"):
        value = form[name].value()
        try:
            data[name] = form.fields[name].clean(getattr(value, "pk", value))
        except ValidationError:
            data[name] = None
    return data


def _chosen(request, name: str, proposed):
    """What a person chose stays chosen; what was only proposed follows the proposal."""
    chosen, shown = request.POST.get(name, ""), request.POST.get(f"shown_{name}", "")
    return str(proposed or "") if chosen in ("", shown) else chosen


def _page(request, form: CaptureForm, status: int = 200):
    return render(request, PAGE, _context(request, form), status=status)


def _save(request, form: CaptureForm, joins: Request | None = None):
    if form.is_valid() and not _moved_on(request, form):
        try:
            saved = capturing.capture(form, by=request.user, joins=joins)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error("photos", refusal)
        else:
            note_wording(request, form)
            messages.success(request, f"Demande {saved.case.reference} enregistrée. {capturing.told_how(saved)}")
            return redirect(saved)
    return _page(request, form, 422)


def _moved_on(request, form: CaptureForm) -> bool:
    """Confirmed was what stood on the screen: more urgent since, it is asked again."""
    data, shown = form.cleaned_data, request.POST.get("shown_priority", "")
    now = capturing.urgency(form, data["category"], data["description"])
    if shown != str(data["priority"]) or now.priority >= data["priority"]:
        return False
    form.add_error("priority", f"Vos derniers mots en font une demande plus urgente : {now.label}. Confirmez.")
    return True


def _same(request, twin: str):
    """« C’est la même »: the same person's words join the open file; another caller gets a file beside it."""
    rows = Request.objects.visible_to(request.user).open().select_related("case", "category", "equipment")
    known = get_object_or_404(rows, pk=twin if twin.isdecimal() else 0)
    where = finding.where(request.POST.get("who", ""), request.user)
    if where.contact is None or where.contact.pk == known.contact_id:
        return _again(request, known, where)
    return _save(request, _beside(request, known, where), joins=known)


def _again(request, known: Request, where):
    form = _form(request, where, bound=True)
    form.is_valid()
    data = form.cleaned_data
    if not {"key", "description", "channel"} <= data.keys():
        return _page(request, form, 422)
    try:
        said = {"by": request.user, "key": data["key"]}
        capturing.called_again(known, where, data["description"], data["channel"], **said)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, 422)
    note_wording(request, form)
    messages.success(request, f"Ajouté à la demande {known.case.reference}, déjà ouverte.")
    return redirect(known)


def _beside(request, known: Request, where) -> CaptureForm:
    """The form filled in with what the other caller told, where this one said nothing else."""
    data = request.POST.copy()
    told = {
        "category": known.category_id, "zone": known.zone, "priority": known.case.priority, "payer": known.payer,
        "cause": known.cause, "equipment": known.equipment_id or "", "staircase": known.case.staircase_id or "",
        "description": f"Même sujet que {known.case.reference}.",
    }  # fmt: skip
    for name, value in told.items():
        if name in ("category", "zone") or not data.get(name):
            data[name] = str(value)
    data["shown_priority"] = ""
    request.POST = data
    return _form(request, where, bound=True)

"""The texts of events: what tenants read, in which languages, what it weighs; changing it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting
from config.web.sheets import excel
from teams.guards import require_role
from teams.roles import Role
from teams.workflow import MoveRefused

from .. import texts, wordings
from ..forms import TextForm, TextsFilter
from ..reading import plain

COLUMNS = {
    "evenement": lambda told: plain(told.event.label),
    "finalite": lambda told: told.purpose,
    "sms": lambda told: max(wording.measure.count for wording in told.wordings),
    "change": lambda told: told.is_changed,
}
SHEET = [
    ("Événement", 30),
    ("Code", 26),
    ("Finalité", 18),
    ("Langue", 12),
    ("Texte", 90),
    ("SMS", 6),
    ("Changé", 9),
]


def _found(request):
    """A few dozen, declared in code: sorted and filtered here."""
    form, sorting = (
        TextsFilter(request.GET),
        Sorting.read(request, dict.fromkeys(COLUMNS, ()), default="evenement"),
    )
    rows = sorted(filter(form.keeps, wordings.all_told()), key=COLUMNS[sorting.name], reverse=sorting.descending)
    return form, sorting, rows


@require_role(Role.ADMIN)
@require_safe
def index(request):
    form, sorting, rows = _found(request)
    context = {
        "form": form, "sorting": sorting, "rows": rows, "languages": wordings.CATALOGUE.values(),
        "in_force": any(form.data.get(name) for name in form.fields),
    }  # fmt: skip
    return render(request, partial(request, "messaging/texts.html", "rows"), context)


@require_role(Role.ADMIN)
@require_safe
def export(request):
    rows = (
        (told.event.label, told.event.code, told.purpose, wording.language_label, wording.body,
        wording.measure.count,
         bool(wording.changed))
        for told in _found(request)[2] for wording in told.wordings
    )  # fmt: skip
    return excel("Textes", SHEET, rows)


def _event(code: str) -> texts.Event:
    try:
        return texts.event_of(code)
    except texts.UnknownEvent:
        raise Http404 from None


def _wording(code: str, language: str) -> wordings.Wording:
    told = wordings.told(_event(code))
    found = [wording for wording in told.wordings if wording.language == language]
    if not found:
        raise Http404
    return found[0]


@require_role(Role.ADMIN)
@require_safe
def show(request, code):
    told = wordings.told(_event(code))
    return render(request, "messaging/text.html", {"told": told, "history": wordings.history(told.event)})


@require_role(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, code, language):
    """`apercu` shows what is typed without keeping it, for a browser without scripts."""
    wording = _wording(code, language)
    initial = {"body": wording.body, "seen": wording.number}
    form = TextForm(request.POST or None, event=wording.event, initial=initial)
    asks = request.method == "POST" and "apercu" not in request.POST
    if asks and form.is_valid() and _replaced(request, wording, form):
        return redirect("messaging:text", code=code)
    typed = request.POST.get("body", wording.body)
    shown = wordings.preview(wording.event, typed)
    context = {
        "wording": wording, "form": form, "preview": shown, "measure": texts.segments(shown),
        "original": texts.original(wording.event, language),
    }  # fmt: skip
    return render(request, "messaging/text_change.html", context, status=422 if asks else 200)


def _replaced(request, wording, form) -> bool:
    try:
        wording.change(form.cleaned_data["body"], seen=form.cleaned_data["seen"], by=request.user)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, f"Texte enregistré ({wording.language_label}). Les prochains messages l’utiliseront."
    )
    return True


@require_role(Role.ADMIN)
@require_POST
def reset(request, code, language):
    """Back to the catalogue's words."""
    wording = _wording(code, language)
    if not wording.changed:
        messages.error(request, "Ce texte est déjà celui d’origine.")
        return redirect("messaging:text", code=code)
    try:
        wording.change("", seen=wording.number, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Texte d’origine repris ({wording.language_label}).")
    return redirect("messaging:text", code=code)

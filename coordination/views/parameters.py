"""« Paramètres »: what law or the landlord sets, by app, with its basis and when somebody last looked."""

import datetime as dt

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting
from config.web.sheets import excel
from housing.words import bare, plain_words
from teams.guards import require_role
from teams.roles import Role

from ..dated_forms import ParameterForm
from ..models import Parameter
from ..parameters import declared_as, standings, value
from . import dated

NEVER = dt.date.min
COLUMNS = {
    "libelle": lambda one: (one.declared.app, one.declared.label),
    "verifie": lambda one: (one.now and one.now.verified_on) or NEVER,
}
SHEET = [
    ("Domaine", 24), ("Paramètre", 44), ("Valeur", 18), ("Depuis le", 12), ("Base légale ou source", 60),
    ("Vérifié le", 12), ("À vérifier", 10), ("Prochaine valeur", 18), ("À partir du", 12),
]  # fmt: skip


def stale_before(today: dt.date) -> dt.date:
    """What was verified before that day wants to be looked at again."""
    return today - dt.timedelta(days=int(value("parameters.verified", today)))


def is_stale(row, limit: dt.date) -> bool:
    return row is not None and (row.verified_on is None or row.verified_on < limit)


def _found(request):
    today = timezone.localdate()
    limit, wanted = stale_before(today), plain_words(request.GET.get("q", ""))
    found = [(one, is_stale(one.now, limit)) for one in standings(today)]
    if wanted:
        found = [line for line in found if all(word in _words(line[0]) for word in wanted)]
    if request.GET.get("averifier"):
        found = [line for line in found if line[1]]
    sorting = Sorting.read(request, COLUMNS, default="libelle")
    found.sort(key=lambda line: COLUMNS[sorting.name](line[0]), reverse=sorting.descending)
    return found, sorting


def _words(one) -> str:
    told = (one.declared.label, one.declared.app, one.declared.help, one.now.basis if one.now else "")
    return bare(" ".join(told))


@require_safe
def index(request):
    found, sorting = _found(request)
    context = {"found": found, "sorting": sorting, "is_filtered": bool(request.GET.keys() & {"q", "averifier"})}
    return render(request, partial(request, "coordination/parameters.html", "rows"), context)


@require_safe
def export(request):
    return excel("Paramètres", SHEET, (_row(one, stale) for one, stale in _found(request)[0]))


def _row(one, stale):
    now, following = one.now, one.next
    return (
        one.declared.app, one.declared.label, one.value, now and now.period.lower, now and now.basis,
        now and now.verified_on, stale, one.change, following and following.period.lower,
    )  # fmt: skip


def _subject(code: str) -> dated.Subject:
    known = declared_as(code)
    if known is None:
        raise Http404
    return dated.Subject(
        name="coordination:parameter", args=(code,), tab="parameters", title=known.label, help=known.help,
        rows=Parameter.objects.filter(code=code), say=lambda row: known.say(row.value),
        back=("Paramètres", "coordination:parameters"),
    )  # fmt: skip


@require_safe
def show(request, code):
    return dated.page(request, _subject(code))


@require_role(Role.ADMIN)
@require_http_methods(dated.METHODS)
def create(request, code):
    subject = _subject(code)
    known = declared_as(code)
    first = dated.start(subject.rows, "value", "basis")
    form = ParameterForm(request.POST or None, instance=Parameter(code=code), initial=first, declared=known)
    return dated.create(request, subject, form)


@require_role(Role.ADMIN)
@require_POST
def verify(request, code, pk):
    return dated.verify(request, _subject(code), pk)


@require_role(Role.ADMIN)
@require_POST
def withdraw(request, code, pk):
    return dated.withdraw(request, _subject(code), pk)

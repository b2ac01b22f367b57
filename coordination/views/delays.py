"""« Délais et horaires »: how fast each process serves each urgency, and when people work."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.web.sheets import excel
from teams.guards import require_role
from teams.models import Agency
from teams.roles import Role

from ..dated_forms import CalendarForm, LevelForm
from ..models import Priority, Process, ServiceLevel, WorkingCalendar
from . import dated
from .parameters import is_stale, stale_before

LANDLORD = 0
SHEET = [
    ("Objet", 44), ("Valeur", 50), ("Depuis le", 12), ("Jusqu’au (non compris)", 14), ("Source", 60),
    ("Vérifié le", 12),
]  # fmt: skip


@require_safe
def index(request):
    today = timezone.localdate()
    limit = stale_before(today)
    known = {(one.process_id, one.priority): one for one in ServiceLevel.objects.on(today)}
    cells = {key: (one, is_stale(one, limit)) for key, one in known.items()}
    levels = [
        (process, [(priority, *cells.get((process.pk, priority), (None, False))) for priority in Priority])
        for process in Process.objects.all()
    ]
    own = {one.agency_id: one for one in WorkingCalendar.objects.visible_to(request.user).on(today)}
    agencies = Agency.objects.visible_to(request.user).order_by("name", "pk")
    hours = [(one, own.get(one.pk), is_stale(own.get(one.pk), limit)) for one in agencies]
    context = {
        "levels": levels, "priorities": Priority, "landlord": own.get(None), "hours": hours,
        "landlord_is_stale": is_stale(own.get(None), limit), "can_change": request.user.has_role(Role.ADMIN),
    }  # fmt: skip
    return render(request, "coordination/delays.html", context)


@require_safe
def export(request):
    """Every value there was, is or will be."""
    levels = ServiceLevel.objects.select_related("process").order_by("process__position", "priority", "-period")
    hours = WorkingCalendar.objects.visible_to(request.user).select_related("agency").order_by("agency", "-period")
    found = [(f"{one.process} : {one.get_priority_display()}", one) for one in levels]
    found += [(f"Horaires : {one.agency or 'bailleur'}", one) for one in hours]
    rows = (
        (title, one.said, one.period.lower, one.period.upper, one.basis, one.verified_on) for title, one in found
    )
    return excel("Délais et horaires", SHEET, rows)


def _level(code: str, priority: int) -> dated.Subject:
    process = get_object_or_404(Process, pk=code)
    if priority not in Priority.values:
        raise Http404
    return dated.Subject(
        name="coordination:level", args=(code, priority), tab="delays",
        title=f"{process} : {Priority(priority).label}", rows=process.levels.filter(priority=priority),
        say=lambda row: row.said, help="Délai annoncé à l’ouverture d’un dossier de cette urgence.",
    )  # fmt: skip


@require_safe
def level(request, code, priority):
    return dated.page(request, _level(code, priority))


@require_role(Role.ADMIN)
@require_http_methods(dated.METHODS)
def level_create(request, code, priority):
    subject = _level(code, priority)
    first = dated.start(subject.rows, "amount", "unit", "basis")
    new = ServiceLevel(process_id=code, priority=priority)
    return dated.create(request, subject, LevelForm(request.POST or None, instance=new, initial=first))


@require_role(Role.ADMIN)
@require_POST
def level_verify(request, code, priority, pk):
    return dated.verify(request, _level(code, priority), pk)


@require_role(Role.ADMIN)
@require_POST
def level_withdraw(request, code, priority, pk):
    return dated.withdraw(request, _level(code, priority), pk)


def _hours(request, agency: int) -> dated.Subject:
    """The landlord's own (0), or those of an agency of the perimeter."""
    named = "du bailleur"
    if agency != LANDLORD:
        named = f"de {get_object_or_404(Agency.objects.visible_to(request.user), pk=agency)}"
    rows = WorkingCalendar.objects.visible_to(request.user).of(agency or None)
    return dated.Subject(
        name="coordination:hours", args=(agency,), tab="delays", title=f"Horaires {named}", rows=rows,
        say=lambda row: row.said,
        help="Sans horaires à elle, une agence suit ceux du bailleur. Les jours fériés ne comptent pas.",
    )  # fmt: skip


@require_safe
def hours(request, agency):
    return dated.page(request, _hours(request, agency))


@require_role(Role.ADMIN)
@require_http_methods(dated.METHODS)
def hours_create(request, agency):
    subject = _hours(request, agency)
    first = dated.start(subject.rows, "weekdays", "opens", "closes", "alsace_moselle", "basis")
    new = WorkingCalendar(agency_id=agency or None)
    return dated.create(request, subject, CalendarForm(request.POST or None, instance=new, initial=first))


@require_role(Role.ADMIN)
@require_POST
def hours_verify(request, agency, pk):
    return dated.verify(request, _hours(request, agency), pk)


@require_role(Role.ADMIN)
@require_POST
def hours_withdraw(request, agency, pk):
    return dated.withdraw(request, _hours(request, agency), pk)

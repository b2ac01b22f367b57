"""« Promesses dépassées et silences »: whom we owe news, who has the ball, what was told last."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.web.htmx import partial
from config.web.lists import Sorting, paginate
from config.web.sheets import excel
from coordination.models import Task
from messaging.texts import declared

from .. import silence
from ..models import Request
from ..round_filters import SilenceFilter

COLUMNS = {
    "retard": ["case__promised_on", "news"],
    "nouvelle": ["news"],
    "dossier": ["case__reference"],
    "residence": ["case__residence__words", "case__promised_on"],
}
SHEET = [
    ("Dossier", 14), ("Objet", 34), ("Famille", 26), ("Agence", 22), ("Résidence", 30), ("Lieu", 34),
    ("Demandeur", 28), ("Chez", 28), ("Depuis", 17), ("Date annoncée", 13), ("Jours de retard", 9),
    ("Dernière nouvelle", 17), ("Ce qui a été dit", 30),
]  # fmt: skip
AROUND = (
    "case__residence", "case__agency", "case__building", "case__staircase", "case__unit", "category", "contact",
)  # fmt: skip


def _found(request) -> tuple[SilenceFilter, Sorting]:
    known = silence.owed(Request.objects.visible_to(request.user), timezone.now()).select_related(*AROUND)
    tasks = Task.objects.visible_to(request.user).open().select_related("assignee", "team", "process", "rule")
    known = known.prefetch_related(Prefetch("case__tasks", tasks.order_by("opened_at", "pk"), to_attr="ball"))
    found = SilenceFilter(request.GET, known, request=request)
    return found, Sorting.read(request, COLUMNS, default="retard")


def _tell(request_, today, labels):
    """What the row says beside its columns."""
    request_.days = max((today - request_.case.promised_on).days, 0)
    request_.last_label = labels.get(request_.last_event, "Message libre" if request_.last_at else "")
    request_.balls = [task for task in request_.case.ball if task.step != "information"] or request_.case.ball
    return request_


def labels() -> dict[str, str]:
    return {event.code: event.label for event in declared()}


@require_safe
def index(request):
    found, sorting = _found(request)
    page = paginate(sorting.apply(found.qs), request)
    today, names = timezone.localdate(), labels()
    for one in page:
        _tell(one, today, names)
        for task in one.balls:
            task.can_move = task.may_be_moved_by(request.user)
    context = {"filter": found, "sorting": sorting, "page": page, "today": today, "now": timezone.now()}
    return render(request, partial(request, "requests_app/silences.html", "rows"), context)


@require_safe
def export(request):
    found, sorting = _found(request)
    today, names = timezone.localdate(), labels()
    rows = sorting.apply(found.qs).iterator(chunk_size=1000)
    return excel("Silences", SHEET, (_row(_tell(one, today, names)) for one in rows))


def _row(one):
    case = one.case
    return (
        case.reference, case.title, one.category.family_label, case.agency.name, case.residence.name, case.where,
        str(one.contact or ""), ", ".join(task.owner for task in one.balls),
        min((task.opened_at for task in one.balls), default=None), case.promised_on, one.days, one.last_at,
        one.last_label,
    )  # fmt: skip

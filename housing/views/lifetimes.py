"""Component kinds and how long they last: dated values, read by all, changed by few."""

from django.contrib import messages
from django.db.models import Func, OuterRef, Prefetch, Q, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from config.web.htmx import partial
from config.web.lists import Sorting
from config.web.sheets import excel
from teams.guards import require_role
from teams.roles import Role

from ..lifetime_forms import LifetimeForm
from ..models import ComponentKind, ComponentLifetime

COLUMNS = {
    "type": ["word"],
    "corps": ["trade", "word"],
    "duree": ["years", "word"],
}
SHEET = [("Type", 32), ("Corps d’état", 20), ("Sécurité", 10), ("Durée technique (ans)", 12),
         ("Durée comptable (ans)", 12), ("Part du prix (%)", 12), ("Depuis le", 12), ("Source", 60),
         ("Vérifié le", 12)]  # fmt: skip
KEEPERS = (Role.ASSET_PLANNER, Role.ADMIN)


def _kinds(request):
    """Kinds with the lifetime in force today as `now`, filtered and sorted."""
    today = timezone.localdate()
    in_force = ComponentLifetime.objects.filter(period__contains=today)
    years = in_force.filter(kind=OuterRef("pk")).values("planning_years")[:1]
    found = ComponentKind.objects.annotate(years=Subquery(years), word=Func("label", function="palier_plain"))
    if query := request.GET.get("q", "").strip():
        found = found.filter(Q(label__unaccent__icontains=query) | Q(trade__unaccent__icontains=query))
    sorting = Sorting.read(request, COLUMNS, default="type")
    return sorting.apply(found).prefetch_related(Prefetch("lifetimes", in_force, to_attr="in_force")), sorting


@require_safe
def index(request):
    kinds, sorting = _kinds(request)
    context = {"kinds": kinds, "sorting": sorting, "can_change": request.user.has_role(*KEEPERS)}
    return render(request, partial(request, "housing/kinds.html", "rows"), context)


@require_safe
def export(request):
    kinds, _ = _kinds(request)
    rows = (
        [kind.label, kind.trade, kind.safety, now.planning_years, now.accounting_years, now.accounting_share,
         now.period.lower, now.basis, now.verified_on]
        for kind in kinds
        for now in kind.in_force
    )  # fmt: skip
    return excel("Durées de vie des composants", SHEET, rows)


@require_safe
def show(request, pk):
    kind = get_object_or_404(ComponentKind, pk=pk)
    return render(request, "housing/kind.html", _context(request, kind))


def _context(request, kind, form=None):
    return {
        "kind": kind,
        "lifetimes": kind.lifetimes.order_by("-period"),
        "today": timezone.localdate(),
        "form": form,
        "can_change": request.user.has_role(*KEEPERS),
    }


@require_role(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request, pk):
    """A new lifetime from a day on."""
    kind = get_object_or_404(ComponentKind, pk=pk)
    former = kind.lifetimes.order_by("-period").first()
    fields = ("planning_years", "accounting_years", "accounting_share", "basis")
    start = {name: getattr(former, name) for name in fields} if former else {}
    form = LifetimeForm(request.POST or None, instance=ComponentLifetime(kind=kind), initial=start)
    if form.is_valid() and form.succeed():
        messages.success(request, f"Nouvelle durée de vie enregistrée : {kind.label}.")
        return redirect("housing:kind", kind.pk)
    return render(
        request, "housing/kind.html", _context(request, kind, form), status=422 if form.is_bound else 200
    )

"""Which checks there are, how often and why: read by everybody, changed by `admin` from a day on."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coordination.views import dated
from teams.guards import require_role
from teams.roles import Role

from ..check_forms import KindForm, RuleForm
from ..models import CheckKind, CheckRule


@require_safe
def index(request):
    now = CheckRule.objects.filter(period__contains=timezone.localdate())
    kinds = CheckKind.objects.prefetch_related(Prefetch("rules", now, to_attr="now"))
    context = {"kinds": kinds, "may_write": request.user.has_role(Role.ADMIN)}
    return render(request, "proximity/checks/kinds.html", context)


@require_role(Role.ADMIN)
@require_http_methods(dated.METHODS)
def begin(request):
    """A check nobody followed until now, with its first rhythm."""
    form, rule = KindForm(request.POST or None), RuleForm(request.POST or None, instance=CheckRule())
    if form.is_bound and form.is_valid() & rule.is_valid():
        with transaction.atomic():
            rule.instance.kind = form.save()
            done = rule.succeed()
            transaction.set_rollback(not done)
        if done:
            messages.success(request, "Type de contrôle créé. Les équipements concernés sont ajoutés chaque nuit.")
            return redirect("proximity:check_kind", rule.instance.kind_id)
    context = {"form": form, "rule": rule}
    return render(request, "proximity/checks/kind_new.html", context, status=422 if form.is_bound else 200)


def _subject(pk) -> dated.Subject:
    kind = get_object_or_404(CheckKind.objects.all(), pk=pk)
    return dated.Subject(
        name="proximity:check_kind", args=(kind.pk,), tab="", title=f"{kind.code} · {kind}",
        help="Périodicité, alerte et base légale d’un contrôle.", rows=CheckRule.objects.filter(kind=kind),
        say=_say, back=("Types de contrôle", "proximity:check_kinds"),
    )  # fmt: skip


def _say(rule: CheckRule) -> str:
    duty = "obligatoire" if rule.mandatory else "préventif"
    return f"{rule.rhythm}, {duty}, alerte {rule.alert_days} jours avant"


@require_safe
def show(request, pk):
    return dated.page(request, _subject(pk))


@require_role(Role.ADMIN)
@require_http_methods(dated.METHODS)
def create(request, pk):
    subject = _subject(pk)
    first = dated.start(subject.rows, "months", "weeks", "mandatory", "from_due", "alert_days", "basis")
    form = RuleForm(request.POST or None, instance=CheckRule(kind_id=pk), initial=first)
    return dated.create(request, subject, form)


@require_role(Role.ADMIN)
@require_POST
def verify(request, pk, rule):
    return dated.verify(request, _subject(pk), rule)


@require_role(Role.ADMIN)
@require_POST
def withdraw(request, pk, rule):
    return dated.withdraw(request, _subject(pk), rule)

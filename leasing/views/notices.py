"""Notice: entered with its end told live, corrected, withdrawn; the keys."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from teams.guards import require_role
from teams.workflow import MoveRefused

from ..access import MAY_WRITE
from ..models import Notice
from ..notice_forms import KeysForm, NoticeForm, WithdrawalForm
from .leases import METHODS, lease_of


def _notice(request, pk) -> Notice:
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    notice.lease = lease_of(request, notice.lease_id)
    return notice


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def create(request, pk):
    lease = lease_of(request, pk)
    form = NoticeForm(request.POST or None, lease=lease)

    def do():
        return Notice.objects.visible_to(request.user).receive(lease, by=request.user, **form.given)

    return _enter(request, lease, form, do, "Congé enregistré")


@require_role(*MAY_WRITE)
@require_safe
def reckoning(request, pk):
    """What the form says so far gives: end, months, legal text, proof to ask for."""
    form = NoticeForm(request.GET, lease=lease_of(request, pk))
    return render(request, "leasing/notice.html#reckoning", {"form": form, "lease": form.lease})


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def correct(request, pk):
    notice = _notice(request, pk)
    form = NoticeForm(request.POST or None, instance=notice, lease=notice.lease)

    def do():
        return _notice(request, pk).correct(by=request.user, **form.given)  # `form` has written on `notice`

    return _enter(request, notice.lease, form, do, "Congé corrigé", notice)


def _enter(request, lease, form, do, done, former=None):
    if form.is_valid():
        try:
            notice = do()
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{done} : le bail finit le {notice.ends_on:%d/%m/%Y}.")
            return redirect(lease)
    context = {"lease": lease, "form": form, "former": former}
    return render(request, "leasing/notice.html", context, status=422 if form.is_bound else 200)


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def withdraw(request, pk):
    notice = _notice(request, pk)
    form = WithdrawalForm(request.POST or None)
    return _act(
        request, notice, form, lambda: notice.withdraw(form.cleaned_data["why"], by=request.user),
        "Retirer le congé", "Congé retiré : le bail continue.",
    )  # fmt: skip


@require_role(*MAY_WRITE)
@require_http_methods(METHODS)
def keys(request, pk):
    notice = _notice(request, pk)
    form = KeysForm(request.POST or None, notice=notice)

    def do():
        notice.return_keys(form.cleaned_data["on"], forwarding_address=form.cleaned_data["forwarding_address"])

    return _act(request, notice, form, do, "Enregistrer les clés", "Clés rendues.")


def _act(request, notice, form, do, title, done):
    if form.is_valid():
        try:
            do()
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(notice.lease)
    context = {"lease": notice.lease, "form": form, "title": title, "button": title}
    return render(request, "leasing/form.html", context, status=422 if form.is_bound else 200)

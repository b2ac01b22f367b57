"""One dated value with its history: shown, followed by a new one, verified, taken back before its day."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from housing.models.dated import withdraw as take_back
from teams.roles import Role

METHODS = ("GET", "HEAD", "POST")


@dataclass(frozen=True)
class Subject:
    """Whose value it is. `name`, `args`: the route of its page; `rows`: all of them; `say`: one in words;
    `back`: the list one comes from, its label and route; `may_change`: whether this person gives values."""

    name: str
    args: tuple
    tab: str
    title: str
    rows: QuerySet
    say: Callable
    help: str = ""
    back: tuple[str, str] = ("Délais et horaires", "coordination:delays")
    may_change: Callable = lambda user: user.has_role(Role.ADMIN)
    if_none: str = "Un administrateur peut en donner une."

    def address(self, act: str = "", *more) -> str:
        return reverse(f"{self.name}{act}", args=[*self.args, *more])


@dataclass(frozen=True)
class Line:
    """One value of the history."""

    row: Any
    said: str
    is_now: bool
    is_coming: bool
    is_last: bool
    verify: str
    withdraw: str


def _lines(subject: Subject, today) -> list[Line]:
    return [
        Line(
            row, subject.say(row),
            is_now=row.period.lower <= today and (row.period.upper is None or today < row.period.upper),
            is_coming=row.period.lower > today,
            is_last=number == 0,
            verify=subject.address("_verify", row.pk),
            withdraw=subject.address("_withdraw", row.pk),
        )
        for number, row in enumerate(subject.rows.order_by("-period"))
    ]  # fmt: skip


def page(request, subject: Subject, form=None):
    context = {
        "subject": subject, "history": _lines(subject, timezone.localdate()), "form": form,
        "here": subject.address(), "new": subject.address("_create"),
        "can_change": subject.may_change(request.user),
    }  # fmt: skip
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "coordination/dated.html", context, status=status)


def create(request, subject: Subject, form):
    """The form of a new value, or the new value."""
    if form.is_bound and form.is_valid() and form.succeed():
        messages.success(request, "Nouvelle valeur enregistrée.")
        return redirect(subject.address())
    return page(request, subject, form)


def start(rows: QuerySet, *fields: str) -> dict:
    """What a new value starts with: the last one."""
    last = rows.order_by("-period").first()
    return {name: getattr(last, name) for name in fields} if last else {}


def verify(request, subject: Subject, pk: int):
    """Somebody looked: it is still so. The value stays."""
    row = get_object_or_404(subject.rows, pk=pk)
    row.verified_on = timezone.localdate()
    row.save(update_fields=["verified_on"])
    messages.success(request, "Valeur vérifiée aujourd’hui.")
    return redirect(subject.address())


def withdraw(request, subject: Subject, pk: int):
    try:
        take_back(subject.rows, pk, timezone.localdate())
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "Valeur à venir retirée.")
    return redirect(subject.address())

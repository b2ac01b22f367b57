"""Saying better what a request is: its category, where, why it broke, who pays, who asked."""

import uuid
from typing import Any

from django.db import transaction

from coordination.models import Entry
from messaging.models import Contact
from teams.workflow import MoveRefused

from . import events
from .models import Category, Cause, Payer, Request, Zone
from .opening import HANDLING, first_promise
from .telling import short_day, tell

SAID = {
    "category": "catégorie", "zone": "lieu", "contact": "demandeur", "cause": "cause", "payer": "qui paie",
}  # fmt: skip


def requalify(
    request: Request, *, category: Category, zone: str, contact: Contact | None, cause: str, payer: str, why: str,
    payer_basis: str, by, key: uuid.UUID,
) -> Entry:  # fmt: skip
    """Another family gives the handling to whom the matrix names. The tenant hears of what matters to them.

    Sent again with the same key, it changes nothing.
    """
    with transaction.atomic():
        case = request.case.hold()
        if known := Entry.objects.filter(key=key).first():
            if (known.case_id, known.by) != (case.pk, by):
                raise MoveRefused("Cet envoi porte la clé d’une autre action. Rechargez la page.")
            return known
        request.refresh_from_db(fields=[*SAID, "payer_basis"])
        new = {"category": category, "zone": zone, "contact": contact, "cause": cause, "payer": payer}
        changed = [name for name in SAID if getattr(request, name) != new[name]]
        if not changed:
            raise MoveRefused("Rien n’a changé.")
        if category.restricted != case.confidential:
            raise MoveRefused("Une demande ne devient ni ne cesse d’être confidentielle : ouvrez-en une autre.")
        told = " ; ".join(f"{SAID[name]} : {_words(name, new[name])}" for name in changed)
        moved = request.category.family != category.family
        _write(request, new, changed, payer_basis)
        entry = _journal(request, moved, f"Requalifiée ({told}). {why}", by, key)
        _tell(request, changed, moved, entry, by)
    return entry


def _words(name: str, value: Any) -> str:
    """In the journal a person is no name: it is read by more people than the file of a contact."""
    if name == "contact":
        return "une autre personne" if value else "nos équipes"
    choices: dict[str, Any] = {"zone": Zone, "cause": Cause, "payer": Payer}
    return str(choices[name](value).label if name in choices else value)


def _write(request: Request, new: dict, changed: list[str], payer_basis: str) -> None:
    for name in changed:
        setattr(request, name, new[name])
    if "payer" in changed or "cause" in changed or "category" in changed:
        request.payer_basis = payer_basis
    request.save(update_fields=[*changed, "payer_basis"])
    if "category" in changed:
        case = request.case
        case.change(title=request.category.label, facts={**case.facts, "family": request.category.family})


def _journal(request: Request, moved: bool, text: str, by, key: uuid.UUID) -> Entry:
    """The task being handled goes to the owner of the new family; one that waits stays where it is."""
    case = request.case
    task = case.tasks.open().filter(step=HANDLING).order_by("-pk").first() if moved else None
    if task is None:
        return case.note(text, by=by, key=key)
    task.case = case
    return case.hand_over(HANDLING, task=task, text=text, by=by, key=key)


def _tell(request: Request, changed: list[str], moved: bool, entry: Entry, by) -> None:
    """§6.3: who asked gets a receipt; who handles it, and that it is the tenant's to pay, are told."""
    case, about = request.case, {"key": str(entry.pk), "by": by}
    if "contact" in changed:
        day = case.promised_on or first_promise(case)
        tell(request, events.OPENED, date=short_day(day), **about)
    if "payer" in changed and request.payer == Payer.TENANT:
        tell(request, events.YOURS, **about)
    elif moved and entry.kind == Entry.Kind.HANDED_OVER:
        task = case.tasks.open().select_related("team").order_by("pk").last()
        who = task.team.name if task and task.team else task.get_role_display()
        tell(request, events.QUALIFIED, who=who, **about)

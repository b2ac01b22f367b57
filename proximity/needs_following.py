"""What follows for a need, or an order to approve, from the journal of its case, whoever wrote the line."""

from django.db import IntegrityError, transaction

from coordination.models import Entry
from teams.workflow import MoveRefused

from . import guard
from .models import Need

Kind, State = Entry.Kind, Need.State
BY_FORM = {"planned": State.PLANNED, "studied": State.STUDIED, "merged": State.MERGED, "refused": State.REFUSED}
"""Answers that say more than words (a year, a day, another need), and reach those who reported."""
ALONE = {("planned", "done"): "finish", ("planned", "back"): "come_back"}


def follow(sender, entry: Entry, **kwargs) -> None:
    """Receiver of `entry_written`."""
    if entry.case.process_id != "need":
        return
    need = Need.objects.filter(case=entry.case_id).first()
    if need is None:
        guard.checked(entry)
        return
    need.case = entry.case
    if entry.kind == Kind.FINISHED and entry.task:
        _finished(need, entry)
    elif entry.kind == Kind.CLOSED and need.is_open:
        need.move("drop", by=entry.by, note=entry.text)
    elif entry.kind == Kind.REOPENED:
        _again(need, entry)
    elif entry.kind == Kind.TASK_OPENED and entry.task and entry.task.step == "planned":
        raise MoveRefused("Un besoin n’attend des travaux qu’une fois programmé : répondez sur sa fiche.")


def _finished(need: Need, entry: Entry) -> None:
    task = entry.task
    assert task  # noqa: S101 - asked by `follow`
    wanted = BY_FORM.get(task.outcome) if task.step in ("decision", "study") else None
    if wanted and need.state != wanted:
        raise MoveRefused("Cette réponse se donne sur la fiche du besoin, avec ce qu’elle demande.")
    if task.outcome == "more" and need.state == State.STUDIED:
        need.move("ask_more", by=entry.by, note=entry.text)
    move = ALONE.get((task.step, task.outcome))
    if move and need.state == State.PLANNED:
        need.move(move, by=entry.by, note=entry.text)


def _again(need: Need, entry: Entry) -> None:
    """Reopened: the plan must answer anew, wherever the case stood."""
    try:
        with transaction.atomic():
            need.move("reopen", by=entry.by, note=entry.text, work=None, year=None, into=None)
    except IntegrityError:
        raise MoveRefused("Un autre besoin est ouvert depuis sur ce composant : ajoutez-y ce constat.") from None
    if entry.task and entry.task.step != "decision":
        need.case.hand_over("decision", task=entry.task, text="À décider de nouveau.", by=entry.by)

"""« Messages à classer »: what a person does with a text whose file nobody could tell."""

from django.db import transaction
from django.utils import timezone

from coordination.models import Case
from teams.workflow import MoveRefused

from .inbound import end, place
from .models import Message
from .states import State


def sort_into(message: Message, case: Case, *, by) -> None:
    """A person names the file."""
    with transaction.atomic():
        place(_held(message), case)


def keep_on_contact(message: Message, *, by) -> None:
    """A person says that it is about no file; it stays in the person's conversation."""
    with transaction.atomic():
        held = _held(message)
        if held.contact_id is None:
            raise MoveRefused("Personne n’est connu à ce numéro.")
        _seen(held, by)
        end(held, State.FILED)


def set_aside(message: Message, *, by) -> None:
    """A person says that it is nobody's: advertising, a wrong number."""
    with transaction.atomic():
        held = _held(message)
        _seen(held, by)
        end(held, State.DISMISSED)


def _seen(message: Message, by) -> None:
    message.read_at, message.read_by = timezone.now(), by


def _held(message: Message) -> Message:
    held = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if held.state != State.TO_SORT:
        raise MoveRefused("Ce message est déjà classé.")
    return held

import itertools

import factory
from factory.django import DjangoModelFactory

from messaging.models import Channel, Contact, Direction, Message, Phone
from messaging.states import State

numbers = itertools.count(1)


def a_number() -> str:
    """A mobile of the range kept for fiction (06 39 98 xx xx)."""
    return f"+336399{80000 + next(numbers) % 8000:05}"


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    last_name = factory.Sequence(lambda n: f"Martin {n}")
    first_name = "Sacha"


def a_contact(agency, number=None, **values):
    contact = ContactFactory(agency=agency, **values)
    if number != "":
        Phone.objects.create(contact=contact, number=number or a_number())
    return contact


def a_message(**values):
    """An SMS that waits to be sent."""
    start = values.pop("not_before", None)
    from django.utils import timezone

    now = timezone.now()
    defaults = {
        "direction": Direction.OUT, "channel": Channel.SMS, "number": a_number(), "body": "Bonjour",
        "urgent": True,
        "key": f"test:{next(numbers)}", "state": State.WAITING, "not_before": start or now, "due_at": start or now,
    }  # fmt: skip
    return Message.objects.create(**{**defaults, **values})

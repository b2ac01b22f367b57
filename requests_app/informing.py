"""One text to all whom an incident concerns and who did not call: decided by a person, with its trace
(domain.md §10.1)."""

import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db import transaction

from coordination.models import Entry
from housing.models import Placed
from messaging import outbox, texts
from messaging.gateways import sends_sms
from messaging.models import Channel, Contact, OptOut
from messaging.models.contacts import Purpose
from teams.roles import Role
from teams.workflow import MoveRefused

from . import events
from .models import Broadcast, Incident

MAY_INFORM = (Role.CONTACT_CENTRE, Role.PROXIMITY_MANAGER, Role.AGENCY_MANAGER)


@dataclass(frozen=True)
class Audience:
    """Who gets it, by which way; `unreached` are those whom only a poster or a letter would reach."""

    sms: list[Contact]
    email: list[Contact]
    unreached: list[Contact]

    @property
    def count(self) -> int:
        return len(self.sms) + len(self.email)

    def cost(self, text: str = "") -> Decimal:
        """Estimated, in euros, of a text of these words (of one segment when there are none yet)."""
        measure = texts.segments(texts.sanitise(told(text)))
        return len(self.sms) * measure.count * settings.SMS_SEGMENT_COST


def told(text: str) -> str:
    """The whole text, in French."""
    return texts.render(events.INCIDENT, "fr", {"words": text})


def covered(incident: Incident) -> Placed:
    """What says which place it covers: its machine, else its case."""
    return incident.equipment or incident.case


def audience(incident: Incident) -> Audience:
    """People who live there and did not call themselves. Five queries, however many they are."""
    called = incident.memberships.filter(ended_at=None).values("request__contact")
    living = Contact.objects.living_in([covered(incident).place]).exclude(
        pk__in=called.exclude(request__contact=None)
    )
    known = living.prefetch_related("phones", "choices").order_by("pk")
    people = [one for one in known if not one.refuses(Purpose.COLLECTIVE)]
    numbers = {one.pk: one.sms_number if sends_sms() else "" for one in people}
    stopped = set(
        OptOut.objects.filter(number__in=numbers.values(), ended_at=None).values_list("number", flat=True)
    )
    ways: dict[str, list[Contact]] = {channel: [] for channel in Channel.values}
    for person in people:
        number = "" if numbers[person.pk] in stopped else numbers[person.pk]
        ways[outbox.way(person, Purpose.COLLECTIVE, number)[0]].append(person)
    return Audience(ways[Channel.SMS], ways[Channel.EMAIL], ways[Channel.LETTER])


def inform(incident: Incident, text: str, *, by, key: uuid.UUID, count: int | None = None) -> Broadcast:
    """Send it once per person. `count`: how many the person who decided was told; refused when that changed."""
    with transaction.atomic():
        case = incident.case.hold()
        if known := Broadcast.objects.filter(key=key).first():
            return known
        if not case.is_open:
            raise MoveRefused("Cet incident est clos.")
        found = audience(incident)
        if not found.count:
            raise MoveRefused("Personne à informer : ni téléphone ni courriel à cet endroit.")
        if count is not None and count != found.count:
            raise MoveRefused(
                f"Le nombre de destinataires a changé : {found.count}, et non {count}. Confirmez encore."
            )
        sent = Broadcast.objects.create(incident=incident, text=text, count=found.count, by=by, key=key)
        for person in (*found.sms, *found.email):
            outbox.send(
                events.INCIDENT, person, {"words": text}, case=case, key=f"broadcast:{sent.pk}:{person.pk}", by=by
            )
        line = f"Information envoyée à {found.count} personne{'s' if found.count > 1 else ''} : {text}"
        case.note(line, visibility=Entry.Visibility.INTERNAL, by=by, data={"broadcast": sent.pk})
    return sent

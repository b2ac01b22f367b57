"""The texts of the demo: what tenants wrote, and what was sent to them, at the time of its cause."""

import datetime as dt
import uuid

import pgtrigger
from django.db import connection

from coordination.models import Entry
from messaging.models import Channel, Direction, Message
from messaging.states import State

from ..models import Request


def tenant_writes(request: Request, words: str, *, at: dt.datetime, read_by, disturbs=True) -> None:
    """A text of the tenant, filed in its case as the inbound router does."""
    contact, case = request.contact, request.case
    if contact is None or not contact.sms_number:
        return
    message = Message.objects.create(
        direction=Direction.IN,
        channel=Channel.SMS,
        number=contact.sms_number,
        body=words,
        contact=contact,
        case=case,
        agency_id=case.agency_id,
        key=f"in:demo:{uuid.uuid4()}",
        provider="simulator",
        state=State.FILED,
        state_at=at,
        disturbs=disturbs,
        read_at=at + dt.timedelta(minutes=20) if read_by else None,
        read_by=read_by,
    )
    Message.objects.filter(pk=message.pk).update(created_at=at)
    case.note(
        words, visibility=Entry.Visibility.TENANT, by=None, at=at, data={"message": message.pk, "from": "tenant"}
    )


SENT_THEN = """
WITH told AS (
    SELECT m.id,
        COALESCE(e.at, CASE m.event WHEN 'request.opened' THEN c.opened_at ELSE m.created_at END) AS at
    FROM messaging_message m JOIN coordination_case c ON c.id = m.case_id
    LEFT JOIN coordination_entry e
        ON e.case_id = m.case_id AND m.event <> 'request.opened' AND e.id::text = substring(m.key from ':(\\d+)')
    WHERE m.direction = 'out' AND m.state = 'waiting'
)
UPDATE messaging_message m SET
    created_at = told.at, not_before = told.at, claimed_at = told.at, attempts = 1, due_at = NULL,
    sent_at = told.at + interval '4 seconds', state_at = told.at + interval '9 seconds',
    provider = CASE m.channel WHEN 'sms' THEN 'simulator' ELSE m.channel END,
    provider_sid = 'demo-' || m.id,
    state = CASE m.channel WHEN 'sms' THEN 'delivered' WHEN 'email' THEN 'sent' ELSE 'printed' END
FROM told WHERE told.id = m.id AND (m.channel <> 'letter' OR told.at < %(lately)s)
"""
PHONES = """
INSERT INTO messaging_simulatedphone (number, agency_id)
SELECT number, min(agency_id) FROM messaging_message WHERE channel = 'sms' AND number <> '' GROUP BY number
ON CONFLICT (number) DO NOTHING
"""
TEXTS = """
INSERT INTO messaging_simulatedsms (phone_id, sid, from_tenant, body, status, error_code, at)
SELECT p.id, 'SMdemo' || m.id, m.direction = 'in', m.body,
    CASE m.direction WHEN 'in' THEN 'received' ELSE 'delivered' END,
    '', COALESCE(m.sent_at, m.created_at)
FROM messaging_message m JOIN messaging_simulatedphone p ON p.number = m.number
WHERE m.channel = 'sms' AND (m.direction = 'in' OR m.state = 'delivered')
ON CONFLICT (sid) DO NOTHING
"""


LOGGED_THEN = """
UPDATE coordination_entry e SET logged_at = e.at FROM coordination_case c
WHERE c.id = e.case_id AND c.process_id IN ('request', 'incident') AND e.logged_at <> e.at
"""


def as_if_sent(now: dt.datetime) -> None:
    """What was written while the story was played left at the time of its cause; letters of late stay to be made.

    The simulated telephones hold what they would hold, and the journal was written as things happened.
    """
    with connection.cursor() as cursor:
        cursor.execute(SENT_THEN, {"lately": now - dt.timedelta(days=3)})
        cursor.execute(PHONES)
        cursor.execute(TEXTS)
    with pgtrigger.ignore("coordination.Entry:append_only"), connection.cursor() as cursor:
        cursor.execute(LOGGED_THEN)

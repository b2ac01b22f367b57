"""The Celery application of the bench: Palier's own, and beside it the bare task that is the floor."""

import os
import threading
import uuid

import psycopg
import requests

from config.celery import app

__all__ = ["app"]
_mine = threading.local()

CLAIM = """
UPDATE messaging_message SET state = 'claimed', claim = %s, claimed_at = now(), due_at = now() + interval '2
minutes',
    attempts = attempts + 1
WHERE id = %s AND state = 'waiting' AND not_before <= now() RETURNING number, body
"""
DONE = """
UPDATE messaging_message SET state = %s, provider = 'twilio', provider_sid = %s, sent_at = now(), state_at = now(),
    due_at = now() + interval '24 hours', error_code = '', segments = %s
WHERE id = %s AND state = 'claimed' AND claim = %s
"""


def _tools() -> tuple[psycopg.Connection, requests.Session]:
    if not hasattr(_mine, "tools"):
        session = requests.Session()
        session.auth = (os.environ["TWILIO_ACCOUNT_SID"], os.environ["TWILIO_AUTH_TOKEN"])
        session.trust_env = False
        _mine.tools = (psycopg.connect(os.environ["DATABASE_URL"], autocommit=True), session)
    return _mine.tools


@app.task(name="bench.bare", acks_late=True)
def bare(pk: int) -> None:
    """The least that sends a message: claim it, the HTTP call, write down what the provider answered."""
    database, session = _tools()
    claim = uuid.uuid4()
    row = database.execute(CLAIM, [claim, pk]).fetchone()
    if row is None:
        return
    account = os.environ["TWILIO_ACCOUNT_SID"]
    answer = session.post(
        f"{os.environ['TWILIO_BASE_URL']}/2010-04-01/Accounts/{account}/Messages.json",
        data={"To": row[0], "From": "OPH Val", "Body": row[1], "StatusCallback": "https://exemple.fr/etat/"},
        timeout=10,
    )
    sms = answer.json()
    database.execute(DONE, [sms["status"], sms["sid"], int(sms["num_segments"]), pk, claim])

"""The two statements that carry a message: each is one round trip to the database, and atomic."""

CLAIM = """
UPDATE messaging_message SET
    doubt_since = CASE WHEN state = 'claimed' THEN COALESCE(doubt_since, claimed_at) END,
    state = 'claimed', claim = %(claim)s, claimed_at = %(now)s, due_at = %(lease_ends)s, attempts = attempts + 1
WHERE id = %(pk)s AND direction = 'out'
  AND ((state = 'waiting' AND not_before <= %(now)s) OR (state = 'claimed' AND due_at <= %(now)s))
RETURNING *,
  channel = 'sms' AND EXISTS (
    SELECT FROM messaging_optout o WHERE o.number = messaging_message.number AND o.ended_at IS NULL
  ) AS is_stopped,
  CASE WHEN channel = 'sms' AND NOT urgent THEN (
    SELECT jsonb_agg(jsonb_build_array(m.sent_at, m.urgent, m.body = messaging_message.body))
    FROM messaging_message m
    WHERE m.number = messaging_message.number AND m.created_at >= %(lately)s AND m.direction = 'out'
      AND m.sent_at >= %(a_day_ago)s AND m.id <> messaging_message.id
  ) END AS sent_lately
"""
"""Of any number of workers one gets the row. A row still claimed when its lease ends was a dead worker's, or ended
in doubt: it may have been sent, `doubt_since` says since when to look. One statement also reads what `policy`
asks: whether the person refused SMS, and what the number got within a day (when, urgent or not, same text or
not)."""

RECORD = """
UPDATE messaging_message SET
    state = %(state)s, provider = %(provider)s, provider_sid = %(sid)s, sent_at = %(now)s, state_at = %(now)s,
    due_at = %(due_at)s, error_code = '', segments = COALESCE(%(segments)s, segments),
    price = COALESCE(%(price)s, price)
WHERE id = %(pk)s AND state = 'claimed' AND claim = %(claim)s
RETURNING EXISTS (SELECT FROM messaging_statusreport WHERE sid = %(sid)s)
"""
"""Says too whether reports came before we knew the provider's name for the message."""

"""News for the apps above."""

from django.dispatch import Signal

answer_received = Signal()
"""Inside the transaction that files a text from a tenant. `sender` is Message; `message`, `case` (or None),
`contact` (or None), `answer`: the text made plain, « 1 » for « 1. » or « Réponse 1 » (`messaging.reading`).

A receiver does what the answer means. For a closed case or an unknown number it returns the case into which the
text is to be filed (reopened, linked, or a new request), or None when the text is none of its business: a person
sorts it. An exception undoes it all; the text is tried again, then given to a person."""

contact_lost = Signal()
"""Inside the transaction. `sender` is Message; `message` was lost and there is no other way to tell the person."""

message_filed = Signal()
"""After commit. `sender` is Message; `message`: a tenant's text is in its case, to be read by who has the ball."""

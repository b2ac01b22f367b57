"""« Mon calendrier »: what is fixed on a day, for the people whose work it is; on a page and as an iCalendar feed.

Each app registers the source of its own events. An event names a place and a step, never a person: calendars are
copied to telephones and to other companies' servers.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from icalendar import STATUS, Calendar
from icalendar import Event as Entry

from .models import CalendarFeed

PAST = dt.timedelta(days=60)
"""How far back a calendar goes."""
REFRESH = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
HOST = "palier"
"""What makes our identifiers ours; the same wherever the application moves to."""


@dataclass(frozen=True)
class Event:
    """`name` never changes while the event lives; `revision` grows each time something about it is written.
    Days count when no hour is known. `sure`: somebody told that day; else it is reckoned."""

    name: str
    title: str
    starts: dt.date | dt.datetime
    changed_at: dt.datetime
    place: str = ""
    path: str = ""
    reference: str = ""
    ends: dt.date | dt.datetime | None = None
    revision: int = 0
    sure: bool = True
    cancelled: bool = False

    @property
    def on(self) -> dt.date:
        return timezone.localdate(self.starts) if isinstance(self.starts, dt.datetime) else self.starts

    @property
    def order(self) -> tuple:
        hour = timezone.localtime(self.starts).time() if isinstance(self.starts, dt.datetime) else dt.time()
        return self.on, hour, self.name


Source = Callable[..., Iterable[Event]]
SOURCES: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """`source(user, since)` → the events of this person from that day on."""
    SOURCES[name] = source


def events_of(user, since: dt.date) -> list[Event]:
    """In the order of days; a fixed number of queries for each source."""
    found = (event for source in SOURCES.values() for event in source(user, since))
    return sorted((event for event in found if event.on >= since), key=lambda event: event.order)


def reader_at(token: str):
    """Whose agenda is read at this address; None when nothing stands there any more."""
    feed = CalendarFeed.objects.at(token)
    return feed.user if feed else None


@dataclass(frozen=True)
class Feed:
    body: bytes
    changed_at: dt.datetime | None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'


def feed_of(user, today: dt.date) -> Feed:
    events = events_of(user, today - PAST)
    calendar = Calendar.new(
        prodid="-//Palier//Agenda//FR", uid=f"agenda-{user.pk}@{HOST}", name="Palier", language="fr",
        subcomponents=[_entry(event) for event in events],
    )  # fmt: skip
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    calendar.add_missing_timezones()
    return Feed(calendar.to_ical(), max((event.changed_at for event in events), default=None))


def _entry(event: Event) -> Entry:
    timed = isinstance(event.starts, dt.datetime)
    return Entry.new(
        uid=f"{event.name}@{HOST}", summary=event.title, location=event.place or None,
        start=_local(event.starts), end=_local(event.ends) if event.ends else None if timed else event.on + DAY,
        stamp=event.changed_at, last_modified=event.changed_at, sequence=event.revision,
        status=STATUS.CANCELLED if event.cancelled else STATUS.CONFIRMED if event.sure else STATUS.TENTATIVE,
        description=f"Dossier {event.reference}" if event.reference else None,
        url=f"{settings.SITE_URL}{event.path}" if event.path else None,
    )  # fmt: skip


def _local(moment: dt.date | dt.datetime) -> dt.date | dt.datetime:
    return timezone.localtime(moment) if isinstance(moment, dt.datetime) else moment

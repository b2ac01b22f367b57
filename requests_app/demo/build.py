"""Six weeks of tenants' requests on the demo stock: in every state, with threads, photos and late dates."""

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from django.utils import timezone

from coordination.clock import DAY, PARIS, Calendar
from coordination.models import WorkingCalendar
from housing.models import Unit
from messaging import outbox
from messaging.models import Contact, Occupancy
from teams import demo as people
from teams.models import Agency
from teams.roles import Role

from ..models import Category
from . import scenes, stories
from .life import Clock, Life, Staff, begin
from .thread import as_if_sent

DAYS = 42
A_DAY = 0.0052
"""Requests per home and day: about six a day for 1 200 homes, two a year for each."""
MOST = 260
"""However large the landlord, a story that one can read."""


class Household(NamedTuple):
    unit: Unit
    contact: Contact


def build(seed: int, today: dt.date, say: Callable[[str], None]) -> None:
    """Play the six weeks until `today`, now at the latest."""
    dice = Random(f"requests {seed}")
    end = min(timezone.now(), dt.datetime.combine(today, dt.time(17, 30), PARIS)) - dt.timedelta(minutes=3)
    homes = households(dice)
    categories = by_story()
    if not homes or not categories:
        return
    calendar = WorkingCalendar.objects.for_agency(None)
    staffs = {agency.pk: staff_of(agency) for agency in Agency.objects.all()}
    count = min(MOST, round(DAYS * A_DAY * Unit.objects.count()))
    moments = sorted(moment(dice, end, calendar) for _ in range(count))
    with outbox.left_to_the_sweeper():
        for at in moments:
            story, home = stories.draw(dice, list(categories)), dice.choice(homes)
            play(story, home, categories[story], staffs[home.unit.residence.agency_id], at, end, calendar, dice)
        scenes.set_up(staffs, end, calendar, dice)
    as_if_sent(end)
    say(f"{count} demandes de locataires en six semaines")


def play(story, home: Household, category, staff: Staff, at, end, calendar: Calendar, dice: Random) -> None:
    field = story.zone != stories.HOME and dice.random() < 0.4
    place = home.unit if story.zone == stories.HOME else home.unit.staircase
    request = begin(story, place, category, None if field else home.contact, staff, at, dice)
    slow = dice.choices((0.6, 1.0, 2.2, 9.0), (50, 32, 12, 6))[0]
    Life(request, staff, Clock(at, end, calendar, dice), dice, slow).play()


def households(dice: Random) -> list[Household]:
    """Some homes call more than others: a draw of those who live there today."""
    today = timezone.localdate()
    rows = list(
        Occupancy.objects.filter(since__lte=today, until=None, contact__phones__isnull=False)
        .select_related("unit__staircase__building__residence", "unit__residence", "contact")
        .order_by("pk")[:20_000]
    )
    return [Household(row.unit, row.contact) for row in dice.sample(rows, min(len(rows), MOST)) if row.unit]


def staff_of(agency: Agency) -> Staff:
    def who(role: Role):
        holders = people.demo_accounts().holding(role)
        return holders.filter(agencies=agency).first() or holders.order_by("pk").first()

    return Staff(
        desk=who(Role.CONTACT_CENTRE), keeper=who(Role.CARETAKER), manager=who(Role.PROXIMITY_MANAGER),
        technician=who(Role.TECHNICIAN),
    )  # fmt: skip


def by_story() -> dict[stories.Story, Category]:
    """The category of each story: by a word of its label, else the first of its family."""
    found = {}
    for story in stories.STORIES:
        family = Category.objects.active().filter(family=story.family)
        chosen = family.filter(label__unaccent__icontains=story.about).first() or family.first()
        if chosen:
            found[story] = chosen
    return found


def moment(dice: Random, end: dt.datetime, calendar: Calendar) -> dt.datetime:
    """Mostly in opening hours, now and then at night or on a Sunday."""
    at = end - dice.random() ** 1.2 * DAYS * DAY
    if dice.random() < 0.12:
        return at
    opens, closes = next(iter(calendar.spans(at.astimezone(dt.UTC), None)))
    return min(opens + (closes - opens) * dice.random(), end)

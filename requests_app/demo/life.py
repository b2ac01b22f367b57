"""The life of one request of the demo, played with the verbs that people use, at the times they would."""

import datetime as dt
from dataclasses import dataclass
from random import Random

from coordination import photos
from coordination.clock import PARIS, Calendar, day_of
from coordination.models import Entry
from coordination.opening import whole_place
from messaging.models import Contact
from teams.models import User

from .. import payer
from ..models import Channel, Request
from ..opening import open_request
from . import pictures, stories
from .thread import tenant_writes

TENANT, INTERNAL = Entry.Visibility.TENANT, Entry.Visibility.INTERNAL
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@dataclass(frozen=True)
class Staff:
    """Who acts in an agency."""

    desk: User
    keeper: User
    manager: User
    technician: User


@dataclass
class Clock:
    """Time passes in this story: opening hours mostly, never later than `end`."""

    now: dt.datetime
    end: dt.datetime
    calendar: Calendar
    dice: Random

    def pass_(self, span: dt.timedelta) -> bool:
        """Let time pass, to the next opening hour; False when the story's end comes first."""
        later = self.now + span * self.dice.uniform(0.5, 1.6)
        if later >= self.end:
            return False
        spans = self.calendar.spans(later.astimezone(dt.UTC), None)
        opens, _ = next(iter(spans))
        later = max(later, opens) + dt.timedelta(minutes=self.dice.randint(0, 40))
        if later >= self.end:
            return False
        self.now = later
        return True


@dataclass
class Life:
    """One request from its call on. `patience`: how many times slower than the urgency allows this team is."""

    request: Request
    staff: Staff
    clock: Clock
    dice: Random
    patience: float

    @property
    def case(self):
        return self.request.case

    def task(self, step: str):
        return self.case.tasks.open().filter(step=step).select_related("case", "rule", "process").first()

    def allowed(self, share: float) -> dt.timedelta:
        """A share of the time the urgency allows, at this team's pace."""
        given = (self.case.due_at or self.case.opened_at + 5 * DAY) - self.case.opened_at
        return given * share * self.patience

    def play(self) -> None:
        """As far as time allows: qualified, taken, looked at, done, confirmed."""
        steps = (self.qualify, self.take, self.talk, self.look, self.slip, self.finish)
        for step in steps:
            if not step():
                return
        self.confirm()

    def qualify(self) -> bool:
        if not (task := self.task("capture")):
            return True
        if not self.clock.pass_(2 * HOUR):
            return False
        task.answer("qualified", by=self.staff.desk, at=self.clock.now)
        return True

    def take(self) -> bool:
        if not self.clock.pass_(self.allowed(0.15)):
            return False
        task = self.task("handling")
        if task is None:
            return False
        who = task.assignee or self._holder(task)
        if who:
            task.acknowledge(by=who, at=self.clock.now)
        return True

    def _holder(self, task) -> User | None:
        people = (self.staff.keeper, self.staff.manager, self.staff.desk, self.staff.technician)
        return next((one for one in people if one.has_role(task.role)), None)

    def talk(self) -> bool:
        """A tenant who asks, a caretaker who answers."""
        if self.request.contact and self.dice.random() < 0.3:
            if not self.clock.pass_(self.allowed(0.1)):
                return False
            tenant_writes(
                self.request,
                self.dice.choice(stories.TENANTS_ASK),
                at=self.clock.now,
                read_by=self.staff.keeper if self.dice.random() < 0.8 else None,
            )
        return True

    def look(self) -> bool:
        if not self.clock.pass_(self.allowed(0.25)):
            return False
        at, keeper = self.clock.now, self.staff.keeper
        said = stories.TO_TENANT if self.dice.random() < 0.3 else stories.WORKERS_SAY
        self.case.note(
            self.dice.choice(said), by=keeper, at=at, visibility=TENANT if said is stories.TO_TENANT else INTERNAL
        )
        if task := self.task("handling"):
            task.expect((at + self.allowed(0.4)).astimezone(PARIS).date(), by=keeper, at=at)
        return True

    def slip(self) -> bool:
        """One in six takes longer than was told."""
        if self.dice.random() > 0.16:
            return True
        if not self.clock.pass_(self.allowed(0.2)):
            return False
        cause, service = self.dice.choice(stories.DELAYS)
        later = max(self.case.promised_on, self.clock.now.astimezone(PARIS).date()) + self.dice.randint(2, 8) * DAY
        self.case.promise(later, cause=cause, service=service, by=self.staff.manager, at=self.clock.now)
        self.patience *= 1.4
        return True

    def finish(self) -> bool:
        if not self.clock.pass_(self.allowed(0.5)):
            return False
        task, at, keeper = self.task("handling"), self.clock.now, self.staff.keeper
        if task is None:
            return False
        chance = self.dice.random()
        if chance < 0.04:
            task.answer("declined", text=self.dice.choice(stories.DECLINED), by=keeper, at=at)
            return False
        if chance < 0.06:
            task.answer("void", text="Le locataire a réparé lui-même.", by=keeper, at=at)
            return False
        task.answer("done", text="Fait.", by=keeper, at=at)
        return True

    def confirm(self) -> None:
        """« 1 », « 2 », or nothing for a week."""
        task = self.task("confirmation")
        if task is None:
            return
        chance = self.dice.random()
        if chance > 0.62:
            if self.clock.end - self.clock.now > 7 * DAY:
                task.answer("unconfirmed", by=None, at=self.clock.now + 7 * DAY)
            return
        if not self.clock.pass_(9 * HOUR):
            return
        if chance < 0.07:
            words = self.dice.choice(stories.NOT_SOLVED)
            tenant_writes(self.request, words, at=self.clock.now, read_by=self.staff.desk)
            task.answer("not_solved", text=words, visibility=TENANT, by=None, at=self.clock.now)
            if self.take() and self.finish():
                self.confirm()
            return
        tenant_writes(self.request, "1", at=self.clock.now, read_by=None, disturbs=False)
        task.answer("confirmed", by=None, at=self.clock.now)
        self.survey()

    def survey(self) -> None:
        if self.dice.random() > 0.55 or not self.clock.pass_(3 * HOUR):
            return
        score = self.dice.choices((4, 3, 2, 1), (45, 35, 13, 7))[0]
        tenant_writes(self.request, str(score), at=self.clock.now, read_by=None, disturbs=False)
        self.request.surveys.update(score=score, answered_at=self.clock.now, via="sms")


def begin(story, place, category, contact: Contact | None, staff: Staff, at, dice: Random, **details) -> Request:
    """Somebody calls, or the caretaker saw it."""
    channel = (
        Channel.FIELD
        if contact is None
        else dice.choices(
            (Channel.PHONE, Channel.COUNTER, Channel.EMAIL, Channel.SMS, Channel.PORTAL), (56, 14, 10, 10, 10)
        )[0]
    )
    by = staff.keeper if channel == Channel.FIELD else staff.desk
    step = "capture" if channel in (Channel.SMS, Channel.PORTAL) and dice.random() < 0.7 else "handling"
    told = payer.suggest(
        category, cause="", zone=story.zone, residence=whole_place(place)["residence"], day=day_of(at)
    )
    if told:
        details = {"payer": told.payer, "payer_basis": told.basis, **details}
    request = open_request(
        place,
        category=category,
        channel=channel,
        zone=story.zone,
        by=by,
        contact=contact,
        at=at,
        step=step,
        description=dice.choice(story.told),
        availability=dice.choice(stories.AVAILABLE) if contact else "",
        suggested_priority=category.priority,
        **details,
    )
    if story.picture and dice.random() < 0.45:
        photos.attach(request.case, pictures.picture(story.picture), by=by, visibility=TENANT, at=at)
    return request

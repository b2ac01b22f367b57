"""The case (dossier): one piece of work about one place that crosses teams."""

import datetime as dt

import pgtrigger
from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.urls import reverse

from housing.models import Placed
from teams.models import Agency, Team
from teams.workflow import MoveRefused

from .. import clock, signals
from ..matrix import responsible_for
from ..processes import process_steps, step_of
from ..schema import ENDANGERED_CASE, PLACE_AGENCY, check_case
from ..verbs import after_commit, verb
from .calendars import Delay, Priority, ServiceLevel, WorkingCalendar
from .case_queryset import CaseQuerySet
from .entries import Entry
from .pauses import Pause
from .photos import CasePhoto
from .processes import Process
from .promises import Promise


class Case(Placed):
    """Open, it has at least one open task; closed, none: the database refuses anything else at commit.

    `agency` follows the residence, `promised_on` the last promise. `due_at` is the tenant's clock, from the
    opening of the case; a task has its team's own.
    """

    reference = models.CharField("référence", max_length=20, unique=True, editable=False)
    process = models.ForeignKey(Process, models.PROTECT, related_name="cases", verbose_name="processus")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="cases", verbose_name="agence", editable=False)
    title = models.CharField("objet", max_length=200)
    priority = models.PositiveSmallIntegerField("urgence", choices=Priority, default=Priority.NORMAL)
    facts = models.JSONField("faits connus", default=dict, blank=True)
    confidential = models.BooleanField("confidentiel", default=False, editable=False)
    opened_at = models.DateTimeField("ouvert le")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="par", null=True, blank=True
    )
    closed_at = models.DateTimeField("clos le", null=True, blank=True, editable=False)
    outcome = models.CharField("issue", max_length=40, blank=True, editable=False)
    promised_on = models.DateField("date annoncée", null=True, blank=True, editable=False)
    due_at = models.DateTimeField("à traiter avant", null=True, blank=True, editable=False)

    objects = CaseQuerySet.as_manager()  # type: ignore[misc, assignment]

    class Meta(Placed.Meta):
        verbose_name = "dossier"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            *Placed.Meta.constraints,
            models.UniqueConstraint("id", "agency", "process", "confidential", name="case_with_scope"),
            models.CheckConstraint(condition=Q(reference__regex=r"^D-[0-9]{2}-[0-9]{6,}$"), name="case_reference"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="case_closed_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")), name="case_closes_after"
            ),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="case_known_priority"),
        ]
        indexes = [
            models.Index("agency", "process", condition=Q(closed_at__isnull=True), name="case_open"),
            models.Index("promised_on", condition=Q(closed_at__isnull=True), name="case_open_promise"),
            models.Index("process", "opened_at", name="case_by_process"),
            models.Index(
                F("opened_at").desc(), "id", condition=Q(closed_at__isnull=True), name="case_open_latest"
            ),
            models.Index("opened_by", condition=Q(confidential=True), name="case_confidential"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="place_agency", when=pgtrigger.Before, func=PLACE_AGENCY,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("residence_id"),
            ),
            pgtrigger.Trigger(
                name="endangered", when=pgtrigger.After, func=ENDANGERED_CASE,
                operation=pgtrigger.UpdateOf("due_at", "promised_on"),
            ),
            pgtrigger.Trigger(
                name="check_case", when=pgtrigger.After, operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred, func=check_case("NEW.id"),
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.reference} {self.title}"

    def get_absolute_url(self):
        return reverse("coordination:case", args=[self.reference])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def outcome_label(self) -> str:
        return process_steps(self.process_id).closing_label(self.outcome)

    # --- verbs

    @verb(Entry.Kind.HANDED_OVER)
    def hand_over(self, step, *, task=None, facts=None, to=None, text="", visibility="internal", by, at):
        """End the open task (say which, if there are several) and give the ball to whoever the next step names."""
        self._must_be_open()
        former = task or self._only_task()
        if former.case_id != self.pk:
            raise MoveRefused("Cette tâche est celle d’un autre dossier.")
        former.end("handed_over", by=by, at=at)
        arrived = self.give(step, facts=facts, to=to, by=by, at=at)
        self._tell_arrival(arrived, former)
        return {
            "task": former, "text": text, "visibility": visibility, "data": {"step": step, "opened": [arrived.pk]},
        }  # fmt: skip

    @verb(Entry.Kind.TASK_OPENED)
    def ask(self, step, *, facts=None, to=None, text="", visibility="internal", blocking=True, by, at):
        """Open one more task beside those there are."""
        self._must_be_open()
        arrived = self.give(step, facts=facts, to=to, blocking=blocking, by=by, at=at)
        self._tell_arrival(arrived, None)
        return {"task": arrived, "text": text, "visibility": visibility, "data": {"step": step}}

    @verb(Entry.Kind.PROMISED)
    def promise(self, on, *, cause="", service="", visibility="tenant", by, at):
        """Tell a date. To change one there must be a cause and a responsible service."""
        self._must_be_open()
        if on < at.astimezone(clock.PARIS).date():
            raise MoveRefused("On n’annonce pas une date passée.")
        previous = self.promises.order_by("-pk").first()
        if previous and not (cause and service in Team.Service.values):
            raise MoveRefused("Donnez la cause du changement et le service à l’origine.")
        if previous and previous.on == on:
            raise MoveRefused("Cette date est déjà annoncée.")
        made = Promise.objects.create(
            case=self, on=on, made_at=at, made_by=by, previous=previous, cause=cause, service=service
        )
        self.change(promised_on=on)
        after_commit(signals.promise_made, sender=type(self), promise=made)
        former = previous.on.isoformat() if previous else None
        return {"text": cause, "visibility": visibility,
                "data": {"on": on.isoformat(), "former": former, "service": service}}  # fmt: skip

    @verb(Entry.Kind.NOTED)
    def note(self, text, *, task=None, visibility="internal", data=None, by, at):
        """Write a line in the journal, of an open case or a closed one."""
        if not text.strip():
            raise MoveRefused("La note est vide.")
        if task and task.case_id != self.pk:
            raise MoveRefused("Cette tâche est celle d’un autre dossier.")
        return {"task": task, "text": text, "visibility": visibility, "data": data or {}}

    @verb(Entry.Kind.PHOTO)
    def add_photo(self, picture, *, caption="", visibility="internal", by, at):
        """Put a picture in the case, open or closed (`coordination.photos.attach` makes it of a file)."""
        photo = CasePhoto.objects.create(
            case=self, picture=picture, caption=caption, visibility=visibility, by=by, at=at
        )
        return {"text": caption, "visibility": visibility, "data": {"photo": photo.pk}}

    @verb(Entry.Kind.CLOSED)
    def close(self, outcome, *, text="", visibility="internal", by, at):
        """End what is still open, and the case with it."""
        ended = self.shut(outcome, by=by, at=at)
        return {"text": text, "visibility": visibility, "data": {"outcome": outcome, "ended": ended}}

    @verb(Entry.Kind.REOPENED)
    def reopen(self, why, *, step=None, facts=None, visibility="internal", by, at):
        """Take a closed case up again, at the step it was last at unless told otherwise.

        The tenant's clock never stopped: it still counts from the first opening.
        """
        if not why.strip():
            raise MoveRefused("Dites pourquoi le dossier est rouvert.")
        closed = type(self).objects.filter(pk=self.pk, closed_at__isnull=False)
        if not closed.update(closed_at=None, outcome=""):
            raise MoveRefused("Ce dossier est déjà ouvert.")
        self.refresh_from_db()
        last = self.tasks.latest("opened_at", "pk")
        arrived = self.give(step or last.step, facts=facts, by=by, at=at)
        self._tell_arrival(arrived, last)
        return {"task": arrived, "text": why, "visibility": visibility, "data": {"step": arrived.step}}

    @verb(Entry.Kind.PRIORITY)
    def change_priority(self, priority, *, why="", visibility="internal", by, at):
        """Change the urgency: the due times follow, counted from when each clock started."""
        former = self.priority
        if priority not in Priority.values:
            raise MoveRefused("Cette urgence n’existe pas.")
        found = type(self).objects.filter(pk=self.pk, closed_at=None).exclude(priority=priority)
        if not found.update(priority=priority):
            raise MoveRefused("Le dossier est clos ou a déjà cette urgence.")
        self.refresh_from_db()
        self.set_due()
        for task in self.tasks.open():
            task.set_delay()
        return {"text": why, "visibility": visibility, "data": {"from": former, "to": int(priority)}}

    # --- what verbs are made of; each needs the case held

    def hold(self) -> "Case":
        """Lock the case until the transaction ends, and read it again."""
        self.refresh_from_db(from_queryset=type(self).objects.select_for_update(no_key=True))
        return self

    def change(self, **values) -> None:
        if not type(self).objects.filter(pk=self.pk, closed_at=None).update(**values):
            raise MoveRefused("Ce dossier est clos.")
        for name, value in values.items():
            setattr(self, name, value)

    def give(self, step, *, by, at, facts=None, to=None, blocking=True):
        """Open a task for whoever the matrix names in this situation, or for `to`."""
        if facts:
            self.change(facts={**self.facts, **facts})
        declared = step_of(self.process_id, step)
        found = responsible_for(self.process_id, step, self.facts, self, at.astimezone(clock.PARIS).date())
        task = self.tasks.model(
            case=self, agency_id=self.agency_id, process_id=self.process_id, confidential=self.confidential,
            step=declared.code, waits=declared.waits, blocking=blocking and declared.blocks,
            role=found.role, team=found.team, assignee=found.sole_candidate, rule=found.rule, facts=found.facts,
            opened_at=at, received_at=at, given_by=by,
        )  # fmt: skip
        if to is not None:
            task.address(to)
        task.set_delay(save=False)
        task.save()
        return task

    def shut(self, outcome, *, by, at) -> list[int]:
        """Close the case and its open tasks; the primary keys of these."""
        if not outcome:
            raise MoveRefused("Donnez l’issue du dossier.")
        ended = [task.pk for task in self.tasks.open() if task.end("closed", by=by, at=at)]
        self.change(closed_at=max(at, self.opened_at), outcome=outcome)
        return ended

    def set_due(self) -> None:
        """The tenant's clock: from the opening of the case, the pauses of all its tasks subtracted."""
        self.change(due_at=self.due())

    def due(self) -> dt.datetime | None:
        delay = self.service_level()
        if delay is None:
            return None
        pauses = Pause.objects.filter(task__case=self).spans() if self.pk else []
        return clock.due_at(self.opened_at, delay.amount, delay.unit, self.calendar(), pauses)

    def service_level(self) -> Delay | None:
        day = self.opened_at.astimezone(clock.PARIS).date()
        return ServiceLevel.objects.delay(self.process_id, self.priority, day)

    def calendar(self) -> clock.Calendar:
        return WorkingCalendar.objects.for_agency(self.agency_id)

    def _must_be_open(self) -> None:
        if not self.is_open:
            raise MoveRefused("Ce dossier est clos : rouvrez-le d’abord.")

    def _only_task(self):
        tasks = list(self.tasks.open()[:2])
        if len(tasks) != 1:
            raise MoveRefused("Plusieurs tâches sont ouvertes : dites laquelle vous transmettez.")
        return tasks[0]

    def _tell_arrival(self, task, former) -> None:
        after_commit(signals.task_handed_over, sender=type(self), task=task, former=former)


def next_references(count: int, year: int) -> list[str]:
    """References nobody has: one sequence for all processes, whatever the year."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('coordination_case_number') FROM generate_series(1, %s)", [count])
        return [f"D-{year % 100:02}-{number:06}" for (number,) in cursor.fetchall()]

"""The task: who has the ball, from when to when, due when."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from teams.models import Agency, Team, User
from teams.roles import Role
from teams.workflow import MoveRefused

from .. import clock, signals
from ..processes import Step, step_of
from ..schema import CHECK_CASE_OF_TASK, ENDANGERED_TASK
from ..verbs import after_commit, verb
from .cases import Case
from .entries import Entry
from .processes import Process
from .responsibilities import Responsibility
from .task_clock import TaskClock
from .task_queryset import TaskQuerySet

OPEN = Q(done_at__isnull=True)
MANAGERS = (Role.AGENCY_MANAGER, Role.DIRECTOR)
OUTCOMES = {
    "done": "Fait",
    "handed_over": "Transmise",
    "reassigned": "Réaffectée",
    "closed": "Dossier clos",
}
"""Results that no step declares: the verbs' own."""
KEPT = [
    "case", "agency_id", "process_id", "confidential", "step", "role", "team", "rule", "facts", "expected_on",
    "blocking", "waits",
]  # fmt: skip
"""What a task given to somebody else keeps."""


class Task(TaskClock, models.Model):
    """An interval of one team's work on a case; delays are computed from tasks and pauses, never stored.

    Given to somebody else, the interval ends and another starts. A colleague of the same team goes on with the
    team's clock (`received_at`, and the pauses of the task it `continues`); another team gets its own. `agency`,
    `process` and `confidential` follow the case, and `endangered_at`, the earliest of all due times, is kept by
    the database.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks", verbose_name="dossier")
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name="agence", editable=False, db_index=False
    )
    process = models.ForeignKey(
        Process, models.PROTECT, related_name="+", verbose_name="processus", editable=False, db_index=False
    )
    confidential = models.BooleanField("confidentielle", default=False, editable=False)
    step = models.SlugField("étape", max_length=30, db_index=False)
    role = models.CharField("rôle", max_length=20, choices=Role)
    team = models.ForeignKey(
        Team, models.PROTECT, related_name="tasks", verbose_name="équipe", null=True, blank=True
    )
    assignee = models.ForeignKey(
        User, models.PROTECT, related_name="tasks", verbose_name="confiée à", null=True, blank=True, db_index=False
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="donnée par",
        null=True, blank=True, db_index=False,
    )  # fmt: skip
    rule = models.ForeignKey(
        Responsibility, models.PROTECT, related_name="tasks", verbose_name="règle", null=True, blank=True
    )
    facts = models.JSONField("faits", default=dict, blank=True)
    continues = models.ForeignKey(
        "self", models.PROTECT, related_name="continued", verbose_name="suite de", null=True, blank=True
    )
    opened_at = models.DateTimeField("ouverte le")
    received_at = models.DateTimeField("arrivée dans l’équipe le")
    acknowledged_at = models.DateTimeField("prise en charge le", null=True, blank=True)
    amount = models.DecimalField("délai", max_digits=6, decimal_places=2, null=True, blank=True)
    unit = models.CharField("unité", max_length=20, choices=clock.Unit, blank=True)
    due_at = models.DateTimeField("à faire avant", null=True, blank=True)
    expected_on = models.DateField("prévue le", null=True, blank=True)
    endangered_at = models.DateTimeField("en danger le", null=True, blank=True, editable=False)
    blocking = models.BooleanField("bloque le dossier", default=True)
    waits = models.BooleanField("attend autre chose", default=False, editable=False)
    done_at = models.DateTimeField("terminée le", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="terminée par",
        null=True, blank=True, db_index=False,
    )  # fmt: skip
    outcome = models.CharField("résultat", max_length=40, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "tâche"
        ordering = ["opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, outcome="") | (Q(done_at__isnull=False) & ~Q(outcome="")),
                name="task_done_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(received_at__lte=F("opened_at"))
                & (Q(acknowledged_at__isnull=True) | Q(acknowledged_at__gte=F("opened_at")))
                & (Q(done_at__isnull=True) | Q(done_at__gte=F("opened_at")))
                & (
                    Q(done_at__isnull=True)
                    | Q(acknowledged_at__isnull=True)
                    | Q(acknowledged_at__lte=F("done_at"))
                ),
                name="task_in_order",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True, unit="") | Q(amount__gt=0, unit__in=clock.Unit.values),
                name="task_whole_delay",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="task_known_role"),
        ]
        indexes = [
            models.Index("agency", "role", "endangered_at", "id", condition=OPEN, name="task_of_role"),
            models.Index("assignee", "endangered_at", "id", condition=OPEN, name="task_of_person"),
            models.Index("endangered_at", "id", condition=OPEN, name="task_by_danger"),
            models.Index("given_by", condition=OPEN, name="task_given"),
            models.Index("step", "opened_at", condition=OPEN, name="task_at_step"),
            models.Index("case", condition=OPEN, name="task_open_of_case"),
            models.Index("assignee", condition=Q(confidential=True), name="task_confidential"),
            models.Index("done_by", "done_at", condition=~OPEN, name="task_done_by"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="endangered", when=pgtrigger.Before, func=ENDANGERED_TASK,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("due_at"),
            ),
            pgtrigger.Trigger(
                name="check_case", when=pgtrigger.After, timing=pgtrigger.Deferred, func=CHECK_CASE_OF_TASK,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.step} : {self.assignee or self.team or self.get_role_display()}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None

    @property
    def step_label(self) -> str:
        return self.declared.label

    @property
    def declared(self) -> Step:
        return step_of(self.process_id, self.step)

    @property
    def owner(self) -> str:
        """Who has the ball: a person, else a team, else whoever holds the role."""
        return str(self.assignee or self.team or self.get_role_display())

    @property
    def outcome_label(self) -> str:
        return next((one.label for one in self.declared.outcomes if one.code == self.outcome), "") or OUTCOMES.get(
            self.outcome, self.outcome
        )

    def may_be_moved_by(self, user) -> bool:
        """Whose task it is, who answers for it, the process's owner and those who manage: they may move it."""
        if user == self.assignee:
            return True
        accountable = [self.rule.accountable] if self.rule else []
        return user.has_role(self.role, self.process.owner, *accountable, *MANAGERS)

    # --- verbs

    @verb(Entry.Kind.ACKNOWLEDGED)
    def acknowledge(self, *, by, at):
        """« Je m’en occupe »: the task is theirs."""
        free = self._still(acknowledged_at=None)
        if by is not None:
            free = free.filter(Q(assignee=None) | Q(assignee=by))
        if not free.update(acknowledged_at=max(at, self.opened_at), assignee=by or self.assignee):
            raise MoveRefused(self._taken())
        self.refresh_from_db()
        return {"task": self}

    @verb(Entry.Kind.FINISHED)
    def finish(
        self, outcome, *, next=None, close=None, joins=(), ends="", facts=None, text="", visibility="internal",
        by, at,
    ):  # fmt: skip
        """Done. Of the last open task one must say what comes next (a step or several), or close the case.
        `joins` and `ends`: what follows if it was the last one (`processes.Outcome`)."""
        self.end(outcome, by=by, at=at)
        steps = [next] if isinstance(next, str) else list(next or ())
        if not self.case.tasks.open().filter(blocking=True).exists():
            steps += joins
        if ends and not steps and not self.case.tasks.open().exists():
            close = ends
        opened = [self.case.give(step, facts=facts, by=by, at=at) for step in steps]
        for task in opened:
            after_commit(signals.task_handed_over, sender=Case, task=task, former=self)
        if close:
            self.case.shut(close, by=by, at=at)
        elif not self.case.tasks.open().exists():
            raise MoveRefused("C’est la dernière tâche : dites la suite, ou clôturez le dossier.")
        data = {"outcome": outcome, "opened": [task.pk for task in opened], "closed": close or ""}
        return {"task": self, "text": text, "visibility": visibility, "data": data}

    def answer(self, outcome: str, *, by, text="", visibility="internal", facts=None, key=None, at=None) -> Entry:
        """Finish with an outcome that the step declares: it says what comes next."""
        chosen = self.declared.outcome(outcome)
        if chosen.asks and not text.strip():
            raise MoveRefused(f"« {chosen.label} » : dites-en plus.")
        return self.finish(
            chosen.code, next=chosen.next, close=chosen.close, joins=chosen.joins, ends=chosen.ends, text=text,
            visibility=visibility, facts=facts, by=by, key=key, at=at,
        )  # fmt: skip

    @verb(Entry.Kind.REASSIGNED)
    def reassign(self, to, why, *, by, at):
        """Give the task to another person or team; a running pause ends. The new owner acknowledges anew."""
        if not why.strip():
            raise MoveRefused("Dites pourquoi la tâche change de mains.")
        there = self.assignee_id or self.team_id
        if to is None or (to.pk == there and isinstance(to, User if self.assignee_id else Team)):
            raise MoveRefused("La tâche y est déjà.")
        self.end("reassigned", by=by, at=at)
        task = Task(**{name: getattr(self, name) for name in KEPT}, opened_at=at, received_at=at, given_by=by)
        task.address(to)
        if task.team_id == self.team_id and (task.assignee is None or task.assignee.has_role(Role(task.role))):
            task.received_at, task.continues = self.received_at, self.continues or self
        task.set_delay(save=False)
        task.save()
        after_commit(signals.task_handed_over, sender=Case, task=task, former=self)
        return {"task": self, "text": why, "data": {"opened": [task.pk], "rule": self.rule_id}}

    @verb(Entry.Kind.EXPECTED)
    def expect(self, on, *, text="", visibility="internal", by, at):
        """Say on which day this will be done, or that no day is set any more (None). The case's promise is another
        matter: who told it decides."""
        self._must_be_open()
        if on == self.expected_on:
            raise MoveRefused("Cette date est déjà prévue.")
        former = self.expected_on
        self._still().update(expected_on=on)
        self.expected_on = on
        return {"task": self, "text": text, "visibility": visibility,
                "data": {"on": on and on.isoformat(), "former": former and former.isoformat()}}  # fmt: skip

    # --- what verbs are made of; each needs the case held

    def hold(self) -> Case:
        """Lock the case of the task until the transaction ends, and read both again."""
        self.case.hold()
        case = self.case
        self.refresh_from_db()
        self.case = case
        return case

    def end(self, outcome, *, by, at) -> bool:
        """End the interval, and its pause with it."""
        if not outcome:
            raise MoveRefused("Donnez le résultat de la tâche.")
        at = max(filter(None, (at, self.opened_at, self.acknowledged_at, *self._pause_bounds())))
        if not self._still().update(done_at=at, done_by=by, outcome=outcome):
            raise MoveRefused(self._taken())
        if self._end_pause(at):
            self.case.set_due()
        self.refresh_from_db(fields=["done_at", "done_by", "outcome"])
        return True

    def address(self, to) -> None:
        """Put a person's or a team's name on the task, if they may see it."""
        if isinstance(to, User):
            if not to.is_active or not (to.sees_everything or self.agency_id in to.agency_ids()):
                raise MoveRefused(f"{to} n’a pas accès aux dossiers de cette agence.")
            self.assignee = to
            if self.team and not to.teams.filter(pk=self.team.pk).exists():
                self.team = to.teams.filter(Q(agency=None) | Q(agency=self.agency_id)).first()
        else:
            if to.agency_id not in (None, self.agency_id):
                raise MoveRefused(f"L’équipe {to} est celle d’une autre agence.")
            self.team, self.assignee = to, None

    def _still(self, **state):
        """This very task, if it is still open."""
        return Task.objects.filter(pk=self.pk, done_at=None, **state)

    def _must_be_open(self) -> None:
        if not self.is_open:
            raise MoveRefused(self._taken())

    def _taken(self) -> str:
        """Why the click came too late, in plain words."""
        now = Task.objects.select_related("assignee", "done_by").get(pk=self.pk)
        if now.done_at:
            who = f" par {now.done_by}" if now.done_by else ""
            return f"Cette tâche est déjà terminée{who}."
        who = f" par {now.assignee}" if now.assignee else ""
        return f"Cette tâche est déjà prise en charge{who}."

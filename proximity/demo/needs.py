"""A year between the field and the plan: what was seen, what the plan answered, what was ordered all the same."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from coordination import clock, matrix
from coordination.models import Case, Entry, Priority, Promise, Task, WorkingCalendar
from coordination.models.cases import next_references
from coordination.processes import step_of
from housing.models import Building, ComponentKind, Condition, PlannedWork, Residence
from housing.models.plan import next_references as next_works
from teams.models import User
from teams.roles import Role

from ..guard import planned_soon
from ..models import Finding, FollowUp, GuardDecision, Need, NeedMove

State, Because, Kind = Need.State, Need.Because, Entry.Kind
DAY = dt.timedelta(days=1)
LOOSE = 36
CHOICES = (
    "safety", "safety", "temporary", "temporary", "temporary", "override", "attach", "safety", "override"
)  # fmt: skip
"""Of orders on components that are planned; the one that is attached waits for the works."""
WORDS = {
    "garde-corps": ("Barreaux descellés", "Rouille perforante", "Fixation arrachée", "Vitrage fêlé"),
    "menuiseries-exterieures": ("Ouvrants qui ne ferment plus", "Joints absents", "Infiltration d’eau"),
    "etancheite": ("Cloques en terrasse", "Infiltration au dernier étage", "Relevé décollé"),
    "portes-hall": ("Ferme-porte cassé", "Porte voilée", "Serrure forcée"),
    "eclairage-communs": ("Luminaires hors service", "Minuterie aléatoire"),
    "vmc": ("Bouches sans débit", "Caisson bruyant"),
    "portail": ("Portail hors service", "Cellule arrachée"),
    "enrobes": ("Nids-de-poule", "Affaissement devant l’entrée"),
}
COSTS = {
    "garde-corps": 38, "menuiseries-exterieures": 180, "etancheite": 95, "portes-hall": 9, "eclairage-communs": 14,
    "vmc": 22, "portail": 11, "enrobes": 30,
}  # fmt: skip
"""Thousands of euros of a usual operation."""


@dataclass(frozen=True)
class Story:
    """`seen`: days ago of each finding. `answered`: days ago; `year`, from this one, when it was planned."""

    kind: str
    because: str
    seen: tuple[int, ...]
    state: str = State.WAITING
    answered: int = 0
    year: int = 0
    note: str = ""
    read: bool = True


STORIES = (
    Story("garde-corps", Because.SAFETY, (70, 64, 63), State.PLANNED, 55, 1, "Remplacement complet."),
    Story(
        "menuiseries-exterieures", Because.REPEATED, (210, 150, 96), State.PLANNED, 80, 2, "Avec le ravalement."
    ),
    Story("etancheite", Because.SCOPE, (34,), State.STUDIED, 20, 0, "Sondages en cours."),
    Story("portes-hall", Because.REPEATED, (120, 88, 26)),
    Story("eclairage-communs", Because.DIRECT, (4,)),
    Story("garde-corps", Because.SAFETY, (2, 1)),
    Story("vmc", Because.REPEATED, (190, 171, 160, 152), State.REFUSED, 140, 0, "Réglage au contrat d’entretien."),
    Story("portail", Because.DIRECT, (300,), State.PLANNED, 285, 1, "Inscrit au budget."),
    Story("enrobes", Because.SCOPE, (260,), State.REFUSED, 244, 0, "Voirie de la commune : signalé en mairie."),
    Story("menuiseries-exterieures", Because.REPEATED, (80, 41, 9)),
    Story("etancheite", Because.DIRECT, (180,), State.PLANNED, 162, 3, "Après le diagnostic de structure."),
    Story("portes-hall", Because.DIRECT, (18,), State.PLANNED, 6, 1, "Avec l’interphone.", read=False),
    Story("vmc", Because.DIRECT, (12,)),
    Story("eclairage-communs", Because.SCOPE, (330,), State.PLANNED, 318, 0, "Passage aux LED."),
)


def build(seed: int, today: dt.date, say: Callable[[str], None]) -> None:
    writer = Writer(Random(f"needs {seed}"), today)
    places = list(Building.objects.select_related("residence__agency").order_by("residence__name", "name", "pk"))
    lilas = next((place for place in places if place.residence.name == "Les Lilas"), places[0])
    others = writer.dice.sample([place for place in places if place != lilas], len(STORIES) - 1)
    for story, place in zip(STORIES, [lilas, *others], strict=True):
        writer.tell(story, place)
    for place in writer.dice.choices(places, k=LOOSE):
        writer.see(writer.dice.choice(sorted(WORDS)), place, writer.dice.randint(3, 360), Condition.FAIR)
    writer.write()
    orders = writer.order()
    say(f"{len(writer.findings)} constats, {len(writer.needs)} besoins, {orders} commandes contrôlées par le plan")


class Writer:
    """Gathers rows, then writes each table once."""

    def __init__(self, dice: Random, today: dt.date):
        self.dice, self.today = dice, today
        self.kinds = {kind.code: kind for kind in ComponentKind.objects.all()}
        self.calendar = WorkingCalendar.objects.for_agency(None)
        field = User.objects.active().holding(Role.CARETAKER, Role.PROXIMITY_MANAGER)
        self.people: dict[int, list[User]] = {}
        for person in field.prefetch_related("agencies").order_by("pk"):
            for agency in person.agencies.all():
                self.people.setdefault(agency.pk, []).append(person)
        self.planners = list(User.objects.active().holding(Role.ASSET_PLANNER).order_by("pk"))
        self.cases: list[Case] = []
        self.needs: list[Need] = []
        self.findings: list[Finding] = []
        self.held: list[tuple[Finding, Case]] = []
        self.tasks: list[Task] = []
        self.moves: list[NeedMove] = []
        self.works: list[PlannedWork] = []
        self.entries: list[Entry] = []
        self.told: list[tuple[Case, dt.datetime, dt.date, str]] = []

    def ago(self, days: int, hour: int = 10) -> dt.datetime:
        return clock.starts(self.today - days * DAY) + dt.timedelta(hours=hour, minutes=self.dice.randint(0, 59))

    def see(self, kind: str, place: Building, days: int, grade: str) -> Finding:
        words = self.dice.choice(WORDS[kind])
        people = self.people.get(place.residence.agency_id) or self.planners
        finding = Finding(
            residence=place.residence, building=place, kind=self.kinds[kind], label=words, grade=grade,
            seen_at=self.ago(days), by=self.dice.choice(people), safety=False,
        )  # fmt: skip
        self.findings.append(finding)
        return finding

    def tell(self, story: Story, place: Building) -> None:
        """One need, from its first finding to whoever read the answer."""
        danger = story.because == Because.SAFETY
        grade = Condition.DANGEROUS if danger else Condition.POOR
        seen = [self.see(story.kind, place, days, grade) for days in story.seen]
        for finding in seen:
            finding.safety = danger
        first = seen[-1] if story.because == Because.REPEATED else seen[0]
        case = self._case(story, place, first)
        cost = Decimal(COSTS[story.kind] * self.dice.randint(70, 130) * 10)
        need = Need(
            case=case, residence=place.residence, building=place, kind=self.kinds[story.kind],
            because=story.because, safety=danger, opened_at=case.opened_at, state=story.state,
            count=self.dice.randint(2, 40),
        )  # fmt: skip
        if story.answered or self.dice.random() < 0.6:
            need.cost_low, need.cost_high = cost, (cost * Decimal("1.25")).quantize(Decimal(1))
        self.needs.append(need)
        self.held += [(finding, case) for finding in seen]
        self._answer(story, need, seen)

    def _case(self, story: Story, place: Building, first: Finding) -> Case:
        case = Case(
            process_id="need", title=f"Besoin : {self.kinds[story.kind]} — {place}"[:200],
            residence=place.residence, building=place, agency_id=place.residence.agency_id,
            opened_at=first.seen_at, opened_by=first.by,
            priority=Priority.URGENT if story.because == Because.SAFETY else Priority.NORMAL,
        )  # fmt: skip
        self.cases.append(case)
        self.entries.append(self._line(case, Kind.OPENED, first.seen_at, first.by, f"{first.label} — {place}"))
        return case

    def _answer(self, story: Story, need: Need, seen: list[Finding]) -> None:
        case = need.case
        decision = self._task(case, "decision", case.opened_at)
        assert decision.due_at  # noqa: S101 - the matrix gives fifteen working days
        self._promise(case, case.opened_at, clock.day_of(decision.due_at), "")
        if not story.answered:
            return
        at = max(self.ago(story.answered), case.opened_at + DAY)
        by = self.dice.choice(self.planners)
        move = {State.PLANNED: "plan", State.STUDIED: "study", State.REFUSED: "refuse"}[State(story.state)]
        outcome = {"plan": "planned", "study": "studied", "refuse": "refused"}[move]
        self._end(decision, outcome, at, by, story.note)
        self.moves.append(NeedMove(
            need=need, move=move, before=State.WAITING, after=story.state, by=by, at=at, note=story.note
        ))  # fmt: skip
        need.state_since = at
        if story.state == State.PLANNED:
            self._plan(story, need)
            self._task(case, "planned", at)
            self._promise(case, at, need.work.ends_on, f"Travaux programmés en {need.year}")  # type: ignore[union-attr]
        elif story.state == State.STUDIED:
            self._task(case, "study", at).expected_on = self.today + 40 * DAY
            self._promise(case, at, self.today + 40 * DAY, "Mis à l’étude")
        self._read(story, case, seen, at)

    def _plan(self, story: Story, need: Need) -> None:
        work = PlannedWork(
            residence=need.residence, building=need.building, kind=need.kind, year=self.today.year + story.year,
            title=f"{need.kind} ({need.building})"[:160], nature=PlannedWork.Nature.REPLACEMENT,
            amount=need.cost_high, source=PlannedWork.Source.FIELD, state=PlannedWork.State.RETAINED,
        )  # fmt: skip
        need.work, need.year = work, work.year
        self.works.append(work)

    def _read(self, story: Story, case: Case, seen: list[Finding], at: dt.datetime) -> None:
        """Whoever reported reads the answer; a need refused closes once all have."""
        read_at = at
        for person in sorted({finding.by for finding in seen if finding.by}, key=lambda one: one.pk):
            task = self._task(case, "answer", at, to=person)
            if story.read:
                read_at = min(at + dt.timedelta(days=self.dice.randint(1, 4)), self.ago(0, 7))
                self._end(task, "read", max(read_at, at), person, "")
        if story.state == State.REFUSED:
            case.closed_at = max(task.done_at for task in self.tasks if task.case is case and task.done_at)
            case.outcome = "answered"

    def _task(self, case: Case, step: str, at: dt.datetime, to: User | None = None) -> Task:
        declared = step_of("need", step)
        found = matrix.responsible_for("need", step, {}, case, self.today)
        task = Task(
            case=case, agency_id=case.agency_id, process_id="need", step=step, waits=declared.waits,
            blocking=declared.blocks, role=found.role, team=None if to else found.team, rule=found.rule,
            assignee=to or found.sole_candidate, facts={}, opened_at=at, received_at=at,
        )  # fmt: skip
        if found.rule and found.rule.amount:
            task.amount, task.unit = found.rule.amount, found.rule.unit
            task.due_at = clock.due_at(at, task.amount, task.unit, self.calendar)
        self.tasks.append(task)
        return task

    def _end(self, task: Task, outcome: str, at: dt.datetime, by: User, text: str) -> None:
        task.done_at, task.outcome, task.done_by = at, outcome, by
        data = {"outcome": outcome, "opened": [], "closed": ""}
        self.entries.append(self._line(task.case, Kind.FINISHED, at, by, text, task=task, data=data))

    def _line(self, case: Case, kind: str, at: dt.datetime, by, text: str = "", **more) -> Entry:
        return Entry(case=case, kind=kind, at=at, logged_at=at, by=by, text=text, **more)

    def _promise(self, case: Case, at: dt.datetime, on: dt.date, cause: str) -> None:
        case.promised_on = on
        self.told.append((case, at, on, cause))

    def write(self) -> None:
        for case, reference in zip(self.cases, next_references(len(self.cases), self.today.year), strict=True):
            case.reference = reference
        for work, reference in zip(self.works, next_works(len(self.works)), strict=True):
            work.reference = reference
        Case.objects.bulk_create(self.cases)
        Task.objects.bulk_create(self.tasks)
        self._promises()
        PlannedWork.objects.bulk_create(self.works)
        Need.objects.bulk_create(self.needs)
        NeedMove.objects.bulk_create(self.moves)
        Finding.objects.bulk_create(self.findings)
        FollowUp.objects.bulk_create(
            FollowUp(finding=finding, kind=FollowUp.Kind.NEED, case=case, at=max(finding.seen_at, case.opened_at),
                     by=finding.by)
            for finding, case in self.held
        )  # fmt: skip
        Entry.objects.bulk_create(self.entries)

    def _promises(self) -> None:
        """First dates, then those that replace them."""
        last: dict[int, Promise] = {}
        for first in (True, False):
            made = [
                Promise(case=case, on=on, made_at=at, previous=last.get(case.pk), cause=cause,
                        service="assets" if cause else "")
                for case, at, on, cause in self.told if first != bool(cause)
            ]  # fmt: skip
            last |= {one.case_id: one for one in Promise.objects.bulk_create(made)}

    def order(self) -> int:
        """Orders on components that are planned, one a residence."""
        cases = Case.objects.filter(process="request", confidential=False).exclude(residence=None)
        planned = planned_soon(Residence.objects.filter(pk__in=cases.values("residence")), self.today)
        made: list[GuardDecision] = []
        for case in cases.order_by("-opened_at", "pk"):
            works = [work for work in planned.pop(case.residence_id, []) if work.kind]
            if works and len(made) < len(CHOICES):
                made.append(self._order(case, works[0], CHOICES[len(made)]))
        GuardDecision.objects.bulk_create(made)
        return len(made)

    def _order(self, case: Case, work: PlannedWork, choice: str) -> GuardDecision:
        people = self.people.get(case.agency_id) or self.planners
        return GuardDecision(
            case=case, work=work, kind=work.kind, choice=choice, year=work.year, by=self.dice.choice(people),
            reason="" if choice in ("safety", "attach") else "Le locataire ne peut pas attendre les travaux.",
            amount=Decimal(self.dice.randint(90, 1400)),
            at=max(case.opened_at, self.ago(self.dice.randint(1, 90))),
            state="attached" if choice == "attach" else "free",
        )  # fmt: skip

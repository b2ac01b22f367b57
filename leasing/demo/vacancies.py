"""Some sixty homes between two tenants, at every stage, and two years of those that were relet: in blocks."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from random import Random

from coordination import clock, costing, matrix
from coordination.models import Case, Entry, Promise, Task, WorkingCalendar
from coordination.models.cases import next_references
from coordination.processes import step_of
from housing.models import Unit

from ..models import Candidate, CommitteeSession, DelayCause, Lease, Nomination, Nominator, Notice, Vacancy
from .people import NAMES
from .timeline import Timeline, day, draw

OPEN, PAST, PAST_DAYS = 62, 400, 730
NOMINATORS = (
    ("Préfecture", {"kind": "state", "quota": "25 % mal logés, 5 % agents de l’État", "share": 30}),
    ("Ville de Montorvel", {"kind": "commune", "quota": "Garanties d’emprunt", "share": 20, "days": 21}),
    ("Action Logement", {"kind": "action_logement", "quota": "Convention", "share": 18}),
    ("Logements du bailleur", {"kind": "landlord"}),
)
NUMBER = "+336399{:05}"
Kind, State = Entry.Kind, Candidate.State


def build(seed: int, today: dt.date, say: Callable[[str], None]) -> None:
    dice = Random(f"vacancies {seed}")
    writer = Writer(dice, today)
    for notice in _leaving():
        writer.add(notice.lease.unit, notice.lease.last_day, notice=notice)
    for unit in _empty()[: max(OPEN - len(writer.vacancies), 0)]:
        writer.add(unit, None)
    count = len(writer.vacancies)
    for lease in _relet(today):
        writer.add(lease.unit, None, next_lease=lease)
    writer.write()
    say(f"{count} relocations en cours, {len(writer.vacancies) - count} terminées en deux ans")


PLACE = ("unit__staircase__building", "unit__residence")


def _leaving() -> list[Notice]:
    rows = Notice.objects.current().filter(lease__unit__vacancies=None, lease__period__endswith__isnull=False)
    around = [f"lease__{name}" for name in PLACE]
    return list(rows.select_related("lease", *around).order_by("received_on", "pk")[:OPEN])


def _empty() -> list[Unit]:
    rows = Unit.objects.in_stock().filter(occupancy=Unit.Occupancy.OFFERED, leases=None)
    return list(rows.select_related("staircase__building", "residence").order_by("landlord_ref", "pk")[:OPEN])


def _relet(today: dt.date) -> list[Lease]:
    since = today - dt.timedelta(days=PAST_DAYS)
    rows = Lease.objects.filter(period__startswith__gte=since, period__startswith__lt=today)
    return list(rows.select_related(*PLACE).order_by("-period", "pk")[:PAST])


class Writer:
    """Gathers rows, then writes each table once."""

    def __init__(self, dice: Random, today: dt.date):
        self.dice, self.today = dice, today
        self.cases: list[Case] = []
        self.tasks: list[Task] = []
        self.vacancies: list[Vacancy] = []
        self.told: list[tuple[Case, dt.date, dt.date, str]] = []
        self.candidates: list[Candidate] = []
        self.nominations: list[Nomination] = []
        self.owners: dict = {}
        self.calendar = WorkingCalendar.objects.for_agency(None)
        self.causes = {one.code: one for one in DelayCause.objects.all()}
        self.nominators = [
            Nominator.objects.get_or_create(name=name, defaults=told)[0] for name, told in NOMINATORS
        ]
        self.sessions: dict = {}

    def add(self, unit: Unit | None, exit_on: dt.date | None, *, notice=None, next_lease=None) -> None:
        assert unit  # noqa: S101 - a lease is of a home
        before = 45
        if notice and exit_on:
            before = max((exit_on - notice.received_on).days, 4)
        line = draw(self.dice, before)
        if exit_on is None:
            spent = line.entry if next_lease else self.dice.randint(1, max(line.entry - 1, 1))
            exit_on = day(next_lease.starts_on if next_lease else self.today, -spent)
        case = self._case(unit, day(exit_on, -before))
        done = [one for one in line.spans if self._until(exit_on, one) is not None]
        ready_on = self._past(exit_on, line.ready)
        entry_on = self._past(exit_on, line.entry) if next_lease else None
        vacancy = Vacancy(
            case=case, unit=unit, origin=Vacancy.Origin.NOTICE, notice=notice, lease=notice and notice.lease,
            expected_exit=exit_on, next_lease=next_lease, keys_on=self._past(exit_on, 0),
            visited_on=self._past(exit_on, line.spans[0].until), ready_on=ready_on,
            certainty="final" if ready_on else "estimated",
            ended_on=entry_on, outcome="let" if entry_on else "",
        )  # fmt: skip
        self._figures(vacancy, line, {one.step for one in done})
        signed = next_lease or "signing" in {one.step for one in done}
        vacancy.move_in_on = day(exit_on, line.entry) if signed else None
        self.vacancies.append(vacancy)
        self._tasks(vacancy, line, exit_on, finished=bool(next_lease))
        self._told(case, line, exit_on)
        self._candidates(vacancy, line, exit_on)

    def _past(self, exit_on: dt.date, offset: int) -> dt.date | None:
        found = day(exit_on, offset)
        return found if found <= self.today else None

    def _until(self, exit_on: dt.date, span) -> dt.date | None:
        found = day(exit_on, span.until)
        return found if found < self.today else None

    def _case(self, unit: Unit, opened_on: dt.date) -> Case:
        building = unit.staircase.building
        case = Case(
            process_id="vacancy", title=f"Relocation : {unit}", opened_at=self._at(opened_on),
            residence_id=unit.residence_id, building=building, staircase=unit.staircase, unit=unit,
            agency_id=unit.residence.agency_id,
        )  # fmt: skip
        self.cases.append(case)
        return case

    def _at(self, on: dt.date, hour: int = 9) -> dt.datetime:
        return clock.starts(on) + dt.timedelta(hours=hour, minutes=self.dice.randint(0, 59))

    def _figures(self, vacancy: Vacancy, line: Timeline, done: set[str]) -> None:
        if "advice_visit" in done:
            vacancy.works = line.works
        if "costing" in done:
            most = {"none": 0, "light": 1_800, "medium": 4_500, "heavy": 11_000}[line.works]
            cost = self.dice.randint(most // 3, most)
            vacancy.works_cost, vacancy.tenant_share = (
                Decimal(cost),
                Decimal(cost * self.dice.choice((0, 0, 1, 3)) // 10),
            )
            vacancy.diagnostics_cost = Decimal(self.dice.choice((0, 120, 180, 260)))

    def _owner(self, case: Case, step: str, facts: dict):
        key = (case.agency_id, step, facts.get("works"))
        if key not in self.owners:
            self.owners[key] = matrix.responsible_for("vacancy", step, facts, case, self.today)
        return self.owners[key]

    def _tasks(self, vacancy: Vacancy, line: Timeline, exit_on: dt.date, *, finished: bool) -> None:
        case, ends = vacancy.case, []
        if line.works != "none" and vacancy.works:
            case.facts = {"works": line.works}
        for span in line.spans:
            opened_on, done_on = day(exit_on, span.since), self._until(exit_on, span)
            if opened_on > self.today or (span.step == "check_in" and not vacancy.move_in_on):
                continue
            opened = max(self._at(opened_on), case.opened_at)
            done = max(self._at(done_on, 15), opened) if done_on else None
            task = self._task(case, span.step, {"works": line.works}, opened)
            if done:
                task.done_at, task.outcome, task.done_by = done, span.outcome, task.assignee
                ends.append(done)
            elif span.step not in ("marketing", "signing"):
                task.expected_on = day(exit_on, span.until)
            self.tasks.append(task)
        if finished and len(ends) == len(line.spans):
            case.closed_at, case.outcome = max(ends), "let"

    def _task(self, case: Case, step: str, facts: dict, opened: dt.datetime) -> Task:
        declared = step_of("vacancy", step)
        known = facts if declared.facts and facts["works"] != "none" else {}
        found = self._owner(case, step, known)
        task = Task(
            case=case, agency_id=case.agency_id, process_id="vacancy", step=step, waits=declared.waits,
            blocking=declared.blocks, role=found.role, team=found.team, assignee=found.sole_candidate,
            rule=found.rule, facts=found.facts, opened_at=opened, received_at=opened,
        )  # fmt: skip
        if found.rule and found.rule.amount and not declared.waits:
            task.amount, task.unit = found.rule.amount, found.rule.unit
            task.due_at = clock.due_at(opened, task.amount, task.unit, self.calendar)
        return task

    def _told(self, case: Case, line: Timeline, exit_on: dt.date) -> None:
        for made, on, cause in line.told:
            made_on = day(exit_on, made)
            if made_on <= self.today:
                case.promised_on = day(exit_on, on)
                self.told.append((case, case.promised_on, made_on, cause))

    def _candidates(self, vacancy: Vacancy, line: Timeline, exit_on: dt.date) -> None:
        by_step = {span.step: span for span in line.spans}
        since = day(exit_on, by_step["marketing"].since)
        presented, decided = (day(exit_on, by_step[step].until) for step in ("marketing", "committee"))
        nomination = Nomination(
            vacancy=vacancy, nominator=self.dice.choice(self.nominators), informed_on=since,
            due_on=since + dt.timedelta(days=30), ended_on=presented if presented < self.today else None,
        )  # fmt: skip
        self.nominations.append(nomination)
        if since + dt.timedelta(days=10) > self.today:
            return
        session = self._session(vacancy.case.agency_id, decided) if presented < self.today else None
        for rank in range(1, 4):
            last, first = self.dice.choice(NAMES)
            one = Candidate(
                vacancy=vacancy, nomination=nomination, last_name=last, first_name=first, session=session,
                number=NUMBER.format(self.dice.randint(80_000, 88_999)), told_on=vacancy.case.promised_on,
            )  # fmt: skip
            if decided < self.today:
                one.decision, one.rank, one.state = Candidate.Decision.RANKED, rank, State.SELECTED
            self.candidates.append(one)
        self._answers(self.candidates[-3:], line, exit_on)
        if vacancy.outcome:
            for one in self.candidates[-3:]:
                one.state = State.WITHDRAWN if one.state == State.SELECTED else one.state

    def _answers(self, three: list[Candidate], line: Timeline, exit_on: dt.date) -> None:
        answers = [span for span in line.spans if span.step == "answer"]
        for one, span in zip(three, answers, strict=False):
            sent, answered = day(exit_on, span.since), day(exit_on, span.until)
            if sent >= self.today:
                return
            one.offered_on, one.answer_by, one.state = sent, sent + dt.timedelta(days=10), State.OFFERED
            if answered < self.today:
                one.answered_on = answered
                one.state = State.ACCEPTED if span.outcome == "accepted" else State.DECLINED
                one.reason = "" if span.outcome == "accepted" else line.refusal

    def _session(self, agency: int, on: dt.date) -> CommitteeSession:
        if (agency, on) not in self.sessions:
            self.sessions[agency, on] = CommitteeSession.objects.get_or_create(agency_id=agency, held_on=on)[0]
        return self.sessions[agency, on]

    def write(self) -> None:
        for case, reference in zip(self.cases, next_references(len(self.cases), self.today.year), strict=True):
            case.reference = reference
        Case.objects.bulk_create(self.cases, batch_size=500)
        Task.objects.bulk_create(self.tasks, batch_size=1000)
        self._promise()
        Vacancy.objects.bulk_create(self.vacancies, batch_size=500)
        Nomination.objects.bulk_create(self.nominations, batch_size=500)
        Candidate.objects.bulk_create(self.candidates, batch_size=1000)
        self._journal()

    def _promise(self) -> None:
        """First dates, then those that replace them: each names the one before."""
        last: dict[int, Promise] = {}
        for first in (True, False):
            made = []
            for case, on, made_on, cause in self.told:
                if first != (not cause):
                    continue
                known = self.causes[cause] if cause else None
                made.append(Promise(
                    case=case, on=on, made_at=self._at(made_on, 16), previous=last.get(case.pk),
                    cause=str(known or ""), service=known.service if known else "",
                ))  # fmt: skip
            for one in Promise.objects.bulk_create(made, batch_size=1000):
                last[one.case_id] = one

    def _journal(self) -> None:
        lines = [
            Entry(case=case, kind=Kind.OPENED, at=case.opened_at, logged_at=case.opened_at) for case in self.cases
        ]
        figures = {one.case_id: one for one in self.vacancies}
        for task in self.tasks:
            if task.done_at:
                data = {"outcome": task.outcome, "opened": [], "closed": ""}
                lines.append(Entry(case=task.case, task=task, kind=Kind.FINISHED, at=task.done_at, data=data,
                                   by=task.assignee, logged_at=task.done_at))  # fmt: skip
                if task.step == costing.STEP:
                    told = _told(figures[task.case_id])
                    lines.append(Entry(case=task.case, kind=Kind.NOTED, at=task.done_at, logged_at=task.done_at,
                                       text=told.text, data=told.data, by=task.assignee))  # fmt: skip
        for made in Promise.objects.filter(case__in=self.cases).select_related("previous").order_by("pk"):
            former = made.previous.on.isoformat() if made.previous else None
            said: dict[str, str | None] = {"on": made.on.isoformat(), "former": former, "service": made.service}
            lines.append(Entry(case_id=made.case_id, kind=Kind.PROMISED, at=made.made_at, logged_at=made.made_at,
                               text=made.cause, data=said))  # fmt: skip
        Entry.objects.bulk_create(lines, batch_size=1000)


def _told(vacancy: Vacancy) -> costing.Costing:
    """Amounts that an office typed."""
    line = costing.Line("Travaux", vacancy.works_cost or Decimal(), tenant=vacancy.tenant_share or Decimal())
    return costing.Costing(vacancy.works, (line,), vacancy.diagnostics_cost)

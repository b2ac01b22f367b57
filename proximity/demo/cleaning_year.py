"""A year of checks, with the cases of those that failed: drawn, then each table written once."""

import datetime as dt
from fractions import Fraction
from random import Random

from coordination import clock, matrix
from coordination.models import Case, Entry, Picture, Task, WorkingCalendar
from coordination.models.cases import next_references
from teams.models import User
from teams.roles import Role

from .. import cleaning_redo
from ..cleaning_outcome import title_of
from ..cleaning_score import BAD, Limits, Mark, judge
from ..models import CleaningCheck, CleaningGrid, CleaningNote, CleaningPhoto, CleaningRedo
from .cleaning_stock import Cleaned

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
EVERY = {"company": 30, "staff": 60, "caretaker": 60}
SOONER = {"good": 1.0, "fair": 0.5, "failed": 0.4}
QUIET = 4 * DAY
"""The last days are told by the stories of today."""
CAUSES = ["service"] * 35 + ["usage"] * 8 + ["bulky"] * 4 + ["technical"] * 2 + ["third_party"]
Kind = Entry.Kind


def end_of(check: CleaningCheck) -> dt.datetime:
    assert check.closed_at  # noqa: S101 - all of them are closed
    return check.closed_at


class Year:
    """Gathers rows, then writes them."""

    def __init__(self, dice: Random, end: dt.datetime, limits: Limits, pictures: list[Picture]):
        self.dice, self.end, self.limits, self.pictures = dice, end, limits, pictures
        self.grid = CleaningGrid.objects.with_points().get(pk=CleaningGrid.objects.order_by("number")[0].pk)
        self.calendar = WorkingCalendar.objects.for_agency(None)
        self.checks: list[CleaningCheck] = []
        self.notes: list[CleaningNote] = []
        self.redos: list[CleaningRedo] = []
        self.photos: list[CleaningPhoto] = []
        self.cases: list[Case] = []
        self.tasks: list[Task] = []
        self.owners: dict = {}
        self.checkers: dict = {}

    def live(self, place: Cleaned) -> None:
        """From a year ago until a few days ago."""
        at = self.end - (355 + self.dice.randint(0, 25)) * DAY
        while at < self.end - QUIET:
            worse = place.drift * (1 - (self.end - at) / (365 * DAY))
            check = self.check(place, at, place.quality - worse)
            if check.result == "failed":
                self.follow(place, check)
            usual = EVERY[place.service.performer] * SOONER[check.result]
            at += (usual + self.dice.randint(0, 5)) * DAY

    def check(self, place: Cleaned, at: dt.datetime, quality: float, previous=None, case=None) -> CleaningCheck:
        at = clock.starts(clock.day_of(at)) + self.dice.randint(8, 16) * HOUR
        marks, notes = self._found(quality)
        verdict = judge(marks, self.limits)
        assert verdict  # noqa: S101 - something is always noted
        present = self.dice.random() < 0.6
        check = CleaningCheck(
            service=place.service, grid=self.grid, previous=previous, case=case,
            checker=self._checker(place), planned_at=at, started_at=at, closed_at=at + HOUR / 2,
            score=verdict.score, service_score=verdict.service_score, result=verdict.result.value,
            service_result=verdict.service_result.value, knocked_out=verdict.knocked_out, cause=verdict.cause,
            front=verdict.front, contest_until=at + 2 * DAY, signed_by="Chef d’équipe" if present else "",
            drawn=previous is None and place.service.performer == "company" and len(self.checks) % 10 == 0,
            report_sent_at=at + HOUR if place.service.performer == "company" else None,
        )  # fmt: skip
        self.checks.append(check)
        for note in notes:
            note.check_made = check
            if note.note is not None and note.note <= BAD:
                picture = self.dice.choice(self.pictures)
                self.photos.append(CleaningPhoto(check_made=check, item=note.item, picture=picture))
        self.notes += notes
        return check

    def _found(self, quality: float) -> tuple[list[Mark], list[CleaningNote]]:
        """A bad day is bad everywhere: most points follow one draw."""
        day, marks, notes = self.dice.gauss(quality, 0.06), [], []
        for zone in self.grid.zones.all():
            share = Fraction(zone.weight, len(zone.items.all()))
            for item in zone.items.all():
                note = 3 if self.dice.random() < day else self.dice.choices((2, 1, 0), (4, 4, 2))[0]
                if item.knock_out:
                    note = max(note, 2)
                cause = self.dice.choice(CAUSES) if note <= BAD else ""
                marks.append(Mark(zone.label, share, note, cause, item.knock_out, zone.front))
                notes.append(CleaningNote(item=item, note=note, cause=cause))
        return marks, notes

    def _checker(self, place: Cleaned) -> User:
        """By §7.1: the caretaker, the sector's manager where a caretaker cleans."""
        service = place.service
        role = Role.PROXIMITY_MANAGER if service.performer == "caretaker" else Role.CARETAKER
        key = (service.residence.agency_id, role)
        if key not in self.checkers:
            holders = User.objects.active().holding(role).order_by("pk")
            self.checkers[key] = holders.filter(agencies=key[0]).first() or holders.first()
        return self.checkers[key]

    def follow(self, place: Cleaned, check: CleaningCheck) -> None:
        """The case: first action, new check; one in four fails again and ends in a decision."""
        service, at = place.service, end_of(check)
        facts = {"cleaner": service.performer, "cause": check.cause, "recurrence": "first",
                 "zone": "front" if check.front else "other"}  # fmt: skip
        case = Case(
            process_id="cleaning", title=title_of(service), facts=facts, opened_at=at, residence=service.residence,
            building=service.building, staircase=service.staircase, agency_id=service.residence.agency_id,
        )  # fmt: skip
        self.cases.append(case)
        check.case = case
        day = clock.day_of(at) + self.dice.choice((1, 1, 1, 2)) * DAY
        done = clock.starts(day) + self.dice.randint(7, 15) * HOUR
        if check.cause != "service":
            self._task(case, "response", at, done, "treated")
            case.closed_at, case.outcome = done, "treated"
            return
        self._task(case, "response", at, done, "redone")
        self._redo(check, case, done)
        again = self.check(place, done + self.dice.randint(10, 30) * HOUR, place.quality + 0.05, check, case)
        if again.result == "failed":
            again.cause = "service"
        self._after(place, case, done, again)

    def _redo(self, check: CleaningCheck, case: Case, done: dt.datetime) -> None:
        """Asked for within the hour of the check."""
        ordered, contract = end_of(check) + HOUR / 2, check.service.contract
        self.redos.append(CleaningRedo(
            check_made=check, case=case, words="Reprendre ce que le contrôle a relevé.", ordered_at=ordered,
            ordered_by=check.checker, due_at=cleaning_redo.deadline(check, ordered), done_at=done,
            sent_to=contract.contractor.email if contract else "", sent_at=ordered if contract else None,
        ))  # fmt: skip

    def _after(self, place: Cleaned, case: Case, since: dt.datetime, again: CleaningCheck) -> None:
        company, at = place.service.performer == "company", end_of(again)
        failed = again.result == "failed"
        how = "passed" if not failed else "failed" if company else "failed_in_house"
        self._task(case, "recheck", since, at, how)
        if not failed:
            case.closed_at, case.outcome = at, "redone"
            return
        if company:
            self._task(case, "penalty", at, at + DAY, "waived")
            case.closed_at, case.outcome = at + DAY, "no_penalty"
        else:
            self._task(case, "sanction", at, at + DAY, "coached")
            case.closed_at, case.outcome = at + DAY, "coached"

    def _task(self, case: Case, step: str, opened: dt.datetime, done: dt.datetime, outcome: str) -> None:
        key = (case.agency_id, step, *sorted(case.facts.items()))
        if key not in self.owners:
            self.owners[key] = matrix.responsible_for("cleaning", step, case.facts, case, clock.day_of(self.end))
        found = self.owners[key]
        task = Task(
            case=case, agency_id=case.agency_id, process_id="cleaning", step=step, role=found.role,
            team=found.team, assignee=found.sole_candidate, rule=found.rule, facts=found.facts, opened_at=opened,
            received_at=opened, done_at=max(done, opened), done_by=found.sole_candidate, outcome=outcome,
        )  # fmt: skip
        if found.rule and found.rule.amount:
            task.amount, task.unit = found.rule.amount, found.rule.unit
            task.due_at = clock.due_at(opened, task.amount, task.unit, self.calendar)
        self.tasks.append(task)

    def write(self) -> None:
        for case, reference in zip(self.cases, next_references(len(self.cases), self.end.year), strict=True):
            case.reference = reference
        Case.objects.bulk_create(self.cases, batch_size=500)
        Task.objects.bulk_create(self.tasks, batch_size=1000)
        first = [check for check in self.checks if check.previous is None]
        CleaningCheck.objects.bulk_create(first, batch_size=500)
        CleaningCheck.objects.bulk_create([one for one in self.checks if one.previous], batch_size=500)
        CleaningRedo.objects.bulk_create(self.redos, batch_size=500)
        CleaningNote.objects.bulk_create(self.notes, batch_size=2000)
        CleaningPhoto.objects.bulk_create(self.photos, batch_size=2000)
        self._journal()

    def _journal(self) -> None:
        lines = [
            Entry(case=case, kind=Kind.OPENED, at=case.opened_at, logged_at=case.opened_at) for case in self.cases
        ]
        for task in self.tasks:
            assert task.done_at  # noqa: S101 - all of them are done
            closed = task.case.outcome if task.done_at == task.case.closed_at else ""
            lines.append(Entry(
                case=task.case, task=task, kind=Kind.FINISHED, at=task.done_at, logged_at=task.done_at,
                by=task.assignee, data={"outcome": task.outcome, "opened": [], "closed": closed},
            ))  # fmt: skip
        Entry.objects.bulk_create(lines, batch_size=1000)

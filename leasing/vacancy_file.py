"""The file of a vacancy, read at once: ready when, why not sooner, who has the ball, who waits."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone

from coordination import costing
from coordination.costing import Costing
from coordination.models import Case, Entry, Promise, Task
from coordination.processes import process_steps

from .access import (
    MAY_CONFIRM,
    MAY_COST,
    MAY_DATE,
    MAY_FREEZE,
    MAY_SEE_CANDIDATES,
    MAY_SEE_COSTING,
    MAY_SEE_RELETTING,
    MAY_VISIT,
    MAY_WRITE,
    sees_money,
)
from .models import Candidate, Vacancy
from .processes import CHAIN, COMMERCIAL
from .ready_date import Forecast, Range, Standards, forecast, range_of
from .vacant_days import Split, split_of

State = Candidate.State
ORDER = {
    State.ACCEPTED: 0, State.OFFERED: 1, State.SELECTED: 2, State.PROPOSED: 3, State.DECLINED: 4,
    State.REJECTED: 5, State.WITHDRAWN: 6,
}  # fmt: skip


@dataclass(frozen=True)
class Act:
    label: str
    url: str
    page: bool = False
    """A page of its own, not a form in a dialog."""


@dataclass(frozen=True)
class Stop:
    """A step of a branch: done, open (with who has it), or to come (with the day it should end)."""

    label: str
    state: str
    task: Task | None = None
    ends_on: Any = None
    acts: list[Act] = field(default_factory=list)


@dataclass(frozen=True)
class Slip:
    promise: Promise
    days: int


@dataclass(frozen=True)
class Costed:
    """The costing in force and the line that told it; without a line, the pre-visit's estimate."""

    told: Costing
    entry: Entry | None = None


@dataclass(frozen=True)
class File:
    vacancy: Vacancy
    forecast: Forecast | None
    range: Range | None
    technical: list[Stop]
    commercial: list[Stop]
    slips: list[Slip]
    candidates: list[tuple[Candidate, list[Act]]]
    sees_candidates: bool
    waiting: int
    split: Split
    money: bool
    costed: Costed | None
    acts: list[Act]

    @property
    def holding(self) -> Stop | None:
        """The open step that the date hangs on."""
        held = self.forecast and self.forecast.holding
        return next((stop for stop in self.technical if held and stop.task == held.task), None)

    @property
    def late_days(self) -> int:
        """By how much the forecast passes the booked entry."""
        booked, on = self.vacancy.move_in_on, self.vacancy.case.promised_on
        return (on - booked).days if self.vacancy.is_open and booked and on and on > booked else 0


def of_case(case: Case, request) -> dict[str, Any] | None:
    """The panel of the case page."""
    if case.process_id != "vacancy":
        return None
    found = Vacancy.objects.visible_to(request.user).filter(case=case).select_related("unit", "lease").first()
    if found is None:
        return None
    found.case = case
    return {"file": read(found, request.user)}


def read(vacancy: Vacancy, user) -> File:
    today = timezone.localdate()
    rows = vacancy.case.tasks.visible_to(user).select_related("team", "assignee", "process", "rule")
    tasks = list(rows.order_by("opened_at", "pk"))
    for task in tasks:
        task.case = vacancy.case
    is_open = vacancy.is_open and vacancy.case.is_open
    path = forecast(vacancy, tasks, today, Standards.of(vacancy, today)) if is_open else None
    candidates = list(vacancy.candidates.select_related("contact", "session", "nomination__nominator"))
    candidates.sort(key=lambda one: (ORDER[State(one.state)], one.rank or 0, one.pk))
    first = next((one.pk for one in candidates if one.state == State.SELECTED), None)
    offers = first if any(task.step == "offer" and task.is_open for task in tasks) else None
    return File(
        vacancy, path, range_of(vacancy, today) if is_open and not vacancy.ready_on else None,
        _branch(CHAIN, tasks, path, vacancy, user), _branch(COMMERCIAL, tasks, None, vacancy, user),
        _slips(vacancy), [(one, _on_candidate(one, user, is_open, offers)) for one in candidates],
        user.has_role(*MAY_SEE_CANDIDATES), is_open and sum(one.state in Candidate.LIVING for one in candidates),
        split_of(vacancy, today), sees_money(user), _costed(vacancy, user),
        _acts(vacancy, user) if is_open else [],
    )  # fmt: skip


def _costed(vacancy: Vacancy, user) -> Costed | None:
    if not user.has_role(*MAY_SEE_COSTING):
        return None
    entry = costing.last(vacancy.case)
    if entry and (told := costing.heard(entry)):
        return Costed(told, entry)
    seen = vacancy.estimate
    return Costed(seen) if seen.lines else None


def _branch(steps, tasks: list[Task], path: Forecast | None, vacancy: Vacancy, user) -> list[Stop]:
    """The steps in their order; diagnostics beside the others while there are any."""
    declared = process_steps("vacancy")
    wanted = list(steps)
    if steps is CHAIN and any(task.step == "diagnostics" for task in tasks):
        wanted.insert(1, "diagnostics")
    found = []
    for code in wanted:
        here = [task for task in tasks if task.step == code]
        open_ones = [task for task in here if task.is_open]
        ends = next((stage.ends_on for stage in path.stages if stage.step == code), None) if path else None
        label = declared.step(code).label
        if open_ones:
            found += [
                Stop(label, "open", task, task.expected_on or ends, _on_step(vacancy, task, user))
                for task in open_ones
            ]
        elif here:
            found.append(Stop(label, "done", here[-1]))
        else:
            found.append(Stop(label, "next", None, ends))
    return found


def _slips(vacancy: Vacancy) -> list[Slip]:
    made = vacancy.case.promises.select_related("previous", "made_by").order_by("-pk")
    return [Slip(one, (one.on - one.previous.on).days if one.previous else 0) for one in made]


def _act(label: str, name: str, *args, page: bool = False) -> Act:
    return Act(label, reverse(f"leasing:{name}", args=args), page)


def _on_step(vacancy: Vacancy, task: Task, user) -> list[Act]:
    """What one says of this step on its own form; the rest ends it as any task."""
    acts = []
    if task.step == "advice_visit" and user.has_role(*MAY_VISIT):
        acts.append(_act("Saisir la visite", "vacancy_visit", vacancy.pk, page=True))
    if task.step == "costing":
        acts += _on_costing(vacancy, user)
    if task.step in (*CHAIN, "diagnostics") and user.has_role(*MAY_VISIT) and task.may_be_moved_by(user):
        acts.append(_act("Date prévue", "vacancy_expect", vacancy.pk, task.pk))
    if user.has_role(*MAY_WRITE):
        acts += {
            "marketing": [
                _act("Réservataire", "vacancy_nominate", vacancy.pk),
                _act("Candidat", "vacancy_propose", vacancy.pk),
                _act("Présenter en CALEOL", "vacancy_present", vacancy.pk),
            ],
            "committee": [_act("Décisions", "vacancy_decide", vacancy.pk)],
            "signing": [
                _act("Fixer l’entrée", "vacancy_book", vacancy.pk),
                _act("Bail signé", "vacancy_sign", vacancy.pk),
            ],
        }.get(task.step, [])
    return acts


def _on_costing(vacancy: Vacancy, user) -> list[Act]:
    """Line by line where an inventory was made; else the amounts."""
    if url := costing.prepared(vacancy.case, user):
        return [Act("Chiffrage de l’état des lieux", url, page=True)]
    return [_act("Chiffrer", "vacancy_costing", vacancy.pk)] if user.has_role(*MAY_COST) else []


def _on_candidate(candidate: Candidate, user, is_open: bool, offers: int | None) -> list[Act]:
    """`offers`: whose turn it is to get the offer."""
    if not is_open or not user.has_role(*MAY_WRITE):
        return []
    withdraw = ("Retirer", "candidate_withdraw")
    offer = [("Envoyer l’offre", "candidate_offer")] if candidate.pk == offers else []
    known = {
        State.PROPOSED: [withdraw], State.SELECTED: [*offer, withdraw],
        State.OFFERED: [("Réponse", "candidate_reply")], State.ACCEPTED: [("Renonce", "candidate_reply")],
    }  # fmt: skip
    return [_act(label, name, candidate.pk) for label, name in known.get(State(candidate.state), [])]


def _acts(vacancy: Vacancy, user) -> list[Act]:
    acts = []
    if vacancy.case.promised_on and not vacancy.ready_on:
        if user.has_role(*MAY_CONFIRM) and not vacancy.is_sure:
            acts.append(_act("Confirmer la date", "vacancy_confirm", vacancy.pk))
        if user.has_role(*MAY_DATE):
            acts.append(_act("Changer la date", "vacancy_date", vacancy.pk))
    if user.has_role(*MAY_FREEZE):
        acts.append(_act("Geler", "vacancy_freeze", vacancy.pk))
    return acts


ROLES = frozenset(MAY_SEE_RELETTING)

"""A year of orders on the demo's requests and vacancies: most of them done, some on their way, in blocks."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from random import Random

from django.utils import timezone

from coordination import clock
from coordination.models import Entry, Task
from messaging.models import Message
from teams.demo import demo_accounts
from teams.models import User
from teams.roles import Role

from .. import order_asking, posting
from ..models import Contract, OrderLine, OrderMove, OrderVersion, Slot, Via, WorkOrder
from ..models.orders import next_numbers
from ..parameters import limit_of
from . import firms

MOST_PAST, MOST_OPEN = {"vacancy": 75, "request": 130}, 50
HOUR = dt.timedelta(hours=1)
HOURS = (8, 10, 14, 16)
"""At which firms come."""
State, Decision = WorkOrder.State, OrderVersion.Decision
ON_THE_WAY = (
    ("prepared", 12), ("approved", 6), ("sent", 18), ("acknowledged", 14), ("booked", 42), ("started", 8),
)  # fmt: skip
PATH = ("approve", "send", "acknowledge", "book", "start", "complete", "accept", "invoice")
REACHED = {"prepared": 0, "approved": 1, "sent": 2, "acknowledged": 3, "booked": 4, "started": 5, "done": 6,
           "accepted": 7, "invoiced": 8}  # fmt: skip
FOR_HOMES = [firm for firm in firms.FIRMS if {"T1", "T5"} & set(firm.families)]
"""Who puts an empty home in order."""
LIVING_IN = ("T1", "T2", "T3", "T4", "T5", "S1")
"""Families of works for which somebody must be at home."""


def build(seed: int, today: dt.date, say: Callable[[str], None]) -> None:
    dice = Random(f"orders {seed}")
    contracts = firms.build(today, dice)
    writer = Writer(dice, contracts)
    for process, most in MOST_PAST.items():
        for task in _done(process)[:most]:
            writer.add(task, _past_state(dice, task))
    for task in _open()[:MOST_OPEN]:
        writer.add(task, dice.choices(*zip(*ON_THE_WAY, strict=True))[0])
    writer.write()
    for order in writer.orders:
        if order.state == State.PREPARED:
            order_asking.ask_approval(order, order.amount, by=order.made_by)
    for contract in contracts.values():
        posting.link_of(contract.contractor)
    say(f"{len(firms.FIRMS)} entreprises, {len(writer.orders)} ordres de service")


def _tasks():
    around = ("case__residence", "case__building", "case__staircase", "case__unit")
    served = Task.objects.filter(confidential=False).select_related(*around)
    return served.filter(process__in=("request", "vacancy"), step__in=("handling", "works"))


def _done(process: str) -> list[Task]:
    """Works that ended in the last year: each vacancy's, and four in five requests that a firm could have done."""
    since = timezone.now() - dt.timedelta(days=365)
    found = _tasks().filter(process=process, outcome="done", done_at__gte=since).order_by("-done_at", "pk")
    return [task for task in found if process == "vacancy" or (_firm_of(task) and task.pk % 5)]


def _open() -> list[Task]:
    found = _tasks().filter(done_at=None).order_by("-opened_at", "pk")
    return [task for task in found if task.process_id == "vacancy" or (_firm_of(task) and task.pk % 3)]


def _firm_of(task: Task) -> firms.Firm | None:
    family = task.case.facts.get("family", "")
    return next((firm for firm in firms.FIRMS if family in firm.families), None)


def _past_state(dice: Random, task: Task) -> str:
    ago = (timezone.now() - task.done_at).days if task.done_at else 0
    if ago < 4:
        return dice.choice(("done", "done", "accepted"))
    return "invoiced" if ago > 12 and dice.random() < 0.9 else "accepted"


def _by_day(at: dt.datetime, first: dt.datetime, last: dt.datetime) -> dt.datetime:
    """Between eight and six instead of round the clock, in the same order; within these two."""
    day = clock.starts(clock.day_of(at))
    return min(max(day + 8 * HOUR + (at - day) * 10 / 24, first), last)


class Writer:
    """Gathers rows, then writes each table once."""

    def __init__(self, dice: Random, contracts: dict[firms.Firm, Contract]):
        self.dice, self.contracts, self.now = dice, contracts, timezone.now()
        self.prices = {firm: list(contract.prices.order_by("code")) for firm, contract in contracts.items()}
        self.people = self._people()
        self.limits = {person: limit_of(person) for person in set(self.people.values())}
        self.head = demo_accounts().holding(Role.DIRECTOR).order_by("pk")[0]
        self.orders: list[WorkOrder] = []
        self.versions: list[OrderVersion] = []
        self.lines: list[OrderLine] = []
        self.moves: list[OrderMove] = []
        self.slots: list[Slot] = []
        self.entries: list[Entry] = []
        self.expected: list[Task] = []

    @staticmethod
    def _people() -> dict[int | None, User]:
        """Who orders in each agency; None: wherever there is nobody."""
        holders = demo_accounts().holding(Role.PROXIMITY_MANAGER, Role.TECHNICIAN).order_by("pk")
        found: dict[int | None, User] = {}
        for person in holders.prefetch_related("agencies"):
            for agency in person.agencies.all():
                found.setdefault(agency.pk, person)
            found.setdefault(None, person)
        return found

    def add(self, task: Task, state: str) -> None:
        case = task.case
        firm = _firm_of(task) or self.dice.choice(FOR_HOMES)
        times = self._times(task, state, firm)
        contract = self.contracts[firm]
        by = self.people.get(case.agency_id) or self.people[None]
        order = WorkOrder(
            case=case, residence_id=case.residence_id, building_id=case.building_id,
            staircase_id=case.staircase_id, unit_id=case.unit_id, contract=contract,
            contractor_id=contract.contractor_id, title=self._title(task, firm), priority=case.priority,
            state=state, made_at=times["made"], made_by=by, state_since=max(times.values()),
        )  # fmt: skip
        self._date(order, task, times)
        self._lines(order, firm, task, by, times)
        self._moves(order, by, times)
        self.orders.append(order)

    @staticmethod
    def _title(task: Task, firm: firms.Firm) -> str:
        return f"Remise en état : {firm.lot.lower()}" if task.process_id == "vacancy" else task.case.title

    def _times(self, task: Task, state: str, firm: firms.Firm) -> dict[str, dt.datetime]:
        """When each move happened: spread between the arrival of the task and its end, or now."""
        reached = REACHED[state]
        end = task.done_at or self.now
        span = end - task.opened_at
        made = task.opened_at + span * self.dice.uniform(0.02, 0.1)
        shares = sorted(self.dice.uniform(0.1, 0.92) for _ in PATH[: min(reached, 5)])
        times = {"made": made}
        for move, share in zip(PATH, shares, strict=False):
            times[move] = task.opened_at + span * share
        if reached > 5:
            late = dt.timedelta(hours=self.dice.expovariate(1 / firm.tells_late))
            times["complete"] = max(end - min(late, span / 3), times["start"])
        for move, days in (("accept", 2), ("invoice", 12)):
            if move in PATH[:reached]:
                later = min(end + dt.timedelta(days=self.dice.uniform(0.2, days)), self.now)
                times[move] = max(later, times.get("accept", end))
        return {
            move: _by_day(at, *((end, self.now) if move in ("accept", "invoice") else (task.opened_at, end)))
            for move, at in times.items()
        }

    def _date(self, order: WorkOrder, task: Task, times: dict[str, dt.datetime]) -> None:
        order.sent_at, order.acknowledged_at = times.get("send"), times.get("acknowledge")
        order.started_at, order.done_at = times.get("start"), times.get("complete")
        order.accepted_at = times.get("accept")
        if order.sent_at:
            order.acknowledge_by = order.sent_at + 24 * HOUR
            order.due_at = order.sent_at + dt.timedelta(days=self.dice.choice((2, 5, 7, 12)))
        if "book" in times:
            day = times.get("start") or self.now + dt.timedelta(days=self.dice.randint(1, 9))
            told = None if "start" in times and not task.is_open else task.expected_on
            order.expected_on = told or clock.day_of(day)
            if order.is_live and task.is_open and not task.expected_on and task.process_id == "request":
                task.expected_on = order.expected_on
                self.expected.append(task)

    def _lines(self, order: WorkOrder, firm: firms.Firm, task: Task, by: User, times) -> None:
        count = self.dice.randint(2, 4) if task.process_id == "vacancy" else self.dice.randint(1, 2)
        chosen = self.dice.sample(self.prices[firm], min(count, len(self.prices[firm])))
        version = OrderVersion(order=order, number=1, amount=Decimal(0), made_at=order.made_at, made_by=by)
        if "approve" in times:
            version.decision, version.decided_at = Decision.APPROVED, times["approve"]
        if "send" in times:
            version.mailed_at = times["send"]
        for position, price in enumerate(chosen, 1):
            quantity = Decimal(self.dice.randint(8, 40) if price.unit in ("m²", "ml") else self.dice.randint(1, 2))
            line = OrderLine(
                version=version, position=position, price_line=price, code=price.code, label=price.label,
                unit=price.unit, quantity=quantity, price=price.price,
            )  # fmt: skip
            version.amount += line.amount
            self.lines.append(line)
        order.amount = version.amount
        if version.decision:
            version.decided_by = self._approver(order, by)
        self.versions.append(version)

    def _approver(self, order: WorkOrder, by: User) -> User:
        """Whoever may commit so much."""
        return self.head if order.amount > self.limits[by] else by

    def _moves(self, order: WorkOrder, by: User, times: dict[str, dt.datetime]) -> None:
        """What a firm did is told hours later, in its order, and before anybody accepts the works."""
        before, firm_says = State.PREPARED, ("acknowledge", "book", "start", "complete")
        told, last = times["made"], times.get("accept", self.now)
        for move in PATH:
            if move not in times:
                break
            after, at = State(WorkOrder.MOVES[move].target), times[move]
            theirs = move in firm_says
            who = self._approver(order, by) if move == "approve" else by
            late = HOUR * self.dice.expovariate(1 / 9) if theirs else 0 * HOUR
            told = max(told, _by_day(at + late, at, last) if late else at)
            self.moves.append(OrderMove(
                order=order, move=move, before=before, after=after, by=None if theirs else who, at=at,
                via=Via.CONTRACTOR if theirs else Via.STAFF, told_at=told,
                note="Travaux faits, essais concluants." if move == "complete" else "",
            ))  # fmt: skip
            before = after
        if order.expected_on:
            self._slot(order, order.expected_on, times)

    def _slot(self, order: WorkOrder, day: dt.date, times: dict[str, dt.datetime]) -> None:
        hour = self.dice.choice(HOURS)
        if begun := times.get("start"):
            hour = max((one for one in HOURS if one <= begun.astimezone(clock.PARIS).hour), default=HOURS[0])
        start = dt.datetime.combine(day, dt.time(hour), clock.PARIS)
        self.slots.append(Slot(
            order=order, number=1, starts_at=start, ends_at=start + 2 * HOUR, via=Via.CONTRACTOR,
            offered_at=times["acknowledge"], chosen_at=times["book"], chosen_via=Via.TENANT,
            state=Slot.State.CHOSEN if order.state in ("booked", "started") else Slot.State.KEPT,
        ))  # fmt: skip

    def write(self) -> None:
        """In the order in which they were made, so that numbers follow time."""
        self.orders.sort(key=lambda order: order.made_at)
        self._name_people()
        for order in self.orders:
            (order.number,) = next_numbers(1, clock.day_of(order.made_at).year)
            if order.state == State.INVOICED:
                order.invoice = f"F{order.made_at:%y}-{self.dice.randint(1000, 9999)}"
        WorkOrder.objects.bulk_create(self.orders)
        OrderVersion.objects.bulk_create(self.versions)
        OrderLine.objects.bulk_create(self.lines)
        OrderMove.objects.bulk_create(self.moves)
        Slot.objects.bulk_create(self.slots)
        Task.objects.bulk_update(self.expected, ["expected_on"])
        Entry.objects.bulk_create(self._journal())

    def _name_people(self) -> None:
        """Of a request: whoever the texts of its file were written to."""
        asked = [order.case_id for order in self.orders if order.case.facts.get("family") in LIVING_IN]
        texts = Message.objects.filter(case__in=asked, contact__isnull=False).order_by("pk")
        who = dict(texts.values_list("case", "contact"))
        for order in self.orders:
            order.contact_id = who.get(order.case_id)

    def _journal(self):
        words = {"send": "envoyé", "complete": "travaux finis"}
        for line in self.moves:
            if line.move in words:
                order = line.order
                yield Entry(
                    case=order.case, kind=Entry.Kind.NOTED, at=line.at, logged_at=line.told_at, by=order.made_by,
                    text=f"{order.number} ({order.contract.contractor}) : {words[line.move]}",
                    data={"order": order.number},
                )  # fmt: skip

"""A penalty, or what replaces it, from its proposal to the invoice: the company is told, may answer, and somebody
decides (§7.4).

Proposing, notifying, deciding and applying each are a move of the table (`Penalty.MOVES`), with the contract held
where amounts add up: two decisions at once never pass the cap.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from config.web.templatetags.palier import euros
from coordination import clock
from coordination import photos as pictures
from coordination.models import Case, Entry, Task
from teams.workflow import MoveRefused

from . import cleaning_posting as posting
from .cleaning_outcome import number, open_task
from .models import CleaningCheck, CleaningRedo, Contract, ContractSite, Penalty, PenaltyLine
from .penalty_amount import Facts, Line, capped, difference, exempt, lines

Kind, State = Penalty.Kind, Penalty.State
CONTESTED = "La contestation de ce contrôle attend sa réponse."
ENDS = {Kind.PENALTY: "applied", Kind.REDUCTION: "reduced", Kind.EXECUTION: "executed"}
"""How the decision ends once it is taken off an invoice."""
LATE_CODE, NOT_DONE_CODE = "reprise", "passage"
"""Rules that the facts alone tick; a contract need not have them."""


def failure_of(case: Case) -> CleaningCheck | None:
    """The new check that failed, which a penalty is about."""
    found = CleaningCheck.objects.failed().filter(case=case, previous__isnull=False, cause="service")
    return found.with_place().order_by("-closed_at", "-pk").first()


def days_late(check: CleaningCheck) -> int:
    """Days begun since the redo was due, when the new check found that it was not done."""
    redo = CleaningRedo.objects.filter(check_made=check.previous_id).first()
    if redo is None or check.closed_at is None or check.closed_at <= redo.due_at:
        return 0
    return -(-(check.closed_at - redo.due_at) // clock.DAY)


def facts_of(check: CleaningCheck, events: Collection[str]) -> Facts:
    contract = check.service.contract_id
    site = ContractSite.objects.filter(contract=contract, residence=check.service.residence_id).first()
    return Facts(site.monthly_price if site else None, check.service_score, days_late(check), events)


def suggested(check: CleaningCheck) -> list[str]:
    """The lapses that the facts show."""
    return [NOT_DONE_CODE] if check.not_done else [LATE_CODE]


def reckon(check: CleaningCheck, events: Collection[str]) -> list[Line]:
    contract = check.service.contract
    return lines(contract.penalty_rules.all(), facts_of(check, events)) if contract else []


@transaction.atomic
def propose(case: Case, *, events: Collection[str], text: str, by, key: uuid.UUID | None = None) -> Penalty:
    """What the rules make of it, for whoever decides. The same `key` twice proposes once."""
    case.hold()
    if known := Penalty.objects.filter(case=case, proposed_by=by, state="proposed").first():
        return known
    task, check, contract = to_propose(case)
    made = reckon(check, events)
    total = sum((line.amount for line in made), Decimal(0))
    if not total:
        raise MoveRefused("Aucune règle du marché ne donne de montant : cochez un manquement, ou renoncez.")
    _hold(contract)
    amount = capped(total, cap=cap_of(contract), already=owed(contract))
    return enter(task, check, contract, made, amount=amount, text=text, by=by, key=key)


def to_propose(case: Case) -> tuple[Task, CleaningCheck, Contract]:
    """The open proposal, the check it is about and the contract that pays. The case must be held."""
    task, check = open_task(case, "penalty"), failure_of(case)
    if task is None or check is None:
        raise MoveRefused("Aucune pénalité n’est à proposer sur ce dossier : rechargez la page.")
    if check.service.contract is None:
        raise MoveRefused("Seule une entreprise peut avoir une pénalité.")
    return task, check, check.service.contract


def enter(
    task: Task, check: CleaningCheck, contract: Contract, made: list[Line], *, amount: Decimal, text: str, by,
    key: uuid.UUID | None, **more,
) -> Penalty:  # fmt: skip
    """Write what is proposed, and give it to whoever decides. `more`: what its kind needs."""
    total = sum((line.amount for line in made), Decimal(0))
    penalty = Penalty.objects.create(
        case=task.case, check_made=check, service=check.service, contract=contract, facts=_facts_told(check, text),
        full_amount=total, amount=amount, proposed_by=by, **more,
    )  # fmt: skip
    PenaltyLine.objects.bulk_create(
        PenaltyLine(penalty=penalty, label=line.label, reckoning=line.reckoning, amount=line.amount)
        for line in made
    )
    told = f"{penalty.get_kind_display()} proposée : {euros(penalty.amount)} HT. {text}"
    task.answer("proposed", text=told.strip(), by=by, key=key)
    return penalty


def _facts_told(check: CleaningCheck, text: str) -> str:
    closed = timezone.localtime(check.closed_at)
    told = f"{check.service.spot} : note {number(check.service_score)} au recontrôle du {closed:%d/%m/%Y à %H:%M}."
    late = days_late(check)
    if late:
        told += f" Reprise non faite, {late} jour{'s' if late > 1 else ''} après le délai."
    return f"{told} {text}".strip()


@transaction.atomic
def notify(penalty: Penalty, *, by) -> None:
    """The invitation to answer, with amount and facts, and the time the contract gives for it."""
    _held(penalty)
    _must_not_be_contested(penalty)
    now = timezone.now()
    until = clock.day_of(now) + penalty.contract.observation_days * clock.DAY
    penalty.move("notify", by=by, notified_at=now, observe_until=until)
    told = f"{penalty.get_kind_display()} de {euros(penalty.amount)} HT notifiée"
    penalty.case.note(f"{told} : observations attendues jusqu’au {until:%d/%m/%Y}.", by=by)
    task = open_task(penalty.case, "sanction")
    if task and task.expected_on != until:
        task.expect(until, by=by)
    posting.post(posting.NOTICE, penalty.pk)


@transaction.atomic
def observe(penalty: Penalty, *, words: str, photos: Sequence = (), by, key: uuid.UUID | None = None) -> None:
    """What the company says. On its own page (`by` nobody) it says so in time; what came by letter is noted by
    whoever got it. The same `key` twice notes once."""
    _held(penalty)
    if Entry.objects.repeated(key, kind=Entry.Kind.NOTED, by=by, case=penalty.case):
        return
    until = penalty.observe_until
    if by is None and until and timezone.localdate() > until:
        raise MoveRefused(f"Le délai pour répondre a fini le {until:%d/%m/%Y}.")
    penalty.move("observe", by=by, note=words[:500], observations=words)
    pictures.write_note(
        penalty.case, text=f"Observations du titulaire : {words}", photos=photos, key=key or uuid.uuid4(),
        visibility=Entry.Visibility.INTERNAL, by=by,
    )  # fmt: skip


@transaction.atomic
def confirm(penalty: Penalty, *, words: str, by) -> None:
    """Once the company has answered, or its time is over. The cap is looked at again, with the contract held."""
    _held(penalty)
    _must_not_be_contested(penalty)
    until = penalty.observe_until
    if penalty.state == State.NOTIFIED and until and timezone.localdate() <= until:
        raise MoveRefused(
            f"Le titulaire peut répondre jusqu’au {until:%d/%m/%Y} : attendez, ou notez ses observations."
        )
    _hold(penalty.contract)
    amount = _due(penalty)
    penalty.move("confirm", by=by, note=words, decision=words, amount=amount)
    penalty.case.note(f"{penalty.get_kind_display()} confirmée : {euros(amount)} HT. {words}".strip(), by=by)
    if waits(penalty) and (task := open_task(penalty.case, "sanction")):
        task.answer("exempt", text=exemption_told(penalty.contract), by=by)


def _due(penalty: Penalty) -> Decimal:
    """What is left of it today: a penalty under the cap, another firm's works at what their order costs now."""
    if penalty.is_penalty:
        return capped(penalty.full_amount, cap=cap_of(penalty.contract), already=owed(penalty.contract))
    order, base = penalty.order, penalty.base
    if order is None or base is None:
        return penalty.full_amount
    order.refresh_from_db(fields=["state", "amount"])
    if order.state not in order.LEFT:
        raise MoveRefused(f"L’ordre {order.number} ne tient plus : abandonnez cette exécution.")
    saved = base - penalty.full_amount
    return min(penalty.full_amount, difference(order.amount, saved))


@transaction.atomic
def drop(penalty: Penalty, *, words: str, by) -> None:
    _held(penalty)
    penalty.move("drop", by=by, note=words, decision=words)
    if task := open_task(penalty.case, "sanction"):
        task.answer("dropped", text=words, by=by)


@transaction.atomic
def apply(penalty: Penalty, *, invoice: str, on: dt.date, by) -> None:
    """Taken off this invoice. An exempt one waits until the contract's penalties together pass the exemption."""
    _held(penalty)
    _hold(penalty.contract)
    if waits(penalty):
        raise MoveRefused(exemption_told(penalty.contract))
    penalty.move("apply", by=by, note=invoice, invoice=invoice, applied_on=on)
    told = f"{penalty.get_kind_display()} de {euros(penalty.amount)} HT appliquée sur la facture {invoice}."
    if task := open_task(penalty.case, "sanction"):
        task.answer(ENDS[Kind(penalty.kind)], text=told, by=by)
    else:
        penalty.case.note(told, by=by)


def _held(penalty: Penalty) -> None:
    penalty.case.hold()
    penalty.refresh_from_db(fields=["state", "observe_until", "amount", "full_amount"])


def _must_not_be_contested(penalty: Penalty) -> None:
    contest = penalty.check_made.own_contest
    if contest and contest.is_open:
        raise MoveRefused(CONTESTED)


def _hold(contract: Contract) -> None:
    Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)


def cap_of(contract: Contract) -> Decimal | None:
    """So much of what its sites cost over the whole contract; None: no cap."""
    if contract.cap_percent is None:
        return None
    monthly = contract.sites.aggregate(total=Sum("monthly_price"))["total"]
    if not monthly:
        raise MoveRefused("Le plafond se calcule sur les prix mensuels du marché : complétez-les.")
    return (monthly * months_of(contract) * contract.cap_percent / 100).quantize(Decimal("0.01"))


def months_of(contract: Contract) -> int:
    """Months begun."""
    first, last = contract.period.lower, contract.last_day
    return (last.year - first.year) * 12 + last.month - first.month + 1


def owed(contract: Contract) -> Decimal:
    return Penalty.objects.filter(contract=contract).counted().total()


def is_exempt(contract: Contract) -> bool:
    return exempt(owed(contract), contract.exempt_up_to)


def waits(penalty: Penalty) -> bool:
    """Confirmed, it is not taken before the contract's penalties together pass the exemption."""
    return penalty.is_penalty and penalty.state == State.CONFIRMED and is_exempt(penalty.contract)


@dataclass(frozen=True)
class Credit:
    """What a contract owes: confirmed and not yet taken, and taken off invoices."""

    contract: str
    contractor: str
    confirmed: Decimal
    applied: Decimal

    @property
    def total(self) -> Decimal:
        return self.confirmed + self.applied


def credits_of(penalties) -> list[Credit]:
    """By contract, of these penalties: one query."""
    nothing = Value(Decimal(0))
    sums = {
        state: Coalesce(Sum("amount", filter=Q(state=state)), nothing)
        for state in (State.CONFIRMED, State.APPLIED)
    }
    rows = penalties.owed().order_by("contract__number").values("contract__number", "contract__contractor__name")
    return [
        Credit(row["contract__number"], row["contract__contractor__name"], row["confirmed"], row["applied"])
        for row in rows.annotate(**{state.value: one for state, one in sums.items()})
    ]


def exemption_told(contract: Contract) -> str:
    return (
        f"Le cumul des pénalités ({euros(owed(contract))}) ne passe pas l’exonération du marché "
        f"({euros(contract.exempt_up_to)}) : rien n’est à déduire pour l’instant."
    )

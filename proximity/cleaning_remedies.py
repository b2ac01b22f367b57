"""Instead of a penalty: imperfect work accepted at a lower price (« réfaction »), or done by another firm that the
company pays (« exécution aux frais et risques »). Told, answered and decided as a penalty is (§7.3, §7.4)."""

import uuid
from decimal import Decimal

from django.db import IntegrityError, transaction

from config.web.templatetags.palier import euros
from coordination.models import Case
from teams.workflow import MoveRefused

from .models import ContractSite, Penalty, WorkOrder
from .penalty_amount import Line, difference, reduction
from .penalty_procedure import enter, to_propose

Kind = Penalty.Kind


def _known(case: Case, kind: Penalty.Kind, by) -> Penalty | None:
    return Penalty.objects.filter(case=case, proposed_by=by, state="proposed", kind=kind).first()


@transaction.atomic
def reduce(case: Case, *, percent: Decimal, text: str, by, key: uuid.UUID | None = None) -> Penalty:
    """Accept the work as it is for so much less of the month's price, and say why."""
    case.hold()
    if known := _known(case, Kind.REDUCTION, by):
        return known
    task, check, contract = to_propose(case)
    site = ContractSite.objects.filter(contract=contract, residence=check.service.residence_id).first()
    if site is None or not site.monthly_price:
        raise MoveRefused("La réfaction se calcule sur le prix mensuel de la résidence : complétez le marché.")
    line = reduction(site.monthly_price, percent)
    if not line.amount:
        raise MoveRefused("Cette réfaction ne retire rien : donnez une part du prix.")
    return enter(
        task, check, contract, [line], amount=line.amount, text=text, by=by, key=key, kind=Kind.REDUCTION,
        base=site.monthly_price,
    )  # fmt: skip


def orders_of(case: Case, user):
    """Those that left for another firm than the one that cleans, and that nobody is charged for."""
    charged = Penalty.objects.exclude(state="dropped").filter(order__isnull=False)
    found = WorkOrder.objects.visible_to(user).filter(case=case, state__in=WorkOrder.LEFT)
    cleaners = case.cleaning_checks.filter(service__contract__isnull=False)
    found = found.exclude(contractor__in=cleaners.values("service__contract__contractor"))
    return found.exclude(pk__in=charged.values("order")).select_related("contractor").order_by("pk")


@transaction.atomic
def execute(
    case: Case, *, order: WorkOrder, saved: Decimal, text: str, by, key: uuid.UUID | None = None
) -> Penalty:
    """Charge what the other firm's order costs beyond `saved`, which the company is not paid for the same work."""
    case.hold()
    if known := _known(case, Kind.EXECUTION, by):
        return known
    task, check, contract = to_propose(case)
    order = orders_of(case, by).select_for_update(of=("self",)).filter(pk=order.pk).first()
    if order is None:
        raise MoveRefused("Choisissez un ordre de ce dossier, parti à une autre entreprise.")
    amount = difference(order.amount, saved)
    if not amount:
        raise MoveRefused("L’autre entreprise ne coûte pas plus cher : rien n’est à mettre à sa charge.")
    line = Line(f"{order.number}, {order.contractor}"[:120], f"{euros(order.amount)} − {euros(saved)}", amount)
    try:
        with transaction.atomic():
            return enter(
                task, check, contract, [line], amount=amount, text=text, by=by, key=key, kind=Kind.EXECUTION,
                base=order.amount, order=order,
            )  # fmt: skip
    except IntegrityError:
        raise MoveRefused("Cet ordre est déjà mis à la charge d’une entreprise.") from None

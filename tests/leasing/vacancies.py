"""A vacancy brought to where a test wants it."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from coordination import costing
from leasing import allocation, reletting
from leasing.models import Candidate, Notice, Vacancy
from leasing.reasons import Reason
from tests.messaging.factories import a_number

DAY = dt.timedelta(days=1)


def today() -> dt.date:
    return timezone.localdate()


def a_vacancy(lease, by, **given) -> Vacancy:
    defaults = {"received_on": today(), "reason": Reason.COMMON, "channel": Notice.Channel.REGISTERED}
    Notice.objects.receive(lease, by=by, **{**defaults, **given})
    return fresh(Vacancy.objects.open().get(unit=lease.unit))


def fresh(vacancy: Vacancy) -> Vacancy:
    return Vacancy.objects.select_related("case__residence", "unit").get(pk=vacancy.pk)


def steps(vacancy: Vacancy) -> set[str]:
    return set(vacancy.case.tasks.open().values_list("step", flat=True))


def task(vacancy: Vacancy, step: str):
    return vacancy.case.tasks.open().get(step=step)


def visit(vacancy: Vacancy, by, works="light", **said) -> Vacancy:
    reletting.record_visit(vacancy, visited_on=today(), works=works, by=by, **said)
    return fresh(vacancy)


def leave(vacancy: Vacancy, by) -> Vacancy:
    task(vacancy, "check_out").answer("done", by=by)
    return fresh(vacancy)


def cost(vacancy: Vacancy, by, works="light") -> Vacancy:
    line = costing.Line("Travaux", Decimal(900), tenant=Decimal(200))
    costing.tell(vacancy.case, costing.Costing(works, (line,), Decimal(80)), by=by)
    return fresh(vacancy)


def order(vacancy: Vacancy, by) -> Vacancy:
    task(vacancy, "works_order").answer("ordered", by=by)
    return fresh(vacancy)


def work(vacancy: Vacancy, by) -> Vacancy:
    task(vacancy, "works").answer("done", by=by)
    return fresh(vacancy)


def finish_works(vacancy: Vacancy, by) -> Vacancy:
    for act in (visit, leave, cost, order, work):
        vacancy = act(vacancy, by)
    task(vacancy, "acceptance").answer("good", by=by)
    return fresh(vacancy)


def propose(vacancy: Vacancy, by, count=3) -> list[Candidate]:
    return [
        allocation.propose(vacancy, last_name=f"Petit {n}", first_name="Noé", number=a_number(), by=by)
        for n in range(count)
    ]


def select(vacancy: Vacancy, by, count=3) -> list[Candidate]:
    """Presented and accepted by the committee, ranked in order."""
    candidates = propose(vacancy, by, count)
    allocation.present(vacancy, on=today(), text="Peu de demandes", by=by)
    ranks = {one.pk: (Candidate.Decision.RANKED, place) for place, one in enumerate(candidates, 1)}
    allocation.decide(fresh(vacancy), ranks, by=by)
    return read(candidates)


def read(candidates) -> list[Candidate]:
    return list(
        Candidate.objects.select_related("vacancy__case__residence", "vacancy__unit")
        .filter(pk__in=[one.pk for one in candidates])
        .order_by("pk")
    )


def accept(vacancy: Vacancy, by, count=3) -> list[Candidate]:
    first = select(vacancy, by, count)[0]
    allocation.offer(first, on=today(), by=by)
    allocation.accept(first, on=today(), by=by)
    return read(vacancy.candidates.all())

from celery import shared_task


@shared_task(acks_late=True)
def run_lease_import(pk: int) -> None:
    """Analyse or apply an import of leases; safe to deliver twice (`imports.flow.run`)."""
    from .imports import flow

    flow.run(pk)


@shared_task(acks_late=True)
def follow_vacancies() -> None:
    """Every morning: offers that nobody answered, nominators without candidates, ready dates that passed."""
    from . import allocation, nominating, reletting

    allocation.lapse()
    nominating.remind()
    nominating.release()
    reletting.refresh()

from celery import shared_task


@shared_task(acks_late=True)
def run_lease_import(pk: int) -> None:
    """Analyse or apply an import of leases; safe to deliver twice (`imports.flow.run`)."""
    from .imports import flow

    flow.run(pk)

from celery import shared_task

TRY_AGAIN_AFTER = 10
"""Seconds, while another import of the same landlord runs."""


@shared_task(bind=True, max_retries=None, acks_late=True)
def run_stock_import(self, pk: int) -> None:
    """Analyse or apply an import; safe to deliver twice (`housing.importing.run`)."""
    from . import importing

    try:
        importing.run(pk)
    except importing.Busy:
        raise self.retry(countdown=TRY_AGAIN_AFTER) from None


@shared_task(acks_late=True)
def refresh_quality() -> None:
    """Every night: data grow old without anybody touching them."""
    from . import quality

    quality.refresh(None)

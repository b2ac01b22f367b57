from celery import shared_task


@shared_task(acks_late=True)
def close_unanswered() -> None:
    """Every hour: requests whose tenant did not say whether they are solved."""
    from . import confirming

    confirming.close_unanswered()

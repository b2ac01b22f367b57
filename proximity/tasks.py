import smtplib

from celery import shared_task

MAIL_FAILED = (smtplib.SMTPException, OSError)


@shared_task(acks_late=True, autoretry_for=MAIL_FAILED, retry_backoff=30, retry_jitter=True, max_retries=6)
def mail_order(version_pk: int) -> None:
    from . import posting

    posting.mail_order(version_pk)


@shared_task(acks_late=True, autoretry_for=MAIL_FAILED, retry_backoff=30, retry_jitter=True, max_retries=6)
def mail_news(order_pk: int, kind: str) -> None:
    from . import posting

    posting.mail_news(order_pk, kind)


@shared_task(acks_late=True)
def mail_forgotten_orders() -> None:
    """Every ten minutes: what the queue lost."""
    from . import posting

    for pk in posting.forgotten():
        mail_order.delay(pk)


@shared_task(acks_late=True)
def remind_of_firms() -> None:
    """Each morning and evening: who expects a firm tomorrow."""
    from . import booking

    booking.remind()

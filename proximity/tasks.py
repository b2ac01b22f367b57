import smtplib

from celery import shared_task

MAIL_FAILED = (smtplib.SMTPException, OSError)
AGAIN = {"autoretry_for": MAIL_FAILED, "retry_backoff": 30, "retry_jitter": True, "max_retries": 6}


@shared_task(acks_late=True, **AGAIN)
def mail_order(version_pk: int) -> None:
    from . import posting

    posting.mail_order(version_pk)


@shared_task(acks_late=True, **AGAIN)
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


@shared_task(acks_late=True)
def mail_answer(need_id: int, user_id: int) -> None:
    """The answer of the plan, by e-mail to somebody who reported it."""
    from . import needs_mail

    needs_mail.send(need_id, user_id)


@shared_task(acks_late=True)
def follow_plan(work_id: int) -> None:
    """The needs and orders that wait for these works follow what became of them."""
    from . import needs_slips

    needs_slips.changed(work_id)


@shared_task(acks_late=True)
def catch_up_needs() -> None:
    """Every ten minutes: what a lost task or a crash left behind."""
    from . import needs_raising, needs_slips

    needs_raising.review()
    needs_slips.review()


@shared_task(acks_late=True)
def give_out_checks() -> None:
    """Every night: mandatory checks that are due have an owner."""
    from . import mandatory

    mandatory.give_out()


@shared_task(acks_late=True)
def purge_photos() -> None:
    """Every night: photos of checks, visits and findings that were kept long enough, then their files."""
    from . import cleaning_retention, inspection_retention

    cleaning_retention.purge()
    inspection_retention.purge()


@shared_task(acks_late=True)
def open_cleaning_checks() -> None:
    """Every night: places to be checked."""
    from . import cleaning_schedule

    cleaning_schedule.open_due()


@shared_task(acks_late=True)
def follow_cleaning() -> None:
    """Every hour: redo orders whose time is over, and mail that a lost task left behind."""
    from . import cleaning_mail, cleaning_redo

    cleaning_redo.overtake()
    cleaning_mail.resend()


@shared_task(acks_late=True, **AGAIN)
def send_cleaning_report(pk: int) -> None:
    from . import cleaning_mail

    cleaning_mail.send_report(pk)


@shared_task(acks_late=True, **AGAIN)
def send_cleaning_redo(pk: int) -> None:
    from . import cleaning_mail

    cleaning_mail.send_redo(pk)


@shared_task(acks_late=True, **AGAIN)
def send_penalty_notice(pk: int) -> None:
    from . import cleaning_mail

    cleaning_mail.send_notice(pk)

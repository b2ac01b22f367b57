from celery import shared_task

AGAIN = {"autoretry_for": (OSError,), "retry_backoff": True, "retry_jitter": True, "max_retries": 6}


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

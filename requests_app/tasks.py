from celery import shared_task


@shared_task(acks_late=True)
def close_unanswered() -> None:
    """Every hour: requests whose tenant did not say whether they are solved."""
    from . import confirming

    confirming.close_unanswered()


@shared_task(acks_late=True)
def settle_incident(case_id: int) -> None:
    """The requests of an incident follow its end, or its new date."""
    from . import incidents

    incidents.settle(case_id)


@shared_task(acks_late=True)
def follow_planned_work(work_id: int) -> None:
    """The requests that wait for these works follow what became of them."""
    from . import parking

    parking.changed(work_id)


@shared_task(acks_late=True)
def catch_up() -> None:
    """Every ten minutes: what a lost task left behind."""
    from . import incidents, parking

    incidents.settle()
    parking.review()


@shared_task(acks_late=True)
def remind_of_visits() -> None:
    from . import visits

    visits.remind()


@shared_task(acks_late=True)
def break_silence() -> None:
    """Every morning: dates that passed, and weeks without a word."""
    from . import silence

    silence.break_silence()


@shared_task(acks_late=True)
def purge_people() -> None:
    """Every night: names and numbers that were kept long enough."""
    from . import retention

    retention.purge()

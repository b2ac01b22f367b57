from celery import shared_task


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

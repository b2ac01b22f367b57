from celery import shared_task


@shared_task(acks_late=True)
def give_out_checks() -> None:
    """Every night: mandatory checks that are due have an owner."""
    from . import mandatory

    mandatory.give_out()

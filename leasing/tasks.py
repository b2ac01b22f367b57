from celery import shared_task


@shared_task(acks_late=True)
def follow_vacancies() -> None:
    """Every morning: offers that nobody answered, ready dates that passed."""
    from . import allocation, reletting

    allocation.lapse()
    reletting.refresh()

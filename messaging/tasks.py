from celery import shared_task


@shared_task(acks_late=True)
def deliver_message(pk: int) -> None:
    from . import delivery

    delivery.deliver(pk)


@shared_task(acks_late=True)
def route_inbound(pk: int) -> None:
    from . import inbound

    inbound.route(pk)


@shared_task
def sweep_outbox() -> None:
    """Every half minute: what the queue lost, what a dead worker held, what had no news."""
    from . import sweeping

    sweeping.sweep()


@shared_task(acks_late=True)
def advance_simulated(pk: int) -> None:
    from .gateways import simulator

    simulator.advance(pk)


@shared_task(acks_late=True)
def purge_messages() -> None:
    """Every night: texts and messages that were kept long enough."""
    from . import retention

    retention.purge()


@shared_task(acks_late=True)
def forget_former_homes() -> None:
    """Every night: people are found by the home where they live."""
    from .models import Contact

    Contact.objects.forget_former_homes()

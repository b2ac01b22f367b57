from celery import shared_task
from django.utils import timezone


@shared_task(acks_late=True)
def forget_pictures() -> None:
    """Every night: pictures that no file took."""
    from . import photos

    photos.forget_unused(timezone.now())

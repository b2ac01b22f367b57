"""Of two countings at once the second comes back a little later: none is lost, least of all the night's."""

from celery import shared_task

OPTIONS = {"bind": True, "acks_late": True, "max_retries": 60}
AGAIN = 10
"""Seconds until a counting that found another one running tries again."""


def _run(task, **options):
    from . import rollup

    try:
        return rollup.run(**options)
    except rollup.Busy:
        raise task.retry(countdown=AGAIN) from None


@shared_task(**OPTIONS)
def count_measures(self) -> None:
    """Every night: all of the day again, then a check of a sample."""
    from . import checking, rollup, touched

    run = _run(self, overlap=touched.OVERLAP_AT_NIGHT)
    rollup.tidy()
    checking.check(run)


@shared_task(**OPTIONS)
def count_soon(self) -> None:
    """Seconds after an act: the residences in which somebody wrote in a journal."""
    _run(self, soon=True)


@shared_task(**OPTIONS)
def count_today(self) -> None:
    """Every quarter of an hour: whatever changed since the last counting, by an act on a case or otherwise."""
    _run(self)


@shared_task(acks_late=True)
def watch_measures() -> None:
    """Every morning: the effects whose time has come, then the week that ended, unless it was looked through."""
    from .alerts import effects, watching

    effects.measure_all()
    watching.watch()


@shared_task(acks_late=True)
def send_digests() -> None:
    """On Mondays at seven, then each hour what was not mailed: a task for each letter."""
    from . import digest

    for pk in digest.prepare():
        mail_digest.delay(pk)


@shared_task(autoretry_for=(OSError,), retry_backoff=True, retry_jitter=True, max_retries=5, acks_late=True)
def mail_digest(pk: int) -> None:
    from . import digest

    digest.send(pk)

import structlog
from celery import shared_task

log = structlog.get_logger()


@shared_task(acks_late=True)
def count_measures() -> None:
    """Every night: all of the day again, then a check of a sample."""
    from . import checking, rollup, touched

    try:
        checking.check(rollup.run(overlap=touched.OVERLAP_AT_NIGHT))
    except rollup.Busy:
        log.info("kpis_busy")


@shared_task(acks_late=True)
def count_today() -> None:
    """Every quarter of an hour: what changed since the last counting."""
    from . import rollup

    try:
        rollup.run()
    except rollup.Busy:
        log.info("kpis_busy")


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

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


@shared_task(bind=True, acks_late=True, max_retries=30)
def count_soon(self) -> None:
    """Seconds after an act: the residences in which somebody wrote in a journal."""
    from . import rollup

    try:
        rollup.run(soon=True)
    except rollup.Busy:
        raise self.retry(countdown=5) from None


@shared_task(acks_late=True)
def count_today() -> None:
    """Every quarter of an hour: whatever changed since the last counting, by an act on a case or otherwise."""
    from . import rollup

    try:
        rollup.run()
    except rollup.Busy:
        log.info("kpis_busy")

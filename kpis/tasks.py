import structlog
from celery import shared_task

log = structlog.get_logger()


@shared_task(acks_late=True)
def count_measures() -> None:
    """Every night: what changed since the last counting, then a check of a sample."""
    from . import checking, rollup

    try:
        checking.check(rollup.run())
    except rollup.Busy:
        log.info("kpis_busy")

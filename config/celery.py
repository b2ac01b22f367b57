"""Celery: the queue behind SMS, imports and nightly work. The schedule is reviewed in git."""

import logging.config
import os
import re
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging, task_prerun, worker_init
from django_structlog.celery.steps import DjangoStructLogInitStep

app = Celery("palier")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)
app.conf.beat_schedule = {
    "outbox": {"task": "messaging.tasks.sweep_outbox", "schedule": float(os.environ.get("OUTBOX_SWEEP", 30))},
    "retention-of-messages": {"task": "messaging.tasks.purge_messages", "schedule": crontab(hour=4, minute=40)},
    "retention-of-people": {"task": "requests_app.tasks.purge_people", "schedule": crontab(hour=4, minute=50)},
    "retention-of-photos": {"task": "proximity.tasks.purge_photos", "schedule": crontab(hour=4, minute=55)},
    "requests-without-answer": {"task": "requests_app.tasks.close_unanswered", "schedule": crontab(minute=10)},
    "former-homes": {"task": "messaging.tasks.forget_former_homes", "schedule": crontab(hour=0, minute=20)},
    "requests-left-behind": {"task": "requests_app.tasks.catch_up", "schedule": crontab(minute="*/10")},
    "visits-of-tomorrow": {
        "task": "requests_app.tasks.remind_of_visits",
        "schedule": crontab(hour="10,17", minute=5),
    },
    "orders-not-mailed": {"task": "proximity.tasks.mail_forgotten_orders", "schedule": crontab(minute="*/10")},
    "firms-of-tomorrow": {"task": "proximity.tasks.remind_of_firms", "schedule": crontab(hour="10,17", minute=15)},
    "needs-left-behind": {"task": "proximity.tasks.catch_up_needs", "schedule": crontab(minute="5-55/10")},
    "no-silence": {"task": "requests_app.tasks.break_silence", "schedule": crontab(hour=7, minute=10)},
    "vacancies": {"task": "leasing.tasks.follow_vacancies", "schedule": crontab(hour=6, minute=50)},
    "mandatory-checks": {"task": "proximity.tasks.give_out_checks", "schedule": crontab(hour=5, minute=20)},
    "cleaning-checks": {"task": "proximity.tasks.open_cleaning_checks", "schedule": crontab(hour=4, minute=10)},
    "cleaning-redo": {"task": "proximity.tasks.follow_cleaning", "schedule": crontab(minute=25)},
    "measures": {"task": "kpis.tasks.count_measures", "schedule": crontab(hour=2, minute=30)},
    "measures-of-today": {"task": "kpis.tasks.count_today", "schedule": crontab(hour="6-21", minute="*/15")},
    "alerts": {"task": "kpis.tasks.watch_measures", "schedule": crontab(hour=5, minute=40)},
    "digests": {"task": "kpis.tasks.send_digests", "schedule": crontab(hour="7-19", minute=0, day_of_week="mon")},
    "quality-of-data": {"task": "housing.tasks.refresh_quality", "schedule": crontab(hour=3, minute=20)},
}


# Celery would open a new database connection for each task: most of what a short task costs. Ours are kept as long
# as web connections are (CONN_MAX_AGE), and tried before each task, so that a restarted server disturbs nobody.
app.conf.CELERY_DB_REUSE_MAX = sys.maxsize


@task_prerun.connect
def keep_only_sound_connections(task=None, **kwargs) -> None:
    from django.db import close_old_connections

    if not task.request.is_eager:
        close_old_connections()


@setup_logging.connect
def log_as_the_web_does(**kwargs) -> None:
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)


@worker_init.connect
def let_statements_last(**kwargs) -> None:
    """The time-out of web connections is not for imports. STATEMENT_TIMEOUT still rules where it is given."""
    from django.conf import settings

    if "STATEMENT_TIMEOUT" in os.environ:
        return
    options = settings.DATABASES["default"]["OPTIONS"]
    options["options"] = re.sub(r"statement_timeout=\S+", "statement_timeout=0", options["options"])

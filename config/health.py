"""/healthz: whether the database and the broker answer. Public, hence silent on every detail."""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PATIENCE = 2
"""Seconds given to the broker; the database has the time-outs of web connections."""


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers() -> bool:
    options = {"socket_timeout": PATIENCE} if settings.REDIS_URL.startswith("unix:") else {
        "socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE
    }  # fmt: skip
    try:
        with redis.Redis.from_url(settings.REDIS_URL, **options) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


@require_safe
@never_cache
@login_not_required
def show(request):
    answers = {"database": database_answers(), "broker": broker_answers()}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)

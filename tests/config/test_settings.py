"""What a production server refuses to start with, and what its answers carry."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.dev.checks import production

ROOT = Path(__file__).resolve().parents[2]


def start(code="pass", **changes):
    """Load the settings as a production server does; the result of a new process."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "PALIER_VAR") if name in os.environ}
    code = f"from django.conf import settings; settings.DEBUG; {code}"
    environment = keep | production() | {"DJANGO_SETTINGS_MODULE": "config.settings"} | changes
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"SECRET_KEY": "dev-0123456789012345678901234567890123456789012345"}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"DEMO": "true"}, "DEMO"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"REDIS_URL": ""}, "REDIS_URL"),
    ],
)
def test_production_refuses_to_start_with_development_secrets(changes, word):
    done = start(**changes)
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {'Set ' if word != 'DEMO' else ''}{word}" in done.stderr


def test_production_starts_with_its_own_secrets():
    done = start()
    assert done.returncode == 0, done.stderr


def test_a_secret_may_come_from_a_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("x" * 50)
    done = start("print(settings.SECRET_KEY)", SECRET_KEY="", SECRET_KEY_FILE=str(secret))
    assert done.stdout.strip() == "x" * 50, done.stderr


def test_production_keeps_cookies_and_pages_to_https():
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT"]
    done = start(
        f"print(*(getattr(settings, name) for name in {names}), settings.SECURE_HSTS_SECONDS >= 31536000)"
    )
    assert done.stdout.split() == ["True"] * 5, done.stderr


OPTIONS = "print(settings.DATABASES['default']['OPTIONS']['options'])"


def test_web_connections_give_up_early():
    done = start(OPTIONS)
    assert "statement_timeout=10s" in done.stdout
    assert "lock_timeout=5s" in done.stdout


def test_the_statements_of_a_worker_may_last():
    done = start(f"from config.celery import let_statements_last; let_statements_last(); {OPTIONS}")
    assert "statement_timeout=0 " in done.stdout
    assert "lock_timeout=5s" in done.stdout


@pytest.mark.django_db
def test_every_answer_carries_the_strict_policies(client):
    response = client.get("/compte/login/")
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"),
        ({"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "x"}, "SMS_SENDER"),
        (
            {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "x", "SMS_SENDER": "OPH", "SITE_URL": "http://x"},
            "SITE_URL",
        ),
        (
            {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "x", "SMS_SENDER": "OPH", "OUTBOX_LEASE": "15"},
            "OUTBOX_LEASE",
        ),
        ({"SMS_GATEWAY": "pigeon"}, "SMS_GATEWAY"),
    ],
)
def test_production_refuses_to_text_without_what_it_needs(changes, missing):
    done = start(**{"SMS_GATEWAY": "twilio", **changes})
    assert done.returncode != 0
    assert missing in done.stderr


def test_secrets_of_the_provider_come_from_files(tmp_path):
    (tmp_path / "token").write_text("from a file\n")
    done = start(
        "print(settings.TWILIO_AUTH_TOKEN)", SMS_GATEWAY="twilio", TWILIO_ACCOUNT_SID="AC1", SMS_SENDER="OPH",
        TWILIO_AUTH_TOKEN_FILE=str(tmp_path / "token"),
    )  # fmt: skip
    assert done.stdout.strip() == "from a file", done.stderr


def test_without_a_provider_production_texts_nobody():
    assert start("print(settings.SMS_GATEWAY)").stdout.strip() == "none"

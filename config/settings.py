"""One settings file, read from the environment (or NAME_FILE for secrets); `.env` serves development."""

import logging
import os
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import FileAwareEnv

from config import logs

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("PALIER_VAR", BASE_DIR / "var"))

env = FileAwareEnv()
env.read_env(BASE_DIR / ".env", recurse=False)

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
"""The demo's accounts are offered on the sign-in page. Never in production: refused below."""
SECRET_KEY = env.str("SECRET_KEY", "dev-only")
if not DEBUG and (SECRET_KEY.startswith("dev-") or len(SECRET_KEY) < 40):
    raise ImproperlyConfigured("Set SECRET_KEY (or SECRET_KEY_FILE) to a random text of at least 40 characters.")
if DEMO and not DEBUG:
    raise ImproperlyConfigured("DEMO offers open accounts: it needs DEBUG and never runs in production.")

SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["*"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "django.forms",
    "config.apps.ConfigConfig",
    "kpis",
    "requests_app",
    "leasing",
    "proximity",
    "messaging",
    "coordination",
    "housing",
    "teams",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "config.apps.StaticFiles",
    "django.contrib.humanize",
    "template_partials",
    "django_htmx",
    "django_filters",
    "csp",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_structlog",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.LightPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.RequestLog",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.VaryOnHtmx",
    "config.middleware.PermissionsPolicy",
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "config.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.palier",
            ],
            "libraries": {
                "palier_fields": "config.web.templatetags.palier_fields",
                "lucide": "config.web.templatetags.icons",
            },
            "builtins": ["django.contrib.humanize.templatetags.humanize", "config.web.templatetags.palier"],
        },
    }
]

# --- Database: one schema. Web connections give up early; workers and commands may take their time.


def _database_url() -> str:
    if url := env.str("DATABASE_URL", ""):
        return url
    if not DEBUG:
        raise ImproperlyConfigured("Set DATABASE_URL (or DATABASE_URL_FILE).")
    from config.dev.embedded import postgres_url

    return postgres_url()


def _database() -> dict[str, Any]:
    import dj_database_url

    settings: Any = dj_database_url.parse(_database_url(), conn_max_age=60, conn_health_checks=True)
    statement, lock = env.str("STATEMENT_TIMEOUT", "10s"), env.str("LOCK_TIMEOUT", "5s")
    settings.setdefault("OPTIONS", {})["options"] = (
        f"-c statement_timeout={statement} -c lock_timeout={lock} -c jit=off"
    )
    settings["OPTIONS"].setdefault("connect_timeout", 5)
    settings["TEST"] = {"NAME": env.str("TEST_DATABASE", None), "TEMPLATE": env.str("TEST_TEMPLATE", None)}
    return settings


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _redis_url() -> str:
    if url := env.str("REDIS_URL", ""):
        return url
    if not DEBUG:
        raise ImproperlyConfigured("Set REDIS_URL (or REDIS_URL_FILE).")
    from config.dev.embedded import redis_socket

    return f"unix://{redis_socket()}"


REDIS_URL = _redis_url()
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Longer than the longest task (an import of a whole national stock), or Redis hands it to a second worker.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 6 * 3600}
CELERY_TIMEZONE = "Europe/Paris"
CELERY_TASK_ROUTES = {"messaging.tasks.*": {"queue": "messages"}}
"""Texts never wait behind an import of several hours: they have workers of their own."""
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# --- People

AUTH_USER_MODEL = "teams.User"
AUTHENTICATION_BACKENDS = [
    "teams.backends.Accounts",
    "teams.backends.SignIn",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

# --- Language, time, files

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
"""In which tenants may be written to (docs/texts.md); people at work read French."""
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
if DEBUG:
    STATIC_ROOT.mkdir(exist_ok=True)
NODE_MODULES = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("tabler", NODE_MODULES / "@tabler/core/dist/css"),
    ("tabler-js", NODE_MODULES / "@tabler/core/dist/js"),
    ("chartjs", NODE_MODULES / "chart.js/dist"),
    ("leaflet", NODE_MODULES / "leaflet/dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR / "media")))
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
IMPORT_MAX_BYTES = env.int("IMPORT_MAX_BYTES", 2 * 1024**3)
"""The largest file of the register one may send; larger ones go through `manage.py import_rpls`."""

# --- Safety of the pages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "https://data.geopf.fr"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *env.list("CSP_FORM_ACTION", [])],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", not DEBUG)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 0 if DEBUG else env.int("SECURE_HSTS_SECONDS", 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SECURE_REFERRER_POLICY = "same-origin"
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Mail

EMAIL_CONFIG = env.dj_email_url("EMAIL_URL", "console:" if DEBUG else "smtp://localhost:25")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Palier <palier@localhost>")
LANDLORD_NAME = env.str("LANDLORD_NAME", "Deux Vallées" if DEMO else "Votre bailleur")
"""How letters and texts sign."""
LANDLORD_PHONE = env.str("LANDLORD_PHONE", "")
"""What tenants' pages say to call; nothing where it is empty."""

# --- Texts to tenants (messaging/): by Twilio, by the simulator, or by e-mail and post only

SMS_GATEWAY = env.str("SMS_GATEWAY", "simulator" if DEBUG else "none")
if SMS_GATEWAY not in ("twilio", "simulator", "none"):
    raise ImproperlyConfigured("SMS_GATEWAY is twilio, simulator or none.")
SMS_SENDER = env.str("SMS_SENDER", "")
"""A short code, or a name of at most 11 letters: a name takes no answers, and is registered beforehand
(operations.md)."""
SMS_SEGMENT_COST = env.decimal("SMS_SEGMENT_COST", Decimal("0.07"))
"""What one segment is reckoned to cost, in euros; the provider's own price is kept beside it."""
SMS_OPENS, SMS_CLOSES = (time(env.int(name, hour)) for name, hour in (("SMS_OPENS", 8), ("SMS_CLOSES", 20)))
"""Hours in which one may text, Monday to Saturday, no public holiday; emergencies at any time (domain.md §11)."""
SMS_MOST_A_DAY = env.int("SMS_MOST_A_DAY", 3)
"""Texts to one number in a day, emergencies and answers of people apart."""
SMS_TIMEOUT = env.float("SMS_TIMEOUT", 10.0)
TWILIO_ACCOUNT_SID = env.str("TWILIO_ACCOUNT_SID", "")
TWILIO_AUTH_TOKEN = env.str("TWILIO_AUTH_TOKEN", "")
"""The primary token: it signs the webhooks."""
TWILIO_API_KEY, TWILIO_API_SECRET = env.str("TWILIO_API_KEY", ""), env.str("TWILIO_API_SECRET", "")
TWILIO_MESSAGING_SERVICE_SID = env.str("TWILIO_MESSAGING_SERVICE_SID", "")
TWILIO_BASE_URL = env.str("TWILIO_BASE_URL", "https://api.twilio.com")
if SMS_GATEWAY == "twilio":
    if not (TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN):
        raise ImproperlyConfigured(
            "SMS_GATEWAY=twilio needs TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN (or …_FILE)."
        )
    if not (TWILIO_MESSAGING_SERVICE_SID or SMS_SENDER):
        raise ImproperlyConfigured("SMS_GATEWAY=twilio needs TWILIO_MESSAGING_SERVICE_SID or SMS_SENDER.")
    if not DEBUG and not SITE_URL.startswith("https://"):
        raise ImproperlyConfigured(
            "SMS_GATEWAY=twilio needs SITE_URL, the public https address that Twilio calls."
        )
OUTBOX_LEASE = timedelta(seconds=env.float("OUTBOX_LEASE", 120))
"""For so long a message is one worker's. Far longer than SMS_TIMEOUT: who still sends then is dead."""
OUTBOX_DOUBT = timedelta(seconds=env.float("OUTBOX_DOUBT", 60))
"""After a time-out the provider has so long to write down what it accepted, before it is asked."""
OUTBOX_PATIENCE = timedelta(seconds=env.float("OUTBOX_PATIENCE", 120))
"""For so long the queue may keep a message before the sweeper puts it in again."""
OUTBOX_BACKOFF = env.float("OUTBOX_BACKOFF", 20)
"""Seconds before the second try, doubled for each further one, an hour at most."""
FIGURES_DELAY = env.float("FIGURES_DELAY", 3)
"""Seconds after a change in which the figures of its residence are counted again; 0: by the quarter of an hour."""
if timedelta(seconds=3 * SMS_TIMEOUT) > OUTBOX_LEASE:
    raise ImproperlyConfigured("OUTBOX_LEASE must be at least three times SMS_TIMEOUT.")

SILENCED_SYSTEM_CHECKS: list[str] = []

# --- Logs (config/logs.py) and errors (config/errors.py)

LOGGING = logs.configure(readable=env.bool("READABLE_LOGS", DEBUG))
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
if SENTRY_DSN := env.str("SENTRY_DSN", ""):
    from config.errors import report

    report(SENTRY_DSN)

# --- Change history in the database: the row as it was before each change (the current row is in its table)

PGHISTORY_DEFAULT_TRACKERS = (pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
PGHISTORY_APPEND_ONLY = True

# --- Sign-in (django-allauth): e-mail and password, second factor, single sign-on; no public sign-up

ACCOUNT_ADAPTER = "teams.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "teams.account_forms.SignInForm",
    "reset_password": "teams.account_forms.ResetPasswordForm",
    "reset_password_from_key": "teams.account_forms.ResetPasswordKeyForm",
    "change_password": "teams.account_forms.ChangePasswordForm",
    "set_password": "teams.account_forms.SetPasswordForm",
    "reauthenticate": "teams.account_forms.ConfirmPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEBUG else "https"
# An administrator vouches for the addresses (User.keep_address): nothing to verify, nothing to say to strangers.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
# Counted in the shared cache; the client's address comes from the proxies we run, never from a header alone.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    # Pages without an account (requests_app/views/public.py); `key` is the link, the poster or the telephone.
    "tenant_write": "12/h/key,60/h/ip",
    "tenant_factor": "10/h/key,30/h/ip",
    "tenant_link": "3/h/key,10/h/ip",
    "poster_report": "30/h/key,20/h/ip",
    "poster_number": "3/h/key",
    # Agendas (coordination/views/agenda.py): many are read from the same few servers of mail providers.
    "calendar_feed": "60/h/key",
    "calendar_unknown": "30/m/ip",
    # Pages of firms (proximity/views/firm.py): many orders a day behind one link and one address.
    "firm_write": "120/h/key,240/h/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1) if env.bool("BEHIND_PROXY", False) else 0

MFA_ADAPTER = "teams.adapters.SecondFactorAdapter"
MFA_ENCRYPTION_KEYS: list[str] = env.list("MFA_ENCRYPTION_KEYS", [])
"""Seal the secrets of second factors (teams/sealing.py); where empty, a key derived from SECRET_KEY does."""
MFA_FORMS = {
    "authenticate": "teams.account_forms.CodeForm",
    "reauthenticate": "teams.account_forms.ConfirmCodeForm",
    "activate_totp": "teams.account_forms.ActivateAppForm",
    "add_webauthn": "teams.account_forms.AddKeyForm",
    "edit_webauthn": "teams.account_forms.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Palier"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

# Single sign-on: on when OIDC_SERVER_URL is set. People already known here enter by their verified address.
SOCIALACCOUNT_ADAPTER = "teams.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_PROVIDERS: dict = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if OIDC_SERVER_URL := env.str("OIDC_SERVER_URL", ""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "oidc",
            "name": env.str("OIDC_NAME", "l’annuaire de l’entreprise"),
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": env.str("OIDC_CLIENT_SECRET"),
            "settings": {
                "server_url": OIDC_SERVER_URL,
                # For a directory that never says `email_verified` and whose addresses are its own.
                "verified_email": env.bool("OIDC_EMAILS_VERIFIED", False),
            },
        }
    ]
    # The button's POST is redirected to the directory: browsers hold that against form-action.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(
        "{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER_URL))
    )

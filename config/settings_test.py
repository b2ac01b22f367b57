"""Settings of the tests: cheap passwords, files in a throw-away folder, tasks run in place."""

import os
import tempfile
from pathlib import Path

os.environ["DEBUG"] = "true"
os.environ["DEMO"] = "false"
os.environ.setdefault("SECRET_KEY", "dev-tests")

from config.settings import *

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT, STATIC_ROOT = (
    Path(tempfile.mkdtemp(prefix="palier-media-")),
    Path(tempfile.mkdtemp(prefix="palier-static-")),
)
# Looked for when asked for: the client of each test would list all files of all apps.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
FIGURES_DELAY = 0
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = False

# Guards: a query repeated for each row of a list fails the test, and so does a GET that writes.
INSTALLED_APPS += ["zeal"]
MIDDLEWARE = ["tests.guards.reads_never_repeat", "tests.guards.get_never_writes", *MIDDLEWARE]
ZEAL_RAISE = True
ZEAL_ALLOWLIST = [{"model": "sessions.Session"}]  # a stale session is read, then read again to be deleted

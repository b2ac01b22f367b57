"""Secrets of second factors, sealed before they reach the database: a copy of it signs nobody in.

`MFA_ENCRYPTION_KEYS` seals with its first key and opens with all. A key derived from SECRET_KEY seals where none
is given, and still opens afterwards. What was written in clear, before sealing, is read as it is.
"""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SEALED = "gAAAAA"
"""How every sealed text begins (its version, then a date before 2100): no base32 or hexadecimal secret does."""


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    """The secret. Raises InvalidToken when none of our keys opens it."""
    return _box().decrypt(text.encode()).decode() if text.startswith(SEALED) else text


def reseal(text: str) -> str:
    """The same secret under today's first key."""
    return seal(unseal(text))


def check_keys() -> None:
    """Refuse to start with a key that is none."""
    _box()


def _box() -> MultiFernet:
    return _box_of(tuple(settings.MFA_ENCRYPTION_KEYS), settings.SECRET_KEY)


@lru_cache(maxsize=2)
def _box_of(keys: tuple[str, ...], secret_key: str) -> MultiFernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"palier second factors").derive(
        secret_key.encode()
    )
    try:
        return MultiFernet([*(Fernet(key) for key in keys), Fernet(base64.urlsafe_b64encode(derived))])
    except ValueError:
        raise ImproperlyConfigured(
            "MFA_ENCRYPTION_KEYS: each key is 32 random bytes in URL-safe base64."
        ) from None

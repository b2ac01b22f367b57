"""Sessions in the database that know when they end: the page warns before, without a query more."""

from datetime import datetime

from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    expires_at: datetime | None = None

    def _get_session_from_db(self):
        found = super()._get_session_from_db()  # type: ignore[misc]
        self.expires_at = found.expire_date if found else None
        return found

    def save(self, must_create=False):
        super().save(must_create)
        self.expires_at = self.get_expiry_date()

"""What a way out must be able to do, and how it says that it could not."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from ..models import Message


@dataclass(frozen=True)
class Receipt:
    """What the provider answered: its name for the message, its state there, and what it knows of the cost."""

    sid: str
    state: str
    segments: int | None = None
    price: Decimal | None = None


class GatewayError(Exception):
    """Something between us and the reader; `code` in the provider's words (`gateways.errors`)."""

    def __init__(self, code: str = "", *, retry_after: float | None = None):
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class Refused(GatewayError):
    """The provider said no, and will say no again."""


class NotNow(GatewayError):
    """Surely not sent, and worth another try later: too many at once, provider unreachable, wrong credentials."""


class Unsure(GatewayError):
    """It may have been sent or not: look it up before another try (time-out, broken connection, error 500)."""


class Gateway:
    """`send` hands one message over, once. `find_recent` says which messages the provider already has."""

    name: ClassVar[str]
    can_look_up: ClassVar[bool] = True

    def send(self, message: "Message") -> Receipt:
        """Raises Refused, NotNow or Unsure; any other exception is a bug, and treated as Unsure."""
        raise NotImplementedError

    def find_recent(self, message: "Message", since: dt.datetime) -> list[Receipt]:
        """Only asked of who `can_look_up`: what was accepted for the same recipient with the same text
        since then, oldest first."""
        raise NotImplementedError

"""SMS by Twilio: the official client, over a connection of ours that says what surely was not sent."""

import datetime as dt
from decimal import Decimal
from functools import lru_cache

import requests
from django.conf import settings
from django.urls import reverse
from twilio.base.exceptions import TwilioRestException
from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from ..states import OF_PROVIDER, State
from .base import Gateway, NotNow, Receipt, Refused, Unsure

API = "https://api.twilio.com"
LOOKED_THROUGH = 200
"""Messages to one number that a look-up reads at most: far more than anyone gets between two of our tries."""
MARGIN = dt.timedelta(minutes=2)
"""Our clock and Twilio's may differ by so much."""
SURELY_NOT_SENT = (ConnectTimeoutError, NewConnectionError)


class Http(HttpClient):
    """Twilio's client speaks through this: kept-alive connections, our base address, nothing in the logs."""

    def __init__(self, base: str, timeout: float):
        super().__init__(None, False, timeout)
        self.base = base.rstrip("/")
        self.session = requests.Session()
        self.session.mount("https://", requests.adapters.HTTPAdapter(pool_maxsize=32))
        self.settings = self.session.merge_environment_settings(self.base, {}, None, None, None)

    def request(
        self, method, url, params=None, data=None, headers=None, auth=None, timeout=None, allow_redirects=False
    ) -> Response:
        url = self.base + url.removeprefix(API)
        request = requests.Request(method.upper(), url, headers=headers, data=data, params=params, auth=auth)
        try:
            answer = self.session.send(
                self.session.prepare_request(request), timeout=self.timeout, allow_redirects=False, **self.settings
            )
        except requests.RequestException as error:
            raise _failed(error) from None  # the text of the cause holds the number
        if answer.status_code == 429:
            raise NotNow("20429", retry_after=_seconds(answer.headers.get("Retry-After")))
        if answer.status_code >= 500:
            raise Unsure(str(answer.status_code))
        return Response(answer.status_code, answer.text, answer.headers)


def _failed(error: requests.RequestException) -> NotNow | Unsure:
    cause = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(cause, SURELY_NOT_SENT):
        return NotNow("unreachable")
    return Unsure("timeout" if isinstance(error, requests.Timeout) else "broken")


def _seconds(retry_after: str | None) -> float | None:
    return float(retry_after) if retry_after and retry_after.isdecimal() else None


@lru_cache(maxsize=4)
def _client(account: str, user: str, password: str, base: str, timeout: float) -> Client:
    return Client(user, password, account_sid=account, http_client=Http(base, timeout))


class TwilioGateway(Gateway):
    name = "twilio"

    @property
    def client(self) -> Client:
        account = settings.TWILIO_ACCOUNT_SID
        user = settings.TWILIO_API_KEY or account
        password = settings.TWILIO_API_SECRET if settings.TWILIO_API_KEY else settings.TWILIO_AUTH_TOKEN
        return _client(account, user, password, settings.TWILIO_BASE_URL, settings.SMS_TIMEOUT)

    def send(self, message) -> Receipt:
        sender = (
            {"messaging_service_sid": settings.TWILIO_MESSAGING_SERVICE_SID}
            if settings.TWILIO_MESSAGING_SERVICE_SID
            else {"from_": settings.SMS_SENDER}
        )
        try:
            sent = self.client.messages.create(
                to=message.number, body=message.body, status_callback=callback_url(), smart_encoded=False, **sender
            )
        except TwilioRestException as error:
            raise _refusal(error) from None
        except (ValueError, KeyError):  # an answer that is not Twilio's: a proxy in between
            raise Unsure("broken") from None
        return _receipt(sent)

    def find_recent(self, message, since) -> list[Receipt]:
        """By recipient only: a message still queued has no date of sending, by which Twilio would filter."""
        try:
            known = self.client.messages.list(to=message.number, limit=LOOKED_THROUGH)
        except TwilioRestException as error:
            raise NotNow(str(error.code or error.status)) from None
        except (ValueError, KeyError):
            raise NotNow("broken") from None
        found = [
            one
            for one in known
            if (one.direction or "").startswith("outbound")
            and _same_text(one.body, message.body)
            and one.date_created
            and one.date_created >= since - MARGIN
        ]
        return [_receipt(one) for one in sorted(found, key=lambda one: one.date_created)]


def _same_text(theirs: str | None, ours: str) -> bool:
    """A trial account puts its own words before ours."""
    return (theirs or "").rstrip().endswith(ours.strip())


def _refusal(error: TwilioRestException) -> Refused | NotNow:
    """Only what is wrong with this very message is final; what is wrong with our account is not its fault."""
    code = str(error.code or error.status)
    if error.status in (401, 403, 404, 408, 409, 425) or code.startswith("200"):
        return NotNow("20003" if error.status in (401, 403) else code)
    return Refused(code)


def _receipt(sent) -> Receipt:
    return Receipt(
        sid=sent.sid,
        state=OF_PROVIDER.get(str(sent.status), State.ACCEPTED),
        segments=int(sent.num_segments or 0) or None,
        price=abs(Decimal(sent.price)) if sent.price else None,
    )


def callback_url() -> str:
    return settings.SITE_URL + reverse("messaging:twilio_status")


def is_genuine(request) -> bool:
    """Whether Twilio signed this very request, on our public address, with our primary token."""
    signature = request.headers.get("X-Twilio-Signature", "")
    url = settings.SITE_URL + request.get_full_path()
    return bool(signature) and RequestValidator(settings.TWILIO_AUTH_TOKEN).validate(url, request.POST, signature)

from dataclasses import dataclass, field

import pytest

from messaging import delivery, texts
from messaging.gateways import Gateway, Receipt
from messaging.states import State
from tests.coordination.conftest import *  # noqa: F403 - the cast of a case


@dataclass
class FakeProvider(Gateway):
    """Stands for the network: accepts, unless told what goes wrong next."""

    name = "fake"
    troubles: list = field(default_factory=list)
    accepted: list = field(default_factory=list)

    def send(self, message):
        trouble = self.troubles.pop(0) if self.troubles else None
        if trouble != "lost before":
            if isinstance(trouble, Exception) and trouble.args[0] != "after":
                raise trouble
            self.accepted.append((message.number, message.body, f"SM{len(self.accepted):032}"))
        if trouble:
            raise trouble if isinstance(trouble, Exception) else RuntimeError(trouble)
        return Receipt(self.accepted[-1][2], State.QUEUED)

    def find_recent(self, message, since):
        return [
            Receipt(sid, State.QUEUED)
            for number, body, sid in self.accepted
            if (number, body) == (message.number, message.body)
        ]


@pytest.fixture
def provider(monkeypatch):
    fake = FakeProvider()
    monkeypatch.setattr(delivery, "gateway_for", lambda channel: fake)
    return fake


texts.declare(texts.Event("test.told", "Essai", "requests", ("what",), "Palier: {what}"))
texts.declare(texts.Event("test.survey", "Enquête", "surveys", ("what",), "Palier: {what}"))
texts.declare(texts.Event("test.urgent", "Urgence", "requests", ("what",), "Palier: {what}", urgent=True))

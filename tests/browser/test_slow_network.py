"""The round at the speed of a poor mobile network: what each page weighs once the first one is there."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect

from proximity import inspecting, inventorying
from requests_app.round import MOST
from teams.roles import Role
from tests.browser.round_screens import round_task, the_round
from tests.browser.screens import stock
from tests.coordination.factories import a_case
from tests.proximity.inspecting import Kind, point_of
from tests.teams.factories import AgencyFactory, UserFactory

MOST_BYTES = 60 * 1024
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 25_000}
"""400 kbit/s down, 200 up, 0.4 s before anything comes."""


@dataclass
class Tablet:
    """A page whose transfers are counted, with the cache that Playwright's routes switch off."""

    page: Page
    network: CDPSession
    bytes: float = 0

    def weigh(self, address: str) -> float:
        """What the network carries to show this page whole."""
        self.page.wait_for_load_state("networkidle")
        self.bytes = 0
        self.page.goto(address, wait_until="networkidle")
        return self.bytes

    def slow_down(self) -> None:
        self.network.send("Network.emulateNetworkConditions", SLOW)


@pytest.fixture
def keeper(transactional_db):
    return UserFactory(roles=[Role.CARETAKER], agencies=[AgencyFactory()])


@pytest.fixture
def tablet(keeper, visit, context, browser) -> Iterator[Tablet]:
    visit(keeper)
    alone = browser.new_context(storage_state=context.storage_state(), viewport={"width": 1024, "height": 768})
    alone.set_default_timeout(20_000)
    page = alone.new_page()
    counted = Tablet(page, alone.new_cdp_session(page))

    def add(event):
        counted.bytes += event["encodedDataLength"]

    counted.network.send("Network.enable")
    counted.network.on("Network.loadingFinished", add)
    yield counted
    alone.close()


def test_a_full_round_its_tasks_and_its_visits_stay_light_and_work(tablet, keeper, live_server):
    place = stock(keeper)
    for number in range(MOST):
        a_case(place.residence, by=keeper, title=f"Fuite sous l’évier, logement {number}")
    task = round_task(place)
    the_round(place)
    rounds = inspecting.start(Kind.ROUND, place.residence, by=keeper)
    leaving = inventorying.start(Kind.MOVE_OUT, place.unit, by=keeper)
    page, at = tablet.page, live_server.url
    assert tablet.weigh(f"{at}/") > MOST_BYTES, "The first page brings what all others keep."
    tablet.slow_down()
    pages = {
        "round": reverse("requests_app:round"), "task": reverse("requests_app:round_task", args=[task.pk]),
        "visit": rounds.get_absolute_url(), "inventory": leaving.get_absolute_url(),
        "need": reverse("proximity:need_report", args=[place.residence.pk]),
    }  # fmt: skip
    weights = {name: tablet.weigh(at + where) for name, where in pages.items()}
    assert {name: weight for name, weight in weights.items() if weight > MOST_BYTES} == {}
    page.goto(at + pages["visit"])
    form = page.locator(f"#point-{point_of(rounds, 'Éclairage allumé').pk}")
    form.get_by_text("À surveiller").click()
    expect(form.get_by_role("status")).to_have_text("Enregistré")

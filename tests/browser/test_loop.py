"""The whole loop, with the real parts: web server, workers, Redis, PostgreSQL, two browsers and a drawn telephone.

A call is recorded at the desk, the tenant gets a text, the caretaker repairs; they answer « 2 », then « 1 ».
"""

import datetime as dt
import re

import pytest
import redis
from django.utils import timezone
from playwright.sync_api import expect

from config.dev.embedded import _redis_binary
from coordination.models import Case
from messaging.models import Message, SimulatedSms
from requests_app.models import Request, Survey
from teams.models import Team
from teams.roles import Role
from tests.housing.factories import BuildingFactory, ResidenceFactory, StaircaseFactory, UnitFactory
from tests.messaging.factories import a_contact
from tests.messaging.test_killed import Room, wait_for
from tests.teams.factories import AgencyFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.slow
PATIENCE = 60
"""Seconds to wait for a worker: it takes two."""


class House(Room):
    """The servers of `bin/run`, on the test's own database."""

    def __init__(self, folder):
        super().__init__(folder)
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment |= {
            "SMS_GATEWAY": "simulator", "SITE_URL": self.url, "PALIER_VAR": str(folder),
        }  # fmt: skip

    def open(self):
        self.start(_redis_binary(), "--port", "0", "--unixsocket", str(self.redis_socket), "--save", "",
                   "--dir", str(self.folder))  # fmt: skip
        self.python("manage.py", "runserver", "--noreload", str(self.port))
        self.worker()
        assert wait_for(lambda: self.redis_socket.exists() and self.provider_answers(), PATIENCE), self.said()
        redis.Redis(unix_socket_path=str(self.redis_socket)).ping()

    def worker(self):
        as_root = "ignore:You're running the worker with superuser privileges"
        return self.python("-W", as_root, "-m", "celery", "--quiet", "-A", "config", "worker", "--queues",
                           "messages,celery", "--concurrency", "1", "--loglevel", "warning", "-B", "--schedule",
                           str(self.folder / "beat"))  # fmt: skip

    def said(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-3000:]


@pytest.fixture
def home(transactional_db):
    """Leïla Ben Salah lives at Les Lilas, with a telephone."""
    agency = AgencyFactory()
    residence = ResidenceFactory(agency=agency, name="Les Lilas")
    unit = UnitFactory(staircase=StaircaseFactory(building=BuildingFactory(residence=residence)), door="12")
    tenant = a_contact(agency, number="+33639980101", first_name="Leïla", last_name="Ben Salah")
    tenant.move_in(unit, since=timezone.localdate() - dt.timedelta(days=300))
    TeamFactory(name="Proximité Nord", agency=agency, service=Team.Service.PROXIMITY)
    return unit


@pytest.fixture
def house(home, tmp_path_factory):
    made = House(tmp_path_factory.mktemp("h"))
    try:
        made.open()
        yield made
    finally:
        made.close()


def phone_says(house, words: str) -> SimulatedSms:
    """Wait until a text with these words is on the tenant's telephone."""
    found = SimulatedSms.objects.filter(from_tenant=False, body__contains=words).order_by("-pk")
    assert wait_for(found.exists, PATIENCE), (list(Message.objects.values_list("event", "state")), house.said())
    return found[0]


def answers(page, house, words: str) -> None:
    """The tenant types on the drawn telephone."""
    page.goto(f"{house.url}/simulateur/")
    page.locator(".phone-answer textarea").fill(words)
    page.locator(".phone-answer button[type=submit]").click()
    expect(page.locator("[data-latest]")).to_contain_text(words)


def repaired(page, house, case: Case) -> None:
    """On the tablet: take it if need be, then say that it is done."""
    task = case.tasks.open().get(step="handling")
    page.goto(f"{house.url}/tournee/")
    page.get_by_role("link", name=re.compile(case.title)).first.click()
    take = page.get_by_role("button", name="Je m’en occupe")
    if task.acknowledged_at is None and take.count():
        take.click()
        expect(page.get_by_role("button", name="Je m’en occupe")).to_have_count(0)
    page.get_by_text("Terminer", exact=True).first.click()
    page.get_by_role("radio", name=re.compile("Réglée")).check()
    page.get_by_role("button", name="Terminer").last.click()
    assert wait_for(lambda: case.tasks.filter(pk=task.pk, done_at__isnull=False).exists(), PATIENCE), house.said()


@pytest.fixture
def _patience():
    """Four processes share the machine with two browsers."""
    expect.set_options(timeout=PATIENCE * 1000)
    yield
    expect.set_options(timeout=5000)


@pytest.mark.usefixtures("_patience")
def test_from_the_call_to_the_survey(home, house, visit, context):
    context.set_default_timeout(PATIENCE * 1000)
    agency = home.residence.agency
    desk_person = UserFactory(roles=[Role.CONTACT_CENTRE], agencies=[agency])
    keeper_person = UserFactory(roles=[Role.CARETAKER], agencies=[agency])
    keeper_person.teams.add(Team.objects.get(name="Proximité Nord"))

    desk = visit(desk_person, house.url)
    desk.goto(f"{house.url}/demandes/nouvelle/")
    desk.get_by_label("Qui appelle, ou quel lieu ?").press_sequentially("ben sal")
    expect(desk.locator("#found button").first).to_contain_text("Leïla Ben Salah")
    desk.keyboard.press("Enter")
    expect(desk.locator("#place")).to_contain_text("Les Lilas")
    desk.get_by_label("Ce que dit la personne").fill("Grosse fuite sous l’évier, impossible de couper l’eau")
    desk.get_by_label("Catégorie").select_option(label="Fuite d’eau")
    expect(desk.locator("#look")).to_contain_text("Urgence retenue")
    desk.get_by_label(re.compile("U1 — urgence")).check()
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("enregistrée. SMS envoyé à Leïla Ben Salah")).to_be_visible()
    request = Request.objects.select_related("case").get()
    case = request.case
    assert "/s/" in phone_says(house, "enregistrée").body

    tablet = visit(keeper_person, house.url)
    tablet.set_viewport_size({"width": 1024, "height": 768})
    repaired(tablet, house, case)
    phone_says(house, "Répondez 1")

    desk = visit(desk_person, house.url)
    answers(desk, house, "2")
    assert wait_for(case.tasks.open().filter(step="handling").exists, PATIENCE), house.said()
    phone_says(house, "rouverte")

    tablet = visit(keeper_person, house.url)
    repaired(tablet, house, case)
    assert wait_for(lambda: Message.objects.filter(event="request.done").count() == 2, PATIENCE)

    desk = visit(desk_person, house.url)
    answers(desk, house, "1")
    assert wait_for(Case.objects.filter(pk=case.pk, outcome="confirmed").exists, PATIENCE), house.said()
    assert Survey.objects.get(request=request).answered_at is None
    assert Message.objects.get(event="request.survey").case == case

    desk.goto(f"{house.url}{case.get_absolute_url()}")
    expect(desk.locator("main")).to_contain_text("Réglée, confirmée par le locataire")

    answers(desk, house, "4")
    assert wait_for(Survey.objects.filter(request=request, score=4).exists, PATIENCE), house.said()

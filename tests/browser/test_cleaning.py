"""The founding example (b): a check fails, and everybody knows who acts, in both organisations."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination.models import Case, ResponsibilityMatrix
from proximity.models import CleaningCheck, Penalty
from teams.roles import Role
from tests.browser.cleaning_screens import tables
from tests.browser.owners import owners
from tests.browser.screens import stock
from tests.browser.test_reletting import Desk
from tests.proximity.cleaning.factories import a_service
from tests.requests_app.pictures import a_photo
from tests.teams.factories import AgencyFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = {
    Role.CARETAKER: ("Karim", "Diallo"), Role.PROXIMITY_MANAGER: ("Nadia", "Ferhat"),
    Role.CONTRACT_MANAGER: ("Luc", "Morel"), Role.TECHNICIAN: ("Inès", "Caron"),
}  # fmt: skip
CHECKER = {"territory": Role.CARETAKER, "trade": Role.PROXIMITY_MANAGER}
REPAIRER = {"territory": Role.CARETAKER, "trade": Role.PROXIMITY_MANAGER}
PROPOSER = {"territory": Role.PROXIMITY_MANAGER, "trade": Role.CONTRACT_MANAGER}


class FieldDesk(Desk):
    """Somebody at a browser without scripts who makes checks."""

    def checks(self, service, bad=(), cause="service"):
        """Start, note every zone (those of `bad` not done), and close: the cleaner was absent."""
        self.page.goto(self.base + reverse("proximity:cleaning_residence", args=[service.residence_id]))
        self.page.locator("form[action$='/controle/'] button").first.click()
        while "/zones/" in self.page.url:
            heading = self.page.locator("h1").inner_text()
            for item in self.page.locator(".zone-item").all() if heading in bad else []:
                item.locator("input[value='0']").check()
                item.locator("select").select_option(cause)
                item.locator("input[type=file]").set_input_files(
                    files=[{"name": "p.jpg", "mimeType": "image/jpeg", "buffer": a_photo().read()}]
                )
            name = "Garder et continuer" if heading in bad else "Le reste est propre"
            self.page.get_by_role("button", name=name).click()
        self.page.locator("input[value=absent]").check()
        self.page.get_by_role("button", name="Clore le contrôle").click()
        self.page.wait_for_load_state()
        return CleaningCheck.objects.closed().with_place().latest("closed_at")

    def reads(self, case) -> str:
        self.page.goto(self.base + case.get_absolute_url())
        return self.page.locator("main").inner_text()


@pytest.fixture(params=["territory", "trade"])
def organisation(request):
    tables()
    if request.param == "trade":
        ResponsibilityMatrix.objects.get(organisation="trade").publish(valid_from=timezone.localdate())
    return request.param


@pytest.fixture
def people(organisation, browser, live_server):
    """One of each trade at the agency, each at a browser: role → (person, desk)."""
    agency = AgencyFactory()
    team, made = TeamFactory(agency=agency), {}
    for role, (first, last) in NAMES.items():
        user = UserFactory(roles=[role], agencies=[agency], first_name=first, last_name=last)
        team.members.add(user)
        made[role] = (user, FieldDesk(browser, live_server, user))
    return made


def owner(case) -> str:
    """The one who has the ball, by name, where nothing but the decision moves."""
    return str(Case.objects.get(pk=case.pk).tasks.open().get().assignee)


def name(people, role) -> str:
    return str(people[role][0])


def test_a_company_fails_again_and_answers_to_a_penalty(organisation, people):
    manager, manager_desk = people[Role.PROXIMITY_MANAGER]
    _, buyer_desk = people[Role.CONTRACT_MANAGER]
    checker, checker_desk = people[CHECKER[organisation]]
    place = stock(manager)
    service = a_service(place.residence, staircase=place.unit.staircase)

    first = checker_desk.checks(service, bad=("Entrée, hall", "Escaliers et paliers"))
    case = first.case
    assert owners(manager_desk, case) == [str(manager)]
    page = manager_desk.reads(case)
    assert "Demander la reprise" in page
    assert "Pourquoi" in page

    manager_desk.does("proximity:cleaning_redo", case.reference, words="Laver le hall")
    assert owner(case) == str(manager)
    manager_desk.does("proximity:cleaning_redone", case.reference)
    assert owners(manager_desk, case) == [str(checker)]

    again = checker_desk.checks(service, bad=("Entrée, hall", "Escaliers et paliers"))
    assert again.previous == first
    _, proposer_desk = people[PROPOSER[organisation]]
    assert owners(proposer_desk, case) == [name(people, PROPOSER[organisation])]
    proposer_desk.does("proximity:cleaning_penalty_propose", case.reference)
    assert owners(buyer_desk, case) == [name(people, Role.CONTRACT_MANAGER)]

    penalty = Penalty.objects.get()
    buyer_desk.does("proximity:cleaning_penalty_move", penalty.pk, "notify")
    penalty.refresh_from_db()
    assert penalty.observe_until == timezone.localdate() + dt.timedelta(days=15)
    for move, words in (("observe", "Agent malade"), ("confirm", "Pas de remplacement")):
        assert owner(case) == name(people, Role.CONTRACT_MANAGER)
        buyer_desk.does("proximity:cleaning_penalty_move", penalty.pk, move, words=words)
    assert owner(case) == name(people, Role.CONTRACT_MANAGER)
    buyer_desk.does("proximity:cleaning_penalty_move", penalty.pk, "apply", invoice="F-2026-118")
    case.refresh_from_db()
    penalty.refresh_from_db()
    assert (case.outcome, penalty.state, penalty.invoice) == ("penalty", "applied", "F-2026-118")


def test_a_caretaker_fails_again_and_is_coached_without_any_money(organisation, people):
    manager, desk = people[Role.PROXIMITY_MANAGER]
    caretaker, _ = people[Role.CARETAKER]
    place = stock(manager)
    service = a_service(place.residence, "caretaker", staircase=place.unit.staircase, employee=caretaker)
    bad = ("Entrée, hall", "Escaliers et paliers")

    case = desk.checks(service, bad=bad).case
    assert owners(desk, case) == [str(manager)]
    desk.does("proximity:cleaning_redo", case.reference, words="Hall")
    desk.does("proximity:cleaning_redone", case.reference)
    assert owner(case) == str(manager)
    desk.checks(service, bad=bad)
    assert owners(desk, case) == [str(manager)]
    assert "pénalité" not in desk.reads(case).split("Journal")[0].lower()

    task = Case.objects.get(pk=case.pk).tasks.open().get()
    desk.does("coordination:task_finish", task.pk, outcome="coached", text="Planning revu avec le gardien")
    case.refresh_from_db()
    assert case.outcome == "coached"
    assert not Penalty.objects.exists()


def test_a_technical_cause_becomes_a_request_for_repair(organisation, people):
    manager, _ = people[Role.PROXIMITY_MANAGER]
    _checker, desk = people[CHECKER[organisation]]
    place = stock(manager)
    service = a_service(place.residence, staircase=place.unit.staircase)

    check = desk.checks(service, bad=("Entrée, hall", "Escaliers et paliers"), cause="technical")
    assert owners(desk, check.case) == [name(people, Role.TECHNICIAN)]
    assert check.request_case.process_id == "request"
    assert owners(desk, check.request_case) == [name(people, REPAIRER[organisation])]
    assert check.request_case.reference in desk.reads(check.case)

"""A home goes from one tenant to the next, across both services: notice, visit, works that slip, move-in."""

import datetime as dt

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from leasing.models import Candidate, Vacancy
from leasing.vacant_days import Kind, split_of
from messaging.models import Message
from teams.roles import Role
from tests.browser.screens import stock
from tests.leasing.factories import a_lease
from tests.leasing.vacancies import DAY, fresh, today
from tests.messaging.factories import a_contact
from tests.teams.factories import AgencyFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


class Desk:
    """A person at a browser without scripts: every act is a page with a form."""

    def __init__(self, browser, live_server, user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(java_script_enabled=False)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        self.page, self.base = context.new_page(), live_server.url

    def does(self, name, *args, **said):
        """Fill the form of this page and send it; the answer is another page."""
        path = reverse(name, args=args)
        self.page.goto(self.base + path)
        form = self.page.locator("main form").last
        for field, value in said.items():
            control = form.locator(f"[name={field}]")
            if control.first.get_attribute("type") in ("radio", "checkbox"):
                form.locator(f"[name={field}][value='{value}']").check()
            elif control.first.evaluate("one => one.tagName") == "SELECT":
                control.select_option(str(value))
            else:
                control.fill(str(value))
        form.locator("button[type=submit]").last.click()
        self.page.wait_for_load_state()
        assert path not in self.page.url, self.page.locator("main").inner_text()

    def finishes(self, vacancy, step, outcome):
        task = vacancy.case.tasks.open().get(step=step)
        self.does("coordination:task_finish", task.pk, outcome=outcome)


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def people(agency, browser, live_server):
    """(leasing, field), each at a browser."""
    made = []
    for role in (Role.LEASING_OFFICER, Role.PROXIMITY_MANAGER):
        user = UserFactory(roles=[role, Role.CARETAKER] if made else [role], agencies=[agency])
        TeamFactory(agency=agency).members.add(user)
        made.append((user, Desk(browser, live_server, user)))
    return made


def test_a_home_is_relet_across_the_services(people, live_server):
    (officer, leasing), (_, field) = people
    place = stock(officer)
    lease = a_lease(place.unit, a_contact(place.residence.agency, number=""), amounts={"rent": 365})

    leasing.does("leasing:notice", lease.pk, received_on=today() - 80 * DAY)
    vacancy = fresh(Vacancy.objects.get())
    assert vacancy.case.promised_on is None

    field.does("leasing:vacancy_visit", vacancy.pk, works="light", label_1="Peinture", amount_1="300")
    first = fresh(vacancy).case.promised_on
    assert first > vacancy.expected_exit

    leasing.does("leasing:vacancy_propose", vacancy.pk, last_name="Diallo", number="0639981234")
    leasing.does("leasing:vacancy_present", vacancy.pk, on=today(), text="Relogement")
    one = Candidate.objects.get()
    leasing.does("leasing:vacancy_decide", vacancy.pk, **{f"decision_{one.pk}": "awarded"})
    leasing.does("leasing:candidate_offer", one.pk)
    leasing.does("leasing:candidate_reply", one.pk, accepts="oui")

    field.finishes(vacancy, "check_out", "done")
    field.does("leasing:vacancy_costing", vacancy.pk, works="light", works_cost="700", tenant_share="300")
    field.finishes(vacancy, "works_order", "ordered")
    works = vacancy.case.tasks.open().get(step="works").pk
    field.does("leasing:vacancy_expect", vacancy.pk, works, on=today() + 7 * DAY)
    before = fresh(vacancy).case.promised_on
    field.does("leasing:vacancy_expect", vacancy.pk, works, on=today() + 13 * DAY, cause="R06")
    after = fresh(vacancy).case.promised_on
    assert after - before == dt.timedelta(days=6)
    told = Message.objects.filter(event="vacancy.date_moved", number="+33639981234").latest("pk")
    assert f"{after:%d/%m/%Y}" in told.body
    assert vacancy.case.tasks.open().filter(step="move_in").exists()

    field.does("leasing:vacancy_confirm", vacancy.pk)
    entry = vacancy.expected_exit + 21 * DAY
    leasing.does("leasing:vacancy_book", vacancy.pk, on=entry)
    leasing.does("leasing:vacancy_sign", vacancy.pk)
    field.finishes(vacancy, "works", "done")
    field.finishes(vacancy, "acceptance", "good")
    field.finishes(vacancy, "check_in", "done")

    over = fresh(vacancy)
    assert (over.outcome, over.ended_on, over.ready_on) == ("let", entry, today())
    # Twenty days lie between the end of the lease and the entry; the home was ready and accepted before them.
    split = split_of(over)
    assert dict(split.by_kind) == {Kind.TECHNICAL: 0, Kind.COMMERCIAL: 0, Kind.ADMINISTRATIVE: 20, Kind.ASSETS: 0}
    assert (split.rent_lost, split.spent) == (240, 400)

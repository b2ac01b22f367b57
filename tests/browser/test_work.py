"""« Mon travail » acted on in a browser: a dialog, and the list where it stood."""

import re

import pytest
from playwright.sync_api import expect

from coordination.models import Task
from teams.roles import Role
from tests.browser.screens import a_request, stock
from tests.teams.factories import AgencyFactory, UserFactory


@pytest.fixture
def keeper(transactional_db):
    return UserFactory(roles=[Role.CARETAKER], agencies=[AgencyFactory()])


def test_a_task_is_taken_and_finished_from_the_list(keeper, visit, live_server):
    case = a_request(stock(keeper))
    page = visit(keeper)
    page.goto(live_server.url + "/travail/?quand=semaine")
    page.wait_for_load_state("networkidle")
    task = Task.objects.get()

    page.get_by_role("button", name=re.compile("Prendre")).click()
    expect(page.locator("#rows")).to_contain_text("c’est à vous")
    expect(page.locator(f"#prendre-{task.pk}")).to_have_count(0)

    page.get_by_role("link", name=re.compile("Transmettre")).click()
    dialog = page.locator("#act-dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Pourquoi").fill("Je pars en congé")
    dialog.get_by_role("button", name="Transmettre").click()
    expect(dialog).to_contain_text("Ce champ est obligatoire")
    expect(dialog.get_by_label("Pourquoi")).to_have_value("Je pars en congé")
    dialog.get_by_role("link", name="Annuler").click()
    expect(dialog).to_be_hidden()

    page.get_by_role("link", name=re.compile("Terminer")).click()
    dialog.get_by_role("radio", name=re.compile("Réglée")).check()
    dialog.get_by_role("button", name="Terminer").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#rows")).to_contain_text("est terminée")
    expect(page.locator(f"#tache-{task.pk}")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"quand=semaine"))
    case.refresh_from_db()
    assert case.tasks.open().get().step == "confirmation"


def test_new_tasks_come_by_themselves(keeper, visit, live_server):
    place = stock(keeper)
    page = visit(keeper)
    page.clock.install()
    page.goto(live_server.url + "/travail/")
    page.wait_for_load_state("networkidle")
    case = a_request(place)
    page.clock.run_for(31_000)
    expect(page.locator("#rows")).to_contain_text(case.reference)

"""A check on the tablet, scripts on: a cut network loses nothing, and one signs with a finger."""

from django.urls import reverse

from proximity import cleaning_checking
from proximity.models import CleaningCheck
from teams.roles import Role
from tests.browser.cleaning_screens import begun, cleaned
from tests.browser.screens import stock
from tests.proximity.cleaning.factories import noted
from tests.teams.factories import AgencyFactory, UserFactory


def a_keeper():
    return UserFactory(roles=[Role.CARETAKER], agencies=[AgencyFactory()])


def test_a_zone_noted_without_network_is_sent_once_it_is_back(visit, live_server, context, no_complaint):
    keeper = a_keeper()
    check = begun(stock(keeper))
    page = visit(keeper)
    zone = check.grid.zones.first()
    page.goto(live_server.url + reverse("proximity:cleaning_zone", args=[check.pk, zone.pk]))
    context.set_offline(True)
    page.get_by_role("button", name="Le reste est propre").click()
    page.get_by_text("rien n’est perdu").first.wait_for()
    assert check.notes.count() == 0
    context.set_offline(False)
    page.get_by_role("heading", name="Ascenseur").wait_for()
    assert check.notes.count() == zone.items.count()
    no_complaint[:] = [one for one in no_complaint if "INTERNET_DISCONNECTED" not in one]


def test_the_cleaner_signs_on_the_glass(visit, live_server):
    keeper = a_keeper()
    service = cleaned(stock(keeper))
    check = noted(cleaning_checking.start(service, by=keeper))
    page = visit(keeper)
    page.goto(live_server.url + reverse("proximity:cleaning_close", args=[check.pk]))
    page.locator("input[value=present]").check()
    page.get_by_label("Nom et fonction").fill("Mme Petit, cheffe d’équipe")
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 160, box["y"] + 90, steps=5)
    page.mouse.up()
    page.locator("[data-signature][data-signed]").wait_for()
    page.get_by_role("button", name="Clore le contrôle").click()
    page.get_by_text("signé par Mme Petit").wait_for()
    closed = CleaningCheck.objects.closed().latest("closed_at")
    assert closed.signature is not None

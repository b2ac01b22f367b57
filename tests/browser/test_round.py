"""The round on a tablet whose network comes and goes: nothing is lost, nothing is done twice."""

import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from coordination.models import CasePhoto, Entry
from housing.models import Residence
from requests_app.models import NoAccess
from teams.roles import Role
from tests.browser.round_screens import informing, round_task, the_round
from tests.browser.screens import stock
from tests.teams.factories import AgencyFactory, UserFactory

CUT = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError")


@pytest.fixture
def keeper(transactional_db):
    return UserFactory(roles=[Role.CARETAKER], agencies=[AgencyFactory()])


@pytest.fixture
def tablet(keeper, visit, context):
    page = visit(keeper)
    page.set_viewport_size({"width": 1024, "height": 768})
    return page


@pytest.fixture
def no_network(no_complaint, context):
    """`no_network(True)` cuts it. What the browser complains of then is expected."""

    def cut(off):
        context.set_offline(off)

    yield cut
    context.set_offline(False)
    no_complaint[:] = [line for line in no_complaint if not any(words in line for words in CUT)]


@pytest.fixture
def picture(tmp_path):
    """As a telephone takes it: larger than we keep."""
    path = tmp_path / "evier.jpg"
    Image.effect_noise((3200, 2400), 40).convert("RGB").save(path, quality=90)
    return path


def notes() -> int:
    return Entry.objects.filter(kind=Entry.Kind.NOTED, text="Joint à changer").count()


def fill_note(page, picture):
    page.get_by_text("Note et photo").click()
    page.locator("input[name=photos]").last.set_input_files(picture)
    expect(page.locator("[data-photos-told]")).to_have_text("1 photo à envoyer")
    page.locator("#note_text").fill("Joint à changer")
    page.get_by_role("button", name="Envoyer", exact=True).click()


def test_a_note_written_without_network_arrives_once_when_it_is_back(
    tablet, keeper, live_server, no_network, picture
):
    task = round_task(stock(keeper))
    tablet.goto(f"{live_server.url}/tournee/{task.pk}/")
    no_network(True)
    fill_note(tablet, picture)
    expect(tablet.get_by_role("alert")).to_contain_text("Envoi impossible, rien n’est perdu.")
    expect(tablet.locator("[data-waiting-told]")).to_contain_text("1 envoi en attente")
    expect(tablet.locator("#note_text")).to_have_value("Joint à changer")
    assert notes() == 0

    tablet.get_by_role("button", name="Réessayer").click()
    expect(tablet.locator("[data-waiting-told]")).to_contain_text("1 envoi en attente")
    no_network(False)
    expect(tablet.get_by_text("Ajouté au journal.")).to_be_visible()
    expect(tablet.locator("[data-waiting]")).to_be_hidden()
    assert notes() == 1
    photo = CasePhoto.objects.select_related("picture").get()
    assert (photo.picture.width, photo.picture.height) == (1600, 1200)


def test_what_waits_survives_a_reload(tablet, keeper, live_server, no_network, picture):
    task = round_task(stock(keeper))
    address = f"{live_server.url}/tournee/{task.pk}/"
    tablet.goto(address)
    no_network(True)
    fill_note(tablet, picture)
    expect(tablet.locator("[data-waiting-told]")).to_contain_text("1 envoi en attente")
    tablet.goto("about:blank")
    no_network(False)
    tablet.goto(f"{live_server.url}/tournee/")
    expect(tablet.locator("[data-waiting]")).to_be_hidden()
    tablet.wait_for_load_state("networkidle")
    assert notes() == 1
    assert CasePhoto.objects.count() == 1


def test_an_answer_that_was_lost_is_asked_again_and_done_once(tablet, keeper, live_server, no_complaint, picture):
    """The server wrote it, the network broke before it could say so."""
    task = round_task(stock(keeper))
    tablet.goto(f"{live_server.url}/tournee/{task.pk}/")

    def lose(route):
        route.fetch()
        route.abort("internetdisconnected")

    tablet.route("**/note/", lose, times=1)
    fill_note(tablet, picture)
    expect(tablet.locator("[data-waiting-told]")).to_contain_text("1 envoi en attente")
    assert notes() == 1
    tablet.get_by_role("button", name="Réessayer").click()
    expect(tablet.get_by_text("Ajouté au journal.").first).to_be_visible()
    assert (notes(), CasePhoto.objects.count()) == (1, 1)
    no_complaint[:] = [line for line in no_complaint if not any(words in line for words in CUT)]


def test_nobody_home_and_what_is_refused_are_told_on_the_spot(tablet, keeper, live_server):
    task = round_task(stock(keeper))
    tablet.goto(f"{live_server.url}/tournee/{task.pk}/")
    tablet.get_by_text("Personne", exact=True).click()
    tablet.get_by_role("button", name="Noter le passage").click()
    expect(tablet.locator(".round-when")).to_contain_text("1 passage sans accès")
    assert NoAccess.objects.count() == 1
    tablet.locator("summary", has_text="Terminer").click()
    tablet.get_by_label("Sans accès au logement").check()
    tablet.locator("#finish_text").fill("Personne")
    tablet.get_by_role("button", name="Terminer", exact=True).click()
    expect(tablet.get_by_role("alert")).to_contain_text("Il faut 2 passages sans accès")
    expect(tablet.locator("[data-waiting]")).to_be_hidden()
    tablet.get_by_label("Réglée").check()
    tablet.get_by_role("button", name="Terminer", exact=True).click()
    expect(tablet).to_have_url(re.compile(r"/tournee/$"))
    expect(tablet.get_by_text("est terminée")).to_be_visible()


def test_it_works_without_scripts(keeper, browser, live_server, visit, context, picture):
    task = round_task(stock(keeper))
    visit(keeper)
    plain = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    page = plain.new_page()
    page.goto(f"{live_server.url}/tournee/{task.pk}/")
    page.get_by_text("Note et photo").click()
    page.locator("input[name=photos]").last.set_input_files(picture)
    page.locator("#note_text").fill("Joint à changer")
    page.get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.get_by_text("Ajouté au journal.")).to_be_visible()
    assert (notes(), CasePhoto.objects.count()) == (1, 1)
    plain.close()


def test_the_cost_of_a_text_to_many_follows_what_one_types(visit, live_server):
    manager = UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[AgencyFactory()])
    page = visit(manager)
    page.goto(live_server.url + informing(stock(manager)))
    page.locator("#id_text").fill("a" * 160)
    expect(page.locator("[data-segments-told]")).to_contain_text("2 SMS")
    expect(page.locator("[data-cost-told]")).to_contain_text("0,14")


def test_stops_are_sorted_by_distance_in_the_browser_alone(tablet, keeper, live_server, context):
    place = stock(keeper)
    the_round(place)
    Residence.objects.filter(name="Les Lilas").update(latitude=42.70, longitude=9.45)
    Residence.objects.filter(name="Les Tilleuls").update(latitude=42.55, longitude=9.43)
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 42.551, "longitude": 9.431})
    asked = []
    tablet.goto(f"{live_server.url}/tournee/")
    names = tablet.locator("[data-stop] h2")
    tablet.wait_for_load_state("networkidle")
    tablet.on("request", lambda request: asked.append(request.url))
    tablet.get_by_role("button", name="Par distance").click()
    expect(names.first).to_contain_text("Les Tilleuls")
    expect(names.first).to_contain_text("à 140 m")
    assert asked == []
    tablet.get_by_role("button", name="Descendre Les Tilleuls").click()
    expect(names.first).to_contain_text("Les Lilas")
    tablet.reload()
    expect(names.first).to_contain_text("Les Lilas")
    tablet.get_by_role("button", name="Par urgence").click()
    expect(names).to_have_count(2)

"""A visit on a tablet: one thumb, each answer saved, a cut network, a drawn picture, a signature, the end."""

import pytest
from PIL import Image
from playwright.sync_api import expect

from proximity import inspecting, inventorying
from proximity.models import Inspection, InspectionPoint
from teams.roles import Role
from tests.browser.screens import stock
from tests.proximity.hostile import SVG
from tests.proximity.inspecting import Kind, a_picture, grade, point_of
from tests.teams.factories import AgencyFactory, UserFactory

CUT = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError")


@pytest.fixture
def keeper(transactional_db):
    return UserFactory(roles=[Role.CARETAKER], agencies=[AgencyFactory()])


@pytest.fixture
def place(keeper):
    return stock(keeper)


@pytest.fixture
def tablet(keeper, visit):
    page = visit(keeper)
    page.set_viewport_size({"width": 1024, "height": 768})
    return page


@pytest.fixture
def no_network(no_complaint, context):
    """`no_network(True)` cuts it. What the browser complains of then is expected."""
    yield context.set_offline
    context.set_offline(False)
    no_complaint[:] = [line for line in no_complaint if not any(words in line for words in CUT)]


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "porte.jpg"
    Image.effect_noise((2400, 1800), 40).convert("RGB").save(path, quality=85)
    return path


def saved(label: str) -> str:
    point = InspectionPoint.objects.select_related("grade").get(item__label=label)
    return str(point.grade or "")


def test_an_answer_is_saved_at_once_and_a_bad_one_asks_for_its_picture(tablet, place, live_server, picture):
    visit = inspecting.start(Kind.ROUND, place.residence, by=place.user)
    tablet.goto(live_server.url + visit.get_absolute_url())
    form = tablet.locator(f"#point-{point_of(visit, 'Porte de hall fermée').pk}")
    form.get_by_text("Non conforme").click()
    expect(form.get_by_role("status")).to_have_text("Enregistré")
    expect(tablet.locator("[data-visit-answered]")).to_have_text("1")
    expect(form.locator("[data-lacks-photo]")).to_be_visible()
    form.locator("input[name=photos]").last.set_input_files(picture)
    expect(form.locator("[data-shots] img")).to_have_count(1)
    expect(form.locator("[data-lacks-photo]")).to_be_hidden()
    form.get_by_text("Conforme", exact=True).click()
    expect(form.get_by_role("status")).to_have_text("Enregistré")
    assert saved("Porte de hall fermée") == "Conforme"


def test_answers_given_without_network_arrive_in_their_order(tablet, place, live_server, no_network):
    visit = inspecting.start(Kind.ROUND, place.residence, by=place.user)
    tablet.goto(live_server.url + visit.get_absolute_url())
    form = tablet.locator(f"#point-{point_of(visit, 'Éclairage allumé').pk}")
    no_network(True)
    form.get_by_text("Non conforme").click()
    expect(tablet.locator("[data-waiting-told]")).to_contain_text("1 envoi en attente")
    form.get_by_text("À surveiller").click()
    expect(tablet.locator("[data-waiting-told]")).to_contain_text("2 envois en attente")
    assert saved("Éclairage allumé") == ""
    no_network(False)
    expect(tablet.locator("[data-waiting]")).to_be_hidden()
    expect(form.get_by_role("status")).to_have_text("Enregistré")
    assert saved("Éclairage allumé") == "À surveiller"


def test_a_photo_that_is_none_is_refused_and_the_answer_is_sent_again_without_it(
    tablet, place, live_server, no_complaint, tmp_path
):
    visit = inspecting.start(Kind.ROUND, place.residence, by=place.user)
    drawing = tmp_path / "plan.svg"
    drawing.write_bytes(SVG)
    tablet.goto(live_server.url + visit.get_absolute_url())
    form = tablet.locator(f"#point-{point_of(visit, 'Porte de hall fermée').pk}")
    form.get_by_text("Non conforme").click()
    expect(form.get_by_role("status")).to_have_text("Enregistré")
    form.locator("input[name=photos]").last.set_input_files(drawing)
    expect(form.get_by_role("alert")).to_contain_text("n’est pas une photo JPEG")
    expect(form.locator("[data-point-told]")).to_have_text("")
    form.get_by_role("button", name="Enregistrer").click()
    expect(form.get_by_role("status")).to_have_text("Enregistré")
    expect(form.get_by_role("button", name="Enregistrer")).to_be_hidden()
    no_complaint[:] = [line for line in no_complaint if "422" not in line]


def test_a_photo_whose_sending_breaks_halfway_waits_and_arrives_once(
    tablet, place, live_server, no_complaint, picture
):
    visit = inspecting.start(Kind.ROUND, place.residence, by=place.user)
    point = point_of(visit, "Porte de hall fermée")
    tablet.goto(live_server.url + visit.get_absolute_url())
    form = tablet.locator(f"#point-{point.pk}")
    form.get_by_text("Non conforme").click()
    expect(form.get_by_role("status")).to_have_text("Enregistré")
    tablet.route("**/points/*/", lambda route: route.abort("connectionreset"), times=1)
    form.locator("input[name=photos]").last.set_input_files(picture)
    expect(tablet.locator("[data-waiting-told]")).to_contain_text("1 envoi en attente")
    assert point.pictures.count() == 0
    tablet.get_by_role("button", name="Réessayer").click()
    expect(form.locator("[data-shots] img")).to_have_count(1)
    expect(tablet.locator("[data-waiting]")).to_be_hidden()
    assert point.pictures.count() == 1
    no_complaint[:] = [line for line in no_complaint if "ERR_CONNECTION_RESET" not in line]


def test_an_arrow_is_drawn_on_a_picture(tablet, place, live_server):
    visit = inspecting.start(Kind.ROUND, place.residence, by=place.user)
    old = a_picture("gray")
    point = grade(visit, "Rien de cassé", "Non conforme", by=place.user, pictures=[old])
    tablet.goto(f"{live_server.url}/visites/{visit.pk}/points/{point.pk}/dessin/{old.sha256}/")
    box = tablet.locator("canvas").bounding_box()
    for tool in ("Flèche", "Cercle"):
        tablet.get_by_role("button", name=tool).click()
        tablet.mouse.move(box["x"] + 8, box["y"] + 8)
        tablet.mouse.down()
        tablet.mouse.move(box["x"] + 30, box["y"] + 22, steps=4)
        tablet.mouse.up()
    expect(tablet.get_by_role("button", name="Cercle")).to_have_attribute("aria-pressed", "true")
    tablet.get_by_role("button", name="Garder la photo annotée").click()
    expect(tablet.locator("[data-shots] img")).to_have_count(1)
    assert point.pictures.get() != old


def test_an_exit_is_signed_with_a_finger_and_ended(tablet, place, live_server):
    leaving = inventorying.start(Kind.MOVE_OUT, place.unit, by=place.user)
    leaving.inspection.answer_rest(by=place.user)
    tablet.goto(live_server.url + leaving.get_absolute_url())
    tablet.get_by_text("Parties", exact=True).click()
    tablet.get_by_label("Nom du locataire").fill("Nadia Petit")
    tablet.get_by_role("button", name="Enregistrer", exact=True).last.click()
    expect(tablet.get_by_text("Parties enregistrées.")).to_be_visible()
    tablet.get_by_text("Compteurs", exact=True).click()
    tablet.get_by_label("Relevé, eau froide").fill("321.5")
    tablet.get_by_role("button", name="Enregistrer les compteurs").click()
    expect(tablet.get_by_text("Compteurs enregistrés.")).to_be_visible()
    tablet.get_by_text("Clés et accès", exact=True).click()
    tablet.get_by_label("Porte palière").first.fill("3")
    tablet.get_by_role("button", name="Enregistrer les clés").click()
    expect(tablet.get_by_text("Clés enregistrées.")).to_be_visible()
    for party, name in (("landlord", "Karim Bensaïd"), ("tenant", "Nadia Petit")):
        tablet.locator("#sign > summary").click()
        tablet.get_by_label("Qui signe").select_option(party)
        tablet.get_by_label("Nom", exact=True).fill(name)
        tablet.get_by_role("button", name="Enregistrer la signature").scroll_into_view_if_needed()
        box = tablet.locator("[data-signature] canvas").bounding_box()
        tablet.mouse.move(box["x"] + 40, box["y"] + 40)
        tablet.mouse.down()
        tablet.mouse.move(box["x"] + 200, box["y"] + 90, steps=6)
        tablet.mouse.up()
        tablet.get_by_role("button", name="Enregistrer la signature").click()
        expect(tablet.get_by_alt_text(f"Signature de {name}")).to_be_attached()
    tablet.locator("#finish > summary").click()
    tablet.get_by_role("button", name="Terminer", exact=True).click()
    expect(tablet.get_by_text("Visite terminée.")).to_be_visible()
    ended = Inspection.objects.get(pk=leaving.pk)
    assert ended.finished_at
    assert ended.signatures.filter(picture__isnull=False).count() == 2

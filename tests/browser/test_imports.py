"""An import from deposit to report, and a merge, with the mouse; each screen on the way is open to everybody."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from housing import importing
from housing.models import Residence, StockImport, Unit
from teams.roles import Role
from tests.browser.test_accessibility import look
from tests.housing.factories import BuildingFactory, ResidenceFactory, StaircaseFactory, UnitFactory
from tests.housing.rpls import declaration, declared, take
from tests.teams.factories import UserFactory


@pytest.fixture
def user(db):
    cache.clear()
    return UserFactory(roles=[Role.ASSET_PLANNER], all_agencies=True)


PARK = declaration(
    *(declared(IDENT_INT=f"L{n}", NUMAPPT=str(n)) for n in range(12)),
    declared(IDENT_INT="L99", NBPIECE="beaucoup"),
)


def test_a_file_is_deposited_checked_and_imported(visit, axe, live_server, user, tmp_path):
    file = tmp_path / "2026_1_123456789_1.CSV"
    file.write_bytes(PARK)
    page = visit(user)
    page.goto(live_server.url + reverse("housing:imports"))
    page.get_by_role("link", name="Importer un fichier").first.click()
    page.get_by_label("Fichier du répertoire").set_input_files(file)
    page.get_by_label("Nom du nouveau bailleur").fill("Habitat des Lilas")
    page.get_by_role("button", name="Déposer et analyser").click()

    expect(page.locator(".import-sum")).to_have_text("13 lignes lues = 12 logements + 1 rejetée")
    assert not Unit.objects.exists()
    page.get_by_role("button", name="Importer dans le parc").click()
    expect(page.locator("#confirm")).to_contain_text("Logements nouveaux : 12")
    page.locator("#confirm").get_by_role("button", name="Importer").click()
    expect(page.locator("main")).to_contain_text("confirmé par")
    assert Unit.objects.count() == 12


def test_the_progress_is_followed_until_the_preview_appears(visit, live_server, user):
    row = take(PARK, apply=False)
    StockImport.objects.update(state=StockImport.State.ANALYSING)
    importing._tell(row.pk, "Comparaison", 0.65)
    page = visit(user)
    page.goto(live_server.url + row.get_absolute_url())
    expect(page.locator("#progress")).to_contain_text("65 %")
    importing._tell(row.pk, "Rapport", 0.68)
    expect(page.locator("#progress")).to_contain_text("68 %")
    StockImport.objects.update(state=StockImport.State.READY)
    expect(page.get_by_role("button", name="Importer dans le parc")).to_be_visible()


def test_two_residences_are_merged(visit, live_server, user):
    lilas, tilleuls = (ResidenceFactory(name=name) for name in ("Les Lilas", "Les Tilleuls"))
    Residence.objects.update(landlord=lilas.landlord)
    UnitFactory(staircase=StaircaseFactory(building=BuildingFactory(residence=Residence.objects.get(pk=lilas.pk))))
    page = visit(user)
    page.goto(live_server.url + reverse("housing:grouping", args=[lilas.pk]))
    page.get_by_role("link", name="Regrouper", exact=True).click()
    page.get_by_label("Vers quelle résidence ?").press_sequentially("tilleul")
    page.locator("#found a").click()
    expect(page.get_by_role("button", name="Regrouper les deux résidences")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Regrouper les deux résidences").click()
    page.locator("#confirm").get_by_role("button", name="Regrouper").click()
    expect(page).to_have_url(live_server.url + tilleuls.get_absolute_url())
    assert Unit.objects.get().residence == tilleuls


def test_letters_typed_before_the_scripts_came_are_searched_too(visit, live_server, user):
    lilas, _ = (ResidenceFactory(name=name) for name in ("Les Lilas", "Les Tilleuls"))
    Residence.objects.update(landlord=lilas.landlord)
    page = visit(user)
    late = []

    def hold(route):
        late.append(route)

    page.route("**/htmx*.js", hold)
    page.goto(live_server.url + reverse("housing:residence_merge", args=[lilas.pk]), wait_until="commit")
    page.get_by_label("Vers quelle résidence ?").press_sequentially("tilleul")
    page.locator("#search").press_sequentially("tilleul")
    late[0].continue_()
    expect(page.locator("#found a")).to_contain_text("Les Tilleuls")
    expect(page.locator("#search-results a").first).to_contain_text("Tilleuls")


def test_the_screens_of_an_import_are_open_to_everybody(visit, axe, live_server, user):
    applied = take(PARK)
    ready = take(PARK.replace(b";412;", b";415;", 1), applied.landlord, apply=False)
    page = visit(user)
    for name, args in [("import_new", []), ("import", [ready.pk]), ("import", [applied.pk]),
                       ("import_rejects", [ready.pk]), ("import_complement", [applied.pk])]:  # fmt: skip
        look(page, axe, live_server.url + reverse(f"housing:{name}", args=args), name)


def test_the_preview_of_a_merge_is_open_to_everybody(visit, axe, live_server, user):
    lilas = ResidenceFactory()
    target = ResidenceFactory(landlord=lilas.landlord)
    address = reverse("housing:residence_merge", args=[lilas.pk]) + f"?vers={target.pk}&q=residence"
    look(visit(user), axe, live_server.url + address, "merge")

import io
import time

import openpyxl
import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from housing import importing
from housing.import_report import Report
from housing.models import Landlord, Residence, StockImport, Unit
from teams.roles import Role
from tests.housing.factories import LandlordFactory
from tests.housing.rpls import declaration, declared
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
State = StockImport.State

PARK = declaration(
    *(declared(IDENT_INT=f"L{n}", NUMAPPT=str(n)) for n in range(10)),
    declared(IDENT_INT="L99", NBPIECE="beaucoup"),
)


@pytest.fixture(autouse=True)
def _nothing_told():
    cache.clear()


@pytest.fixture
def landlord(db):
    return LandlordFactory(siren="", name="Habitat du Littoral")


@pytest.fixture
def client(sign_in):
    return sign_in(UserFactory(roles=[Role.ASSET_PLANNER], all_agencies=True))


def url(name, *args):
    return reverse(f"housing:{name}", args=args)


def words(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def deposit(client, landlord, django_capture_on_commit_callbacks):
    def make(content=PARK, path=None, **fields):
        fields = {"landlord": landlord.pk, "file": SimpleUploadedFile("parc.csv", content), **fields}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path or url("import_new"), fields)

    return make


@pytest.fixture
def ready(deposit):
    deposit()
    return StockImport.objects.get()


@pytest.fixture
def confirm(client, django_capture_on_commit_callbacks):
    def make(stock_import, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url("import_confirm", stock_import.pk), fields)

    return make


class TestDeposit:
    def test_a_file_is_deposited_analysed_and_shown(self, client, deposit):
        answer = deposit()
        page = words(client.get(answer.url))
        assert "Habitat du Littoral" in page
        assert (
            "<strong>11</strong> lignes lues = <strong>10</strong> logements + <strong>1</strong> rejetée" in page
        )
        assert "déclaration annuelle" in page
        assert "LES LILAS" in page.upper()
        assert "Importer dans le parc" in page

    def test_a_new_landlord_is_made_once(self, deposit):
        for name in ("Habitat Neuf", "habitat neuf"):
            deposit(landlord="", new_landlord=name)
        assert Landlord.objects.filter(name="Habitat Neuf").exists()
        assert StockImport.objects.count() == 1

    def test_the_same_file_twice_shows_the_first(self, client, deposit, ready):
        assert deposit().url == ready.get_absolute_url()
        assert "déjà déposé" in words(client.get(ready.get_absolute_url()))

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"landlord": ""}, "Choisissez un bailleur"),
            ({"new_landlord": "Encore un"}, "pas les deux"),
            ({"file": ""}, "Choisissez un fichier"),
            ({"file": SimpleUploadedFile("vide.csv", b"")}, "Ce fichier est vide"),
        ],
    )
    def test_what_is_missing_is_said_and_what_was_typed_is_kept(self, deposit, fields, said):
        answer = deposit(**{"agency_from": "BAT", **fields})
        assert answer.status_code == 422
        assert said in words(answer)
        assert 'value="BAT"' in words(answer)
        assert not StockImport.objects.exists()

    def test_a_file_above_the_limit_is_refused(self, deposit, settings):
        settings.IMPORT_MAX_BYTES = 100
        assert "plus que la limite" in words(deposit())

    def test_the_agency_chosen_receives_the_new_residences(self, deposit, confirm, agency):
        deposit(agency=agency.pk)
        confirm(StockImport.objects.get())
        assert Residence.objects.get().agency == agency

    def test_a_refused_file_says_why(self, client, deposit):
        page = words(client.get(deposit(content=b"n'importe quoi\n").url))
        assert "Import refusé, le parc n’a pas changé" in page


class TestProgress:
    def test_the_page_asks_every_second_until_it_is_done(self, client, ready):
        StockImport.objects.update(state=State.ANALYSING)
        importing._tell(ready.pk, "Comparaison", 0.65)
        page = words(client.get(ready.get_absolute_url()))
        assert 'hx-trigger="every 1s"' in page
        part = client.get(ready.get_absolute_url(), headers={"HX-Request": "true"})
        assert "65 %" in words(part)
        assert "<html" not in words(part)
        StockImport.objects.update(state=State.READY)
        over = client.get(ready.get_absolute_url(), headers={"HX-Request": "true"})
        assert over["HX-Refresh"] == "true"
        assert 'hx-trigger="every 1s"' not in words(client.get(ready.get_absolute_url()))

    def test_a_stalled_import_offers_to_start_again(self, client, ready, django_capture_on_commit_callbacks):
        StockImport.objects.update(state=State.ANALYSING)
        cache.set(importing._key(ready.pk), ("Comparaison", 0.65, time.time() - 1000))
        assert "Relancer" in words(client.get(ready.get_absolute_url()))
        assert client.get(ready.get_absolute_url(), headers={"HX-Request": "true"}).status_code == 286
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url("import_restart", ready.pk))
        ready.refresh_from_db()
        assert ready.state == State.READY

    def test_nothing_restarts_while_it_moves(self, client, ready):
        answer = client.post(url("import_restart", ready.pk), follow=True)
        assert "rien à relancer" in words(answer)


class TestConfirmation:
    def test_confirming_writes_and_twice_changes_nothing_more(self, client, ready, confirm):
        assert confirm(ready).url == ready.get_absolute_url()
        assert Unit.objects.count() == 10
        confirm(ready)
        page = words(client.get(ready.get_absolute_url()))
        assert "Quelqu’un d’autre a déjà fait avancer cet import" in page
        assert "confirmé par" in page
        assert Unit.objects.count() == 10

    def test_the_same_file_again_says_that_nothing_changes(self, client, ready, deposit, confirm):
        confirm(ready)
        page = words(client.get(deposit().url))
        assert "Ce fichier ne change rien au parc" in page

    def test_next_year_s_changes_are_shown_field_by_field(self, client, ready, deposit, confirm):
        confirm(ready)
        page = words(client.get(deposit(content=PARK.replace(b";412;", b";415;", 1)).url))
        assert "<del>412</del> → <ins>415</ins>" in page
        assert "loyer principal" in page

    def test_codes_and_dates_are_told_in_words(self):
        told = {"occupancy": ["1", "2"], "dpe_date": ["2015-04-01", ""], "apl_agreement": ["true", "false"]}
        row = StockImport(report={"changed_sample": [{"unit": 1, "label": "12", "fields": told}]})
        assert [pair[1:] for pair in Report(row).changed[0]["fields"]] == [
            ("Loué", "Vacant, proposé à la location"), ("01/04/2015", ""), ("oui", "non"),
        ]  # fmt: skip

    def test_many_gone_homes_need_the_box_ticked(self, client, ready, deposit, confirm):
        confirm(ready)
        half = declaration(*(declared(IDENT_INT=f"L{n}", NUMAPPT=str(n)) for n in range(5)))
        deposit(content=half)
        less = StockImport.objects.latest("pk")
        refused = confirm(less)
        assert refused.status_code == 422
        assert "Cochez cette case" in words(refused)
        assert Unit.objects.in_stock().count() == 10
        confirm(less, confirm_gone="on")
        assert Unit.objects.in_stock().count() == 5

    def test_giving_up_deletes_the_file(self, client, ready, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(url("import_drop", ready.pk), follow=True)
        assert "Import abandonné" in words(answer)
        assert not Unit.objects.exists()


class TestRejects:
    def test_lines_are_listed_searched_and_downloaded(self, client, ready):
        page = words(client.get(url("import_rejects", ready.pk)))
        assert "beaucoup" in page
        part = client.get(url("import_rejects", ready.pk), {"q": "zzz"}, headers={"HX-Request": "true"})
        assert "ne répond à cette recherche" in words(part)
        file = client.get(url("import_rejects_file", ready.pk))
        assert b"".join(file.streaming_content).count(b"L99") == 1
        sheet = client.get(url("import_rejects_sheet", ready.pk))
        rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(sheet.streaming_content))).active.values)
        assert len(rows) == 2

    def test_corrected_lines_complete_the_import_and_nothing_leaves(self, client, ready, confirm, deposit):
        confirm(ready)
        file = b"".join(client.get(url("import_rejects_file", ready.pk)).streaming_content)
        answer = deposit(content=file.replace(b"beaucoup", b"3"), path=url("import_complement", ready.pk))
        complement = StockImport.objects.latest("pk")
        assert answer.url == complement.get_absolute_url()
        assert (complement.parent, complement.created, complement.gone) == (ready, 1, 0)
        confirm(complement)
        assert Unit.objects.in_stock().count() == 11


class TestList:
    def test_imports_are_listed_filtered_sorted_and_exported(self, client, ready):
        StockImport.objects.create(
            landlord=LandlordFactory(name="Autre"), file_name="vieux.csv", state=State.FAILED
        )
        page = words(client.get(url("imports")))
        assert "parc.csv" in page
        assert "vieux.csv" in page
        part = client.get(url("imports"), {"etat": "failed", "tri": "fichier"}, headers={"HX-Request": "true"})
        assert "vieux.csv" in words(part)
        assert "parc.csv" not in words(part)
        sheet = client.get(url("imports_sheet"), {"etat": "ready"})
        rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(sheet.streaming_content))).active.values)
        assert [row[0] for row in rows] == ["Fichier", "parc.csv"]

    def test_the_list_costs_the_same_for_many_imports(self, client, ready, landlord):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                client.get(url("imports"))
            return len(queries)

        one = cost()
        StockImport.objects.bulk_create(
            StockImport(landlord=landlord, file_name=f"{n}.csv", requested_by=ready.requested_by)
            for n in range(20)
        )
        assert cost() == one

    def test_an_empty_list_says_what_to_do(self, client):
        assert "Déposez la déclaration annuelle" in words(client.get(url("imports")))


class TestDeclaration:
    def test_the_declaration_is_written_from_the_stock(self, client, ready, confirm, landlord):
        confirm(ready)
        file = client.get(url("declaration"), {"landlord": landlord.pk, "year": 2026})
        lines = b"".join(file.streaming_content).decode().splitlines()
        assert len(lines) == 11
        assert "2026_1_123456789_1.CSV" in file["Content-Disposition"]

    def test_a_year_that_makes_no_sense_is_refused(self, client, landlord):
        assert client.get(url("declaration"), {"landlord": landlord.pk, "year": 12}).status_code == 400


def test_who_sees_some_agencies_only_sees_no_import(ready, asset_planner, sign_in, landlord):
    stranger = sign_in(asset_planner)
    page = words(stranger.get(url("imports")))
    assert "Les imports concernent toutes les agences" in page
    assert "parc.csv" not in page
    for name in ("import", "import_rejects", "import_rejects_file", "import_rejects_sheet", "import_complement"):
        assert stranger.get(url(name, ready.pk)).status_code == 404
    for name in ("import_confirm", "import_drop", "import_restart"):
        assert stranger.post(url(name, ready.pk)).status_code == 404
    assert stranger.get(url("import_new")).status_code == 404
    assert stranger.get(url("declaration"), {"landlord": landlord.pk, "year": 2026}).status_code == 404


def test_a_director_may_not_import(ready, director, sign_in):
    client = sign_in(director)
    assert client.get(url("imports")).status_code == 403
    assert client.post(url("import_confirm", ready.pk)).status_code == 403

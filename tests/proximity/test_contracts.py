"""Contractors and contracts: kept by whoever keeps them, seen by those whose residences they cover."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from proximity import firms, pricing
from proximity.models import Contract, Contractor, PenaltyRule, PriceLine, PriceSheet
from proximity.models.contracts import check_siren
from tests.housing.factories import ResidenceFactory
from tests.proximity.order_factories import a_contract, a_contractor, a_price, a_siren, an_order, done, sent

pytestmark = pytest.mark.django_db
START = dt.date(2026, 6, 1)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# --- firms


@given(st.integers(0, 99999999))
def test_of_nine_digits_one_in_ten_is_a_siren(body):
    good = 0
    for last in range(10):
        try:
            check_siren(f"{body:08}{last}")
            good += 1
        except ValidationError:
            pass
    assert good == 1


@pytest.mark.parametrize("wrong", ["", "12345678", "1234567890", "12345678a", "732829321"])
def test_other_digits_are_none(wrong):
    with pytest.raises(ValidationError):
        check_siren(wrong)


def test_a_real_siren_is_one():
    check_siren("732829320")


def test_a_firm_is_entered_once(buyer, sign_in):
    client, siren = sign_in(buyer), a_siren()
    typed = {"name": "Durand Plomberie", "siren": siren, "email": "durand@example.fr", "active": "on"}
    assert client.post(reverse("proximity:contractor_create"), typed).status_code == 302
    again = client.post(reverse("proximity:contractor_create"), typed)
    assert again.status_code == 422
    assert "déjà connue" in again.content.decode()


def test_its_page_says_how_it_does(request_, planner, buyer, sign_in):
    order = done(request_.case, planner)
    sent(request_.case, planner, contract=order.contract)
    found = firms.figures(order.contractor, buyer)
    assert (found.live, found.late, found.total) == (2, 0, 2)
    assert found.reporting_words == "moins d’une heure"
    shown = page(sign_in(buyer), order.contractor.get_absolute_url())
    assert order.contract.lot in shown
    assert "/e/" in shown


def test_only_who_keeps_contracts_sees_the_firms_address(request_, planner, sign_in):
    order = sent(request_.case, planner)
    assert "/e/" not in page(sign_in(planner), order.contractor.get_absolute_url())


def test_figures_count_what_the_reader_may_see(request_, planner, other_agent):
    order = sent(request_.case, planner)
    assert firms.figures(order.contractor, other_agent).total == 0
    (mine,) = firms.with_orders(Contractor.objects.filter(pk=order.contractor_id), planner)
    (theirs,) = firms.with_orders(Contractor.objects.filter(pk=order.contractor_id), other_agent)
    assert (mine.live, theirs.live) == (1, 0)


def test_another_link_ends_the_former(request_, planner, buyer, sign_in, client):
    order = sent(request_.case, planner)
    former = order.contractor.links.get().address
    sign_in(buyer).post(reverse("proximity:contractor_link", args=[order.contractor.pk]))
    assert client.get(former.partition("8000")[2]).status_code == 404
    sign_in(buyer).post(reverse("proximity:contractor_link_revoke", args=[order.contractor.pk]))
    assert not order.contractor.links.valid().exists()


def test_lists_cost_the_same_with_many(buyer, sign_in, same_cost):
    def rows(count):
        for _ in range(count):
            a_contract()

    client = sign_in(buyer)
    same_cost(client, reverse("proximity:contractors"), rows)
    same_cost(client, reverse("proximity:contracts"), rows)


# --- contracts


def test_a_contract_is_seen_where_it_covers_something(residence, agent, other_agent, sign_in):
    here, everywhere = a_contract(residence=residence), a_contract()
    assert set(Contract.objects.visible_to(agent)) == {here, everywhere}
    assert set(Contract.objects.visible_to(other_agent)) == {everywhere}
    assert sign_in(other_agent).get(here.get_absolute_url()).status_code == 404
    assert sign_in(agent).get(here.get_absolute_url()).status_code == 200


def test_a_sector_manager_reads_contracts_and_keeps_none(agent, sign_in):
    contract, client = a_contract(), sign_in(agent)
    assert "Importer" not in page(client, contract.get_absolute_url())
    assert client.post(reverse("proximity:contract_change", args=[contract.pk])).status_code == 403


def test_what_ends_soon_is_told(buyer, sign_in):
    today = timezone.localdate()
    ending = a_contract(period=DateRange(dt.date(2026, 1, 1), today + dt.timedelta(days=60)))
    later = a_contract(period=DateRange(dt.date(2026, 1, 1), today + dt.timedelta(days=900)))
    client = sign_in(buyer)
    assert "1 marché finit" in page(client, reverse("proximity:contracts"))
    listed = page(client, f"{reverse('proximity:contracts')}?etat=bientot")
    assert ending.number in listed
    assert later.number not in listed
    assert "préparez la consultation" in page(client, ending.get_absolute_url())


def test_a_contract_is_entered_and_ends_after_it_starts(buyer, sign_in):
    client, firm = sign_in(buyer), a_contractor()
    typed = {"number": "M-1", "contractor": firm.pk, "kind": "works", "lot": "Plomberie", "observation_days": 15,
             "starts_on": "2026-01-01", "last_day": "2025-12-31"}  # fmt: skip
    assert client.post(reverse("proximity:contract_create"), typed).status_code == 422
    client.post(reverse("proximity:contract_create"), {**typed, "last_day": "2027-12-31"})
    assert Contract.objects.get().last_day == dt.date(2027, 12, 31)


def test_a_residence_is_found_by_its_words(buyer, agency, sign_in):
    ResidenceFactory(agency=agency, name="Les Lilas")
    contract, client = a_contract(covers_all=False), sign_in(buyer)
    here = reverse("proximity:contract_site_create", args=[contract.pk])
    assert "Aucune résidence" in client.post(here, {"words": "Tulipes"}).content.decode()
    client.post(here, {"words": "lilas", "monthly_price": "812.40"})
    assert contract.sites.get().monthly_price == Decimal("812.40")
    assert "déjà au marché" in client.post(here, {"words": "lilas"}).content.decode()
    site = contract.sites.get()
    client.post(reverse("proximity:contract_site_delete", args=[contract.pk, site.pk]))
    assert not contract.sites.exists()


def test_a_delay_given_again_replaces_the_former(buyer, sign_in):
    contract, client = a_contract(), sign_in(buyer)
    here = reverse("proximity:contract_response", args=[contract.pk])
    for amount in ("4", "6"):
        client.post(here, {"priority": 1, "amount": amount, "unit": "hours"})
    assert contract.response_times.get().amount == 6
    client.post(here, {"priority": 1, "amount": "", "unit": "hours"})
    assert not contract.response_times.exists()


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ({"kind": "event"}, "amount"),
        ({"kind": "score", "score_from": 60, "percent": 5}, "score_below"),
        ({"kind": "delay"}, "divisor"),
    ],
)
def test_a_penalty_rule_says_all_that_its_kind_needs(buyer, sign_in, typed, missing):
    contract, client = a_contract(), sign_in(buyer)
    here = reverse("proximity:contract_penalty_create", args=[contract.pk])
    base = {"code": "reprise", "label": "Reprise non faite", **typed}
    refused = client.post(here, base)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, [missing])
    client.post(here, {**base, missing: 70})
    assert contract.penalty_rules.get().kind == typed["kind"]


def test_the_database_refuses_half_a_rule():
    rule = {"contract": a_contract(), "code": "x", "label": "x"}
    for broken in (
        {"kind": "event"},
        {"kind": "score", "percent": 5},
        {"kind": "delay", "amount": 4, "divisor": 9},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PenaltyRule.objects.create(**rule, **broken)


# --- prices


def a_sheet(*rows, name="bpu.xlsx"):
    book = openpyxl.Workbook()
    for row in [("Code", "Libellé", "Unité", "Prix HT"), *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def judged(contract, *rows, day=START):
    return pricing.judge(contract, pricing.rows_of(a_sheet(*rows)), day)


def test_each_line_says_what_it_would_do_or_what_is_wrong():
    contract = a_contract()
    a_price(contract, code="A1", label="Robinet", unit="u", price=80)
    a_price(contract, code="B1", label="Joint", unit="u", price=5)
    found = judged(
        contract, ("A1", "Robinet", "u", 80), ("B1", "Joint", "u", "6,50 €"), ("C1", "Évier", "u", 120),
        ("C1", "Évier", "u", 130), ("D 1", "Douche", "u", 9), ("E1", "", "u", "cher"), ("F1", "F", "u", -3),
    )  # fmt: skip
    assert [one.status for one in found] == ["unchanged", "changed", "new", "error", "error", "error", "error"]
    assert found[1].price == Decimal("6.50")
    assert [column for column, _ in found[5].errors] == ["Libellé", "Prix HT"]
    assert "ligne 4" in found[3].errors[0][1]


@given(st.decimals(0, 99999, places=2), st.sampled_from(["{}", "{} €", "{}€ "]), st.booleans())
def test_a_price_is_read_as_the_french_write_it(price, shape, comma):
    typed = shape.format(price)
    verdict = pricing.Verdict(2, {"price": typed.replace(".", ",") if comma else typed})
    pricing._read_price(verdict)
    assert (verdict.status, verdict.price) == ("new", price)


def test_from_the_file_to_the_prices(buyer, sign_in):
    contract, client = a_contract(), sign_in(buyer)
    a_price(contract, code="B1", label="Joint", unit="u", price=5)
    here = reverse("proximity:price_upload", args=[contract.pk])
    upload = a_sheet(("B1", "Joint", "u", 6), ("C1", "Évier", "u", 120), ("", "Rien", "u", 1))
    answer = client.post(here, {"file": upload, "starts_on": START})
    sheet = PriceSheet.objects.get()
    shown = page(client, answer.url)
    assert "Code : à remplir" in shown
    assert "Appliquer 2 lignes" in shown
    for _ in range(2):
        client.post(reverse("proximity:price_sheet_confirm", args=[sheet.pk]))
    before, after = START - dt.timedelta(days=1), START
    assert [p.price for p in contract.prices.on(before)] == [5]
    assert {p.code: p.price for p in contract.prices.on(after)} == {"B1": 6, "C1": 120}
    errors = client.get(reverse("proximity:price_sheet_errors", args=[sheet.pk]))
    assert b"".join(errors.streaming_content).startswith(b"PK")


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (SimpleUploadedFile("x.xlsx", b"PK not a book"), "illisible"),
        (SimpleUploadedFile("x.csv", b"Code;Prix HT\nA1;3"), "Colonnes absentes"),
        (SimpleUploadedFile("x.csv", "Code;Libellé;Unité;Prix HT".encode()), "aucune ligne"),
    ],
)
def test_a_file_that_is_no_price_list_says_why(buyer, sign_in, upload, said):
    here = reverse("proximity:price_upload", args=[a_contract().pk])
    answer = sign_in(buyer).post(here, {"file": upload, "starts_on": START})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_prices_start_within_the_contract(buyer, sign_in):
    here = reverse("proximity:price_upload", args=[a_contract().pk])
    answer = sign_in(buyer).post(here, {"file": a_sheet(("A", "A", "u", 1)), "starts_on": "2020-01-01"})
    assert "pas dans la période" in answer.content.decode()


def test_a_sheet_is_seen_by_who_sent_it(buyer, admin, sign_in):
    sheet = PriceSheet.objects.create(contract=a_contract(), name="x", rows=[], starts_on=START, uploaded_by=admin)
    assert sign_in(buyer).get(reverse("proximity:price_sheet", args=[sheet.pk])).status_code == 404


def test_the_database_keeps_one_price_per_code_and_day():
    contract = a_contract()
    a_price(contract, code="A1")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_price(contract, code="A1", period=DateRange(dt.date(2027, 1, 1), None))


def test_prices_are_found_by_code_and_exported(buyer, sign_in):
    contract = a_contract()
    a_price(contract, code="A1", label="Robinet")
    a_price(contract, code="B1", label="Évier")
    client = sign_in(buyer)
    shown = page(client, f"{contract.get_absolute_url()}?q=rob")
    assert "Robinet" in shown
    assert "Évier" not in shown
    answer = client.get(reverse("proximity:contract_prices_export", args=[contract.pk]))
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert PriceLine.objects.count() == 2


def test_a_price_that_an_order_bears_stays_as_it_was(request_, planner):
    contract = a_contract()
    order = an_order(request_.case, planner, contract=contract)
    a_price(contract, price=999)
    assert order.versions.get().amount == 240

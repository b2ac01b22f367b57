"""Screens of orders: who sees them, what they say, what comes back when a form is refused."""

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from proximity import booking, ordering
from proximity.models import OrderMove, Via, WorkOrder
from proximity.models.orders import SAID
from proximity.order_forms import ROWS
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.proximity.order_factories import (
    a_contract,
    a_contractor,
    a_price,
    an_order,
    booked,
    done,
    fresh,
    lines,
    sent,
    slot,
)
from tests.requests_app.pictures import a_photo
from tests.teams.factories import UserFactory

pytestmark = pytest.mark.django_db
State = WorkOrder.State
KEY = "0b1d2f3a-0000-4000-8000-00000000000{}"


def key(number: int = 1) -> str:
    return KEY.format(number)


def url(order, act=""):
    return reverse(f"proximity:order{f'_{act}' if act else ''}", args=[order.number])


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def prepared(case, signed, **typed) -> dict:
    """What the form sends: one line free, the rest empty."""
    values = {"title": "Fuite", "contract": signed.pk, "place": f"unit-{case.unit_id}", "priority": 3,
              "label_1": "Dépose", "quantity_1": "2", "price_1": "40.50", "key": key()}  # fmt: skip
    empty = {f"{name}_{n}": "" for n in range(1, ROWS + 1) for name in ("code", "label", "quantity", "price")}
    return {**empty, **values, **typed}


# --- who sees them


def test_a_stranger_agency_does_not_learn_that_the_order_exists(order, other_agent, sign_in):
    client = sign_in(other_agent)
    assert client.get(url(order)).status_code == 404
    assert client.post(url(order, "approve"), {"key": key()}).status_code == 404
    assert order.number not in page(client, reverse("proximity:orders"))


def test_a_caretaker_reads_but_orders_nothing(order, keeper, sign_in):
    client = sign_in(keeper)
    assert "Valider" not in page(client, url(order))
    assert client.post(url(order, "approve"), {"key": key()}).status_code == 403
    assert client.get(reverse("proximity:order_create", args=[order.case.reference])).status_code == 403


def test_a_confidential_case_keeps_its_orders_to_itself(unit, agency, planner, manager, sign_in):
    worker = UserFactory(roles=[Role.SOCIAL_WORKER, Role.PROXIMITY_MANAGER], agencies=[agency])
    case = a_case(unit, by=worker, facts={"family": "S2"}, confidential=True)
    order = an_order(case, worker)
    assert sign_in(manager).get(url(order)).status_code == 404
    assert sign_in(worker).get(url(order)).status_code == 200


# --- prepared from the case


def test_the_case_leads_to_an_order_and_shows_it(request_, planner, sign_in):
    client, contract = sign_in(planner), a_contract()
    case = request_.case
    new = reverse("proximity:order_create", args=[case.reference])
    assert new in page(client, case.get_absolute_url())
    answer = client.post(new, prepared(case, contract))
    order = WorkOrder.objects.get()
    assert answer.url == order.get_absolute_url()
    assert (order.amount, order.unit, order.contractor) == (81, case.unit, contract.contractor)
    assert order.number in page(client, case.get_absolute_url())


def test_a_code_of_the_contract_brings_its_words_and_its_price(request_, planner, sign_in):
    contract = a_contract()
    price = a_price(contract, code="PLO-1")
    client, case = sign_in(planner), request_.case
    listed = page(client, f"{reverse('proximity:order_prices')}?contract={contract.pk}")
    assert "PLO-1" in listed
    typed = prepared(case, contract, label_1="", price_1="", code_1="PLO-1")
    client.post(reverse("proximity:order_create", args=[case.reference]), typed)
    (line,) = WorkOrder.objects.get().versions.get().lines.all()
    assert (line.label, line.price, line.price_line) == (price.label, price.price, price)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"contract": ""}, "Choisissez un marché"),
        ({"label_1": "", "price_1": ""}, "au moins une ligne"),
        ({"code_1": "X-9"}, "Ce code n’est pas"),
        ({"price_1": ""}, "à quel prix"),
        ({"override": "safety"}, "Dites pourquoi"),
    ],
)
def test_what_was_typed_comes_back_with_what_is_wrong(request_, planner, sign_in, typed, said):
    case = request_.case
    answer = sign_in(planner).post(
        reverse("proximity:order_create", args=[case.reference]), prepared(case, a_contract(), **typed)
    )
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="Fuite"' in answer.content.decode()


def test_outside_any_contract_a_firm_is_enough(request_, planner, sign_in):
    firm, case = a_contractor(), request_.case
    typed = prepared(case, a_contract(), contract="", contractor=firm.pk)
    sign_in(planner).post(reverse("proximity:order_create", args=[case.reference]), typed)
    assert WorkOrder.objects.get().contractor == firm


def test_another_firms_contract_is_not_offered_where_it_does_not_cover(request_, planner, sign_in):
    far = a_contract(covers_all=False)
    form = page(sign_in(planner), reverse("proximity:order_create", args=[request_.case.reference]))
    assert far.number not in form


# --- its page


def test_the_page_says_what_to_do_next(order, planner, sign_in, request_):
    client = sign_in(planner)
    assert "Valider" in page(client, url(order))
    client.post(url(order, "approve"), {"key": key(1), "send": "on"})
    assert fresh(order).state == State.SENT
    assert "Proposer des créneaux" in page(client, url(order))
    start, _ = slot()
    typed = {"day": start.date(), "start": "08:00", "end": "10:00", "key": key(2)}
    client.post(url(order, "book"), typed)
    assert fresh(order).state == State.BOOKED
    assert f"{start:%d/%m/%Y}" in page(client, url(order))


def test_the_latest_comes_first_though_it_was_told_before(order, planner, sign_in):
    now = timezone.now()
    for move, ago, told_ago in (("book", 2, 2), ("acknowledge", 9, 1)):
        at, told_at = now - dt.timedelta(hours=ago), now - dt.timedelta(hours=told_ago)
        OrderMove.objects.create(order=order, move=move, before="sent", after="sent", at=at, told_at=told_at)
    lines = page(sign_in(planner), url(order)).split('<ol class="timeline">')[1].split("</li>")
    assert [SAID["book"] in lines[0], SAID["acknowledge"] in lines[1]] == [True, True]
    assert "dit le" not in lines[0]
    assert f"dit le {timezone.localtime(told_at):%d/%m à %H:%M}" in lines[1]


def test_beyond_the_limit_the_page_says_that_another_approves(request_, planner, manager, sign_in):
    order = an_order(request_.case, planner, amount="9000")
    shown = page(sign_in(planner), url(order))
    assert "dépassent votre limite" in shown
    assert url(order, "approve") not in shown
    assert url(order, "approve") in page(sign_in(manager), url(order))


def test_photos_and_words_of_the_case_are_on_the_order(order, planner, request_, sign_in):
    from coordination import photos

    photos.attach(request_.case, a_photo(), by=planner, caption="Sous l’évier")
    request_.case.note("Couper l’eau au palier", by=planner)
    shown = page(sign_in(planner), url(order))
    assert "Sous l’évier" in shown
    assert "Couper l’eau au palier" in shown


def test_the_end_of_works_takes_photos_along(request_, planner, tenant, sign_in):
    order = booked(request_.case, planner, contact=tenant)
    typed = {"text": "Joint changé", "photos": [a_photo()], "key": key()}
    assert sign_in(planner).post(url(order, "complete"), typed).status_code == 302
    assert request_.case.photos.get().caption == order.number


def test_the_answer_given_by_telephone_books(request_, planner, tenant, sign_in):
    order = sent(request_.case, planner, contact=tenant)
    booking.offer(order, [slot(3), slot(4)], by=None, via=Via.CONTRACTOR)
    client = sign_in(planner)
    assert "Réponse du locataire" in page(client, url(order))
    client.post(url(order, "choose"), {"slot": 2, "key": key()})
    assert fresh(order).slots.standing().get().chosen_via == Via.TENANT


def test_a_refusal_comes_back_in_words(order, planner, sign_in):
    answer = sign_in(planner).post(url(order, "send"), {"key": key()})
    assert answer.status_code == 422
    assert "n’est plus possible" in answer.content.decode()


def test_the_second_planner_is_told_on_the_form(request_, planner, manager, sign_in):
    order = sent(request_.case, planner)
    client = sign_in(manager)
    page(client, url(order, "vary"))
    ordering.vary(order, lines("300"), "Deux joints", version=1, by=planner)
    empty = {f"{name}_{n}": "" for n in range(1, ROWS + 1) for name in ("code", "label", "quantity", "price")}
    typed = {**empty, "label_1": "Un seul", "price_1": "90", "reason": "Moins", "version": 1, "key": key()}
    answer = client.post(url(order, "vary"), typed)
    assert answer.status_code == 422
    assert "rien n’a été écrasé" in answer.content.decode()
    assert fresh(order).amount == 300


def test_who_approves_is_told_of_lines_they_did_not_read(request_, planner, manager, sign_in):
    order = an_order(request_.case, planner, amount="4000")
    client = sign_in(manager)
    assert client.get(url(order, "approve")).context["form"]["seen"].value() == 1
    ordering.vary(order, lines("14000"), "Plus", version=1, by=planner)
    answer = client.post(url(order, "approve"), {"seen": 1, "key": key()})
    assert (answer.status_code, "rien n’a été écrasé" in answer.text) == (422, True)
    assert client.post(url(order, "approve"), {"seen": 2, "key": key()}).status_code == 302


def test_the_invoice_is_the_contract_managers(request_, planner, buyer, sign_in):
    from proximity import execution

    order = done(request_.case, planner)
    execution.accept(order, by=planner)
    assert sign_in(planner).post(url(order, "invoice"), {"number": "F1", "key": key()}).status_code == 403
    sign_in(buyer).post(url(order, "invoice"), {"number": "F1", "key": key()})
    assert fresh(order).invoice == "F1"


def test_on_paper(order, planner, sign_in):
    answer = sign_in(planner).get(url(order, "pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


# --- the list


def test_the_list_narrows_sorts_and_exports(request_, planner, tenant, sign_in):
    first, second = an_order(request_.case, planner), sent(request_.case, planner, title="Peinture")
    client, here = sign_in(planner), reverse("proximity:orders")
    assert first.number in page(client, f"{here}?etat=valider")
    assert second.number not in page(client, f"{here}?etat=valider")
    assert "Aucun ordre ne répond" in page(client, f"{here}?q=introuvable")
    for word in ("sans-accuse", "retard", "vivants", "finis", "facturer"):
        page(client, f"{here}?etat={word}&tri=-montant")
    answer = client.get(f"{reverse('proximity:orders_export')}?q=Peinture")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == [second.number]


def test_the_list_costs_the_same_with_many(request_, planner, sign_in, same_cost):
    contract = a_contract()

    def rows(count):
        for _ in range(count):
            an_order(request_.case, planner, contract=contract)

    same_cost(sign_in(planner), reverse("proximity:orders"), rows)


def test_the_page_costs_the_same_with_many_moves(order, planner, sign_in, same_cost):
    def rows(count):
        for _ in range(count):
            ordering.vary(fresh(order), lines("10"), "x", version=fresh(order).version, by=planner)

    same_cost(sign_in(planner), url(order), rows)

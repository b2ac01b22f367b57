"""The pages of a firm: only its own orders, nothing of a tenant beyond what it takes to come."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proximity import booking, ordering, posting
from proximity.models import ContractorLink, OrderMove, Via, WorkOrder
from tests.messaging.factories import a_contact
from tests.proximity.order_factories import a_contract, a_contractor, an_order, booked, fresh, lines, sent, slot
from tests.requests_app.pictures import a_broken_photo, a_photo

pytestmark = pytest.mark.django_db
State = WorkOrder.State
KEY = "1b1d2f3a-0000-4000-8000-00000000000{}"


@pytest.fixture
def tenant(agency):
    return a_contact(
        agency, first_name="Leïla", last_name="Ben Salah", email="leila@example.fr", access_note="Digicode 12B",
        birth_date=dt.date(1980, 2, 1), care_instruction="Parler fort", needs_care=True,
    )  # fmt: skip


@pytest.fixture
def left(request_, planner, tenant):
    return sent(request_.case, planner, contact=tenant, instructions="Couper l’eau au palier")


@pytest.fixture
def token(left):
    return ContractorLink.objects.get(contractor=left.contractor).token


@pytest.fixture
def anybody():
    """No account at all."""
    return Client()


def url(token, order=None, act=""):
    if order is None:
        return reverse("proximity:firm", args=[token])
    return reverse(f"proximity:firm_{act or 'order'}", args=[token, order.number])


def key(number=1):
    return KEY.format(number)


def test_the_link_opens_the_firms_own_orders(anybody, token, left, request_, planner):
    other = sent(request_.case, planner, title="Peinture d’une autre")
    shown = anybody.get(url(token)).content.decode()
    assert left.number in shown
    assert other.number not in shown
    assert anybody.get(url(token, other)).status_code == 404
    assert anybody.post(url(token, other, "acknowledge"), {"key": key()}).status_code == 404


def test_it_shows_name_telephone_access_and_nothing_else_of_the_tenant(anybody, token, left, tenant, request_):
    request_.case.note("Impayés, ne pas en parler", by=None)
    shown = anybody.get(url(token, left)).content.decode()
    number = tenant.phones.get().number.as_national
    for known in ("Leïla Ben Salah", number, "Digicode 12B", "Couper l’eau"):
        assert known in shown
    for hidden in ("leila@example.fr", "1980", "Parler fort", "Impayés"):
        assert hidden not in shown


@pytest.mark.parametrize("ended", ["revoked", "expired", "stopped", "never"])
def test_an_address_that_ended_opens_nothing_and_says_nothing(anybody, token, left, ended):
    link = ContractorLink.objects.get(token=token)
    if ended == "revoked":
        posting.revoke(link.contractor)
    elif ended == "expired":
        past = timezone.now() - dt.timedelta(days=1)
        ContractorLink.objects.update(made_at=past - dt.timedelta(days=1), expires_at=past)
    elif ended == "stopped":
        link.contractor.active = False
        link.contractor.save()
    answer = anybody.get(url("never" if ended == "never" else token))
    assert answer.status_code == 404
    assert link.contractor.name not in answer.content.decode()


def test_it_leaves_no_trace(anybody, token, left):
    answer = anybody.get(url(token))
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]


def test_an_order_that_did_not_leave_is_not_there(anybody, request_, planner, token, left):
    waiting = an_order(request_.case, planner, contract=left.contract)
    assert waiting.number not in anybody.get(url(token)).content.decode()
    assert anybody.get(url(token, waiting)).status_code == 404


def test_from_the_mail_to_the_end_of_works(anybody, token, left, tenant, request_):
    assert anybody.post(url(token, left, "acknowledge"), {"key": key(1)}).status_code == 302
    assert fresh(left).state == State.ACKNOWLEDGED
    start, _ = slot(4)
    typed = {"day_1": start.date(), "start_1": "08:00", "end_1": "10:00", "key": key(2)}
    anybody.post(url(token, left, "offer"), typed)
    assert tenant.messages.filter(event="order.slots").count() == 1
    booking.choose(fresh(left), 1, by=None, via=Via.TENANT)
    assert "Rendez-vous" in anybody.get(url(token, left)).content.decode()
    typed = {"text": "Joint changé, essai fait.", "photos": [a_photo(), a_photo("blue")], "key": key(3)}
    anybody.post(url(token, left, "complete"), typed)
    assert fresh(left).state == State.DONE
    assert request_.case.photos.count() == 2
    assert set(OrderMove.objects.values_list("via", flat=True)) == {"staff", "contractor", "tenant"}
    assert ContractorLink.objects.get().used_at


def test_a_broken_photo_comes_back_with_the_words(anybody, token, left):
    typed = {"text": "Joint changé", "photos": [a_broken_photo()], "key": key()}
    answer = anybody.post(url(token, left, "complete"), typed)
    assert answer.status_code == 422
    assert "Joint changé" in answer.content.decode()
    assert fresh(left).state == State.SENT


def test_sent_twice_the_report_is_one(anybody, token, left):
    typed = {"text": "Joint changé", "key": key()}
    assert [anybody.post(url(token, left, "complete"), typed).status_code for _ in range(2)] == [302, 302]
    assert left.timeline.filter(move="complete").count() == 1


def test_works_may_be_told_two_days_late_and_never_in_advance(anybody, token, left, time_machine):
    now = timezone.localtime()
    time_machine.move_to(now + dt.timedelta(days=2))
    late = (now + dt.timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M")
    tomorrow = (now + dt.timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    refused = anybody.post(url(token, left, "complete"), {"text": "Fait", "at": tomorrow, "key": key(1)})
    assert "pas encore eu lieu" in refused.content.decode()
    anybody.post(url(token, left, "complete"), {"text": "Fait", "at": late, "key": key(2)})
    assert left.timeline.get(move="complete").told_after > dt.timedelta(days=1)


def test_a_shut_door_and_a_day_fixed_without_a_tenant(anybody, request_, planner):
    order = booked(request_.case, planner)
    token = ContractorLink.objects.get(contractor=order.contractor).token
    assert "Proposer des créneaux" not in anybody.get(url(token, order)).content.decode()
    anybody.post(url(token, order, "miss"), {"text": "Portail fermé", "key": key(1)})
    assert order.attempts.get().note == "Portail fermé"
    start, _ = slot(5)
    anybody.post(url(token, order, "book"), {"day": start.date(), "start": "14:00", "end": "16:00", "key": key(2)})
    assert fresh(order).state == State.BOOKED


def test_too_many_at_once_is_refused(anybody, token, left, settings):
    settings.ACCOUNT_RATE_LIMITS = {
        **settings.ACCOUNT_RATE_LIMITS,
        "firm_write": "2/h/key",
        "firm_wrong": "1/h/ip",
    }
    got = [anybody.post(url(token, left, "book"), {"key": key()}).status_code for _ in range(3)]
    assert got == [422, 422, 429]
    assert [anybody.get(url("guess")).status_code for _ in range(2)] == [404, 429]


def test_the_firm_sees_the_version_in_force(anybody, token, left, planner):
    ordering.vary(left, lines("4000"), "Colonne", version=1, by=planner)
    assert "4000" not in anybody.get(url(token, left)).content.decode().replace("\u202f", "")
    ordering.vary(left, lines("480"), "Deux joints", version=2, by=planner)
    assert "480,00" in anybody.get(url(token, left)).content.decode()


def test_on_paper(anybody, token, left):
    assert anybody.get(url(token, left, "pdf")).content.startswith(b"%PDF")


def test_the_page_costs_the_same_with_many_orders(anybody, request_, planner, same_cost):
    contract = a_contract()
    link = posting.link_of(contract.contractor)

    def rows(count):
        for _ in range(count):
            sent(request_.case, planner, contract=contract)

    same_cost(anybody, url(link.token), rows)


def test_a_link_that_is_half_spent_is_replaced_by_the_next_order(request_, planner, time_machine):
    firm = a_contractor()
    first = posting.link_of(firm)
    assert posting.link_of(firm) == first
    ContractorLink.objects.update(expires_at=timezone.now() + dt.timedelta(days=10))
    assert posting.link_of(firm) != first
    assert ContractorLink.objects.valid().count() == 1


def test_what_the_queue_lost_is_mailed_later_and_once(left, mailoutbox):
    assert posting.forgotten() == []
    later = timezone.now() + dt.timedelta(minutes=6)
    (pk,) = posting.forgotten(later)
    assert [posting.mail_order(pk), posting.mail_order(pk)] == [True, False]
    assert len(mailoutbox) == 1

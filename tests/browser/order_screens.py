"""The screens of orders, contractors and contracts, and the pages of firms."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proximity import booking, execution, order_endings, ordering, posting
from proximity.models import PriceSheet, Via
from proximity.pricing import rows_of
from teams.models import User
from teams.roles import Role
from tests.coordination.factories import a_case
from tests.messaging.factories import a_contact
from tests.proximity.order_factories import a_contract, a_price, an_order, done, fresh, lines, sent, slot
from tests.teams.factories import UserFactory

PRICES = "Code;Libellé;Unité;Prix HT\nP1;Mitigeur d’évier;u;128,40\nP2;;u;cher\n"


def planner(place) -> User:
    agency = place.residence.agency
    return UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[agency])


def contract(place):
    """All that one may say of a contract."""
    found = a_contract(residence=place.residence, cap_percent=10, exempt_up_to=1000, penalty_basis="CCAP, art. 14")
    found.sites.update(monthly_price="812.40")
    found.response_times.create(priority=1, amount=4, unit="hours")
    found.penalty_rules.create(kind="event", code="reprise", label="Reprise non faite", amount=50, per_day=50)
    found.penalty_rules.create(kind="score", code="note", label="Note", score_from=50, score_below=60, percent=10)
    found.penalty_rules.create(kind="delay", code="retard", label="Retard", divisor=1000)
    a_price(found, label="Remplacement d’un mitigeur d’évier à bec orientable, fourniture et pose comprises")
    return found


def an_order_of(place, **said):
    """With a tenant who must choose a slot, and a variation that waits."""
    tenant = a_contact(place.residence.agency, first_name="Leïla", last_name="Ben Salah", access_note="Code 24A7")
    case = a_case(place.unit, by=place.user)
    case.note("Couper l’eau au palier.", by=place.user)
    order = sent(case, planner(place), contract=contract(place), contact=tenant, **said)
    booking.offer(order, [slot(3), slot(4, 14)], by=None, via=Via.CONTRACTOR)
    ordering.vary(order, lines("4200"), "Colonne à reprendre", version=1, by=order.made_by)
    return fresh(order)


def of_order(act=""):
    return lambda place: reverse(f"proximity:order{act}", args=[an_order_of(place).number])


def to_end(act, make=sent):
    """The form that ends an order otherwise than as ordered."""

    def address(place):
        order = make(a_case(place.unit, by=place.user), planner(place))
        if act == "stop":
            execution.start(order, by=order.made_by)
        return reverse(f"proximity:order_{act}", args=[order.number])

    return address


def declined(place):
    """Another firm has the same lot."""
    a_contract()
    order = sent(a_case(place.unit, by=place.user), planner(place))
    order_endings.decline(order, "Planning complet jusqu’à la fin du mois.", by=None, via=Via.CONTRACTOR)
    return order.get_absolute_url()


def approval(place):
    """The case of an order beyond the limit of whoever prepared it."""
    return an_order(a_case(place.unit, by=place.user), planner(place), amount="4000").asks.get_absolute_url()


def listed(place):
    order = an_order_of(place)
    an_order(order.case, order.made_by, contract=order.contract, title="Reprendre le carrelage")
    return reverse("proximity:orders")


def with_orders(place):
    return an_order_of(place).case.get_absolute_url()


def preparing(place):
    contract(place)
    return reverse("proximity:order_create", args=[a_case(place.unit, by=place.user).reference])


def firm(place):
    return an_order_of(place).contractor.get_absolute_url()


def firms(place):
    an_order_of(place)
    return reverse("proximity:contractors")


def contracts(place):
    contract(place)
    return reverse("proximity:contracts")


def of_contract(name):
    def address(place):
        return reverse(f"proximity:{name}", args=[contract(place).pk])

    return address


def prices(place):
    found = contract(place)
    upload = SimpleUploadedFile("bpu.csv", PRICES.encode())
    sheet = PriceSheet.objects.create(
        contract=found, name="bpu.csv", rows=rows_of(upload), starts_on=found.period.lower, uploaded_by=place.user
    )
    return reverse("proximity:price_sheet", args=[sheet.pk])


def own_page(place):
    order = an_order_of(place)
    return reverse("proximity:firm", args=[posting.standing_link(order.contractor).token])


def own_order(act="order"):
    def address(place):
        order = an_order_of(place)
        return reverse(f"proximity:firm_{act}", args=[posting.standing_link(order.contractor).token, order.number])

    return address


MANAGER, BUYER = Role.AGENCY_MANAGER, Role.CONTRACT_MANAGER
ORDER_SCREENS = {
    "orders": (listed, Role.PROXIMITY_MANAGER),
    "order": (of_order(), MANAGER),
    "order read by a caretaker": (of_order(), Role.CARETAKER),
    "preparing an order": (preparing, Role.PROXIMITY_MANAGER),
    "changing the lines of an order": (of_order("_vary"), MANAGER),
    "offering slots": (of_order("_offer"), MANAGER),
    "end of works": (of_order("_complete"), MANAGER),
    "stopping works": (to_end("stop"), MANAGER),
    "keeping works for less": (to_end("reduce", done), MANAGER),
    "declining for a firm": (to_end("decline"), MANAGER),
    "declined order": (declined, MANAGER),
    "approval of an order": (approval, MANAGER),
    "case with orders": (with_orders, Role.PROXIMITY_MANAGER),
    "contractors": (firms, BUYER),
    "contractor": (firm, BUYER),
    "new contractor": (lambda place: reverse("proximity:contractor_create"), BUYER),
    "contracts": (contracts, BUYER),
    "contract": (of_contract("contract"), BUYER),
    "changing a contract": (of_contract("contract_change"), BUYER),
    "penalty rule": (of_contract("contract_penalty_create"), BUYER),
    "residence of a contract": (of_contract("contract_site_create"), BUYER),
    "prices sent": (prices, BUYER),
    "sending prices": (of_contract("price_upload"), BUYER),
}
FIRM_SCREENS = {
    "firm's orders": own_page,
    "firm's order": own_order(),
    "firm's slots": own_order("offer"),
    "firm's report": own_order("complete"),
    "firm's refusal": own_order("decline"),
}

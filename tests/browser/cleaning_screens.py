"""Screens of cleanliness, for `tests.browser.screens`."""

from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from proximity import (
    cleaning_checking,
    cleaning_contest,
    cleaning_redo,
    cleaning_remedies,
    penalty_procedure,
    posting,
)
from proximity.models import CleaningCheck, Penalty, RedoRule
from teams.roles import Role
from tests.proximity.cleaning.factories import BAD_HALL, SINCE, a_check, a_service, earlier, failed_twice
from tests.proximity.order_factories import sent
from tests.requests_app.pictures import a_photo
from tests.teams.factories import TeamFactory, UserFactory


def cleaned(place):
    """A staircase that a company cleans, checked twice in the past."""
    TeamFactory(agency=place.residence.agency).members.add(place.user)
    service = a_service(place.residence, staircase=place.unit.staircase)
    for days in (70, 40):
        earlier(a_check(service, checker(place)), days)
    return service


def checker(place):
    return UserFactory(roles=[Role.CARETAKER], agencies=[place.residence.agency])


def begun(place):
    return cleaning_checking.start(cleaned(place), by=place.user)


def failed(place):
    return a_check(
        cleaned(place), checker(place), BAD_HALL, signed_by="M. Petit, chef d’équipe", signature=a_photo()
    )


def disputed(place):
    """Drawn by lot, and contested by the company on its page."""
    check = failed(place)
    CleaningCheck.objects.filter(pk=check.pk).update(drawn=True)
    cleaning_contest.contest(check, words="Lavé à 7 h, avant le passage des livreurs.", by=None)
    return check


def manager(place):
    return UserFactory(roles=[Role.PROXIMITY_MANAGER], agencies=[place.residence.agency])


def again(place):
    """Failed, cleaned again, failed again; it is for `place.user` to say what follows."""
    return failed_twice(cleaned(place), checker(place), place.user)


def redo_again(place):
    """Where the contract gives a second redo."""
    service = cleaned(place)
    RedoRule.objects.create(contract=service.contract, most=2, since=SINCE, basis="CCAP, art. 12")
    case = failed_twice(service, checker(place), place.user).case
    cleaning_redo.order(case, words="Reprendre encore le hall", by=place.user)
    return case.get_absolute_url()


def reducing(place):
    return reverse("proximity:cleaning_reduce", args=[again(place).case.reference])


@transaction.atomic
def by_another(place):
    """The case of a redo that another firm did."""
    case = again(place).case
    return case, sent(case, place.user, amount="300.00", title="Nettoyer le hall")


def executing(place):
    return reverse("proximity:cleaning_execute", args=[by_another(place)[0].reference])


def executed(place):
    case, order = by_another(place)
    said = {"saved": Decimal(80), "text": "Deux reprises demandées, aucune faite."}
    return cleaning_remedies.execute(case, order=order, **said, by=place.user).get_absolute_url()


def penalty(place):
    by = manager(place)
    check = failed_twice(cleaned(place), checker(place), by)
    penalty_procedure.propose(check.case, events=["reprise"], text="Hall toujours sale", by=by)
    return Penalty.objects.get()


def observed(place):
    """Answered by the company on its page."""
    made = penalty(place)
    penalty_procedure.notify(made, by=place.user)
    penalty_procedure.observe(made, words="Le chantier voisin salit le hall dès dix heures.", by=None)
    return made


@transaction.atomic
def contested(place):
    check = failed(place)
    link = posting.link_of(check.service.contract.contractor)
    return reverse("proximity:firm_check", args=[link.token, check.pk])


@transaction.atomic
def asked_again(place):
    check = failed(place)
    redo = cleaning_redo.order(check.case, words="Laver le hall et les vitres.", by=manager(place))
    link = posting.link_of(check.service.contract.contractor)
    return reverse("proximity:firm_redo", args=[link.token, redo.pk])


@transaction.atomic
def answered(place):
    made = penalty(place)
    penalty_procedure.notify(made, by=place.user)
    return reverse("proximity:firm_penalty", args=[posting.link_of(made.contract.contractor).token, made.pk])


def after(make, name, *more):
    """The address of a screen once the place is as it wants."""

    def address(place):
        make(place)
        return reverse(f"proximity:cleaning_{name}", args=[one(place) for one in more])

    return address


def zone(place):
    check = begun(place)
    return reverse("proximity:cleaning_zone", args=[check.pk, check.grid.zones.first().pk])


CLEANING_SCREENS = {
    "cleaned places": (after(cleaned, "places"), Role.CARETAKER),
    "cleanliness checks": (after(failed, "checks"), Role.PROXIMITY_MANAGER),
    "cleanliness of a residence": (
        after(failed, "residence", lambda place: place.residence.pk),
        Role.PROXIMITY_MANAGER,
    ),
    "zone of a check": (zone, Role.CARETAKER),
    "check under way": (lambda place: begun(place).get_absolute_url(), Role.CARETAKER),
    "closing a check": (
        lambda place: reverse("proximity:cleaning_close", args=[begun(place).pk]),
        Role.CARETAKER,
    ),
    "closed check": (lambda place: disputed(place).get_absolute_url(), Role.PROXIMITY_MANAGER),
    "case of a failed check": (lambda place: failed(place).case.get_absolute_url(), Role.PROXIMITY_MANAGER),
    "who cleans": (
        after(cleaned, "service_create", lambda place: place.residence.pk),
        Role.PROXIMITY_MANAGER,
    ),
    "grid of cleanliness": (after(cleaned, "grid"), Role.CARETAKER),
    "next grid of cleanliness": (after(cleaned, "grid_create"), Role.AGENCY_MANAGER),
    "penalties": (after(penalty, "penalties"), Role.CONTRACT_MANAGER),
    "penalty": (lambda place: observed(place).get_absolute_url(), Role.CONTRACT_MANAGER),
    "case of a second redo": (redo_again, Role.PROXIMITY_MANAGER),
    "proposing a lower price": (reducing, Role.PROXIMITY_MANAGER),
    "proposing works at the company's cost": (executing, Role.PROXIMITY_MANAGER),
    "works at the company's cost": (executed, Role.PROXIMITY_MANAGER),
}
CLEANING_FIRM_SCREENS = {"firm's check": contested, "firm's redo": asked_again, "firm's penalty": answered}

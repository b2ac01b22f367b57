"""Screens of relocations, for `tests.browser.screens`."""

from django.urls import reverse

from leasing import reletting
from leasing.models import Nominator
from teams.roles import Role
from tests.leasing.factories import a_lease
from tests.leasing.vacancies import DAY, a_vacancy, accept, cost, fresh, leave, order, task, today, visit
from tests.messaging.factories import a_contact
from tests.teams.factories import TeamFactory


def noticed(place):
    """The tenant gave notice; a visit is to be made."""
    TeamFactory(agency=place.residence.agency).members.add(place.user)
    lease = a_lease(place.unit, a_contact(place.residence.agency), amounts={"rent": 412})
    return a_vacancy(lease, place.user)


def slipped(place):
    """The entry is booked, and the works will not be over then."""
    vacancy = noticed(place)
    for act in (visit, leave, cost, order):
        vacancy = act(vacancy, place.user)
    accept(vacancy, place.user)
    reletting.confirm(fresh(vacancy), by=place.user)
    reletting.book(fresh(vacancy), fresh(vacancy).case.promised_on, by=place.user)
    task(vacancy, "works").expect(today() + 24 * DAY, by=place.user)
    return fresh(vacancy)


def board(place):
    slipped(place)
    return reverse("leasing:relocations")


def visiting(place):
    return reverse("leasing:vacancy_visit", args=[noticed(place).pk])


def opening(place):
    return reverse("leasing:vacancy_open", args=[place.unit.pk])


def nominators(place):
    for name, kind, share in (("Préfecture", "state", 30), ("Ville de Bastia", "commune", 20)):
        Nominator.objects.create(name=name, kind=kind, share=share, days=21, quota="25 % mal logés")
    return reverse("leasing:nominators")


def causes(place):
    return reverse("leasing:causes")


def changing_a_cause(place):
    return reverse("leasing:cause", args=["R06"])


RELETTING_SCREENS = {
    "nominators": (nominators, Role.LEASING_OFFICER),
    "new nominator": (lambda place: reverse("leasing:nominator_create"), Role.LEASING_OFFICER),
    "causes of delay": (causes, Role.AGENCY_MANAGER),
    "cause of delay": (changing_a_cause, Role.AGENCY_MANAGER),
    "relocations": (board, Role.LEASING_OFFICER),
    "file of a vacancy": (lambda place: slipped(place).get_absolute_url(), Role.LEASING_OFFICER),
    "visit before the exit": (visiting, Role.CARETAKER),
    "new relocation": (opening, Role.LEASING_OFFICER),
}
